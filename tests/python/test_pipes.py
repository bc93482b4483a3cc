"""Pipes in the place of files, as a shell's ``<(command)`` gives them, for every command that reads structures or vectors."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from conftest import DATA, run_xanes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")

STRUCTURES = [
    "agsi2o4.extxyz",
    "structures/ag2o.cif",
    "structures/ag2o.poscar",
    "structures/silver-vasp4.vasp",
    "structures/trajectory.extxyz",
]


@pytest.fixture
def pipe(tmp_path: Path) -> object:
    """Makes a pipe that gives the bytes of a file once; its name tells nothing of its format."""

    def made(content: Path, name: str = "63") -> Path:
        path = tmp_path / name
        os.mkfifo(path)
        threading.Thread(target=lambda: path.write_bytes(content.read_bytes()), daemon=True).start()
        return path

    return made


@pytest.mark.parametrize("file", STRUCTURES)
@pytest.mark.parametrize("command", ["predict", "describe"])
def test_a_structure_from_a_pipe_gives_the_rows_of_its_file(command: str, file: str, pipe: object, tmp_path: Path) -> None:
    options = ["-o", tmp_path / "rows.npy", "-q", "--absorber", "Ag"]
    run_xanes(command, DATA / file, *options)
    expected = np.load(tmp_path / "rows.npy")
    run_xanes(command, pipe(DATA / file), *options)
    np.testing.assert_array_equal(np.load(tmp_path / "rows.npy"), expected)


def test_files_and_pipes_stand_beside_each_other(pipe: object, tmp_path: Path) -> None:
    cluster, oxide = DATA / "agsi2o4.extxyz", DATA / "structures" / "ag2o.cif"
    run_xanes("predict", cluster, pipe(oxide), cluster, "-o", tmp_path / "mixed.npy", "-q")
    run_xanes("predict", cluster, oxide, cluster, "-o", tmp_path / "files.npy", "-q")
    np.testing.assert_array_equal(np.load(tmp_path / "mixed.npy"), np.load(tmp_path / "files.npy"))


@pytest.mark.parametrize("name", ["63", "counts.npy"])
def test_a_vector_from_a_pipe_is_reconstructed_as_its_file_is(name: str, pipe: object, tmp_path: Path) -> None:
    vector = tmp_path / "vector.npy"
    run_xanes("describe", DATA / "agsi2o4.extxyz", "-o", vector, "-q")
    from_file = run_xanes("reconstruct", vector, "-q").stdout
    assert from_file
    assert run_xanes("reconstruct", pipe(vector, name), "-q").stdout == from_file


def test_a_structure_from_a_pipe_is_reconstructed_as_its_file_is(pipe: object) -> None:
    from_file = run_xanes("reconstruct", DATA / "agsi2o4.extxyz", "-q").stdout
    assert from_file
    assert run_xanes("reconstruct", pipe(DATA / "agsi2o4.extxyz"), "-q").stdout == from_file


def test_specs_and_inputs_of_calculations_come_from_pipes_as_well(pipe: object, tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text("kind: pair-rdf\nabsorber: Ag\nelements: [O, Si, Ag]\n")
    described = run_xanes("describe", DATA / "agsi2o4.extxyz", "--spec", pipe(spec), "--json", "-q").stdout
    assert described == run_xanes("describe", DATA / "agsi2o4.extxyz", "--spec", spec, "--json", "-q").stdout
    written = run_xanes("fdmnes", "input", pipe(DATA / "agsi2o4.extxyz", "64")).stdout
    assert written == run_xanes("fdmnes", "input", DATA / "agsi2o4.extxyz").stdout


@pytest.mark.parametrize("file", ["cu_metal_rt.xdi", "ag.prj"])
def test_a_measured_spectrum_from_a_pipe_is_that_of_its_file(file: str, pipe: object) -> None:
    path, given = DATA / "measured" / file, pipe(DATA / "measured" / file)
    from_file, from_pipe = (run_xanes("measured", place).stdout for place in (path, given))
    assert from_pipe.replace(str(given), "").split() == from_file.replace(str(path), "").split()


def test_the_structures_of_a_data_set_come_from_pipes_as_well(pipe: object, tmp_path: Path) -> None:
    given = pipe(DATA / "agsi2o4.extxyz")
    run_xanes("dataset", "new", tmp_path / "set", "--preset", "ag-k-files", "--count", 1, "--structures", given, "-q")
    assert (tmp_path / "set" / "sources" / given.name).read_bytes() == (DATA / "agsi2o4.extxyz").read_bytes()


def test_an_empty_pipe_and_one_with_something_else_are_one_line(pipe: object, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert "is empty" in run_xanes("predict", pipe(tmp_path / "empty"), status=2).stderr
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    for command in ("predict", "reconstruct"):
        run = run_xanes(command, pipe(tmp_path / "binary", command), status=2)
        assert "is a binary file" in run.stderr
        assert run.stderr.count("\n") == 1
