"""What a backend offers on a structure that is moved by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from xanes.fit import Fit

if TYPE_CHECKING:
    from xanes.exploration import FitWatch


class StateArrays(NamedTuple):
    """Spectrum and structure at some values."""

    predicted: NDArray[np.float64]
    """The predicted absorption in edge steps, float64 [n]."""
    adjusted: NDArray[np.float64] | None
    """The same with the edge step and background that suit the measured spectrum; None without one."""
    facts: Mapping[str, Any]
    """The core's JSON: structures, surroundings, derived."""


class OpenExploration(Protocol):
    """An exploration that is ready."""

    facts: Mapping[str, Any]
    """The core's JSON: model, parameters, points, has_measured."""
    photon_energy: NDArray[np.float64]
    """Photon energies in eV, float64 [n]."""
    measured: NDArray[np.float64] | None
    """The measured absorption in edge steps, float64 [n]; None without a measured spectrum."""

    def evaluate(self, values: NDArray[np.float64]) -> StateArrays:
        """Spectrum and structure at values float64 [p], contiguous."""
        ...

    def fit(self, values: NDArray[np.float64], vary_widths: bool, watch: FitWatch) -> Fit:
        """Fits within the parameters' bounds."""
        ...
