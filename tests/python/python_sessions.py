"""The backends that the tests of the Python package run with."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

BACKENDS = [
    "native",
    pytest.param("pythonnet", marks=pytest.mark.skipif(find_spec("pythonnet") is None, reason="pythonnet is not installed")),
]

both_backends = pytest.mark.parametrize("x", BACKENDS, indirect=True)
