"""The neighbour arrays in plain NumPy, written from their definition alone and independent of the C# core.

Run ``python tests/python/neighbours_reference.py`` to write ``tests/data/neighbours/clusters.json`` again.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

ELEMENTS, CUTOFF = (8, 14, 47), 5.0


def padded(clusters: list[tuple[np.ndarray, np.ndarray]]) -> dict[str, np.ndarray]:
    """The tensors of (atomic numbers, positions) whose first atom is the absorber."""
    kept = []
    for numbers, positions in clusters:
        offsets = positions[1:] - positions[0]
        near = np.sqrt((offsets**2).sum(axis=1)) <= CUTOFF
        species = np.array([ELEMENTS.index(number) for number in numbers[1:][near]], dtype=int)
        order = np.argsort(species, kind="stable")
        kept.append((species[order], offsets[near][order]))
    rows, most = len(kept), max(1, *(len(species) for species, _ in kept))
    tensors = {
        "species": np.zeros((rows, most), dtype=int),
        "radius": np.full((rows, most), CUTOFF),
        "distance": np.full((rows, most, most), CUTOFF),
        "mask": np.zeros((rows, most)),
    }
    for row, (species, offsets) in enumerate(kept):
        for i, here in enumerate(offsets):
            tensors["species"][row, i] = species[i]
            tensors["radius"][row, i] = np.sqrt(here @ here)
            tensors["mask"][row, i] = 1.0
            for j, there in enumerate(offsets):
                tensors["distance"][row, i, j] = np.sqrt((here - there) @ (here - there))
    return tensors


def _write(path: Path) -> None:
    rng = np.random.default_rng(5)
    clusters = []
    for atoms in (9, 1, 4, 14):
        numbers = np.concatenate([[47], rng.choice(ELEMENTS, atoms - 1)])
        corners = rng.permutation(27)[: atoms - 1]
        grid = np.stack([corners % 3 - 1, corners // 3 % 3 - 1, corners // 9 - 1], axis=1) * 2.9
        positions = np.vstack([np.zeros(3), grid + 0.1 + rng.uniform(-0.6, 0.6, (atoms - 1, 3))]) + 7.0
        clusters.append((numbers, np.round(positions, 3)))
    structures = [{"numbers": numbers.tolist(), "positions": positions.ravel().tolist()} for numbers, positions in clusters]
    tensors = {name: {"shape": values.shape, "values": np.round(values, 7).ravel().tolist()} for name, values in padded(clusters).items()}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"structures": structures, "tensors": tensors}) + "\n")


if __name__ == "__main__":
    _write(Path(__file__).parents[1] / "data" / "neighbours" / "clusters.json")
