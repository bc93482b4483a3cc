"""The shape of the package's commands: one folder in, an exit status out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from .job import JobError


def run_on_folder(module: str, work: Callable[[Path], None], arguments: list[str], failures: tuple[type[Exception], ...] = ()) -> int:
    """Does work in the folder that the arguments name. Status 2: no folder or no valid job; 1: one of the failures."""
    if len(arguments) != 1:
        print(f"usage: python -m {module} FOLDER", file=sys.stderr)
        return 2
    try:
        work(Path(arguments[0]))
    except JobError as fault:
        print(fault, file=sys.stderr)
        return 2
    except failures as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0
