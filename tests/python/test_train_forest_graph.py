"""The exported forest against scikit-learn, evaluated by onnx's own reference."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx_reference import evaluate
from sklearn.ensemble import ExtraTreesRegressor, RandomForestRegressor
from xanes.train.forest import FittedForest
from xanes.train.forest_graph import round_down
from xanes.train.labels import Labels
from xanes.train.targets import CompressedTargets


def spectra_of(descriptors: np.ndarray, points: int = 30) -> np.ndarray:
    axis = np.linspace(0.0, 3.0, points)
    phase = descriptors[:, :1] + 2.0 * (descriptors[:, 1:2] > 0.4)
    return np.float32(1.0 + 0.3 * np.sin(axis * (1.0 + descriptors[:, 2:3]) + phase))


def fitted(descriptors: np.ndarray, kind: type = ExtraTreesRegressor, **settings: object) -> FittedForest:
    spectra = spectra_of(descriptors)
    targets = CompressedTargets.of(Labels(spectra, spectra))
    forest = kind(random_state=3, **settings).fit(descriptors, targets.compress(Labels(spectra, spectra)))
    return FittedForest(forest, targets)


def run(model: onnx.ModelProto, descriptors: np.ndarray) -> np.ndarray:
    return evaluate(model, {"descriptor": descriptors})[0]


@pytest.mark.parametrize("kind", [ExtraTreesRegressor, RandomForestRegressor])
def test_an_exported_forest_predicts_what_scikit_learn_predicts(kind: type) -> None:
    rng = np.random.default_rng(1)
    model = fitted(rng.random((150, 6), dtype=np.float32), kind, n_estimators=7, min_samples_leaf=2)
    unseen = rng.random((60, 6), dtype=np.float32)

    assert np.abs(run(model.to_onnx(), unseen) - model.predict({"descriptor": unseen})).max() < 2e-6


def test_values_exactly_at_and_next_to_a_threshold_take_the_same_branch_as_in_scikit_learn() -> None:
    rng = np.random.default_rng(2)
    model = fitted(rng.random((120, 4), dtype=np.float32), n_estimators=5)
    probes = []
    for tree in model.forest.estimators_:
        for node in np.flatnonzero(tree.tree_.children_left >= 0):
            for value in neighbours(tree.tree_.threshold[node]):
                probe = rng.random(4, dtype=np.float32)
                probe[tree.tree_.feature[node]] = value
                probes.append(probe)
    descriptors = np.array(probes)

    assert np.abs(run(model.to_onnx(), descriptors) - model.predict({"descriptor": descriptors})).max() < 2e-6


def neighbours(threshold: float) -> list[np.float32]:
    near = np.float32(threshold)
    return [np.nextafter(near, np.float32(-np.inf)), near, np.nextafter(near, np.float32(np.inf))]


def test_thresholds_are_rounded_so_that_every_float32_decides_alike() -> None:
    thresholds = np.array([0.1, 1.0, -0.1, 3.0, 1.0 + 2.0**-30, -1.0 - 2.0**-30, 1e-30])
    rounded = round_down(thresholds)

    assert rounded.dtype == np.float32
    for threshold, low in zip(thresholds, rounded, strict=True):
        for value in neighbours(threshold):
            assert (float(value) <= threshold) == bool(value <= low)


def test_a_forest_whose_trees_are_single_leaves_can_be_exported() -> None:
    descriptors = np.random.default_rng(4).random((20, 5), dtype=np.float32)
    model = fitted(descriptors, n_estimators=3, min_samples_leaf=20)

    assert all(tree.tree_.node_count == 1 for tree in model.forest.estimators_)
    assert np.abs(run(model.to_onnx(), descriptors) - spectra_of(descriptors).mean(axis=0)).max() < 2e-6


def test_the_batch_size_is_free_and_rows_do_not_depend_on_each_other() -> None:
    rng = np.random.default_rng(5)
    model = fitted(rng.random((80, 4), dtype=np.float32), n_estimators=4).to_onnx()
    descriptors = rng.random((9, 4), dtype=np.float32)

    assert np.array_equal(run(model, descriptors)[4:5], run(model, descriptors[4:5]))
