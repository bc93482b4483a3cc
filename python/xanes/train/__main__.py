"""``python -m xanes.train FOLDER``: trains what the job folder asks for. Exit status 2: the folder holds no valid job."""

from __future__ import annotations

import sys
from pathlib import Path

from .blas_kernels import begin_again_with_better_kernels
from .command import run_on_folder
from .families import continued, find_families
from .job import read_job
from .learner import Failure, Learner, train_family
from .outcome import write_outcome
from .progress import Progress
from .selection import searches


class NothingTrainedError(Exception):
    """Every family failed."""


def train(folder: Path) -> None:
    """Trains every family and writes the outcome, printing a line of progress for each fit.

    Raises JobError where the job is not valid, NothingTrainedError where no family could be trained.
    """
    job = read_job(folder)
    families = find_families(job.families)
    if job.start is not None:
        families = continued(families, job.start)
    steps = [searches(family, job) + 2 for family in families]
    progress = Progress(sum(steps))
    learners: list[Learner] = []
    failures: list[Failure] = []
    for number, family in enumerate(families):
        found = train_family(family, job, progress.step)
        if isinstance(found, Learner):
            learners.append(found)
        else:
            failures.append(found)
            progress.reach(sum(steps[: number + 1]), f"{family.name}: left out: {found.reason}")
    if not learners:
        raise NothingTrainedError("; ".join(f"{failure.family.name}: {failure.reason}" for failure in failures))
    write_outcome(folder, job, learners, failures)


def main(arguments: list[str]) -> int:
    """Runs the command with its arguments and gives its exit status."""
    return run_on_folder("xanes.train", train, arguments, failures=(NothingTrainedError,))


if __name__ == "__main__":
    begin_again_with_better_kernels()
    sys.exit(main(sys.argv[1:]))
