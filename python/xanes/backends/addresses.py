"""The addresses of numpy arrays, as the C# core takes them. The caller keeps the arrays alive during the call."""

from __future__ import annotations

from ctypes import addressof, c_char
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xanes.batch import Sites, StructureBatch


def address(array: NDArray[Any] | None) -> int:
    """Where an array's values begin; 0 for None."""
    if array is None:
        return 0
    values: Any = array
    try:
        return addressof(c_char.from_buffer(values))
    except (TypeError, ValueError):
        # Of an array that is read-only, empty or not contiguous, numpy tells it, which takes twice as long.
        return int(array.__array_interface__["data"][0])


def site_arrays(batch: StructureBatch, sites: Sites) -> NDArray[np.int64]:
    """The fields of ``xanes_sites`` (xanes.h), all of eight bytes: int64 [9]."""
    return np.array(
        [
            len(batch),
            address(batch.offsets),
            address(batch.numbers),
            address(batch.positions),
            address(batch.cells),
            address(batch.periodic),
            len(sites),
            address(sites.structures),
            address(sites.absorbers),
        ],
        dtype=np.int64,
    )
