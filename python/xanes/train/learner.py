"""Trains one family from its choice of settings to its graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from .families import obstacle_in
from .family import Continuable, Family, Settings, members_of
from .features import take
from .job import TEST, TRAINING, VALIDATION, Job
from .labels import Matrix
from .selection import choose_settings
from .uncertainty import Uncertainty

LARGEST_MODEL = 15_000_000
"""Bytes; a model is loaded by every user of it."""


@dataclass(frozen=True)
class Learner:
    """A family that was trained.

    ``predictions`` [n, M], finished: training and validation rows by the model that was fitted to the training part alone, test rows by
    the one that ``graph`` holds: that model, or where the job asks for a refit one that was fitted to both parts. ``uncertainty`` comes
    from the validation part, by the former. ``weights`` are what a later training can start from, where the family can.
    ``validation_mse`` is the mean over all validation spectra, ``fit_seconds`` the time that the last fit took.
    """

    family: Family
    settings: Settings
    predictions: Matrix
    uncertainty: Uncertainty
    validation_mse: float
    graph: onnx.ModelProto
    fit_seconds: float
    weights: dict[str, NDArray[Any]] | None


@dataclass(frozen=True)
class Failure:
    """A family that could not be trained, and why in one line."""

    family: Family
    reason: str


def train_family(family: Family, job: Job, told: Callable[[str], None]) -> Learner | Failure:
    """Trains a family; whatever it raises is its failure alone."""
    reason = obstacle_in(family, job)
    if reason is not None:
        return Failure(family, reason)
    try:
        learner = _train(family, job.for_inputs(family.inputs), told)
    except Exception as fault:
        lines = str(fault).strip().splitlines()
        return Failure(family, f"{type(fault).__name__}: {lines[-1]}" if lines else type(fault).__name__)
    size = learner.graph.ByteSize()
    return learner if size <= LARGEST_MODEL else Failure(family, f"its model has {size} bytes, more than {LARGEST_MODEL}")


def _train(family: Family, job: Job, told: Callable[[str], None]) -> Learner:
    settings = choose_settings(family, job, lambda tried: told(f"{family.name} ({show(tried)}): one of the folds"))
    predictions = np.empty_like(job.spectra)
    validation, test = job.rows(VALIDATION), job.rows(TEST)
    seen = job.rows(TRAINING, VALIDATION)
    fitted = job.fitted_rows(TRAINING)

    started = perf_counter()
    trial = family.fit(settings, take(job.features, fitted), job.labels.take(fitted), job.seed)
    seconds = perf_counter() - started
    predictions[seen] = job.labels.finish(trial.predict(take(job.features, seen)))
    mse = float(np.mean((predictions[validation].astype(np.float64) - job.spectra[validation]) ** 2))
    uncertainty = Uncertainty.of(members_of(trial, take(job.features, validation)), job.labels.take(validation))
    told(f"{family.name} ({show(settings)}): validation MSE {mse:.3e}")

    model = trial
    if job.refit:
        started = perf_counter()
        fitted = job.fitted_rows(TRAINING, VALIDATION)
        model = family.fit(settings, take(job.features, fitted), job.labels.take(fitted), job.seed)
        seconds = perf_counter() - started
    predictions[test] = job.labels.finish(model.predict(take(job.features, test)))
    graph = model.to_onnx()
    told(f"{family.name}: {'refitted to training and validation parts' if job.refit else 'kept as it is, fitted to the training part'}")
    weights = model.weights() if isinstance(model, Continuable) else None
    return Learner(family, settings, predictions, uncertainty, mse, graph, seconds, weights)


def show(settings: Settings) -> str:
    """Settings as people read them."""
    return ", ".join(f"{key} {value}" for key, value in settings.items())
