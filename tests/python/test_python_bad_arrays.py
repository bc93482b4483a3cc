"""Arrays of wrong types and shapes are an exception in one line, never foreign memory or another structure."""

from __future__ import annotations

import numpy as np
import pytest
import xanes
from ase import Atoms
from ase.build import bulk
from python_sessions import both_backends
from xanes import AtomArrays, StructureBatch

NUMBERS = np.array([47, 8, 8], dtype=np.int32)
POSITIONS = np.array([[0.0, 0.0, 0.0], [2.1, 0.0, 0.0], [-2.1, 0.0, 0.0]])

BAD_ATOMS = {
    "more numbers than positions": ({"numbers": np.full(4000, 47, np.int32)}, r"positions must have the shape \[4000, 3\], not \[3, 3\]"),
    "positions of two columns": ({"numbers": np.full(7, 47), "positions": np.zeros((7, 2))}, r"shape \[7, 3\], not \[7, 2\]"),
    "positions in one row": ({"positions": np.zeros(9)}, r"shape \[3, 3\], not \[9\]"),
    "a broken atomic number": ({"numbers": [47.9, 8, 8]}, r"numbers must be whole numbers of 32 bits, not 47\.9"),
    "a wrapping atomic number": ({"numbers": np.array([2**32 + 47, 8, 8])}, "numbers must be whole numbers of 32 bits, not 4294967343"),
    "a wrapping unsigned number": ({"numbers": np.array([2**64 - 1, 8, 8], np.uint64)}, "whole numbers of 32 bits"),
    "a number that is not finite": ({"numbers": [np.nan, 8, 8]}, "numbers must be whole numbers, not NaN"),
    "symbols for numbers": ({"numbers": ["Ag", "O", "O"]}, "numbers must be whole numbers, not <U2"),
    "a negative atomic number": ({"numbers": [47, -8, 8]}, "atom 1 has atomic number -8, which is not an element"),
    "one number": ({"numbers": 47}, r"numbers must have the shape \[n\], not \[\]"),
    "complex positions": ({"positions": POSITIONS + 1j}, "positions must be real numbers, not complex128"),
    "positions in words": ({"positions": [["a", "b", "c"]] * 3}, "positions must be real numbers"),
    "ragged positions": ({"positions": [[0, 0, 0], [1, 2], [3, 4, 5]]}, "positions must be an array of numbers"),
    "a position that is no number": ({"positions": np.full((3, 3), np.nan)}, "atom 0 has a position that is not finite"),
    "an infinite position": ({"positions": np.where(NUMBERS[:, None] == 8, np.inf, POSITIONS)}, "atom 1 has a position that is not finite"),
    "a cell of two vectors": ({"cell": np.eye(3)[:2], "periodic": [True] * 3}, r"cell must have the shape \[3, 3\], not \[2, 3\]"),
    "an infinite cell": ({"cell": np.full((3, 3), np.inf), "periodic": [True] * 3}, "the cell has a component that is not finite"),
    "two directions": ({"cell": np.eye(3) * 9, "periodic": [True] * 2}, r"periodic must have the shape \[3\], not \[2\]"),
    "directions that are neither": ({"cell": np.eye(3) * 9, "periodic": [0.5, 1, 1]}, "periodic must be true or false"),
    "no cell": ({"periodic": [True] * 3}, "a periodic structure needs a cell"),
}


def atoms_with(changes: dict[str, object]) -> AtomArrays:
    return AtomArrays(NUMBERS, POSITIONS)._replace(**changes)


@both_backends
@pytest.mark.parametrize("name", BAD_ATOMS)
def test_arrays_that_are_no_structure_are_refused_by_every_call(x: xanes.Session, name: str) -> None:
    changes, message = BAD_ATOMS[name]
    atoms = atoms_with(changes)
    for call in (x.describe, x.spectrum):
        for given in (atoms, [AtomArrays(NUMBERS, POSITIONS), atoms]):
            for absorber in (0, "Ag"):
                with pytest.raises(xanes.InvalidInputError, match=message) as refused:
                    call(given, absorber)
                assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"numbers": np.full(4000, 47)}, "positions must have the shape"),
        ({"positions": np.zeros((7, 2))}, "positions must have the shape"),
        ({"numbers": [47.9, 8, 8]}, "whole numbers"),
        ({"numbers": [2**32 + 47, 8, 8]}, "whole numbers of 32 bits"),
        ({"offsets": [0, 1.5, 3]}, r"offsets must be whole numbers of 64 bits, not 1\.5"),
        ({"offsets": [0, 4, 3]}, "offsets must rise"),
        ({"offsets": [0, 2**70, 3]}, "offsets must"),
        ({"offsets": [[0, 3]]}, r"offsets must have the shape \[n\]"),
        ({"offsets": []}, "offsets must rise"),
        ({"cells": np.zeros((2, 3, 3)), "periodic": np.zeros((1, 3), bool)}, r"cells must have the shape \[1, 3, 3\]"),
        ({"cells": np.zeros((1, 3, 3)), "periodic": np.full((1, 3), 0.2)}, "periodic must be true or false"),
        ({"cells": np.zeros((1, 3, 3))}, "cells and periodic belong together"),
    ],
)
def test_joined_arrays_that_do_not_fit_are_refused(changes: dict[str, object], message: str) -> None:
    arrays = {"numbers": NUMBERS, "positions": POSITIONS, "offsets": [0, 3]} | changes
    with pytest.raises(xanes.InvalidInputError, match=message):
        StructureBatch(**arrays)


@both_backends
def test_the_same_values_in_another_layout_give_the_same_bits(x: xanes.Session) -> None:
    expected = x.describe(Atoms(NUMBERS, POSITIONS), 0)
    wide = np.zeros((3, 6))
    wide[:, ::2] = POSITIONS
    for numbers, positions in [
        (NUMBERS.astype(">i8"), POSITIONS.astype(">f8")),
        (np.repeat(NUMBERS, 2)[::2], wide[:, ::2]),
        (NUMBERS[::-1].copy()[::-1], np.asfortranarray(POSITIONS)),
        (NUMBERS.astype(float), POSITIONS.tolist()),
    ]:
        given = AtomArrays(numbers, positions)
        np.testing.assert_array_equal(x.describe(given, 0), expected)
        np.testing.assert_array_equal(x.describe([given, given], 0), [expected, expected])
        np.testing.assert_array_equal(x.describe(StructureBatch(numbers, positions, [0, 3]), 0), [expected])


@both_backends
def test_atoms_of_ase_whose_arrays_were_changed_behind_its_back_are_refused(x: xanes.Session) -> None:
    longer, shorter = bulk("Ag", cubic=True), bulk("Ag", cubic=True)
    longer.arrays["numbers"] = np.full(6, 47)
    shorter.arrays["numbers"] = np.full(2, 47)
    for given in (longer, [longer], [longer, shorter]):
        with pytest.raises(xanes.InvalidInputError, match="positions"):
            x.describe(given, 0)
    wrapping = bulk("Ag")
    wrapping.arrays["numbers"] = np.array([2**32 + 47])
    for given in (wrapping, [wrapping, wrapping]):
        with pytest.raises(xanes.InvalidInputError, match="whole numbers of 32 bits"):
            x.describe(given, 0)


@both_backends
def test_structures_without_atoms_and_lists_without_structures(x: xanes.Session) -> None:
    with pytest.raises(xanes.InvalidInputError, match="the structure has no atoms; give at least one"):
        x.describe(Atoms(), 0)
    with pytest.raises(xanes.InvalidInputError, match="structure 1: the structure has no atoms"):
        x.describe([bulk("Ag"), Atoms()], 0)
    with pytest.raises(xanes.InvalidInputError, match="no Ag atom"):
        x.spectrum(Atoms(), "Ag")
    assert x.describe(StructureBatch([], np.empty((0, 3)), [0]), 0).shape == (0, 900)
    assert x.spectrum([], 0) == []


@both_backends
@pytest.mark.parametrize("threads", ["2", 1.5, -1, 2**31])
def test_a_number_of_threads_that_is_none_is_refused(x: xanes.Session, threads: object) -> None:
    with pytest.raises(xanes.InvalidInputError, match="threads"):
        x.describe([bulk("Ag")], 0, threads=threads)


@both_backends
def test_a_search_takes_numbers_of_any_kind_and_refuses_what_is_none(x: xanes.Session) -> None:
    counts = x.describe(Atoms(NUMBERS, POSITIONS), 0)
    found = x.reconstruct(counts.astype(int).tolist(), solutions=np.int64(1), seed=np.uint8(3), time_limit=np.float32(5))
    assert found.verdict == "exact"
    for wrong in ({"solutions": 1.5}, {"seed": "one"}, {"time_limit": "soon"}, {"minimum_distance": [1, 2]}):
        with pytest.raises(xanes.InvalidInputError):
            x.reconstruct(counts, **wrong)
    for vector in ([counts], counts + 1j, ["a"] * len(counts), None):
        with pytest.raises(xanes.InvalidInputError, match="the descriptor"):
            x.reconstruct(vector)
