"""Many structures joined into a few arrays, which the C# core takes in one call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xanes.arrays import AtomArrays, arrays_of, source_of
from xanes.checks import flags, reals, whole_numbers
from xanes.errors import InvalidInputError


@dataclass(frozen=True, eq=False)
class StructureBatch:
    """S structures with N atoms in all. Made by :func:`join`, or from arrays that are checked here."""

    numbers: NDArray[np.int32]
    """Atomic numbers of all structures one after the other, int32 [N]."""
    positions: NDArray[np.float64]
    """Positions in Å, float64 [N, 3]."""
    offsets: NDArray[np.int64]
    """Where each structure's atoms begin, and the end of the last, int64 [S + 1]."""
    cells: NDArray[np.float64] | None = None
    """Cell vectors in Å as rows, float64 [S, 3, 3]; None where no structure has a cell."""
    periodic: NDArray[np.bool_] | None = None
    """Whether each repeats along its cell vectors, bool [S, 3]; None where none does."""

    def __post_init__(self) -> None:
        """Brings the arrays to the types that the core reads, without a copy where they have them; refuses what does not fit."""
        set_field = object.__setattr__
        set_field(self, "numbers", whole_numbers("numbers", self.numbers, dtype=np.int32))
        set_field(self, "positions", reals("positions", self.positions, (len(self.numbers), 3)))
        set_field(self, "offsets", whole_numbers("offsets", self.offsets))
        offsets, atoms = self.offsets, len(self.numbers)
        if offsets.size == 0 or offsets[0] != 0 or offsets[-1] != atoms or (np.diff(offsets) < 0).any():
            raise InvalidInputError(f"offsets must rise from 0 to the number of atoms, {atoms}")
        if (self.cells is None) != (self.periodic is None):
            raise InvalidInputError("cells and periodic belong together; give both or neither")
        if self.cells is not None and self.periodic is not None:
            set_field(self, "cells", reals("cells", self.cells, (len(self), 3, 3)))
            set_field(self, "periodic", flags("periodic", self.periodic, (len(self), 3)))

    def __len__(self) -> int:
        """The number of structures S."""
        return len(self.offsets) - 1

    def __getitem__(self, structure: int) -> AtomArrays:
        """One structure; its arrays are parts of these."""
        first, end = self.offsets[structure], self.offsets[structure + 1]
        numbers, positions = self.numbers[first:end], self.positions[first:end]
        if self.cells is None or self.periodic is None or not self.periodic[structure].any():
            return AtomArrays(numbers, positions)
        return AtomArrays(numbers, positions, self.cells[structure], self.periodic[structure])


@dataclass(frozen=True, eq=False)
class Sites:
    """R absorbers of a batch, by structure."""

    structures: NDArray[np.int64]
    """The structure of each, int64 [R]."""
    absorbers: NDArray[np.int64]
    """The absorbing atom's 0-based index in its structure, int64 [R]."""

    def __len__(self) -> int:
        """The number of absorbers R."""
        return len(self.absorbers)


def join(structures: Iterable[object]) -> StructureBatch:
    """Joins structures (ASE, pymatgen) into a batch.

    Raises:
        InvalidInputError: One of them cannot be taken; the message says which.
    """
    structures = list(structures)
    kinds = set(map(type, structures))
    source = source_of(kinds.pop()) if len(kinds) == 1 else None
    if source is not None and source.join is not None:
        return source.join(structures)
    parts: list[AtomArrays] = []
    for number, atoms in enumerate(structures):
        try:
            parts.append(arrays_of(atoms))
        except InvalidInputError as fault:
            raise InvalidInputError(f"structure {number}: {fault}") from None
    return join_arrays(parts)


def join_arrays(parts: Sequence[AtomArrays]) -> StructureBatch:
    """Joins structures that are arrays already."""
    offsets = np.zeros(len(parts) + 1, dtype=np.int64)
    if not parts:
        return StructureBatch(np.empty(0, np.int32), np.empty((0, 3)), offsets)
    numbers, positions, cells, periodic = zip(*parts, strict=True)
    np.cumsum([len(part) for part in numbers], out=offsets[1:])
    if all(cell is None for cell in cells):
        return StructureBatch(np.concatenate(numbers), np.concatenate(positions), offsets)
    no_cell, not_periodic = np.zeros((3, 3)), np.zeros(3, dtype=np.bool_)
    return StructureBatch(
        np.concatenate(numbers),
        np.concatenate(positions),
        offsets,
        np.array([no_cell if cell is None else cell for cell in cells]),
        np.array([not_periodic if directions is None else directions for directions in periodic]),
    )
