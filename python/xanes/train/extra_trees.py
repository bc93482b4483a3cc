"""Extremely randomised trees on compressed spectra."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.ensemble import ExtraTreesRegressor

from .family import Settings
from .features import DESCRIPTOR, Features
from .forest import FittedForest, fit_forest
from .labels import Labels

TREES = 100


class ExtraTrees:
    """scikit-learn's ExtraTreesRegressor; small leaves and few features a split were best, so these are tried."""

    name = "extra-trees"
    inputs = (DESCRIPTOR,)
    modules = ()
    parity = 1e-4

    def candidates(self) -> Sequence[Settings]:
        """Leaf sizes and shares of the features that a split looks at."""
        return [{"trees": TREES, "min_samples_leaf": leaf, "max_features": share} for leaf in (2, 3, 4) for share in (0.1, 0.3, 1.0)]

    def fit(self, settings: Settings, features: Features, labels: Labels, seed: int) -> FittedForest:
        """Fits all targets with one forest."""
        return fit_forest(ExtraTreesRegressor, settings, features, labels, seed)
