"""The processor time from a command to its end, in each of the forms that the command has.

``python python/benchmarks/benchmark_start.py`` compares what ``dotnet build -c Release src/Xanes.Cli`` and ``dotnet publish src/Xanes.Cli
-c Release -p:AheadOfTime=true`` made of this checkout; ``--form NAME COMMAND`` adds another one, such as ``--form wheel
~/environment/bin/xanes`` or ``--form module "~/environment/bin/python -m xanes"``. They take turns; a figure is the median of user and
system time over the turns, in ms, and behind it stands the median of its ratios to the first form turn by turn.
"""

from __future__ import annotations

import argparse
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from xanes.backends import locations

REPOSITORY = Path(__file__).resolve().parents[2]
MANAGED = ["dotnet", str(REPOSITORY / "artifacts" / "bin" / "Xanes.Cli" / "release" / "xanes.dll")]
STRUCTURE = str(REPOSITORY / "tests" / "data" / "agsi2o4.extxyz")
BARS = {"describe, one structure": 30, "predict, default model": 80}


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=21, help="how many times each command is run")
    parser.add_argument("--form", nargs=2, action="append", default=[], metavar=("NAME", "COMMAND"), help="a further form of the command")
    given = parser.parse_args()
    ahead = locations.command()
    if ahead is None:
        sys.exit("no command compiled ahead of time; make it: dotnet publish src/Xanes.Cli -c Release -p:AheadOfTime=true")
    forms = {"managed": MANAGED, "ahead": [str(ahead)]}
    forms |= {
        name: [str(Path(word).expanduser()) if "/" in word else word for word in shlex.split(command)] for name, command in given.form
    }
    with tempfile.TemporaryDirectory() as folder:
        output = ["-q", "-o", f"{folder}/x.npy"]
        commands = {
            "--version": ["--version"],
            "describe, one structure": ["describe", STRUCTURE, *output],
            "predict, ag-k-fast": ["predict", STRUCTURE, "-m", "ag-k-fast", *output],
            "predict, default model": ["predict", STRUCTURE, *output],
        }
        print(f"{'ms of processor time':<24}" + "".join(f"{name:>16}" for name in forms) + "   bar")
        for name, arguments in commands.items():
            times = [[spent([*form, *arguments]) for form in forms.values()] for _ in range(given.turns)]
            cells = [
                f"{statistics.median(turn[at] for turn in times):9.1f} {statistics.median(turn[at] / turn[0] for turn in times):6.2f}"
                for at in range(len(forms))
            ]
            print(f"{name:<24}" + "".join(cells) + f"   {BARS.get(name, '')}")


def spent(command: list[str]) -> float:
    """User and system time of one run in ms."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1e3 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


if __name__ == "__main__":
    main()
