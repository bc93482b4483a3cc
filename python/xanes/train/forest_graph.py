"""A forest of regression trees as a small and fast ONNX graph.

ONNX trees store a target number and a weight for every target of every leaf. Here each tree answers one number only, the row of its
leaf in a table of all leaves' values; the table is then gathered, averaged over the trees and expanded to spectra::

    descriptor -> TreeEnsemble -> Cast -> Gather(table) -> ReduceMean -> Gemm -> spectrum
      [N, F]       [N, trees]            [N, trees, T]       [N, T]            [N, M]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from sklearn.tree import DecisionTreeRegressor

from .graph import INPUT, OUTPUT, assemble
from .targets import CompressedTargets

_LARGEST_EXACT_ROW = 2**24
_SUM, _NO_TRANSFORM, _LESS_OR_EQUAL = 1, 0, 0


def export_forest(trees: Sequence[DecisionTreeRegressor], targets: CompressedTargets) -> onnx.ModelProto:
    """The graph of the mean of some trees whose T outputs are scores of the compressed targets.

    Raises ValueError where the forest has more leaves than float32 can number.
    """
    layout = _lay_out(trees)
    if len(layout.table) > _LARGEST_EXACT_ROW:
        raise ValueError(f"the forest has {len(layout.table)} leaves; at most {_LARGEST_EXACT_ROW} can be exported")
    nodes = [
        helper.make_node("TreeEnsemble", [INPUT], ["leaves"], domain="ai.onnx.ml", **layout.attributes(len(trees))),
        helper.make_node("Cast", ["leaves"], ["rows"], to=TensorProto.INT32),
        helper.make_node("Gather", ["table", "rows"], ["values"], axis=0),
        helper.make_node("ReduceMean", ["values", "tree_axis"], ["scores"], keepdims=0),
        helper.make_node("Gemm", ["scores", "components", "offset"], [OUTPUT]),
    ]
    constants = {
        "table": layout.table,
        "tree_axis": np.array([1], dtype=np.int64),
        "components": targets.components.astype(np.float32),
        "offset": targets.offset.astype(np.float32),
    }
    return assemble(nodes, constants, trees[0].n_features_in_, targets.components.shape[1])


def round_down(thresholds: NDArray[np.float64]) -> NDArray[np.float32]:
    """The largest float32 numbers that are not above the thresholds.

    scikit-learn compares float32 features with float64 thresholds; x <= t and x <= round_down(t) agree for every float32 x.
    """
    nearest = thresholds.astype(np.float32)
    return np.where(nearest > thresholds, np.nextafter(nearest, np.float32(-np.inf)), nearest)


@dataclass(frozen=True)
class _Layout:
    """Splits and leaves of all trees, numbered through; a child that is a leaf is given by its leaf's row."""

    roots: list[int]
    feature: list[int]
    threshold: NDArray[np.float32]
    left: list[int]
    left_is_leaf: list[int]
    right: list[int]
    right_is_leaf: list[int]
    leaf_tree: list[int]
    table: NDArray[np.float32]

    def attributes(self, trees: int) -> dict[str, object]:
        """The attributes of the TreeEnsemble operator: one target a tree, whose weight is the leaf's row."""
        rows = np.arange(len(self.table), dtype=np.float32)
        modes = np.full(len(self.feature), _LESS_OR_EQUAL, dtype=np.uint8)
        return {
            "aggregate_function": _SUM,
            "post_transform": _NO_TRANSFORM,
            "n_targets": trees,
            "tree_roots": self.roots,
            "nodes_featureids": self.feature,
            "nodes_splits": numpy_helper.from_array(self.threshold, "splits"),
            "nodes_modes": numpy_helper.from_array(modes, "modes"),
            "nodes_truenodeids": self.left,
            "nodes_trueleafs": self.left_is_leaf,
            "nodes_falsenodeids": self.right,
            "nodes_falseleafs": self.right_is_leaf,
            "leaf_targetids": self.leaf_tree,
            "leaf_weights": numpy_helper.from_array(rows, "leaf_rows"),
        }


def _lay_out(trees: Sequence[DecisionTreeRegressor]) -> _Layout:
    roots: list[int] = []
    features, thresholds, tables, leaf_tree = [], [], [], []
    children: dict[str, list[NDArray[np.int64]]] = {"left": [], "right": []}
    is_leaf: dict[str, list[NDArray[np.int64]]] = {"left": [], "right": []}
    split_count = leaf_count = 0
    for number, estimator in enumerate(trees):
        tree = estimator.tree_
        leaf = tree.children_left < 0
        place = np.where(leaf, leaf_count + np.cumsum(leaf) - 1, split_count + np.cumsum(~leaf) - 1)
        roots.append(split_count)
        splits = np.flatnonzero(~leaf)
        values = tree.value[leaf, :, 0]
        if len(splits) == 0:
            _add_stump(features, thresholds, children, is_leaf, leaf_count)
            values = np.repeat(values, 2, axis=0)
        else:
            features.append(tree.feature[splits])
            thresholds.append(round_down(tree.threshold[splits]))
            for side, of_node in (("left", tree.children_left), ("right", tree.children_right)):
                children[side].append(place[of_node[splits]])
                is_leaf[side].append(leaf[of_node[splits]].astype(np.int64))
        tables.append(values)
        leaf_tree.extend([number] * len(values))
        split_count += max(len(splits), 1)
        leaf_count += len(values)
    return _Layout(
        roots=roots,
        feature=np.concatenate(features).tolist(),
        threshold=np.concatenate(thresholds),
        left=np.concatenate(children["left"]).tolist(),
        left_is_leaf=np.concatenate(is_leaf["left"]).tolist(),
        right=np.concatenate(children["right"]).tolist(),
        right_is_leaf=np.concatenate(is_leaf["right"]).tolist(),
        leaf_tree=leaf_tree,
        table=np.concatenate(tables).astype(np.float32),
    )


def _add_stump(features: list, thresholds: list, children: dict, is_leaf: dict, leaf_row: int) -> None:
    """A tree that is a single leaf: a split between two leaves alike, because the operator wants a split at each root."""
    features.append(np.array([0]))
    thresholds.append(np.array([0.0], dtype=np.float32))
    for row, side in enumerate(("left", "right")):
        children[side].append(np.array([leaf_row + row]))
        is_leaf[side].append(np.array([1]))
