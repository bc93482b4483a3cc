"""The sizes of a scattering network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Design:
    """What one network is built of; an ensemble's members share it.

    ``atomic_numbers`` are the listed elements, ``cutoff`` the spec's r_max and ``taper`` the width below it over which atoms and
    pairs fade out (Å); ``element`` is the length of an element's vector, ``features`` that of a neighbour's state; ``radial`` and
    ``pair`` count the Gaussians on the distances to the absorber and between neighbours; ``rounds`` the rounds of messages; ``hidden``
    the width of the read-out; ``components`` the principal components of its labels that it gives.
    """

    atomic_numbers: tuple[int, ...]
    cutoff: float
    taper: float = 0.5
    element: int = 16
    features: int = 64
    radial: int = 16
    pair: int = 20
    rounds: int = 2
    hidden: int = 128
    components: int = 60
    members: int = 3

    @property
    def radial_range(self) -> tuple[float, float]:
        """The first and the last centre of the Gaussians on the distances to the absorber, Å."""
        return 1.4, self.cutoff

    @property
    def pair_range(self) -> tuple[float, float]:
        """The first and the last centre of the Gaussians on the distances between neighbours, Å."""
        return 1.0, self.cutoff
