"""What a learner must offer to be trained, chosen and exported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

import onnx

from .features import Features
from .job import Matrix

Settings = dict[str, Any]


class FittedModel(Protocol):
    """A learner after its training."""

    def predict(self, features: Features) -> Matrix:
        """Spectra float32 [n, M] of n structures."""

    def to_onnx(self) -> onnx.ModelProto:
        """The same function as a graph: the tensors of the family's inputs, N free, to ``spectrum`` float32 [N, M]."""


@runtime_checkable
class UncertainModel(FittedModel, Protocol):
    """A learner whose graph has a second output ``spread`` float32 [N, M], one standard deviation."""

    def calibrated_by(self, held_out: Any, features: Features, spectra: Matrix) -> UncertainModel:
        """The same learner, its spread scaled by the errors of another of its family, not fitted to these structures and spectra [n, M]."""


class Family(Protocol):
    """A kind of learner with the settings that are worth trying."""

    @property
    def name(self) -> str:
        """Its name in commands and cards, such as ``extra-trees``."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The features that it eats, by their names in :mod:`xanes.train.features`."""

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules that it needs beyond numpy, scikit-learn and onnx; imported only when it is fitted."""

    @property
    def parity(self) -> float:
        """The largest difference that the exported model's predictions may have from the learner's own."""

    def candidates(self) -> Sequence[Settings]:
        """The hyper-parameters to try by cross-validation, at least one."""

    def fit(self, settings: Settings, features: Features, spectra: Matrix, seed: int) -> FittedModel:
        """Fits to the features of n structures and their spectra [n, M]; the same arguments give the same model."""
