"""Writes what a training found back into the job folder."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import sklearn

from .family import FittedModel
from .job import TEST, Job
from .metrics import metrics_of_sets
from .selection import Choice


def write_outcome(folder: Path, job: Job, choices: Sequence[Choice], models: Sequence[FittedModel], best: Choice) -> None:
    """Writes ``model.onnx``, ``prediction.npy`` (float32 [test rows, M], by the learner itself) and ``result.json``."""
    test = job.descriptors[job.rows(TEST)]
    families: list[dict[str, Any]] = []
    for choice, model in zip(choices, models, strict=True):
        predicted = model.predict(test)
        families.append(
            {
                "name": choice.family.name,
                "hyper_parameters": choice.settings,
                "validation_mse": choice.validation_mse,
                "validation": [metrics.as_dict() for metrics in choice.validation],
                "test": [metrics.as_dict() for metrics in metrics_of_sets(job, TEST, predicted)],
            }
        )
        if choice is best:
            np.save(folder / "prediction.npy", predicted)
            onnx.save(model.to_onnx(), folder / "model.onnx")
    result = {"family": best.family.name, "parity": best.family.parity, "families": families, "versions": _versions()}
    (folder / "result.json").write_text(json.dumps(result, indent=2), encoding="utf-8")


def _versions() -> dict[str, str]:
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scikit-learn": sklearn.__version__,
        "onnx": onnx.__version__,
    }
