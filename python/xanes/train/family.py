"""What a learner must offer to be trained, chosen and exported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

import numpy as np
import onnx
from numpy.typing import NDArray

from .features import Features
from .labels import Labels, Matrix

Settings = dict[str, Any]


class FittedModel(Protocol):
    """A learner after its training."""

    def predict(self, features: Features) -> Matrix:
        """What the model gives of n structures, float32 [n, J]; :class:`Labels` tells what that is."""

    def to_onnx(self) -> onnx.ModelProto:
        """The same function as a graph: the tensors of the inputs, N free, to ``spectrum`` float32 [N, J], or [K, N, J] of members."""


@runtime_checkable
class Ensemble(FittedModel, Protocol):
    """A learner of several members, whose graph gives the answer of each."""

    def members(self, features: Features) -> Matrix:
        """What each of K members gives of n structures, float32 [K, n, J]; ``predict`` is their mean."""


def members_of(model: FittedModel, features: Features) -> Matrix:
    """The answers [K, n, J] of a model's members; of one that has none, its own."""
    return model.members(features) if isinstance(model, Ensemble) else model.predict(features)[np.newaxis]


@runtime_checkable
class Continuable(FittedModel, Protocol):
    """A learner whose training can go on."""

    def weights(self) -> dict[str, NDArray[Any]]:
        """What a family that goes on starts from, for :func:`numpy.savez`."""


class Family(Protocol):
    """A kind of learner with the settings that are worth trying."""

    @property
    def name(self) -> str:
        """Its name in commands and cards, such as ``extra-trees``."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The features that it takes, by their names in :mod:`xanes.train.features`."""

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules that it needs beyond numpy, scikit-learn and onnx; imported only when it is fitted."""

    @property
    def parity(self) -> float:
        """The largest difference that the exported model's predictions may have from the learner's own."""

    def candidates(self) -> Sequence[Settings]:
        """The hyper-parameters to try by cross-validation, at least one."""

    def fit(self, settings: Settings, features: Features, labels: Labels, seed: int) -> FittedModel:
        """Fits to the features of n structures and their labels; the same arguments give the same model."""
