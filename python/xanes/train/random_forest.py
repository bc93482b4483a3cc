"""A random forest on compressed spectra."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.ensemble import RandomForestRegressor

from .family import Settings
from .features import DESCRIPTOR, Features
from .forest import FittedForest, fit_forest
from .labels import Labels

TREES = 100


class RandomForest:
    """scikit-learn's RandomForestRegressor."""

    name = "random-forest"
    inputs = (DESCRIPTOR,)
    modules = ()
    parity = 1e-4

    def candidates(self) -> Sequence[Settings]:
        """Shares of the features that a split looks at; all of them, the paper's default, cost much and gain nothing."""
        return [{"trees": TREES, "min_samples_leaf": 2, "max_features": share} for share in (0.1, 0.3)]

    def fit(self, settings: Settings, features: Features, labels: Labels, seed: int) -> FittedForest:
        """Fits all targets with one forest."""
        return fit_forest(RandomForestRegressor, settings, features, labels, seed)
