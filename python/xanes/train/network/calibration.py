"""From how far an ensemble's members disagree to how far their mean errs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..job import Matrix

SHARE = 0.9
"""The share of the errors that a band of 1.645 standard deviations to each side must hold."""

_HALF_WIDTH = 1.6448536

_FLOORS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)


@dataclass(frozen=True)
class Calibration:
    """spread = factor sqrt(variance of the members + floor^2)."""

    factor: float
    floor: float

    def spread(self, members: NDArray[np.float32]) -> Matrix:
        """One standard deviation [n, M] for the spectra of K members, [K, n, M]."""
        variance = members.astype(np.float64).var(axis=0)
        return (self.factor * np.sqrt(variance + self.floor**2)).astype(np.float32)

    @staticmethod
    def of(members: NDArray[np.float32], spectra: Matrix) -> Calibration:
        """The most likely floor whose factor makes the band hold its share of spectra [n, M] that no member was fitted to."""
        exact = members.astype(np.float64)
        variance = exact.var(axis=0)
        errors = np.abs(exact.mean(axis=0) - spectra)
        typical = max(float(np.sqrt(variance.mean())), 1e-6)
        best: tuple[float, Calibration] | None = None
        for floor in _FLOORS:
            width = np.sqrt(variance + (floor * typical) ** 2)
            factor = max(float(np.quantile(errors / width, SHARE)) / _HALF_WIDTH, 1e-6)
            surprise = float(np.mean(np.log(factor * width) + 0.5 * (errors / (factor * width)) ** 2))
            if best is None or surprise < best[0]:
                best = surprise, Calibration(factor, floor * typical)
        assert best is not None
        return best[1]


def coverage(predicted: Matrix, spread: Matrix, spectra: Matrix) -> float:
    """The share of all energy points whose error lies within the 90 % band."""
    return float(np.mean(np.abs(predicted - spectra) <= _HALF_WIDTH * spread))
