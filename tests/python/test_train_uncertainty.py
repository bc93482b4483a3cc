"""Standard deviations: bands hold what they should, before and after a convolution."""

from __future__ import annotations

import numpy as np
import pytest
from xanes.train.labels import Convolution, Labels
from xanes.train.uncertainty import Uncertainty, coverage


def test_calibrated_bands_hold_nine_tenths_of_unseen_errors() -> None:
    rng = np.random.default_rng(9)
    width = rng.uniform(0.5, 2.0, (1, 3000, 1))
    members = (0.01 * width * rng.normal(size=(4, 3000, 20))).astype(np.float32)
    truth = (members.mean(axis=0) + 0.03 * width[0] * rng.normal(size=(3000, 20))).astype(np.float32)
    labels = Labels(truth, truth)

    uncertainty = Uncertainty.of(members[:, :1500], labels.take(np.arange(1500)))

    unseen = members[:, 1500:]
    deviation = uncertainty.deviation(unseen, labels.take(np.arange(1500, 3000)))
    assert coverage(unseen.mean(axis=0), deviation, truth[1500:]) == pytest.approx(0.9, abs=0.02)
    assert uncertainty.factor > 1.0


def test_errors_that_rise_and_fall_together_shrink_less_in_a_convolution_and_the_band_knows() -> None:
    rng = np.random.default_rng(10)
    energies, rows = 30, 4000
    smooth = rng.normal(size=(rows, 1)) * np.linspace(0.5, 1.5, energies)
    rough = rng.normal(size=(rows, energies))
    weights = np.full((1, energies), 1.0 / energies, dtype=np.float32)
    convolution = Convolution(np.stack([weights, weights]), np.zeros((2, 1), dtype=np.float32), 0.0)
    for errors, expected in ((smooth, 1.0), (rough, 1.0 / np.sqrt(energies))):
        outputs = np.hstack([np.float32(errors), np.zeros((rows, 1), dtype=np.float32)])
        truth = np.zeros_like(outputs)
        labels = Labels(truth, np.zeros((rows, 1), dtype=np.float32), convolution)

        uncertainty = Uncertainty.of(outputs[np.newaxis], labels)

        deviation = uncertainty.deviation(outputs[np.newaxis], labels)
        assert deviation[0, 0] == pytest.approx(expected, rel=0.1)
        assert uncertainty.factor == pytest.approx(1.0, abs=0.1)
        assert uncertainty.spectra == rows


def test_the_covariance_is_kept_in_few_rows() -> None:
    rng = np.random.default_rng(11)
    mixing = rng.normal(size=(3, 50))
    errors = np.float32(rng.normal(size=(5000, 3)) @ mixing + 0.1 * rng.normal(size=(5000, 50)))
    labels = Labels(np.zeros_like(errors), np.zeros_like(errors))

    rows = Uncertainty.of(errors[np.newaxis], labels).residuals.astype(np.float64)

    assert rows.shape == (21, 50)
    covariance = rows[1:].T @ rows[1:] + np.diag(rows[0] ** 2)
    assert np.abs(covariance - (mixing.T @ mixing + 0.01 * np.eye(50))).max() < 0.25
    assert np.allclose(np.diag(covariance), np.mean(errors.astype(np.float64) ** 2, axis=0), rtol=1e-3)
