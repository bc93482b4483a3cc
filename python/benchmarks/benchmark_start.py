"""The processor time from a command to its end, compiled ahead of time beside the managed one.

``python python/benchmarks/benchmark_start.py`` compares what ``dotnet build -c Release src/Xanes.Cli`` and ``dotnet publish src/Xanes.Cli
-c Release -p:AheadOfTime=true`` made of this checkout. They take turns; a figure is the median of user and system time over the turns, a
ratio that of the ratios turn by turn.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from xanes.backends import locations

REPOSITORY = Path(__file__).resolve().parents[2]
MANAGED = ["dotnet", str(REPOSITORY / "artifacts" / "bin" / "Xanes.Cli" / "release" / "xanes.dll")]
STRUCTURE = str(REPOSITORY / "tests" / "data" / "agsi2o4.extxyz")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=21, help="how many times each command is run")
    turns = parser.parse_args().turns
    ahead = locations.command()
    if ahead is None:
        sys.exit("no command compiled ahead of time; make it: dotnet publish src/Xanes.Cli -c Release -p:AheadOfTime=true")
    with tempfile.TemporaryDirectory() as folder:
        output = ["-q", "-o", f"{folder}/x.npy"]
        commands = {
            "--version": ["--version"],
            "describe, one structure": ["describe", STRUCTURE, *output],
            "predict, ag-k-fast": ["predict", STRUCTURE, "-m", "ag-k-fast", *output],
            "predict, default model": ["predict", STRUCTURE, *output],
        }
        print(f"{'ms of processor time':<24}  managed    ahead  ratio")
        for name, arguments in commands.items():
            pairs = [(spent([*MANAGED, *arguments]), spent([str(ahead), *arguments])) for _ in range(turns)]
            managed, compiled = (statistics.median(times) for times in zip(*pairs, strict=True))
            ratio = statistics.median(second / first for first, second in pairs)
            print(f"{name:<24} {managed:8.1f} {compiled:8.1f} {ratio:6.2f}")


def spent(command: list[str]) -> float:
    """User and system time of one run in ms."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1e3 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


if __name__ == "__main__":
    main()
