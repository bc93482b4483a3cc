"""Every family on the descriptor, on a small problem: it learns, and its graph answers as it does, by onnx's own reference."""

from __future__ import annotations

import numpy as np
import pytest
from onnx_reference import evaluate
from xanes.train.families import ALL_FAMILIES, find_families, obstacle
from xanes.train.family import Family
from xanes.train.features import DESCRIPTOR
from xanes.train.labels import Labels

ON_THE_DESCRIPTOR = [family.name for family in ALL_FAMILIES if family.inputs == (DESCRIPTOR,)]

QUICK = {"trees": 40, "epochs": 150, "width": 32}


def small_problem(rows: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    descriptors = np.random.default_rng(seed).random((rows, 5), dtype=np.float32)
    axis = np.linspace(0.0, 3.0, 20)
    waves = np.sin(axis + 2.0 * descriptors[:, :1]) + 0.5 * descriptors[:, 1:2] * np.cos(2.0 * axis)
    return descriptors, np.float32(1.0 + 0.2 * waves)


def quick_settings(family: Family) -> dict[str, object]:
    first = family.candidates()[0]
    return first | {key: value for key, value in QUICK.items() if key in first}


@pytest.mark.parametrize("name", ON_THE_DESCRIPTOR)
def test_a_family_learns_and_its_graph_answers_as_it_does(name: str) -> None:
    family = find_families([name])[0]
    if obstacle(family) is not None:
        pytest.skip(str(obstacle(family)))
    descriptors, spectra = small_problem(120, seed=1)
    unseen, truth = small_problem(40, seed=2)

    model = family.fit(quick_settings(family), {"descriptor": descriptors}, Labels(spectra, spectra), seed=3)
    predicted = model.predict({"descriptor": unseen})
    exported = evaluate(model.to_onnx(), {"descriptor": unseen})[0]

    assert exported.dtype == np.float32
    assert np.abs(exported - predicted).max() < min(family.parity, 2e-5)
    assert np.mean((predicted - truth) ** 2) < 0.5 * np.mean((truth - truth.mean(axis=0)) ** 2)


@pytest.mark.parametrize("name", ON_THE_DESCRIPTOR)
def test_a_family_fits_spectra_that_vary_in_one_way_only(name: str) -> None:
    family = find_families([name])[0]
    if obstacle(family) is not None:
        pytest.skip(str(obstacle(family)))
    descriptors = small_problem(60, seed=4)[0]
    spectra = np.float32(1.0 + descriptors[:, :1] * np.linspace(0.1, 0.3, 8))

    model = family.fit(quick_settings(family), {"descriptor": descriptors}, Labels(spectra, spectra), seed=0)
    exported = evaluate(model.to_onnx(), {"descriptor": descriptors})[0]

    assert exported.shape == spectra.shape
    assert np.abs(exported - model.predict({"descriptor": descriptors})).max() < 2e-5


def test_all_names_every_family_once_beside_others() -> None:
    assert [family.name for family in find_families(["ridge", "all"])] == [family.name for family in ALL_FAMILIES]
