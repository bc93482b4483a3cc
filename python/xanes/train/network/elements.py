"""What is tabulated of the elements, as numbers that are alike where elements are alike."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

HEAVIEST = 96
"""The last atomic number of the tables: curium."""

# fmt: off
COVALENT_RADII = (
    0.31, 0.28, 1.28, 0.96, 0.84, 0.76, 0.71, 0.66, 0.57, 0.58, 1.66, 1.41, 1.21, 1.11, 1.07, 1.05, 1.02, 1.06, 2.03, 1.76, 1.70, 1.60,
    1.53, 1.39, 1.39, 1.32, 1.26, 1.24, 1.32, 1.22, 1.22, 1.20, 1.19, 1.20, 1.20, 1.16, 2.20, 1.95, 1.90, 1.75, 1.64, 1.54, 1.47, 1.46,
    1.42, 1.39, 1.45, 1.44, 1.42, 1.39, 1.39, 1.38, 1.39, 1.40, 2.44, 2.15, 2.07, 2.04, 2.03, 2.01, 1.99, 1.98, 1.98, 1.96, 1.94, 1.92,
    1.92, 1.89, 1.90, 1.87, 1.87, 1.75, 1.70, 1.62, 1.51, 1.44, 1.41, 1.36, 1.36, 1.32, 1.45, 1.46, 1.48, 1.40, 1.50, 1.50, 2.60, 2.21,
    2.15, 2.06, 2.00, 1.96, 1.90, 1.87, 1.80, 1.69,
)
"""Of hydrogen to curium, Å: B. Cordero and others, Dalton Transactions 2008, 2832 (carbon sp3, manganese, iron and cobalt low spin)."""

ELECTRONEGATIVITIES = (
    2.20, 4.16, 0.98, 1.57, 2.04, 2.55, 3.04, 3.44, 3.98, 4.79, 0.93, 1.31, 1.61, 1.90, 2.19, 2.58, 3.16, 3.24, 0.82, 1.00, 1.36, 1.54,
    1.63, 1.66, 1.55, 1.83, 1.88, 1.91, 1.90, 1.65, 1.81, 2.01, 2.18, 2.55, 2.96, 3.00, 0.82, 0.95, 1.22, 1.33, 1.60, 2.16, 1.90, 2.20,
    2.28, 2.20, 1.93, 1.69, 1.78, 1.96, 2.05, 2.10, 2.66, 2.60, 0.79, 0.89, 1.10, 1.12, 1.13, 1.14, 1.13, 1.17, 1.20, 1.20, 1.10, 1.22,
    1.23, 1.24, 1.25, 1.10, 1.27, 1.30, 1.50, 2.36, 1.90, 2.20, 2.20, 2.28, 2.54, 2.00, 1.62, 2.33, 2.02, 2.00, 2.20, 2.20, 0.70, 0.90,
    1.10, 1.30, 1.50, 1.38, 1.36, 1.28, 1.30, 1.30,
)
"""Of hydrogen to curium, Pauling's scale (CRC Handbook of Chemistry and Physics); helium, neon and argon, which it leaves out: Allen's."""
# fmt: on

_NOBLE_GASES = (0, 2, 10, 18, 36, 54, 86)

_SCALES = {
    "period": (1.0, 7.0, 7),
    "group": (1.0, 18.0, 7),
    "radius": (0.3, 2.4, 6),
    "electronegativity": (0.8, 4.0, 5),
}
"""First and last centre and their number, of the Gaussians that each property is spread over."""


def period_and_group(atomic_number: int) -> tuple[int, float]:
    """The place in the periodic table. The f elements lie evenly between group 3 and group 4."""
    period = next(period for period in range(len(_NOBLE_GASES), 0, -1) if atomic_number > _NOBLE_GASES[period - 1])
    column = atomic_number - _NOBLE_GASES[period - 1]
    if period == 1:
        return period, 1.0 if column == 1 else 18.0
    if column <= 2:
        return period, float(column)
    length = (8, 8, 18, 18, 32, 32)[period - 2]
    if length < 32:
        return period, float(column + 18 - length)
    return period, 3.0 + (column - 3) / 15.0 if column <= 17 else float(column - 14)


def properties(atomic_numbers: Sequence[int]) -> NDArray[np.float32]:
    """Of each of S elements period, group, covalent radius and electronegativity, each spread over Gaussians, float32 [S, Q].

    The rows have a length of 1, and the closer two elements are in all four, the more their rows point the same way. Raises ValueError
    for an element beyond the tables.
    """
    rows = []
    for number in atomic_numbers:
        if not 1 <= number <= HEAVIEST:
            raise ValueError(f"no radius and electronegativity are tabulated for atomic number {number}; leave structures with it out")
        period, group = period_and_group(number)
        values = period, group, COVALENT_RADII[number - 1], ELECTRONEGATIVITIES[number - 1]
        rows.append(np.concatenate([_spread(value, *scale) for value, scale in zip(values, _SCALES.values(), strict=True)]))
    table = np.array(rows)
    return np.float32(table / np.linalg.norm(table, axis=1, keepdims=True))


def _spread(value: float, first: float, last: float, count: int) -> NDArray[np.float64]:
    centres = np.linspace(first, last, count)
    return np.exp(-0.5 * ((value - centres) / (centres[1] - centres[0])) ** 2)
