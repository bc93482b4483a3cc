"""The job folder: what the caller wrote into it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .features import NEIGHBOURS, Features
from .labels import Convolution, Labels, Matrix
from .network.neighbours import Neighbours

Codes = NDArray[np.int32]

TRAINING, VALIDATION, TEST = 0, 1, 2


class JobError(Exception):
    """The folder does not hold a job; the message says in one line what is wrong."""


@dataclass(frozen=True)
class Job:
    """Features and labels of n structures, and what to fit to them.

    ``features`` are of one descriptor or several (:mod:`xanes.train.features`), ``left_out`` says why others are missing; ``split`` [n]
    says training (0), validation (1) or test (2); ``set_of`` [n] counts in ``sets``, the names of the data sets; rows of one code in
    ``groups`` [n] are related and never stand on both sides of a cross-validation; ``families`` names the learners to try;
    ``refit`` says whether the best settings are fitted to training and validation part together in the end.
    ``start`` is a file of weights that networks go on from; ``repeats`` says for each set how often an epoch takes its spectra.
    """

    features: Features
    labels: Labels
    split: Codes
    set_of: Codes
    groups: Codes
    sets: tuple[str, ...]
    families: tuple[str, ...]
    seed: int
    refit: bool = True
    left_out: dict[str, str] = field(default_factory=dict)
    start: Path | None = None
    repeats: tuple[int, ...] = ()

    @property
    def spectra(self) -> Matrix:
        """The finished spectra, float32 [n, M]."""
        return self.labels.finished

    def for_inputs(self, inputs: Iterable[str]) -> Job:
        """The same job with these features alone."""
        return replace(self, features={name: self.features[name] for name in inputs})

    def rows(self, *parts: int) -> NDArray[np.intp]:
        """The rows of some parts of the split, ascending."""
        return np.flatnonzero(np.isin(self.split, parts))

    def fitted_rows(self, *parts: int) -> NDArray[np.intp]:
        """The rows of some parts as learners are fitted to them: those of sets that are repeated, several times."""
        rows = self.rows(*parts)
        return np.repeat(rows, np.array(self.repeats)[self.set_of[rows]]) if self.repeats else rows


def read_job(folder: Path) -> Job:
    """Reads ``job.json``, the features that it names, ``spectra``, ``split``, ``set`` and ``group``, all .npy.

    The vectors are in ``descriptor.npy``. The neighbours are clusters behind each other, without padding (:class:`Neighbours`): the
    number of ``atoms`` of each, ``species``, ``radius`` and ``distance``, each of one dimension; ``neighbours`` of job.json has the
    atomic numbers of the ``elements`` of their descriptor and its ``r_max`` (Å).

    Where spectra are broadened afterwards, ``narrow`` [n, m + 1] (the spectrum, then its cut-off), ``convolution`` [G, M, m] and
    ``convolution_offset`` [G, M] too, for the cut-offs from ``lowest_cut_off`` on.

    Raises JobError where a file is missing or the arrays do not fit each other.
    """
    settings = _read_settings(folder / "job.json")
    spectra = read_array(folder / "spectra.npy", 2, np.float32)
    job = Job(
        features={name: _read_features(folder, name, settings) for name in settings["features"]},
        labels=_read_labels(folder, settings, spectra),
        split=read_array(folder / "split.npy", 1, np.int32),
        set_of=read_array(folder / "set.npy", 1, np.int32),
        groups=read_array(folder / "group.npy", 1, np.int32),
        sets=tuple(settings["sets"]),
        families=tuple(settings["families"]),
        seed=int(settings["seed"]),
        refit=bool(settings.get("refit", True)),
        left_out=settings.get("left_out", {}),
        start=Path(settings["start"]) if settings.get("start") else None,
        repeats=tuple(int(times) for times in settings.get("repeats") or ()),
    )
    _check(job)
    return job


def _read_labels(folder: Path, settings: dict[str, Any], spectra: Matrix) -> Labels:
    lowest = settings.get("lowest_cut_off")
    if lowest is None:
        return Labels(spectra, spectra)
    matrices = read_array(folder / "convolution.npy", 3, np.float32)
    offsets = read_array(folder / "convolution_offset.npy", 2, np.float32)
    outputs = read_array(folder / "narrow.npy", 2, np.float32)
    if len(outputs) != len(spectra) or matrices.shape != (len(offsets), spectra.shape[1], outputs.shape[1] - 1) or len(offsets) < 2:
        raise JobError(f"narrow.npy {list(outputs.shape)}, convolution.npy {list(matrices.shape)} and spectra.npy do not fit each other")
    return Labels(outputs, spectra, Convolution(matrices, offsets, float(lowest)))


def _read_settings(path: Path) -> dict[str, Any]:
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise JobError(f"{path}: cannot be read ({fault})") from fault
    for key in ("sets", "families", "features", "seed"):
        if key not in settings:
            raise JobError(f"{path}: '{key}' is missing")
    return settings


def _load(path: Path) -> NDArray[Any]:
    try:
        return np.load(path, allow_pickle=False)
    except (OSError, ValueError) as fault:
        raise JobError(f"{path}: cannot be read ({fault})") from fault


def read_array(path: Path, dimensions: int, kind: type[np.generic]) -> NDArray[Any]:
    """Reads an array and checks its kind; JobError where it is missing or another."""
    array = _load(path)
    if array.ndim != dimensions or array.dtype != kind:
        raise JobError(f"{path}: must be {np.dtype(kind)} with {dimensions} dimensions, is {array.dtype} {list(array.shape)}")
    return array


def _read_features(folder: Path, name: str, settings: dict[str, Any]) -> NDArray[Any] | Neighbours:
    if name != NEIGHBOURS:
        return _read_finite(folder / f"{name}.npy", 2)
    facts = settings[NEIGHBOURS]
    try:
        return Neighbours.of(
            counts=read_array(folder / "atoms.npy", 1, np.int32),
            species=read_array(folder / "species.npy", 1, np.int64),
            radius=_read_finite(folder / "radius.npy", 1),
            distance=_read_finite(folder / "distance.npy", 1),
            elements=tuple(int(number) for number in facts["elements"]),
            cutoff=float(facts["r_max"]),
        )
    except ValueError as fault:
        raise JobError(f"{folder}: {NEIGHBOURS}: {fault}") from fault


def _read_finite(path: Path, dimensions: int) -> NDArray[Any]:
    array = read_array(path, dimensions, np.float32)
    if not np.isfinite(array).all():
        raise JobError(f"{path}: holds a value that is not finite")
    return array


def _check(job: Job) -> None:
    rows = len(job.spectra)
    columns = {"split": job.split, "set": job.set_of, "group": job.groups} | job.features
    for name, array in columns.items():
        if len(array) != rows:
            raise JobError(f"{name}.npy: has {len(array)} rows, spectra.npy {rows}")
    if not (np.isfinite(job.spectra).all() and np.isfinite(job.labels.outputs).all()):
        raise JobError("spectra.npy or narrow.npy: holds a value that is not finite")
    if not ((job.set_of >= 0) & (job.set_of < len(job.sets))).all():
        raise JobError(f"set.npy: must count the {len(job.sets)} sets of job.json")
    for part, name in ((TRAINING, "training"), (VALIDATION, "validation"), (TEST, "test")):
        if not (job.split == part).any():
            raise JobError(f"split.npy: the {name} part is empty; give more structures")
