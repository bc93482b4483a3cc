"""The explorer of a notebook: sliders, spectra, structure, files and fit in one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from xanes.curve import Curve
from xanes.errors import InvalidInputError, XanesError
from xanes.exploration import Exploration, ExploredState
from xanes.explorer.chart import Chart
from xanes.explorer.files import is_structure_file, kept_for_a_while, read_records, read_structure
from xanes.explorer.fit_panel import FitPanel
from xanes.explorer.later import Later
from xanes.explorer.sliders import Sliders
from xanes.explorer.viewer import Viewer
from xanes.explorer.widgets import Line, file_chooser, library, show
from xanes.fit import Fit
from xanes.measured import MeasuredRecord

if TYPE_CHECKING:
    from ase import Atoms

    from xanes.exploration_session import ExplorationSession


class Explorer:
    """A structure that is moved by hand; made by :func:`xanes.explore`. The last line of a cell shows it."""

    def __init__(self, session: ExplorationSession, atoms: object, measured: object | None, options: Mapping[str, Any]) -> None:
        """Opens a structure, and a measured spectrum where there is one."""
        widgets = library()
        self._session = session
        self._options = dict(options)
        self._lock = RLock()
        self._atoms = atoms
        self._target: object | None = None
        self._records: list[MeasuredRecord] = []
        self._state: ExploredState | None = None
        self._chart = Chart()
        self._viewer = Viewer()
        self._turn = Later(self._show_structure)
        self.sliders = Sliders(self._moved)
        """A slider for each parameter."""
        self.fit_panel = FitPanel(self.start_fit, self._fitted)
        """The button that fits, and what it found."""
        self.picture = widgets.Image(format="png")
        """The spectra."""
        self.record = widgets.Dropdown(options=[], layout=widgets.Layout(display="none"))
        """The record of a measured file that holds several."""
        # Where the widgets can, the path is sent whole: letter by letter the last ones may come after the click on Open.
        whole = {"continuous_update": False} if hasattr(widgets.Text, "continuous_update") else {}
        self.path = widgets.Text(placeholder="file on the notebook's machine", **whole)
        """The file that :attr:`open_button` opens."""
        self.open_button = widgets.Button(description="Open")
        """Opens a structure or a measured spectrum."""
        self.upload = file_chooser(lambda name, content: self._told(lambda: self.take(name, content)))
        """Sends a file from the browser's machine; None with an ipywidgets before 7.4."""
        self.message = Line("#b00020")
        """What is wrong, in one line."""
        self.agreement = Line()
        """How well both spectra agree."""
        self.verdict = Line()
        """Whether the model has seen such structures."""
        self._derived = Line()
        self.reset_button = widgets.Button(description="Reset")
        """Puts all sliders back to where nothing is changed."""
        self.fit: Fit | None = None
        """What the last fit found; None before its end."""
        self.widget = self._arranged(widgets)
        """All of it as one widget."""
        self.record.observe(self._chosen, names="value")
        self.open_button.on_click(lambda _: self._told(lambda: self.open(self.path.value)))
        self.reset_button.on_click(lambda _: self.move(self.exploration.neutral))
        self._exploration: Exploration
        if isinstance(measured, (str, Path)):
            self.open(measured, as_structure=False)
        else:
            self._compare(measured)

    @property
    def exploration(self) -> Exploration:
        """What predicts and fits."""
        return self._exploration

    @property
    def values(self) -> dict[str, float]:
        """Where the sliders stand."""
        return self.sliders.values

    @property
    def state(self) -> ExploredState:
        """Structure and spectrum there."""
        if self._state is None:
            raise XanesError("the structure cannot be predicted where the sliders stand; move them")
        return self._state

    @property
    def atoms(self) -> Atoms:
        """The structure there, as an ``ase.Atoms``."""
        return self.state.atoms

    @property
    def spectrum(self) -> Curve:
        """The spectrum there: beside a measured one with the edge step and background that suit it."""
        return self.state.curve()

    @property
    def measured(self) -> Curve | None:
        """The measured points that are compared; None for none."""
        return self._exploration.measured

    def move(self, values: Mapping[str, float]) -> None:
        """Puts sliders to some values, within their bounds.

        Args:
            values: Values by the parameters' names.

        Raises:
            InvalidInputError: There is no parameter of such a name.
        """
        unknown = next((name for name in values if name not in self._exploration.parameters), None)
        if unknown is not None:
            raise InvalidInputError(f"there is no parameter '{unknown}'; there are {', '.join(self._exploration.parameters)}")
        with self._lock:
            self.sliders.move(values)
            self._moved()

    def open(self, path: str | Path, *, as_structure: bool | None = None) -> None:
        """Opens a file of the notebook's machine.

        Args:
            path: A structure (xyz, extxyz, CIF, POSCAR) or a measured spectrum, also as ``FILE:RECORD``.
            as_structure: Which of both; told by the name where it is left out.

        Raises:
            InvalidInputError: It cannot be used; what was open stays open.
        """
        text = str(path).strip()
        if not text:
            raise InvalidInputError("no file is named; write its path")
        if is_structure_file(text) if as_structure is None else as_structure:
            self._start_from(read_structure(text))
        else:
            self._open_records(read_records(self._session, text))

    def take(self, name: str, content: bytes) -> None:
        """Opens a file that a browser sent.

        Raises:
            InvalidInputError: It cannot be used; what was open stays open.
        """
        with kept_for_a_while(name, content) as path:
            self.open(path, as_structure=is_structure_file(name))

    def start_fit(self) -> None:
        """Fits from where the sliders stand, beside the notebook: what the button does. See :meth:`wait` and :attr:`fit`."""
        with self._lock:
            if self._exploration.measured is None:
                self._say("there is no measured spectrum to fit to; open one first")
                return
            self._say("")
            self.fit = None
            self.fit_panel.start(self._exploration, self.values)

    def cancel_fit(self) -> None:
        """Ends the fit soon."""
        self.fit_panel.cancel()

    def wait(self, timeout: float | None = None) -> Fit | None:
        """Waits for the end of the fit, at most for some seconds.

        Returns:
            What it found; None where it has not ended, was cancelled or failed.
        """
        return self.fit if self.fit_panel.wait(timeout) else None

    def _opened(self, atoms: object, target: object | None, options: Mapping[str, Any]) -> Exploration:
        return self._session.exploration(atoms, target, **options)

    def _start_from(self, atoms: Any) -> None:
        """Another structure; what may change in it is chosen again."""
        options = {name: value for name, value in self._options.items() if name not in ("vary", "absorber")}
        with self._lock:
            self._exploration = self._opened(atoms, self._target, options)
            self._atoms, self._options = atoms, options
            self._show_opened()

    def _open_records(self, records: list[MeasuredRecord]) -> None:
        """Another measured file; of several records the first that is a spectrum is shown."""
        first = next(number for number, record in enumerate(records) if record.spectrum is not None)
        with self._lock:
            self._compare(records[first].spectrum)
            self._records = records
            names = [record.label if record.spectrum else f"{record.label} (no spectrum)" for record in records]
            choices = [(name, number) for number, name in enumerate(names)]
            self.record.unobserve(self._chosen, names="value")
            self.record.options = choices
            self.record.value = first
            self.record.observe(self._chosen, names="value")
            self.record.layout.display = "none" if len(records) == 1 else ""

    def _chosen(self, change: Mapping[str, Any]) -> None:
        record = self._records[change["new"]]
        if record.spectrum is None:
            self._say(record.fault or "")
        else:
            self._told(lambda: self._compare(record.spectrum))

    def _compare(self, target: object) -> None:
        """Another measured spectrum."""
        with self._lock:
            self._exploration = self._opened(self._atoms, target, self._options)
            self._target = target
            self._show_opened()

    def _show_opened(self) -> None:
        """Shows what was opened."""
        self.fit = None
        self.fit_panel.clear()
        self.fit_panel.button.disabled = self._exploration.measured is None or self.fit_panel.is_running
        self.sliders.open(self._exploration.parameters.values())
        self._chart.open(self._exploration.photon_energy, self._exploration.measured)
        self._moved()

    def _moved(self) -> None:
        """Predicts and draws where the sliders stand."""
        with self._lock:
            try:
                self._state = self._exploration.evaluate(self.values)
            except XanesError as fault:
                self._state = None
                self._say(str(fault))
                return
            self.picture.value = self._chart.draw(self._state.curve().mu)
            self._say("")
            self._show_words(self._state)
        self._turn()

    def _show_words(self, state: ExploredState) -> None:
        self.agreement.text = (
            "no measured spectrum: open one to compare"
            if state.mean_square_error is None
            else f"mean square difference {state.mean_square_error:.2e}, edge step and background fitted"
        )
        self.verdict.text = f"{'Inside' if state.inside else 'Outside'} of what the model has seen: {state.domain}"
        self._derived.text = ", ".join(f"{name} {value:.4f} {unit}".strip() for name, (value, unit) in state.derived.items())

    def _show_structure(self) -> None:
        state = self._state
        if state is not None:
            self._viewer.show(state.surroundings)

    def _fitted(self, exploration: Exploration, fit: Fit) -> None:
        """Puts the sliders to the best structure and draws the band."""
        with self._lock:
            if exploration is not self._exploration:
                return
            self.fit = fit
            band = (fit.arrays["lower"], fit.arrays["upper"])
            self._chart.open(exploration.photon_energy, exploration.measured, band)
            self.sliders.move({name: fit[name].best for name in exploration.parameters if name in fit.parameters})
            self._moved()

    def _told(self, work: Callable[[], None]) -> None:
        """Does what a control asks for; a fault is one line."""
        try:
            work()
        except XanesError as fault:
            self._say(str(fault))

    def _say(self, text: str) -> None:
        self.message.text = text

    def _arranged(self, widgets: Any) -> Any:
        files = [self.path, self.open_button, *([self.upload] if self.upload is not None else []), self.record]
        left = widgets.VBox((self.sliders.box, self.reset_button, self._viewer.box))
        right = widgets.VBox((self.picture, self.agreement.widget, self.verdict.widget, self._derived.widget, self.fit_panel.box))
        return widgets.VBox((widgets.HBox(tuple(files)), self.message.widget, widgets.HBox((left, right))))

    def _ipython_display_(self) -> None:
        """Shows it as the last line of a cell."""
        show(self.widget)

    def __repr__(self) -> str:
        """What it is."""
        at = ", ".join(f"{name} {value:.4g}" for name, value in self.values.items())
        return f"<xanes.Explorer, model {self._exploration.model}: {at}>"
