"""Oblivious trees as a compact ONNX graph of standard operators.

All nodes of one depth of an oblivious tree ask the same question, so the answers are the binary digits of the leaf's number::

    descriptor -> Gather -> Greater -> Cast, Mul, ReduceSum -> Cast -> Gather(table) -> ReduceSum -> Gemm -> spectrum
      [N, F]    [N, trees, depth]           [N, trees]            [N, trees, T]          [N, T]     [N, M]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from .graph import INPUT, OUTPUT, assemble
from .targets import CompressedTargets

_LARGEST_EXACT_ROW = 2**24


@dataclass(frozen=True)
class ObliviousTrees:
    """All trees' questions and leaves; trees of a lesser depth ask questions that are never answered with yes.

    ``feature`` and ``border`` [trees, depth]: digit d of the leaf's number is descriptor[feature] > border. ``first_leaf`` [trees]: the
    row of each tree's leaf 0 in ``table`` [leaves, T]. The answer is the sum of the trees' rows plus ``bias`` [T].
    """

    feature: NDArray[np.int64]
    border: NDArray[np.float32]
    first_leaf: NDArray[np.float32]
    table: NDArray[np.float32]
    bias: NDArray[np.float64]

    @staticmethod
    def parse(model: dict[str, Any]) -> ObliviousTrees:
        """Reads CatBoost's JSON model. Raises ValueError where it splits on anything but numbers or has too many leaves."""
        trees = model["oblivious_trees"]
        scale, bias = model["scale_and_bias"]
        splits = [tree["splits"] or [] for tree in trees]
        depth = max(1, max(len(questions) for questions in splits))
        feature = np.zeros((len(trees), depth), dtype=np.int64)
        border = np.full((len(trees), depth), np.inf, dtype=np.float32)
        for row, questions in enumerate(splits):
            for digit, question in enumerate(questions):
                if question["split_type"] != "FloatFeature":
                    raise ValueError(f"a tree splits by {question['split_type']}; only numbers can be exported")
                feature[row, digit] = question["float_feature_index"]
                border[row, digit] = question["border"]
        leaves = np.array([2 ** len(questions) for questions in splits])
        if leaves.sum() > _LARGEST_EXACT_ROW:
            raise ValueError(f"the trees have {leaves.sum()} leaves; at most {_LARGEST_EXACT_ROW} can be exported")
        table = np.concatenate([np.reshape(tree["leaf_values"], (count, -1)) for tree, count in zip(trees, leaves, strict=True)])
        first_leaf = np.concatenate([[0], np.cumsum(leaves)[:-1]])
        return ObliviousTrees(feature, border, np.float32(first_leaf), np.float32(scale * table), np.asarray(bias, dtype=np.float64))


def export_oblivious(trees: ObliviousTrees, targets: CompressedTargets, features: int) -> onnx.ModelProto:
    """The graph of trees whose T answers are scores of the compressed targets."""
    depth = trees.feature.shape[1]
    nodes = [
        helper.make_node("Gather", [INPUT, "feature"], ["asked"], axis=1),
        helper.make_node("Greater", ["asked", "border"], ["answers"]),
        helper.make_node("Cast", ["answers"], ["digits"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["digits", "powers"], ["terms"]),
        helper.make_node("ReduceSum", ["terms", "digit_axis"], ["leaves"], keepdims=0),
        helper.make_node("Add", ["leaves", "first_leaf"], ["places"]),
        helper.make_node("Cast", ["places"], ["rows"], to=TensorProto.INT32),
        helper.make_node("Gather", ["table", "rows"], ["values"], axis=0),
        helper.make_node("ReduceSum", ["values", "tree_axis"], ["scores"], keepdims=0),
        helper.make_node("Gemm", ["scores", "components", "offset"], [OUTPUT]),
    ]
    constants = {
        "feature": trees.feature,
        "border": trees.border,
        "powers": np.float32(2.0 ** np.arange(depth)),
        "digit_axis": np.array([2], dtype=np.int64),
        "first_leaf": trees.first_leaf,
        "table": trees.table,
        "tree_axis": np.array([1], dtype=np.int64),
        "components": targets.components.astype(np.float32),
        "offset": (trees.bias @ targets.components + targets.offset).astype(np.float32),
    }
    return assemble(nodes, constants, features, targets.components.shape[1])
