"""``python -m xanes.train FOLDER``: trains what the job folder asks for. Exit status 2: the folder holds no valid job."""

from __future__ import annotations

import sys
from pathlib import Path

from .families import find_family
from .family import Settings
from .job import JobError, read_job
from .outcome import write_outcome
from .progress import Progress
from .selection import best_of, choose_settings, refit


def train(folder: Path) -> None:
    """Chooses, refits and exports, printing a line of progress for each fit. Raises JobError where the job is not valid."""
    job = read_job(folder)
    families = [find_family(name) for name in job.families]
    if not families:
        raise JobError("job.json: 'families' is empty; name at least one")
    progress = Progress(sum(len(family.candidates()) for family in families) + len(families))

    choices = []
    for family in families:

        def tried(settings: Settings, mse: float, name: str = family.name) -> None:
            shown = ", ".join(f"{key} {value}" for key, value in settings.items())
            progress.step(f"{name} ({shown}): validation MSE {mse:.3e}")

        choices.append(choose_settings(family, job, tried))

    models = []
    for choice in choices:
        models.append(refit(choice, job))
        progress.step(f"{choice.family.name}: refitted to training and validation parts")
    write_outcome(folder, job, choices, models, best_of(choices))


def main(arguments: list[str]) -> int:
    """Runs the command with its arguments and gives its exit status."""
    if len(arguments) != 1:
        print("usage: python -m xanes.train FOLDER", file=sys.stderr)
        return 2
    try:
        train(Path(arguments[0]))
    except JobError as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
