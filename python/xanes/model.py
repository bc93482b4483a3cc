"""What is known of a trained model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Model:
    """The facts of a model's card that its user needs."""

    id: str
    """The model's name."""
    description: str
    """One line on what it predicts and how."""
    absorber: str
    """The symbol of the absorbing element."""
    edge: str
    """The absorption edge, such as ``K``."""
    edge_energy: float
    """The edge energy in eV that :attr:`energy` counts from."""
    elements: tuple[str, ...]
    """The symbols of the elements that it knows as neighbours."""
    energy: NDArray[np.float64] = field(repr=False)
    """Photon energies minus :attr:`edge_energy` in eV, float64 [m], read-only."""
    normalisation: str = field(repr=False)
    """How intensities are normalised."""
    descriptor: Mapping[str, str | list[str]] = field(repr=False)
    """What it eats: the keys and values of a spec file, as ``Session.describe`` takes them for ``spec``."""
