"""``python -m xanes.train.report JOB FOLDER``: writes the report of a training into a folder. Other files there stay."""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import uuid4

from ..job import JobError
from ..progress import Progress
from .findings import read_findings


def make(job: Path, folder: Path) -> None:
    """Writes report.md and its figures. Raises JobError where the job folder is not complete, ImportError without matplotlib."""
    from . import error_figures, overlay_figures, style
    from .learning_curve import affordable, compute_curves
    from .text import write_text

    findings = read_findings(job)
    progress = Progress(len(affordable(findings.families, findings.best)) + 1)
    curves = compute_curves(findings, progress.step)
    style.apply()
    folder.mkdir(parents=True, exist_ok=True)
    figures = {
        "errors": error_figures.errors_of_learners(findings),
        "overlays": overlay_figures.training_and_test(findings),
        "kinds": overlay_figures.kinds_and_outside(findings),
        "learning-curves": error_figures.learning_curves(findings, curves),
        "error-by-energy": error_figures.errors_by_energy(findings),
        "worst": overlay_figures.worst(findings),
    }
    for name, figure in figures.items():
        style.save(figure, folder / f"{name}.png")
    temporary = folder / f"report.md.{uuid4().hex}.tmp"
    temporary.write_text(write_text(findings, curves), encoding="utf-8")
    temporary.replace(folder / "report.md")
    progress.step(f"report in {folder}")


def main(arguments: list[str]) -> int:
    """Runs the command with its arguments and gives its exit status."""
    if len(arguments) != 2:
        print("usage: python -m xanes.train.report JOB FOLDER", file=sys.stderr)
        return 2
    try:
        make(Path(arguments[0]), Path(arguments[1]))
    except JobError as fault:
        print(fault, file=sys.stderr)
        return 2
    except (ImportError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
