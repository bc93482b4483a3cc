"""Builds the C# parts into the wheel; all else stands in pyproject.toml."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

CHECKOUT = Path(__file__).resolve().parent.parent
SDK = 10
"""The first version of the .NET SDK that knows the projects' framework."""

MANIFEST = "plugin.yaml"


class BuildWithDotnet(build_py):
    """Publishes the native library and the plugin into ``xanes/_lib``, with the manifest and its default model."""

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
        publish(dotnet, "Xanes.Plugin", target, "--use-current-runtime", "--no-self-contained")
        publish(dotnet, "Xanes.Native", target)
        leave_out_other_platforms(target)
        copy_model(target)


class PlatformWheel(bdist_wheel):
    """Any Python 3 on this platform: the libraries know nothing of Python's ABI."""

    def finalize_options(self) -> None:
        """Marks the wheel as one with native code."""
        super().finalize_options()
        self.root_is_pure = False

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
    """Runs ``dotnet publish`` with intermediate files of its own, so that the checkout's builds stay as they are."""
    intermediate = CHECKOUT / "artifacts" / "wheel"
    command = [dotnet, "publish", str(CHECKOUT / "src" / project), "-c", "Release", "-o", str(target), "-v", "quiet", "-nologo", *options]
    command += [
        f"-p:ArtifactsPath={intermediate}",
        "-p:DebugType=none",
        "-p:PublishDocumentationFiles=false",
        "-p:PublishReferencesDocumentationFiles=false",
    ]
    result = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise SystemExit(
            f"xanes: building {project} failed; the last lines of '{' '.join(command)}':\n{result.stdout[-3000:]}{result.stderr[-1000:]}"
        )


def leave_out_other_platforms(target: Path) -> None:
    """Deletes the Windows libraries that the package of ONNX Runtime adds on every platform."""
    if sys.platform != "win32":
        for library in target.glob("onnxruntime*.dll"):
            library.unlink()


def copy_model(target: Path) -> None:
    """Copies the manifest and the model that it names as the default."""
    manifest = (CHECKOUT / MANIFEST).read_text(encoding="utf-8")
    names = dict(re.findall(r"^(models|default_model):\s*(\S+)", manifest, re.MULTILINE))
    model = Path(names["models"], names["default_model"])
    shutil.copy2(CHECKOUT / MANIFEST, target)
    (target / model).mkdir(parents=True)
    for name in ("model.onnx", "model.yaml"):
        shutil.copy2(CHECKOUT / model / name, target / model)


setup(cmdclass={"build_py": BuildWithDotnet, "bdist_wheel": PlatformWheel})
