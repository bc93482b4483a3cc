"""A slider for each parameter."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from xanes.exploration import ExploredParameter
from xanes.explorer.widgets import library, quietly

STEPS = 400
"""A slider has at least this many places."""


class Sliders:
    """The sliders, in the order of the parameters."""

    def __init__(self, changed: Callable[[], None]) -> None:
        """Has none yet.

        Args:
            changed: Called whenever one was moved by hand.
        """
        self._widgets = library()
        self._changed = changed
        self._sliders: dict[str, Any] = {}
        self.box = self._widgets.VBox()
        """What is shown."""

    def open(self, parameters: Iterable[ExploredParameter]) -> None:
        """Makes the sliders again; those of the same name and bounds keep their values."""
        before = self._sliders
        self._sliders = {one.name: self._slider(one, before.get(one.name)) for one in parameters}
        self.box.children = tuple(self._row(one, self._sliders[one.name]) for one in parameters)

    @property
    def values(self) -> dict[str, float]:
        """The value of each parameter."""
        return {name: float(slider.value) for name, slider in self._sliders.items()}

    def move(self, values: Mapping[str, float]) -> None:
        """Puts sliders to some values, within their bounds, without telling of it."""
        for name, value in values.items():
            slider = self._sliders[name]
            quietly(slider, "value", min(slider.max, max(slider.min, value)), self._moved)

    def _slider(self, parameter: ExploredParameter, before: Any | None) -> Any:
        digits = max(0, math.ceil(-math.log10((parameter.upper - parameter.lower) / STEPS)))
        keeps = before is not None and (before.min, before.max) == (parameter.lower, parameter.upper)
        slider = self._widgets.FloatSlider(
            value=before.value if before is not None and keeps else parameter.neutral,
            min=parameter.lower,
            max=parameter.upper,
            step=10.0**-digits,
            readout_format=f".{digits}f",
            continuous_update=True,
            layout=self._widgets.Layout(width="230px"),
        )
        slider.observe(self._moved, names="value")
        return slider

    def _row(self, parameter: ExploredParameter, slider: Any) -> Any:
        unit = f" ({parameter.unit})" if parameter.unit else ""
        label = self._widgets.Label(parameter.name + unit, layout=self._widgets.Layout(width="150px"))
        return self._widgets.HBox((label, slider))

    def _moved(self, _: object) -> None:
        self._changed()
