"""Chooses each family's hyper-parameters and the best family, by the validation part alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .family import Family, FittedModel, Settings
from .job import TRAINING, VALIDATION, Job
from .metrics import Metrics, metrics_of_sets


@dataclass(frozen=True)
class Choice:
    """A family with the settings that erred least on the validation part."""

    family: Family
    settings: Settings
    validation_mse: float
    validation: list[Metrics]


def choose_settings(family: Family, job: Job, tried: Callable[[Settings, float], None]) -> Choice:
    """Fits every candidate to the training part; the smallest mean square error over all validation spectra wins."""
    training, validation = job.rows(TRAINING), job.rows(VALIDATION)
    best: Choice | None = None
    for settings in family.candidates():
        model = family.fit(settings, job.descriptors[training], job.spectra[training], job.seed)
        predicted = model.predict(job.descriptors[validation])
        mse = float(np.mean((predicted.astype(np.float64) - job.spectra[validation]) ** 2))
        tried(settings, mse)
        if best is None or mse < best.validation_mse:
            best = Choice(family, settings, mse, metrics_of_sets(job, VALIDATION, predicted))
    assert best is not None
    return best


def refit(choice: Choice, job: Job) -> FittedModel:
    """Fits the chosen settings to the training and validation parts together."""
    rows = job.rows(TRAINING, VALIDATION)
    return choice.family.fit(choice.settings, job.descriptors[rows], job.spectra[rows], job.seed)


def best_of(choices: Sequence[Choice]) -> Choice:
    """The family that erred least on the validation part."""
    return min(choices, key=lambda choice: choice.validation_mse)
