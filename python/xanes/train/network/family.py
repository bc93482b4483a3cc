"""The scattering network as a family of learners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..family import Settings
from ..features import Features
from ..job import Matrix
from .neighbours import Neighbours

if TYPE_CHECKING:
    from .fitted import FittedNetwork


class ScatteringNetwork:
    """An ensemble of message passing networks on the neighbours themselves."""

    name = "scattering-network"
    inputs = ("species", "radius", "distance", "mask")
    modules = ("torch",)
    parity = 1e-5

    def candidates(self) -> Sequence[Settings]:
        """One setting: what others were tried differed by less than seeds do, and each takes long."""
        return [{"members": 3, "rounds": 2, "features": 64, "epochs": 60}]

    def fit(self, settings: Settings, features: Features, spectra: Matrix, seed: int) -> FittedNetwork:
        """Fits the members together, each from random weights of its own."""
        from .design import Design
        from .fitted import FittedNetwork
        from .fitting import Schedule, fit_ensemble

        neighbours = Neighbours.of(features)
        design = Design(
            species=neighbours.elements,
            cutoff=neighbours.cutoff,
            members=settings["members"],
            rounds=settings["rounds"],
            features=settings["features"],
        )
        schedule = Schedule(epochs=settings["epochs"])
        return FittedNetwork(fit_ensemble(design, schedule, neighbours, spectra, seed))
