"""A trained ensemble of scattering networks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from ..features import NEIGHBOURS, Features
from ..labels import Matrix
from .export import export_ensemble
from .fitting import Ensemble
from .weights import Weights


@dataclass(frozen=True)
class FittedNetwork:
    """The members of an ensemble."""

    ensemble: Ensemble

    def members(self, features: Features) -> Matrix:
        """As torch computes them."""
        return self.ensemble.outputs_of_members(features[NEIGHBOURS])

    def predict(self, features: Features) -> Matrix:
        """Their mean."""
        return self.members(features).mean(axis=0, dtype=np.float64).astype(np.float32)

    def weights(self) -> dict[str, NDArray[Any]]:
        """From which the training can go on, see :class:`Weights`."""
        return Weights.of(self.ensemble).arrays()

    def to_onnx(self) -> onnx.ModelProto:
        """See :mod:`xanes.train.network.export`."""
        return export_ensemble(self.ensemble.module, self.ensemble.targets)
