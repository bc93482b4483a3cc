"""Extremely randomised trees on compressed spectra."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import onnx
from sklearn.ensemble import ExtraTreesRegressor

from .family import Settings
from .forest_graph import export_forest
from .job import Matrix
from .targets import CompressedTargets

TREES = 120


@dataclass(frozen=True)
class FittedForest:
    """The mean of the trees' leaves, expanded to a spectrum."""

    forest: ExtraTreesRegressor
    targets: CompressedTargets

    def predict(self, descriptors: Matrix) -> Matrix:
        """As scikit-learn computes it."""
        return self.targets.expand(self.forest.predict(descriptors).reshape(len(descriptors), -1))

    def to_onnx(self) -> onnx.ModelProto:
        """See :mod:`xanes.train.forest_graph`."""
        return export_forest(self.forest.estimators_, self.targets)


class ExtraTrees:
    """scikit-learn's ExtraTreesRegressor; small leaves and few features a split were best, so these are tried."""

    name = "extra-trees"
    parity = 1e-4

    def candidates(self) -> Sequence[Settings]:
        """Leaf sizes and shares of the features that a split looks at."""
        return [{"trees": TREES, "min_samples_leaf": leaf, "max_features": share} for leaf in (2, 3, 4) for share in (0.1, 0.3, 1.0)]

    def fit(self, settings: Settings, descriptors: Matrix, spectra: Matrix, seed: int) -> FittedForest:
        """Fits all targets with one forest."""
        targets = CompressedTargets.of(spectra)
        forest = ExtraTreesRegressor(
            n_estimators=settings["trees"],
            min_samples_leaf=settings["min_samples_leaf"],
            max_features=settings["max_features"],
            random_state=seed,
            n_jobs=-1,
        )
        forest.fit(descriptors, targets.compress(spectra))
        return FittedForest(forest, targets)
