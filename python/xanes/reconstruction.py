"""Structures that were found from a descriptor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from xanes.arrays import AtomArrays
from xanes.checks import real_number, whole_number
from xanes.errors import InvalidInputError, XanesError

if TYPE_CHECKING:
    from ase import Atoms

METHODS = ("joint", "two-stage")
"""The ways to search, in the order of the C# core's numbers."""

VERDICTS = ("exact", "near", "none")
"""The verdicts, in the order of the C# core's numbers."""


class Search(NamedTuple):
    """How a structure is searched; see :meth:`xanes.Session.reconstruct`."""

    absorber: str | None
    method: str
    refine: bool
    solutions: int
    seed: int
    threads: int
    time_limit: float
    minimum_distance: float

    def checked(self) -> Search:
        """The same in the types that the C# core takes.

        Raises:
            InvalidInputError: The method is unknown, or a number is none or out of range.
        """
        if self.method not in METHODS:
            raise InvalidInputError(f"method '{self.method}' is unknown; use {' or '.join(map(repr, METHODS))}")
        time_limit = real_number("the time limit", self.time_limit)
        if not 0.0 < time_limit <= 1e6:
            raise InvalidInputError(f"the time limit must be a number of seconds above 0, at most 1000000, not {time_limit}")
        return self._replace(
            refine=bool(self.refine),
            solutions=whole_number("the number of solutions", self.solutions, least=1),
            seed=whole_number("the seed", self.seed),
            time_limit=time_limit,
            minimum_distance=real_number("the minimum distance", self.minimum_distance),
        )


@dataclass(frozen=True, eq=False)
class Solution:
    """A structure, defined up to a rotation or reflection and to within the descriptor's bins."""

    arrays: AtomArrays
    """The absorber first, at the origin, then its neighbours by element and distance."""
    verdict: str
    """``exact``: every count is equal. ``near``: some distance lies outside its bin by at most a tenth of the bin's width.
    ``none``: some lies farther outside."""
    differing_counts: int
    """The number of counts that stand in another bin."""
    farthest_outside: float
    """The farthest that a sorted distance lies outside its bin, in bin widths."""
    distance_error: float
    """The root mean square difference in Å of the sorted distances to the centres of their bins."""

    @cached_property
    def atoms(self) -> Atoms:
        """The structure with what is said of it in ``atoms.info``, its absorber too, so that it can be described again.

        Raises:
            XanesError: ASE is not installed.
        """
        try:
            from ase import Atoms
        except ImportError as fault:
            raise XanesError("ase is not installed; install it with 'pip install xanes[ase]', or use .arrays") from fault
        info = {"absorber": 0, "verdict": self.verdict, "differing_counts": self.differing_counts}
        info |= {"farthest_outside": self.farthest_outside, "distance_error": self.distance_error}
        return Atoms(self.arrays.numbers, self.arrays.positions, info=info)


@dataclass(frozen=True, eq=False)
class Reconstruction:
    """What a search found: ``atoms`` and ``verdict`` are those of the best structure."""

    solutions: tuple[Solution, ...]
    """Different structures, best first; no two superpose within 0.2 Å. At least one, whose verdict may be ``none``."""
    starts: int
    """The number of random starts of the search."""
    seconds: float
    """The time it took."""

    @property
    def best(self) -> Solution:
        """The best structure."""
        return self.solutions[0]

    @property
    def atoms(self) -> Atoms:
        """The best structure as an ``ase.Atoms``."""
        return self.best.atoms

    @property
    def verdict(self) -> str:
        """``exact``, ``near`` or ``none``: how well the best structure's descriptor agrees with the given one."""
        return self.best.verdict

    def __repr__(self) -> str:
        """What it is."""
        return f"<xanes.Reconstruction, verdict {self.verdict}, {len(self.best.arrays.numbers)} atoms, structures: {len(self.solutions)}>"
