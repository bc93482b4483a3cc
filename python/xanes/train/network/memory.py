"""Memory that is freed stays with the process."""

from __future__ import annotations

import ctypes

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Numbers of glibc's mallopt."""

_LARGEST = (1 << 30, 32 << 20)
"""Bytes: arrays up to this size are kept. Older versions of glibc take no more than the second."""


def keep_freed_memory() -> None:
    """Has the C library keep what is freed for the next array; does nothing where it is not glibc.

    A training step takes and frees the same arrays of some MB over and over. Given back to the system each time, their pages come
    zeroed and one by one, which took longer than the step's arithmetic.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    if any(mallopt(_MMAP_THRESHOLD, size) for size in _LARGEST):
        mallopt(_TRIM_THRESHOLD, (1 << 31) - 1)
