"""The result of a fit, by the backend ``pythonnet``."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xanes.backends.addresses import address
from xanes.fit import Fit


def read_fit(interop: SimpleNamespace, result: Any) -> Fit:
    """Reads a ``FitResult``."""

    def array(name: str, size: int) -> NDArray[np.float64]:
        values = np.empty(size)
        interop.PointerHost.CopyArray(result, name, address(values))
        return values

    return Fit(json.loads(interop.FitJson.Text(result)), array)
