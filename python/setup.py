"""Builds the C# parts into the wheel; all else stands in pyproject.toml."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

CHECKOUT = Path(__file__).resolve().parent.parent
SDK = 10
"""The first version of the .NET SDK that knows the projects' framework."""

MANIFEST = "plugin.yaml"
COMMAND = "xanes"

FOR_THIS_PLATFORM = ("--use-current-runtime", "--no-self-contained", f"-p:ArtifactsPath={CHECKOUT / 'artifacts' / 'wheel'}")
"""Keeps the native libraries of this platform alone. Another folder for intermediate files leaves the checkout's own builds as they are."""


NEEDS_GCC = "compiling the native library and the command ahead of time needs Linux and gcc (Debian: apt-get install gcc libc6-dev)"


class BuildWithDotnet(build_py):
    """Publishes the native library, the plugin and the command into ``xanes/_lib``, with the manifest and its models."""

    def run(self) -> None:
        """Copies the Python files, then adds what C# gives. An editable install uses the checkout's own builds."""
        super().run()
        if self.editable_mode:
            return
        if not (CHECKOUT / MANIFEST).is_file():
            raise SystemExit("xanes: the C# sources are missing; install from a checkout with 'pip install ./python'")
        dotnet = find_sdk()
        target = Path(self.build_lib).absolute() / "xanes" / "_lib"
        shutil.rmtree(target, ignore_errors=True)
        publish(dotnet, "Xanes.Plugin", target, *FOR_THIS_PLATFORM)
        if compiles_ahead():
            publish(dotnet, "Xanes.Native", target)
            add_command(dotnet, target)
        else:
            print(f"xanes: the wheel runs on .NET 10, with xanes[pythonnet], since {NEEDS_GCC}", file=sys.stderr)
            publish(dotnet, "Xanes.Cli", target, *FOR_THIS_PLATFORM)
        leave_out_what_is_not_needed(target)
        copy_models(target)
        copy_trainers(target)


class DistributionWithLibraries(Distribution):
    """Tells setuptools that the package has native code."""

    def has_ext_modules(self) -> bool:
        """It has."""
        return True


class PlatformWheel(bdist_wheel):
    """Any Python 3 on this platform: the libraries know nothing of Python's ABI."""

    def get_tag(self) -> tuple[str, str, str]:
        """The wheel's tags."""
        return "py3", "none", super().get_tag()[2]


def find_sdk() -> str:
    """The command ``dotnet`` of a .NET SDK that is new enough."""
    dotnet = shutil.which("dotnet")
    listed = subprocess.run([dotnet, "--list-sdks"], capture_output=True, text=True, check=False).stdout if dotnet else ""
    versions = [int(found) for found in re.findall(r"^(\d+)\.", listed, re.MULTILINE)]
    if dotnet is None or max(versions, default=0) < SDK:
        found = f"only version {max(versions)}" if versions else "none"
        raise SystemExit(
            f"xanes: building needs the .NET SDK {SDK} and PATH has {found}; install it from https://dotnet.microsoft.com/download "
            "(it is not needed to use the finished wheel)"
        )
    return dotnet


def publish(dotnet: str, project: str, target: Path, *options: str) -> None:
    """Runs ``dotnet publish``."""
    command = [dotnet, "publish", str(CHECKOUT / "src" / project), "-c", "Release", "-o", str(target), "-v", "quiet", "-nologo", *options]
    result = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        output = f"{result.stdout[-3000:]}{result.stderr[-1000:]}"
        raise SystemExit(f"xanes: building {project} failed; the last lines of '{' '.join(command)}':\n{output}")


def compiles_ahead() -> bool:
    """Whether this machine can make programs that need no .NET."""
    return sys.platform == "linux" and shutil.which("gcc") is not None


def add_command(dotnet: str, target: Path) -> None:
    """Adds the command, compiled ahead of time, with its build for newer processors and those libraries that are not there yet.

    Its models and the Python files are those of the package.
    """
    with TemporaryDirectory() as folder:
        publish(dotnet, "Xanes.Cli", Path(folder), "-p:AheadOfTime=true")
        for file in sorted(Path(folder).rglob("*")):
            place = target / file.relative_to(folder)
            if file.is_file() and (file.name == COMMAND or file.suffix == ".so") and not place.exists():
                place.parent.mkdir(exist_ok=True)
                shutil.copy2(file, place)


def leave_out_what_is_not_needed(target: Path) -> None:
    """Deletes debug symbols, documentation, and the Windows libraries that the package of ONNX Runtime adds on every platform."""
    patterns = ["*.pdb", "*.xml"] + (["onnxruntime*.dll"] if sys.platform != "win32" else [])
    for pattern in patterns:
        for file in target.glob(pattern):
            file.unlink()


def copy_models(target: Path) -> None:
    """Copies the manifest and the models of the folder that it names."""
    manifest = (CHECKOUT / MANIFEST).read_text(encoding="utf-8")
    folder = re.search(r"^models:\s*(\S+)", manifest, re.MULTILINE)[1]
    shutil.copy2(CHECKOUT / MANIFEST, target)
    for card in (CHECKOUT / folder).glob("*/model.yaml"):
        model = target / folder / card.parent.name
        model.mkdir(parents=True)
        for file in (card, *(card.with_name(name) for name in ("model.onnx", "residuals.npy") if card.with_name(name).is_file())):
            shutil.copy2(file, model)
    shutil.copytree(CHECKOUT / folder / "measured", target / folder / "measured")


def copy_trainers(target: Path) -> None:
    """Copies what ``xanes train`` hands to the Python that trains, which may be another one than that of the package."""
    package, place = CHECKOUT / "python" / "xanes", target / "python" / "xanes"
    shutil.copytree(package / "train", place / "train", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(package / "__init__.py", place)


setup(
    distclass=DistributionWithLibraries,
    cmdclass={"build_py": BuildWithDotnet, "bdist_wheel": PlatformWheel},
    scripts=[] if sys.platform == "win32" else ["scripts/xanes"],
)
