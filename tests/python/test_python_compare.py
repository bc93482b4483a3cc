"""Structures against measured spectra, and arithmetic with spectra, in Python."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import xanes
from ase import Atoms
from ase.build import bulk
from ase.io import read
from conftest import DATA, run_xanes
from python_sessions import both_backends

PROJECT = DATA / "measured" / "ag.prj"
MODEL = "ag-k-fast"


@pytest.fixture
def structures() -> list[Atoms]:
    return [read(DATA / "structures" / "ag2o.cif"), read(DATA / "structures" / "ago.cif"), bulk("Ag", "fcc", 4.0857)]


@both_backends
def test_the_foil_is_silver(x: xanes.Session, structures: list[Atoms]) -> None:
    foil = x.measured(f"{PROJECT}:Ag foil").normalise(norm1=150.0)

    ranking = x.compare(foil, structures, model=MODEL)

    assert ranking.compared == len(ranking) == len(structures)
    assert ranking[0].structure is structures[2]
    assert [candidate.mse for candidate in ranking.best] == sorted(candidate.mse for candidate in ranking.best)
    assert ranking[0].as_good_as_best
    assert ranking[0].agreement.correlation > 0.99


def test_both_backends_agree(structures: list[Atoms]) -> None:
    pytest.importorskip("pythonnet")
    native, pythonnet = (xanes.load(name).compare(f"{PROJECT}:Ag oxide", structures, model=MODEL) for name in ("native", "pythonnet"))

    for one, other in zip(native.best, pythonnet.best, strict=True):
        np.testing.assert_allclose(one.agreement, other.agreement, rtol=1e-9)
    assert native.window == pythonnet.window


def test_an_agreement_is_that_of_numpy(x: xanes.Session, structures: list[Atoms]) -> None:
    oxide = x.measured(f"{PROJECT}:Ag oxide").normalise()

    candidate = x.compare(oxide, structures[1], model=MODEL, window=(25505.0, 25550.0), background=True)[0]

    laid = candidate.curve()
    within = (laid.photon_energy >= 25505.0) & (laid.photon_energy <= 25550.0)
    predicted, energy = candidate.spectrum.mu[within].astype(float), laid.photon_energy[within]
    measured = np.interp(energy, oxide.energy, oxide.flat)
    design = np.column_stack([predicted, np.ones_like(predicted), energy])
    solution = np.linalg.lstsq(design, measured, rcond=None)[0]
    assert candidate.amplitude == pytest.approx(np.clip(solution[0], 0.9, 1.1), abs=5e-3)
    assert candidate.mse == pytest.approx(np.mean((measured - laid.mu[within]) ** 2), rel=0.05)


def test_the_best_of_an_iterator_are_kept(x: xanes.Session) -> None:
    scales = np.linspace(0.96, 1.04, 600)

    ranking = x.compare(f"{PROJECT}:Ag foil", (bulk("Ag", "fcc", 4.0857 * scale) for scale in scales), model=MODEL, best=5)

    every = x.compare(f"{PROJECT}:Ag foil", [bulk("Ag", "fcc", 4.0857 * scale) for scale in scales], model=MODEL, best=600)
    assert ranking.compared == len(scales)
    assert [candidate.place for candidate in ranking.best] == [candidate.place for candidate in every.best[:5]]
    assert ranking[0].structure.cell[0, 1] == pytest.approx(scales[ranking[0].place] * 4.0857 / 2)


def test_shift_and_amplitude_can_be_fixed(x: xanes.Session, structures: list[Atoms]) -> None:
    candidate = x.compare(f"{PROJECT}:Ag foil", structures[2], model=MODEL, shift=-2.5, amplitude=1.0)[0]

    assert (candidate.shift, candidate.amplitude) == (-2.5, 1.0)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"shift": (3.0, 1.0)}, "the energy shift must be from a least to a greatest value"),
        ({"amplitude": "much"}, "'amplitude' must be two numbers"),
        ({"window": (25500.0, 25501.0)}, "fewer than 10 predicted energies"),
        ({"best": 0}, "best must be at least 1"),
    ],
)
def test_mistakes_are_told_in_one_line(x: xanes.Session, structures: list[Atoms], arguments: dict, complaint: str) -> None:
    with pytest.raises(xanes.InvalidInputError, match=complaint) as fault:
        x.compare(f"{PROJECT}:Ag foil", structures, model=MODEL, **arguments)

    assert "\n" not in str(fault.value)


def test_a_structure_at_fault_is_told_by_its_place_among_all(x: xanes.Session) -> None:
    many = [bulk("Ag", "fcc", 4.0857)] * 300 + [Atoms("AuO", [[0, 0, 0], [2, 0, 0]])]

    with pytest.raises(xanes.InvalidInputError, match=r"^structure 300: "):
        x.compare(f"{PROJECT}:Ag foil", many, model=MODEL)


def test_a_difference_spectrum_is_that_of_the_curves(x: xanes.Session, structures: list[Atoms]) -> None:
    oxide, silver = (x.spectrum(atoms, absorber="Ag", average=True, model=MODEL) for atoms in (structures[0], structures[2]))

    difference = oxide - silver

    np.testing.assert_allclose(difference.mu, oxide.mu.astype(float) - silver.mu, atol=1e-7)
    np.testing.assert_array_equal(difference.photon_energy, oxide.photon_energy)
    if oxide.sigma is not None:
        np.testing.assert_allclose(difference.sigma, oxide.sigma + silver.sigma, rtol=1e-5)


def test_a_weighted_mean_takes_occupancies_and_multiplicities(x: xanes.Session, structures: list[Atoms]) -> None:
    sites = x.spectrum(structures[1], absorber="Ag", model=MODEL)
    weights = np.arange(1.0, len(sites) + 1)

    mean = xanes.weighted_mean([sites[row] for row in range(len(sites))], weights)

    np.testing.assert_allclose(mean.mu, weights @ sites.mu / weights.sum(), atol=1e-6)
    equal = xanes.weighted_mean([sites[row] for row in range(len(sites))])
    np.testing.assert_allclose(equal.mu, sites.average().mu, atol=1e-6)


def test_a_curve_on_another_grid_keeps_its_shape() -> None:
    energy = np.arange(9000.0, 9100.0, 0.5)
    shape = lambda e: np.arctan((e - 9040.0) / 3.0) + 0.1 * np.sin(e / 4.0)  # noqa: E731
    curve = xanes.Curve(energy, shape(energy))
    finer = np.arange(9001.0, 9099.0, 0.13)

    np.testing.assert_allclose(curve.resampled(finer).mu, shape(finer), atol=2e-4)
    np.testing.assert_allclose(curve.resampled(energy).mu, curve.mu, atol=1e-12)
    np.testing.assert_allclose((curve.shifted(1.5) - curve).mu[10:], shape(energy[13:] - 1.5) - shape(energy[13:]), atol=2e-4)
    with pytest.raises(xanes.InvalidInputError, match="go beyond the curve's"):
        curve.resampled([8999.0])


@pytest.mark.parametrize("name", ["c.npz", "c.csv", "c.xdi"])
def test_a_saved_curve_is_read_again(x: xanes.Session, structures: list[Atoms], tmp_path: Path, name: str) -> None:
    silver = x.spectrum(structures[2], absorber=0, model=MODEL)

    again = xanes.Curve.read(silver.save(tmp_path / name))

    np.testing.assert_allclose(again.mu, silver.mu, rtol=1e-9)
    np.testing.assert_allclose(again.photon_energy, silver.photon_energy)
    assert (again.sigma is None) == (silver.sigma is None)
    assert again.label == silver.labels[0]
    assert [path.name for path in tmp_path.iterdir()] == [name]
    if name != "c.npz":
        np.testing.assert_allclose(x.measured(tmp_path / name).mu, silver.mu, rtol=1e-9)


def test_what_is_no_curve_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("energy,mu\n1,x\n")

    for path in (tmp_path / "bad.csv", tmp_path / "none.npz"):
        with pytest.raises(xanes.InvalidInputError, match="is no curve that can be read"):
            xanes.Curve.read(path)
    with pytest.raises(xanes.InvalidInputError, match="ascend"):
        xanes.Curve(np.array([1.0, 1.0]), np.zeros(2))
    with pytest.raises(xanes.InvalidInputError, match="weights"):
        xanes.weighted_mean([xanes.Curve(np.array([1.0, 2.0]), np.zeros(2))], [-1.0])


def test_measured_and_predicted_spectra_are_subtracted_and_drawn(x: xanes.Session, structures: list[Atoms], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib").use("Agg")
    foil = x.measured(f"{PROJECT}:Ag foil").normalise()
    ranking = x.compare(foil, structures, model=MODEL)

    remains = foil.curve() - ranking[0].curve()
    assert np.sqrt(np.mean(remains.mu**2)) < 0.1
    ranking.plot().figure.savefig(tmp_path / "ranking.png")
    assert (tmp_path / "ranking.png").stat().st_size > 10_000
    group = ranking[0].spectrum.to_larch()
    np.testing.assert_array_equal(group.mu, group.norm)


@both_backends
def test_the_core_hole_width_is_fitted_as_the_command_fits_it(x: xanes.Session, structures: list[Atoms], tmp_path: Path) -> None:
    for number, atoms in enumerate(structures[:2]):
        atoms.write(tmp_path / f"{number}.cif")
    given = [read(tmp_path / f"{number}.cif") for number in range(2)]
    files = [tmp_path / f"{number}.cif" for number in range(2)]

    ranking = x.compare(f"{PROJECT}:Ag oxide", given, model=MODEL, fit_core_hole_width=True)

    told = json.loads(run_xanes("compare", f"{PROJECT}:Ag oxide", *files, "-m", MODEL, "--fit-core-hole-width", "--json").stdout)
    for one, other in zip(ranking.best, told["best"], strict=True):
        assert one.core_hole_width == pytest.approx(other["core_hole_width"])
        assert one.mse == pytest.approx(other["mse"], rel=1e-4)
    plain = x.compare(f"{PROJECT}:Ag oxide", given, model=MODEL)
    assert ranking[0].mse < plain[0].mse
    assert plain[0].core_hole_width is None
