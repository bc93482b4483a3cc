"""``x.describe``: vectors of ASE and pymatgen objects."""

from __future__ import annotations

import descriptor_reference as reference
import numpy as np
import pytest
import xanes
from ase import Atoms
from ase.build import bulk
from python_sessions import both_backends


@pytest.fixture(scope="module")
def frames() -> list[Atoms]:
    """40 random structures, periodic ones included, whose atom 0 is silver."""
    rng = np.random.default_rng(5)
    return [to_atoms(*reference.random_structure(rng)) for _ in range(40)]


def to_atoms(numbers: np.ndarray, positions: np.ndarray, cell: np.ndarray | None, periodic: tuple[bool, ...]) -> Atoms:
    return Atoms(numbers, positions, cell=cell, pbc=periodic)


def by_numpy(atoms: Atoms, absorber: int) -> np.ndarray:
    return reference.describe(atoms.numbers, atoms.positions, atoms.cell.array, tuple(atoms.pbc), absorber)


@both_backends
def test_the_vector_of_an_atom_is_that_of_numpy_to_the_last_count(x: xanes.Session, frames: list[Atoms]) -> None:
    for atoms in frames:
        vector = x.describe(atoms, absorber=0)
        assert vector.dtype == np.float32
        np.testing.assert_array_equal(vector, by_numpy(atoms, 0))


@both_backends
def test_a_list_of_structures_gives_a_row_each(x: xanes.Session, frames: list[Atoms]) -> None:
    rows = x.describe(frames, absorber=0)
    np.testing.assert_array_equal(rows, [by_numpy(atoms, 0) for atoms in frames])


@both_backends
def test_structures_that_are_joined_already_give_the_same_rows(x: xanes.Session, frames: list[Atoms]) -> None:
    batch = xanes.join(frames)
    assert len(batch) == len(frames)
    np.testing.assert_array_equal(x.describe(batch, 0), x.describe(frames, 0))


def test_atoms_whose_arrays_lie_otherwise_in_memory_are_joined_all_the_same(x: xanes.Session, frames: list[Atoms]) -> None:
    turned = frames[0].copy()
    turned.arrays["positions"] = np.asfortranarray(turned.positions)
    strided = frames[1].copy()
    strided.arrays["numbers"] = np.repeat(strided.numbers, 2)[::2]
    short = frames[2].copy()
    short.arrays["numbers"] = short.numbers.astype(np.uint8)
    np.testing.assert_array_equal(x.describe([turned, strided, short], 0), [by_numpy(atoms, 0) for atoms in frames[:3]])
    np.testing.assert_array_equal([x.describe(atoms, 0) for atoms in (turned, strided, short)], x.describe(frames[:3], 0))


def test_a_batch_can_be_made_of_arrays(x: xanes.Session) -> None:
    batch = xanes.StructureBatch(
        numbers=[47, 8, 47, 14, 8],
        positions=[[0, 0, 0], [0, 0, 2.12], [0, 0, 0], [2.53, 0, 0], [0, 3.11, 0]],
        offsets=[0, 2, 5],
    )
    rows = x.describe(batch, 0)
    radial_o, radial_si = rows[:, :100], rows[:, 100:200]
    assert [np.flatnonzero(row).tolist() for row in radial_o] == [[42], [62]]
    assert [np.flatnonzero(row).tolist() for row in radial_si] == [[], [50]]


def test_absorbers_by_symbol_by_mask_and_all_are_rows_in_the_order_of_the_atoms(x: xanes.Session) -> None:
    atoms = Atoms("AgOAgO", [[0, 0, 0], [2.1, 0, 0], [4.2, 0, 0], [0, 2.3, 0]])
    each = np.array([x.describe(atoms, index) for index in range(4)])
    np.testing.assert_array_equal(x.describe(atoms, "all"), each)
    np.testing.assert_array_equal(x.describe(atoms, "Ag"), each[[0, 2]])
    np.testing.assert_array_equal(x.describe(atoms, "o"), each[[1, 3]])
    np.testing.assert_array_equal(x.describe(atoms, [3, 0]), each[[3, 0]])
    np.testing.assert_array_equal(x.describe(atoms, atoms.positions[:, 0] > 1), each[[1, 2]])
    np.testing.assert_array_equal(x.describe([atoms, atoms], "Ag"), each[[0, 2, 0, 2]])


def test_a_structure_that_names_its_absorber_needs_none_in_the_call(x: xanes.Session) -> None:
    atoms = Atoms("AgOAg", [[0, 0, 0], [2.1, 0, 0], [4.9, 0, 0]], info={"absorber": 2})
    np.testing.assert_array_equal(x.describe(atoms), [x.describe(atoms, 2)])
    del atoms.info["absorber"]
    np.testing.assert_array_equal(x.describe(atoms), x.describe(atoms, "Ag"))
    with pytest.raises(xanes.InvalidInputError, match="no absorber is named; give absorber="):
        x.describe(atoms, spec={"kind": "pair-rdf", "elements": ["O", "Ag"]})


@both_backends
def test_a_spec_of_ones_own_is_a_mapping_or_a_file(x: xanes.Session, tmp_path: object) -> None:
    atoms = Atoms("AgO", [[0, 0, 0], [2.12, 0, 0]])
    spec = {"kind": "pair-rdf", "absorber": "Ag", "elements": ["O", "Ag"], "r_max": 4.0, "radial_bin": 0.5, "pair_bin": 1.0}
    path = tmp_path / "spec.yaml"
    path.write_text("kind: pair-rdf\nabsorber: Ag\nelements: [O, Ag]\nr_max: 4.0\nradial_bin: 0.5\npair_bin: 1.0\n")
    expected = np.zeros(2 * 8 + 3 * 8)
    expected[4] = 1
    np.testing.assert_array_equal(x.describe(atoms, 0, spec=spec), expected)
    np.testing.assert_array_equal(x.describe(atoms, spec=path), [expected])


@both_backends
def test_the_descriptor_of_a_network_is_no_vector_and_the_error_says_so(x: xanes.Session) -> None:
    with pytest.raises(xanes.InvalidInputError, match="pair-rdf"):
        x.describe(bulk("Ag"), 0, spec=x.models["ag-k-accurate"].descriptor)


@both_backends
def test_faults_are_python_exceptions_with_the_message_of_the_core(x: xanes.Session) -> None:
    touching = Atoms("AgO", [[0, 0, 0], [0, 0, 0.1]])
    with pytest.raises(xanes.InvalidInputError, match=r"^atom 0 \(Ag\) and atom 1 \(O\) are 0\.1 Å apart, closer than 0\.5 Å"):
        x.describe(touching, 0)
    with pytest.raises(ValueError, match=r"^structure 1: atom 0 \(Ag\) and atom 1 \(O\) are 0\.1 Å apart"):
        x.describe([bulk("Ag"), touching], 0)
    lost = Atoms("AgO", [[0, 0, 0], [0, 0, np.nan]])
    with pytest.raises(xanes.InvalidInputError, match="atom 1 has a position that is not finite"):
        x.describe(lost, 0)
    with pytest.raises(xanes.InvalidInputError, match="lattice has zero volume"):
        x.describe(Atoms("Ag", cell=[1, 1, 0], pbc=True), 0)
    with pytest.raises(xanes.InvalidInputError, match="bins"):
        x.describe(bulk("Ag"), 0, spec={"kind": "pair-rdf", "elements": ["Ag"], "r_max": 5.03})


@pytest.mark.parametrize("absorber", [-1, 2, 2**40])
def test_an_absorber_past_the_last_atom_is_an_error(x: xanes.Session, absorber: int) -> None:
    atoms = Atoms("AgO", [[0, 0, 0], [2, 0, 0]])
    with pytest.raises(xanes.InvalidInputError, match=rf"^no absorber with index {absorber}: the structure has 2 atoms, 0 to 1"):
        x.describe(atoms, absorber)


def test_the_first_structure_of_a_list_without_the_absorber_is_named(x: xanes.Session) -> None:
    with pytest.raises(xanes.InvalidInputError, match=r"^structure 1: no absorber with index 2: the structure has 1 atom,"):
        x.describe([Atoms("AgO2", np.eye(3) * 2), bulk("Ag"), bulk("Ag")], 2)


def test_what_is_no_structure_is_refused(x: xanes.Session) -> None:
    with pytest.raises(xanes.InvalidInputError, match="structure cannot be made from a dict"):
        x.describe({"numbers": [47]}, 0)
    with pytest.raises(xanes.InvalidInputError, match="structure 1: a structure cannot be made from a int"):
        x.describe([bulk("Ag"), 47], 0)
    with pytest.raises(xanes.InvalidInputError, match="no Au atom"):
        x.describe(bulk("Ag"), "Au")
    with pytest.raises(xanes.InvalidInputError, match="'Xx' is not an element"):
        x.describe(bulk("Ag"), "Xx")


def test_an_empty_list_gives_no_row(x: xanes.Session) -> None:
    assert x.describe([], 0).shape == (0, 900)
