"""Sliders in a notebook, without one: the widgets as Python objects."""

from __future__ import annotations

import asyncio
import re
import sys
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import xanes
from ase import Atoms
from ase.build import bulk
from ase.io import read, write
from conftest import DATA, REPOSITORY

pytestmark = pytest.mark.skipif(find_spec("ipywidgets") is None, reason="ipywidgets is not installed")

OXIDE = DATA / "structures" / "ag2o.cif"
FOIL = f"{DATA / 'measured' / 'ag.prj'}:Ag foil"
PROJECT = DATA / "measured" / "ag.prj"
FAST = {"model": "ag-k-fast", "theory_error": 0.0, "noise": 0.002, "population": 64, "steps": 60}


@pytest.fixture
def explorer(x: xanes.Session) -> xanes.Explorer:
    return x.explore(read(OXIDE), FOIL, vary=["cell", "shell O 1.9-2.2"], **FAST)


def pixels(png: bytes) -> np.ndarray:
    from PIL import Image

    return np.asarray(Image.open(BytesIO(png)).convert("RGB")).astype(int)


def press(button: object) -> None:
    """Presses a button, as the browser's message does; only newer versions have ``click``."""
    button._click_handlers(button)


def slider(explorer: xanes.Explorer, name: str) -> object:
    """The widget that a user moves."""
    rows = [row.children for row in explorer.sliders.box.children]
    return next(widget for label, widget in rows if label.value.split(" (")[0] == name)


def test_a_slider_for_each_parameter_stands_where_nothing_is_changed(explorer: xanes.Explorer) -> None:
    assert list(explorer.values) == ["cell", "shell O 1.9-2.2", "energy shift", "core-hole width", "resolution"]
    assert explorer.values == pytest.approx(explorer.exploration.neutral)
    assert slider(explorer, "cell").min == pytest.approx(0.96)
    assert "Å" in explorer.sliders.box.children[1].children[0].value


def test_a_slider_moves_spectrum_picture_and_structure(explorer: xanes.Explorer, x: xanes.Session) -> None:
    before, picture = explorer.spectrum, explorer.picture.value
    slider(explorer, "cell").value = 1.013
    assert explorer.values["cell"] == pytest.approx(1.013)
    assert not np.array_equal(explorer.spectrum.mu, before.mu)
    assert explorer.picture.value != picture
    assert explorer.atoms.info["start"] == "start"
    expected = explorer.exploration.evaluate({"cell": 1.013})
    np.testing.assert_array_equal(explorer.spectrum.mu, expected.adjusted)
    np.testing.assert_array_equal(explorer.state.predicted, expected.predicted)
    assert explorer.agreement.text.startswith(f"mean square difference {expected.mean_square_error:.2e}")


def test_the_picture_shows_the_curve_where_matplotlib_draws_it_anew(explorer: xanes.Explorer) -> None:
    explorer.move({"cell": 0.99, "energy shift": -1.0})
    moved = pixels(explorer.picture.value)
    explorer._chart._background = None
    np.testing.assert_array_equal(moved, pixels(explorer._chart.draw(explorer.spectrum.mu)))
    orange = (moved[..., 0] > 180) & (moved[..., 1] < 130) & (moved[..., 2] < 60)
    assert orange.sum() > 500


def test_reset_and_move_put_the_sliders_within_their_bounds(explorer: xanes.Explorer) -> None:
    explorer.move({"cell": 7.0, "resolution": 1.5})
    assert (explorer.values["cell"], explorer.values["resolution"]) == (pytest.approx(1.04), 1.5)
    press(explorer.reset_button)
    assert explorer.values == pytest.approx(explorer.exploration.neutral)
    with pytest.raises(xanes.InvalidInputError, match="there is no parameter 'cel'"):
        explorer.move({"cel": 1.0})


def test_a_fit_moves_the_sliders_to_the_best_structure_and_draws_its_band(x: xanes.Session) -> None:
    larger = x.spectrum(bulk("Ag", "fcc", a=4.12, cubic=True), "Ag", average=True, model="ag-k-fast")
    explorer = x.explore(bulk("Ag", "fcc", a=4.086, cubic=True), (larger.photon_energy, larger.mu), vary="cell", **FAST)
    picture = explorer.picture.value
    press(explorer.fit_panel.button)
    fit = explorer.wait(120)
    assert fit is explorer.fit is not None
    assert explorer.atoms.cell[0, 0] == pytest.approx(4.12, abs=0.01)
    assert explorer.values["cell"] == pytest.approx(fit["cell"].best)
    assert explorer.fit_panel.state.text.startswith("done in ")
    assert "lattice parameter a (Å)" in explorer.fit_panel._table.value
    assert explorer.picture.value != picture
    assert not explorer.fit_panel.button.disabled and explorer.fit_panel.cancel_button.disabled


def test_a_fit_can_be_cancelled_and_started_again(x: xanes.Session) -> None:
    explorer = x.explore(read(OXIDE), FOIL, vary="cell", **(FAST | {"population": 20_000, "steps": 100_000}))
    for _ in range(2):
        press(explorer.fit_panel.button)
        assert explorer.fit_panel.button.disabled and explorer.wait(0.01) is None
        explorer.move({"cell": 1.01})
        press(explorer.fit_panel.cancel_button)
        assert explorer.wait(60) is None
        assert explorer.fit_panel.state.text == "cancelled"
        assert not explorer.fit_panel.button.disabled
    assert explorer.values["cell"] == pytest.approx(1.01)


def test_without_a_measured_spectrum_the_prediction_is_shown_and_nothing_can_be_fitted(x: xanes.Session) -> None:
    explorer = x.explore(read(OXIDE), model="ag-k-fast")
    assert explorer.measured is None
    np.testing.assert_array_equal(explorer.spectrum.mu, explorer.state.predicted)
    assert explorer.fit_panel.button.disabled
    explorer.start_fit()
    assert "there is no measured spectrum to fit to" in explorer.message.text


def test_a_project_s_record_is_chosen_from_a_list(x: xanes.Session) -> None:
    explorer = x.explore(read(OXIDE), PROJECT, model="ag-k-fast")
    names = [name for name, _ in explorer.record.options]
    assert "Ag foil" in names and "Ag oxide" in names and explorer.record.layout.display != "none"
    explorer.record.value = names.index("Ag oxide")
    expected = x.exploration(read(OXIDE), f"{PROJECT}:Ag oxide", model="ag-k-fast").measured
    np.testing.assert_array_equal(explorer.measured.mu, expected.mu)


def test_files_are_opened_by_their_path(x: xanes.Session, tmp_path: Path) -> None:
    explorer = x.explore(read(OXIDE), model="ag-k-fast", vary="cell")
    explorer.path.value = FOIL
    press(explorer.open_button)
    assert (explorer.message.text, explorer.measured is not None) == ("", True)
    cluster = tmp_path / "cluster.xyz"
    write(cluster, Atoms("AgO2", [[0, 0, 0], [2.1, 0, 0], [-2.1, 0, 0]]))
    explorer.path.value = str(cluster)
    press(explorer.open_button)
    assert (explorer.message.text, len(explorer.atoms)) == ("", 3)
    assert list(explorer.values)[:2] == ["cell", "shell O 2.05-2.15"]
    assert explorer.measured is not None


def test_files_that_a_browser_sends_are_opened_and_removed(x: xanes.Session) -> None:
    import tempfile

    explorer = x.explore(read(OXIDE), model="ag-k-fast")
    before = set(Path(tempfile.gettempdir()).glob("xanes-*"))
    explorer.take("folder/ag.prj", PROJECT.read_bytes())
    explorer.take("ago.cif", (DATA / "structures" / "ago.cif").read_bytes())
    assert explorer.measured is not None
    expected = x.exploration(read(DATA / "structures" / "ago.cif"), f"{PROJECT}:1", model="ag-k-fast")
    np.testing.assert_array_equal(explorer.spectrum.mu, expected.evaluate().adjusted)
    assert set(Path(tempfile.gettempdir()).glob("xanes-*")) <= before


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("nothing.cif", b"nothing", "nothing.cif: cannot be read as a structure"),
        ("letter.txt", b"Dear Madam,\n", "letter.txt"),
        ("../../big.dat", bytes((64 << 20) + 1), "big.dat: has over 64 MB"),
    ],
)
def test_a_file_at_fault_is_one_line_and_what_was_open_stays(x: xanes.Session, name: str, content: bytes, expected: str) -> None:
    explorer = x.explore(read(OXIDE), FOIL, model="ag-k-fast")
    before = explorer.spectrum
    with pytest.raises(xanes.InvalidInputError) as fault:
        explorer.take(name, content)
    assert str(fault.value).startswith(expected) and "\n" not in str(fault.value)
    np.testing.assert_array_equal(explorer.spectrum.mu, before.mu)


def test_a_faulty_path_is_told_in_the_panel(explorer: xanes.Explorer) -> None:
    explorer.path.value = "no-such.xdi"
    press(explorer.open_button)
    assert "no-such.xdi" in explorer.message.text
    explorer.path.value = " "
    press(explorer.open_button)
    assert explorer.message.text == "no file is named; write its path"
    explorer.move({"cell": 1.001})
    assert explorer.message.text == ""


def test_the_structure_turns_by_its_sliders(explorer: xanes.Explorer) -> None:
    viewer = explorer._viewer
    front = pixels(viewer.picture.value)
    viewer.turn.value = 120
    side = pixels(viewer.picture.value)
    viewer.tilt.value = -10
    above = pixels(viewer.picture.value)
    assert (front != side).any() and (side != above).any()
    blue = (front[..., 2] > 130) & (front[..., 0] < 40)
    assert blue.any(), "the absorber is blue"
    rows, columns = np.nonzero(blue)
    assert (rows.mean(), columns.mean()) == (pytest.approx(180, abs=25), pytest.approx(180, abs=25))


def test_many_moves_in_a_row_draw_the_structure_once(explorer: xanes.Explorer) -> None:
    drawn = []
    explorer._viewer.show = lambda surroundings: drawn.append(surroundings)

    async def move() -> None:
        for step in range(10):
            slider(explorer, "cell").value = 1.0 + 0.001 * step
        await asyncio.sleep(0.4)

    asyncio.run(move())
    assert len(drawn) == 1
    assert explorer.values["cell"] == pytest.approx(1.009)


def test_what_a_browser_sent_is_read_from_every_version_of_the_widget() -> None:
    from xanes.explorer.widgets import sent_files

    assert sent_files({"a.xdi": {"content": b"x", "metadata": {}}}) == [("a.xdi", b"x")]
    assert sent_files(({"name": "a.xdi", "content": memoryview(b"x")},)) == [("a.xdi", b"x")]


def test_where_the_widget_for_files_exists_a_dropped_file_is_opened(x: xanes.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    import ipywidgets
    import traitlets

    class FileUpload(ipywidgets.Button):
        value = traitlets.Any(())

        def __init__(self, multiple: bool) -> None:
            super().__init__()

    monkeypatch.setattr(ipywidgets, "FileUpload", FileUpload, raising=False)
    explorer = x.explore(read(OXIDE), model="ag-k-fast")
    explorer.upload.value = ({"name": "ag.prj", "content": memoryview(PROJECT.read_bytes())},)
    assert (explorer.message.text, explorer.measured is not None) == ("", True)


def test_the_module_s_own_function_takes_the_usual_session(monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = xanes.explore(read(OXIDE), measured=FOIL, model="ag-k-fast", vary="cell")
    assert repr(explorer) == "<xanes.Explorer, model ag-k-fast: cell 1, energy shift 0, core-hole width 6.75, resolution 0>"
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    explorer._ipython_display_()
    assert shown == [explorer.widget]


def test_the_cells_of_the_document_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, data in (("ag2o.cif", "structures/ag2o.cif"), ("ag.prj", "measured/ag.prj")):
        (tmp_path / name).symlink_to(DATA / data)
    monkeypatch.chdir(tmp_path)
    first, second = re.findall(r"```python\n(.*?)```", (REPOSITORY / "docs" / "explorer.md").read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    exec(first.replace("vary=", "population=64, steps=60, vary="), names)
    exec(second, names)
    assert isinstance(names["fit"], xanes.Fit)
    assert names["explorer"].fit is names["fit"]


@pytest.mark.parametrize(
    ("module", "remedy"),
    [("ipywidgets", "pip install ipywidgets"), ("matplotlib.figure", "pip install xanes[plot]"), ("ase", "xanes[ase]")],
)
def test_without_a_library_one_line_says_what_to_install(
    x: xanes.Session, module: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    atoms = read(OXIDE)
    for name in [module, *(name for name in sys.modules if name.startswith("ase.visualize") and module == "ase")]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(xanes.XanesError) as fault:
        x.explore(atoms, model="ag-k-fast")
    assert remedy in str(fault.value) and "\n" not in str(fault.value)
