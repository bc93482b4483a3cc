"""Linear regression with an L2 penalty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnx
from onnx import helper
from sklearn.linear_model import Ridge

from .family import Settings
from .graph import INPUT, OUTPUT, assemble
from .job import Matrix


@dataclass(frozen=True)
class FittedRidge:
    """spectrum = descriptor W + b."""

    model: Ridge

    def predict(self, descriptors: Matrix) -> Matrix:
        """Computed in float64, rounded at the end."""
        return self.model.predict(descriptors.astype(np.float64)).astype(np.float32)

    def to_onnx(self) -> onnx.ModelProto:
        """One Gemm with float32 coefficients."""
        coefficients = np.ascontiguousarray(self.model.coef_.T, dtype=np.float32)
        features, points = coefficients.shape
        constants = {"coefficients": coefficients, "intercept": self.model.intercept_.astype(np.float32)}
        node = helper.make_node("Gemm", [INPUT, "coefficients", "intercept"], [OUTPUT])
        return assemble([node], constants, features, points)


class RidgeRegression:
    """Ridge on the plain descriptor; ``alpha`` weighs the penalty."""

    name = "ridge"
    parity = 1e-5

    def candidates(self) -> Sequence[Settings]:
        """Four decades of alpha."""
        return [{"alpha": alpha} for alpha in (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)]

    def fit(self, settings: Settings, descriptors: Matrix, spectra: Matrix, seed: int) -> FittedRidge:
        """Solves the normal equations in float64; has no use for the seed."""
        model = Ridge(alpha=settings["alpha"])
        model.fit(descriptors.astype(np.float64), spectra.astype(np.float64))
        return FittedRidge(model)
