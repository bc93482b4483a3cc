"""Spectra as a few numbers: their principal components."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA

from .job import Matrix

LOSS_LIMIT = 1e-7
"""The mean square error that compression may cost: a thousandth of what a good model errs by."""

LOSS_LIMIT_OF_TREES = 1e-6
"""The same for learners of trees, less than a hundredth of what they err by: each further target costs time, and room in every leaf."""


@dataclass(frozen=True)
class CompressedTargets:
    """spectrum = scores components + offset, with components [T, M] and offset [M]."""

    components: NDArray[np.float64]
    offset: NDArray[np.float64]

    @staticmethod
    def of(spectra: Matrix, loss_limit: float = LOSS_LIMIT) -> CompressedTargets:
        """Takes the fewest components that give the spectra [n, M] back to within a mean square error."""
        exact = spectra.astype(np.float64)
        pca = PCA(svd_solver="full").fit(exact)
        lost = pca.explained_variance_.sum() - np.cumsum(pca.explained_variance_)
        count = 1 + int(np.argmax(lost <= loss_limit * exact.shape[1]))
        return CompressedTargets(pca.components_[:count], pca.mean_)

    def compress(self, spectra: Matrix) -> NDArray[np.float64]:
        """Scores [n, T] of spectra [n, M]."""
        return (spectra - self.offset) @ self.components.T

    def expand(self, scores: NDArray[np.float64]) -> Matrix:
        """Spectra [n, M] of scores [n, T]."""
        return (scores @ self.components + self.offset).astype(np.float32)
