"""The picture of the structure, turned by sliders: drawn by ASE's ``plot_atoms``."""

from __future__ import annotations

from typing import Any

from xanes.arrays import AtomArrays
from xanes.errors import XanesError
from xanes.explorer.chart import DOTS, to_png
from xanes.explorer.widgets import library

SIZE = (3.6, 3.6)
SHRINK = 0.55
"""Of the covalent radii."""
MARGIN = 1.0
"""Room around the atoms, in Å."""
ABSORBER = "#0b5c94"
TILT = -70
TURN_EVERY = 120
"""Milliseconds between two pictures of a structure that turns."""


class Viewer:
    """A picture with a slider for the turn about the vertical and one for the tilt."""

    def __init__(self) -> None:
        """Shows nothing yet.

        Raises:
            XanesError: ASE is not installed.
        """
        try:
            from ase.visualize.plot import plot_atoms
            from matplotlib.backends.backend_agg import FigureCanvasAgg
            from matplotlib.figure import Figure
        except ImportError as fault:
            raise XanesError("ase is not installed; install it with 'pip install xanes[ase]'") from fault
        widgets = library()
        wide = widgets.Layout(width="230px")
        self._plot = plot_atoms
        self._figure = Figure(figsize=SIZE, dpi=DOTS)
        self._canvas = FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._atoms: Any = None
        self.picture = widgets.Image(format="png")
        """The picture."""
        self.turn = widgets.IntSlider(value=30, min=0, max=359, readout=False, layout=wide)
        """The turn about the vertical, in degrees."""
        self.tilt = widgets.IntSlider(value=TILT, min=-180, max=0, readout=False, layout=wide)
        """The tilt towards the viewer, in degrees."""
        self._player = widgets.Play(value=30, min=0, max=359, step=4, interval=TURN_EVERY)
        widgets.jslink((self._player, "value"), (self.turn, "value"))
        for slider in (self.turn, self.tilt):
            slider.observe(lambda _: self._draw(), names="value")
        self.box = widgets.VBox(
            (
                self.picture,
                widgets.HBox((widgets.Label("turn"), self.turn)),
                widgets.HBox((widgets.Label("tilt"), self.tilt)),
                widgets.HBox((self._player, widgets.HTML("blue: the absorber"))),
            )
        )
        """What is shown."""

    def show(self, surroundings: AtomArrays) -> None:
        """Shows atoms, the absorber first, from where the last ones were seen."""
        from ase import Atoms

        self._atoms = Atoms(surroundings.numbers, surroundings.positions)
        self._draw()

    def _draw(self) -> None:
        from ase.data import covalent_radii
        from ase.data.colors import jmol_colors
        from matplotlib.colors import to_rgb

        if self._atoms is None:
            return
        for patch in list(self._axes.patches):
            patch.remove()
        colours = jmol_colors[self._atoms.numbers].copy()
        colours[0] = to_rgb(ABSORBER)
        radii = SHRINK * covalent_radii[self._atoms.numbers]
        end = MARGIN + float(abs(self._atoms.positions).max())
        self._plot(
            self._atoms,
            self._axes,
            radii=radii,
            colors=colours,
            rotation=f"{self.turn.value}z,{self.tilt.value}x",
            bbox=(-end, -end, end, end),
            scale=1.0,
            show_unit_cell=0,
        )
        self._canvas.draw()
        self.picture.value = to_png(self._canvas)
