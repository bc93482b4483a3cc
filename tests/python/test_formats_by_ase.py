"""Files that the command hands to ASE."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest
from ase.build import bulk
from ase.io import write
from conftest import run_xanes
from pymatgen.core import Lattice, Structure


@pytest.fixture
def frames(tmp_path: Path) -> Path:
    """A trajectory as extended xyz, which the command reads by itself."""
    images = []
    for seed in range(3):
        atoms = bulk("Ag", "fcc", a=4.086, cubic=True)
        atoms.rattle(0.03, seed=seed)
        images.append(atoms)
    for name in ("frames.extxyz", "frames.traj"):
        write(tmp_path / name, images)
    (tmp_path / "frames.extxyz.gz").write_bytes(gzip.compress((tmp_path / "frames.extxyz").read_bytes()))
    write(tmp_path / "frames.pdb", images)
    return tmp_path


def spectra(path: Path) -> np.ndarray:
    run_xanes("predict", path, "-m", "ag-k-fast", "-o", path.with_suffix(".npy"))
    return np.load(path.with_suffix(".npy"))


@pytest.mark.parametrize(("name", "tolerance"), [("frames.traj", 0.0), ("frames.extxyz.gz", 0.0), ("frames.pdb", 2e-3)])
def test_a_trajectory_in_a_format_of_ase_has_all_its_frames(name: str, tolerance: float, frames: Path) -> None:
    own = spectra(frames / "frames.extxyz")

    assert own.shape[0] == 12
    np.testing.assert_allclose(spectra(frames / name), own, atol=tolerance)


def test_a_structure_of_pymatgen_in_json_is_read(tmp_path: Path) -> None:
    crystal = Structure.from_spacegroup("Pn-3m", Lattice.cubic(4.73), ["Ag", "O"], [[0.25, 0.25, 0.25], [0, 0, 0]])
    crystal.to(filename=str(tmp_path / "ag2o.json"))
    crystal.to(filename=str(tmp_path / "POSCAR"))

    np.testing.assert_allclose(spectra(tmp_path / "ag2o.json"), spectra(tmp_path / "POSCAR"), atol=1e-5)


def test_a_file_that_ase_cannot_read_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "junk.traj").write_text("junk")

    told = run_xanes("predict", tmp_path / "junk.traj", status=2).stderr.splitlines()

    assert len(told) == 2
    assert "junk.traj is read by ASE of" in told[0]
    assert "junk.traj: ASE cannot read it (" in told[1]


def test_without_ase_the_remedy_can_be_typed(frames: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = frames / "python"
    bare.write_text("#!/bin/sh\nexit 3\n")
    bare.chmod(0o755)
    monkeypatch.setenv("XANES_PYTHON", str(bare))

    told = run_xanes("predict", frames / "frames.traj", status=2).stderr

    assert f"install it with '{bare} -m pip install ase'" in told
    assert f"ase convert {frames}/frames.traj {frames}/frames.extxyz" in told
