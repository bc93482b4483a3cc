"""One SIGTERM or Ctrl-C ends the command, whatever it is waiting for, and what was asked for so far is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from conftest import COMMAND, DATA, REPOSITORY, hear_ctrl_c, run_xanes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")

CLUSTER = DATA / "agsi2o4.extxyz"
ENDLESS = DATA / "bad-models" / "endless"
INTERRUPTED = 130


def start(*arguments: object, **streams: object) -> subprocess.Popen[str]:
    command = ["dotnet", str(COMMAND), *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hear_ctrl_c, **streams
    )


def listens(process: subprocess.Popen[str], number: int) -> bool:
    """Whether the process has a handler for a signal by now."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = next(int(line.split()[1], 16) for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(caught >> (number - 1) & 1)


def end(process: subprocess.Popen[str], number: int) -> str:
    """Sends one signal when the command can take it and works; what it complains of."""
    try:
        for _ in range(600):
            if listens(process, number):
                break
            time.sleep(0.1)
        time.sleep(2)
        process.send_signal(number)
        _, error = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode == INTERRUPTED
    return error


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("file", ["agsi2o4.extxyz", "structures/trajectory.extxyz"])
def test_one_signal_ends_a_model_that_never_answers(number: int, file: str) -> None:
    assert end(start("predict", DATA / file, "--model", ENDLESS), number) == "xanes: interrupted\n"


@pytest.mark.parametrize("command", ["predict", "describe", "reconstruct"])
def test_one_signal_ends_the_wait_for_standard_input(command: str) -> None:
    reading, writing = os.pipe()
    try:
        assert end(start(command, "-", stdin=reading), signal.SIGTERM) == "xanes: interrupted\n"
    finally:
        os.close(reading)
        os.close(writing)


@pytest.mark.parametrize("command", ["predict", "reconstruct"])
def test_one_signal_ends_the_wait_for_a_pipe_that_nobody_opens(command: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert end(start(command, tmp_path / "pipe"), signal.SIGTERM) == "xanes: interrupted\n"


def test_spectra_before_the_signal_are_kept(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    process = start("predict", CLUSTER, tmp_path / "pipe", "-o", tmp_path / "spectra.npy")
    with (tmp_path / "pipe").open("w") as pipe:
        pipe.write(CLUSTER.read_text() * 300)
        pipe.flush()
        error = end(process, signal.SIGTERM)
    assert "interruption: the 256 spectra before it are in" in error
    run_xanes("predict", CLUSTER, "-o", tmp_path / "one.npy", "-q")
    np.testing.assert_allclose(np.load(tmp_path / "spectra.npy"), np.repeat(np.load(tmp_path / "one.npy"), 256, axis=0), atol=1e-5)
