"""Oblivious trees against a walk down the trees by hand."""

from __future__ import annotations

import numpy as np
import pytest
from onnx_reference import evaluate
from xanes.train.oblivious_graph import ObliviousTrees, export_oblivious
from xanes.train.targets import CompressedTargets


def question(feature: int, border: float, kind: str = "FloatFeature") -> dict[str, object]:
    return {"float_feature_index": feature, "border": border, "split_type": kind}


MODEL = {
    "oblivious_trees": [
        {"splits": [question(0, 0.5), question(2, 0.25)], "leaf_values": [1.0, 10.0, 2.0, 20.0, 3.0, 30.0, 4.0, 40.0]},
        {"splits": [question(1, 0.75)], "leaf_values": [0.1, 0.01, 0.2, 0.02]},
        {"splits": None, "leaf_values": [100.0, 200.0]},
    ],
    "scale_and_bias": [2.0, [0.5, -0.5]],
}
TARGETS = CompressedTargets(np.eye(2), np.array([1000.0, 0.0]), np.eye(2), np.array([1000.0, 0.0]))


def walk(row: np.ndarray) -> list[float]:
    first = (1.0, 2.0, 3.0, 4.0)[int(row[0] > 0.5) + 2 * int(row[2] > 0.25)]
    second = (0.1, 0.2)[int(row[1] > 0.75)]
    return [2.0 * (first + second + 100.0) + 0.5 + 1000.0, 2.0 * (10.0 * first + second / 10.0 + 200.0) - 0.5]


def test_trees_of_several_depths_give_the_leaves_that_a_walk_reaches() -> None:
    descriptors = np.random.default_rng(0).random((50, 3), dtype=np.float32)
    descriptors[0] = (0.5, 0.75, 0.25)
    graph = export_oblivious(ObliviousTrees.parse(MODEL), TARGETS, features=3)

    answered = evaluate(graph, {"descriptor": descriptors})[0]

    assert answered == pytest.approx(np.array([walk(row) for row in descriptors]), rel=1e-6)


def test_a_tree_that_splits_by_categories_is_refused() -> None:
    model = {"oblivious_trees": [{"splits": [question(0, 0.5, "OneHotFeature")], "leaf_values": [1, 2]}], "scale_and_bias": [1, [0]]}

    with pytest.raises(ValueError, match="OneHotFeature"):
        ObliviousTrees.parse(model)
