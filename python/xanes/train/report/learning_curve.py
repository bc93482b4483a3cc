"""Test errors of learners that were fitted to a part of the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..families import find_families
from ..features import take
from ..job import TRAINING, VALIDATION
from .findings import Findings

SHARES = (0.125, 0.25, 0.5)
PATIENCE = 60.0
"""Seconds that the curves beside the best family's may take."""


@dataclass(frozen=True)
class LearningCurve:
    """The mean square error over all test spectra for some numbers of training spectra, the last of them all."""

    family: str
    counts: tuple[int, ...]
    mse: tuple[float, ...]


def affordable(families: list[dict[str, Any]], best: str) -> list[dict[str, Any]]:
    """The best family in any case, then those whose curves can be computed in time, by ascending cost."""
    chosen = [family for family in families if family["name"] == best]
    cost = 0.0
    for family in sorted(families, key=lambda row: row["fit_seconds"]):
        cost += family["fit_seconds"] * sum(SHARES)
        if cost > PATIENCE:
            break
        if family["name"] != best:
            chosen.append(family)
    return chosen


def compute_curves(findings: Findings, told: Callable[[str], None]) -> list[LearningCurve]:
    """Fits the chosen settings to random parts of training and validation spectra, each part holding the one before."""
    test = findings.test_rows()
    rows = np.random.default_rng(findings.job.seed).permutation(findings.job.rows(TRAINING, VALIDATION))
    curves = []
    for row in affordable(findings.families, findings.best):
        family = find_families([row["name"]])[0]
        job = findings.job.for_inputs(family.inputs)
        counts, errors = [], []
        for share in SHARES:
            part = np.sort(rows[: max(2, round(share * len(rows)))])
            model = family.fit(row["hyper_parameters"], take(job.features, part), job.labels.take(part), job.seed)
            predicted = job.labels.finish(model.predict(take(job.features, test)))
            counts.append(len(part))
            errors.append(float(np.mean((predicted.astype(np.float64) - job.spectra[test]) ** 2)))
        counts.append(len(rows))
        errors.append(float(findings.errors(row["name"])[test].mean()))
        curves.append(LearningCurve(row["name"], tuple(counts), tuple(errors)))
        told(f"learning curve of {row['name']}")
    return curves
