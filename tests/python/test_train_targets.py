"""Compression of spectra."""

from __future__ import annotations

import numpy as np
from xanes.train.targets import CompressedTargets


def test_spectra_made_of_three_shapes_need_three_components() -> None:
    rng = np.random.default_rng(0)
    shapes = rng.normal(size=(3, 40))
    spectra = np.float32(2.0 + rng.normal(size=(50, 3)) @ shapes)

    targets = CompressedTargets.of(spectra)

    assert targets.components.shape == (3, 40)
    assert np.abs(targets.expand(targets.compress(spectra)) - spectra).max() < 1e-5


def test_compression_costs_no_more_than_its_limit_and_one_component_less_would() -> None:
    spectra = np.float32(np.random.default_rng(1).normal(size=(60, 30)) * np.logspace(0, -4, 30))

    targets = CompressedTargets.of(spectra, loss_limit=1e-4)
    fewer = CompressedTargets(targets.components[:-1], targets.offset)

    assert np.mean((targets.expand(targets.compress(spectra)) - spectra) ** 2) <= 1e-4
    assert np.mean((fewer.expand(fewer.compress(spectra)) - spectra) ** 2) > 1e-4 * (len(spectra) - 1) / len(spectra)
