"""``xanes.ase``: the calculator and the recorder. Run with the newest ASE and with Debian's."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import ase
import numpy as np
import pytest
import xanes
from ase import Atoms, units
from ase.calculators.calculator import PropertyNotImplementedError
from ase.calculators.lj import LennardJones
from ase.io import Trajectory, read
from ase.md.langevin import Langevin
from conftest import DATA, REPOSITORY
from xanes.ase import Xanes, XanesRecorder

DEBIAN_PYTHON = Path("/usr/bin/python3")
DEBIAN_RUN = "XANES_TESTS_WITH_DEBIAN_ASE"


@pytest.fixture
def oxide() -> Atoms:
    return read(DATA / "structures" / "ag2o.cif")


@pytest.fixture
def cluster() -> Atoms:
    return read(DATA / "agsi2o4.extxyz")


def moving(atoms: Atoms) -> Langevin:
    """A dynamics object that rattles the atoms about their places, the same way each time."""
    atoms.calc = LennardJones(sigma=1.5, epsilon=0.01, rc=4.0)
    return Langevin(atoms, timestep=2 * units.fs, temperature_K=100, friction=0.02 / units.fs, rng=np.random.default_rng(2))


def test_the_calculator_gives_the_spectrum_of_its_atoms(oxide: Atoms) -> None:
    oxide.calc = Xanes(absorber="Ag")
    spectrum = oxide.calc.get_property("xanes")
    np.testing.assert_array_equal(spectrum.mu, xanes.load().spectrum(oxide, "Ag").mu)
    np.testing.assert_array_equal(oxide.calc.get_property("xanes", oxide).mu, spectrum.mu)


def test_a_result_is_kept_until_something_that_matters_changes(cluster: Atoms) -> None:
    calculator = Xanes()
    cluster.calc = calculator
    first = calculator.get_property("xanes", cluster)
    assert calculator.get_property("xanes", cluster) is first
    cluster.set_initial_charges(np.ones(len(cluster)))
    cluster.info["note"] = "of no matter"
    assert calculator.get_property("xanes", cluster) is first

    cluster.positions[3, 0] += 0.05
    assert calculator.calculation_required(cluster, ["xanes"])
    assert calculator.get_property("xanes", cluster, allow_calculation=False) is None
    moved = calculator.get_property("xanes", cluster)
    assert np.abs(moved.mu - first.mu).max() > 1e-4
    cluster.set_cell([20, 20, 20])
    cluster.pbc = True
    assert calculator.get_property("xanes", cluster) is not moved


def test_the_atoms_of_a_tag_absorb_and_a_change_of_tags_is_seen(oxide: Atoms) -> None:
    silver = np.flatnonzero(oxide.numbers == 47)
    oxide.set_tags(np.isin(np.arange(len(oxide)), silver[:2]).astype(int))
    oxide.calc = Xanes(tag=1)
    assert oxide.calc.get_property("xanes").absorbers == tuple(silver[:2])
    oxide.set_tags(np.isin(np.arange(len(oxide)), silver[2:3]).astype(int))
    assert oxide.calc.get_property("xanes").absorbers == (silver[2],)
    oxide.set_tags(0)
    with pytest.raises(xanes.InvalidInputError, match="no atom has the tag 1"):
        oxide.calc.get_property("xanes")


def test_a_change_of_parameters_discards_the_result(oxide: Atoms) -> None:
    calculator = Xanes(absorber="Ag")
    oxide.calc = calculator
    assert calculator.get_property("xanes").mu.ndim == 2
    calculator.set(average=True)
    assert calculator.get_property("xanes").mu.ndim == 1
    index = int(np.flatnonzero(oxide.numbers == 47)[1])
    calculator.set(absorber=index)
    assert calculator.get_property("xanes").absorbers == (index,)
    with pytest.raises(xanes.InvalidInputError, match="parameter 'absorbr' is unknown; use absorber, tag"):
        Xanes(absorbr="Ag")


def test_the_calculator_has_no_energy_and_needs_atoms(oxide: Atoms) -> None:
    oxide.calc = Xanes()
    with pytest.raises(PropertyNotImplementedError):
        oxide.get_potential_energy()
    with pytest.raises(xanes.InvalidInputError, match="the calculator has no atoms"):
        Xanes().get_property("xanes")


def test_a_recorder_averages_over_frames_and_absorbers_of_a_dynamics_run(oxide: Atoms, tmp_path: Path) -> None:
    dynamics = moving(oxide)
    recorder = XanesRecorder(oxide, absorber="Ag", keep_sites=True)
    dynamics.attach(recorder, interval=2)
    dynamics.attach(Trajectory(str(tmp_path / "md.traj"), "w", oxide).write, interval=2)
    dynamics.run(8)
    frames = read(tmp_path / "md.traj", index=":")
    assert len(recorder) == len(frames) == 5

    each = np.array([xanes.load().spectrum(frame, "Ag").mu for frame in frames])
    mean = recorder.mean()
    np.testing.assert_allclose(mean.mu, each.mean(axis=(0, 1)), atol=1e-6)
    np.testing.assert_allclose(recorder.spread_over_frames(), each.mean(axis=1).std(axis=0), atol=1e-6)
    np.testing.assert_array_equal(recorder.deviation(), recorder.spread_over_frames())
    np.testing.assert_allclose(recorder.spread_over_sites_and_frames(), each.std(axis=(0, 1)), atol=1e-6)
    assert (recorder.spread_over_sites_and_frames() > recorder.spread_over_frames()).all()
    np.testing.assert_allclose([frame.mu for frame in recorder.sites], each, atol=1e-6)
    assert recorder.deviation().max() > 1e-4
    assert mean.labels == ("Ag, mean of 5 frames",)
    assert mean.domain.distance == max(frame.domain.distance for frame in recorder.frames)
    assert " of 20 sites inside; the farthest: " in mean.domain.reason

    np.testing.assert_allclose(XanesRecorder(absorber="Ag").read(tmp_path / "md.traj").mean().mu, mean.mu, atol=1e-6)
    assert len(XanesRecorder(absorber="Ag").read(tmp_path / "md.traj", every=2)) == 3


def test_a_recorder_without_frames_or_atoms_says_so() -> None:
    with pytest.raises(xanes.InvalidInputError, match="the recorder has no frame yet"):
        XanesRecorder().mean()
    with pytest.raises(xanes.InvalidInputError, match="the recorder has no atoms to observe"):
        XanesRecorder()()
    with pytest.raises(xanes.InvalidInputError, match="were not kept; make the recorder with keep_sites=True"):
        _ = XanesRecorder().sites


@pytest.mark.skipif(DEBIAN_RUN in os.environ, reason="this is the run with Debian's ASE")
def test_all_of_this_holds_with_the_ase_of_debian() -> None:
    version = [str(DEBIAN_PYTHON), "-c", "import ase, pytest, numpy; print(ase.__version__)"]
    found = subprocess.run(version, capture_output=True, text=True, check=False) if DEBIAN_PYTHON.exists() else None
    if found is None or found.returncode != 0 or found.stdout.strip() == ase.__version__:
        pytest.skip("there is no other ASE in /usr/bin/python3")
    run = subprocess.run(
        [str(DEBIAN_PYTHON), "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__, f"--rootdir={REPOSITORY}"],
        env=os.environ | {DEBIAN_RUN: "1", "PYTHONPATH": str(REPOSITORY / "python")},
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
    )
    assert run.returncode == 0, run.stdout[-3000:]
    assert " passed" in run.stdout
