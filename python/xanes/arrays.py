"""One atomic structure as plain arrays, and the ways into it from ASE and pymatgen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from xanes.checks import flags, reals, whole_numbers
from xanes.errors import InvalidInputError

if TYPE_CHECKING:
    from xanes.batch import StructureBatch


class AtomArrays(NamedTuple):
    """Atoms as the C# core takes them. Arrays of other types and orders are converted by the calls that take them."""

    numbers: NDArray[np.int32]
    """Atomic numbers, int32 [n], contiguous."""
    positions: NDArray[np.float64]
    """Positions in Å, float64 [n, 3], contiguous."""
    cell: NDArray[np.float64] | None = None
    """Cell vectors in Å as rows, float64 [3, 3], contiguous; None where nothing repeats."""
    periodic: NDArray[np.bool_] | None = None
    """Whether the structure repeats along each cell vector, bool [3]; None where nothing repeats."""


def checked(arrays: Any) -> AtomArrays:
    """An :class:`AtomArrays` of the caller's as the core takes it: converted where nothing is lost.

    Raises:
        InvalidInputError: Types or shapes are not those of a structure.
    """
    numbers = whole_numbers("numbers", arrays.numbers, dtype=np.int32)
    positions = reals("positions", arrays.positions, (len(numbers), 3))
    periodic = None if arrays.periodic is None else flags("periodic", arrays.periodic, (3,))
    if periodic is None or not periodic.any():
        return AtomArrays(numbers, positions)
    if arrays.cell is None:
        raise InvalidInputError("a periodic structure needs a cell; give its vectors as rows, [3, 3], or leave periodic out")
    return AtomArrays(numbers, positions, reals("cell", arrays.cell, (3, 3)), periodic)


class Source(NamedTuple):
    """The ways from one kind of object to arrays; the functions of :mod:`xanes.from_ase` and :mod:`xanes.pymatgen`."""

    to_arrays: Callable[[Any], AtomArrays]
    """The arrays of one structure."""
    marked_absorbers: Callable[[Any], list[int] | None]
    """The absorbers that a structure itself names."""
    join: Callable[[Sequence[Any]], StructureBatch] | None = None
    """A batch of many at once, where that is faster than one by one."""


_MODULES = {
    ("ase.atoms", "Atoms"): "xanes.from_ase",
    ("pymatgen.core.structure", "IStructure"): "xanes.pymatgen",
    ("pymatgen.core.structure", "IMolecule"): "xanes.pymatgen",
}

_SOURCES: dict[type, Source | None] = {AtomArrays: Source(checked, lambda arrays: None)}


def arrays_of(atoms: object) -> AtomArrays:
    """The arrays of one structure: an ``ase.Atoms``, a pymatgen ``Structure`` or ``Molecule``, or :class:`AtomArrays`.

    Raises:
        InvalidInputError: It is something else, or a disordered pymatgen structure.
    """
    return _required(atoms).to_arrays(atoms)


def marked_absorbers(atoms: object) -> list[int] | None:
    """The absorbers that a structure itself names, or None.

    ASE: ``atoms.info["absorber"]`` (an extxyz file's ``absorber=0``); pymatgen: the sites whose property ``absorber`` is true.
    """
    return _required(atoms).marked_absorbers(atoms)


def is_structure(atoms: object) -> bool:
    """Whether an object is one structure, not a list of them."""
    return source_of(type(atoms)) is not None


def source_of(kind: type) -> Source | None:
    """The ways from a kind of object to arrays; None where there are none."""
    if kind not in _SOURCES:
        names = ((base.__module__, base.__qualname__) for base in kind.__mro__)
        home = next((_MODULES[name] for name in names if name in _MODULES), None)
        module = import_module(home) if home else None
        _SOURCES[kind] = Source(module.to_arrays, module.marked_absorbers, getattr(module, "join", None)) if module else None
    return _SOURCES[kind]


def _required(atoms: object) -> Source:
    source = source_of(type(atoms))
    if source is None:
        raise InvalidInputError(
            f"a structure cannot be made from a {type(atoms).__name__}; give ase.Atoms, a pymatgen Structure or Molecule, or a file's path"
        )
    return source
