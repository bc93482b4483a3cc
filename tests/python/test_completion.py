"""The scripts of ``xanes completion`` in the shells that they are for, with a Tab key."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import time
from pathlib import Path

import pytest
from conftest import COMMAND, REPOSITORY

STARTS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(xanes completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -Uz compinit && compinit -u -D && eval "$(xanes completion zsh)"'),
    "fish": (["fish", "--no-config", "-i"], "xanes completion fish | source"),
}
"""How each shell starts without settings of a user's, and how it takes the script."""

KEYS = {
    "a command, one of its group and a protocol": ("prot\tsh\tag-k-fd\t", ["protocol", "show", "ag-k-fdm-1"]),
    "an option": ("train --repl\t", ["train", "--replace"]),
    "a model and a file": ("predict --model ag-k-f\tclus\t", ["predict", "--model", "ag-k-fast", "cluster.xyz"]),
    "a preset": ("dataset new x --preset random\t", ["dataset", "new", "x", "--preset", "random-clusters"]),
    "a model as an argument": ("models show cu\t", ["models", "show", "cu-k"]),
}
"""What is typed behind ``xanes``, and the arguments that the command gets."""

PATIENCE = 120.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file to complete, and ``bin/xanes``, which completes and otherwise keeps its arguments in the file ran."""
    (tmp_path / "cluster.xyz").touch()
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "xanes"
    program.write_text(
        "#!/bin/sh\n"
        f'case $1 in "[suggest"* | completion) exec dotnet "{COMMAND}" "$@" ;; esac\n'
        f'printf "%s\\n" "$@" > "{tmp_path}/writing" && mv "{tmp_path}/writing" "{tmp_path}/ran"\n'
    )
    program.chmod(0o755)
    return tmp_path


def press(shell: str, keys: str, folder: Path) -> list[str]:
    """The arguments that the command gets of what is typed into a shell on a terminal."""
    command, script = STARTS[shell]
    environment = os.environ | {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XANES_MANIFEST": str(REPOSITORY / "plugin.yaml"),
        "TERM": "xterm",
    }
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execvpe(command[0], command, environment)
    try:
        ready = folder / "ready"
        os.write(terminal, f"{script}; touch ready\r".encode())
        screen = read_until(terminal, ready)
        os.write(terminal, f"xanes {keys}\r".encode())
        screen += read_until(terminal, folder / "ran")
        assert (folder / "ran").exists(), screen.decode(errors="replace")
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)
    return (folder / "ran").read_text().splitlines()


def read_until(terminal: int, file: Path) -> bytes:
    """What a shell shows until a file is there, or for as long as one can wait."""
    screen = b""
    end = time.monotonic() + PATIENCE
    while not file.exists() and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            screen += os.read(terminal, 4096)
    return screen


@pytest.mark.parametrize("what", KEYS)
@pytest.mark.parametrize("shell", STARTS)
def test_the_tab_key_completes(shell: str, what: str, folder: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}")
    keys, arguments = KEYS[what]

    assert press(shell, keys, folder) == arguments
