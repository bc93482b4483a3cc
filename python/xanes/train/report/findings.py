"""All that a report shows, read from the job folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..job import TEST, Job, read_array, read_job
from ..labels import Matrix
from ..structures import Structure, read_structures


@dataclass(frozen=True)
class Findings:
    """A job with what came of it.

    ``families`` are the rows of ``result.json`` by ascending validation error, ``predictions`` [n, M] theirs by name, ``checks`` what the
    plugin measured of each, ``outside`` spectra of no part of the job, ``model`` the facts of the card, ``energy`` [M] in eV.
    """

    job: Job
    energy: NDArray[np.float64]
    structures: list[Structure]
    families: list[dict[str, Any]]
    failures: list[dict[str, str]]
    predictions: dict[str, Matrix]
    checks: dict[str, dict[str, Any]]
    outside: list[dict[str, Any]]
    model: dict[str, Any]

    @property
    def best(self) -> str:
        """The family that the model is of."""
        return self.model["family"]

    @property
    def title(self) -> str:
        """Absorber and edge, such as ``Ag K``."""
        return f"{self.model['absorber']} {self.model['edge']}"

    def errors(self, family: str) -> NDArray[np.float64]:
        """The mean square error of each row, [n]."""
        return np.mean((self.predictions[family].astype(np.float64) - self.job.spectra) ** 2, axis=1)

    def kind(self, row: int) -> str:
        """The set of a row, with its group where it has one."""
        name, group = self.job.sets[self.job.set_of[row]], self.structures[row].group
        return name if group is None else f"{name}/{group}"

    def test_rows(self) -> NDArray[np.intp]:
        """The rows of the test part."""
        return self.job.rows(TEST)


def read_findings(folder: Path) -> Findings:
    """Reads the job, its outcome and what the plugin added. Raises JobError or OSError where a file is missing."""
    job = read_job(folder)
    result = _read_json(folder / "result.json")
    checks = {check["family"]: check for check in _read_json(folder / "checks.json")}
    faults = [{"name": name, "reason": check["fault"]} for name, check in checks.items() if check["fault"] is not None]
    faulty = {fault["name"] for fault in faults}
    families = sorted((row for row in result["families"] if row["name"] not in faulty), key=lambda row: row["validation_mse"])
    return Findings(
        job=job,
        energy=read_array(folder / "energy.npy", 1, np.float64),
        structures=read_structures(folder),
        families=families,
        failures=result["failures"] + faults,
        predictions={row["name"]: np.load(folder / "learners" / row["name"] / "prediction.npy") for row in families},
        checks=checks,
        outside=_read_json(folder / "outside.json"),
        model=_read_json(folder / "model.json"),
    )


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
