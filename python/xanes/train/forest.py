"""A fitted forest of scikit-learn's."""

from __future__ import annotations

from dataclasses import dataclass

import onnx
from sklearn.ensemble import ExtraTreesRegressor, RandomForestRegressor

from .family import Settings
from .features import DESCRIPTOR, Features
from .forest_graph import export_forest
from .labels import Labels, Matrix
from .targets import LOSS_LIMIT_OF_TREES, CompressedTargets


@dataclass(frozen=True)
class FittedForest:
    """The mean of the trees' leaves, expanded to a spectrum."""

    forest: ExtraTreesRegressor | RandomForestRegressor
    targets: CompressedTargets

    def predict(self, features: Features) -> Matrix:
        """As scikit-learn computes it."""
        descriptors = features[DESCRIPTOR]
        return self.targets.expand(self.forest.predict(descriptors).reshape(len(descriptors), -1))

    def to_onnx(self) -> onnx.ModelProto:
        """See :mod:`xanes.train.forest_graph`."""
        return export_forest(self.forest.estimators_, self.targets)


def fit_forest(
    kind: type[ExtraTreesRegressor | RandomForestRegressor], settings: Settings, features: Features, labels: Labels, seed: int
) -> FittedForest:
    """Fits all compressed targets with one forest of ``trees``, ``min_samples_leaf`` and ``max_features``."""
    targets = CompressedTargets.of(labels, LOSS_LIMIT_OF_TREES)
    compressed = targets.compress(labels)
    forest = kind(
        n_estimators=settings["trees"],
        min_samples_leaf=settings["min_samples_leaf"],
        max_features=settings["max_features"],
        random_state=seed,
        n_jobs=-1,
    )
    forest.fit(features[DESCRIPTOR], compressed.ravel() if compressed.shape[1] == 1 else compressed)
    return FittedForest(forest, targets)
