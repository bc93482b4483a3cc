"""Writes model.onnx: a loop that never ends, around the first values of the descriptor."""

import onnx
from onnx import TensorProto, helper

FEATURES, POINTS = 414, 137
number, truth, text = TensorProto.FLOAT, TensorProto.BOOL, helper.make_tensor_value_info

body = helper.make_graph(
    [
        helper.make_node("Identity", ["go_on"], ["go_on_again"]),
        helper.make_node("Neg", ["values"], ["next_values"]),
    ],
    "body",
    [text("turn", TensorProto.INT64, []), text("go_on", truth, []), text("values", number, ["N", POINTS])],
    [text("go_on_again", truth, []), text("next_values", number, ["N", POINTS])],
)
graph = helper.make_graph(
    [
        helper.make_node("Slice", ["descriptor", "starts", "ends", "axes"], ["first_values"]),
        helper.make_node("Loop", ["", "always", "first_values"], ["spectrum"], body=body),
    ],
    "endless",
    [text("descriptor", number, ["N", FEATURES])],
    [text("spectrum", number, ["N", POINTS])],
    [
        helper.make_tensor("starts", TensorProto.INT64, [1], [0]),
        helper.make_tensor("ends", TensorProto.INT64, [1], [POINTS]),
        helper.make_tensor("axes", TensorProto.INT64, [1], [1]),
        helper.make_tensor("always", truth, [], [True]),
    ],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
onnx.checker.check_model(model)
onnx.save(model, "model.onnx")
