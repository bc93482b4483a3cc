"""The scattering network: training, symmetry and its graph."""

from __future__ import annotations

from dataclasses import asdict, replace

import numpy as np
import onnx
import pytest
import torch
from numpy.typing import NDArray
from onnx_reference import evaluate
from xanes.train.family import Family, Settings
from xanes.train.labels import Labels
from xanes.train.network import fitting
from xanes.train.network.design import Design
from xanes.train.network.elements import period_and_group, properties
from xanes.train.network.family import ACCURATE
from xanes.train.network.fitted import FittedNetwork
from xanes.train.network.module import ScatteringModule
from xanes.train.network.neighbours import Neighbours, PaddedNeighbours

CUTOFF = 5.0
SETTINGS = {"members": 2, "rounds": 2, "features": 16, "hidden": 32, "epochs": 40}


def clusters(
    rng: np.random.Generator, rows: int, most: int, elements: tuple[int, ...] = (8, 14, 47)
) -> tuple[Neighbours, NDArray[np.float64]]:
    """Random clusters of three of the elements behind each other and a smooth function of them, float64 [rows, 8]."""
    counts = rng.integers(1, most + 1, rows)
    kinds, radii, distances = [], [], []
    spectra = np.empty((rows, 8))
    for row, atoms in enumerate(counts):
        directions = rng.normal(size=(atoms, 3))
        radius = rng.uniform(1.8, 4.5, atoms)
        positions = directions / np.linalg.norm(directions, axis=1, keepdims=True) * radius[:, None]
        species = np.sort(rng.integers(0, 3, atoms))
        kinds.append(species)
        radii.append(radius)
        distances.append(np.linalg.norm(positions[:, None] - positions, axis=2).ravel())
        spectra[row] = 1.0 + 0.1 * np.sum((1 + species[:, None]) * np.sin(radius[:, None] + np.arange(8)), axis=0)
    species, radius, distance = np.concatenate(kinds), np.float32(np.concatenate(radii)), np.float32(np.concatenate(distances))
    return Neighbours.of(counts, species, radius, distance, elements=elements, cutoff=CUTOFF), spectra


def fit(family: Family, settings: Settings, neighbours: Neighbours, spectra: NDArray[np.float64], seed: int) -> FittedNetwork:
    return family.fit(settings, {"neighbours": neighbours}, Labels(np.float32(spectra), np.float32(spectra)), seed)


def predict(model: FittedNetwork, neighbours: Neighbours) -> NDArray[np.float32]:
    return model.predict({"neighbours": neighbours})


@pytest.fixture(scope="module")
def fitted() -> FittedNetwork:
    rng = np.random.default_rng(1)
    neighbours, spectra = clusters(rng, 160, 6)
    return fit(ACCURATE, SETTINGS, neighbours, spectra + 0.01 * rng.normal(size=spectra.shape), seed=3)


def run(model: onnx.ModelProto, padded: PaddedNeighbours) -> list[NDArray[np.float32]]:
    return evaluate(model, asdict(padded))


def test_the_graph_answers_as_torch_does_for_any_number_and_size_of_clusters(fitted: FittedNetwork) -> None:
    graph = fitted.to_onnx()
    for rows, most in ((1, 1), (1, 9), (7, 4)):
        neighbours, _ = clusters(np.random.default_rng(rows + most), rows, most)

        (members,) = run(graph, neighbours.padded())

        assert members.shape == (SETTINGS["members"], rows, 8)
        assert np.abs(members - fitted.members({"neighbours": neighbours})).max() < 1e-5
        assert np.abs(members.mean(axis=0) - predict(fitted, neighbours)).max() < 1e-5
    onnx.checker.check_model(graph, full_check=True)
    assert {node.domain for node in graph.graph.node} == {""}


def test_the_graph_answers_as_torch_does_for_more_elements_than_their_vectors_are_long() -> None:
    elements = tuple(range(1, 79))
    neighbours, spectra = clusters(np.random.default_rng(20), 30, 5, elements)
    model = fit(ACCURATE, SETTINGS | {"epochs": 2}, neighbours, spectra, seed=1)

    (members,) = run(model.to_onnx(), neighbours.padded())

    assert np.abs(members - model.members({"neighbours": neighbours})).max() < 1e-5


def test_a_message_is_the_sum_over_the_others_of_a_filter_of_the_distance_times_their_state() -> None:
    torch.manual_seed(2)
    module = ScatteringModule(Design(atomic_numbers=(8, 47), cutoff=CUTOFF, features=6, rounds=1, members=2), dropout=0.0)
    (messages,) = module.rounds
    states, fade = torch.randn(2, 2 * 3, 6), torch.rand(6, 1)
    pairs = torch.rand(2, 3, 20, 3)

    found = messages(states, pairs.view(2, -1, 3), fade, (2, 3)).detach().numpy()

    sent = (messages.send(states) * fade).view(2, 2, 3, 6)
    filters = torch.einsum("nipj,kpf->knijf", pairs, messages.filter.weight)
    gathered = torch.einsum("knijf,knjf->knif", filters, sent).reshape(2, 6, 6)
    changed = messages.update(torch.nn.functional.silu(messages.gather(gathered) + messages.keep(states)))
    assert np.abs(found - (states + changed).detach().numpy()).max() < 1e-5


def test_an_element_of_few_spectra_is_answered_by_what_its_likes_taught() -> None:
    """Sulfur learned beside oxygen and silicon; selenium, which no spectrum had, is answered nearer to it than to these."""
    elements = (8, 14, 16, 34)
    neighbours, spectra = clusters(np.random.default_rng(21), 160, 5, elements)
    model = fit(ACCURATE, SETTINGS, neighbours, spectra, seed=2)

    def of(element: int) -> NDArray[np.float32]:
        one = Neighbours.of(np.array([1]), np.array([element]), np.float32([2.4]), np.float32([0.0]), elements, CUTOFF)
        return predict(model, one)[0]

    oxygen, silicon, sulfur, selenium = (of(element) for element in range(4))
    distance_to_sulfur = np.linalg.norm(selenium - sulfur)
    assert distance_to_sulfur < np.linalg.norm(selenium - oxygen)
    assert distance_to_sulfur < np.linalg.norm(selenium - silicon)


def test_like_elements_have_like_properties_and_unknown_ones_are_refused() -> None:
    sodium, potassium, chlorine, bromine, praseodymium, neodymium = properties((11, 19, 17, 35, 59, 60))

    assert potassium @ sodium > 2 * potassium @ chlorine
    assert bromine @ chlorine > 2 * bromine @ sodium
    assert praseodymium @ neodymium > 0.99
    with pytest.raises(ValueError, match="atomic number 97"):
        properties((8, 97))


@pytest.mark.parametrize(
    ("symbol_and_number", "period", "group"),
    [
        (("H", 1), 1, 1),
        (("He", 2), 1, 18),
        (("Al", 13), 3, 13),
        (("Cu", 29), 4, 11),
        (("Hf", 72), 6, 4),
        (("Tl", 81), 6, 13),
        (("Ra", 88), 7, 2),
    ],
)
def test_elements_stand_where_the_periodic_table_has_them(symbol_and_number: tuple[str, int], period: int, group: float) -> None:
    assert period_and_group(symbol_and_number[1]) == (period, group)


def test_a_network_learns_a_smooth_function_of_the_neighbours(fitted: FittedNetwork) -> None:
    unseen, truth = clusters(np.random.default_rng(2), 80, 6)

    error = np.mean((predict(fitted, unseen) - truth) ** 2)

    assert error < 0.2 * np.mean(truth.var(axis=0))


def test_some_rows_in_any_order_are_the_clusters_of_these_rows() -> None:
    neighbours, _ = clusters(np.random.default_rng(12), 9, 7)
    every = neighbours.padded()
    rows = np.array([7, 0, 3, 3])

    some = neighbours[rows]
    padded = some.padded()

    most = int(every.mask[rows].sum(axis=1).max())
    assert some.distance is neighbours.distance
    assert padded.mask.shape == (4, most)
    for name, values in asdict(padded).items():
        expected = getattr(every, name)[rows][:, :most]
        assert np.array_equal(values, expected[:, :, :most] if name == "distance" else expected), name


def test_arrays_that_do_not_fit_each_other_are_no_neighbours() -> None:
    two, three = np.array([2]), np.float32([1.0, 2.0, 3.0])

    with pytest.raises(ValueError, match="1 clusters of 2 atoms"):
        Neighbours.of(two, np.array([0, 1]), three[:2], three, elements=(8, 14), cutoff=CUTOFF)
    with pytest.raises(ValueError, match="species must count 2 elements"):
        Neighbours.of(two, np.array([0, 2]), three[:2], np.zeros(4, np.float32), elements=(8, 14), cutoff=CUTOFF)


def test_large_clusters_are_computed_in_parts_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    neighbours, spectra = clusters(np.random.default_rng(13), 60, 8)
    settings = SETTINGS | {"epochs": 3}
    expected = predict(fit(ACCURATE, settings, neighbours, spectra, seed=1), neighbours)
    portions: list[int] = []
    tensors = fitting.tensors
    monkeypatch.setattr(fitting, "tensors", lambda part: portions.append(len(part) * int(part.counts.max()) ** 2) or tensors(part))
    monkeypatch.setattr(fitting, "PAIRS_AT_ONCE", 200)

    found = predict(fit(ACCURATE, settings, neighbours, spectra, seed=1), neighbours)

    assert max(portions) <= 200
    assert np.abs(found - expected).max() < 1e-4


def test_the_same_seed_gives_the_same_graph() -> None:
    neighbours, spectra = clusters(np.random.default_rng(4), 40, 4)
    settings = SETTINGS | {"epochs": 2}

    first, second, other = (fit(ACCURATE, settings, neighbours, spectra, seed).to_onnx() for seed in (5, 5, 6))

    assert first.SerializeToString() == second.SerializeToString()
    assert first.SerializeToString() != other.SerializeToString()


def test_renumbering_the_neighbours_or_padding_them_changes_nothing(fitted: FittedNetwork) -> None:
    graph = fitted.to_onnx()
    one = clusters(np.random.default_rng(6), 1, 8)[0].padded()
    atoms = int(one.mask.sum())
    order = np.random.default_rng(7).permutation(atoms)
    moved = PaddedNeighbours(one.species[:, order], one.radius[:, order], one.distance[:, order][:, :, order], one.mask)
    behind = ((0, 0), (0, 5))
    padded = PaddedNeighbours(
        np.pad(one.species, behind),
        np.pad(one.radius, behind, constant_values=CUTOFF),
        np.pad(one.distance, (*behind, (0, 5)), constant_values=CUTOFF),
        np.pad(one.mask, behind),
    )

    expected = run(graph, one)[0]

    assert np.abs(run(graph, moved)[0] - expected).max() < 1e-5
    assert np.abs(run(graph, padded)[0] - expected).max() < 1e-5


def test_an_atom_that_leaves_through_the_cutoff_fades_out(fitted: FittedNetwork) -> None:
    graph = fitted.to_onnx()
    near = clusters(np.random.default_rng(8), 1, 5)[0].padded()
    assert near.mask.sum() > 1
    first = np.eye(1, near.radius.shape[1], dtype=np.float32)
    leaving = replace(near, radius=np.where(first > 0, np.float32(CUTOFF - 1e-3), near.radius))
    gone = replace(leaving, mask=near.mask - first)

    assert np.abs(run(graph, leaving)[0] - run(graph, gone)[0]).max() < 1e-3
    assert np.abs(run(graph, near)[0] - run(graph, gone)[0]).max() > 1e-3
