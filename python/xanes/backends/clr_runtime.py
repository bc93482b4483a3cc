"""The .NET runtime in this process; the only file that knows pythonnet's own modules."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

from xanes.errors import XanesError

CORECLR = "CoreCLR"


def obstacle() -> str | None:
    """What keeps the runtime from being loaded, in words; None where nothing is known to."""
    if find_spec("pythonnet") is None:
        return "pythonnet is not installed; install it with 'pip install xanes[pythonnet]'"
    return None


def interop(assembly: Path, runtime_config: Path) -> SimpleNamespace:
    """The public types of Xanes.Interop, and what cancels their calls.

    Args:
        assembly: ``Xanes.Interop.dll``.
        runtime_config: Names the .NET version to start where no runtime runs in this process yet.

    Raises:
        XanesError: pythonnet is missing, no such runtime is installed, or another kind of runtime runs already.
    """
    missing = obstacle()
    if missing:
        raise XanesError(missing)
    import pythonnet

    running = pythonnet.get_runtime_info()
    if running is None:
        _start(runtime_config)
    elif running.kind != CORECLR:
        raise XanesError(f"pythonnet already runs {running.kind}; call xanes.load() first, or pythonnet.load('coreclr')")
    return _types(assembly)


def _start(runtime_config: Path) -> None:
    import pythonnet

    try:
        pythonnet.load("coreclr", runtime_config=str(runtime_config))
    except Exception as fault:
        reason = str(fault.__cause__ or fault).splitlines()[0]
        raise XanesError(
            f"the .NET runtime cannot be started ({reason}); install the .NET 10 runtime, or set DOTNET_ROOT to its folder"
        ) from fault


def _types(assembly: Path) -> SimpleNamespace:
    import clr

    clr.AddReference(str(assembly.with_suffix("")))
    from System.Threading import CancellationTokenSource
    from Xanes import Interop

    return SimpleNamespace(
        CancellationTokenSource=CancellationTokenSource,
        AlignmentMethod=Interop.AlignmentMethod,
        DescriptorSpec=Interop.DescriptorSpec,
        ExplorationHost=Interop.ExplorationHost,
        ExplorationJson=Interop.ExplorationJson,
        FitJson=Interop.FitJson,
        MeasuredFileOptions=Interop.MeasuredFileOptions,
        MeasuredHost=Interop.MeasuredHost,
        MixtureHost=Interop.MixtureHost,
        NormalisationOptions=Interop.NormalisationOptions,
        PluginLoader=Interop.PluginLoader,
        PointerHost=Interop.PointerHost,
        TreatmentOptions=Interop.TreatmentOptions,
    )
