"""The scattering network as a family of learners."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..family import Settings
from ..features import NEIGHBOURS, Features
from ..labels import Labels

if TYPE_CHECKING:
    from .fitted import FittedNetwork


class ScatteringNetwork:
    """An ensemble of message passing networks on the neighbours themselves."""

    inputs = (NEIGHBOURS,)
    modules = ("torch",)
    parity = 1e-5

    def __init__(self, name: str, settings: Settings, start: Path | None = None) -> None:
        """A family with one setting: what others were tried differed by less than seeds do, and each takes long.

        With ``start``, a file of :class:`Weights`, training goes on from there for a fifth of the epochs at a fifth of the rate.
        """
        self.name = name
        self._settings = settings
        self._start = start

    def continued(self, start: Path) -> ScatteringNetwork:
        """The same family, going on from weights that are given."""
        return ScatteringNetwork(self.name, self._settings | {"epochs": max(1, self._settings["epochs"] // 5)}, start)

    def candidates(self) -> Sequence[Settings]:
        """The one setting."""
        return [self._settings]

    def fit(self, settings: Settings, features: Features, labels: Labels, seed: int) -> FittedNetwork:
        """Fits the members together, each from random weights of its own."""
        from .design import Design
        from .fitted import FittedNetwork
        from .fitting import Schedule, fit_ensemble
        from .weights import Weights

        neighbours = features[NEIGHBOURS]
        design = Design(
            atomic_numbers=neighbours.elements,
            cutoff=neighbours.cutoff,
            members=settings["members"],
            rounds=settings["rounds"],
            features=settings["features"],
            hidden=settings["hidden"],
        )
        if self._start is None:
            return FittedNetwork(fit_ensemble(design, Schedule(epochs=settings["epochs"]), neighbours, labels, seed))
        schedule = Schedule(epochs=settings["epochs"], rate=Schedule.rate / 5.0)
        return FittedNetwork(fit_ensemble(design, schedule, neighbours, labels, seed, start=Weights.read(self._start)))


ACCURATE = ScatteringNetwork("scattering-network", {"members": 3, "rounds": 2, "features": 64, "hidden": 128, "epochs": 60})
"""Three networks that hear of each neighbour's neighbours' neighbours."""

FAST = ScatteringNetwork("fast-scattering-network", {"members": 1, "rounds": 1, "features": 32, "hidden": 96, "epochs": 120})
"""One small network; its spread is the same at every point, as wide as its errors on held-out spectra."""

ENSEMBLE = ScatteringNetwork("scattering-ensemble", {"members": 4, "rounds": 1, "features": 32, "hidden": 96, "epochs": 40})
"""Four small networks: for clusters of many atoms, where the accurate ones take three times as long to train and to answer."""
