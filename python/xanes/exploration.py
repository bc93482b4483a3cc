"""A structure whose parameters are moved by hand: spectra within milliseconds, and the fit from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from xanes.arrays import AtomArrays
from xanes.checks import reals
from xanes.curve import Curve
from xanes.errors import InvalidInputError
from xanes.fit import Fit, FittedStructure, fitted_structure

if TYPE_CHECKING:
    from ase import Atoms

    from xanes.backends.exploration import OpenExploration


@dataclass(frozen=True)
class ExploredParameter:
    """A parameter that is moved by hand."""

    name: str
    """Its name, the same as in a fit."""
    unit: str
    """Its unit; empty where it has none."""
    lower: float
    """The lowest value."""
    upper: float
    """The highest value."""
    neutral: float
    """The value that leaves structure, energies and broadening as they are."""


@dataclass(frozen=True, eq=False)
class ExploredState:
    """A structure at some values of its parameters, with its spectrum."""

    values: Mapping[str, float]
    """The value of each parameter."""
    photon_energy: NDArray[np.float64] = field(repr=False)
    """Photon energies in eV, float64 [n]."""
    predicted: NDArray[np.float64] = field(repr=False)
    """The predicted absorption in edge steps, float64 [n]."""
    adjusted: NDArray[np.float64] | None = field(repr=False)
    """The same with the edge step and background that suit the measured spectrum, float64 [n]; None without one."""
    mean_square_error: float | None
    """The mean square difference of measured and adjusted spectrum in squared edge steps; None without a measured one."""
    facts: Mapping[str, Any] = field(repr=False)
    """What the core says of the structure."""

    @cached_property
    def structures(self) -> tuple[FittedStructure, ...]:
        """The structures, one for each inequivalent absorber, with their verdicts."""
        return tuple(map(fitted_structure, self.facts["structures"]))

    @property
    def atoms(self) -> Atoms:
        """The first structure as an ``ase.Atoms``: the crystal or cluster where all changes keep it one, else the surroundings."""
        return self.structures[0].atoms

    @property
    def surroundings(self) -> AtomArrays:
        """What stands around the first absorber as far as the model looks: the absorber first, at the origin."""
        around = self.facts["surroundings"]
        return AtomArrays(np.array(around["numbers"], dtype=np.int32), np.array(around["positions"]).reshape(-1, 3))

    @property
    def derived(self) -> dict[str, tuple[float, str]]:
        """Value and unit of each quantity that follows from the parameters, such as lattice parameters."""
        return {one["name"]: (one["value"], one["unit"]) for one in self.facts["derived"]}

    @property
    def inside(self) -> bool:
        """Whether every absorber's surroundings resemble the training data."""
        return all(structure.inside for structure in self.structures)

    @property
    def domain(self) -> str:
        """Why, in words: the verdict on the first of those that are outside, else on the first."""
        return next((structure for structure in self.structures if not structure.inside), self.structures[0]).domain

    def curve(self) -> Curve:
        """The spectrum as it is compared: the adjusted one, or without a measured spectrum the predicted one."""
        return Curve(self.photon_energy, self.predicted if self.adjusted is None else self.adjusted, None, "predicted")


class FitWatch:
    """How far a fit is, and the way to end it, for another thread than the one that fits."""

    def __init__(self) -> None:
        """Takes one fit, which need not have begun."""
        self.done = np.zeros(1)
        """Where the core writes the share that is done, float64 [1]."""
        self._lock = Lock()
        self._cancel: Callable[[], None] | None = None
        self._cancelled = False

    @property
    def fraction(self) -> float:
        """The share that is done, 0 to 1."""
        return float(self.done[0])

    @property
    def cancelled(self) -> bool:
        """Whether the fit was asked to end."""
        return self._cancelled

    def cancel(self) -> None:
        """Ends the fit, also before it has begun."""
        with self._lock:
            self._cancelled = True
            if self._cancel is not None:
                self._cancel()

    def attach(self, cancel: Callable[[], None] | None) -> None:
        """Says what ends the fit's call, at its start; None at its end."""
        with self._lock:
            self._cancel = cancel
            if self._cancelled and cancel is not None:
                cancel()


class Exploration:
    """A structure whose parameters are moved by hand; made by :meth:`xanes.Session.exploration`. Safe to use from many threads."""

    def __init__(self, core: OpenExploration) -> None:
        """Wraps the core's."""
        self._core = core
        self.parameters: Mapping[str, ExploredParameter] = {one["name"]: _parameter(one) for one in core.facts["parameters"]}
        """The parameters by name: those of the structure in the order of ``vary``, then energy shift, core-hole width, resolution."""

    @property
    def model(self) -> str:
        """The model that predicts."""
        return str(self._core.facts["model"])

    @property
    def photon_energy(self) -> NDArray[np.float64]:
        """Photon energies of the spectra in eV, float64 [n]: those of the measured points that are compared, else the model's."""
        return self._core.photon_energy

    @property
    def measured(self) -> Curve | None:
        """The measured points that are compared; None without a measured spectrum."""
        return None if self._core.measured is None else Curve(self._core.photon_energy, self._core.measured, None, "measured")

    @property
    def neutral(self) -> dict[str, float]:
        """The values that leave all as it is."""
        return {name: parameter.neutral for name, parameter in self.parameters.items()}

    def evaluate(self, values: Mapping[str, float] | ArrayLike = ()) -> ExploredState:
        """The spectrum and the structure at some values.

        Args:
            values: Values by the parameters' names, the others being neutral; or one for each parameter, [p].

        Raises:
            InvalidInputError: A value is out of its bounds, or the structure is not one that the model can take.
        """
        point = self._point(values)
        predicted, adjusted, facts = self._core.evaluate(point)
        error = None if adjusted is None or self._core.measured is None else float(np.mean((self._core.measured - adjusted) ** 2))
        return ExploredState(dict(zip(self.parameters, point.tolist(), strict=True)), self.photon_energy, predicted, adjusted, error, facts)

    def fit(self, values: Mapping[str, float] | ArrayLike = (), *, vary_widths: bool = False, watch: FitWatch | None = None) -> Fit:
        """Fits within the parameters' bounds.

        Args:
            values: As in :meth:`evaluate`. The search takes the whole of the bounds, so the answer does not depend on them but for
                core-hole width and resolution, which stay there.
            vary_widths: Whether core-hole width and resolution vary as well.
            watch: Tells another thread how far it is, and lets it end the fit.

        Raises:
            InvalidInputError: There is no measured spectrum, or a value is out of its bounds.
            XanesError: The fit was cancelled.
        """
        return self._core.fit(self._point(values), vary_widths, watch or FitWatch())

    def _point(self, values: Mapping[str, float] | ArrayLike) -> NDArray[np.float64]:
        if isinstance(values, Mapping):
            unknown = next((name for name in values if name not in self.parameters), None)
            if unknown is not None:
                raise InvalidInputError(f"there is no parameter '{unknown}'; there are {', '.join(self.parameters)}")
            values = list((self.neutral | dict(values)).values())
        elif np.size(values) == 0:
            values = list(self.neutral.values())
        return reals("the values", values, (len(self.parameters),))

    def __repr__(self) -> str:
        """What it is."""
        return f"<xanes.Exploration, model {self.model}: {', '.join(self.parameters)}>"


def _parameter(facts: Mapping[str, Any]) -> ExploredParameter:
    lower, upper, neutral = (float(facts[name]) for name in ("lower", "upper", "neutral"))
    return ExploredParameter(facts["name"], facts["unit"], lower, upper, neutral)
