"""The sessions that the tests of the Python package share."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
import xanes

BACKENDS = [
    "native",
    pytest.param("pythonnet", marks=pytest.mark.skipif(find_spec("pythonnet") is None, reason="pythonnet is not installed")),
]

both_backends = pytest.mark.parametrize("x", BACKENDS, indirect=True)


@pytest.fixture
def x(request: pytest.FixtureRequest) -> xanes.Session:
    """A session of the backend that a test names, of the native one where it names none."""
    return xanes.load(getattr(request, "param", "native"))
