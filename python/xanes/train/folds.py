"""``python -m xanes.train.folds FOLDER``: errors of each family on spectra that its learner has not seen, over all of the data.

The settings are chosen once, by cross-validation on the training part. Then five learners each leave one fold out (``fold.npy``), and
further ones leave out each group of ``structures.json`` in turn, all of its rows; of more than twelve groups a tenth at once, which is
harder still. ``folds.json`` gets a row for each set: means over the folds that hold spectra of it, beside the mean predictor's, which
answers the mean of the set's spectra in the fold, and for groups the error of answering the mean of all spectra that were seen.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .blas_kernels import begin_again_with_better_kernels
from .command import run_on_folder
from .families import find_families, obstacle_in
from .family import Family, Settings
from .features import take
from .job import Codes, Job, JobError, read_array, read_job
from .labels import Matrix
from .learner import show
from .metrics import Metrics
from .progress import Progress
from .selection import choose_settings, searches
from .structures import read_structures

Row = dict[str, Any]

MOST_ALONE = 12
"""With more groups than this each is not left out alone, which would take a fit for every one."""


def predict_left_out(family: Family, settings: Settings, job: Job, left_out: NDArray[np.intp]) -> Matrix:
    """Finished spectra of some rows by a learner of all the others."""
    seen = np.setdiff1d(np.arange(len(job.spectra)), left_out)
    model = family.fit(settings, take(job.features, seen), job.labels.take(seen), job.seed)
    return job.labels.finish(model.predict(take(job.features, left_out)))


def _errors_left_out(family: Family, settings: Settings, job: Job, rows: NDArray[np.intp]) -> dict[int, Metrics]:
    """By the sets' codes."""
    predicted = predict_left_out(family, settings, job, rows)
    found = {}
    for code in np.unique(job.set_of[rows]):
        mine = job.set_of[rows] == code
        found[int(code)] = Metrics.of(job.sets[code], predicted[mine], job.spectra[rows[mine]])
    return found


def _in_words(measured: dict[int, Metrics]) -> str:
    return "MSE " + ", ".join(f"{metrics.set} {metrics.mse:.2e}" for metrics in measured.values())


def errors_by_folds(family: Family, settings: Settings, job: Job, fold_of: Codes, told: Callable[[str], None]) -> list[Row]:
    """A row for each set: the mean over its folds of MSE, median and the mean predictor's MSE."""
    found: dict[int, list[Metrics]] = {}
    for fold in np.unique(fold_of):
        rows = np.flatnonzero(fold_of == fold)
        measured = _errors_left_out(family, settings, job, rows)
        for code, metrics in measured.items():
            found.setdefault(code, []).append(metrics)
        told(f"{family.name}: fold {fold + 1}, {_in_words(measured)}")
    return [_row(family, "fold", metrics) for _, metrics in sorted(found.items())]


def errors_by_groups(family: Family, settings: Settings, job: Job, group_of: list[str | None], told: Callable[[str], None]) -> list[Row]:
    """A row for each group and each set that has it, predicted by a learner that has seen nothing of the group in any set."""
    found = []
    for names in parts_of_groups(group_of):
        rows = np.array([row for row, name in enumerate(group_of) if name in names])
        predicted = predict_left_out(family, settings, job, rows)
        seen = np.mean(np.delete(job.spectra, rows, axis=0), axis=0, dtype=np.float64)
        for group in names:
            measured: dict[int, Metrics] = {}
            for code in np.unique(job.set_of[[row for row, name in enumerate(group_of) if name == group]]):
                mine = [place for place, row in enumerate(rows) if group_of[row] == group and job.set_of[row] == code]
                spectra = job.spectra[rows[mine]]
                measured[int(code)] = Metrics.of(job.sets[code], predicted[mine], spectra)
                found.append(
                    _row(family, f"group {group}", [measured[int(code)]]) | {"mean_of_seen": float(np.mean((spectra - seen) ** 2))}
                )
            told(f"{family.name}: without {group}, {_in_words(measured)}")
    return found


def parts_of_groups(group_of: list[str | None]) -> list[list[str]]:
    """The groups that are left out together: each alone, or of more than :data:`MOST_ALONE` a tenth at once."""
    groups = groups_of(group_of)
    return [[group] for group in groups] if len(groups) <= MOST_ALONE else [groups[part::10] for part in range(10)]


def groups_of(group_of: list[str | None]) -> list[str]:
    """The names of all groups."""
    return sorted({group for group in group_of if group is not None})


def evaluate(folder: Path) -> None:
    """Evaluates the families of the job and writes ``folds.json``. Raises JobError where the job is not valid."""
    job = read_job(folder)
    fold_of = read_array(folder / "fold.npy", 1, np.int32)
    group_of = [structure.group for structure in read_structures(folder)]
    families = find_families(job.families)
    for family in families:
        reason = obstacle_in(family, job)
        if reason is not None:
            raise JobError(f"{family.name}: {reason}")
    each = len(np.unique(fold_of)) + len(groups_of(group_of))
    progress = Progress(sum(searches(family, job) + each for family in families))
    rows: list[Row] = []
    for family in families:

        def tried(settings: Settings, name: str = family.name) -> None:
            progress.step(f"{name} ({show(settings)}): one fit of the search")

        own = job.for_inputs(family.inputs)
        settings = choose_settings(family, own, tried)
        rows += errors_by_folds(family, settings, own, fold_of, progress.step)
        rows += errors_by_groups(family, settings, own, group_of, progress.step)
    (folder / "folds.json").write_text(json.dumps(rows, indent=2), encoding="utf-8")


def _row(family: Family, held_out: str, folds: list[Metrics]) -> Row:
    mean = replace(
        folds[0],
        count=sum(metrics.count for metrics in folds),
        mse=float(np.mean([metrics.mse for metrics in folds])),
        median=float(np.mean([metrics.median for metrics in folds])),
        mean_predictor=float(np.mean([metrics.mean_predictor for metrics in folds])),
    )
    named = {"family": family.name, "held_out": held_out, "set": mean.set, "count": mean.count}
    return named | {"mse": mean.mse, "median": mean.median, "mean_predictor": mean.mean_predictor}


def main(arguments: list[str]) -> int:
    """Runs the command with its arguments and gives its exit status."""
    return run_on_folder("xanes.train.folds", evaluate, arguments)


if __name__ == "__main__":
    begin_again_with_better_kernels()
    sys.exit(main(sys.argv[1:]))
