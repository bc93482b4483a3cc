"""Time from a slider's event to the frame that shows the moved curve: ``.venv/bin/python python/benchmarks/benchmark_explorers.py``.

A Chromium without a window shows the page of ``xanes explore``, then a notebook with ``xanes.explore``, both with silver oxide beside
its measured spectrum. A slider is moved again and again, with a rest in between; a figure is measured in the browser, from the event to
the task after the frame that shows the new curve. Printed are the median and the time that nine of ten stay below, in ms, beside the
machine's load; and, of what depends less on the load, the processor time of the page's own thread and of the notebook's kernel. It takes
what ``tests/setup.sh`` brings, and the built command (``dotnet build -c Release src/Xanes.Cli``).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(CHECKOUT / "python"), str(CHECKOUT / "tests" / "python")]

import notebook_server  # noqa: E402
import xanes  # noqa: E402
from ase.io import read  # noqa: E402
from conftest import COMMAND, DATA  # noqa: E402

BAR = 50.0
WARM_UP = 3
"""Turns that do not count."""
OXIDE = DATA / "structures" / "ag2o.cif"
MEASURED = f"{DATA / 'measured' / 'ag.prj'}:Ag oxide"

MEASURE = """
const WARM_UP = 3;
const [move, changed, pause, turns, done] = arguments;
const rest = (time) => new Promise((resolve) => setTimeout(resolve, time));
const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
const steps = { move: new Function("turn", move), changed: new Function(changed) };
(async () => {
  const times = [];
  for (let turn = 0; turn < turns + WARM_UP; turn++) {
    await rest(pause);
    const before = steps.changed();
    const start = performance.now();
    const seen = new Promise((resolve) => {
      const look = () => steps.changed() !== before && (observer.disconnect(), resolve());
      const observer = new MutationObserver(look);
      observer.observe(document.body, { attributes: true, subtree: true, attributeFilter: ["src", "data-drawn"] });
    });
    steps.move(turn);
    await seen;
    await Promise.all([...document.querySelectorAll("img.widget-image")].map((image) => image.decode()));
    await frame();
    times.push(performance.now() - start);
  }
  done(times.slice(WARM_UP));
})();
"""

PAGE = (
    "const slider = document.getElementById('parameter-0'); slider.value = turn % 2 ? 1.01 : 1.005;"
    "slider.dispatchEvent(new Event('input', { bubbles: true }))",
    "return document.body.dataset.drawn",
)
NOTEBOOK = (
    "const handle = document.querySelector('.ui-slider-handle'); const keyCode = turn % 2 ? 39 : 37;"
    "for (const type of ['keydown', 'keyup']) handle.dispatchEvent(new KeyboardEvent(type, { keyCode, which: keyCode, bubbles: true }))",
    "return document.querySelectorAll('img.widget-image')[1].src",
)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=41, help="how many times each slider is moved")
    parser.add_argument("--model", default="ag-k-accurate", help="the model that predicts")
    options = parser.parse_args()
    if notebook_server.obstacle():
        raise SystemExit(f"{notebook_server.obstacle()}; bash tests/setup.sh brings it, as root on Debian")
    with tempfile.TemporaryDirectory() as folder:
        driver = notebook_server.browser(Path(folder, ".profile"))
        driver.set_script_timeout(600)
        try:
            show("xanes explore, the page", page(driver, options))
            show("xanes.explore, in a notebook", notebook(driver, Path(folder), options))
        finally:
            driver.quit()
    parts(options)


def page(driver: Any, options: argparse.Namespace) -> list[float]:
    """The times of the page."""
    if not COMMAND.is_file():
        raise SystemExit("the command is not built; build it with 'dotnet build -c Release src/Xanes.Cli'")
    command = ["dotnet", str(COMMAND), "explore", str(OXIDE), "--measured", MEASURED, "-m", options.model]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        driver.get(process.stdout.readline().strip())
        notebook_server.wait(lambda: driver.execute_script("return !!document.body.dataset.drawn"), "the page")
        driver.execute_script("if (document.getElementById('turning').checked) document.getElementById('turning').click()")
        return measured(driver, PAGE, 300, options.turns)
    finally:
        process.terminate()
        process.wait(30)


def notebook(driver: Any, folder: Path, options: argparse.Namespace) -> list[float]:
    """The times of the notebook."""
    lines = (
        "import xanes",
        "from ase.io import read",
        f"explorer = xanes.explore(read({str(OXIDE)!r}), {MEASURED!r}, model={options.model!r})",
        "explorer",
    )
    notebook_server.write_notebook(folder / "explorer.ipynb", "\n".join(lines))
    with notebook_server.server(folder) as address:
        opened = notebook_server.Page(driver, address % "explorer.ipynb")
        opened.run(0)
        notebook_server.wait(lambda: len(opened.pictures) == 2 and all(len(one) > 1000 for one in opened.pictures), "the pictures")
        return measured(driver, NOTEBOOK, 900, options.turns)


def measured(driver: Any, how: tuple[str, str], pause: int, turns: int) -> list[float]:
    """Moves a slider again and again; prints the processor time that the page's thread takes for a turn."""
    driver.execute_cdp_cmd("Performance.disable", {})
    driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    before = processor_time(driver)
    times = list(driver.execute_async_script(MEASURE, *how, pause, turns))
    print(f"  processor time of the page's thread: {1e3 * (processor_time(driver) - before) / (turns + WARM_UP):.1f} ms a turn")
    return times


def processor_time(driver: Any) -> float:
    """What the page's thread has taken so far, in s."""
    metrics = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def parts(options: argparse.Namespace) -> None:
    """Prints the processor time of what the notebook's kernel does in that time."""
    explorer = xanes.explore(read(OXIDE), MEASURED, model=options.model)
    curves = [explorer.exploration.evaluate({"cell": 1.0 + 0.0001 * turn}).curve().mu for turn in range(options.turns)]
    values = [{"cell": 1.0 + 0.0001 * turn} for turn in range(options.turns)]
    show("  processor time: prediction", [timed(explorer.exploration.evaluate, value) for value in values])
    show("  processor time: picture of the spectra", [timed(explorer._chart.draw, curve) for curve in curves])
    show("  afterwards: picture of the structure", [timed(explorer._show_structure) for _ in values])


def timed(work: Any, *arguments: object) -> float:
    """The processor time of a call, in ms."""
    start = time.process_time()
    work(*arguments)
    return 1e3 * (time.process_time() - start)


def show(work: str, times: list[float]) -> None:
    """Prints one line."""
    nine = statistics.quantiles(times, n=10)[-1]
    print(f"{work:<42} median {statistics.median(times):6.1f} ms   nine of ten below {nine:6.1f} ms   bar {BAR:.0f}", end="")
    print(f"   load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)


if __name__ == "__main__":
    main()
