"""The counting of results: which skips are taken, and what else fails a run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "tests"))

import count_results
from count_results import PLACES, Skip, main, matches

TRX = """<?xml version="1.0"?>
<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
  <Results>
    <UnitTestResult testId="1" testName="A_spectrum_is_read(2)" outcome="Passed" />
    <UnitTestResult testId="2" testName="Slurm_runs" outcome="{outcome}" />
  </Results>
  <TestDefinitions>
    <UnitTest id="1"><TestMethod className="Xanes.Tests.Files" name="A_spectrum_is_read(2)" /></UnitTest>
    <UnitTest id="2"><TestMethod className="Xanes.Tests.Slurm" name="Slurm_runs" /></UnitTest>
  </TestDefinitions>
  <ResultSummary outcome="{summary}"><Counters total="2" /></ResultSummary>
</TestRun>
"""

JUNIT = """<?xml version="1.0"?>
<testsuites><testsuite>
  <testcase classname="tests.python.test_a" name="test_one" />
  <testcase classname="tests.python.test_a" name="test_two[pythonnet]">{inside}</testcase>
</testsuite></testsuites>
"""

SKIPS = """
- {{where: everywhere, because: of Slurm, tests: ["*.Slurm_runs"]}}
- {{where: {place}, because: of pythonnet, tests: ["tests.python.test_*[pythonnet]"]}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Results of two C# and two Python tests, and a place that is here and one that is not."""
    monkeypatch.setattr(count_results, "SKIPS", tmp_path / "skips.yaml")
    monkeypatch.setitem(PLACES, "here", lambda: True)
    monkeypatch.setitem(PLACES, "elsewhere", lambda: False)
    write(tmp_path)
    return tmp_path


def write(folder: Path, outcome: str = "Passed", summary: str = "Completed", inside: str = "", place: str = "here") -> None:
    (folder / "a.trx").write_text(TRX.format(outcome=outcome, summary=summary))
    (folder / "pytest.xml").write_text(JUNIT.format(inside=inside))
    (folder / "skips.yaml").write_text(SKIPS.format(place=place))


def counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """The exit status, the last line, and what was said before."""
    status = main(str(folder))
    printed = capsys.readouterr()
    return status, printed.out.splitlines()[-1], printed.err


def test_all_passed_is_one_line_of_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert counted(folder, capsys) == (0, "4 passed, 0 failed", "")


def test_skips_that_are_listed_for_this_place_are_counted_and_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, outcome="NotExecuted", inside="<skipped />")
    assert counted(folder, capsys) == (0, "2 passed, 0 failed, 2 skipped", "")


def test_a_skip_that_is_listed_for_another_place_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, inside="<skipped />", place="elsewhere")
    status, counts, said = counted(folder, capsys)
    assert (status, counts) == (1, "3 passed, 1 failed")
    assert said.startswith("tests.python.test_a.test_two[pythonnet]: skipped")


def test_a_name_in_the_list_that_no_test_has_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "skips.yaml").write_text("[{where: everywhere, because: it was, tests: [Xanes.Tests.Gone]}]")
    status, counts, said = counted(folder, capsys)
    assert (status, counts) == (1, "4 passed, 1 failed")
    assert "Xanes.Tests.Gone" in said


@pytest.mark.parametrize(
    "results",
    [{"outcome": "Failed", "summary": "Failed"}, {"summary": "Failed"}, {"inside": "<failure />"}, {"inside": "<error />"}],
)
def test_a_test_that_failed_and_a_run_that_broke_off_fail(folder: Path, results: dict, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, **results)
    status, counts, _ = counted(folder, capsys)
    assert status == 1
    assert ", 1 failed" in counts


def test_a_missing_report_of_pytest_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pytest.xml").unlink()
    assert counted(folder, capsys)[:2] == (1, "2 passed, 1 failed")


def test_a_place_that_is_unknown_is_told_with_those_that_are_known(folder: Path) -> None:
    write(folder, place="nowhere")
    with pytest.raises(ValueError, match="'nowhere' is unknown; use everywhere, "):
        main(str(folder))


def test_brackets_in_a_name_are_text_and_a_star_is_any(folder: Path) -> None:
    assert matches("a.test_*[pythonnet]", "a.test_one[pythonnet]")
    assert not matches("a.test_*[pythonnet]", "a.test_onep")
    assert not matches("a.test", "a.test_one")


def test_the_list_of_the_tests_can_be_read() -> None:
    assert Skip.read(REPOSITORY / "tests" / "skips.yaml")
