"""A small ensemble of fully connected networks on compressed spectra."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPRegressor

from .family import Settings
from .features import DESCRIPTOR, Features
from .graph import INPUT, OUTPUT, assemble
from .labels import Labels, Matrix
from .targets import CompressedTargets

MEMBERS = 3
WIDTH = 256
EPOCHS = 50
BATCH = 64


@dataclass(frozen=True)
class FittedNetworks:
    """The mean of some networks whose outputs are scores of the compressed spectra divided by ``scale``."""

    networks: tuple[MLPRegressor, ...]
    targets: CompressedTargets
    scale: float

    def predict(self, features: Features) -> Matrix:
        """As scikit-learn computes it in float32."""
        descriptors = features[DESCRIPTOR]
        scores = np.mean([network.predict(descriptors).reshape(len(descriptors), -1) for network in self.networks], axis=0)
        return self.targets.expand(scores * self.scale)

    def to_onnx(self) -> onnx.ModelProto:
        """The hidden layers network by network; one Gemm takes all the last ones to the mean spectrum."""
        nodes: list[onnx.NodeProto] = []
        constants: dict[str, NDArray[np.generic]] = {}
        hidden = []
        for number, network in enumerate(self.networks):
            value = INPUT
            for layer, (weights, bias) in enumerate(zip(network.coefs_[:-1], network.intercepts_[:-1], strict=True)):
                name = f"network{number}_layer{layer}"
                constants[f"{name}_weights"], constants[f"{name}_bias"] = np.float32(weights), np.float32(bias)
                nodes.append(helper.make_node("Gemm", [value, f"{name}_weights", f"{name}_bias"], [f"{name}_sum"]))
                nodes.append(helper.make_node("Relu", [f"{name}_sum"], [name]))
                value = name
            hidden.append(value)
        share = self.scale / len(self.networks)
        to_spectrum = share * self.targets.components
        read_out = np.concatenate([network.coefs_[-1] for network in self.networks]) @ to_spectrum
        offset = sum(network.intercepts_[-1] for network in self.networks) @ to_spectrum + self.targets.offset
        constants["read_out"], constants["offset"] = np.float32(read_out), np.float32(offset)
        nodes.append(helper.make_node("Concat", hidden, ["hidden"], axis=1))
        nodes.append(helper.make_node("Gemm", ["hidden", "read_out", "offset"], [OUTPUT]))
        return assemble(nodes, constants, self.networks[0].n_features_in_, read_out.shape[1])


class MultilayerPerceptron:
    """scikit-learn's MLPRegressor, two hidden layers, the mean of three seeds."""

    name = "mlp"
    inputs = (DESCRIPTOR,)
    modules = ()
    parity = 1e-4

    def candidates(self) -> Sequence[Settings]:
        """Weights of the L2 penalty."""
        return [{"members": MEMBERS, "width": WIDTH, "epochs": EPOCHS, "alpha": alpha} for alpha in (0.03, 0.3)]

    def fit(self, settings: Settings, features: Features, labels: Labels, seed: int) -> FittedNetworks:
        """Fits each network with a seed of its own."""
        targets = CompressedTargets.of(labels)
        scores = targets.compress(labels)
        scale = float(scores.std()) or 1.0
        networks = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            for member in range(settings["members"]):
                network = MLPRegressor(
                    hidden_layer_sizes=(settings["width"],) * 2,
                    alpha=settings["alpha"],
                    batch_size=min(BATCH, len(scores)),
                    max_iter=settings["epochs"],
                    random_state=seed + member,
                )
                networks.append(network.fit(features[DESCRIPTOR], np.float32(scores / scale).squeeze()))
        return FittedNetworks(tuple(networks), targets, scale)
