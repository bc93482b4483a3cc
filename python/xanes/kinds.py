"""What structures look like to a type checker, with or without ASE and pymatgen installed."""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

from xanes.arrays import AtomArrays


class AseAtoms(Protocol):
    """What tells an ``ase.Atoms``."""

    @property
    def info(self) -> Any:
        """What else is known of it, by name."""

    @property
    def numbers(self) -> Any:
        """Atomic numbers [n]."""

    @property
    def pbc(self) -> Any:
        """Whether it repeats along each cell vector [3]."""


class PymatgenSites(Protocol):
    """What tells a pymatgen ``Structure`` or ``Molecule``."""

    @property
    def cart_coords(self) -> Any:
        """Positions in Å [n, 3]."""

    @property
    def is_ordered(self) -> bool:
        """Whether every site holds one whole atom."""


OneStructure: TypeAlias = "AseAtoms | PymatgenSites | AtomArrays"
"""One structure; a list of them is an ``Iterable``."""
