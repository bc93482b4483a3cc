"""What a user's code looks like to a type checker; ``test_python_types.py`` hands it to mypy, and nothing runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import xanes
from ase import Atoms
from numpy.typing import NDArray
from typing_extensions import assert_type

Mu = NDArray[np.float32]


def of_one(x: xanes.Session, atoms: Atoms, arrays: xanes.AtomArrays) -> list[Mu]:
    return [x.spectrum(atoms, "Ag").mu, x.spectrum(arrays, 0).mu, x.spectrum(atoms, average=True, model="ag-k-fast").mu]


def of_many(x: xanes.Session, atoms: Atoms, frames: Iterator[Atoms], batch: xanes.StructureBatch) -> list[Mu]:
    return [x.spectrum([atoms, atoms], "Ag")[0].mu, x.spectrum(batch, 0)[0].mu, *(one.mu for one in x.spectrum(frames, average=True))]


def of_files(x: xanes.Session) -> xanes.Spectrum:
    both: list[xanes.Spectrum] = x.spectrum([Path("a.cif"), "b.cif"], "Ag")
    frames: list[xanes.Spectrum] = x.spectrum("run.extxyz", "Ag")
    oxide: xanes.Spectrum = x.spectrum(Path("ag2o.cif"), "Ag")
    return both[0] if x.spectrum("ag2o.cif").mu.ndim > 1 else frames[0] or oxide


def exactly(x: xanes.Session, arrays: xanes.AtomArrays, batch: xanes.StructureBatch) -> None:
    assert_type(x.spectrum(arrays), xanes.Spectrum)
    assert_type(x.spectrum([arrays]), list[xanes.Spectrum])
    assert_type(x.spectrum(batch), list[xanes.Spectrum])


def of_models(x: xanes.Session) -> dict[str, tuple[str, ...]]:
    return {name: model.elements for name, model in x.models.items()}
