"""A fitted forest of scikit-learn's."""

from __future__ import annotations

from dataclasses import dataclass

import onnx
from sklearn.ensemble import ExtraTreesRegressor, RandomForestRegressor

from .features import DESCRIPTOR, Features
from .forest_graph import export_forest
from .job import Matrix
from .targets import CompressedTargets


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
