"""Clusters as padded arrays: what the scattering network eats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Neighbours:
    """n clusters of at most A atoms, the absorber not counted.

    ``species`` int64 [n, A] counts in the spec's elements, ``radius`` float32 [n, A] and ``distance`` float32 [n, A, A] are in Å,
    ``mask`` float32 [n, A] is 1 for an atom. Padding stands behind the atoms: species 0, radius and distance r_max. The diagonal of
    ``distance`` is 0 for atoms. ``elements`` is the number of listed elements, ``cutoff`` r_max in Å.
    """

    species: NDArray[np.int64]
    radius: NDArray[np.float32]
    distance: NDArray[np.float32]
    mask: NDArray[np.float32]
    elements: int
    cutoff: float

    @staticmethod
    def of(features: Mapping[str, NDArray[Any]]) -> Neighbours:
        """From named tensors of n rows, among them ``elements`` and ``r_max``, which are the same in each row."""
        arrays = (features[name] for name in ("species", "radius", "distance", "mask"))
        return Neighbours(*arrays, elements=int(features["elements"][0]), cutoff=float(features["r_max"][0]))

    def __len__(self) -> int:
        """The number of clusters."""
        return len(self.species)

    def __getitem__(self, rows: Rows) -> Neighbours:
        """Some of the clusters, padded to the largest of them (at least one atom)."""
        mask = self.mask[rows]
        atoms = max(1, int(mask.sum(axis=1).max(initial=1.0)))
        return replace(
            self,
            species=self.species[rows, :atoms],
            radius=self.radius[rows, :atoms],
            distance=self.distance[rows, :atoms, :atoms],
            mask=np.ascontiguousarray(mask[:, :atoms]),
        )

    @property
    def counts(self) -> NDArray[np.int64]:
        """The number of atoms of each cluster, [n]."""
        return self.mask.sum(axis=1).astype(np.int64)
