"""Which atoms of a structure absorb."""

from __future__ import annotations

from collections.abc import Sequence
from operator import index
from typing import Any, TypeAlias, TypeGuard

import numpy as np
from numpy.typing import NDArray

from xanes.arrays import marked_absorbers
from xanes.batch import Sites, StructureBatch
from xanes.elements import SYMBOLS, atomic_number
from xanes.errors import InvalidInputError

Absorber: TypeAlias = "int | str | Sequence[int] | NDArray[Any] | None"
"""A 0-based index; a symbol (all atoms of it) or ``all``; indices or a mask [n]; None for those that the structure names, else the
atoms of the model's element."""


def is_single(absorber: Absorber) -> TypeGuard[int]:
    """Whether a selection is one index, whose result has no axis for absorbers."""
    return type(absorber) is int or isinstance(absorber, np.integer)


def checked(absorber: int, atoms: int) -> int:
    """An index as a Python int, if a structure of so many atoms has it."""
    number = index(absorber)
    if atoms == 0:
        raise InvalidInputError("the structure has no atoms; give at least one")
    if not 0 <= number < atoms:
        raise InvalidInputError(
            f"no absorber with index {number}: the structure has {atoms} {'atom' if atoms == 1 else 'atoms'}, 0 to {atoms - 1}"
        )
    return number


def select(absorber: Absorber, batch: StructureBatch, originals: Sequence[object] | None, element: str | None, only_element: bool) -> Sites:
    """The absorbers of each structure of a batch.

    Args:
        absorber: The selection.
        batch: The structures.
        originals: The same structures as the caller gave them, which may name absorbers themselves; None where there are only arrays.
        element: The symbol of the absorbing element where the model or the descriptor has one.
        only_element: Whether ``all`` means all atoms of that element.

    Raises:
        InvalidInputError: A structure has no such atom; where there are several the message says which.
    """
    if absorber is None:
        marks: list[list[int] | None] = [None] * len(batch) if originals is None else _marks(originals)
        if any(mark is not None for mark in marks):
            return _marked(marks, batch, element)
        absorber = _named(element)
    if isinstance(absorber, str):
        if absorber.lower() != "all":
            return _of_element(absorber, batch)
        return _of_element(_named(element), batch) if only_element else _all(batch)
    if is_single(absorber):
        return _of_index(absorber, batch)
    return _listed(absorber, batch)


def _named(element: str | None) -> str:
    if element is None:
        raise InvalidInputError("no absorber is named; give absorber= an index, a symbol or 'all'")
    return element


def _all(batch: StructureBatch) -> Sites:
    atoms = np.arange(len(batch.numbers))
    return _sites_of_atoms(atoms, batch)


def _of_element(symbol: str, batch: StructureBatch) -> Sites:
    wanted = atomic_number(symbol)
    sites = _sites_of_atoms(np.flatnonzero(batch.numbers == wanted), batch)
    without = np.flatnonzero(np.bincount(sites.structures, minlength=len(batch)) == 0)
    if without.size:
        raise _at(int(without[0]), batch, f"no absorber: the structure has no {SYMBOLS[wanted - 1]} atom; choose one with absorber=")
    return sites


def _of_index(number: int, batch: StructureBatch) -> Sites:
    number = index(number)
    counts = np.diff(batch.offsets)
    outside = np.flatnonzero((number < 0) | (counts <= number))
    if outside.size:
        _checked_at(number, int(outside[0]), batch)
    return Sites(np.arange(len(batch)), np.full(len(batch), number))


def _listed(absorber: int | Sequence[int] | NDArray[Any], batch: StructureBatch) -> Sites:
    chosen = np.asarray(absorber)
    if chosen.ndim != 1 or chosen.size == 0 or chosen.dtype.kind not in "iub":
        raise InvalidInputError("absorber= must be an index, a symbol, 'all', a list of indices or a mask of the atoms")
    indices = chosen
    if chosen.dtype.kind == "b":
        indices = np.flatnonzero(chosen)
        for structure, count in enumerate(np.diff(batch.offsets).tolist()):
            if len(chosen) != count:
                raise _at(structure, batch, f"the mask of absorbers has {len(chosen)} entries, the structure {count} atoms")
        if indices.size == 0:
            raise InvalidInputError("no absorber: the mask selects no atom")
    return _sites_of_lists([indices.tolist()] * len(batch), batch)


def _marks(originals: Sequence[object]) -> list[list[int] | None]:
    return [marked_absorbers(atoms) for atoms in originals]


def _marked(marks: list[list[int] | None], batch: StructureBatch, element: str | None) -> Sites:
    wanted = atomic_number(_named(element)) if None in marks else 0
    lists = [np.flatnonzero(batch[row].numbers == wanted).tolist() if mark is None else mark for row, mark in enumerate(marks)]
    return _sites_of_lists(lists, batch)


def _sites_of_atoms(atoms: NDArray[np.intp], batch: StructureBatch) -> Sites:
    structures = np.searchsorted(batch.offsets, atoms, side="right") - 1
    return Sites(structures, atoms - batch.offsets[structures])


def _sites_of_lists(lists: Sequence[Sequence[int]], batch: StructureBatch) -> Sites:
    for structure, indices in enumerate(lists):
        if not indices:
            raise _at(structure, batch, "no absorber: the structure names none and has no atom of the absorbing element")
        for number in indices:
            _checked_at(number, structure, batch)
    counts = [len(indices) for indices in lists]
    return Sites(np.repeat(np.arange(len(batch)), counts), np.array([number for indices in lists for number in indices], dtype=np.int64))


def _checked_at(number: int, structure: int, batch: StructureBatch) -> None:
    try:
        checked(number, int(batch.offsets[structure + 1] - batch.offsets[structure]))
    except InvalidInputError as fault:
        raise _at(structure, batch, str(fault)) from None


def _at(structure: int, batch: StructureBatch, message: str) -> InvalidInputError:
    return InvalidInputError(message if len(batch) == 1 else f"structure {structure}: {message}")
