"""Ctrl-C ends calls that would take long, as a user at a terminal has it; a session goes on as if they had not been made."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import DATA, REPOSITORY, hear_ctrl_c
from python_sessions import BACKENDS

ENDLESS = DATA / "bad-models" / "endless"

CALLS = {
    "one prediction": "x.spectrum(atoms, 0, model=endless)",
    "a list": "x.spectrum([atoms] * 1000, 0, model=endless)",
    "every absorber": "x.spectrum(atoms, 'Ag', model=endless)",
    "joined structures": "x.spectrum(xanes.join([atoms] * 60_000), 0, model=endless)",
    "an average": "x.spectrum([atoms] * 300, 'Ag', average=True, model=endless)",
    "descriptors without end": "[x.describe(batch, 0) for _ in iter(int, 1)]",
    "a search": "x.reconstruct(x.describe(crowd, 0), time_limit=1e6)",
}
"""Each would take days."""

PROGRAM = """
import os, signal, sys, threading
import numpy as np
import xanes
from ase import Atoms
from ase.build import bulk
from ase.io import read

backend, endless, file, call = sys.argv[1:]
x = xanes.load(backend)
atoms = read(file)
batch = xanes.join([atoms] * 20_000)
crowd = Atoms("Ag" + "OSi" * 20, np.random.default_rng(1).permutation(np.mgrid[:4, :4, :3].reshape(3, -1).T[:41]) * 1.5)
before = x.spectrum(atoms, 0)
threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    eval(call)
    print("not interrupted")
except KeyboardInterrupt:
    after = x.spectrum([atoms] * 400, 0)
    assert all((spectrum.mu == after[0].mu).all() for spectrum in after)
    assert (x.spectrum(atoms, 0).mu == before.mu).all()
    print("interrupted")
"""


def run(program: str, *arguments: object) -> tuple[str, str]:
    """What a program prints and what it complains of."""
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "python")}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=environment, preexec_fn=hear_ctrl_c)
    return ended.stdout, ended.stderr


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("call", CALLS)
def test_ctrl_c_ends_what_would_take_days_and_harms_no_later_call(backend: str, call: str) -> None:
    assert run(PROGRAM, backend, ENDLESS, DATA / "agsi2o4.extxyz", CALLS[call]) == ("interrupted\n", "")


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_handler_of_ones_own_that_raises_nothing_lets_the_call_go_on(backend: str) -> None:
    program = """
import os, signal, sys, threading
import xanes
from ase.io import read

x = xanes.load(sys.argv[1])
atoms = read(sys.argv[2])
heard = []
signal.signal(signal.SIGUSR1, lambda *_: heard.append(x.spectrum(atoms, 0)))
batch = xanes.join([atoms] * 20_000)
threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGUSR1)).start()
while not heard:
    spectra = x.spectrum(batch, 0)
print(len(spectra), (heard[0].mu == x.spectrum(atoms, 0).mu).all())
"""
    assert run(program, backend, DATA / "agsi2o4.extxyz") == ("20000 True\n", "")
