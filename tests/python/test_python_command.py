"""The package's script ``xanes`` and ``python -m xanes``, wherever the package lies."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

SCRIPT = REPOSITORY / "python" / "scripts" / "xanes"
PROGRAM = '#!/bin/sh\necho "$(cd "$(dirname "$0")" && pwd)" "$@"\n'
"""A stand-in that tells its folder and its arguments."""

PACKAGE = REPOSITORY / "python" / "xanes"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script is one of a shell")


def executable(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    file.chmod(0o755)
    return file


def installed_script(prefix: Path) -> Path:
    return executable(prefix / "bin" / "xanes", SCRIPT.read_text(encoding="utf-8"))


def told(*command: object, status: int = 0) -> str:
    run = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"}, cwd="/")
    assert run.returncode == status, run.stderr
    return run.stdout + run.stderr


@pytest.mark.parametrize("place", ["lib/python3.11/site-packages", "lib64/python3.13/site-packages", "lib/python3.11/dist-packages", "."])
def test_the_script_finds_the_program_where_pip_puts_packages(place: str, tmp_path: Path) -> None:
    prefix = tmp_path / "a prefix"
    program = executable(prefix / place / "xanes" / "_lib" / "xanes", PROGRAM)
    assert told(installed_script(prefix), "predict", "a b.cif") == f"{program.resolve().parent} predict a b.cif\n"


def test_links_to_the_script_lead_to_its_package(tmp_path: Path) -> None:
    prefix = tmp_path / "prefix"
    program = executable(prefix / "lib" / "python3.11" / "site-packages" / "xanes" / "_lib" / "xanes", PROGRAM)
    script = installed_script(prefix)
    (tmp_path / "absolute").symlink_to(script)
    (tmp_path / "relative").symlink_to("absolute")
    assert told(tmp_path / "relative") == f"{program.parent}\n"


def test_of_two_packages_in_a_prefix_the_one_installed_last_is_taken(tmp_path: Path) -> None:
    programs = [
        executable(tmp_path / "lib" / f"python3.{minor}" / "site-packages" / "xanes" / "_lib" / "xanes", PROGRAM) for minor in (10, 11, 12)
    ]
    for program, time in zip(programs, (1e9, 3e9, 2e9), strict=True):
        os.utime(program, (time, time))
    assert told(installed_script(tmp_path)) == f"{programs[1].parent}\n"


def test_without_a_program_beside_it_the_script_asks_its_own_python(tmp_path: Path) -> None:
    executable(tmp_path / "bin" / "python3", '#!/bin/sh\necho python "$@"\n')
    assert told(installed_script(tmp_path), "--version") == "python -m xanes --version\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the Python package, in which nothing is built."""
    shutil.copytree(PACKAGE, tmp_path / "python" / "xanes", ignore=shutil.ignore_patterns("__pycache__", "train", "_lib"))
    shutil.copy2(REPOSITORY / "plugin.yaml", tmp_path)
    return tmp_path


def module(folder: Path, *arguments: str, status: int = 0) -> str:
    """``python -m xanes`` with the package of a folder."""
    return told("/usr/bin/env", f"PYTHONPATH={folder}", sys.executable, "-m", "xanes", *arguments, status=status)


def test_in_a_checkout_the_newest_build_runs(checkout: Path) -> None:
    ahead = executable(checkout / "artifacts" / "publish" / "Xanes.Cli" / "release_linux-x64" / "xanes", PROGRAM)
    managed = executable(checkout / "artifacts" / "bin" / "Xanes.Cli" / "release" / "xanes", PROGRAM)
    assembly = managed.with_name("xanes.dll")
    assembly.touch()
    os.utime(managed, (0, 0))
    os.utime(ahead, (2e9, 2e9))
    for time, newest in ((1e9, ahead), (3e9, managed)):
        os.utime(assembly, (time, time))
        assert module(checkout / "python", "--version") == f"{newest.parent} --version\n"


def test_a_checkout_without_a_build_says_how_to_build_it(checkout: Path) -> None:
    assert module(checkout / "python", status=1) == (
        f"xanes: the command is not built in {checkout}; run 'dotnet build -c Release src/Xanes.Cli' there\n"
    )


def test_a_package_without_the_command_says_how_to_get_it(checkout: Path) -> None:
    (checkout / "plugin.yaml").unlink()
    assert module(checkout / "python", status=1) == (
        "xanes: the package has no command; install it again with 'pip install ./python' on a machine with gcc and the .NET SDK\n"
    )


def test_a_command_that_cannot_be_run_is_named(checkout: Path) -> None:
    file = executable(checkout / "python" / "xanes" / "_lib" / "xanes", PROGRAM)
    file.chmod(0o644)
    assert module(checkout / "python", status=1).startswith(f"xanes: {file} cannot be run (Permission denied); ")
