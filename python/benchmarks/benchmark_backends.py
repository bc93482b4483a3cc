"""Time of calls from Python beside that of the same work in the C# core: ``python python/benchmarks/benchmark_backends.py``.

Works that are compared run in turns, in one process; a figure is the median over the turns, in µs a structure. The core's figure is that
of one call of the backend on a thousand structures in joined arrays: for single calls on one thread, for lists on all cores. Each
backend is measured against its own core, since compilers ahead of time and just in time differ.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np
import xanes
from ase import Atoms
from xanes.absorbers import select

POSITIONS = np.array(
    [
        [0.00, 0.00, 0.00],
        [0.94, 1.27, 1.40],
        [0.26, 1.49, -1.66],
        [-0.85, -0.09, 2.16],
        [-1.46, -1.81, 1.02],
        [-0.85, 2.44, 2.57],
        [2.24, 1.27, 2.87],
    ]
)
BATCH = 1000
OVERHEAD_BARS = {"native": 10.0, "pythonnet": 40.0}
LIST_BAR = 1.3


def main() -> None:
    """Prints the figures of both backends beside the bars."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=101, help="how many times each work is measured")
    turns = parser.parse_args().turns
    print(f"ASE structures of {len(POSITIONS)} atoms, lists of {BATCH}; medians of {turns} turns in µs a structure")
    for name in OVERHEAD_BARS:
        try:
            session = xanes.load(name)
        except xanes.XanesError as fault:
            print(f"{name}: left out, {fault}")
            continue
        report(session, turns)


def report(session: xanes.Session, turns: int) -> None:
    """Prints the figures of one backend."""
    rng = np.random.default_rng(0)
    many = [Atoms("AgO4Si2", POSITIONS + rng.normal(0.0, 0.02, POSITIONS.shape)) for _ in range(BATCH)]
    joined = xanes.join(many)
    sites = select(0, joined, None, None, only_element=False)
    descriptor = session._default()
    model = session._model(None)

    print(f"\n{session.backend}")
    core, call = compare(
        turns,
        lambda: descriptor.describe_many(joined, sites, 1),
        lambda: [session.describe(atoms, 0) for atoms in many],
    )
    print(f"  describe, one at a time   core {core:7.2f}   Python {call:7.2f}   difference {call - core:5.2f}", end="")
    print(f"   bar {OVERHEAD_BARS[session.backend]:.0f}")
    core, call = compare(turns, lambda: descriptor.describe_many(joined, sites), lambda: session.describe(joined, 0))
    show("describe, joined arrays", core, call)
    core, call = compare(turns, lambda: model.predict_many(joined, sites), lambda: session.spectrum(many, 0))
    show("spectrum, list of Atoms", core, call)


def show(work: str, core: float, call: float) -> None:
    """Prints one line of a work on a list."""
    print(f"  {work:<24}  core {core:7.2f}   Python {call:7.2f}   ratio {call / core:10.2f}   bar {LIST_BAR}")


def compare(turns: int, *works: Callable[[], object]) -> list[float]:
    """The median time of each work in µs a structure; the works take turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(turns + 3):
        for work, measured in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            measured.append((time.perf_counter() - start) / BATCH * 1e6)
    return [statistics.median(measured[3:]) for measured in times]


if __name__ == "__main__":
    main()
