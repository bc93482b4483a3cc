"""``x.reconstruct``: from the counts back to atoms."""

from __future__ import annotations

import descriptor_reference as reference
import numpy as np
import pytest
import xanes
from ase import Atoms
from ase.build import bulk
from ase.io import read
from conftest import DATA
from python_sessions import BACKENDS, both_backends

IMPOSSIBLE = {40: 4, 300 + 39: 6}
"""Four O at 2 Å whose six distances are all 3.9 Å: a regular tetrahedron there has edges of 3.27 Å."""


@pytest.fixture(scope="module")
def clusters() -> list[Atoms]:
    """40 random clusters of 2 to 7 atoms, atom 0 a silver, no two closer than 1 Å."""
    rng = np.random.default_rng(23)
    made = []
    while len(made) < 40:
        numbers = [47, *rng.choice([8, 14, 47], size=1 + len(made) % 6)]
        atoms = Atoms(numbers, [[0, 0, 0], *rng.uniform(-2.8, 2.8, size=(len(numbers) - 1, 3))])
        distances = atoms.get_all_distances()[np.triu_indices(len(atoms), 1)]
        if distances.min() > 1.0:
            made.append(atoms)
    return made


def counts(values: dict[int, float]) -> np.ndarray:
    vector = np.zeros(900, dtype=np.float32)
    for place, value in values.items():
        vector[place] = value
    return vector


@both_backends
def test_atoms_come_back_with_the_vector_that_numpy_counts(x: xanes.Session, clusters: list[Atoms]) -> None:
    for atoms in clusters:
        vector = x.describe(atoms, 0)

        found = x.reconstruct(vector)

        assert found.verdict == "exact"
        assert found.best.differing_counts == 0
        assert sorted(found.atoms.numbers) == sorted(atoms.numbers)
        assert found.atoms.info["absorber"] == 0
        again = reference.describe(found.atoms.numbers, found.atoms.positions, np.eye(3), (False,) * 3, 0)
        np.testing.assert_array_equal(again, vector)


@pytest.mark.parametrize("other", BACKENDS[1:])
def test_both_backends_find_the_same_bits(other: str, clusters: list[Atoms]) -> None:
    native, dotnet = xanes.load("native"), xanes.load(other)
    for atoms in clusters:
        vector = native.describe(atoms, 0)
        ours, theirs = (session.reconstruct(vector, solutions=3, refine=True, seed=5) for session in (native, dotnet))
        assert len(ours.solutions) == len(theirs.solutions)
        for one, two in zip(ours.solutions, theirs.solutions, strict=True):
            np.testing.assert_array_equal(one.arrays.positions, two.arrays.positions)
            np.testing.assert_array_equal(one.arrays.numbers, two.arrays.numbers)
            assert one.atoms.info == two.atoms.info


@both_backends
def test_the_seed_and_the_method_change_the_answer(x: xanes.Session) -> None:
    vector = x.describe(read(DATA / "agsi2o4.extxyz"), 0)
    first, again, other = (x.reconstruct(vector, seed=seed).atoms.positions for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 0.01
    assert x.reconstruct(vector, method="two-stage").verdict == "exact"


def test_refinement_brings_the_distances_nearer_to_the_middle_of_their_bins(x: xanes.Session) -> None:
    vector = x.describe(Atoms("AgO2Si", [[0, 0, 0], [2.02, 0, 0], [0.3, 2.13, 0], [-0.4, 0.6, 3.11]]), 0)
    plain, refined = x.reconstruct(vector).best, x.reconstruct(vector, refine=True).best
    assert refined.distance_error < min(0.0055, plain.distance_error)
    assert refined.verdict == "exact"


@both_backends
def test_several_different_structures_of_one_vector_are_found(x: xanes.Session) -> None:
    # Which O has which distance to Si is not told by the counts: two structures at least.
    atoms = Atoms("AgO2Si", [[0, 0, 0], [2.0, 0.02, 0], [0.1, 2.52, 0], [1.9, 0.1, 1.9]])
    found = x.reconstruct(x.describe(atoms, 0), solutions=5)
    assert len(found.solutions) >= 2
    assert {solution.verdict for solution in found.solutions} == {"exact"}


@both_backends
def test_the_absorber_of_a_spec_that_names_none_is_given_in_the_call(x: xanes.Session) -> None:
    spec = {"kind": "pair-rdf", "elements": ["O"], "r_max": 4.0}
    vector = x.describe(Atoms("CuO", [[0, 0, 0], [0, 0, 1.93]]), 0, spec=spec)
    found = x.reconstruct(vector, spec=spec, absorber="Cu").atoms
    assert found.get_chemical_symbols() == ["Cu", "O"]
    assert found.get_distance(0, 1) == pytest.approx(1.93, abs=0.05)
    with pytest.raises(xanes.InvalidInputError, match="the absorbing element is not known"):
        x.reconstruct(vector, spec=spec)
    with pytest.raises(xanes.InvalidInputError, match="'Xx' is not an element"):
        x.reconstruct(vector, spec=spec, absorber="Xx")


@both_backends
def test_counts_that_no_structure_has_end_with_the_verdict_none_in_time(x: xanes.Session) -> None:
    found = x.reconstruct(counts(IMPOSSIBLE), time_limit=0.3)
    assert found.verdict == "none"
    assert found.best.farthest_outside > 1
    assert 0.3 <= found.seconds < 5
    assert repr(found) == "<xanes.Reconstruction, verdict none, 5 atoms, structures: 1>"


@both_backends
def test_a_periodic_structure_is_refused_for_its_many_neighbours_or_found_as_a_cluster(x: xanes.Session) -> None:
    near = {"kind": "pair-rdf", "absorber": "Ag", "elements": ["Ag"], "r_max": 3.0}
    found = x.reconstruct(x.describe(bulk("Ag"), 0, spec=near), spec=near)
    assert (found.verdict, len(found.atoms), found.atoms.pbc.any()) == ("exact", 13, False)
    wide = near | {"r_max": 6.6}
    with pytest.raises(xanes.InvalidInputError, match="counts 78 atoms around the absorber; at most 64 can be searched"):
        x.reconstruct(x.describe(bulk("Ag"), 0, spec=wide), spec=wide)


@both_backends
@pytest.mark.parametrize(
    ("values", "options", "message"),
    [
        ({40: 0.5}, {}, r"r\(O\) 2\.00-2\.05 holds 0\.5, which is no count"),
        ({40: 2}, {}, r"r\(O\) counts 2 atoms, which make 1 pairs, but p\(O,O\) counts 0"),
        ({40: 2, 345: 1}, {}, r"p\(O,O\) has a pair at 4\.5 Å or more, but the radial counts allow at most 4\.1 Å"),
        ({}, {"spec": {"kind": "pair-rdf", "absorber": "Ag", "elements": ["O", "Si", "Ag"], "sigma": 0.3}}, "only from plain counts"),
        ({}, {"spec": {"kind": "pair-rdf", "absorber": "Ag", "elements": ["O"]}}, "has 900 values, its spec makes 200"),
        ({}, {"method": "guess"}, "method 'guess' is unknown"),
        ({}, {"solutions": 0}, "number of solutions must be at least 1, not 0"),
        ({}, {"seed": 2**40}, "seed must be a whole number of 32 bits"),
        ({}, {"time_limit": float("nan")}, "time limit must be a number of seconds above 0"),
        ({}, {"minimum_distance": -1.0}, "minimum distance must be 0 Å or more"),
        ({}, {"threads": -1}, "-1 threads"),
    ],
)
def test_what_cannot_be_searched_is_told_in_one_line(
    x: xanes.Session, values: dict[int, float], options: dict[str, object], message: str
) -> None:
    with pytest.raises(xanes.InvalidInputError, match=message) as fault:
        x.reconstruct(counts(values), **options)
    assert "\n" not in str(fault.value)
