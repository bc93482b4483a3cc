"""Sliders in a notebook, in a real browser on a real notebook server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import notebook_server
import pytest
from conftest import DATA
from notebook_server import Page, wait

pytestmark = pytest.mark.skipif(notebook_server.obstacle() is not None, reason=f"{notebook_server.obstacle()}")

LATTICE = 4.12

START = f"""
import xanes
from ase.build import bulk
x = xanes.load("native")
larger = x.spectrum(bulk("Ag", "fcc", a={LATTICE}, cubic=True), "Ag", average=True, model="ag-k-fast")
options = dict(model="ag-k-fast", theory_error=0.0, noise=0.002, population=64, steps=60)
explorer = x.explore(bulk("Ag", "fcc", a=4.086, cubic=True), (larger.photon_energy, larger.mu), vary="cell", **options)
explorer
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A notebook whose only cell has shown an explorer."""
    folder = tmp_path_factory.mktemp("notebook")
    notebook_server.write_notebook(folder / "explorer.ipynb", START)
    with notebook_server.server(folder) as address:
        driver = notebook_server.browser(folder / ".profile")
        try:
            opened = Page(driver, address % "explorer.ipynb")
            opened.run(0)
            wait(lambda: len(opened.pictures) == 2 and all(len(source) > 1000 for source in opened.pictures), "both pictures")
            yield opened
        finally:
            driver.quit()


def test_the_sliders_stand_in_the_page_and_nothing_is_complained_of(page: Page) -> None:
    labels = page.texts(".widget-label")
    assert labels[:4] == ["cell", "energy shift (eV)", "core-hole width (eV)", "resolution (eV)"]
    assert page.all(".output_stderr, .output_error") == []
    assert page.console == []


def test_a_slider_moves_the_curve_and_the_structure(page: Page) -> None:
    structure, spectra = page.pictures
    before = page.answer("explorer.spectrum.mu.tolist()")
    move(page, 0, "\ue014" * 20)  # twenty times the right arrow
    wait(lambda: page.pictures[1] != spectra, "another picture of the spectra")
    wait(lambda: page.pictures[0] != structure, "another picture of the structure")
    assert page.answer("explorer.values['cell']") == pytest.approx(1.002)
    assert page.answer("explorer.spectrum.mu.tolist()") != before
    assert page.answer("explorer.atoms.cell[0, 0]") == pytest.approx(1.002 * 4.086)
    assert page.console == []


def test_the_fit_ends_and_the_sliders_stand_at_the_best_structure(page: Page) -> None:
    _, spectra = page.pictures
    page.button("Fit from here").click()
    wait(lambda: any(text.startswith("done in ") for text in page.texts(".widget-html")), "the end of the fit")
    assert page.answer("explorer.fit['lattice parameter a'].best") == pytest.approx(LATTICE, abs=0.01)
    assert page.answer("explorer.values['cell']") == pytest.approx(LATTICE / 4.086, abs=0.003)
    assert "lattice parameter a (Å)" in page.texts(".widget-html td")
    wait(lambda: page.pictures[1] != spectra, "the picture with the band")
    assert page.button("Fit from here").is_enabled() and not page.button("Cancel").is_enabled()
    assert page.console == []


def test_a_measured_file_and_another_structure_are_opened_and_a_faulty_one_is_one_line(page: Page) -> None:
    _, spectra = page.pictures
    open_file(page, DATA / "measured" / "ag.prj")
    wait(lambda: page.pictures[1] != spectra, "the measured spectrum")
    assert page.answer("len(explorer.record.options)") > 1
    open_file(page, DATA / "structures" / "ago.cif")
    wait(lambda: any(text.startswith("shell O") for text in page.texts(".widget-label")), "the sliders of silver oxide")
    open_file(page, DATA / "bad" / "letter.txt")
    wait(lambda: any("letter.txt" in text for text in page.texts(".widget-html")), "the line on what is wrong")
    assert page.answer("explorer.measured is not None")
    assert page.console == []


def test_the_structure_turns_by_itself(page: Page) -> None:
    structure, _ = page.pictures
    page.driver.execute_script("document.querySelector('.jupyter-button .fa-play').closest('button').click()")
    wait(lambda: page.pictures[0] != structure, "the structure from another side")
    turned = page.pictures[0]
    wait(lambda: page.pictures[0] != turned, "the structure from a third side")
    assert page.console == []


def move(page: Page, slider: int, keys: str) -> None:
    """Moves a slider by keys."""
    handle: Any = page.all(".ui-slider-handle")[slider]
    page.driver.execute_script("arguments[0].scrollIntoView({block: 'center'}); arguments[0].focus()", handle)
    handle.send_keys(keys)


def open_file(page: Page, path: Path) -> None:
    """Opens a file of the notebook's machine."""
    (field,) = page.all("input[type=text][placeholder]")
    field.clear()
    field.send_keys(str(path))
    wait(lambda: page.answer("explorer.path.value") == str(path), "the path in the kernel")
    page.button("Open").click()
