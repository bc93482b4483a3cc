"""The arrays of an ``ase.Atoms``; needs no import of ASE."""

from __future__ import annotations

from collections.abc import Sequence
from operator import index
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from xanes.arrays import AtomArrays
from xanes.batch import StructureBatch
from xanes.checks import reals, whole_numbers
from xanes.errors import InvalidInputError

if TYPE_CHECKING:
    from ase import Atoms

_NOT_PERIODIC = bytes(3)
_FEW = 256
_DOUBLE, _INT, _LONG = np.dtype(np.float64), np.dtype(np.int32), np.dtype(np.int64)


def to_arrays(atoms: Atoms) -> AtomArrays:
    """The atoms' arrays; positions are shared with ``atoms`` where they are contiguous doubles."""
    numbers = _numbers(atoms.numbers)
    positions = atoms.positions
    # The usual case, without the steps that only other arrays need.
    if positions.dtype is not _DOUBLE or positions.shape != (len(numbers), 3) or not positions.flags.c_contiguous:
        positions = reals("positions", positions, (len(numbers), 3))
    if atoms.pbc.tobytes() == _NOT_PERIODIC:
        return AtomArrays(numbers, positions)
    return AtomArrays(numbers, positions, np.array(atoms.cell.array, dtype=np.float64, order="C"), atoms.pbc.copy())


def _numbers(numbers: NDArray[Any]) -> NDArray[np.int32]:
    """Atomic numbers as the core reads them."""
    if numbers.dtype is _LONG and numbers.ndim == 1 and numbers.size <= _FEW:
        # Such few are compared faster as lists.
        same = numbers.astype(_INT)
        if same.tolist() == numbers.tolist():
            return same
    return whole_numbers("numbers", numbers, dtype=np.int32)


def join(structures: Sequence[Atoms]) -> StructureBatch:
    """Many structures as a batch, without the arrays of each in between."""
    arrays = [atoms.arrays for atoms in structures]
    numbers, positions = [part["numbers"] for part in arrays], [part["positions"] for part in arrays]
    for row, (part, places) in enumerate(zip(numbers, positions, strict=True)):
        if places.shape != (part.size, 3) or part.ndim != 1:
            raise InvalidInputError(
                f"structure {row}: {list(part.shape)} numbers and positions {list(places.shape)} are not [n] and [n, 3]"
            )
    offsets = np.zeros(len(structures) + 1, dtype=np.int64)
    np.cumsum(list(map(len, numbers)), out=offsets[1:])
    joined = _concatenate(numbers), _concatenate(positions).reshape(-1, 3)
    periodic = _concatenate([atoms.pbc for atoms in structures]).reshape(-1, 3)
    if not periodic.any():
        return StructureBatch(*joined, offsets)
    return StructureBatch(*joined, offsets, np.array([atoms.cell.array for atoms in structures]), periodic)


def _concatenate(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """The values of many small arrays, flat: by their bytes where they have one type, which is faster than by numpy."""
    kinds = {part.dtype for part in parts}
    if len(kinds) == 1 and all(part.flags.c_contiguous for part in parts):
        return np.frombuffer(b"".join(part.data for part in parts), dtype=kinds.pop())
    return np.concatenate([part.ravel() for part in parts])


def marked_absorbers(atoms: Atoms) -> list[int] | None:
    """The index in ``atoms.info["absorber"]``, or None."""
    mark = atoms.info.get("absorber")
    if mark is None:
        return None
    try:
        return [index(mark)]
    except TypeError:
        raise InvalidInputError(f"atoms.info['absorber'] is {mark!r}; it must be an atom's 0-based index") from None
