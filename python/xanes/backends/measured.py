"""What a backend offers on measured spectra. Texts of options are JSON objects, as xanes.h tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

AGREEMENT_VALUES = 8
"""The numbers of one agreement: MSE, R factor, correlation, shift, amplitude, offset, slope, uncertainty."""


class Points(NamedTuple):
    """A measured spectrum as arrays."""

    source: str
    """Its file, or its name where it comes from elsewhere."""
    label: str
    """The record's name."""
    energy: NDArray[np.float64]
    """Photon energies in eV, float64 [n], strictly ascending."""
    mu: NDArray[np.float64]
    """The absorption in the file's unit, float64 [n]."""
    reference: NDArray[np.float64] | None
    """The absorption of the reference, float64 [n]."""
    facts: Mapping[str, str]
    """What the file says besides."""


class Record(NamedTuple):
    """One record of a file."""

    number: int
    """Its number in the file, from 1."""
    label: str
    """Its name for people."""
    group: str
    """Its name within an Athena project; empty elsewhere."""
    points: Points | None
    """The spectrum; None where it is at fault."""
    fault: str | None
    """What is wrong with it; None where it was read."""


class Curves(NamedTuple):
    """What normalising makes, float64 [n] each."""

    norm: NDArray[np.float64]
    """(mu - pre-edge) / edge step."""
    flat: NDArray[np.float64]
    """The same, flattened."""
    pre_edge: NDArray[np.float64]
    """The pre-edge curve in the spectrum's unit."""
    post_edge: NDArray[np.float64]
    """The post-edge curve in the spectrum's unit."""
    used: Mapping[str, float]
    """e0, edge_step and what was used, by Larch's names."""


class NamedSpectra(NamedTuple):
    """Some spectra, one after the other."""

    names: str
    """Their names, one a line."""
    counts: NDArray[np.int64]
    """The number of points of each, int64 [k]; N in all."""
    photon_energy: NDArray[np.float64]
    """Photon energies in eV, float64 [N], contiguous."""
    absorption: NDArray[np.float64]
    """Absorption in edge steps, float64 [N], contiguous."""


class OpenComparison(Protocol):
    """A measured spectrum that predicted ones are compared with."""

    window: tuple[float, float]
    """The measured photon energies that are compared, in eV."""

    def fit(self, mu: NDArray[np.float32], sigma: NDArray[np.float32] | None, threads: int) -> NDArray[np.float64]:
        """The agreements of spectra float32 [k, m], float64 [k, AGREEMENT_VALUES]."""
        ...


class MeasuredCore(Protocol):
    """The core's work on measured spectra."""

    def read(self, path: str, options: str) -> list[Record]:
        """Reads the records of a file."""
        ...

    def make(self, label: str, energy: NDArray[np.float64], mu: NDArray[np.float64], reference: NDArray[np.float64] | None) -> Points:
        """Makes a spectrum of points in any order, float64 [n] each, contiguous."""
        ...

    def treat(self, points: Points, options: str) -> Points:
        """Leaves out points, rebins and shifts."""
        ...

    def align(self, moved: Points, fixed: Points, method: int) -> tuple[float, float]:
        """The shift in eV that brings one onto the other, and the correlation of the derivatives after it."""
        ...

    def normalise(self, points: Points, options: str) -> Curves:
        """Normalises to an edge step of 1."""
        ...

    def open_comparison(
        self,
        energy: NDArray[np.float64],
        mu: NDArray[np.float64],
        e0: float,
        photon_energy: NDArray[np.float64],
        edge_energy: float,
        options: str,
    ) -> OpenComparison:
        """Prepares a comparison; float64, contiguous."""
        ...

    def mixture(self, spectra: NamedSpectra, options: str) -> Mapping[str, Any]:
        """The first spectrum as mixtures of the others; the keys are those of the command's JSON."""
        ...

    def components(self, spectra: NamedSpectra, options: str) -> Mapping[str, Any]:
        """Principal components; the keys are those of the command's JSON."""
        ...
