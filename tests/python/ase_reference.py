"""What ASE reads from the test structures, and its neighbour lists: the reference for the readers and clusters.

Run ``python tests/python/ase_reference.py`` to write ``ase-reference.json``, ``periodic-cells.extxyz`` and
``ase-neighbours.json`` beside the structures again. The results are the same with ASE 3.22 and 3.29.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
from ase import Atoms
from ase.io import read
from ase.neighborlist import neighbor_list

STRUCTURES = Path(__file__).resolve().parents[1] / "data" / "structures"
REFERENCE = STRUCTURES / "ase-reference.json"
PERIODIC_CELLS = STRUCTURES / "periodic-cells.extxyz"
NEIGHBOURS = STRUCTURES / "ase-neighbours.json"
CUTOFF = 5.0
CLOSEST = 0.8

Matrix = list[list[float]]
Pbc = tuple[bool, bool, bool]

# Cell vectors (Å), periodic directions and number of atoms of each frame; the rest is drawn at random.
CELLS: list[tuple[str, Matrix, Pbc, int]] = [
    ("cubic", [[6, 0, 0], [0, 6, 0], [0, 0, 6]], (True, True, True), 8),
    ("one-atom", [[2.45, 0, 0], [0, 2.45, 0], [0, 0, 2.45]], (True, True, True), 1),
    ("primitive-fcc", [[0, 2.043, 2.043], [2.043, 0, 2.043], [2.043, 2.043, 0]], (True, True, True), 1),
    ("small", [[2.2, 0.1, 0], [0, 2.4, 0.3], [-0.2, 0, 3.1]], (True, True, True), 2),
    ("flat", [[12, 0, 0], [0, 11, 0], [0, 0, 2.1]], (True, True, True), 9),
    ("needle", [[2.3, 0, 0], [0, 2.6, 0], [0.5, 0.5, 19]], (True, True, True), 6),
    ("large", [[17, 0, 0], [1, 16, 0], [0, 2, 18]], (True, True, True), 40),
    ("hexagonal", [[4.9, 0, 0], [-2.45, 4.2435, 0], [0, 0, 5.4]], (True, True, True), 7),
    ("monoclinic", [[5.8592, 0, 0], [0, 3.4842, 0], [-1.6545, 0, 5.2447]], (True, True, True), 5),
    ("triclinic", [[5.1, 0.4, -0.3], [-1.7, 4.6, 0.2], [0.9, -1.3, 6.2]], (True, True, True), 6),
    ("skewed", [[4.1, 0, 0], [11, 3.9, 0], [-9, 14, 4.2]], (True, True, True), 3),
    ("very-skewed", [[3.1, 0, 0], [37.2, 2.9, 0], [-28.4, 20.3, 3.3]], (True, True, True), 2),
    ("left-handed", [[0, 5.2, 0], [4.5, 0, 0.3], [0, 0.2, 5.5]], (True, True, True), 5),
    ("any-orientation", [[2.1, 2.2, 3.3], [-3.1, 2.7, 0.4], [-1.9, -3.2, 3.6]], (True, True, True), 4),
    ("slab", [[4.1, 0, 0], [1.3, 4.4, 0], [0, 0, 25]], (True, True, False), 7),
    ("slab-without-third-vector", [[3.3, 0, 0], [0.4, 3.6, 0.5], [0, 0, 0]], (True, True, False), 3),
    ("slab-along-a-and-c", [[3.2, 0, 0.7], [0, 9, 0], [0.3, 0, 3.9]], (True, False, True), 4),
    ("slab-with-slanted-vacuum", [[3.7, 0, 0], [0, 3.8, 0], [14, 9, 6]], (True, True, False), 5),
    ("skewed-slab", [[7, 0, 0], [0, 2.6, 0], [0.2, 28.7, 3.0]], (False, True, True), 3),
    ("chain-along-c", [[8, 0, 0], [0, 8, 0], [0, 0, 2.7]], (False, False, True), 3),
    ("slanted-chain-along-a", [[1.4, 1.5, 1.6], [0, 6, 0], [0, 0, 6]], (True, False, False), 2),
    ("chain-without-other-vectors", [[0, 0, 0], [0.3, 3.9, 0.2], [0, 0, 0]], (False, True, False), 4),
    ("cluster-in-a-box", [[6, 0, 0], [0, 6, 0], [0, 0, 6]], (False, False, False), 8),
    ("cluster", [[0, 0, 0], [0, 0, 0], [0, 0, 0]], (False, False, False), 12),
]


def structure_files() -> list[Path]:
    """The structures that ASE reads, in order of their names."""
    return sorted(path for path in STRUCTURES.iterdir() if path.suffix != ".json")


def read_frames(path: Path) -> list[Atoms]:
    """All frames of a file, read by ASE."""
    if path.suffix in (".poscar", ".vasp") or path.name.startswith(("POSCAR", "CONTCAR")):
        return [read(path, format="vasp")]
    return read(path, index=":")


def reference() -> dict[str, list[dict[str, Any]]]:
    """Atomic numbers, positions (Å), cell (Å), pbc and plain info values of every frame of every file."""
    return {path.name: [_described(atoms) for atoms in read_frames(path)] for path in structure_files()}


def periodic_cells(seed: int = 20) -> str:
    """Periodic structures of every cell shape as extended xyz; about half of the atoms lie outside their cell."""
    source = random.Random(seed)
    frames = []
    for index, (name, cell, pbc, count) in enumerate(CELLS):
        numbers, positions = _filled(cell, pbc, count, source)
        lattice = " ".join(f"{component:g}" for row in cell for component in row)
        flags = " ".join("T" if flag else "F" for flag in pbc)
        frames.append(
            f'{count}\nLattice="{lattice}" Properties=species:S:1:pos:R:3 pbc="{flags}" '
            f"id={name} absorber={index % count}\n"
            + "".join(
                f"{symbol:2s} " + " ".join(f"{value:12.6f}" for value in position) + "\n"
                for symbol, position in zip(numbers, positions, strict=True)
            )
        )
    return "".join(frames)


def neighbours(cutoff: float = CUTOFF) -> list[dict[str, Any]]:
    """For each frame of the periodic cells the neighbours of its absorber: atomic number and distance (Å), nearest first."""
    frames = []
    for atoms in read(PERIODIC_CELLS, index=":"):
        absorber = int(atoms.info["absorber"])
        first, second, distance = neighbor_list("ijd", atoms, cutoff)
        found = sorted(
            (round(float(d), 9), int(atoms.numbers[j])) for i, j, d in zip(first, second, distance, strict=True) if i == absorber
        )
        frames.append(
            {
                "id": atoms.info["id"],
                "absorber": absorber,
                "cutoff": cutoff,
                "atomic_numbers": [number for _, number in found],
                "distances": [distance for distance, _ in found],
            }
        )
    return frames


def write() -> None:
    """Writes the generated structures and both references."""
    PERIODIC_CELLS.write_text(periodic_cells())
    REFERENCE.write_text(_one_frame_a_line(reference()))
    NEIGHBOURS.write_text("[\n" + ",\n".join(json.dumps(frame) for frame in neighbours()) + "\n]\n")


def _described(atoms: Atoms) -> dict[str, Any]:
    return {
        "atomic_numbers": [int(number) for number in atoms.numbers],
        "positions": np.round(atoms.positions, 9).tolist(),
        "cell": np.round(np.array(atoms.cell), 9).tolist(),
        "pbc": [bool(flag) for flag in atoms.pbc],
        "absorber": int(atoms.info["absorber"]) if "absorber" in atoms.info else None,
        "id": str(atoms.info["id"]) if "id" in atoms.info else None,
    }


def _one_frame_a_line(files: dict[str, list[dict[str, Any]]]) -> str:
    return (
        "{\n"
        + ",\n".join(
            f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(frame) for frame in frames) + "\n]" for name, frames in files.items()
        )
        + "\n}\n"
    )


def _filled(cell: Matrix, pbc: Pbc, count: int, source: random.Random) -> tuple[list[str], Matrix]:
    """Places atoms one by one, each at least CLOSEST from the others and their images, then moves half by lattice vectors."""
    symbols = ["Ag"]
    box = np.array([row if any(row) else np.eye(3)[axis] * 6.0 for axis, row in enumerate(cell)])
    positions = [_anywhere(box, source)]
    while len(positions) < count:
        trial = [*positions, _anywhere(box, source)]
        atoms = Atoms("X" * len(trial), positions=trial, cell=cell, pbc=pbc)
        if len(neighbor_list("i", atoms, CLOSEST)) == 0:
            positions = trial
            symbols.append(source.choice(["O", "Si", "Ag"]))
    moved = [
        position + sum(source.randint(-2, 2) * np.array(row) for row, flag in zip(cell, pbc, strict=True) if flag)
        if source.random() < 0.5
        else position
        for position in positions
    ]
    return symbols, [position.tolist() for position in moved]


def _anywhere(box: np.ndarray, source: random.Random) -> np.ndarray:
    return np.array([source.random() for _ in range(3)]) @ box


if __name__ == "__main__":
    write()
