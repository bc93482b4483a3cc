"""Paths in the place of structures, in every call that takes structures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import xanes
from ase.io import read
from conftest import DATA
from python_sessions import both_backends
from xanes.ase import XanesRecorder

OXIDE = DATA / "structures" / "ag2o.cif"
TRAJECTORY = DATA / "structures" / "trajectory.extxyz"
FOIL = DATA / "measured" / "ag.prj"


@both_backends
def test_a_file_with_one_structure_is_taken_as_that_structure(x: xanes.Session) -> None:
    of_atoms = x.spectrum(read(OXIDE), "Ag")
    for path in (str(OXIDE), OXIDE):
        np.testing.assert_array_equal(x.spectrum(path, "Ag").mu, of_atoms.mu)
    np.testing.assert_array_equal(x.spectrum(OXIDE, average=True).mu, of_atoms.average().mu)
    np.testing.assert_array_equal(x.spectrum(OXIDE, of_atoms.absorbers[0]).mu, x.spectrum(read(OXIDE), of_atoms.absorbers[0]).mu)
    assert x.describe(OXIDE, of_atoms.absorbers[0]).ndim == 1
    np.testing.assert_array_equal(x.describe(OXIDE, "Ag"), x.describe(read(OXIDE), "Ag"))


@both_backends
def test_a_file_with_several_frames_is_taken_as_a_list_and_its_frames_may_name_absorbers(x: xanes.Session) -> None:
    frames = read(TRAJECTORY, index=":")
    spectra = x.spectrum(TRAJECTORY)
    assert isinstance(spectra, list)
    assert [spectrum.absorbers for spectrum in spectra] == [(frame.info["absorber"],) for frame in frames]
    np.testing.assert_array_equal(np.concatenate(spectra), np.concatenate(x.spectrum(frames)))


def test_in_a_list_a_file_stands_for_all_its_frames(x: xanes.Session) -> None:
    frames = read(TRAJECTORY, index=":")
    mixed = x.spectrum([OXIDE, read(OXIDE), str(TRAJECTORY)], "Ag", average=True)
    whole = x.spectrum([read(OXIDE), read(OXIDE), *frames], "Ag", average=True)
    np.testing.assert_array_equal([one.mu for one in mixed], [one.mu for one in whole])


def test_files_are_compared_with_a_measured_spectrum(x: xanes.Session) -> None:
    measured = x.measured(f"{FOIL}:Ag oxide")
    by_path = x.compare(measured, [str(OXIDE), DATA / "structures" / "ago.cif"], "Ag")
    by_atoms = x.compare(measured, [read(OXIDE), read(DATA / "structures" / "ago.cif")], "Ag")
    assert [(one.place, one.mse) for one in by_path.best] == [(one.place, one.mse) for one in by_atoms.best]
    assert x.compare(measured, TRAJECTORY, "Ag").compared == len(read(TRAJECTORY, index=":"))


def test_a_fit_and_sliders_start_from_a_file_with_one_structure(x: xanes.Session) -> None:
    options = {"vary": "cell", "absorber": "Ag", "model": "ag-k-fast"}
    by_path = x.exploration(OXIDE, f"{FOIL}:Ag oxide", **options).evaluate({"cell": 1.01})
    by_atoms = x.exploration(read(OXIDE), f"{FOIL}:Ag oxide", **options).evaluate({"cell": 1.01})
    np.testing.assert_array_equal(by_path.atoms.positions, by_atoms.atoms.positions)
    with pytest.raises(xanes.InvalidInputError, match=r"trajectory\.extxyz: holds \d+ frames, and a fit starts from one"):
        x.fit(x.measured(f"{FOIL}:Ag oxide"), {"oxide": OXIDE, "run": TRAJECTORY}, vary="cell")


@both_backends
def test_a_file_that_cannot_be_used_is_named_in_one_line(x: xanes.Session, tmp_path: Path) -> None:
    missing = tmp_path / "missing.cif"
    no_structure = tmp_path / "notes.cif"
    no_structure.write_text("dear diary\n")
    calls = (x.describe, x.spectrum, lambda path: x.compare(f"{FOIL}:Ag oxide", path), lambda path: x.compare(f"{FOIL}:Ag oxide", [path]))
    for call in (*calls, x.exploration, XanesRecorder(absorber="Ag").read):
        with pytest.raises(xanes.InvalidInputError, match=r"^\S*missing\.cif: no such file; check the path of the structure$"):
            call(missing)
    with pytest.raises(xanes.InvalidInputError, match=r"^\S*notes\.cif: (ASE cannot read it|holds no structure).*; [^\n]*$"):
        x.spectrum(no_structure)
    with pytest.raises(xanes.InvalidInputError, match=r"^\S*ag2o\.cif: no absorber with index 99"):
        x.spectrum(OXIDE, 99)
    with pytest.raises(xanes.InvalidInputError, match=r"^\S*trajectory\.extxyz: structure 0: no absorber with index 99"):
        x.spectrum(TRAJECTORY, 99)
    with pytest.raises(xanes.InvalidInputError, match=r"^model 'ag-l-green'"):
        x.spectrum(OXIDE, model="ag-l-green")


def test_a_partly_occupied_site_is_refused_as_the_command_refuses_it(x: xanes.Session, tmp_path: Path) -> None:
    alloy = tmp_path / "alloy.cif"
    lattice = "".join(f"_cell_length_{axis} 4.1\n" for axis in "abc") + "".join(
        f"_cell_angle_{angle} 90\n" for angle in ("alpha", "beta", "gamma")
    )
    columns = "".join(f"_atom_site_{name}\n" for name in ("label", "type_symbol", "fract_x", "fract_y", "fract_z", "occupancy"))
    alloy.write_text(f"data_alloy\n{lattice}_space_group_name_H-M_alt 'P 1'\nloop_\n{columns}Ag1 Ag 0 0 0 0.5\nCu1 Cu 0 0 0 0.5\n")
    with pytest.raises(xanes.InvalidInputError, match=r"^\S*alloy\.cif: a site is partly occupied \(Ag 0\.5, Cu 0\.5\)"):
        x.spectrum(alloy)


def test_without_ase_the_message_says_how_to_get_it() -> None:
    code = (
        "import sys; sys.modules['ase'] = sys.modules['ase.io'] = None\n"
        "import xanes\n"
        f"try: xanes.load('native').spectrum({str(OXIDE)!r})\n"
        "except xanes.InvalidInputError as fault: print(fault)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(DATA.parents[1] / "python")}, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip().endswith(
        "ag2o.cif: files of structures are read by ASE, which is not installed; install it with 'pip install xanes[ase]', "
        "or give a pymatgen structure"
    )
