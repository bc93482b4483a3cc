"""Structures that are moved by hand: the same bits from both backends, the model's own spectra, and the fit from there."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest
import xanes
from ase import Atoms
from ase.build import bulk
from ase.io import read
from conftest import DATA
from python_sessions import BACKENDS, both_backends
from xanes.exploration import FitWatch

FAST = {"model": "ag-k-fast", "noise": 0.002, "theory_error": 0.0, "population": 64, "steps": 60}
OXIDE = f"{DATA / 'measured' / 'ag.prj'}:Ag oxide"


def oxide() -> Atoms:
    return read(DATA / "structures" / "ag2o.cif")


@pytest.mark.parametrize("other", BACKENDS[1:])
def test_both_backends_give_the_same_bits(other: str) -> None:
    points = [{}, {"cell": 0.983}, {"shell O 1.9-2.2": -0.04, "energy shift": -1.3}, {"core-hole width": 6.1, "resolution": 1.7}]
    explorations = [xanes.load(name).exploration(oxide(), OXIDE, vary=["cell", "shell O 1.9-2.2"]) for name in ("native", other)]
    np.testing.assert_array_equal(explorations[0].photon_energy, explorations[1].photon_energy)
    np.testing.assert_array_equal(explorations[0].measured.mu, explorations[1].measured.mu)
    assert explorations[0].parameters == explorations[1].parameters
    for point in points:
        ours, theirs = (exploration.evaluate(point) for exploration in explorations)
        np.testing.assert_array_equal(ours.predicted, theirs.predicted)
        np.testing.assert_array_equal(ours.adjusted, theirs.adjusted)
        assert (ours.facts, ours.mean_square_error) == (theirs.facts, theirs.mean_square_error)


@both_backends
def test_a_moved_structure_has_the_spectrum_that_the_session_predicts_for_it(x: xanes.Session) -> None:
    exploration = x.exploration(oxide(), vary="cell", model="ag-k-fast")
    state = exploration.evaluate({"cell": 1.013})
    stretched = oxide()
    stretched.set_cell(1.013 * stretched.cell, scale_atoms=True)
    expected = x.spectrum(stretched, "Ag", average=True, model="ag-k-fast")
    np.testing.assert_allclose(state.predicted, np.atleast_2d(expected.mu)[0], atol=2e-4)
    np.testing.assert_allclose(state.photon_energy, expected.photon_energy)
    np.testing.assert_allclose(state.atoms.cell.array, stretched.cell.array)
    assert state.derived["lattice parameter a"] == (pytest.approx(stretched.cell[0, 0]), "Å")
    assert (state.adjusted, state.mean_square_error, exploration.measured) == (None, None, None)
    assert state.inside and state.domain.startswith("resembles")


@both_backends
def test_what_surrounds_the_absorber_comes_absorber_first_within_the_model_s_reach(x: xanes.Session) -> None:
    numbers, positions, *_ = x.exploration(oxide(), model="ag-k-fast").evaluate().surroundings
    distances = np.linalg.norm(positions, axis=1)
    assert (numbers[0], distances[0]) == (47, 0.0)
    assert distances.max() <= 6.0
    assert np.sort(distances[numbers == 8])[:2] == pytest.approx([np.sqrt(3) / 4 * oxide().cell[0, 0]] * 2, abs=1e-4)


@both_backends
def test_a_fit_finds_the_cell_and_tells_how_far_it_is(x: xanes.Session) -> None:
    larger = x.spectrum(bulk("Ag", "fcc", a=4.12, cubic=True), "Ag", average=True, model="ag-k-fast")
    exploration = x.exploration(bulk("Ag", "fcc", a=4.086, cubic=True), (larger.photon_energy, larger.mu), vary="cell", **FAST)
    watch = FitWatch()
    fit = exploration.fit({"cell": 0.99}, watch=watch)
    assert fit["lattice parameter a"].best == pytest.approx(4.12, abs=0.01)
    assert "core-hole width" not in fit.parameters
    assert watch.fraction > 0.9
    best = {name: fit[name].best for name in exploration.parameters if name in fit.parameters}
    assert exploration.evaluate(best).mean_square_error == pytest.approx(fit.mean_square_error, abs=1e-8)
    assert exploration.evaluate().mean_square_error > 1e-6


@both_backends
@pytest.mark.parametrize("early", [True, False])
def test_another_thread_ends_a_fit_that_would_take_hours(x: xanes.Session, early: bool) -> None:
    exploration = x.exploration(oxide(), OXIDE, **(FAST | {"population": 20_000, "steps": 100_000}))
    watch, outcome = FitWatch(), []

    def fit() -> None:
        with pytest.raises(xanes.XanesError, match="cancelled") as fault:
            exploration.fit(watch=watch)
        outcome.append(str(fault.value))

    if early:
        watch.cancel()
    thread = threading.Thread(target=fit)
    thread.start()
    while not early and watch.fraction == 0.0:
        time.sleep(0.01)
    watch.cancel()
    thread.join(60)
    assert len(outcome) == 1
    assert exploration.evaluate().mean_square_error > 0.0


@both_backends
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"cel": 1.0}, "there is no parameter 'cel'; there are cell, "),
        ({"cell": 1.2}, "cell is 1.2, outside of its bounds"),
        ([1.0], r"the values must have the shape \[4\]"),
    ],
)
def test_values_that_no_slider_has_are_refused_in_one_line(x: xanes.Session, values: object, expected: str) -> None:
    exploration = x.exploration(oxide(), vary="cell", model="ag-k-fast")
    with pytest.raises(xanes.InvalidInputError, match=expected) as fault:
        exploration.evaluate(values)
    assert "\n" not in str(fault.value)


@both_backends
def test_a_fit_to_nothing_and_a_list_of_structures_are_refused(x: xanes.Session) -> None:
    with pytest.raises(xanes.InvalidInputError, match="there is no measured spectrum to fit to"):
        x.exploration(oxide(), model="ag-k-fast").fit()
    with pytest.raises(xanes.InvalidInputError, match="one structure is moved by hand"):
        x.exploration([oxide()])
    with pytest.raises(xanes.InvalidInputError, match=r"no-such\.xdi"):
        x.exploration(oxide(), "no-such.xdi")
