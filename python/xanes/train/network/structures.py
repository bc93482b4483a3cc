"""Reads a data set folder into the network's arrays without the plugin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from ase import Atoms
from ase.io import read
from numpy.typing import NDArray

from ..job import Matrix
from .neighbours import Neighbours


@dataclass(frozen=True)
class ReadSet:
    """A data set: n structures with their absorbers, ids and groups (empty where there are none), and spectra float32 [n, M]."""

    name: str
    structures: Sequence[Atoms]
    absorbers: Sequence[int]
    ids: Sequence[str]
    groups: Sequence[str]
    spectra: Matrix


def read_set(folder: Path) -> ReadSet:
    """Reads ``structures.extxyz`` and ``spectra.npy``."""
    frames = read(folder / "structures.extxyz", index=":")
    return ReadSet(
        folder.name,
        frames,
        [int(frame.info["absorber"]) for frame in frames],
        [str(frame.info["id"]) for frame in frames],
        [str(frame.info.get("group", "")) for frame in frames],
        np.load(folder / "spectra.npy"),
    )


def elements_of(sets: Sequence[ReadSet]) -> list[int]:
    """The atomic numbers that occur, ascending."""
    return sorted({int(number) for data in sets for frame in data.structures for number in frame.numbers})


def neighbours_of(structures: Sequence[Atoms], absorbers: Sequence[int], elements: Sequence[int], cutoff: float) -> Neighbours:
    """The clusters within ``cutoff`` (Å) of the absorbers of isolated structures, padded to the largest."""
    clusters = [_cluster(atoms, absorber, cutoff) for atoms, absorber in zip(structures, absorbers, strict=True)]
    count, most = len(clusters), max(1, *(len(numbers) for numbers, _ in clusters))
    species = np.zeros((count, most), dtype=np.int64)
    radius = np.full((count, most), cutoff, dtype=np.float32)
    distance = np.full((count, most, most), cutoff, dtype=np.float32)
    mask = np.zeros((count, most), dtype=np.float32)
    for row, (numbers, offsets) in enumerate(clusters):
        atoms = len(numbers)
        species[row, :atoms] = np.searchsorted(elements, numbers)
        radius[row, :atoms] = np.linalg.norm(offsets, axis=1)
        distance[row, :atoms, :atoms] = np.linalg.norm(offsets[:, np.newaxis] - offsets, axis=2)
        mask[row, :atoms] = 1.0
    return Neighbours(species, radius, distance, mask, len(elements), cutoff)


def _cluster(atoms: Atoms, absorber: int, cutoff: float) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    offsets = atoms.positions - atoms.positions[absorber]
    near = np.linalg.norm(offsets, axis=1) <= cutoff
    near[absorber] = False
    order = np.argsort(atoms.numbers[near], kind="stable")
    return atoms.numbers[near][order], offsets[near][order]
