"""The addresses of numpy arrays, as the C# core takes them. The caller keeps the arrays alive during the call."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from xanes.batch import Sites, StructureBatch


def address(array: NDArray[Any] | None) -> int:
    """Where an array's values begin; 0 for None."""
    return 0 if array is None else int(array.__array_interface__["data"][0])


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
