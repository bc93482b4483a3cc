"""What the tests of the command and of the Python package share."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
import xanes

with suppress(ImportError):
    import onnx  # noqa: F401  Debian's torch, which some test may import, breaks the import of a newer onnx after it.

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = REPOSITORY / "artifacts" / "bin" / "Xanes.Cli" / "release" / "xanes.dll"
DATA = REPOSITORY / "tests" / "data"


def run_xanes(
    *arguments: object, standard_input: str = "", status: int = 0, cwd: Path = REPOSITORY, fdmnes: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs the built command, with a program in the place of FDMNES where one is named, and makes sure of its exit status."""
    run = subprocess.run(
        ["dotnet", str(COMMAND), *map(str, arguments)],
        input=standard_input,
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=os.environ | ({"XANES_FDMNES": str(fdmnes)} if fdmnes else {}),
    )
    assert run.returncode == status, run.stderr
    return run


def hear_ctrl_c() -> None:
    """In a child before it starts: background jobs of a shell are started deaf to Ctrl-C, and their children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def x(request: pytest.FixtureRequest) -> xanes.Session:
    """A session of the backend that a test names, of the native one where it names none."""
    return xanes.load(getattr(request, "param", "native"))
