"""Gradient boosting of oblivious trees on compressed spectra."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import onnx

from .family import Settings
from .features import DESCRIPTOR, Features
from .labels import Labels, Matrix
from .oblivious_graph import ObliviousTrees, export_oblivious
from .targets import LOSS_LIMIT_OF_TREES, CompressedTargets

if TYPE_CHECKING:
    from catboost import CatBoostRegressor

BORDERS = 32
"""The thresholds that are tried for a feature: an eighth of CatBoost's own number, and an eighth of its time."""


@dataclass(frozen=True)
class FittedBoosting:
    """The sum of the trees' leaves, expanded to a spectrum."""

    booster: CatBoostRegressor
    targets: CompressedTargets

    def predict(self, features: Features) -> Matrix:
        """As CatBoost computes it."""
        descriptors = features[DESCRIPTOR]
        return self.targets.expand(self.booster.predict(descriptors, thread_count=1).reshape(len(descriptors), -1))

    def to_onnx(self) -> onnx.ModelProto:
        """See :mod:`xanes.train.oblivious_graph`; CatBoost's own export is wrong where there is more than one target."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.json"
            self.booster.save_model(str(path), format="json")
            trees = ObliviousTrees.parse(json.loads(path.read_text(encoding="utf-8")))
        return export_oblivious(trees, self.targets, self.booster.n_features_in_)


class CatBoost:
    """CatBoostRegressor with the loss MultiRMSE."""

    name = "catboost"
    inputs = (DESCRIPTOR,)
    modules = ("catboost",)
    parity = 1e-4

    def candidates(self) -> Sequence[Settings]:
        """Depths of the trees."""
        return [{"trees": 600, "learning_rate": 0.08, "depth": depth} for depth in (4, 6)]

    def fit(self, settings: Settings, features: Features, labels: Labels, seed: int) -> FittedBoosting:
        """Fits all targets with one ensemble of trees."""
        from catboost import CatBoostRegressor

        targets = CompressedTargets.of(labels, LOSS_LIMIT_OF_TREES)
        booster = CatBoostRegressor(
            loss_function="MultiRMSE",
            iterations=settings["trees"],
            learning_rate=settings["learning_rate"],
            depth=settings["depth"],
            random_seed=seed,
            thread_count=2,
            border_count=BORDERS,
            verbose=0,
            allow_writing_files=False,
        )
        booster.fit(features[DESCRIPTOR], targets.compress(labels))
        return FittedBoosting(booster, targets)
