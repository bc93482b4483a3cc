"""The button that fits: starts the fit beside the notebook, shows how far it is and what it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from threading import Lock, Thread

from xanes.errors import XanesError
from xanes.exploration import Exploration, FitWatch
from xanes.explorer.widgets import Line, library
from xanes.fit import Fit

LOOK_EVERY = 0.25
"""How often (s) the progress is shown."""


class FitPanel:
    """Buttons, progress and the table of a fit. One fit runs at a time."""

    def __init__(self, start: Callable[[], None], found: Callable[[Exploration, Fit], None]) -> None:
        """Waits for the button.

        Args:
            start: Called when the button is pressed.
            found: Called with what was fitted and the result, by the fit's own thread.
        """
        widgets = library()
        self._found = found
        self._lock = Lock()
        self._thread: Thread | None = None
        self._watch = FitWatch()
        self.button = widgets.Button(description="Fit from here", button_style="primary")
        """Starts the fit."""
        self.cancel_button = widgets.Button(description="Cancel", disabled=True)
        """Ends it."""
        self.widths = widgets.Checkbox(value=False, description="widths vary too")
        """Whether core-hole width and resolution vary as well."""
        self._progress = widgets.FloatProgress(value=0.0, min=0.0, max=1.0, layout=widgets.Layout(width="160px"))
        self.state = Line()
        """What it does, or how it ended."""
        self._table = widgets.HTML()
        self.button.on_click(lambda _: start())
        self.cancel_button.on_click(lambda _: self.cancel())
        rows = (widgets.HBox((self.button, self.cancel_button, self.widths)), widgets.HBox((self._progress, self.state.widget)))
        self.box = widgets.VBox((*rows, self._table))
        """What is shown."""

    @property
    def is_running(self) -> bool:
        """Whether a fit runs."""
        return self._thread is not None and self._thread.is_alive()

    def clear(self) -> None:
        """Takes away what an earlier fit found."""
        self.state.text, self._table.value, self._progress.value = "", "", 0.0

    def start(self, exploration: Exploration, values: Mapping[str, float]) -> None:
        """Starts a fit, unless one runs."""
        with self._lock:
            if self.is_running:
                return
            self.clear()
            self._watch = FitWatch()
            self.button.disabled, self.cancel_button.disabled = True, False
            self.state.text = "fitting"
            self._thread = Thread(target=self._follow, args=(exploration, dict(values), self._watch), name="xanes-fit", daemon=True)
            self._thread.start()

    def cancel(self) -> None:
        """Ends the fit soon."""
        self._watch.cancel()

    def wait(self, timeout: float | None = None) -> bool:
        """Waits for the end of the fit, at most for some seconds; returns whether it has ended."""
        if self._thread is not None:
            self._thread.join(timeout)
        return not self.is_running

    def _follow(self, exploration: Exploration, values: Mapping[str, float], watch: FitWatch) -> None:
        outcome: list[Fit | Exception] = []

        def fit() -> None:
            try:
                outcome.append(exploration.fit(values, vary_widths=self.widths.value, watch=watch))
            except Exception as fault:
                outcome.append(fault)

        worker = Thread(target=fit, name="xanes-fit-call", daemon=True)
        worker.start()
        while worker.is_alive():
            worker.join(LOOK_EVERY)
            self._progress.value = watch.fraction
        self.button.disabled, self.cancel_button.disabled = False, True
        (found,) = outcome
        if isinstance(found, Fit):
            self._progress.value = 1.0
            self._table.value = table(found)
            self._found(exploration, found)
            self.state.text = f"done in {found.seconds:.1f} s, mean square error {found.mean_square_error:.1e}"
        elif watch.cancelled:
            self.state.text = "cancelled"
        else:
            self.state.text = str(found) if isinstance(found, XanesError) else f"unexpected failure: {found}"


def table(fit: Fit) -> str:
    """What a fit says of each parameter, and its warnings, as HTML."""
    heads = "".join(f"<th>{head}</th>" for head in ("parameter", "best", "median", "90 % interval"))
    rows = []
    for one in fit.parameters.values():
        name = f"{one.name} ({one.unit})" if one.unit else one.name
        low, high = one.interval_90
        cells = (name, f"{one.best:.4g}", f"{one.median:.4g}", f"{low:.4g} to {high:.4g}")
        rows.append("<tr>" + "".join(f"<td style='padding:0 0.8em 0 0'>{escape(cell)}</td>" for cell in cells) + "</tr>")
    notes = "".join(f"<li>{escape(warning)}</li>" for warning in fit.warnings)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table><ul>{notes}</ul>"
