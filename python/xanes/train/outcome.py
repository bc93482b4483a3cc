"""Writes what a training found back into the job folder."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import sklearn

from .job import TEST, TRAINING, VALIDATION, Job
from .labels import Matrix
from .learner import Failure, Learner
from .metrics import metrics_of_sets


def write_outcome(folder: Path, job: Job, learners: Sequence[Learner], failures: Sequence[Failure]) -> None:
    """Writes each learner's graph and predictions and what was found.

    The best by the validation part: ``model.onnx`` and ``prediction.npy`` (float32 [test rows, M], by the learner itself). Each:
    ``learners/NAME/model.onnx``, ``prediction.npy`` (float32 [n, M], see :class:`Learner`) and ``residuals.npy`` (see
    :class:`Uncertainty`), and where the family's training can go on ``weights.npz``. All: ``result.json``.
    """
    best = min(learners, key=lambda learner: learner.validation_mse)
    for learner in learners:
        home = folder / "learners" / learner.family.name
        home.mkdir(parents=True, exist_ok=True)
        onnx.save(learner.graph, home / "model.onnx")
        np.save(home / "prediction.npy", learner.predictions)
        np.save(home / "residuals.npy", learner.uncertainty.residuals)
        if learner.weights is not None:
            np.savez(home / "weights.npz", **learner.weights)
    onnx.save(best.graph, folder / "model.onnx")
    np.save(folder / "prediction.npy", best.predictions[job.rows(TEST)])
    result = {
        "family": best.family.name,
        "families": [_describe(learner, job) for learner in learners],
        "failures": [{"name": failure.family.name, "reason": failure.reason} for failure in failures],
        "versions": _versions(learners),
    }
    (folder / "result.json").write_text(json.dumps(result, indent=2), encoding="utf-8")


def _describe(learner: Learner, job: Job) -> dict[str, Any]:
    def metrics(part: int, predictions: Matrix = learner.predictions) -> list[dict[str, object]]:
        return [found.as_dict() for found in metrics_of_sets(job, part, predictions[job.rows(part)])]

    return {
        "name": learner.family.name,
        "inputs": learner.family.inputs,
        "parity": learner.family.parity,
        "hyper_parameters": learner.settings,
        "fit_seconds": learner.fit_seconds,
        "validation_mse": learner.validation_mse,
        "uncertainty": {
            "factor": learner.uncertainty.factor,
            "floor": learner.uncertainty.floor,
            "spectra": learner.uncertainty.spectra,
        },
        "training": metrics(TRAINING),
        "validation": metrics(VALIDATION),
        "test": metrics(TEST),
    }


def _versions(learners: Sequence[Learner]) -> dict[str, str]:
    versions = {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scikit-learn": sklearn.__version__,
        "onnx": onnx.__version__,
    }
    return versions | {module: version(module) for learner in learners for module in learner.family.modules}
