"""Adds up the results of both test runners: prints 'N passed, N failed[, N skipped]' and fails unless all ran well.

A test may be skipped only where skips.yaml says so; any other skip counts as a failure.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).resolve().parent.parent
SKIPS = REPOSITORY / "tests" / "skips.yaml"


def has_wheels() -> bool:
    """Whether tests/setup.sh finds a folder of wheels."""
    return (REPOSITORY / os.environ.get("WHEELS", "../shared/wheels")).is_dir()


def has_debian_alone() -> bool:
    """Whether .venv has nothing but Debian's packages."""
    settings = (REPOSITORY / ".venv" / "pyvenv.cfg").read_text(encoding="utf-8")
    return not has_wheels() and re.search(r"^include-system-site-packages = true", settings, flags=re.MULTILINE) is not None


def has_notebook() -> bool:
    """Whether .venv has the classic notebook with its widgets, and a browser to look at it."""
    if any(find_spec(name) is None for name in ("notebook", "ipykernel", "ipywidgets", "selenium")):
        return False
    classic = version("notebook").startswith("6.")
    return classic and all(shutil.which(program) is not None for program in ("chromium", "chromedriver"))


PLACES: dict[str, Callable[[], bool]] = {
    "everywhere": lambda: True,
    "debian-alone": has_debian_alone,
    "no-wheels": lambda: not has_wheels(),
    "no-fdmnes": lambda: "XANES_FDMNES" not in os.environ,
    "no-gfortran": lambda: shutil.which("gfortran") is None,
    "no-valgrind": lambda: shutil.which("valgrind") is None,
    "no-zsh": lambda: shutil.which("zsh") is None,
    "no-fish": lambda: shutil.which("fish") is None,
    "no-chromium": lambda: shutil.which("chromedriver") is None,
    "no-ipywidgets": lambda: find_spec("ipywidgets") is None,
    "no-notebook": lambda: not has_notebook(),
    "not-linux": lambda: sys.platform != "linux",
}
"""What skips.yaml can name as a place, and whether this is one."""


@dataclass(frozen=True)
class Result:
    """How a test ended: ``passed``, ``failed`` or ``skipped``."""

    test: str
    outcome: str


@dataclass(frozen=True)
class Skip:
    """Tests that may be skipped at a place; ``*`` in a name stands for any text."""

    place: str
    tests: tuple[str, ...]

    @staticmethod
    def read(path: Path) -> list[Skip]:
        """Reads skips.yaml. Raises ValueError where it names an unknown place."""
        skips = [Skip(entry["where"], tuple(entry["tests"])) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]
        for skip in skips:
            if skip.place not in PLACES:
                raise ValueError(f"{path.name}: the place '{skip.place}' is unknown; use {', '.join(PLACES)}")
        return skips


def matches(pattern: str, test: str) -> bool:
    """Whether a test's name is that of a pattern."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), test) is not None


def read_results(folder: Path) -> Iterator[Result]:
    """The tests in the .trx files and the pytest.xml of a folder; a run that broke off is a failed test of its own."""
    for path in sorted(folder.rglob("*.trx")):
        yield from _read_trx(path)
    report = folder / "pytest.xml"
    if report.is_file():
        yield from _read_junit(report)
    else:
        yield Result("pytest, which wrote no report", "failed")


def _read_trx(path: Path) -> Iterator[Result]:
    root = ElementTree.parse(path).getroot()
    classes = {
        test.attrib["id"]: method.attrib["className"]
        for test in root.findall(".//{*}UnitTest")
        if (method := test.find("{*}TestMethod")) is not None
    }
    failed = False
    for result in root.findall(".//{*}UnitTestResult"):
        outcome = {"Passed": "passed", "NotExecuted": "skipped"}.get(result.attrib["outcome"], "failed")
        failed |= outcome == "failed"
        yield Result(f"{classes[result.attrib['testId']]}.{result.attrib['testName']}", outcome)
    summary = root.find("{*}ResultSummary")
    if not failed and (summary is None or summary.attrib["outcome"] not in ("Completed", "Passed")):
        yield Result(f"the run of {path.name}, which broke off", "failed")


def _read_junit(path: Path) -> Iterator[Result]:
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        kinds = {child.tag for child in case}
        outcome = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
        yield Result(".".join(filter(None, (case.attrib["classname"], case.attrib["name"]))), outcome)


def judge(results: Iterable[Result], skips: list[Skip]) -> tuple[int, int, int, list[str]]:
    """Numbers of passed, failed and skipped tests, and what is wrong with the skips: each counts as a failure.

    Names that no test has are looked for only where nothing failed: a run that broke off lacks tests.
    """
    results = list(results)
    allowed = [pattern for skip in skips if PLACES[skip.place]() for pattern in skip.tests]
    skipped = [result.test for result in results if result.outcome == "skipped"]
    faults = [
        f"{test}: skipped, and may not be here; see tests/skips.yaml"
        for test in skipped
        if not any(matches(pattern, test) for pattern in allowed)
    ]
    passed = sum(result.outcome == "passed" for result in results)
    failed = sum(result.outcome == "failed" for result in results)
    names = () if failed else (pattern for skip in skips for pattern in skip.tests)
    unknown = [
        f"tests/skips.yaml names {pattern}, which is no test"
        for pattern in names
        if not any(matches(pattern, result.test) for result in results)
    ]
    return passed, failed + len(faults) + len(unknown), len(skipped) - len(faults), faults + unknown


def main(folder: str) -> int:
    """Counts the results in a folder."""
    passed, failed, skipped, faults = judge(read_results(Path(folder)), Skip.read(SKIPS))
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if passed > 0 and failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
