"""The picture of the spectra: measured, predicted and their difference, drawn within milliseconds."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xanes.curve import Curve
from xanes.errors import XanesError

SIZE = (5.6, 4.4)
DOTS = 100
TOPS = (0.6, 1.2, 1.5, 2.0, 3.0, 5.0, 10.0)
SPREADS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
COMPRESSION = 1
"""Of the PNG: the least, which costs the least time."""


class Chart:
    """A figure whose axes and measured points are drawn once, and the curves that move each time."""

    def __init__(self) -> None:
        """Makes an empty figure, which no window shows.

        Raises:
            XanesError: matplotlib is not installed.
        """
        try:
            from matplotlib.backends.backend_agg import FigureCanvasAgg
            from matplotlib.figure import Figure
        except ImportError as fault:
            raise XanesError("matplotlib is not installed; install it with 'pip install xanes[plot]'") from fault
        self.figure = Figure(figsize=SIZE, dpi=DOTS)
        """The figure as it was drawn last."""
        self._canvas = FigureCanvasAgg(self.figure)
        self._background: Any = None
        self._energy: NDArray[np.float64] = np.empty(0)
        self._measured: NDArray[np.float64] | None = None
        self._moving: list[tuple[Any, Any]] = []

    def open(self, energy: NDArray[np.float64], measured: Curve | None, band: tuple[Any, Any] | None = None) -> None:
        """Begins a picture: other energies, another measured spectrum, or another band.

        Args:
            energy: Photon energies in eV, [n].
            measured: The measured points; None for none.
            band: Lower and upper end of what fits, [n] each; None for none.
        """
        self._energy, self._measured = energy, None if measured is None else measured.mu
        self.figure.clear()
        if self._measured is None:
            axes = self.figure.add_axes((0.12, 0.12, 0.86, 0.85))
            self._moving = []
        else:
            axes = self.figure.add_axes((0.12, 0.37, 0.86, 0.6))
            below = self.figure.add_axes((0.12, 0.12, 0.86, 0.2), sharex=axes)
            axes.tick_params(labelbottom=False)
            axes.plot(energy, self._measured, "-", color="#1d2733", linewidth=1, marker=".", markersize=5, label="measured")
            (difference,) = below.plot(energy, np.zeros_like(energy), color="#009e73", label="difference", animated=True)
            below.axhline(0.0, color="#8b97a3", linewidth=0.8)
            below.set_ylabel("difference")
            self._moving = [(below, difference)]
        if band is not None:
            axes.fill_between(energy, *band, color="#0b5c94", alpha=0.18, linewidth=0, label="90 % of what fits")
        (predicted,) = axes.plot(energy, np.zeros_like(energy), color="#d55e00", linewidth=2.2, label="predicted", animated=True)
        self._moving.insert(0, (axes, predicted))
        axes.set_xlim(energy[0], energy[-1])
        axes.set_ylabel("absorption (edge steps)")
        axes.legend(frameon=False, loc="lower right")
        bottom = self.figure.axes[-1]
        bottom.set_xlabel("photon energy (eV)")
        bottom.ticklabel_format(axis="x", useOffset=False)
        self._background = None

    def draw(self, curve: NDArray[np.float64]) -> bytes:
        """The picture with a predicted curve, [n], as a PNG."""
        curves = [curve] if self._measured is None else [curve, self._measured - curve]
        for (axes, line), values, limits in zip(self._moving, curves, self._limits(curves), strict=True):
            line.set_ydata(values)
            if axes.get_ylim() != limits:
                axes.set_ylim(*limits)
                self._background = None
        if self._background is None:
            self._canvas.draw()
            self._background = self._canvas.copy_from_bbox(self.figure.bbox)
        else:
            self._canvas.restore_region(self._background)
        for axes, line in self._moving:
            axes.draw_artist(line)
        return to_png(self._canvas)

    def _limits(self, curves: list[NDArray[np.float64]]) -> list[tuple[float, float]]:
        """Ranges that stay the same while little changes, so that curves are seen to move and differences to shrink."""
        shown = curves[0] if self._measured is None else np.concatenate((curves[0], self._measured))
        limits = [(min(-0.05, 1.1 * float(shown.min())), _least(TOPS, 1.02 * float(shown.max())))]
        if self._measured is not None:
            end = 1.1 * _least(SPREADS, float(np.abs(curves[1]).max()))
            limits.append((-end, end))
        return limits


def to_png(canvas: Any) -> bytes:
    """What a canvas shows, as a PNG."""
    from PIL import Image

    file = BytesIO()
    Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3]).save(file, "png", compress_level=COMPRESSION)
    return file.getvalue()


def _least(steps: tuple[float, ...], wanted: float) -> float:
    return next((step for step in steps if wanted <= step), wanted)
