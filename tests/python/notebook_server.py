"""A notebook server of one's own with a browser on it: on 127.0.0.1, at a free port, below a random token, in a folder of its own."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from conftest import REPOSITORY

PATIENCE = 120.0
"""Seconds until something must have happened."""

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1280,1250",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def obstacle() -> str | None:
    """What keeps notebooks from being tested in a browser here; None where nothing does."""
    missing = [name for name in ("notebook", "ipykernel", "ipywidgets", "selenium") if find_spec(name) is None]
    missing += [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    if missing:
        return f"no {', '.join(missing)}"
    return None if version("notebook").startswith("6.") else "the notebook is not the classic one"


def browser(profile: Path) -> Any:
    """A Chromium without a window, with a fresh profile, that reaches no other machine."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in [*FLAGS, f"--user-data-dir={profile}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service(shutil.which("chromedriver") or ""), options=options)


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Serves the notebooks of a folder with this Python's kernel; gives the address with its token at the end."""
    token, port = secrets.token_hex(24), _free_port()
    kernel = folder / ".jupyter" / "data" / "kernels" / "xanes"
    kernel.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": command, "display_name": "xanes", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    own = {name: str(folder / ".jupyter" / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    places = {"HOME": str(folder), "JUPYTER_DATA_DIR": str(folder / ".jupyter" / "data"), "PYTHONPATH": str(REPOSITORY / "python")}
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--port-retries=0", f"--notebook-dir={folder}"]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "notebook", *options, f"--NotebookApp.token={token}"],
            env=os.environ | own | places,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait(lambda: _answers(f"{address}/api?token={token}") or process.poll() is not None, "the server")
            yield f"{address}/notebooks/%s?token={token}"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def write_notebook(path: Path, *cells: str) -> None:
    """Writes a notebook of code cells."""
    written = [{"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": cell} for cell in cells]
    metadata = {"kernelspec": {"name": "xanes", "display_name": "xanes", "language": "python"}}
    path.write_text(json.dumps({"cells": written, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}))


def wait(condition: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """Waits until something holds, and returns it."""
    end = time.monotonic() + patience
    while not (found := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"in vain waited for {what}")
        time.sleep(0.05)
    return found


class Page:
    """A notebook in the browser."""

    def __init__(self, driver: Any, address: str) -> None:
        """Opens it, and waits for its kernel."""
        self.driver = driver
        driver.get(address)
        idle = "return !!(window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected())"
        wait(lambda: driver.execute_script(idle), "the kernel")
        driver.get_log("browser")

    def run(self, cell: int) -> None:
        """Runs a cell, and waits for its end."""
        self.driver.execute_script("Jupyter.notebook.get_cell(arguments[0]).execute()", cell)
        self._finish(cell)

    def answer(self, code: str) -> Any:
        """What an expression is in the kernel, by way of JSON."""
        cell = self.driver.execute_script(
            "const cell = Jupyter.notebook.insert_cell_at_bottom('code'); cell.set_text(arguments[0]); cell.execute();"
            "return Jupyter.notebook.find_cell_index(cell)",
            f"import json; print(json.dumps({code}))",
        )
        self._finish(cell)
        printed = self.driver.execute_script("return Jupyter.notebook.get_cell(arguments[0]).output_area.outputs", cell)
        self.driver.execute_script("Jupyter.notebook.delete_cell(arguments[0])", cell)
        assert [one["output_type"] for one in printed] == ["stream"], printed
        return json.loads(printed[0]["text"])

    def all(self, selector: str) -> list[Any]:
        """The elements of a CSS selector."""
        from selenium.webdriver.common.by import By

        return list(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def texts(self, selector: str) -> list[str]:
        """The texts that the elements of a CSS selector show, but for empty ones."""
        script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText.trim()).filter((text) => text)"
        return list(self.driver.execute_script(script, selector))

    def button(self, text: str) -> Any:
        """The button with a text."""
        return next(button for button in self.all("button.widget-button") if button.text == text)

    @property
    def pictures(self) -> list[str]:
        """The sources of the explorer's pictures: the structure, the spectra."""
        return list(self.driver.execute_script("return [...document.querySelectorAll('img.widget-image')].map((image) => image.src)"))

    @property
    def console(self) -> list[str]:
        """All errors that the console showed since it was opened, but for a broken picture in the style sheets of this ipywidgets."""
        errors = [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        return [error for error in errors if not error.startswith("data:image/gif;")]

    def _finish(self, cell: int) -> None:
        done = "return Number.isInteger(Jupyter.notebook.get_cell(arguments[0]).input_prompt_number) && !Jupyter.notebook.kernel_busy"
        wait(lambda: self.driver.execute_script(done, cell), f"the end of cell {cell}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
