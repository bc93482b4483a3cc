"""``xanes explore`` as a process: it prints an address, serves it to those who know it, and ends on one signal."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from conftest import COMMAND, DATA, REPOSITORY, hear_ctrl_c

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_page_is_served_until_one_signal_ends_it_cleanly(number: int) -> None:
    command = ["dotnet", str(COMMAND), "explore", str(DATA / "structures" / "ag2o.cif"), "-m", "ag-k-fast"]
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hear_ctrl_c)
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        with urllib.request.urlopen(f"{address}api/state") as answer:
            state = json.load(answer)
        assert state["structure"] == "ag2o.cif, Ag4O2"
        assert [one["name"] for one in state["parameters"]][:2] == ["cell", "shell O 1.99-2.1"]
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(f"http://127.0.0.1:{address.split(':')[2].split('/')[0]}/api/state")
        process.send_signal(number)
        _, error = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode == 0
    assert error == "xanes: open this address in a browser on this machine; Ctrl-C ends it\n"


def test_a_bad_structure_is_one_line() -> None:
    command = ["dotnet", str(COMMAND), "explore", str(DATA / "bad" / "nan-position.xyz")]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert "nan-position.xyz" in run.stderr
