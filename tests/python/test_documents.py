"""What the README and the documents show is what happens."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import numpy as np
import pytest
import xanes
from conftest import DATA, REPOSITORY, run_xanes

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
DOCUMENTS = {path.name: path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "docs").glob("*.md"))}
ALL = {"README.md": README} | DOCUMENTS


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def console_commands(text: str) -> list[str]:
    lines = [line for block in blocks(text, "console") for line in block.splitlines()]
    return [line.removeprefix("$ xanes ").partition("   #")[0].strip() for line in lines if line.startswith("$ xanes ")]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder that looks like a checkout to relative paths, for commands that write beside them."""
    for name in ("tests", "models"):
        (tmp_path / name).symlink_to(REPOSITORY / name)
    shutil.copy(REPOSITORY / "plugin.yaml", tmp_path)
    for name, data in STAND_INS.items():
        (tmp_path / name).symlink_to(DATA / data)
    return tmp_path


STAND_INS = {
    "ag.prj": "measured/ag.prj",
    "ag.cif": "../../models/data/ag-k-green-2-crystal-wide/sources/Ag.cif",
    "ag2o.cif": "structures/ag2o.cif",
    "ago.cif": "structures/ago.cif",
    "cluster.xyz": "agsi2o4.extxyz",
}
"""The files of a user that documents name without a folder."""

IN_THEIR_ORDER = ("fdmnes ", "dataset ")
"""Each of these goes on where the one before it ended."""

ELSEWHERE = {
    "another-element.md": "an evening of FDMNES",
    "datasets.md": "tests of the import have its inputs",
    "explorer.md": "the explorer's own tests drive it in a browser",
}
"""Documents whose commands are tested in another place, or cannot be."""

NOT_ALONE = (
    *IN_THEIR_ORDER,
    "train ",
    "models renew models/my-model",
    "models install",
    "models export",
    "models default",
    "models remove",
)


def write_measured(folder: Path) -> None:
    """Spectra under the names that documents use."""
    project = DATA / "measured" / "ag.prj"
    x = xanes.load()
    records = [x.measured(f"{project}:{record}").normalise().curve() for record in (1, 3)]
    for name, curve in zip(("foil", "oxide", "s", "sample"), (records[0], records[1], records[1], records[1]), strict=True):
        curve.save(folder / f"{name}.xdi")
    np.savetxt(folder / "foil.dat", np.column_stack([records[0].photon_energy, records[0].mu]))
    for scan in range(8):
        xanes.weighted_mean(records, [1.0 - scan / 7.0, scan / 7.0]).save(folder / f"scan-{scan}.xdi")


def expanded(argument: str, folder: Path) -> list[str]:
    """What a shell makes of an argument."""
    return [path.name for path in sorted(folder.glob(argument))] if "*" in argument else [argument]


def alone() -> list[tuple[str, str]]:
    return [
        (name, command)
        for name, text in ALL.items()
        if name not in ELSEWHERE
        for command in dict.fromkeys(console_commands(text))
        if not command.startswith(NOT_ALONE) and "--refine" not in command
    ]


@pytest.mark.parametrize(("document", "command"), [pytest.param(*case, id=" ".join(case)[:80]) for case in alone()])
def test_each_command_of_the_documents_runs(document: str, command: str, checkout: Path) -> None:
    write_measured(checkout)
    quick = ["--population", "40", "--steps", "40"] if command.startswith("fit ") else []
    if quick and not {"-m", "--model"} & set(command.split()):
        quick += ["-m", "ag-k-fast"]

    arguments = [name for part in shlex.split(command) for name in expanded(part, checkout)]

    run_xanes(*arguments, *quick, cwd=checkout)

    if "-o" in arguments:
        assert (checkout / arguments[arguments.index("-o") + 1]).stat().st_size > 0


def test_the_commands_that_make_a_data_set_follow_on_each_other(checkout: Path) -> None:
    for command in (command for command in console_commands(DOCUMENTS["fdmnes.md"]) if command.startswith(IN_THEIR_ORDER)):
        fewer = command.replace("--count 2000", "--count 6")
        run_xanes(*shlex.split(fewer), cwd=checkout, fdmnes=DATA / "fdmnes" / "stand-in.sh")

    assert (checkout / "ag2o" / "spectrum.csv").is_file()
    assert np.load(checkout / "ag-demo" / "spectra.npy").shape == (6, 137)


def test_the_first_command_writes_the_picture_and_a_row_for_each_energy(checkout: Path) -> None:
    command = blocks(README, "sh")[0].strip()
    assert command.startswith("dotnet run -c Release --project src/Xanes.Cli -- ")

    printed = run_xanes(*shlex.split(command.split(" -- ")[1]), cwd=checkout).stdout

    assert len(printed.splitlines()) == 138
    assert (checkout / "agsi2o4.png").read_bytes().startswith(b"\x89PNG")


def test_the_host_in_the_documents_is_the_one_that_the_tests_run() -> None:
    program = (REPOSITORY / "tests/Xanes.ExampleHost/Program.cs").read_text(encoding="utf-8")
    shown = blocks(README, "csharp") + blocks(DOCUMENTS["reconstruction.md"], "csharp")
    assert "\n".join(shown).strip() == program.strip()


@pytest.mark.parametrize(("language", "ending"), [("c", "c"), ("fortran", "f90")])
def test_the_programs_in_the_documents_are_those_that_the_tests_compile(language: str, ending: str) -> None:
    program = (REPOSITORY / f"tests/Xanes.Native.Tests/programs/spectrum.{ending}").read_text(encoding="utf-8")
    assert blocks(DOCUMENTS["hosts.md"], language) == [program]


@pytest.mark.parametrize("document", ["README.md", "fitting.md", "measured.md", "python.md", "recipes.md"])
def test_the_python_of_a_document_runs(document: str, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib").use("Agg")
    monkeypatch.chdir(checkout)
    write_measured(checkout)
    names: dict[str, object] = {}

    for block in blocks(ALL[document], "python"):
        exec(compile(block, document, "exec"), names)

    for block in blocks(ALL[document], "python"):
        for name in re.findall(r'(?:savefig|save)\("([^"]+)"', block):
            assert (checkout / name).stat().st_size > 0


def test_every_link_of_the_documents_leads_to_a_file() -> None:
    places = {"README.md": REPOSITORY} | dict.fromkeys(DOCUMENTS, REPOSITORY / "docs")
    broken = [
        f"{name}: {link}"
        for name, text in ALL.items()
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text)
        if "://" not in link and not (places[name] / link).exists()
    ]
    assert broken == []


def test_the_readme_can_be_read_in_one_sitting_and_names_every_document() -> None:
    assert len(README.splitlines()) < 120
    assert [name for name in DOCUMENTS if f"docs/{name}" not in README] == []


def errors_of_card(model: str, section: str) -> dict[str, str]:
    """The errors in a section of a card as the documents write them, by set."""
    card = (REPOSITORY / "models" / model / "model.yaml").read_text(encoding="utf-8")
    rows = re.findall(
        r"\{set: ([\w-]+), count: \d+, mse: ([\d.Ee-]+)", card.partition(f"\n{section}:")[2].partition("\ndomain_on_test:")[0]
    )
    return {name: f"{float(mse):.1e}".replace("e-0", "e-") for name, mse in reversed(rows)}


def cells_of(line: str) -> list[str]:
    return [cell.strip(" *") for cell in line.split("|")[1:-1]]


@pytest.mark.parametrize(("model", "family"), [("ag-k-fast", "fast-scattering-network"), ("ag-k-accurate", "scattering-network")])
def test_errors_in_the_documents_are_those_of_the_model_card(model: str, family: str) -> None:
    assert "does what its card says" in run_xanes("models", "verify", model).stdout
    errors, narrow = errors_of_card(model, "metrics"), errors_of_card(model, "at_narrow_width")
    table = [cells_of(line) for line in DOCUMENTS["accuracy.md"].splitlines() if line.startswith("|")]
    sets = ["ag-k-green-2" + end for end in ("", "-glass", "-crystal", "-glass-wide", "-latin", "-crystal-wide")]

    assert next(row for row in table if row[0].startswith(f"`{family}`: "))[1:] == [errors[name] for name in sets]
    assert next(row for row in table if row[0] == f"at 2 eV: `{model}`")[1:] == [narrow[name] for name in sets]
    assert next(cells_of(line) for line in README.splitlines() if line.startswith(f"| `{model}`"))[1:] == [errors[name] for name in sets]

    header = next(row for row in table if row[:2] == ["set", "structures"])
    columns = [place for place, name in enumerate(header) if name.endswith(f"`{model}`")]
    others = {
        row[0].strip("`"): [row[place] for place in columns]
        for row in table
        if len(row) == len(header) and row[0].startswith("`ag-k-neighbours")
    }
    assert others == {name: [errors[name], narrow[name]] for name in errors if name not in sets}
