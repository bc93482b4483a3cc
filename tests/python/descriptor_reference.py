"""The pair descriptor in plain NumPy, written from its definition alone: slow, short, and independent of the C# core."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

REFERENCE_DISTANCE = 3.0


def cluster(
    numbers: NDArray[np.int64],
    positions: NDArray[np.float64],
    cell: NDArray[np.float64],
    periodic: tuple[bool, bool, bool],
    absorber: int,
    cutoff: float,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Atomic numbers and positions of all atoms and images at 0 < r <= cutoff, by trying far more images than needed."""
    ranges = []
    for axis in range(3):
        reach = 0
        if periodic[axis]:
            others = [cell[i] for i in range(3) if i != axis and periodic[i]]
            height_vector = cell[axis].copy()
            if others:
                basis = np.linalg.qr(np.array(others).T)[0]
                height_vector = height_vector - basis @ (basis.T @ height_vector)
            spread = np.ptp(positions, axis=0).sum()
            reach = int(np.ceil((cutoff + spread) / np.linalg.norm(height_vector))) + 1
        ranges.append(range(-reach, reach + 1))
    found_numbers = []
    found_positions = []
    for image in itertools.product(*ranges):
        moved = positions + np.array(image, dtype=float) @ cell
        distance = np.sqrt(((moved - positions[absorber]) ** 2).sum(axis=1))
        near = distance <= cutoff
        if image == (0, 0, 0):
            near[absorber] = False
        found_numbers.append(numbers[near])
        found_positions.append(moved[near])
    return np.concatenate(found_numbers), np.concatenate(found_positions)


def describe(
    numbers: NDArray[np.int64],
    positions: NDArray[np.float64],
    cell: NDArray[np.float64],
    periodic: tuple[bool, bool, bool],
    absorber: int,
    *,
    elements: tuple[int, ...] = (8, 14, 47),
    r_min: float = 0.0,
    r_max: float = 5.0,
    radial_bin: float = 0.05,
    pair_bin: float = 0.1,
    sigma: float = 0.0,
    inverse_distance: bool = False,
    taper: float = 0.0,
) -> NDArray[np.float64]:
    """The vector of one absorber: radial histograms by element, then pair histograms by element pair."""
    near_numbers, near_positions = cluster(numbers, positions, cell, periodic, absorber, r_max)
    radius = np.sqrt(((near_positions - positions[absorber]) ** 2).sum(axis=1))
    weights = np.ones_like(radius)
    if inverse_distance:
        weights = weights * REFERENCE_DISTANCE / radius
    if taper > 0.0:
        phase = np.clip((radius - (r_max - taper)) / taper, 0.0, 1.0)
        weights = weights * 0.5 * (1.0 + np.cos(np.pi * phase))

    def histogram(distances: NDArray[np.float64], count_weights: NDArray[np.float64], upper: float, width: float) -> NDArray[np.float64]:
        bins = round((upper - r_min) / width)
        if sigma == 0.0:
            return np.histogram(distances, bins=bins, range=(r_min, upper), weights=count_weights)[0]
        edges = np.linspace(r_min, upper, bins + 1)
        counted = distances >= r_min
        cumulative = ndtr((edges[None, :] - distances[counted, None]) / sigma)
        return (np.diff(cumulative, axis=1) * count_weights[counted, None]).sum(axis=0)

    parts = [histogram(radius[near_numbers == z], weights[near_numbers == z], r_max, radial_bin) for z in elements]
    for first, second in itertools.combinations_with_replacement(elements, 2):
        distances = []
        products = []
        for i, j in itertools.combinations(range(len(radius)), 2):
            if sorted((near_numbers[i], near_numbers[j])) == [first, second]:
                distances.append(np.sqrt(((near_positions[i] - near_positions[j]) ** 2).sum()))
                products.append(weights[i] * weights[j])
        parts.append(histogram(np.array(distances), np.array(products), 2.0 * r_max, pair_bin))
    return np.concatenate(parts)


def random_structure(
    rng: np.random.Generator,
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64], tuple[bool, bool, bool]]:
    """A random structure of O, Si and Ag, atom 0 an Ag: an isolated cluster or periodic in one to three directions."""
    periodic = tuple(bool(flag) for flag in rng.random(3) < rng.choice([0.0, 0.5, 1.0]))
    while True:
        count = int(rng.integers(2, 25))
        cell = np.diag(rng.uniform(2.5, 11.0, 3)) + rng.uniform(-2.0, 2.0, (3, 3))
        if abs(np.linalg.det(cell)) < 25.0:
            continue
        positions = rng.uniform(-0.4, 1.4, (count, 3)) @ cell if rng.random() < 0.5 else rng.normal(0.0, 3.0, (count, 3))
        numbers = rng.choice([8, 14, 47], count)
        numbers[0] = 47
        near = cluster(numbers, positions, cell, periodic, 0, 5.0)[1]
        points = np.vstack([near, positions[:1]])
        distances = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
        np.fill_diagonal(distances, np.inf)
        if len(near) <= 90 and distances.min() > 0.55:
            return numbers, positions, cell, periodic


def to_extxyz(
    numbers: NDArray[np.int64],
    positions: NDArray[np.float64],
    cell: NDArray[np.float64],
    periodic: tuple[bool, bool, bool],
) -> str:
    """One frame of an extended xyz file with every digit."""
    symbols = {8: "O", 14: "Si", 47: "Ag"}
    lattice = " ".join(f"{value:.17g}" for value in cell.ravel())
    flags = " ".join("T" if flag else "F" for flag in periodic)
    lines = [str(len(numbers)), f'Lattice="{lattice}" Properties=species:S:1:pos:R:3 pbc="{flags}"']
    lines += [f"{symbols[z]} {x:.17g} {y:.17g} {zz:.17g}" for z, (x, y, zz) in zip(numbers, positions, strict=True)]
    return "\n".join(lines) + "\n"
