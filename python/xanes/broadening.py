"""How a spectrum is broadened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple


@dataclass(frozen=True)
class Broadening:
    """A Lorentzian for the lifetimes, whose width grows above the edge by FDMNES's arctangent model, then a Gaussian.

    Full widths at half maximum, in eV.
    """

    core_hole_width: float
    """The Lorentzian's at and below the edge."""
    gamma_max: float
    """What the final state adds far above the edge; 0 for nothing."""
    e_cent: float
    """Where half of that is reached, in eV above the edge."""
    e_larg: float
    """How gently it rises."""
    resolution: float = 0.0
    """The Gaussian's: the beamline's resolution; 0 for none."""

    def __str__(self) -> str:
        """In words, as files have it."""
        lifetimes = f"core hole {self.core_hole_width:g} eV, Gamma_max {self.gamma_max:g} eV"
        words = f"{lifetimes}, Ecent {self.e_cent:g} eV, Elarg {self.e_larg:g} eV"
        return f"{words}, resolution {self.resolution:g} eV" if self.resolution > 0.0 else words


class BroadeningChange(NamedTuple):
    """What a caller wants otherwise; None leaves a parameter as the model has it."""

    core_hole_width: float | None = None
    resolution: float | None = None
    gamma_max: float | None = None
    e_cent: float | None = None
    e_larg: float | None = None

    def applied_to(self, own: Broadening) -> Broadening:
        """The broadening that the model has, with these changes."""
        return replace(own, **{name: float(value) for name, value in self._asdict().items() if value is not None})
