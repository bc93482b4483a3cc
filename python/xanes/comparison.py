"""Structures in the order of their agreement with a measured spectrum."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from xanes.curve import Curve
from xanes.domain import Domain
from xanes.errors import InvalidInputError
from xanes.measured import NormalisedSpectrum
from xanes.model import Model
from xanes.spectrum import Spectrum

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TOGETHER = 256
"""The number of structures that are predicted in one go."""

_WIDTH_STEP = 0.25
_WIDEST_TIMES_OWN = 2.0


class Agreement(NamedTuple):
    """How well a predicted spectrum agrees, in the core's order: amplitude * predicted(E - shift) + offset + slope * (E - edge energy)."""

    mse: float
    """The mean square difference in squared edge steps."""
    r_factor: float
    """The squared differences over the squared measured values."""
    correlation: float
    """Pearson's, 1 at best."""
    shift: float
    """What was added to the predicted photon energies, in eV."""
    amplitude: float
    """What the prediction was multiplied by."""
    offset: float
    """The background at the edge energy, in edge steps."""
    slope: float
    """The background's slope in edge steps per eV."""
    uncertainty: float
    """The most that an error of one sigma of the prediction changes the mse by; NaN where the model gives no sigma."""


@dataclass(frozen=True, eq=False)
class ComparedStructure:
    """A structure with its place among all that were compared."""

    structure: object = field(repr=False)
    """The structure as it was given."""
    place: int
    """Its place in the order that structures were given in, from 0."""
    agreement: Agreement
    """How well it agrees."""
    spectrum: Spectrum = field(repr=False)
    """Its predicted spectrum, the mean over its absorbers."""
    as_good_as_best: bool
    """Whether the model's own uncertainty is enough to make it as good as the best."""
    core_hole_width: float | None = None
    """The core-hole width in eV that was fitted; None where it was not."""

    @property
    def mse(self) -> float:
        """The mean square difference in squared edge steps."""
        return self.agreement.mse

    @property
    def shift(self) -> float:
        """What was added to the predicted photon energies, in eV."""
        return self.agreement.shift

    @property
    def amplitude(self) -> float:
        """What the prediction was multiplied by."""
        return self.agreement.amplitude

    @property
    def domain(self) -> Domain:
        """Whether it resembles the training data; of several absorbers the verdict on the farthest."""
        return self.spectrum.domain

    def curve(self) -> Curve:
        """The prediction as it was laid on the measured spectrum."""
        predicted, fit = self.spectrum.curve(), self.agreement
        background = fit.offset + fit.slope * (predicted.photon_energy - self.spectrum.edge_energy)
        sigma = None if predicted.sigma is None else fit.amplitude * predicted.sigma
        return Curve(predicted.photon_energy + fit.shift, fit.amplitude * predicted.mu + background, sigma, predicted.label)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Structures in the order of their agreement with a measured spectrum, the best first."""

    measured: NormalisedSpectrum
    """The measured spectrum."""
    window: tuple[float, float]
    """The measured photon energies that were compared, in eV."""
    best: tuple[ComparedStructure, ...] = field(repr=False)
    """The best ones."""
    compared: int
    """How many were compared."""
    outside_domain: int
    """How many of them are outside of the model's domain."""

    def __len__(self) -> int:
        """The number of the best that were kept."""
        return len(self.best)

    def __getitem__(self, rank: int) -> ComparedStructure:
        """One of the best by its rank, from 0."""
        return self.best[rank]

    def plot(self, ax: Axes | None = None, lines: int = 3) -> Axes:
        """Draws the measured spectrum and the best predictions laid on it, over the window."""
        ax = self.measured.plot(ax, color="black", label=f"measured: {self.measured.label}")
        for rank, candidate in enumerate(self.best[:lines], start=1):
            candidate.curve().plot(ax, label=f"{rank}: structure {candidate.place}, MSE {candidate.mse:.1e}")
        ax.set_xlim(*self.window)
        return ax


class Ranking:
    """Keeps the best of any number of structures."""

    def __init__(self, kept: int) -> None:
        """Keeps as many."""
        self._kept = kept
        self._worst_first: list[tuple[float, int, object, Spectrum, Agreement]] = []
        self.compared = 0
        self.outside_domain = 0

    def add(self, structures: list[object], spectra: list[Spectrum], agreements: NDArray[np.float64]) -> None:
        """Takes some more, in order."""
        for structure, spectrum, values in zip(structures, spectra, agreements, strict=True):
            place, agreement = self.compared, Agreement(*values.tolist())
            self.compared += 1
            self.outside_domain += not all(domain.inside for domain in spectrum.domains)
            entry = (-agreement.mse, -place, structure, spectrum, agreement)
            if len(self._worst_first) < self._kept:
                heapq.heappush(self._worst_first, entry)
            elif entry[:2] > self._worst_first[0][:2]:
                heapq.heapreplace(self._worst_first, entry)

    def best(self) -> tuple[ComparedStructure, ...]:
        """The best, the first first."""
        ranked = sorted(self._worst_first, key=lambda entry: entry[:2], reverse=True)
        return ranked_anew(
            [ComparedStructure(structure, -place, agreement, spectrum, True) for _, place, structure, spectrum, agreement in ranked]
        )


def ranked_anew(candidates: Iterable[ComparedStructure]) -> tuple[ComparedStructure, ...]:
    """Candidates in the order of their mean square error, with which of them are as good as the best."""
    ranked = sorted(candidates, key=lambda candidate: (candidate.mse, candidate.place))
    if not ranked:
        return ()
    limit = ranked[0].mse + ranked[0].agreement.uncertainty
    return tuple(replace(one, as_good_as_best=rank == 0 or one.mse - one.agreement.uncertainty <= limit) for rank, one in enumerate(ranked))


def core_hole_widths(model: Model) -> NDArray[np.float64]:
    """The core-hole widths in eV that are tried: from the narrowest that a model can give to twice its own, as the command does.

    Raises:
        InvalidInputError: The model's broadening is fixed.
    """
    if model.broadening is None or model.narrowest_core_hole_width is None:
        raise InvalidInputError(f"model {model.id} learned finished spectra, whose core-hole width is fixed; choose another model")
    least, most = model.narrowest_core_hole_width, _WIDEST_TIMES_OWN * model.broadening.core_hole_width
    return least + _WIDTH_STEP * np.arange(int((most - least) / _WIDTH_STEP) + 1)


def chunks(structures: Iterable[object]) -> Iterator[list[object]]:
    """The structures, some at a time."""
    source = iter(structures)
    while chunk := list(islice(source, TOGETHER)):
        yield chunk
