"""onnx's own evaluator, which knows nothing of ONNX Runtime."""

from __future__ import annotations

from typing import Any

import onnx
import pytest
from numpy.typing import NDArray


def evaluate(model: onnx.ModelProto, inputs: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
    """A graph's outputs. Debian 12's onnx has no evaluator: the test is skipped there."""
    reference = pytest.importorskip("onnx.reference", reason="this onnx has no reference evaluator")
    return reference.ReferenceEvaluator(model).run(None, inputs)
