"""The arrays of an ``ase.Atoms``; needs no import of ASE."""

from __future__ import annotations

from collections.abc import Sequence
from operator import index
from typing import TYPE_CHECKING

import numpy as np

from xanes.arrays import AtomArrays
from xanes.batch import StructureBatch
from xanes.errors import InvalidInputError

if TYPE_CHECKING:
    from ase import Atoms

_NOT_PERIODIC = bytes(3)


def to_arrays(atoms: Atoms) -> AtomArrays:
    """The atoms' arrays; positions are shared with ``atoms`` where they are contiguous doubles."""
    numbers = atoms.numbers.astype(np.int32)
    positions = np.ascontiguousarray(atoms.positions, dtype=np.float64)
    if atoms.pbc.tobytes() == _NOT_PERIODIC:
        return AtomArrays(numbers, positions)
    return AtomArrays(numbers, positions, np.array(atoms.cell.array, dtype=np.float64, order="C"), atoms.pbc.copy())


def join(structures: Sequence[Atoms]) -> StructureBatch:
    """Many structures as a batch, without the arrays of each in between."""
    arrays = [atoms.arrays for atoms in structures]
    numbers = [part["numbers"] for part in arrays]
    offsets = np.zeros(len(structures) + 1, dtype=np.int64)
    np.cumsum(list(map(len, numbers)), out=offsets[1:])
    joined_numbers, positions = np.concatenate(numbers), np.concatenate([part["positions"] for part in arrays])
    if {atoms.pbc.tobytes() for atoms in structures} <= {_NOT_PERIODIC}:
        return StructureBatch(joined_numbers, positions, offsets)
    cells = np.array([atoms.cell.array for atoms in structures])
    return StructureBatch(joined_numbers, positions, offsets, cells, np.array([atoms.pbc for atoms in structures]))


def marked_absorbers(atoms: Atoms) -> list[int] | None:
    """The index in ``atoms.info["absorber"]``, or None."""
    mark = atoms.info.get("absorber")
    if mark is None:
        return None
    try:
        return [index(mark)]
    except TypeError:
        raise InvalidInputError(f"atoms.info['absorber'] is {mark!r}; it must be an atom's 0-based index") from None
