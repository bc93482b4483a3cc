"""Narrow spectra become finished ones in the trainer as in the plugin."""

from __future__ import annotations

import numpy as np
from xanes.train.labels import Convolution, Labels

MATRICES = np.float32([[[1.0, 0.0]], [[0.0, 1.0]], [[2.0, 2.0]]])
OFFSETS = np.float32([[0.0], [10.0], [20.0]])


def test_between_two_cut_offs_a_spectrum_lies_linearly_and_beyond_them_at_the_last() -> None:
    convolution = Convolution(MATRICES, OFFSETS, lowest=-1.0)
    narrow = np.float32([[4.0, 8.0]] * 5)

    found = convolution.finish(narrow, np.float32([-1.0, -0.75, 0.5, 1.0, 7.0]))

    # At -1, 0 and 1 eV: 4, 8 + 10 and 2 (4 + 8) + 20.
    assert np.allclose(found[:, 0], [4.0, 0.75 * 4.0 + 0.25 * 18.0, 0.5 * (18.0 + 44.0), 44.0, 44.0])


def test_without_a_convolution_outputs_are_the_finished_spectra() -> None:
    spectra = np.float32(np.arange(6).reshape(2, 3))
    labels = Labels(spectra, spectra)

    assert np.array_equal(labels.finish(spectra), spectra)
    assert np.array_equal(labels.joint(), spectra)
    assert np.array_equal(labels.take(np.array([1])).finished, spectra[1:])
