"""The backend ``pythonnet``: Xanes.Interop in this process, by the .NET runtime."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np

from xanes.arrays import AtomArrays
from xanes.backends.addresses import address
from xanes.backends.clr_runtime import interop
from xanes.backends.interface import Rows
from xanes.batch import Sites, StructureBatch
from xanes.domain import Domain
from xanes.errors import InvalidInputError, XanesError
from xanes.model import Model

P = ParamSpec("P")
R = TypeVar("R")


def _translated(call: Callable[P, R]) -> Callable[P, R]:
    """Raises the contract's exceptions as Python's, with their messages."""

    @wraps(call)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return call(*args, **kwargs)
        except Exception as fault:
            kind = type(fault).__name__
            if kind == "InvalidInputException":
                raise InvalidInputError(fault.Message) from None
            if kind == "XanesException":
                raise XanesError(fault.Message) from None
            raise

    return guarded


class DotnetBackend:
    """The plugin that a manifest names, loaded by ``Xanes.Interop.PluginLoader``."""

    name = "pythonnet"

    @_translated
    def __init__(self, assembly: Path, runtime_config: Path, manifest: Path) -> None:
        """Starts the runtime where it does not run yet, and loads the plugin."""
        self._interop = interop(assembly, runtime_config)
        self._plugin = self._interop.PluginLoader.Load(str(manifest))

    @_translated
    def model_ids(self) -> list[str]:
        """The names of the installed models."""
        return list(self._plugin.ModelIds)

    @_translated
    def open_model(self, id_or_path: str | None) -> DotnetModel:
        """Opens a model."""
        return DotnetModel(self._interop, self._plugin.OpenModel(id_or_path))

    @_translated
    def open_descriptor(self, spec: str | None) -> DotnetDescriptor:
        """Makes a descriptor."""
        parsed = None if spec is None else self._interop.DescriptorSpec.Parse(spec)
        return DotnetDescriptor(self._interop, self._plugin.OpenDescriptor(parsed))


class DotnetDescriptor:
    """An ``IDescriptor``."""

    def __init__(self, interop: Any, descriptor: Any) -> None:
        """Wraps it."""
        self._interop = interop
        self._descriptor = descriptor
        self._describe = interop.PointerHost.Describe
        self.length: int = descriptor.Length
        self.absorber: str | None = descriptor.Spec.Absorber

    @_translated
    def describe(self, atoms: AtomArrays, absorber: int) -> np.ndarray:
        """The vector of one absorber, float32 [F]."""
        numbers, positions, cell, periodic = atoms
        vector = np.empty(self.length, dtype=np.float32)
        self._describe(
            self._descriptor, len(numbers), address(numbers), address(positions), address(cell), periodic, absorber, address(vector)
        )
        return vector

    @_translated
    def describe_many(self, batch: StructureBatch, sites: Sites) -> np.ndarray:
        """The vectors of many absorbers, float32 [R, F]."""
        vectors = np.empty((len(sites), self.length), dtype=np.float32)
        self._interop.PointerHost.DescribeMany(self._descriptor, _joined(self._interop, batch, sites), address(vectors))
        return vectors


class DotnetModel:
    """An ``ISpectrumModel``."""

    def __init__(self, interop: Any, model: Any) -> None:
        """Wraps it."""
        self._interop = interop
        self._model = model
        self.info = _info(model.Info)

    @_translated
    def predict(self, atoms: AtomArrays, absorber: int) -> Rows:
        """The spectrum of one absorber."""
        numbers, positions, cell, periodic = atoms
        host = self._interop.PointerHost
        return self._rows(
            1,
            lambda output: host.Predict(
                self._model, len(numbers), address(numbers), address(positions), address(cell), periodic, absorber, output
            ),
        )

    @_translated
    def predict_many(self, batch: StructureBatch, sites: Sites) -> Rows:
        """The spectra of many absorbers."""
        joined = _joined(self._interop, batch, sites)
        return self._rows(len(sites), lambda output: self._interop.PointerHost.PredictMany(self._model, joined, output))

    def _rows(self, count: int, predict: Callable[[Any], Any]) -> Rows:
        mu = np.empty((count, len(self.info.energy)), dtype=np.float32)
        sigma = np.empty_like(mu)
        distances = np.empty(count)
        inside = np.empty(count, dtype=np.bool_)
        said = predict(self._interop.PointerOutput(*(address(array) for array in (mu, sigma, distances, inside))))
        reasons = said.Reasons.split("\n")
        return Rows(mu, sigma if said.HasUncertainty else None, tuple(map(Domain, inside.tolist(), distances.tolist(), reasons)))


def _joined(interop: Any, batch: StructureBatch, sites: Sites) -> Any:
    arrays = (batch.offsets, batch.numbers, batch.positions, batch.cells, batch.periodic)
    structures = interop.JoinedStructures(len(batch), *(address(array) for array in arrays))
    return interop.JoinedSites(structures, len(sites), address(sites.structures), address(sites.absorbers))


def _info(info: Any) -> Model:
    energy = np.array(list(info.Energies.ToArray()), dtype=np.float64)
    energy.flags.writeable = False
    return Model(
        id=info.Id,
        description=info.Description,
        absorber=info.Absorber,
        edge=info.Edge,
        edge_energy=info.EdgeEnergy,
        elements=tuple(info.Elements),
        energy=energy,
        normalisation=info.Normalisation,
        descriptor=info.Descriptor.ToYaml(),
    )
