"""Clusters of all sizes behind each other: what the scattering network takes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class PaddedNeighbours:
    """N clusters padded to A atoms, as the network's graph takes them.

    ``species`` int64 [N, A] counts in the spec's elements, ``radius`` float32 [N, A] and ``distance`` float32 [N, A, A] are in Å,
    ``mask`` float32 [N, A] is 1 for an atom. Padding stands behind the atoms: species 0, radius and distance r_max. The diagonal of
    ``distance`` is 0 for atoms.
    """

    species: NDArray[np.int64]
    radius: NDArray[np.float32]
    distance: NDArray[np.float32]
    mask: NDArray[np.float32]


@dataclass(frozen=True)
class Neighbours:
    """n clusters, the absorber not counted, in arrays without padding that all selections of rows share.

    Cluster i has ``counts[i]`` atoms. Their ``species`` (counting in the spec's elements) and ``radius`` (float32, distance to the
    absorber in Å) begin at ``first_atom[i]``, their mutual ``distance`` (float32, Å, row after row, 0 on the diagonal) at
    ``first_pair[i]``. ``elements`` are the atomic numbers of the listed elements, ``cutoff`` is r_max in Å.
    """

    species: NDArray[np.integer]
    radius: NDArray[np.float32]
    distance: NDArray[np.float32]
    counts: NDArray[np.int64]
    first_atom: NDArray[np.int64]
    first_pair: NDArray[np.int64]
    elements: tuple[int, ...]
    cutoff: float

    @staticmethod
    def of(
        counts: NDArray[np.integer],
        species: NDArray[np.integer],
        radius: NDArray[np.float32],
        distance: NDArray[np.float32],
        elements: tuple[int, ...],
        cutoff: float,
    ) -> Neighbours:
        """From clusters that stand behind each other. Raises ValueError where the arrays do not fit each other."""
        atoms = counts.astype(np.int64)
        lengths = (len(species), len(radius), len(distance))
        if (atoms < 0).any() or lengths != (atoms.sum(), atoms.sum(), (atoms**2).sum()):
            raise ValueError(f"{len(atoms)} clusters of {atoms.sum()} atoms, but species, radius and distance of {lengths}")
        if len(species) > 0 and not 0 <= species.min() <= species.max() < len(elements):
            raise ValueError(f"species must count {len(elements)} elements")
        return Neighbours(species, radius, distance, atoms, _starts(atoms), _starts(atoms**2), elements, cutoff)

    def __len__(self) -> int:
        """The number of clusters."""
        return len(self.counts)

    def __getitem__(self, rows: Rows) -> Neighbours:
        """Some of the clusters in the order asked for; copies none of their atoms."""
        return replace(self, counts=self.counts[rows], first_atom=self.first_atom[rows], first_pair=self.first_pair[rows])

    def padded(self) -> PaddedNeighbours:
        """The clusters padded to the largest of them (at least one atom)."""
        rows, most = len(self), max(1, int(self.counts.max(initial=0)))
        padded = PaddedNeighbours(
            np.zeros((rows, most), dtype=np.int64),
            np.full((rows, most), self.cutoff, dtype=np.float32),
            np.full((rows, most, most), self.cutoff, dtype=np.float32),
            np.zeros((rows, most), dtype=np.float32),
        )
        for row, (count, atom, pair) in enumerate(zip(self.counts, self.first_atom, self.first_pair, strict=True)):
            padded.species[row, :count] = self.species[atom : atom + count]
            padded.radius[row, :count] = self.radius[atom : atom + count]
            padded.distance[row, :count, :count] = self.distance[pair : pair + count**2].reshape(count, count)
            padded.mask[row, :count] = 1.0
        return padded


def _starts(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.cumsum(lengths) - lengths
