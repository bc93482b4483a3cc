"""A fitted linear model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper

from .features import DESCRIPTOR, Features
from .graph import INPUT, OUTPUT, assemble
from .labels import Matrix


@dataclass(frozen=True)
class FittedLinear:
    """outputs = descriptor W + b, with coefficients W [F, J] and intercept b [J]."""

    coefficients: NDArray[np.float64]
    intercept: NDArray[np.float64]

    def predict(self, features: Features) -> Matrix:
        """Computed in float64, rounded at the end."""
        return (features[DESCRIPTOR].astype(np.float64) @ self.coefficients + self.intercept).astype(np.float32)

    def to_onnx(self) -> onnx.ModelProto:
        """One Gemm with float32 coefficients."""
        coefficients = np.ascontiguousarray(self.coefficients, dtype=np.float32)
        constants = {"coefficients": coefficients, "intercept": self.intercept.astype(np.float32)}
        node = helper.make_node("Gemm", [INPUT, "coefficients", "intercept"], [OUTPUT])
        return assemble([node], constants, *coefficients.shape)
