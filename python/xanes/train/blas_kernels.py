"""OpenBLAS that does not know a processor takes kernels of twenty years ago, slower than those it has units for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_info

VARIABLE = "OPENBLAS_CORETYPE"
"""What OpenBLAS reads when it is loaded."""

FALLBACKS = {"Prescott", "generic"}
"""What OpenBLAS calls the kernels it takes for an x86-64 processor that it does not know."""

AVX2 = {"avx2", "fma"}
AVX512 = {"avx512f", "avx512bw", "avx512dq", "avx512vl", *AVX2}

_CPU_INFO = Path("/proc/cpuinfo")


def kernels_for(taken: Iterable[str], units: set[str]) -> str | None:
    """The kernels to ask for in place of those that OpenBLAS took, by the names of the processor's units as Linux lists them.

    None where those taken are no fallback, or the processor has no such units.
    """
    if FALLBACKS.isdisjoint(taken):
        return None
    return "SkylakeX" if units >= AVX512 else "Haswell" if units >= AVX2 else None


def begin_again_with_better_kernels() -> None:
    """Replaces this process by the same with better kernels, where there are any and the environment does not name some."""
    if VARIABLE in os.environ:
        return
    better = kernels_for(_taken(), _units())
    if better is not None:
        os.environ[VARIABLE] = better
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _taken() -> list[str]:
    np.dot(np.ones(2), np.ones(2))
    return [str(library.get("architecture")) for library in threadpool_info() if library.get("internal_api") == "openblas"]


def _units() -> set[str]:
    try:
        lines = _CPU_INFO.read_text(encoding="utf-8").splitlines()
    except OSError:
        return set()
    return set(next((line.partition(":")[2] for line in lines if line.startswith("flags")), "").split())
