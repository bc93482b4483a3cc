"""What a model takes, by name, with one row for each structure."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

Features = dict[str, Any]
"""``DESCRIPTOR``, ``NEIGHBOURS`` or both; each can be indexed by an array of rows."""

DESCRIPTOR = "descriptor"
"""The vectors, float32 [n, F]."""

NEIGHBOURS = "neighbours"
"""The clusters themselves, :class:`xanes.train.network.neighbours.Neighbours`."""


def take(features: Features, rows: NDArray[Any]) -> Features:
    """The same features with some rows only, in the order asked for."""
    return {name: values[rows] for name, values in features.items()}
