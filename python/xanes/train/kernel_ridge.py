"""Kernel ridge regression on compressed spectra."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper
from sklearn.kernel_ridge import KernelRidge as Learner

from .family import Settings
from .features import DESCRIPTOR, Features
from .graph import INPUT, OUTPUT, assemble
from .labels import Labels, Matrix
from .targets import CompressedTargets


@dataclass(frozen=True)
class FittedKernelRidge:
    """The sum over the training structures of exp(-gamma d^2), d the distance of descriptors, times dual coefficients."""

    learner: Learner
    targets: CompressedTargets

    def predict(self, features: Features) -> Matrix:
        """As scikit-learn computes it in float64."""
        descriptors = features[DESCRIPTOR].astype(np.float64)
        return self.targets.expand(self.learner.predict(descriptors).reshape(len(descriptors), -1))

    def to_onnx(self) -> onnx.ModelProto:
        """The distances by d^2 = |x|^2 + |z|^2 - 2 x z, in float64, because the three nearly cancel and the coefficients are large."""
        known: NDArray[np.float64] = self.learner.X_fit_
        to_double = {"to": TensorProto.DOUBLE}
        nodes = [
            helper.make_node("Cast", [INPUT], ["x"], **to_double),
            helper.make_node("Cast", ["known"], ["z"], **to_double),
            helper.make_node("Mul", ["x", "x"], ["x_squares"]),
            helper.make_node("ReduceSum", ["x_squares", "feature_axis"], ["x_norm"], keepdims=1),
            helper.make_node("MatMul", ["x", "z"], ["products"]),
            helper.make_node("Mul", ["products", "minus_two"], ["cross"]),
            helper.make_node("Add", ["x_norm", "z_norm"], ["norms"]),
            helper.make_node("Add", ["norms", "cross"], ["square_distances"]),
            helper.make_node("Mul", ["square_distances", "minus_gamma"], ["exponents"]),
            helper.make_node("Exp", ["exponents"], ["kernel"]),
            helper.make_node("MatMul", ["kernel", "dual"], ["scores"]),
            helper.make_node("MatMul", ["scores", "components"], ["centred"]),
            helper.make_node("Add", ["centred", "offset"], ["exact"]),
            helper.make_node("Cast", ["exact"], [OUTPUT], to=TensorProto.FLOAT),
        ]
        constants = {
            "known": np.ascontiguousarray(known.T, dtype=np.float32),
            "feature_axis": np.array([1], dtype=np.int64),
            "minus_two": np.array(-2.0),
            "z_norm": np.sum(known**2, axis=1)[None, :],
            "minus_gamma": np.array(-self.learner.gamma),
            "dual": self.learner.dual_coef_.reshape(len(known), -1),
            "components": self.targets.components,
            "offset": self.targets.offset,
        }
        return assemble(nodes, constants, known.shape[1], self.targets.components.shape[1])


class KernelRidge:
    """scikit-learn's KernelRidge with a Gaussian kernel on the plain descriptor."""

    name = "kernel-ridge"
    inputs = (DESCRIPTOR,)
    modules = ()
    parity = 1e-4

    def candidates(self) -> Sequence[Settings]:
        """Widths (gamma) and penalties (alpha)."""
        return [{"gamma": gamma, "alpha": alpha} for gamma in (0.001, 0.003) for alpha in (1e-4, 1e-3)]

    def fit(self, settings: Settings, features: Features, labels: Labels, seed: int) -> FittedKernelRidge:
        """Solves in float64; has no use for the seed."""
        targets = CompressedTargets.of(labels)
        learner = Learner(kernel="rbf", gamma=settings["gamma"], alpha=settings["alpha"])
        learner.fit(features[DESCRIPTOR].astype(np.float64), targets.compress(labels))
        return FittedKernelRidge(learner, targets)
