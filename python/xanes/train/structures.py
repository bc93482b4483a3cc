"""The structures of a job, for tables and figures: learners do not see them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .job import JobError


@dataclass(frozen=True)
class Structure:
    """Atoms by symbol with their positions [atoms, 3] in Å; ``absorber`` counts them from 0."""

    id: str
    group: str | None
    absorber: int
    species: tuple[str, ...]
    positions: NDArray[np.float64]

    def distances(self) -> NDArray[np.float64]:
        """The distance of every atom to the absorber in Å."""
        return np.linalg.norm(self.positions - self.positions[self.absorber], axis=1)

    def describe(self) -> str:
        """The absorber's neighbours by distance, such as ``O 2.31, Si 3.20``."""
        distances = self.distances()
        order = [index for index in np.argsort(distances, kind="stable") if index != self.absorber]
        return ", ".join(f"{self.species[index]} {distances[index]:.2f}" for index in order)


def read_structures(folder: Path) -> list[Structure]:
    """Reads ``structures.json``, a structure for each row of the job. Raises JobError where it cannot be read."""
    path = folder / "structures.json"
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise JobError(f"{path}: cannot be read ({fault})") from fault
    return [
        Structure(row["id"], row["group"], row["absorber"], tuple(row["species"]), np.reshape(np.array(row["positions"], float), (-1, 3)))
        for row in rows
    ]
