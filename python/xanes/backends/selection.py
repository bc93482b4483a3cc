"""Which backend is taken."""

from __future__ import annotations

from collections.abc import Callable

from xanes.backends import locations
from xanes.backends.interface import Backend
from xanes.errors import InvalidInputError, XanesError


def open_backend(name: str, manifest: str | None) -> Backend:
    """Opens a backend by its name, or the first that can be had for ``auto``.

    Raises:
        InvalidInputError: There is no backend of that name.
        XanesError: It cannot be loaded; the message says what is missing.
    """
    if name in _OPENERS:
        return _OPENERS[name](manifest)
    if name != "auto":
        raise InvalidInputError(f"backend '{name}' is unknown; use 'auto', {' or '.join(repr(known) for known in _OPENERS)}")
    if locations.native_library():
        return _open_native(manifest)
    try:
        return _open_dotnet(manifest)
    except InvalidInputError:
        raise
    except XanesError as fault:
        raise XanesError(f"no backend: the native library is not in the package, and {fault}") from fault


def _open_native(manifest: str | None) -> Backend:
    library = locations.native_library()
    if library is None:
        raise XanesError("the native library is not in the package; install it again with 'pip install ./python'")
    from xanes.backends.native import NativeBackend

    return NativeBackend(library, locations.manifest(manifest))


def _open_dotnet(manifest: str | None) -> Backend:
    parts = locations.dotnet_parts()
    if parts is None:
        raise XanesError("the .NET assemblies are not in the package; install it again with 'pip install ./python'")
    from xanes.backends.dotnet import DotnetBackend

    return DotnetBackend(parts.assembly, parts.runtime_config, locations.manifest(manifest))


_OPENERS: dict[str, Callable[[str | None], Backend]] = {"native": _open_native, "pythonnet": _open_dotnet}
