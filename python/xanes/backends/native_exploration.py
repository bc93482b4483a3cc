"""Structures that are moved by hand, by the backend ``native``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from ctypes import c_char_p, c_int, c_int64, c_void_p
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xanes.backends._c_api import Library
from xanes.backends.addresses import address, site_arrays
from xanes.backends.exploration import StateArrays
from xanes.backends.interface import FitTarget
from xanes.backends.native_fit import read_fit
from xanes.batch import Sites, StructureBatch
from xanes.exploration import FitWatch
from xanes.fit import Fit


class NativeExploration:
    """An exploration's handle, closed with the object."""

    def __init__(self, library: Library, model: int, batch: StructureBatch, sites: Sites, target: FitTarget | None, spec: str) -> None:
        """Opens it; the model's handle may be closed then."""
        arrays = [c_void_p, c_void_p, c_int64, c_void_p, c_int64]
        opener = library.interruptible_opener("xanes_open_exploration", c_int64, c_void_p, *arrays, c_char_p, c_void_p)
        self._library = library
        self._explore = library.interruptible_opener("xanes_explore", c_int64, c_void_p, c_int64, c_void_p, c_void_p, c_int64, c_void_p)
        self._fit = library.opener("xanes_exploration_fit", c_int64, c_void_p, c_int64, c_int, c_void_p, c_void_p)
        self._handle = 0
        energy, absorption, noise = (None, None, None) if target is None else target
        joined = site_arrays(batch, sites)
        self._handle = opener(
            model,
            address(joined),
            address(energy),
            address(absorption),
            0 if absorption is None else absorption.size,
            address(noise),
            0 if noise is None else noise.size,
            spec.encode(),
        )
        self.facts: Mapping[str, Any] = json.loads(library.info(self._handle))
        self.photon_energy = np.empty(self.facts["points"])
        self.measured = np.empty_like(self.photon_energy) if self.facts["has_measured"] else None
        energies = library.function("xanes_exploration_energies", c_int64, c_void_p, c_void_p, c_int64)
        energies(self._handle, address(self.photon_energy), address(self.measured), self.photon_energy.size)

    def evaluate(self, values: NDArray[np.float64]) -> StateArrays:
        """Spectrum and structure at some values."""
        predicted = np.empty_like(self.photon_energy)
        adjusted = None if self.measured is None else np.empty_like(predicted)
        state = self._explore(self._handle, address(values), values.size, address(predicted), address(adjusted), predicted.size)
        try:
            return StateArrays(predicted, adjusted, json.loads(self._library.info(state)))
        finally:
            self._library.close(state)

    def fit(self, values: NDArray[np.float64], vary_widths: bool, watch: FitWatch) -> Fit:
        """Fits within the parameters' bounds."""
        flag = c_int()
        watch.attach(partial(setattr, flag, "value", 1))
        try:
            arguments = (self._handle, address(values), values.size, int(vary_widths), address(watch.done))
            return read_fit(self._library, self._library.cancellable(flag, partial(self._fit, *arguments)))
        finally:
            watch.attach(None)

    def __del__(self) -> None:
        """Closes the handle."""
        if self._handle:
            self._library.close(self._handle)
