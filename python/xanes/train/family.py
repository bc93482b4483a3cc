"""What a learner must offer to be trained, chosen and exported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import onnx

from .job import Matrix

Settings = dict[str, Any]


class FittedModel(Protocol):
    """A learner after its training."""

    def predict(self, descriptors: Matrix) -> Matrix:
        """Spectra float32 [n, M] of descriptors float32 [n, F]."""

    def to_onnx(self) -> onnx.ModelProto:
        """The same function as a graph: ``descriptor`` float32 [N, F] to ``spectrum`` float32 [N, M], N free."""


class Family(Protocol):
    """A kind of learner with the settings that are worth trying."""

    @property
    def name(self) -> str:
        """Its name in commands and cards, such as ``extra-trees``."""

    @property
    def parity(self) -> float:
        """The largest difference that the exported model's predictions may have from the learner's own."""

    def candidates(self) -> Sequence[Settings]:
        """The hyper-parameters to try on the validation part, at least one."""

    def fit(self, settings: Settings, descriptors: Matrix, spectra: Matrix, seed: int) -> FittedModel:
        """Fits to descriptors [n, F] and spectra [n, M]; the same arguments give the same model."""
