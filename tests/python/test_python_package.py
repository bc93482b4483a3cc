"""The package as a user has it: a wheel, the README's examples and the notebook, outside of the checkout."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
import xanes
from conftest import COMMAND, REPOSITORY
from python_sessions import BACKENDS

SETUPTOOLS = (70, 1)
NOTEBOOK = REPOSITORY / "python" / "examples" / "silver_oxide.ipynb"


def readme_code() -> str:
    return "\n".join(re.findall(r"```python\n(.*?)```", (REPOSITORY / "docs" / "python.md").read_text(encoding="utf-8"), flags=re.DOTALL))


def notebook_code() -> str:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def skip_with_old_setuptools() -> None:
    if tuple(map(int, version("setuptools").split(".")[:2])) < SETUPTOOLS:
        pytest.skip(f"building a wheel needs setuptools {SETUPTOOLS[0]}.{SETUPTOOLS[1]}")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    skip_with_old_setuptools()
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-index", "--no-build-isolation", "--no-deps", "-w", folder]
    built = subprocess.run([*command, REPOSITORY / "python"], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.iterdir()
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment in which pip installed the wheel; it sees this one's packages but not the checkout."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, symlinks=True)
    (site_packages,) = folder.glob("lib/python*/site-packages")
    python = folder / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", "--no-deps", "--no-compile", wheel]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    others = [path for path in sys.path if "-packages" in path]
    (site_packages / "others.pth").write_text("\n".join(others) + "\n")
    return python


def run(python: Path, code: str, folder: Path, **environment: str) -> str:
    """Runs code in a folder from which the README's relative paths lead to the data, with no dotnet on PATH."""
    if not (folder / "tests").exists():
        (folder / "tests").symlink_to(REPOSITORY / "tests")
    clean = {"PATH": str(folder), "HOME": str(folder), "MPLBACKEND": "Agg", **environment}
    result = subprocess.run([python, "-c", code], cwd=folder, env=clean, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


def dotnet_root() -> str:
    return str(Path(os.environ.get("DOTNET_ROOT") or Path(shutil.which("dotnet") or "").resolve().parent))


def test_the_wheel_is_for_its_platform_and_holds_both_backends_and_the_models(wheel: Path) -> None:
    assert re.fullmatch(r"xanes-[\d.]+-py3-none-(?!any)\w+\.whl", wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    held = ["plugin.yaml", "Xanes.Interop.dll", "Xanes.Plugin.dll"]
    held += [
        f"models/{model}/{file}"
        for model in ("ag-k-accurate", "ag-k-fast", "cu-k")
        for file in ("model.onnx", "model.yaml", "residuals.npy")
    ]
    assert {f"xanes/_lib/{name}" for name in held} | {"xanes/py.typed"} <= names
    if sys.platform == "linux":
        assert {"xanes/_lib/libxanes.so", "xanes/_lib/libonnxruntime.so", "xanes/_lib/xanes"} <= names
        assert [name for name in names if name.endswith("/libonnxruntime.so")] == ["xanes/_lib/libonnxruntime.so"]
        assert not any(name.endswith(("/onnxruntime.dll", ".pdb")) for name in names)


COMMAND_LINES = (
    ("--version",),
    ("predict", "tests/data/structures/ag2o.cif", "--average", "--json"),
    ("predict", "tests/data/agsi2o4.extxyz", "-m", "ag-k-fast", "--json"),
    ("describe", "tests/data/agsi2o4.extxyz", "--json"),
    ("models", "show", "cu-k", "--json"),
    ("predict", "no-such-file.cif"),
)


@pytest.mark.parametrize("line", COMMAND_LINES, ids=" ".join)
def test_the_wheel_brings_the_command_that_gives_what_the_checkout_s_gives(line: tuple[str, ...], installed: Path, tmp_path: Path) -> None:
    (tmp_path / "tests").symlink_to(REPOSITORY / "tests")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "DOTNET_ROOT": dotnet_root()}
    ways = ([installed.with_name("xanes")], [installed, "-m", "xanes"], ["dotnet", COMMAND])
    manifests = ({}, {}, {"XANES_MANIFEST": str(REPOSITORY / "plugin.yaml")})
    runs = [
        subprocess.run([*way, *line], cwd=tmp_path, env=environment | manifest, capture_output=True, text=True, check=False)
        for way, manifest in zip(ways, manifests, strict=True)
    ]
    script, module, checkout = [(run.returncode, without_commit(run.stdout), run.stderr) for run in runs]
    assert script == module == checkout


def without_commit(text: str) -> str:
    """Leaves out which commit a version is of: parts of a checkout may have been built at different ones."""
    return re.sub(rf"(?<=^{re.escape(xanes.__version__)})\+\w+$", "", text.strip())


def test_the_installed_command_needs_neither_dotnet_nor_its_own_folder_on_path(installed: Path, tmp_path: Path) -> None:
    link = tmp_path / "linked"
    link.symlink_to(installed.with_name("xanes"))
    run = subprocess.run([link, "--version"], env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False)
    assert (run.returncode, without_commit(run.stdout)) == (0, xanes.__version__), run.stderr


def test_the_installed_command_brings_what_trains_models(installed: Path, tmp_path: Path) -> None:
    (package,) = installed.parents[1].glob("lib/python*/site-packages/xanes")
    environment = os.environ | {"PYTHONPATH": str(package / "_lib" / "python"), "HOME": str(tmp_path)}
    command = [installed, "-m", "xanes.train.list_families"]
    listed = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert "ridge" in listed.stdout, listed.stderr


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_examples_of_the_readme_run_in_a_fresh_environment(backend: str, installed: Path, tmp_path: Path) -> None:
    code = readme_code().replace("xanes.load()", f'xanes.load("{backend}")')
    code += "\nprint(x.backend, xanes.__file__, spectra.mu.shape, len(recorder), xas.absorbing_element)"
    environment = {"DOTNET_ROOT": dotnet_root()} if backend == "pythonnet" else {}

    printed = run(installed, code, tmp_path, **environment).splitlines()

    assert printed[0].startswith("inside 4 of 4 sites inside")
    assert printed[1].startswith("{'H': 1} {} resembles ")
    assert printed[2] == f"{backend} {installed.parents[1]}/lib/{installed_python(installed)}/site-packages/xanes/__init__.py (4, 137) 6 Ag"
    assert (tmp_path / "ag2o.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "ag2o.xdi").read_text().startswith("# XDI/1.0")


def installed_python(installed: Path) -> str:
    (library,) = (installed.parents[1] / "lib").glob("python*")
    return library.name


def test_without_any_backend_the_error_says_what_to_install(installed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(
        next(installed.parents[1].glob("lib/python*/site-packages/xanes")), copy / "xanes", ignore=shutil.ignore_patterns("libxanes*")
    )
    code = f"import sys; sys.path.insert(0, {str(copy)!r})\nimport xanes\ntry: xanes.load()\nexcept xanes.XanesError as fault: print(fault)"
    printed = run(installed, code, tmp_path)
    assert printed.startswith("no backend: the native library is not in the package, and ")
    assert "set DOTNET_ROOT" in printed or "pip install xanes[pythonnet]" in printed
    assert len(printed.splitlines()) == 1


def test_without_an_sdk_the_build_says_so_in_one_line(tmp_path: Path) -> None:
    skip_with_old_setuptools()
    environment = {"PATH": str(tmp_path), "HOME": str(tmp_path)}
    command = [sys.executable, "setup.py", "-q", "build", "--build-base", tmp_path / "build", "egg_info", "--egg-base", tmp_path]
    result = subprocess.run(command, cwd=REPOSITORY / "python", env=environment, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert re.search(r"^xanes: building needs the \.NET SDK 10 and PATH has none; install it from", result.stderr, re.MULTILINE)


def test_the_notebook_runs_from_top_to_bottom(tmp_path: Path) -> None:
    code = notebook_code() + "\nimport matplotlib.pyplot as pyplot\nprint('figures', len(pyplot.get_fignums()))"
    printed = run(Path(sys.executable), code, tmp_path, PYTHONPATH=str(REPOSITORY / "python"))
    assert "figures 3" in printed
