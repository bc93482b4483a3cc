"""What a model eats: named tensors with one row for each structure."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

Features = dict[str, NDArray[Any]]

DESCRIPTOR = "descriptor"
"""The tensor float32 [n, F] that families on the vector eat."""


def take(features: Features, rows: NDArray[Any]) -> Features:
    """The same tensors with some rows only, in the order asked for."""
    return {name: values[rows] for name, values in features.items()}
