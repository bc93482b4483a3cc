"""Linear regression with an L2 penalty."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import Ridge

from .family import Settings
from .features import DESCRIPTOR, Features
from .labels import Labels
from .linear import FittedLinear


class RidgeRegression:
    """Ridge on the plain descriptor; ``alpha`` weighs the penalty."""

    name = "ridge"
    inputs = (DESCRIPTOR,)
    modules = ()
    parity = 1e-5

    def candidates(self) -> Sequence[Settings]:
        """Four decades of alpha."""
        return [{"alpha": alpha} for alpha in (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)]

    def fit(self, settings: Settings, features: Features, labels: Labels, seed: int) -> FittedLinear:
        """Solves the normal equations in float64; has no use for the seed."""
        model = Ridge(alpha=settings["alpha"])
        model.fit(features[DESCRIPTOR].astype(np.float64), labels.outputs.astype(np.float64))
        return FittedLinear(model.coef_.T, model.intercept_)
