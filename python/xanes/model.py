"""What is known of a trained model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xanes.broadening import Broadening


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
    broadening: Broadening | None
    """The broadening of its spectra; None where it learned finished spectra, whose broadening is fixed."""
    narrowest_core_hole_width: float | None
    """The narrowest core hole in eV that can be asked for; None where the broadening is fixed."""
    edge_step: float | None
    """The edge step in Mbarn per absorber, one for all spectra; None where it is not known."""
    energy_calibration: float | None
    """What is added to photon energies to give a calibrated beamline's, in eV; None where they are right up to a constant."""
    calibration: str | None = field(repr=False)
    """What edge step and energy calibration were taken from and how well they hold."""
    descriptor: Mapping[str, str | list[str]] = field(repr=False)
    """What it takes: the keys and values of a spec file, as ``Session.describe`` takes them for ``spec``."""
