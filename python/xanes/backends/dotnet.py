"""The backend ``pythonnet``: Xanes.Interop in this process, by the .NET runtime."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import addressof, c_float
from dataclasses import astuple
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xanes.arrays import AtomArrays
from xanes.backends.addresses import address, site_arrays
from xanes.backends.clr_runtime import interop
from xanes.backends.dotnet_exploration import DotnetExploration
from xanes.backends.dotnet_fit import read_fit
from xanes.backends.dotnet_measured import DotnetMeasured
from xanes.backends.interface import ALL_CORES, FitTarget, Rows
from xanes.backends.interruption import interruptible
from xanes.backends.translation import translated as _translated
from xanes.batch import Sites, StructureBatch
from xanes.broadening import Broadening
from xanes.fit import Fit
from xanes.model import Model
from xanes.neighbours import UNCHANGED, NeighbourChange
from xanes.reconstruction import METHODS, VERDICTS, Reconstruction, Search, Solution

_BROADENING = ("CoreHoleWidth", "GammaMax", "ECent", "ELarg", "Resolution")


class DotnetBackend:
    """The plugin that a manifest names, loaded by ``Xanes.Interop.PluginLoader``."""

    name = "pythonnet"

    @_translated
    def __init__(self, assembly: Path, runtime_config: Path, manifest: Path) -> None:
        """Starts the runtime where it does not run yet, and loads the plugin."""
        self._interop = interop(assembly, runtime_config)
        self._plugin = self._interop.PluginLoader.Load(str(manifest))
        self.measured = DotnetMeasured(self._interop, self._plugin)

    @_translated
    def model_ids(self) -> list[str]:
        """The names of the installed models."""
        return list(self._plugin.ModelIds)

    @_translated
    def models_for(self, elements: Sequence[int]) -> list[tuple[str, str]]:
        """Symbol and name of the default model for each element that has one."""
        return [(choice.Absorber, choice.Id) for choice in self._interop.PointerHost.ModelsFor(self._plugin, " ".join(map(str, elements)))]

    @_translated
    def open_descriptor_for(self, elements: Sequence[int]) -> DotnetDescriptor:
        """Makes the default descriptor for absorbers of some elements."""
        spec = self._interop.PointerHost.DescriptorFor(self._plugin, " ".join(map(str, elements)))
        return DotnetDescriptor(_Host(self._interop), self._plugin, self._plugin.OpenDescriptor(spec))

    @_translated
    def open_model(self, id_or_path: str | None) -> DotnetModel:
        """Opens a model."""
        return DotnetModel(_Host(self._interop), self._plugin.OpenModel(id_or_path))

    @_translated
    def open_descriptor(self, spec: str | None) -> DotnetDescriptor:
        """Makes a descriptor."""
        parsed = None if spec is None else self._interop.DescriptorSpec.Parse(spec)
        return DotnetDescriptor(_Host(self._interop), self._plugin, self._plugin.OpenDescriptor(parsed))

    @_translated
    def fit(self, batch: StructureBatch, sites: Sites, target: FitTarget, model: str | None, spec: str) -> Fit:
        """Fits structures to a measured spectrum."""
        host = _Host(self._interop)
        joined = site_arrays(batch, sites)
        result = host.call(
            host.types.Fit,
            self._plugin,
            address(joined),
            address(target.photon_energy),
            address(target.absorption),
            target.absorption.size,
            address(target.noise),
            0 if target.noise is None else target.noise.size,
            model,
            spec,
        )
        return read_fit(self._interop, result)

    def open_exploration(
        self, batch: StructureBatch, sites: Sites, target: FitTarget | None, model: str | None, spec: str
    ) -> DotnetExploration:
        """Prepares a structure that is moved by hand."""
        return DotnetExploration(self._interop, self._plugin, batch, sites, target, model, spec)


class _Host:
    """The functions of ``PointerHost``; those that may take long end on Ctrl-C."""

    def __init__(self, interop: SimpleNamespace) -> None:
        """Takes the types."""
        self._new_cancellation = interop.CancellationTokenSource
        self.types = interop.PointerHost

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Calls a function whose last argument is a cancellation token."""
        cancellation = self._new_cancellation()
        try:
            return interruptible(partial(function, *arguments, cancellation.Token), cancellation.Cancel)
        finally:
            cancellation.Dispose()


class DotnetDescriptor:
    """An ``IDescriptor``."""

    def __init__(self, host: _Host, plugin: Any, descriptor: Any) -> None:
        """Wraps it."""
        self._host = host
        self._plugin = plugin
        self._descriptor = descriptor
        self._describe = host.types.Describe
        self.length: int = descriptor.Length
        self._new_vector = c_float * self.length
        self.absorber: str | None = descriptor.Spec.Absorber

    @_translated
    def describe(self, atoms: AtomArrays, absorber: int) -> NDArray[np.float32]:
        """The vector of one absorber, float32 [F]."""
        numbers, positions, cell, periodic = atoms
        vector: Any = self._new_vector()  # Room of C's own, whose address is found faster than that of an array.
        self._describe(
            self._descriptor,
            len(numbers),
            address(numbers),
            address(positions),
            address(cell),
            address(periodic),
            absorber,
            addressof(vector),
        )
        described: NDArray[np.float32] = np.frombuffer(vector, dtype=np.float32)
        return described

    @_translated
    def describe_many(self, batch: StructureBatch, sites: Sites, threads: int = ALL_CORES) -> NDArray[np.float32]:
        """The vectors of many absorbers, float32 [R, F]."""
        vectors = np.empty((len(sites), self.length), dtype=np.float32)
        joined = site_arrays(batch, sites)
        self._host.call(self._host.types.DescribeMany, self._descriptor, address(joined), threads, address(vectors))
        return vectors

    @_translated
    def reconstruct(self, vector: NDArray[np.float32], search: Search) -> Reconstruction:
        """The structures that a vector describes."""
        result = self._host.call(
            self._host.types.Reconstruct,
            self._plugin,
            self._descriptor.Spec,
            address(vector),
            vector.size,
            search.absorber,
            METHODS.index(search.method),
            search.refine,
            search.solutions,
            search.seed,
            search.threads,
            search.time_limit,
            search.minimum_distance,
        )
        return Reconstruction(tuple(map(self._solution, result.Solutions)), result.Starts, result.Elapsed.TotalSeconds)

    def _solution(self, found: Any) -> Solution:
        numbers = np.empty(found.Structure.Count, dtype=np.int32)
        positions = np.empty((len(numbers), 3))
        self._host.types.CopyAtoms(found.Structure, address(numbers), address(positions))
        verdict = VERDICTS[int(found.Verdict)]
        return Solution(AtomArrays(numbers, positions), verdict, found.DifferingCounts, found.FarthestOutside, found.DistanceError)


class DotnetModel:
    """An ``ISpectrumModel``."""

    def __init__(self, host: _Host, model: Any, neighbours: NeighbourChange = UNCHANGED) -> None:
        """Wraps it."""
        self.neighbours = neighbours
        self._host = host
        self._model = model
        self._has_sigma: bool = model.HasUncertainty
        self.info = _info(model.Info)

    @_translated
    def broadened(self, broadening: Broadening) -> DotnetModel:
        """The same model with its spectra broadened in another way."""
        kind = type(self._model.Info.Broadening)
        return DotnetModel(self._host, self._model.WithBroadening(kind(*astuple(broadening))), self.neighbours)

    @_translated
    def changed(self, neighbours: NeighbourChange) -> DotnetModel:
        """The same model for structures some of whose atoms are left out or taken as others."""
        columns = (neighbours.ignored, [one for one, _ in neighbours.substituted], [other for _, other in neighbours.substituted])
        texts = (" ".join(map(str, column)) for column in columns)
        return DotnetModel(self._host, self._host.types.WithNeighbours(self._model, *texts), neighbours)

    @_translated
    def predict(self, atoms: AtomArrays, absorber: int) -> Rows:
        """The spectrum of one absorber."""
        mu, sigma = self._outputs(1)
        verdict = self._predict(atoms, absorber, mu, sigma)
        return Rows(mu, sigma, [verdict.IsInside], [verdict.Distance])

    @_translated
    def predict_many(self, batch: StructureBatch, sites: Sites, threads: int = ALL_CORES) -> Rows:
        """The spectra of many absorbers."""
        mu, sigma = self._outputs(len(sites))
        inside = np.empty(len(sites), dtype=np.int32)
        distances = np.empty(len(sites))
        joined = site_arrays(batch, sites)
        self._host.call(
            self._host.types.PredictMany,
            self._model,
            address(joined),
            threads,
            address(mu),
            address(sigma),
            address(inside),
            address(distances),
        )
        return Rows(mu, sigma, inside.astype(np.bool_).tolist(), distances.tolist())

    @_translated
    def explain_domain(self, atoms: AtomArrays, absorber: int) -> str:
        """Why one absorber is inside or outside the domain of the training data."""
        return str(self._predict(atoms, absorber, *self._outputs(1)).Reason)

    def _outputs(self, rows: int) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        mu = np.empty((rows, len(self.info.energy)), dtype=np.float32)
        return mu, np.empty_like(mu) if self._has_sigma else None

    def _predict(self, atoms: AtomArrays, absorber: int, mu: NDArray[np.float32], sigma: NDArray[np.float32] | None) -> Any:
        numbers, positions, cell, periodic = atoms
        return self._host.call(
            self._host.types.Predict,
            self._model,
            len(numbers),
            address(numbers),
            address(positions),
            address(cell),
            address(periodic),
            absorber,
            address(mu),
            address(sigma),
        )


def _info(info: Any) -> Model:
    energy = np.array(list(info.Energies.ToArray()), dtype=np.float64)
    energy.flags.writeable = False
    broadening = info.Broadening
    return Model(
        id=info.Id,
        description=info.Description,
        absorber=info.Absorber,
        edge=info.Edge,
        edge_energy=info.EdgeEnergy,
        elements=tuple(info.Elements),
        energy=energy,
        normalisation=info.Normalisation,
        broadening=None if broadening is None else Broadening(*(getattr(broadening, name) for name in _BROADENING)),
        narrowest_core_hole_width=info.NarrowestCoreHoleWidth,
        edge_step=info.EdgeStep,
        energy_calibration=info.EnergyCalibration,
        calibration=info.Calibration,
        descriptor=_spec(info.Descriptor),
    )


def _spec(spec: Any) -> dict[str, str | list[str]]:
    """A spec with its values as the texts that it was written with."""
    values = {name: list(spec.List(name)) for name in spec.Names}
    return {"kind": spec.Kind} | {name: texts if len(texts) != 1 or name == "elements" else texts[0] for name, texts in values.items()}
