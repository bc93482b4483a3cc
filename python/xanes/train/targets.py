"""What is taught as a few numbers: the principal components of finished and narrow spectra together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA

from .labels import Labels, Matrix

LOSS_LIMIT = 1e-7
"""The mean square error that compression may cost: a thousandth of what a good model errs by."""

LOSS_LIMIT_OF_TREES = 2e-5
"""The same for learners of trees, a tenth of what they err by: each further target costs time, and room in every leaf."""


@dataclass(frozen=True)
class CompressedTargets:
    """outputs = scores components + offset, with components [T, J] and offset [J]; scores = (joint - centre) axes^T.

    Joint is what :meth:`Labels.joint` gives, so that the square error of scores is the weighted one of finished and narrow spectra.
    """

    components: NDArray[np.float64]
    offset: NDArray[np.float64]
    axes: NDArray[np.float64]
    centre: NDArray[np.float64]

    @staticmethod
    def of(labels: Labels, loss_limit: float = LOSS_LIMIT) -> CompressedTargets:
        """Takes the fewest components that give the labels of n structures back to within a mean square error of a finished spectrum."""
        pca = PCA(svd_solver="full").fit(labels.joint())
        lost = pca.explained_variance_.sum() - np.cumsum(pca.explained_variance_)
        lost[-1] = 0.0  # of all components, whatever rounding leaves
        return CompressedTargets._of(pca, labels, 1 + int(np.argmax(lost <= loss_limit * labels.finished.shape[1])))

    @staticmethod
    def scaled(labels: Labels, count: int) -> tuple[CompressedTargets, NDArray[np.float64]]:
        """At most so many components, whose scores have a standard deviation of 1; and the share of the variance that each has."""
        pca = PCA(svd_solver="full").fit(labels.joint())
        plain = CompressedTargets._of(pca, labels, min(count, len(pca.components_)))
        scale = np.sqrt(pca.explained_variance_[: len(plain.components)])
        scaled = CompressedTargets(plain.components * scale[:, np.newaxis], plain.offset, plain.axes / scale[:, np.newaxis], plain.centre)
        return scaled, scale**2 / np.sum(scale**2)

    @staticmethod
    def _of(pca: PCA, labels: Labels, count: int) -> CompressedTargets:
        axes = pca.components_[:count]
        return CompressedTargets(labels.outputs_of(axes), labels.outputs_of(pca.mean_), axes, pca.mean_)

    def compress(self, labels: Labels) -> NDArray[np.float64]:
        """Scores [n, T] of labels."""
        return (labels.joint() - self.centre) @ self.axes.T

    def expand(self, scores: NDArray[np.float64]) -> Matrix:
        """Outputs [n, J] of scores [n, T]."""
        return (scores @ self.components + self.offset).astype(np.float32)
