"""What the README shows is what happens."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import numpy as np
import pytest
from conftest import DATA, REPOSITORY, run_xanes

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def console_commands() -> list[str]:
    lines = [line for block in blocks("console") for line in block.splitlines()]
    return [line.removeprefix("$ xanes ") for line in lines if line.startswith("$ xanes ")]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder that looks like a checkout to relative paths, for commands that write beside them."""
    for name in ("tests", "models"):
        (tmp_path / name).symlink_to(REPOSITORY / name)
    shutil.copy(REPOSITORY / "plugin.yaml", tmp_path)
    return tmp_path


IN_THEIR_ORDER = ("fdmnes ", "dataset ")
"""Each of these goes on where the one before it ended."""

NOT_ALONE = (*IN_THEIR_ORDER, "train ", "models renew models/my-model")


@pytest.mark.parametrize("command", [command for command in console_commands() if not command.startswith(NOT_ALONE)])
def test_each_command_of_the_readme_runs(command: str, checkout: Path) -> None:
    run_xanes(*shlex.split(command), cwd=checkout)

    arguments = shlex.split(command)
    if "-o" in arguments:
        assert (checkout / arguments[arguments.index("-o") + 1]).stat().st_size > 0


def test_the_commands_that_make_a_data_set_follow_on_each_other(checkout: Path) -> None:
    for command in (command for command in console_commands() if command.startswith(IN_THEIR_ORDER)):
        fewer = command.replace("--count 2000", "--count 6")
        run_xanes(*shlex.split(fewer), cwd=checkout, fdmnes=DATA / "fdmnes" / "stand-in.sh")

    assert (checkout / "ag2o" / "spectrum.csv").is_file()
    assert np.load(checkout / "ag-demo" / "spectra.npy").shape == (6, 137)


def test_the_first_command_writes_the_picture_and_a_row_for_each_energy(checkout: Path) -> None:
    command = blocks("sh")[0].strip()
    assert command.startswith("dotnet run -c Release --project src/Xanes.Cli -- ")

    printed = run_xanes(*shlex.split(command.split(" -- ")[1]), cwd=checkout).stdout

    assert len(printed.splitlines()) == 138
    assert (checkout / "agsi2o4.png").read_bytes().startswith(b"\x89PNG")


def test_the_host_in_the_readme_is_the_one_that_the_tests_run() -> None:
    program = (REPOSITORY / "tests/Xanes.ExampleHost/Program.cs").read_text(encoding="utf-8")
    assert "\n".join(blocks("csharp")).strip() == program.strip()


def errors_of_card(model: str) -> dict[str, list[str]]:
    """The test errors of each family of a card as the README writes them, set by set."""
    card = (REPOSITORY / "models" / model / "model.yaml").read_text(encoding="utf-8")
    families = [part.partition("\n") for part in card.split("- family: ")[1:]]
    return {
        name: [
            f"{float(mse):.1e}".replace("e-0", "e-")
            for mse in re.findall(r"count: \d+, mse: ([\d.Ee-]+)", rest.partition("at_narrow_width:")[0])
        ]
        for name, _, rest in families
    }


@pytest.mark.parametrize("model", ["ag-k-fast", "ag-k-accurate"])
def test_errors_in_the_readme_are_those_of_the_model_card(model: str) -> None:
    assert "does what its card says" in run_xanes("models", "verify", model).stdout
    rows = {cells[1].split("`")[1]: cells[2:8] for line in README.splitlines() if len(cells := line.split("|")) == 9 and "`" in cells[1]}

    for family, errors in errors_of_card(model).items():
        assert [cell.strip(" *") for cell in rows[family]] == errors
