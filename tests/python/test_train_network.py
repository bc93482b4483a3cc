"""The scattering network: training, symmetry, calibration and its graph."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx.reference import ReferenceEvaluator
from xanes.train.network.calibration import Calibration, coverage
from xanes.train.network.family import ACCURATE, FAST
from xanes.train.network.neighbours import Neighbours

pytest.importorskip("torch")

CUTOFF = 5.0
SETTINGS = {"members": 2, "rounds": 2, "features": 16, "hidden": 32, "epochs": 40}

Features = dict[str, NDArray]


def clusters(rng: np.random.Generator, rows: int, most: int) -> tuple[Features, NDArray[np.float64]]:
    """Random clusters in the job's layout and a smooth function of them, float64 [rows, 8]."""
    features = {
        "species": np.zeros((rows, most), dtype=np.int64),
        "radius": np.full((rows, most), CUTOFF, dtype=np.float32),
        "distance": np.full((rows, most, most), CUTOFF, dtype=np.float32),
        "mask": np.zeros((rows, most), dtype=np.float32),
        "elements": np.full(rows, 3),
        "r_max": np.full(rows, CUTOFF),
    }
    spectra = np.empty((rows, 8))
    for row in range(rows):
        atoms = int(rng.integers(1, most + 1))
        directions = rng.normal(size=(atoms, 3))
        radius = rng.uniform(1.8, 4.5, atoms)
        positions = directions / np.linalg.norm(directions, axis=1, keepdims=True) * radius[:, None]
        species = np.sort(rng.integers(0, 3, atoms))
        features["species"][row, :atoms] = species
        features["radius"][row, :atoms] = radius
        features["distance"][row, :atoms, :atoms] = np.linalg.norm(positions[:, None] - positions, axis=2)
        features["mask"][row, :atoms] = 1.0
        spectra[row] = 1.0 + 0.1 * np.sum((1 + species[:, None]) * np.sin(radius[:, None] + np.arange(8)), axis=0)
    return features, spectra


@pytest.fixture(scope="module")
def fitted() -> tuple[object, Features, NDArray[np.float32]]:
    rng = np.random.default_rng(1)
    features, spectra = clusters(rng, 160, 6)
    spectra = (spectra + 0.01 * rng.normal(size=spectra.shape)).astype(np.float32)
    family = ACCURATE
    return family.fit(SETTINGS, features, spectra, seed=3), features, spectra


def run(model: onnx.ModelProto, features: Features) -> list[NDArray[np.float32]]:
    names = [value.name for value in model.graph.input]
    return ReferenceEvaluator(model).run(None, {name: features[name] for name in names})


def test_the_graph_answers_as_torch_does_for_any_number_and_size_of_clusters(fitted: tuple) -> None:
    model, _, _ = fitted
    model = replace(model, calibration=Calibration(1.7, 0.02))
    graph = model.to_onnx()
    onnx.checker.check_model(graph, full_check=True)
    assert {node.domain for node in graph.graph.node} == {""}
    for rows, most in ((1, 1), (1, 9), (7, 4)):
        features, _ = clusters(np.random.default_rng(rows + most), rows, most)

        spectrum, spread = run(graph, features)

        members = model.ensemble.spectra_of_members(Neighbours.of(features)).astype(np.float64)
        assert np.abs(spectrum - model.predict(features)).max() < 1e-5
        assert np.abs(spread - 1.7 * np.sqrt(members.var(axis=0) + 0.02**2)).max() < 1e-5


def test_the_graph_of_a_lone_network_gives_its_spectrum_and_one_spread_for_all_points() -> None:
    features, spectra = clusters(np.random.default_rng(11), 40, 5)
    model = FAST.fit(SETTINGS | {"members": 1, "epochs": 2}, features, np.float32(spectra), seed=1)
    model = replace(model, calibration=Calibration(1.5, 0.02))

    spectrum, spread = run(model.to_onnx(), features)

    assert np.abs(spectrum - model.predict(features)).max() < 1e-5
    assert spread.shape == spectrum.shape
    assert np.abs(spread - 0.03).max() < 1e-7


def test_a_network_learns_a_smooth_function_of_the_neighbours(fitted: tuple) -> None:
    model, _, spectra = fitted
    unseen, truth = clusters(np.random.default_rng(2), 80, 6)

    error = np.mean((model.predict(unseen) - truth) ** 2)

    assert error < 0.2 * np.mean((spectra.mean(axis=0) - truth) ** 2)


def test_the_same_seed_gives_the_same_graph() -> None:
    features, spectra = clusters(np.random.default_rng(4), 40, 4)
    family = ACCURATE
    settings = SETTINGS | {"epochs": 2}

    first, second, other = (family.fit(settings, features, np.float32(spectra), seed).to_onnx() for seed in (5, 5, 6))

    assert first.SerializeToString() == second.SerializeToString()
    assert first.SerializeToString() != other.SerializeToString()


def test_renumbering_the_neighbours_or_padding_them_changes_nothing(fitted: tuple) -> None:
    graph = fitted[0].to_onnx()
    features, _ = clusters(np.random.default_rng(6), 1, 8)
    atoms = int(features["mask"].sum())
    order = np.random.default_rng(7).permutation(atoms)
    moved = {name: values[:, order] if values.ndim == 2 else values for name, values in features.items()}
    moved["distance"] = features["distance"][:, order][:, :, order]
    padded = {name: values.copy() for name, values in features.items()}
    wider = atoms + 5
    padded["species"] = np.zeros((1, wider), dtype=np.int64)
    padded["radius"] = np.full((1, wider), CUTOFF, dtype=np.float32)
    padded["distance"] = np.full((1, wider, wider), CUTOFF, dtype=np.float32)
    padded["mask"] = np.zeros((1, wider), dtype=np.float32)
    for name in ("species", "radius", "mask"):
        padded[name][:, :atoms] = features[name][:, :atoms]
    padded["distance"][:, :atoms, :atoms] = features["distance"][:, :atoms, :atoms]

    expected = run(graph, features)[0]

    assert np.abs(run(graph, moved)[0] - expected).max() < 1e-5
    assert np.abs(run(graph, padded)[0] - expected).max() < 1e-5


def test_an_atom_that_leaves_through_the_cutoff_fades_out(fitted: tuple) -> None:
    graph = fitted[0].to_onnx()
    near, _ = clusters(np.random.default_rng(8), 1, 5)
    atoms = int(near["mask"].sum())
    assert atoms > 1
    leaving = {name: values.copy() for name, values in near.items()}
    leaving["radius"][0, 0] = CUTOFF - 1e-3
    gone = {name: values.copy() for name, values in leaving.items()}
    gone["mask"][0, 0] = 0.0

    assert np.abs(run(graph, leaving)[0] - run(graph, gone)[0]).max() < 1e-3
    assert np.abs(run(graph, near)[0] - run(graph, gone)[0]).max() > 1e-3


def test_calibrated_bands_hold_nine_tenths_of_unseen_errors() -> None:
    rng = np.random.default_rng(9)
    width = rng.uniform(0.5, 2.0, (1, 3000, 1))
    members = (0.01 * width * rng.normal(size=(4, 3000, 20))).astype(np.float32)
    truth = (members.mean(axis=0) + 0.03 * width[0] * rng.normal(size=(3000, 20))).astype(np.float32)

    calibration = Calibration.of(members[:, :1500], truth[:1500])

    unseen = members[:, 1500:]
    assert coverage(unseen.mean(axis=0), calibration.spread(unseen), truth[1500:]) == pytest.approx(0.9, abs=0.02)
    assert calibration.factor > 1.0
