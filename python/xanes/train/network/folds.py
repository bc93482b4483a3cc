"""``python -m xanes.train.network.folds DATASET...``: the scattering network's errors by cross-validation, set by set.

Rows are dealt to folds by the hash of set/id; with ``--by group`` every group (a crystal) is left out in turn instead. Each line of
the table: mean and median over the spectra of their mean square errors, beside those of answering the spectra's own mean, and the
share of energy points within the 90 % bands, whose calibration comes from the other folds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..metrics import Metrics
from .calibration import Calibration, coverage
from .design import Design
from .fitting import Ensemble, Schedule, fit_ensemble
from .structures import ReadSet, elements_of, neighbours_of, read_set

Labels = NDArray[np.str_]


def fold_of(name: str, identifier: str, folds: int) -> int:
    """The fold of a spectrum: the first 32 bits of the SHA-256 of set/id, as a fraction, times the number of folds."""
    digest = hashlib.sha256(f"{name}/{identifier}".encode()).digest()
    return int.from_bytes(digest[:4], "big") * folds >> 32


def deal(sets: Sequence[ReadSet], folds: int) -> Labels:
    """The fold of each row, as a text."""
    return np.array([f"fold {fold_of(data.name, identifier, folds)}" for data in sets for identifier in data.ids])


def groups_of(sets: Sequence[ReadSet]) -> Labels:
    """The group of each row; empty where it has none."""
    return np.array([f"{data.name}/{group}" if group else "" for data in sets for group in data.groups])


def main(arguments: Sequence[str]) -> int:
    """Runs the command."""
    options = _parser().parse_args(arguments)
    sets = [read_set(folder) for folder in options.datasets]
    elements = elements_of(sets)
    structures = [atoms for data in sets for atoms in data.structures]
    absorbers = [absorber for data in sets for absorber in data.absorbers]
    neighbours = neighbours_of(structures, absorbers, elements, options.cutoff)
    spectra = np.concatenate([data.spectra for data in sets])
    set_of = np.repeat(np.arange(len(sets)), [len(data.spectra) for data in sets])
    labels = groups_of(sets) if options.by == "group" else deal(sets, options.folds)
    design = Design(len(elements), options.cutoff, rounds=options.rounds, members=options.members, features=options.features)
    schedule = Schedule(epochs=options.epochs)
    parts = [label for label in np.unique(labels) if label][: options.first]

    members = np.full((design.members, *spectra.shape), np.nan, dtype=np.float32)
    for part in parts:
        test = np.flatnonzero(labels == part)
        training = np.flatnonzero(labels != part)
        started = time.perf_counter()
        ensemble: Ensemble = fit_ensemble(design, schedule, neighbours[training], spectra[training], options.seed)
        members[:, test] = ensemble.spectra_of_members(neighbours[test])
        print(f"{part}: fitted to {len(training)} in {time.perf_counter() - started:.0f} s", flush=True)
        for code, data in enumerate(sets):
            rows = test[set_of[test] == code]
            if len(rows):
                _tell(Metrics.of(data.name, members[:, rows].mean(axis=0), spectra[rows]), None)

    print("all", flush=True)
    covered = _coverage(members, spectra, labels, parts)
    results = []
    for code, data in enumerate(sets):
        rows = np.flatnonzero((set_of == code) & np.isin(labels, parts))
        if len(rows):
            metrics = Metrics.of(data.name, members[:, rows].mean(axis=0), spectra[rows])
            share = None if covered is None else float(covered[rows].mean())
            _tell(metrics, share)
            results.append(metrics.as_dict() | {"coverage": share})
    if options.output is not None:
        found = {"design": asdict(design), "schedule": asdict(schedule), "by": options.by, "seed": options.seed, "sets": results}
        options.output.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0


def _coverage(
    members: NDArray[np.float32], spectra: NDArray[np.float32], labels: Labels, parts: Sequence[str]
) -> NDArray[np.float64] | None:
    """For each row the share of its energy points within the band that the other parts calibrate; None where there is one part."""
    if len(parts) < 2:
        return None
    shares = np.zeros(len(labels))
    for part in parts:
        others = np.flatnonzero(np.isin(labels, [other for other in parts if other != part]))
        calibration = Calibration.of(members[:, others], spectra[others])
        for row in np.flatnonzero(labels == part):
            one = members[:, [row]]
            shares[row] = coverage(one.mean(axis=0), calibration.spread(one), spectra[[row]])
    return shares


def _tell(metrics: Metrics, share: float | None) -> None:
    band = "" if share is None else f", 90 % band holds {100.0 * share:.1f} %"
    print(
        f"  {metrics.set}: {metrics.count} spectra, MSE {metrics.mse:.2e}, median {metrics.median:.2e}, "
        f"mean predictor {metrics.mean_predictor:.2e}{band}",
        flush=True,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m xanes.train.network.folds", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("datasets", nargs="+", type=Path, metavar="DATASET", help="folders of data sets")
    parser.add_argument("--by", choices=("id", "group"), default="id", help="what is left out: rows dealt by their ids, or whole groups")
    parser.add_argument("--folds", type=int, default=5, help="the number of folds")
    parser.add_argument("--first", type=int, default=None, help="only so many of the folds or groups")
    parser.add_argument("--members", type=int, default=Design.members, help="the number of networks in the ensemble")
    parser.add_argument("--rounds", type=int, default=Design.rounds, help="rounds of messages")
    parser.add_argument("--features", type=int, default=Design.features, help="the length of a neighbour's state")
    parser.add_argument("--cutoff", type=float, default=5.0, help="r_max in Å")
    parser.add_argument("--epochs", type=int, default=Schedule().epochs)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, default=None, help="a JSON file for the table")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
