"""Measured spectra by the backend ``native``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import byref, c_char_p, c_double, c_int, c_int64, c_void_p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xanes.backends._c_api import Library
from xanes.backends.addresses import address
from xanes.backends.measured import AGREEMENT_VALUES, Curves, NamedSpectra, Points, Record


class NativeMeasured:
    """The functions of ``xanes.h`` on measured spectra. Handles live as long as a call."""

    def __init__(self, library: Library) -> None:
        """Declares the functions."""
        self._library = library
        self._read = library.opener("xanes_read_measured", c_char_p, c_char_p, c_void_p)
        self._record = library.opener("xanes_measured_record", c_int64, c_int64, c_void_p)
        self._make = library.opener("xanes_make_measured", c_char_p, c_void_p, c_void_p, c_void_p, c_int64, c_void_p)
        self._treat = library.opener("xanes_treat", c_int64, c_char_p, c_void_p)
        self._normalise = library.opener("xanes_normalise", c_int64, c_char_p, c_void_p)
        self._values = library.function("xanes_measured_values", c_int64, c_void_p, c_void_p, c_void_p, c_int64)
        self._curves = library.function("xanes_normalised_values", c_int64, c_void_p, c_void_p, c_void_p, c_void_p, c_int64)
        spectra = (c_int64, c_void_p, c_char_p, c_void_p, c_void_p, c_char_p, c_void_p)
        self._mixture = library.interruptible_opener("xanes_mixture", *spectra)
        self._components = library.interruptible_opener("xanes_components", *spectra)
        self._align = library.function("xanes_align", c_int64, c_int64, c_int, c_void_p, c_void_p)

    def read(self, path: str, options: str) -> list[Record]:
        """Reads the records of a file."""
        with self._closing(self._read(path.encode(), options.encode())) as records:
            listed = json.loads(self._library.info(records))["records"]
            return [self._read_record(records, index, facts) for index, facts in enumerate(listed)]

    def make(self, label: str, energy: NDArray[np.float64], mu: NDArray[np.float64], reference: NDArray[np.float64] | None) -> Points:
        """Makes a spectrum of points in any order."""
        with self._opened(Points(label, label, energy, mu, reference, {})) as measured:
            return self._points(measured)

    def treat(self, points: Points, options: str) -> Points:
        """Leaves out points, rebins and shifts."""
        with self._opened(points) as measured, self._closing(self._treat(measured, options.encode())) as treated:
            return self._points(treated)._replace(source=points.source, label=points.label, facts=points.facts)

    def align(self, moved: Points, fixed: Points, method: int) -> tuple[float, float]:
        """The shift in eV, and the correlation after it."""
        shift, correlation = c_double(), c_double()
        with self._opened(moved) as first, self._opened(fixed) as second:
            self._align(first, second, method, byref(shift), byref(correlation))
        return shift.value, correlation.value

    def normalise(self, points: Points, options: str) -> Curves:
        """Normalises to an edge step of 1."""
        with self._opened(points) as measured, self._closing(self._normalise(measured, options.encode())) as normalised:
            used = json.loads(self._library.info(normalised))
            count = used.pop("points")
            curves = [np.empty(count) for _ in range(4)]
            self._curves(normalised, *map(address, curves), count)
        norm, flat, pre_edge, post_edge = curves
        return Curves(norm, flat, pre_edge, post_edge, used)

    def open_comparison(
        self,
        energy: NDArray[np.float64],
        mu: NDArray[np.float64],
        e0: float,
        photon_energy: NDArray[np.float64],
        edge_energy: float,
        options: str,
    ) -> NativeComparison:
        """Prepares a comparison."""
        return NativeComparison(self._library, energy, mu, e0, photon_energy, edge_energy, options)

    def mixture(self, spectra: NamedSpectra, options: str) -> dict[str, Any]:
        """The first spectrum as mixtures of the others."""
        return self._facts(self._mixture, spectra, options)

    def components(self, spectra: NamedSpectra, options: str) -> dict[str, Any]:
        """Principal components."""
        return self._facts(self._components, spectra, options)

    def _facts(self, function: Callable[..., int], spectra: NamedSpectra, options: str) -> dict[str, Any]:
        names, counts, energy, mu = spectra
        with self._closing(
            function(len(counts), address(counts), names.encode(), address(energy), address(mu), options.encode())
        ) as result:
            facts: dict[str, Any] = json.loads(self._library.info(result))
            return facts

    def _read_record(self, records: int, index: int, facts: dict[str, str]) -> Record:
        fault = facts.get("fault")
        points = None
        if fault is None:
            with self._closing(self._record(records, index)) as measured:
                points = self._points(measured)
        return Record(int(facts["number"]), facts["label"], facts["group"], points, fault)

    @contextmanager
    def _opened(self, points: Points) -> Iterator[int]:
        """A handle of arrays, named in messages by the file and the record."""
        name = points.label if points.label == points.source else f"{points.source}:{points.label}"
        arrays = map(address, (points.energy, points.mu, points.reference))
        with self._closing(self._make(name.encode(), *arrays, len(points.energy))) as handle:
            yield handle

    @contextmanager
    def _closing(self, handle: int) -> Iterator[int]:
        try:
            yield handle
        finally:
            self._library.close(handle)

    def _points(self, measured: int) -> Points:
        info = json.loads(self._library.info(measured))
        energy, mu, reference = (np.empty(info["points"]) for _ in range(3))
        self._values(measured, address(energy), address(mu), address(reference) if info["has_reference"] else 0, len(energy))
        return Points(info["source"], info["label"], energy, mu, reference if info["has_reference"] else None, info["facts"])


class NativeComparison:
    """A comparison's handle, closed with the object."""

    def __init__(
        self,
        library: Library,
        energy: NDArray[np.float64],
        mu: NDArray[np.float64],
        e0: float,
        photon_energy: NDArray[np.float64],
        edge_energy: float,
        options: str,
    ) -> None:
        """Opens it."""
        opener = library.opener(
            "xanes_open_comparison", c_void_p, c_void_p, c_int64, c_double, c_void_p, c_int64, c_double, c_char_p, c_void_p
        )
        self._library = library
        self._compare = library.function("xanes_compare", c_int64, c_int64, c_void_p, c_void_p, c_int64, c_int, c_void_p)
        self._handle = 0
        self._handle = opener(
            address(energy), address(mu), len(energy), e0, address(photon_energy), len(photon_energy), edge_energy, options.encode()
        )
        info = json.loads(library.info(self._handle))
        self.window: tuple[float, float] = (info["first"], info["last"])

    def fit(self, mu: NDArray[np.float32], sigma: NDArray[np.float32] | None, threads: int) -> NDArray[np.float64]:
        """The agreements of spectra."""
        agreements = np.empty((len(mu), AGREEMENT_VALUES))
        self._compare(self._handle, len(mu), address(mu), address(sigma), mu.size, threads, address(agreements))
        return agreements

    def __del__(self) -> None:
        """Closes the handle."""
        if self._handle:
            self._library.close(self._handle)
