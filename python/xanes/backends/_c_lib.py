"""Loads the shared library."""

from __future__ import annotations

import ctypes
from pathlib import Path

from xanes.errors import XanesError

VARIANT = Path("glibc-hwcaps", "x86-64-v3")
"""Beside the library, where the dynamic linker finds it for other programs: the same code for processors with AVX2."""

_VARIANT_NEEDS = frozenset(["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"])


def load_library(path: Path) -> ctypes.CDLL:
    """Loads the library, or its variant for this processor.

    Raises:
        XanesError: The file is not a library that this machine can load.
    """
    variant = path.parent / VARIANT / path.name
    chosen = variant if variant.is_file() and _processor_flags() >= _VARIANT_NEEDS else path
    try:
        return ctypes.CDLL(str(chosen))
    except OSError as fault:
        raise XanesError(f"{chosen}: cannot be loaded ({fault}); install the package again") from fault


def _processor_flags() -> frozenset[str]:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return frozenset()
    return next((frozenset(line.split()) for line in lines if line.startswith("flags")), frozenset())
