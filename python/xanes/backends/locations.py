"""Where the C# parts are: inside the installed package, or in the build of a checkout."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from xanes.errors import XanesError

MANIFEST_VARIABLE = "XANES_MANIFEST"
"""The environment variable that may hold the path of a ``plugin.yaml``."""

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent.parent
_COMMAND = "xanes.exe" if sys.platform == "win32" else "xanes"
_LIBRARY = {"darwin": "libxanes.dylib", "win32": "xanes.dll"}.get(sys.platform, "libxanes.so")


@dataclass(frozen=True)
class DotnetParts:
    """The files that the .NET runtime needs."""

    assembly: Path
    """``Xanes.Interop.dll``."""
    runtime_config: Path
    """Names the .NET version to start."""


def manifest(given: str | None) -> Path:
    """The plugin's manifest: the one given, the one that the environment names, or the package's own."""
    named = given or os.environ.get(MANIFEST_VARIABLE)
    if named:
        return Path(named).absolute()
    found = _first(_PACKAGE / "_lib" / "plugin.yaml", _CHECKOUT / "plugin.yaml")
    if found is None:
        raise XanesError("the package has no plugin.yaml; install it again with 'pip install ./python', or give manifest=")
    return found


def native_library() -> Path | None:
    """The shared library, or None where it is not built."""
    built = _CHECKOUT / "artifacts" / "publish" / "Xanes.Native"
    return _first(_PACKAGE / "_lib" / _LIBRARY, *sorted(built.glob(f"release*/{_LIBRARY}")))


def command() -> Path | None:
    """The command ``xanes`` compiled ahead of time, or None where it is not built."""
    built = _CHECKOUT / "artifacts" / "publish" / "Xanes.Cli"
    return _first(_PACKAGE / "_lib" / _COMMAND, *sorted(built.glob(f"release_*/{_COMMAND}")))


def dotnet_parts() -> DotnetParts | None:
    """The assemblies, or None where they are not built."""
    assembly = _first(
        _PACKAGE / "_lib" / "Xanes.Interop.dll", _CHECKOUT / "artifacts" / "bin" / "Xanes.Plugin" / "release" / "Xanes.Interop.dll"
    )
    return None if assembly is None else DotnetParts(assembly, assembly.with_name("Xanes.Plugin.runtimeconfig.json"))


def _first(*candidates: Path) -> Path | None:
    return next((path for path in candidates if path.is_file()), None)
