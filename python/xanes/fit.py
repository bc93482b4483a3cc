"""Structures that were fitted to a measured spectrum, with probabilities."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from xanes.arrays import AtomArrays
from xanes.errors import InvalidInputError, XanesError

if TYPE_CHECKING:
    import pandas
    from ase import Atoms
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Parameter:
    """What the fit says of one parameter, or of a quantity that follows from parameters."""

    name: str
    """Its name."""
    unit: str
    """Its unit; empty where it has none."""
    best: float
    """Its value in the most probable structure."""
    mean: float
    """The mean of the posterior."""
    deviation: float
    """The posterior's standard deviation."""
    median: float
    """The posterior's median."""
    interval_68: tuple[float, float]
    """The interval that holds the middle 68 % of the posterior."""
    interval_90: tuple[float, float]
    """The interval that holds the middle 90 %."""
    derived: bool
    """Whether it follows from other parameters."""
    bounds: tuple[float, float] | None = None
    """Its bounds; None for a derived quantity."""
    gelman_rubin: float | None = None
    """The R-hat of two independent populations: 1 where they agree."""
    autocorrelation_time: float | None = None
    """Steps of the sampler until it has forgotten the value."""


@dataclass(frozen=True, eq=False)
class FittedStructure:
    """A structure that the fit found."""

    start: str
    """The name of the start that it comes from."""
    arrays: AtomArrays
    """The crystal or cluster of the start where all changes keep it one, else the absorber's surroundings."""
    absorber: int
    """The absorber's 0-based index."""
    weight: float
    """Its share in the spectrum, 0 to 1."""
    inside: bool
    """Whether it resembles the training data."""
    domain: str
    """Why, in words."""

    @cached_property
    def atoms(self) -> Atoms:
        """The structure with its absorber in ``atoms.info``.

        Raises:
            XanesError: ASE is not installed.
        """
        try:
            from ase import Atoms
        except ImportError as fault:
            raise XanesError("ase is not installed; install it with 'pip install xanes[ase]', or use .arrays") from fault
        info = {"absorber": self.absorber, "start": self.start, "weight": self.weight}
        numbers, positions, cell, periodic = self.arrays
        return Atoms(numbers, positions, cell=cell, pbc=periodic if periodic is not None else False, info=info)


@dataclass(frozen=True, eq=False)
class Answer:
    """One minimum of the fit: structures that others as good are not connected with."""

    share: float
    """The share of the posterior that belongs to it, 0 to 1."""
    log_posterior: float
    """The logarithm of its posterior density."""
    values: NDArray[np.float64]
    """The value of each parameter, [p]."""
    structures: tuple[FittedStructure, ...]
    """Its structures, one for each start and inequivalent absorber."""


class Fit:
    """All that fits a measured spectrum, with probabilities; made by :meth:`xanes.Session.fit`.

    ``fit["cell"]`` is the parameter of that name; ``fit.atoms`` the best structure.
    """

    def __init__(self, facts: Mapping[str, Any], array: Callable[[str, int], NDArray[np.float64]]) -> None:
        """Takes the facts of the core's result, and the way to its arrays."""
        self._facts = facts
        self.parameters: Mapping[str, Parameter] = MappingProxyType({one["name"]: _parameter(one) for one in facts["parameters"]})
        """The parameters by name, in the order of the columns of :attr:`samples`, then quantities that follow from them."""
        self.answers: tuple[Answer, ...] = tuple(map(_answer, facts["answers"]))
        """The separate minima, most probable first."""
        self.arrays: Mapping[str, NDArray[np.float64]] = MappingProxyType(
            {name: array(name, int(np.prod(shape))).reshape(shape) for name, shape in facts["arrays"].items()}
        )
        """All arrays of the result, float64: samples [s, p], log_posterior [s], correlations [p, p]; photon_energy, measured, noise, best,
        median, lower, upper, model_deviation [n]; distance and distribution_ELEMENT_best, _median, _lower, _upper [k]."""

    @property
    def model(self) -> str:
        """The model that predicted the spectra."""
        return str(self._facts["model"])

    @property
    def samples(self) -> NDArray[np.float64]:
        """Draws from the posterior, [s, p]: a column for each of :attr:`parameters`."""
        return self.arrays["samples"]

    @property
    def log_evidence(self) -> float:
        """The natural logarithm of the evidence: for comparing fits of other starts to the same spectrum."""
        return float(self._facts["log_evidence"])

    @property
    def log_evidence_error(self) -> float:
        """Its standard error."""
        return float(self._facts["log_evidence_error"])

    @property
    def mean_square_error(self) -> float:
        """The mean square difference of the measured and the best spectrum, in squared edge steps."""
        return float(self._facts["mean_square_error"])

    @property
    def share_outside(self) -> float:
        """The share of the posterior outside of the model's domain, 0 to 1."""
        return float(self._facts["share_outside"])

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know before believing the numbers."""
        return tuple(self._facts["warnings"])

    @property
    def seconds(self) -> float:
        """The time it took."""
        return float(self._facts["seconds"])

    @property
    def structures(self) -> tuple[FittedStructure, ...]:
        """The structures of the most probable answer."""
        return self.answers[0].structures

    @property
    def atoms(self) -> Atoms:
        """The first structure of the most probable answer as an ``ase.Atoms``."""
        return self.structures[0].atoms

    def __getitem__(self, name: str) -> Parameter:
        """The parameter or derived quantity of a name."""
        if name not in self.parameters:
            raise InvalidInputError(f"the fit has no parameter '{name}'; it has {', '.join(self.parameters)}")
        return self.parameters[name]

    def __iter__(self) -> Iterator[str]:
        """The names of the parameters."""
        return iter(self.parameters)

    def to_dataframe(self) -> pandas.DataFrame:
        """A data frame with a row for each parameter: best, median, mean, deviation and the ends of the intervals."""
        try:
            import pandas
        except ImportError as fault:
            raise XanesError("pandas is not installed; install it with 'pip install pandas'") from fault
        rows = [
            {
                "unit": one.unit,
                "best": one.best,
                "median": one.median,
                "mean": one.mean,
                "deviation": one.deviation,
                "lower_68": one.interval_68[0],
                "upper_68": one.interval_68[1],
                "lower_90": one.interval_90[0],
                "upper_90": one.interval_90[1],
            }
            for one in self.parameters.values()
        ]
        return pandas.DataFrame(rows, index=pandas.Index(list(self.parameters), name="parameter"))

    def to_inference_data(self) -> Any:
        """The draws as ArviZ's ``InferenceData`` (a ``DataTree`` from its version 1 on), one chain.

        Raises:
            XanesError: ArviZ is not installed.
        """
        try:
            from arviz import from_dict
        except ImportError as fault:
            raise XanesError("arviz is not installed; install it with 'pip install arviz'") from fault
        posterior = {name: self.samples[None, :, column] for column, name in enumerate(self.parameters)}
        statistics = {"lp": self.arrays["log_posterior"][None, :]}
        try:
            return from_dict({"posterior": posterior, "sample_stats": statistics})
        except (TypeError, ValueError):
            return from_dict(posterior=posterior, sample_stats=statistics)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draws the measured points, the best spectrum and the band of 90 % over the photon energy."""
        from xanes.fit_plot import draw

        return draw(self, ax)

    def corner(self, names: list[str] | None = None) -> Figure:
        """Draws every two parameters against each other, and the distribution of each.

        Args:
            names: The parameters; all but derived ones where they are left out.
        """
        from xanes.fit_plot import corner

        return corner(self, names)

    def __repr__(self) -> str:
        """What it is."""
        shown = ", ".join(f"{one.name} {one.median:.4g} ± {one.deviation:.2g}" for one in list(self.parameters.values())[:4])
        return f"<xanes.Fit, {shown}; answers: {len(self.answers)}>"


def _parameter(facts: Mapping[str, Any]) -> Parameter:
    return Parameter(**{name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()})


def _answer(facts: Mapping[str, Any]) -> Answer:
    return Answer(facts["share"], facts["log_posterior"], np.array(facts["values"]), tuple(map(fitted_structure, facts["structures"])))


def fitted_structure(facts: Mapping[str, Any]) -> FittedStructure:
    """A structure from the core's JSON."""
    periodic = facts["periodic"]
    arrays = AtomArrays(
        np.array(facts["numbers"], dtype=np.int32),
        np.array(facts["positions"]).reshape(-1, 3),
        np.array(facts["cell"]).reshape(3, 3) if periodic else None,
        np.array([periodic >> direction & 1 for direction in range(3)], dtype=np.bool_) if periodic else None,
    )
    return FittedStructure(facts["start"], arrays, facts["absorber"], facts["weight"], facts["inside"], facts["domain"])
