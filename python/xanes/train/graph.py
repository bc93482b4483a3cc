"""Puts nodes together into the ONNX model that the plugin runs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

INPUT, OUTPUT = "descriptor", "spectrum"

_OPSET, _TREE_OPSET, _IR_VERSION = 18, 5, 9


def assemble(nodes: Sequence[onnx.NodeProto], constants: dict[str, NDArray[np.generic]], features: int, points: int) -> onnx.ModelProto:
    """A model from ``descriptor`` float32 [N, features] to ``spectrum`` float32 [N, points]."""
    return assemble_graph(
        nodes,
        constants,
        [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["N", features])],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["N", points])],
    )


def assemble_graph(
    nodes: Sequence[onnx.NodeProto],
    constants: dict[str, NDArray[np.generic]],
    inputs: Sequence[onnx.ValueInfoProto],
    outputs: Sequence[onnx.ValueInfoProto],
) -> onnx.ModelProto:
    """A model with any inputs and outputs, checked where this onnx knows its operators."""
    initializers = [numpy_helper.from_array(values, name) for name, values in constants.items()]
    graph = helper.make_graph(list(nodes), "xanes", list(inputs), list(outputs), initializers)
    domains = {node.domain for node in nodes}
    opsets = [helper.make_opsetid("", _OPSET)]
    if "ai.onnx.ml" in domains:
        opsets.append(helper.make_opsetid("ai.onnx.ml", _TREE_OPSET))
    model = helper.make_model(graph, opset_imports=opsets, producer_name="xanes.train")
    model.ir_version = _IR_VERSION
    if _is_known(model):
        onnx.checker.check_model(model, full_check=True)
    return model


def _is_known(model: onnx.ModelProto) -> bool:
    """Whether this onnx can check a model: Debian 12's 1.12 writes newer operators, which ONNX Runtime takes, but knows none of them."""
    try:
        helper.find_min_ir_version_for(model.opset_import)
    except ValueError:
        return False
    return model.ir_version <= onnx.IR_VERSION
