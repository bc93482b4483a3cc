"""Which atoms of a structure absorb."""

from __future__ import annotations

from collections.abc import Sequence
from operator import index
from typing import Union

import numpy as np

from xanes.arrays import AtomArrays, marked_absorbers
from xanes.elements import SYMBOLS, atomic_number
from xanes.errors import InvalidInputError

Absorber = Union[int, str, Sequence[int], np.ndarray, None]
"""A 0-based index; a symbol (all atoms of it) or ``all``; indices or a mask [n]; None for those that the structure names, else the
atoms of the model's element."""


def is_single(absorber: Absorber) -> bool:
    """Whether a selection is one index, whose result has no axis for absorbers."""
    return isinstance(absorber, (int, np.integer)) and not isinstance(absorber, (bool, np.bool_))


def resolve(absorber: Absorber, atoms: object, arrays: AtomArrays, element: str | None, only_element: bool = False) -> list[int]:
    """The 0-based indices of the selected atoms.

    Args:
        absorber: The selection.
        atoms: The structure as the caller gave it, which may name absorbers itself.
        arrays: The same structure as arrays.
        element: The symbol of the absorbing element where the model or the descriptor has one.
        only_element: Whether ``all`` means all atoms of that element.

    Raises:
        InvalidInputError: The structure has no such atom.
    """
    if absorber is None:
        marked = marked_absorbers(atoms)
        if marked is not None:
            return [checked(number, len(arrays.numbers)) for number in marked]
        if element is None:
            raise InvalidInputError("no absorber is named; give absorber= an index, a symbol or 'all'")
        absorber = element
    if isinstance(absorber, str):
        return _by_name(absorber, arrays, element if only_element else None)
    if is_single(absorber):
        return [checked(absorber, len(arrays.numbers))]
    return _by_list(absorber, len(arrays.numbers))


def checked(number: int, count: int) -> int:
    """An index as a Python int, if a structure of so many atoms has it."""
    number = index(number)
    if not 0 <= number < count:
        raise InvalidInputError(f"no absorber with index {number}: the structure has {count} atoms, 0 to {count - 1}")
    return number


def _by_name(name: str, arrays: AtomArrays, element: str | None) -> list[int]:
    if name.lower() == "all":
        if element is None:
            return list(range(len(arrays.numbers)))
        name = element
    wanted = atomic_number(name)
    found = np.flatnonzero(arrays.numbers == wanted).tolist()
    if not found:
        raise InvalidInputError(f"no absorber: the structure has no {SYMBOLS[wanted - 1]} atom; choose one with absorber=")
    return found


def _by_list(absorber: Sequence[int] | np.ndarray, count: int) -> list[int]:
    chosen = np.asarray(absorber)
    if chosen.ndim != 1 or chosen.size == 0 or chosen.dtype.kind not in "iub":
        raise InvalidInputError("absorber= must be an index, a symbol, 'all', a list of indices or a mask of the atoms")
    if chosen.dtype.kind == "b":
        if len(chosen) != count:
            raise InvalidInputError(f"the mask of absorbers has {len(chosen)} entries, the structure {count} atoms")
        chosen = np.flatnonzero(chosen)
        if chosen.size == 0:
            raise InvalidInputError("no absorber: the mask selects no atom")
    return [checked(number, count) for number in chosen.tolist()]
