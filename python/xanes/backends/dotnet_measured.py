"""Measured spectra by the backend ``pythonnet``."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xanes.backends.addresses import address
from xanes.backends.interruption import interruptible
from xanes.backends.measured import AGREEMENT_VALUES, Curves, NamedSpectra, Points, Record
from xanes.backends.translation import translated


class DotnetMeasured:
    """The contract's functions on measured spectra."""

    def __init__(self, interop: Any, plugin: Any) -> None:
        """Takes the types and the plugin."""
        self._interop = interop
        self._host = interop.MeasuredHost
        self._plugin = plugin

    @translated
    def read(self, path: str, options: str) -> list[Record]:
        """Reads the records of a file."""
        records = self._plugin.ReadMeasured(path, self._interop.MeasuredFileOptions.Parse(options))
        return [self._record(record) for record in records]

    @translated
    def make(self, label: str, energy: NDArray[np.float64], mu: NDArray[np.float64], reference: NDArray[np.float64] | None) -> Points:
        """Makes a spectrum of points in any order."""
        return self._points(self._opened(Points(label, label, energy, mu, reference, {})))

    @translated
    def treat(self, points: Points, options: str) -> Points:
        """Leaves out points, rebins and shifts."""
        treated = self._plugin.Treat(self._opened(points), self._interop.TreatmentOptions.Parse(options))
        return self._points(treated)._replace(source=points.source, label=points.label, facts=points.facts)

    @translated
    def align(self, moved: Points, fixed: Points, method: int) -> tuple[float, float]:
        """The shift in eV, and the correlation after it."""
        alignment = self._plugin.Align(self._opened(moved), self._opened(fixed), self._interop.AlignmentMethod(method))
        return alignment.Shift, alignment.Correlation

    @translated
    def normalise(self, points: Points, options: str) -> Curves:
        """Normalises to an edge step of 1."""
        normalised = self._plugin.Normalise(self._opened(points), self._interop.NormalisationOptions.Parse(options))
        curves = [np.empty(normalised.Normalised.Length) for _ in range(4)]
        self._host.Copy(normalised, *map(address, curves))
        used = normalised.Used
        norm, flat, pre_edge, post_edge = curves
        return Curves(
            norm,
            flat,
            pre_edge,
            post_edge,
            {
                "e0": normalised.E0,
                "edge_step": normalised.EdgeStep,
                "pre1": used.PreEdgeStart,
                "pre2": used.PreEdgeEnd,
                "npre": used.PreEdgeDegree,
                "nvict": used.VictoreenExponent,
                "norm1": used.PostEdgeStart,
                "norm2": used.PostEdgeEnd,
                "nnorm": used.PostEdgeDegree,
            },
        )

    @translated
    def open_comparison(
        self,
        energy: NDArray[np.float64],
        mu: NDArray[np.float64],
        e0: float,
        photon_energy: NDArray[np.float64],
        edge_energy: float,
        options: str,
    ) -> DotnetComparison:
        """Prepares a comparison."""
        comparison = self._host.OpenComparison(
            self._plugin,
            len(energy),
            address(energy),
            address(mu),
            e0,
            len(photon_energy),
            address(photon_energy),
            edge_energy,
            options,
        )
        return DotnetComparison(self._host, comparison)

    @translated
    def mixture(self, spectra: NamedSpectra, options: str) -> dict[str, Any]:
        """The first spectrum as mixtures of the others."""
        cancellation = self._interop.CancellationTokenSource()
        fit = partial(self._interop.MixtureHost.FitMixture, self._plugin, self._named(spectra), options, cancellation.Token)
        try:
            facts: dict[str, Any] = json.loads(interruptible(fit, cancellation.Cancel))
            return facts
        finally:
            cancellation.Dispose()

    @translated
    def components(self, spectra: NamedSpectra, options: str) -> dict[str, Any]:
        """Principal components."""
        facts: dict[str, Any] = json.loads(self._interop.MixtureHost.Decompose(self._plugin, self._named(spectra), options))
        return facts

    def _named(self, spectra: NamedSpectra) -> Any:
        names, counts, energy, mu = spectra
        return self._interop.MixtureHost.Spectra(names, len(counts), address(counts), address(energy), address(mu))

    def _record(self, record: Any) -> Record:
        points = None if record.Spectrum is None else self._points(record.Spectrum)
        return Record(record.Number, record.Label, record.Group, points, None if record.Fault is None else record.Fault.Message)

    def _opened(self, points: Points) -> Any:
        name = points.label if points.label == points.source else f"{points.source}:{points.label}"
        return self._host.Make(name, len(points.energy), address(points.energy), address(points.mu), address(points.reference))

    def _points(self, measured: Any) -> Points:
        energy, mu, reference = (np.empty(measured.Energies.Length) for _ in range(3))
        has_reference = not measured.Reference.IsEmpty
        self._host.Copy(measured, address(energy), address(mu), address(reference) if has_reference else 0)
        facts = {pair.Key: pair.Value for pair in measured.Facts}
        return Points(measured.Source, measured.Label, energy, mu, reference if has_reference else None, facts)


class DotnetComparison:
    """An ``ISpectrumComparison``."""

    def __init__(self, host: Any, comparison: Any) -> None:
        """Wraps it."""
        self._host = host
        self._comparison = comparison
        self.window: tuple[float, float] = (comparison.Window.First, comparison.Window.Last)

    @translated
    def fit(self, mu: NDArray[np.float32], sigma: NDArray[np.float32] | None, threads: int) -> NDArray[np.float64]:
        """The agreements of spectra."""
        agreements = np.empty((len(mu), AGREEMENT_VALUES))
        self._host.Compare(self._comparison, len(mu), mu.shape[1], address(mu), address(sigma), threads, address(agreements))
        return agreements
