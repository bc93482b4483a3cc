"""Compression of what learners are taught."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from xanes.train.labels import Convolution, Labels
from xanes.train.targets import CompressedTargets


def finished(spectra: np.ndarray) -> Labels:
    return Labels(spectra, spectra)


def test_spectra_made_of_three_shapes_need_three_components() -> None:
    rng = np.random.default_rng(0)
    shapes = rng.normal(size=(3, 40))
    spectra = np.float32(2.0 + rng.normal(size=(50, 3)) @ shapes)

    targets = CompressedTargets.of(finished(spectra))

    assert targets.components.shape == (3, 40)
    assert np.abs(targets.expand(targets.compress(finished(spectra))) - spectra).max() < 1e-5


def test_compression_costs_no_more_than_its_limit_and_one_component_less_would() -> None:
    spectra = np.float32(np.random.default_rng(1).normal(size=(60, 30)) * np.logspace(0, -4, 30))
    labels = finished(spectra)

    targets = CompressedTargets.of(labels, loss_limit=1e-4)
    fewer = replace(targets, components=targets.components[:-1], axes=targets.axes[:-1])

    assert np.mean((targets.expand(targets.compress(labels)) - spectra) ** 2) <= 1e-4
    assert np.mean((fewer.expand(fewer.compress(labels)) - spectra) ** 2) > 1e-4 * (len(spectra) - 1) / len(spectra)


def test_scores_of_finished_and_narrow_spectra_together_give_narrow_spectra_and_cut_offs_back() -> None:
    rng = np.random.default_rng(2)
    narrow = np.float32(rng.normal(size=(40, 3)) @ rng.normal(size=(3, 12)))
    cut_off = np.float32(rng.uniform(-2.0, 2.0, (40, 1)))
    convolution = Convolution(np.float32(rng.normal(size=(5, 8, 12))), np.zeros((5, 8), dtype=np.float32), lowest=-2.0)
    labels = Labels(np.hstack([narrow, cut_off]), np.float32(convolution.finish(narrow, cut_off[:, 0])), convolution)

    targets = CompressedTargets.of(labels)
    scaled, share = CompressedTargets.scaled(labels, 100)

    for found in (targets, scaled):
        assert np.abs(found.expand(found.compress(labels)) - labels.outputs).max() < 1e-3
    assert np.allclose(scaled.compress(labels).std(axis=0, ddof=1), 1.0, atol=1e-6)
    assert np.isclose(share.sum(), 1.0)


def test_the_square_error_of_scores_is_that_of_finished_and_narrow_spectra_and_cut_offs_as_they_are_weighed() -> None:
    rng = np.random.default_rng(3)
    outputs = np.float32(rng.normal(size=(30, 5)))
    labels = Labels(
        outputs, np.float32(rng.normal(size=(30, 3))), Convolution(np.zeros((2, 3, 4), np.float32), np.zeros((2, 3), np.float32), 0.0)
    )
    targets = CompressedTargets.of(labels, loss_limit=0.0)
    first, second = labels.take(np.arange(15)), labels.take(np.arange(15, 30))

    scores = np.sum((targets.compress(first) - targets.compress(second)) ** 2)

    weighed = np.sum((first.finished - second.finished) ** 2) + 0.3 * np.sum((outputs[:15, :4] - outputs[15:, :4]) ** 2)
    assert np.isclose(scores, weighed + 0.05**2 * np.sum((outputs[:15, 4] - outputs[15:, 4]) ** 2), rtol=1e-5)
