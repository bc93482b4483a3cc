"""The result of a fit, by the backend ``native``."""

from __future__ import annotations

import json

import numpy as np
from numpy.typing import NDArray

from xanes.backends._c_api import Library
from xanes.backends.addresses import address
from xanes.fit import Fit


def read_fit(library: Library, handle: int) -> Fit:
    """Reads the result behind a handle, and closes it."""

    def array(name: str, size: int) -> NDArray[np.float64]:
        values = np.empty(size)
        library.fit_array(handle, name, address(values), size)
        return values

    try:
        return Fit(json.loads(library.info(handle)), array)
    finally:
        library.close(handle)
