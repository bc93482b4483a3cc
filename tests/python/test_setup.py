"""When tests/setup.sh makes the environment again, with stand-ins for Python and its index."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import REPOSITORY

STAND_IN = """#!/bin/sh
# A Python that imports what its file modules names, whose environments are copies of itself with what requirements.txt names.
here=$(dirname "$0")
case "$1 $2" in
"-m venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python && cp "$0" .venv/bin/pip && echo made >> log ;;
"-c import"*) for module in $(echo "${2#import}" | tr -d ,); do grep -q "^$module$" "$here/modules" || exit 1; done ;;
"install -q") case "$*" in *requirements.txt) cat python/requirements.txt > "$here/modules" ;; esac ;;
esac
"""

EVERYTHING = [
    "onnx",
    "torch",
    "ase",
    "hypothesis",
    "matplotlib",
    "mypy",
    "numpy",
    "pandas",
    "pymatgen.core",
    "pytest",
    "scipy",
    "sklearn",
    "yaml",
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose index has everything."""
    for folder in ("tests", "python", "path"):
        (tmp_path / folder).mkdir()
    shutil.copy(REPOSITORY / "tests" / "setup.sh", tmp_path / "tests")
    (tmp_path / "python" / "requirements.txt").write_text("\n".join(EVERYTHING) + "\n")
    for program in ("python3", "gcc", "gfortran", "valgrind", "zsh", "fish", "chromedriver"):
        (tmp_path / "path" / program).write_text(STAND_IN)
        (tmp_path / "path" / program).chmod(0o755)
    (tmp_path / "path" / "modules").write_text("ensurepip\nvenv\n")
    return tmp_path


def make_environment(project: Path, modules: list[str]) -> None:
    folder = project / ".venv" / "bin"
    folder.mkdir(parents=True)
    shutil.copy(project / "path" / "python3", folder / "python")
    (folder / "modules").write_text("\n".join(modules) + "\n")


def set_up(project: Path) -> bool:
    """Runs the set-up; whether it made an environment."""
    environment = {"PATH": f"{project / 'path'}:{os.environ['PATH']}", "WHEELS": str(project / "none")}
    run = subprocess.run(["bash", "tests/setup.sh"], cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return (project / "log").exists()


def test_an_environment_that_has_everything_is_left_alone(project: Path) -> None:
    make_environment(project, EVERYTHING)
    assert not set_up(project)


@pytest.mark.parametrize("module", ["torch", "onnx", "mypy"])
def test_an_environment_that_lacks_a_module_is_made_anew(project: Path, module: str) -> None:
    make_environment(project, [name for name in EVERYTHING if name != module])
    assert set_up(project)
    assert (project / ".venv/bin/modules").read_text().split() == EVERYTHING


def test_where_there_is_no_environment_one_is_made(project: Path) -> None:
    assert set_up(project)
