"""What learners are taught, and how what they give becomes finished spectra."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

NARROW_WEIGHT = 0.3
"""What a square error of the narrow spectra counts beside one of the finished. At 0.03 to 1 finished spectra came out alike, within what
seeds differ by; a network taught narrow and finished ones together erred less on the finished than one that was taught these alone."""

CUT_OFF_WEIGHT = 0.05
"""What an error of 1 eV in the cut-off counts beside one of 1 edge step: it moves finished spectra little."""


@dataclass(frozen=True)
class Convolution:
    """Narrow spectra to finished ones: a matrix [M, m] and an offset [M] at each whole eV of the cut-off, linear between them.

    ``matrices`` float32 [G, M, m], ``offsets`` float32 [G, M], ``lowest`` the first cut-off in eV. Computed by the plugin.
    """

    matrices: Matrix
    offsets: Matrix
    lowest: float

    def finish(self, narrow: NDArray[np.floating], cut_off: NDArray[np.floating]) -> NDArray[np.float64]:
        """Finished spectra [n, M] of narrow ones [n, m] with their cut-offs [n] in eV."""
        place = np.clip(np.asarray(cut_off, dtype=np.float64) - self.lowest, 0.0, len(self.offsets) - 1.0)
        node = np.minimum(place.astype(np.intp), len(self.offsets) - 2)
        finished = np.empty((len(narrow), self.offsets.shape[1]))
        for lower in np.unique(node):
            rows = np.flatnonzero(node == lower)
            part = (place[rows] - lower)[:, np.newaxis]
            below, above = (narrow[rows] @ self.matrices[at].T + self.offsets[at] for at in (lower, lower + 1))
            finished[rows] = below + part * (above - below)
        return finished

    def typical(self) -> NDArray[np.float64]:
        """The matrix at the middle cut-off, [M, m]."""
        return self.matrices[len(self.matrices) // 2].astype(np.float64)


@dataclass(frozen=True)
class Labels:
    """Of n structures: what a model gives, ``outputs`` float32 [n, J], and the ``finished`` spectra float32 [n, M].

    With a convolution the outputs are the narrow spectrum and then its cut-off in eV; without one they are the finished spectra.
    """

    outputs: Matrix
    finished: Matrix
    convolution: Convolution | None = None

    def __len__(self) -> int:
        """The number of structures."""
        return len(self.finished)

    def take(self, rows: NDArray[np.intp]) -> Labels:
        """Some of the structures, in the order asked for."""
        return Labels(self.outputs[rows], self.finished[rows], self.convolution)

    def finish(self, outputs: NDArray[np.floating]) -> Matrix:
        """The finished spectra [n, M] of what a model gives [n, J]."""
        if self.convolution is None:
            return np.asarray(outputs, dtype=np.float32)
        return self.convolution.finish(outputs[:, :-1], outputs[:, -1]).astype(np.float32)

    def joint(self) -> NDArray[np.float64]:
        """Finished and narrow spectra and cut-offs side by side, weighted by what their errors count."""
        finished = self.finished.astype(np.float64)
        if self.convolution is None:
            return finished
        narrow, cut_off = self.outputs[:, :-1].astype(np.float64), self.outputs[:, -1:].astype(np.float64)
        return np.hstack([finished, np.sqrt(NARROW_WEIGHT) * narrow, CUT_OFF_WEIGHT * cut_off])

    def outputs_of(self, joint: NDArray[np.float64]) -> NDArray[np.float64]:
        """The columns of :meth:`joint` that are the outputs, in the outputs' units."""
        if self.convolution is None:
            return joint
        first = self.finished.shape[1]
        return np.hstack([joint[..., first:-1] / np.sqrt(NARROW_WEIGHT), joint[..., -1:] / CUT_OFF_WEIGHT])
