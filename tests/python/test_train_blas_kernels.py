"""Kernels of OpenBLAS for processors that it does not know."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import REPOSITORY
from xanes.train.blas_kernels import AVX2, AVX512, VARIABLE, kernels_for

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != VARIABLE} | {"PYTHONPATH": str(REPOSITORY / "python")}


@pytest.mark.parametrize(
    ("taken", "units", "better"),
    [
        (["Prescott"], AVX512 | {"sse2"}, "SkylakeX"),
        (["Prescott"], AVX2 | {"sse2"}, "Haswell"),
        (["Prescott"], {"sse2"}, None),
        (["Haswell"], AVX512, None),
        (["Zen"], AVX2, None),
        ([], AVX512, None),
    ],
)
def test_kernels_are_asked_for_only_in_place_of_those_for_an_unknown_processor(
    taken: list[str], units: set[str], better: str | None
) -> None:
    assert kernels_for(taken, units) == better


@pytest.mark.parametrize("module", ["xanes.train", "xanes.train.folds"])
def test_a_training_keeps_its_arguments_and_its_status_when_it_begins_again(module: str) -> None:
    run = subprocess.run([sys.executable, "-m", module, "/nowhere"], capture_output=True, text=True, check=False, env=ENVIRONMENT)

    assert run.returncode == 2
    assert "/nowhere" in run.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the processor's units are read from Linux")
def test_a_process_that_begins_again_has_the_better_kernels() -> None:
    script = (
        "import os, sys\n"
        "from xanes.train import blas_kernels\n"
        "blas_kernels._taken = lambda: ['Prescott']\n"
        "blas_kernels._units = lambda: blas_kernels.AVX2\n"
        "blas_kernels.begin_again_with_better_kernels()\n"
        f"print(os.environ['{VARIABLE}'], sys.argv[1:])\n"
    )
    run = subprocess.run([sys.executable, "-c", script, "a folder"], capture_output=True, text=True, check=True, env=ENVIRONMENT)

    assert run.stdout.split(" ", 1) == ["Haswell", "['a folder']\n"]
