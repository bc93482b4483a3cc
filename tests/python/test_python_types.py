"""What mypy, strict, makes of code that uses the package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

SETTINGS = """[mypy]
mypy_path = {}
strict = True
follow_imports = silent
[mypy-ase.*]
follow_imports = skip
ignore_missing_imports = True
"""
WRONG = """import xanes
def wrong(x: xanes.Session, arrays: xanes.AtomArrays) -> None:
    x.spectrum(arrays).nothing
    x.spectrum([arrays]).mu
    x.spectrum(47)
"""


def test_one_structure_gives_a_spectrum_and_many_a_list_to_a_type_checker(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    (tmp_path / "mypy.ini").write_text(SETTINGS.format(REPOSITORY / "python"))
    (tmp_path / "wrong.py").write_text(WRONG)
    command = [sys.executable, "-m", "mypy", "--config-file", "mypy.ini", "wrong.py", str(Path(__file__).with_name("typed_use.py"))]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    errors = [line.split(": error: ")[0] for line in run.stdout.splitlines() if ": error: " in line]
    assert errors == ["wrong.py:3", "wrong.py:4", "wrong.py:5"], run.stdout
