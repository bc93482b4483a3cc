"""``xanes dataset import``: structures and spectra that other programs wrote, and what comes of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import yaml
from ase import Atoms
from ase.build import bulk
from ase.io import read, write
from conftest import DATA, run_xanes
from pymatgen.analysis.xas.spectrum import XAS
from pymatgen.core import Lattice, Structure

COPPER_EDGE = 8979.0
COPPER = ("--absorber", "Cu", "--edge-energy", COPPER_EDGE)


def edge(energies: np.ndarray, position: float = 0.0) -> np.ndarray:
    """A spectrum in edge steps."""
    return 0.5 + np.arctan((energies - position) / 2.0) / np.pi + 0.1 * np.exp(-0.1 * (energies - position - 8.0) ** 2)


def oxide(distance: float) -> Atoms:
    return Atoms("CuO2", positions=[(0, 0, 0), (distance, 0, 0), (0, distance, 0)])


def imported(folder: Path) -> tuple[np.ndarray, np.ndarray, list[Atoms], dict]:
    facts = yaml.safe_load((folder / "dataset.yaml").read_text())
    return np.load(folder / "energy.npy"), np.load(folder / "spectra.npy"), read(folder / "structures.extxyz", ":"), facts


def test_pairs_of_files_on_their_own_grids_and_units_come_onto_one_grid(tmp_path: Path) -> None:
    pairs, axes = tmp_path / "pairs", (np.arange(-20, 60, 0.5), np.arange(-15.2, 70, 0.4), np.arange(-12, 62, 0.25))
    pairs.mkdir()
    for number, axis in enumerate(axes):
        write(pairs / f"s{number}.xyz", oxide(1.9 + 0.1 * number))
        photon = COPPER_EDGE + axis
        if number == 0:
            np.savetxt(pairs / "s0.csv", np.column_stack([photon, edge(axis)]), delimiter=",", header="energy,mu")
        elif number == 1:
            np.save(pairs / "s1.npy", np.column_stack([photon, edge(axis, 1.0)]))
        else:
            np.savetxt(pairs / "s2.dat", np.column_stack([photon, edge(axis, 2.0)]), header="energy mu")

    run = run_xanes("dataset", "import", pairs, *COPPER, "--grid=-10,50,0.5", "-o", tmp_path / "set")

    energies, spectra, structures, facts = imported(tmp_path / "set")
    np.testing.assert_allclose(energies, np.arange(-10, 50.1, 0.5))
    for number, axis in enumerate(axes):
        np.testing.assert_allclose(spectra[number], np.interp(energies, axis, edge(axis, float(number))), atol=1e-6)
    assert [atoms.info["id"] for atoms in structures] == ["s0", "s1", "s2"]
    assert [atoms.info["absorber"] for atoms in structures] == [0, 0, 0]
    np.testing.assert_allclose(structures[1].positions, oxide(2.0).positions)
    assert (facts["count"], facts["elements"], facts["edge_energy"]) == (3, ["O", "Cu"], COPPER_EDGE)
    assert "photon energies in eV" in run.stderr
    assert "3 spectra" in run.stderr


def test_a_spectrum_that_comes_twice_is_kept_once_and_one_that_is_too_short_is_left_out(tmp_path: Path) -> None:
    pairs, axis = tmp_path / "pairs", np.arange(-12.0, 60.0, 0.5)
    pairs.mkdir()
    for name, distance, until in (("a", 1.9, 60), ("again", 1.9, 60), ("b", 2.0, 60), ("short", 2.1, 20)):
        write(pairs / f"{name}.xyz", oxide(distance))
        part = axis[axis < until]
        np.save(pairs / f"{name}.npy", np.column_stack([part, edge(part, distance)]))

    run = run_xanes("dataset", "import", pairs, *COPPER, "--grid=-10,50,0.5", "-o", tmp_path / "set")

    assert [atoms.info["id"] for atoms in imported(tmp_path / "set")[2]] == ["a", "b"]
    assert "1 duplicate dropped, 1 left out" in run.stderr
    assert "short.xyz: reaches from -12 to 19.5 eV" in run.stderr
    assert "eV from the edge" in run.stderr


def test_feff_folders_are_read_with_the_atoms_of_their_input_or_their_poscar(tmp_path: Path) -> None:
    axis = np.arange(-15.0, 60.0, 0.5)
    columns = np.column_stack([COPPER_EDGE + axis, axis, axis, edge(axis), edge(axis), 0 * axis])
    for name in ("cluster", "mp-30_000"):
        (tmp_path / "runs" / name).mkdir(parents=True)
        np.savetxt(tmp_path / "runs" / name / "xmu.dat", columns, header="omega e k mu mu0 chi @#")
    (tmp_path / "runs" / "cluster" / "feff.inp").write_text(
        "TITLE CuO2\nPOTENTIALS\n* ipot Z tag\n  0 29 Cu -1 -1 0.001\n  1 8 O\nATOMS\n"
        "  0.0 0.0 0.0 0 Cu 0.0\n  1.9 0.0 0.0 1 O 1.9\n  0.0 1.9 0.0 1 O 1.9\nEND\n"
    )
    crystal = bulk("Cu", "fcc", a=3.61, cubic=True)
    write(tmp_path / "runs" / "mp-30_000" / "POSCAR", crystal)

    run_xanes("dataset", "import", tmp_path / "runs", *COPPER, "-o", tmp_path / "set")

    energies, spectra, (cluster, metal), _ = imported(tmp_path / "set")
    assert (cluster.info["id"], metal.info["id"]) == ("cluster", "mp-30_000")
    np.testing.assert_allclose(cluster.positions, oxide(1.9).positions)
    assert metal.pbc.all()
    assert metal.info["absorber"] == 0
    np.testing.assert_allclose(metal.cell, crystal.cell)
    np.testing.assert_allclose(spectra[0], edge(energies), atol=1e-6)


def test_runs_of_fdmnes_come_onto_one_axis_by_their_core_levels(tmp_path: Path) -> None:
    lower, higher = tmp_path / "runs" / "lower", tmp_path / "runs" / "higher"
    for folder in (lower, higher):
        shutil.copytree(DATA / "fdmnes" / "cluster", folder)
    (higher / "out.txt").write_text((higher / "out.txt").read_text().replace("2.5279024E+04", "2.5281024E+04"))
    table = np.loadtxt(lower / "out_conv.txt", skiprows=1)

    run = run_xanes(
        "dataset", "import", tmp_path / "runs", "--absorber", "Ag", "--edge-energy", 25514, "--edge-step", 0.0076, "-o", tmp_path / "set"
    )

    energies, spectra, structures, _ = imported(tmp_path / "set")
    reference = 25280.0
    for row, core in zip(spectra, (25281.024, 25279.024), strict=True):
        np.testing.assert_allclose(row, np.interp(energies, table[:, 0] + core - reference, table[:, 1] / 0.0076), atol=2e-5)
    assert structures[0].get_chemical_formula() == "AgO4Si2"
    assert "zero at 25280 eV" in run.stderr


def test_pymatgens_spectra_are_read_and_a_mean_over_different_sites_is_left_out(tmp_path: Path) -> None:
    photon = COPPER_EDGE + np.arange(-15.0, 60.0, 0.5)
    alike = Structure.from_spacegroup("Fm-3m", Lattice.cubic(3.61), ["Cu"], [[0, 0, 0]])
    different = Structure(Lattice.cubic(6.0), ["Cu", "Cu", "O"], [[0, 0, 0], [0.5, 0, 0], [0.3, 0, 0]])
    spectra = [
        XAS(photon, edge(photon - COPPER_EDGE), alike, "Cu"),
        XAS(photon, edge(photon - COPPER_EDGE, 1.0), different, "Cu"),
        XAS(photon, edge(photon - COPPER_EDGE, 2.0), different, "Cu", absorbing_index=1),
    ]
    (tmp_path / "xas.json").write_text(f"[{', '.join(spectrum.to_json() for spectrum in spectra)}]")

    run = run_xanes("dataset", "import", tmp_path / "xas.json", *COPPER, "-o", tmp_path / "set")

    energies, rows, structures, _ = imported(tmp_path / "set")
    np.testing.assert_allclose(rows[1], edge(energies, 2.0), atol=1e-6)
    assert [atoms.info["absorber"] for atoms in structures] == [0, 1]
    assert "object 1: its Cu atoms differ" in run.stderr


def write_folder(folder: Path, factor: float = 1.0, photon: bool = True, split: bool = True) -> np.ndarray:
    """Twelve spectra as one file of structures and one array."""
    folder.mkdir()
    axis = np.arange(-10.0, 50.0, 0.5)
    parts = ["train"] * 8 + ["val", "val", "test", "test"]
    frames = [oxide(1.8 + 0.03 * number) for number in range(12)]
    for number, atoms in enumerate(frames):
        atoms.info |= {"id": f"c{number}", "absorber": 0} | ({"split": parts[number]} if split else {})
    write(folder / "structures.extxyz", frames)
    np.save(folder / "spectra.npy", np.float32(factor * np.array([edge(axis, 0.1 * number) for number in range(12)])))
    np.save(folder / "energy.npy", axis + (COPPER_EDGE if photon else 0.0))
    return axis


def test_a_folder_of_many_keeps_its_split(tmp_path: Path) -> None:
    axis = write_folder(tmp_path / "given")

    run = run_xanes("dataset", "import", tmp_path / "given", *COPPER, "--licence", "CC0", "-o", tmp_path / "set")

    energies, spectra, structures, facts = imported(tmp_path / "set")
    np.testing.assert_allclose(energies, axis)
    np.testing.assert_allclose(spectra[3], edge(axis, 0.3), atol=1e-6)
    assert [atoms.info["split"] for atoms in structures[7:11]] == ["train", "validation", "validation", "test"]
    assert facts["licence"] == "CC0"
    assert "split as given: 8 training, 2 validation, 2 test" in run.stderr


def test_spectra_that_are_not_in_edge_steps_are_refused_with_the_number_to_divide_by(tmp_path: Path) -> None:
    axis = write_folder(tmp_path / "given", factor=0.0076)

    refused = run_xanes("dataset", "import", tmp_path / "given", *COPPER, "-o", tmp_path / "set", status=2)
    run_xanes("dataset", "import", tmp_path / "given", *COPPER, "--edge-step", 0.0076, "-o", tmp_path / "set")

    assert "--edge-step 0.0075" in refused.stderr
    np.testing.assert_allclose(imported(tmp_path / "set")[1][0], edge(axis), atol=1e-5)


def test_energies_that_can_be_neither_kind_are_refused_with_the_option_that_tells(tmp_path: Path) -> None:
    write_folder(tmp_path / "given")

    refused = run_xanes(
        "dataset", "import", tmp_path / "given", "--absorber", "Cu", "--edge-energy", 25514, "-o", tmp_path / "set", status=2
    )

    assert "--energies absolute" in refused.stderr
    assert not (tmp_path / "set").exists()


@pytest.mark.parametrize(("damage", "message"), [("photon", "are photon energies"), ("scale", "divide them by their edge step")])
def test_train_refuses_a_set_that_cannot_be_right(tmp_path: Path, damage: str, message: str) -> None:
    write_folder(tmp_path / "given")
    run_xanes("dataset", "import", tmp_path / "given", *COPPER, "-o", tmp_path / "set")
    if damage == "photon":
        np.save(tmp_path / "set" / "energy.npy", np.load(tmp_path / "set" / "energy.npy") + COPPER_EDGE)
    else:
        np.save(tmp_path / "set" / "spectra.npy", 0.0076 * np.load(tmp_path / "set" / "spectra.npy"))

    refused = run_xanes("train", tmp_path / "set", "--families", "ridge", "-o", tmp_path / "model", status=2)

    assert message in refused.stderr
