"""The command compiled ahead of time: each of its commands gives what the managed one gives, and it needs nothing but its folder."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from conftest import COMMAND, DATA, REPOSITORY, hear_ctrl_c
from xanes.backends import locations

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the program is tested on Linux alone")

MANAGED = ("dotnet", str(COMMAND))

STEPS = """
predict tests/data/structures/ag2o.cif --average -o s.csv --plot s.png
predict tests/data/structures/trajectory.extxyz -o t.npy --keep-going --json
predict tests/data/agsi2o4.extxyz --core-hole-width 5.5 --resolution 1.5 -o s.xdi --plot s.svg
predict tests/data/bad/nan-position.xyz
predict no-such-file.xyz
describe tests/data/agsi2o4.extxyz -o x.npy --json
describe tests/data/structures/ag2o.cif --spec tests/data/smeared.yaml -a 0
measured "tests/data/measured/ag.prj:Ag oxide" -o oxide.csv --plot oxide.png --json
compare "tests/data/measured/ag.prj:Ag oxide" tests/data/structures/ag2o.cif tests/data/structures/ago.cif --plot comparison.png
reconstruct tests/data/agsi2o4.extxyz -o atoms.xyz --plot atoms.png
fit "tests/data/measured/ag.prj:Ag oxide" --start tests/data/structures/ag2o.cif --vary cell --steps 50 --population 16 -q -o fit
mixture "tests/data/measured/ag.prj:Ag oxide" tests/data/measured/ag.prj -o mixture.csv
components tests/data/measured/ag.prj
fdmnes input tests/data/structures/ag2o.cif --absorber 0 -o inputs
fdmnes run tests/data/structures/ag2o.cif --absorber 0 --cluster 5 -o ag2o
structures get Cu2O --provider SERVER --retries 0 -o cu2o.extxyz
structures providers
protocol new -a Fe --elements O,S --fdmnes tests/data/fdmnes/stand-in-fe.sh -o fe.yaml
protocol list
protocol show fe.yaml
dataset presets
dataset new set --elements O,Si --absorber Ag --count 12 --seed 7
dataset run set --jobs 1 -q
dataset status set --json
dataset export set
dataset import ag2o --absorber Ag --edge-energy 25514 --edge-step 0.0076 -o again
train models/data/ag-k-green-2-crystal --families ridge --outside models/outside/ag-k-green-2-outside -q -o my-model
models list
models show ag-k-fast --json
models verify tests/data/models/ag-k-ridge
models test models/outside/ag-k-green-2-outside
models renew my-model
models install tests/data/models/ag-k-ridge --name mine
models default mine
models export mine -o mine.zip
models remove mine
doctor
completion bash
completion zsh
completion fish
[suggest:20] "models show ag-k-acc"
[suggest:13] "train --repla"
modles list
""".strip().splitlines()
"""Command lines, each of which may build on those before it; ``explore`` has a test of its own."""

VOLATILE = (
    (re.compile(r"\d+(\.\d+)? (ms|s|min|µs|spectra/s)\b"), "TIME"),
    (re.compile(r"^. (Python|Learner).*\n( +→.*\n)?", re.MULTILINE), ""),
    (re.compile(r" {2,}"), "  "),
    (re.compile(r"vectors of \d+ bits"), "VECTORS"),
    (re.compile(r"\.NET 10\.[\d.]+"), "RUNTIME"),
    (re.compile(r"(seconds|finished)\W{1,4}[\d.e:TZ-]+"), "TIME"),
    (re.compile(r"(?<=\| ridge \| )\d+ \| \d+|[\d.]+(?= \|$)", re.MULTILINE), "TIME"),
)
"""Times, what depends on them (whether Python answers the doctor in time) and what depends on the form of the program; the report of a
training has them in a table."""

MADE_BY_OTHERS = ("cache", "tests", "models")
"""What Python libraries and the cache of a server on another port leave, and the links to the repository."""


@pytest.fixture(scope="module")
def program() -> Path:
    """The published program; ``tests/run.sh`` publishes it anew, else it is made where there is none."""
    if locations.command() is None:
        publish = ["dotnet", "publish", REPOSITORY / "src" / "Xanes.Cli", "-c", "Release", "-p:AheadOfTime=true", "-v", "quiet", "-nologo"]
        built = subprocess.run(publish, cwd=REPOSITORY, capture_output=True, text=True, check=False)
        assert built.returncode == 0, built.stdout
    found = locations.command()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A database of crystals with one recorded page."""
    page = (DATA / "optimade" / "page-2.json").read_bytes()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *arguments: object) -> None:
            """Not told."""

    with ThreadingHTTPServer(("localhost", 0), Answer) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://localhost:{listening.server_port}/good"
        listening.shutdown()


def run_steps(command: tuple[str, ...], folder: Path, server: str) -> dict[str, str]:
    """What each step prints, its exit status in front, in a folder that looks like a checkout to relative paths."""
    for name in ("tests", "models"):
        (folder / name).symlink_to(REPOSITORY / name)
    environment = os.environ | {
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XANES_MANIFEST": str(REPOSITORY / "plugin.yaml"),
        "XANES_FDMNES": str(DATA / "fdmnes" / "stand-in.sh"),
        "XANES_PYTHON": sys.executable,
    }
    told = {}
    for step in STEPS:
        arguments = shlex.split(step.replace("SERVER", server))
        run = subprocess.run([*command, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)
        text = f"{run.returncode}\n{run.stdout}\n{run.stderr}".replace(str(folder), "FOLDER")
        for pattern, word in VOLATILE:
            text = pattern.sub(word, text)
        told[step] = text
    return told


@pytest.fixture(scope="module")
def folders(program: Path, server: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, str], dict[str, str]]:
    """The folders that both forms worked in, and what they told: the managed form, then the one compiled ahead of time."""
    managed, ahead = tmp_path_factory.mktemp("managed"), tmp_path_factory.mktemp("ahead")
    return managed, ahead, run_steps(MANAGED, managed, server), run_steps((str(program),), ahead, server)


def commands_of(program: Path, *words: str) -> list[str]:
    """Every command that ``--help`` lists, as it is typed."""
    text = subprocess.run([program, *words, "--help"], capture_output=True, text=True, check=True).stdout
    listed = re.search(r"^Commands:\n((?:  .*\n)+)", text, re.MULTILINE)
    if listed is None:
        return [" ".join(words)]
    names = re.findall(r"^  (\S+)", listed[1], re.MULTILINE)
    return [command for name in names for command in commands_of(program, *words, name)]


def test_every_command_of_the_help_is_tested_in_this_form(program: Path) -> None:
    tested = {*STEPS, "explore"}
    missing = [name for name in commands_of(program) if not any(f"{step} ".startswith(f"{name} ") for step in tested)]
    assert missing == []


@pytest.mark.parametrize("step", STEPS)
def test_a_command_tells_the_same(step: str, folders: tuple[Path, Path, dict[str, str], dict[str, str]]) -> None:
    _, _, managed, ahead = folders
    assert ahead[step] == managed[step]
    assert "unexpected failure" not in ahead[step]


def test_the_commands_write_the_same_files(folders: tuple[Path, Path, dict[str, str], dict[str, str]]) -> None:
    managed, ahead, _, _ = folders
    names = [
        sorted(
            str(file.relative_to(folder))
            for file in folder.rglob("*")
            if file.is_file() and file.relative_to(folder).parts[0] not in MADE_BY_OTHERS
        )
        for folder in (managed, ahead)
    ]
    assert names[1] == names[0]
    different = [name for name in names[0] if not is_same(managed / name, ahead / name)]
    assert different == []


def is_same(one: Path, other: Path) -> bool:
    """Whether two files hold the same. The arrays of a fit hold sums whose last bits depend on the width of the vector units."""
    if one.suffix != ".npz":
        return content(one) == content(other)
    with np.load(one) as first, np.load(other) as second:
        return list(first) == list(second) and all(np.allclose(first[name], second[name], rtol=1e-9, atol=1e-6) for name in first)


def content(file: Path) -> object:
    """What a file holds, without times."""
    if file.suffix == ".zip":
        with zipfile.ZipFile(file) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    if file.suffix not in (".md", ".yaml"):
        return file.read_bytes()
    text = file.read_text(encoding="utf-8")
    for pattern, word in VOLATILE:
        text = pattern.sub(word, text)
    return text


def test_the_explorer_answers_as_the_managed_one(program: Path, tmp_path: Path) -> None:
    assert ask_explorer((str(program),)) == ask_explorer(MANAGED)


def ask_explorer(command: tuple[str, ...]) -> list[object]:
    """What the page is told, and how the program ends."""
    arguments = ["explore", DATA / "structures" / "ag2o.cif", "-m", "ag-k-fast", "--manifest", REPOSITORY / "plugin.yaml"]
    process = subprocess.Popen(
        [*command, *arguments], cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hear_ctrl_c
    )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        page = urllib.request.urlopen(address).read()
        state = json.load(urllib.request.urlopen(f"{address}api/state"))
        place = {"version": state["version"], "values": [one["neutral"] for one in state["parameters"]], "varyWidths": False}
        asked = urllib.request.Request(f"{address}api/spectrum", json.dumps(place).encode(), {"Content-Type": "application/json"})
        spectrum = json.load(urllib.request.urlopen(asked))
        fit = json.load(urllib.request.urlopen(f"{address}api/fit"))
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=120)
    finally:
        process.kill()
    return [page, state, spectrum, fit, error, process.returncode]


def test_the_folder_works_wherever_it_is_moved_without_dotnet(program: Path, tmp_path: Path) -> None:
    moved = tmp_path / "a folder" / "xanes"
    shutil.copytree(program.parent, moved)
    link = tmp_path / "linked"
    link.symlink_to(moved / "xanes")
    for command in (moved / "xanes", link):
        run = subprocess.run(
            [command, "predict", DATA / "agsi2o4.extxyz", "-o", tmp_path / "s.csv"],
            cwd=tmp_path,
            env={"PATH": "", "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
    assert len((tmp_path / "s.csv").read_text().splitlines()) == 138


def test_an_older_processor_gets_the_same_numbers(program: Path, tmp_path: Path) -> None:
    results = []
    for name in ("newer", "older"):
        folder = tmp_path / name
        shutil.copytree(program.parent, folder)
        if name == "older":
            shutil.rmtree(folder / "x86-64-v3")
        command = [folder / "xanes", "describe", DATA / "structures" / "ag2o.cif", "--spec", DATA / "smeared.yaml", "-a", "0", "--json"]
        results.append(subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout)
    assert results[0] == results[1]
