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


def program() -> Path | None:
    """The command ``xanes`` in any form, or None where there is none: the package's own, else the newest that a checkout has built."""
    installed = _PACKAGE / "_lib" / _COMMAND
    if installed.is_file():
        return installed
    artifacts = _CHECKOUT / "artifacts"
    built = [*artifacts.glob(f"publish/Xanes.Cli/release_*/{_COMMAND}"), artifacts / "bin" / "Xanes.Cli" / "release" / _COMMAND]
    oldest_first = sorted(filter(Path.is_file, built), key=_time_of_build)
    return oldest_first[-1] if oldest_first else None


def how_to_get_the_program() -> str:
    """What a user does where :func:`program` finds nothing, or something that does not run."""
    if (_CHECKOUT / "plugin.yaml").is_file():
        return f"the command is not built in {_CHECKOUT}; run 'dotnet build -c Release src/Xanes.Cli' there"
    return "the package has no command; install it again with 'pip install ./python' on a machine with gcc and the .NET SDK"


def dotnet_parts() -> DotnetParts | None:
    """The assemblies, or None where they are not built."""
    assembly = _first(
        _PACKAGE / "_lib" / "Xanes.Interop.dll", _CHECKOUT / "artifacts" / "bin" / "Xanes.Plugin" / "release" / "Xanes.Interop.dll"
    )
    return None if assembly is None else DotnetParts(assembly, assembly.with_name("Xanes.Plugin.runtimeconfig.json"))


def _time_of_build(program: Path) -> float:
    """When a program was built: its own file is older than the assembly beside it where only that has changed."""
    assembly = program.with_name("xanes.dll")
    return (assembly if assembly.is_file() else program).stat().st_mtime


def _first(*candidates: Path) -> Path | None:
    return next((path for path in candidates if path.is_file()), None)
