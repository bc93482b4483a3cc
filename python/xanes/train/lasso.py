"""Linear regression with an L1 penalty."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import Lasso

from .family import Settings
from .features import DESCRIPTOR, Features
from .labels import Labels
from .linear import FittedLinear
from .targets import CompressedTargets


class LassoRegression:
    """Lasso from the plain descriptor to the compressed spectra; ``alpha`` weighs the penalty."""

    name = "lasso"
    inputs = (DESCRIPTOR,)
    modules = ()
    parity = 1e-5

    def candidates(self) -> Sequence[Settings]:
        """A decade of alpha; below it coordinate descent takes minutes."""
        return [{"alpha": alpha} for alpha in (3e-5, 1e-4, 3e-4)]

    def fit(self, settings: Settings, features: Features, labels: Labels, seed: int) -> FittedLinear:
        """Descends by coordinates, at most 300 rounds: the last digits of the small penalties are not worth more."""
        targets = CompressedTargets.of(labels)
        model = Lasso(alpha=settings["alpha"], max_iter=300, tol=1e-3)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(features[DESCRIPTOR].astype(np.float64), targets.compress(labels))
        scores = np.atleast_2d(model.coef_)
        return FittedLinear(scores.T @ targets.components, np.atleast_1d(model.intercept_) @ targets.components + targets.offset)
