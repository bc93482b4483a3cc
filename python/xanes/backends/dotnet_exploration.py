"""Structures that are moved by hand, by the backend ``pythonnet``."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xanes.backends.addresses import address, site_arrays
from xanes.backends.dotnet_fit import read_fit
from xanes.backends.exploration import StateArrays
from xanes.backends.interface import FitTarget
from xanes.backends.interruption import interruptible
from xanes.backends.translation import translated
from xanes.batch import Sites, StructureBatch
from xanes.exploration import FitWatch
from xanes.fit import Fit


class DotnetExploration:
    """An ``IStructureExploration``."""

    @translated
    def __init__(
        self,
        interop: SimpleNamespace,
        plugin: Any,
        batch: StructureBatch,
        sites: Sites,
        target: FitTarget | None,
        model: str | None,
        spec: str,
    ) -> None:
        """Opens it."""
        self._interop = interop
        self._host = interop.ExplorationHost
        energy, absorption, noise = (None, None, None) if target is None else target
        joined = site_arrays(batch, sites)
        self._exploration = self._call(
            self._host.Open,
            plugin,
            address(joined),
            address(energy),
            address(absorption),
            0 if absorption is None else absorption.size,
            address(noise),
            0 if noise is None else noise.size,
            model,
            spec,
        )
        self.facts: Mapping[str, Any] = json.loads(interop.ExplorationJson.Text(self._exploration))
        self.photon_energy = np.empty(self.facts["points"])
        self.measured = np.empty_like(self.photon_energy) if self.facts["has_measured"] else None
        self._host.CopyEnergies(self._exploration, address(self.photon_energy), address(self.measured))

    @translated
    def evaluate(self, values: NDArray[np.float64]) -> StateArrays:
        """Spectrum and structure at some values."""
        predicted = np.empty_like(self.photon_energy)
        adjusted = None if self.measured is None else np.empty_like(predicted)
        state = self._call(self._host.Evaluate, self._exploration, address(values), values.size, address(predicted), address(adjusted))
        return StateArrays(predicted, adjusted, json.loads(self._interop.ExplorationJson.Text(state)))

    @translated
    def fit(self, values: NDArray[np.float64], vary_widths: bool, watch: FitWatch) -> Fit:
        """Fits within the parameters' bounds."""
        arguments = (self._exploration, address(values), values.size, vary_widths, address(watch.done))
        return read_fit(self._interop, self._call(self._host.Fit, *arguments, attach=watch.attach))

    def _call(self, function: Callable[..., Any], *arguments: Any, attach: Callable[[Any], None] = lambda _: None) -> Any:
        """Calls a function whose last argument is a cancellation token; Ctrl-C ends it, and what is attached."""
        cancellation = self._interop.CancellationTokenSource()
        attach(cancellation.Cancel)
        try:
            return interruptible(partial(function, *arguments, cancellation.Token), cancellation.Cancel)
        finally:
            attach(None)
            cancellation.Dispose()
