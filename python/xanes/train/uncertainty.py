"""From how far an ensemble's members disagree, and how a model errs on held-out spectra, to a standard deviation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .labels import Labels, Matrix

SHARE = 0.9
"""The share of the errors that a band of 1.645 standard deviations to each side must hold."""

_HALF_WIDTH = 1.6448536

_FLOORS = (0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0)

_COMPONENTS = 20


@dataclass(frozen=True)
class Uncertainty:
    """variance = factor^2 (variance of the members + floor^2 variance of the residuals), after the convolution of both.

    ``residuals`` float32 [1 + q, m] is the covariance of a model's errors on spectra that it was not fitted to, before the convolution:
    the sum of the outer products of the rows after the first, and the squares of the first on the diagonal. ``spectra`` counts them.
    """

    factor: float
    floor: float
    residuals: Matrix
    spectra: int

    @staticmethod
    def of(members: NDArray[np.float32], labels: Labels) -> Uncertainty:
        """From the answers [K, n, J] of members that were not fitted to these labels.

        Takes the most likely floor whose factor makes the band of finished spectra hold its share.
        """
        mean = members.mean(axis=0, dtype=np.float64)
        residuals = _covariance(mean - labels.outputs, labels)
        spread = _variance_of_residuals(residuals, labels)
        variance = _variance_of_members(members, mean, labels)
        errors = np.abs(labels.finish(mean).astype(np.float64) - labels.finished)
        best: tuple[float, Uncertainty] | None = None
        for floor in _FLOORS if len(members) > 1 else (1.0,):
            width = np.sqrt(variance + floor**2 * spread + 1e-12)
            factor = max(float(np.quantile(errors / width, SHARE)) / _HALF_WIDTH, 1e-6)
            surprise = float(np.mean(np.log(factor * width) + 0.5 * (errors / (factor * width)) ** 2))
            if best is None or surprise < best[0]:
                best = surprise, Uncertainty(factor, floor, residuals, len(labels))
        assert best is not None
        return best[1]

    def deviation(self, members: NDArray[np.float32], labels: Labels) -> Matrix:
        """One standard deviation [n, M] of the finished spectra of some members' answers [K, n, J]; the labels' own are not looked at."""
        variance = _variance_of_members(members, members.mean(axis=0, dtype=np.float64), labels)
        floor = self.floor**2 * _variance_of_residuals(self.residuals, labels)
        return (self.factor * np.sqrt(variance + floor)).astype(np.float32)


def _covariance(residuals: NDArray[np.float64], labels: Labels) -> Matrix:
    values = residuals if labels.convolution is None else residuals[:, :-1]
    covariance = values.T @ values / len(values)
    variances, axes = np.linalg.eigh(covariance)
    count = min(_COMPONENTS, len(variances), len(values))
    chosen = slice(len(variances) - count, None)
    components = (axes[:, chosen] * np.sqrt(np.maximum(variances[chosen], 0.0))).T[::-1]
    rest = np.sqrt(np.maximum(np.diag(covariance) - np.sum(components**2, axis=0), 0.0))
    return np.vstack([rest, components]).astype(np.float32)


def _variance_of_residuals(residuals: Matrix, labels: Labels) -> NDArray[np.float64]:
    exact = residuals.astype(np.float64)
    if labels.convolution is None:
        return np.sum(exact**2, axis=0)
    matrix = labels.convolution.typical()
    return (matrix**2) @ exact[0] ** 2 + np.sum((exact[1:] @ matrix.T) ** 2, axis=0)


def _variance_of_members(members: NDArray[np.float32], mean: NDArray[np.float64], labels: Labels) -> NDArray[np.float64]:
    """As the plugin has it: all members with the cut-off of their mean."""
    centre = labels.finish(mean).astype(np.float64)
    total = np.zeros_like(centre)
    for answer in members.astype(np.float64):
        if labels.convolution is not None:
            answer = np.hstack([answer[:, :-1], mean[:, -1:]])
        total += (labels.finish(answer) - centre) ** 2
    return total / len(members)


def coverage(predicted: Matrix, deviation: Matrix, finished: Matrix) -> float:
    """The share of all energy points whose error lies within the 90 % band."""
    return float(np.mean(np.abs(predicted - finished) <= _HALF_WIDTH * deviation))
