"""Adds up the results of both test runners: prints 'N passed, N failed[, N skipped]' and fails unless all ran well."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def count(folder: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests in the .trx files and the pytest.xml of a folder."""
    passed = failed = skipped = 0
    for path in sorted(folder.rglob("*.trx")):
        counters = ElementTree.parse(path).getroot().find(".//{*}Counters")
        if counters is None:
            failed += 1
            continue
        ran = {name: int(value) for name, value in counters.attrib.items()}
        passed += ran["passed"]
        failed += ran["failed"] + ran["error"] + ran["timeout"] + ran["aborted"]
        skipped += ran["total"] - ran["executed"]
    for suite in ElementTree.parse(folder / "pytest.xml").getroot().iter("testsuite"):
        bad = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
        left_out = int(suite.attrib["skipped"])
        failed += bad
        skipped += left_out
        passed += int(suite.attrib["tests"]) - bad - left_out
    return passed, failed, skipped


def main() -> int:
    """Counts the results in the folder that is the first argument."""
    passed, failed, skipped = count(Path(sys.argv[1]))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if passed > 0 and failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
