"""How far predictions are from spectra."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from .job import Job
from .labels import Matrix


@dataclass(frozen=True)
class Metrics:
    """Errors over the spectra of one set.

    ``mse`` is the mean over spectra and energies, ``median`` that of the spectra's own mean square errors, ``mean_predictor`` the
    mean square error of answering these spectra's own mean, ``r2`` = 1 - mse / mean_predictor (0 where the spectra are all alike).
    """

    set: str
    count: int
    mse: float
    median: float
    mean_predictor: float
    r2: float

    @staticmethod
    def of(name: str, predicted: Matrix, spectra: Matrix) -> Metrics:
        """Compares predicted and true spectra, both [n, M], n >= 1."""
        exact = spectra.astype(np.float64)
        errors = np.mean((predicted - exact) ** 2, axis=1)
        mean_predictor = float(np.mean((exact - exact.mean(axis=0)) ** 2))
        mse = float(errors.mean())
        r2 = 1.0 - mse / mean_predictor if mean_predictor > 0.0 else 0.0
        return Metrics(name, len(exact), mse, float(np.median(errors)), mean_predictor, r2)

    def as_dict(self) -> dict[str, object]:
        """The fields by name."""
        return asdict(self)


def metrics_of_sets(job: Job, part: int, predicted: Matrix) -> list[Metrics]:
    """The metrics of each set's share of a part; ``predicted`` [rows of the part, M]. Sets with no row there are left out."""
    rows = job.rows(part)
    found = []
    for code, name in enumerate(job.sets):
        mine = job.set_of[rows] == code
        if mine.any():
            found.append(Metrics.of(name, predicted[mine], job.spectra[rows[mine]]))
    return found
