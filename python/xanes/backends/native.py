"""The backend ``native``: the shared library ``libxanes``, compiled ahead of time; needs no .NET."""

from __future__ import annotations

import json
from collections.abc import Sequence
from ctypes import c_float
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xanes.arrays import AtomArrays
from xanes.backends._c_api import BroadeningArguments, Library, SearchArguments
from xanes.backends.addresses import address, site_arrays
from xanes.backends.interface import ALL_CORES, FitTarget, Rows
from xanes.backends.native_exploration import NativeExploration
from xanes.backends.native_fit import read_fit
from xanes.backends.native_measured import NativeMeasured
from xanes.batch import Sites, StructureBatch
from xanes.broadening import Broadening
from xanes.elements import atomic_number
from xanes.fit import Fit
from xanes.model import Model
from xanes.neighbours import UNCHANGED, NeighbourChange
from xanes.reconstruction import METHODS, VERDICTS, Reconstruction, Search, Solution

_FLOAT = np.dtype(np.float32)


class NativeBackend:
    """The plugin that a manifest names, linked into the library."""

    name = "native"

    def __init__(self, library: Path, manifest: Path) -> None:
        """Loads the library and opens the manifest."""
        self._library = Library(library)
        self._plugin = self._library.open(str(manifest))
        self.measured = NativeMeasured(self._library)

    def model_ids(self) -> list[str]:
        """The names of the installed models."""
        return self._library.models(self._plugin)

    def models_for(self, elements: Sequence[int]) -> list[tuple[str, str]]:
        """Symbol and name of the default model for each element that has one."""
        lines = self._library.models_for(self._plugin, np.array(elements, dtype=np.int32).tobytes(), len(elements))
        return [(symbol, name) for symbol, _, name in (line.partition(" ") for line in lines)]

    def open_descriptor_for(self, elements: Sequence[int]) -> NativeDescriptor:
        """Makes the default descriptor for absorbers of some elements."""
        numbers = np.array(elements, dtype=np.int32).tobytes()
        return NativeDescriptor(self._library, self._library.open_descriptor_for(self._plugin, numbers, len(elements)))

    def open_model(self, id_or_path: str | None) -> NativeModel:
        """Opens a model."""
        return NativeModel(self._library, self._library.open_model(self._plugin, id_or_path))

    def open_descriptor(self, spec: str | None) -> NativeDescriptor:
        """Makes a descriptor."""
        return NativeDescriptor(self._library, self._library.open_descriptor(self._plugin, spec))

    def fit(self, batch: StructureBatch, sites: Sites, target: FitTarget, model: str | None, spec: str) -> Fit:
        """Fits structures to a measured spectrum."""
        opened = self._library.open_model(self._plugin, model)
        joined = site_arrays(batch, sites)
        handle = self._library.fit(
            opened,
            address(joined),
            address(target.photon_energy),
            address(target.absorption),
            target.absorption.size,
            address(target.noise),
            0 if target.noise is None else target.noise.size,
            spec,
        )
        try:
            return read_fit(self._library, handle)
        finally:
            self._library.close(opened)

    def open_exploration(
        self, batch: StructureBatch, sites: Sites, target: FitTarget | None, model: str | None, spec: str
    ) -> NativeExploration:
        """Prepares a structure that is moved by hand."""
        opened = self._library.open_model(self._plugin, model)
        try:
            return NativeExploration(self._library, opened, batch, sites, target, spec)
        finally:
            self._library.close(opened)


class NativeDescriptor:
    """A descriptor's handle."""

    def __init__(self, library: Library, handle: int) -> None:
        """Wraps it."""
        info = json.loads(library.info(handle))
        self._library = library
        self._handle = handle
        self._describe = library.describe
        self.length: int = info["length"]
        self.absorber: str | None = info["spec"].get("absorber")
        self._new_vector = c_float * self.length

    def describe(self, atoms: AtomArrays, absorber: int) -> NDArray[np.float32]:
        """The vector of one absorber, float32 [F]."""
        numbers, positions, cell, periodic = atoms
        # Copies of a few atoms as bytes, and room of C's own, are passed faster than the addresses of arrays are found.
        vector: Any = self._new_vector()
        self._describe(
            self._handle,
            len(numbers),
            numbers.tobytes(),
            positions.tobytes(),
            None if cell is None else cell.tobytes(),
            None if periodic is None else periodic.tobytes(),
            absorber,
            vector,
            self.length,
            None,
        )
        described: NDArray[np.float32] = np.frombuffer(vector, dtype=_FLOAT)
        return described

    def describe_many(self, batch: StructureBatch, sites: Sites, threads: int = ALL_CORES) -> NDArray[np.float32]:
        """The vectors of many absorbers, float32 [R, F]."""
        vectors = np.empty((len(sites), self.length), dtype=np.float32)
        joined = site_arrays(batch, sites)
        self._library.describe_many(self._handle, address(joined), threads, address(vectors), vectors.size, None, None, None)
        return vectors

    def reconstruct(self, vector: NDArray[np.float32], search: Search) -> Reconstruction:
        """The structures that a vector describes."""
        handle = self._library.reconstruct(
            self._handle,
            address(vector),
            vector.size,
            SearchArguments(
                absorber=0 if search.absorber is None else atomic_number(search.absorber),
                method=METHODS.index(search.method),
                refine=search.refine,
                maximum_solutions=search.solutions,
                seed=search.seed,
                threads=search.threads,
                time_limit=search.time_limit,
                minimum_distance=search.minimum_distance,
            ),
        )
        try:
            info = json.loads(self._library.info(handle))
            solutions = tuple(self._solution(handle, index) for index in range(info["solutions"]))
        finally:
            self._library.close(handle)
        return Reconstruction(solutions, info["starts"], info["seconds"])

    def _solution(self, handle: int, index: int) -> Solution:
        numbers = np.empty(self._library.atom_count(handle), dtype=np.int32)
        positions = np.empty((len(numbers), 3))
        facts = self._library.solution(handle, index, address(numbers), address(positions), len(numbers))
        verdict = VERDICTS[facts.verdict]
        return Solution(AtomArrays(numbers, positions), verdict, facts.differing_counts, facts.farthest_outside, facts.distance_error)


class NativeModel:
    """A model's handle."""

    def __init__(self, library: Library, handle: int, neighbours: NeighbourChange = UNCHANGED) -> None:
        """Wraps it."""
        self.neighbours = neighbours
        card = json.loads(library.info(handle))
        energy = np.empty(card["energy_count"])
        library.model_energies(handle, address(energy), energy.size)
        energy.flags.writeable = False
        self._library = library
        self._handle = handle
        self._has_sigma: bool = card["has_sigma"]
        self.info = Model(
            id=card["id"],
            description=card["description"],
            absorber=card["absorber"],
            edge=card["edge"],
            edge_energy=float(card["edge_energy"]),
            elements=tuple(card["elements"]),
            energy=energy,
            normalisation=card["normalisation"],
            broadening=None if card["broadening"] is None else Broadening(**card["broadening"]),
            narrowest_core_hole_width=card["narrowest_core_hole_width"],
            edge_step=card["edge_step"],
            energy_calibration=card["energy_calibration"],
            calibration=card["calibration"],
            descriptor=card["descriptor"],
        )

    def broadened(self, broadening: Broadening) -> NativeModel:
        """The same model with its spectra broadened in another way."""
        handle = self._library.broaden(self._handle, BroadeningArguments(*astuple(broadening)))
        return NativeModel(self._library, handle, self.neighbours)

    def changed(self, neighbours: NeighbourChange) -> NativeModel:
        """The same model for structures some of whose atoms are left out or taken as others."""
        numbers = np.array(neighbours.ignored, dtype=np.int32)
        pairs = np.array(neighbours.substituted, dtype=np.int32).reshape(-1, 2)
        handle = self._library.change_neighbours(self._handle, numbers.tobytes(), pairs[:, 0].tobytes(), pairs[:, 1].tobytes())
        return NativeModel(self._library, handle, neighbours)

    def predict(self, atoms: AtomArrays, absorber: int) -> Rows:
        """The spectrum of one absorber."""
        mu, sigma = self._outputs(1)
        inside, distance = self._library.predict(*self._site(atoms, absorber), address(mu), address(sigma), mu.size)
        return Rows(mu, sigma, [inside], [distance])

    def predict_many(self, batch: StructureBatch, sites: Sites, threads: int = ALL_CORES) -> Rows:
        """The spectra of many absorbers."""
        mu, sigma = self._outputs(len(sites))
        inside = np.empty(len(sites), dtype=np.int32)
        distances = np.empty(len(sites))
        joined = site_arrays(batch, sites)
        self._library.predict_many(
            self._handle,
            address(joined),
            threads,
            address(mu),
            address(sigma),
            mu.size,
            address(inside),
            address(distances),
            None,
            None,
        )
        return Rows(mu, sigma, inside.astype(np.bool_).tolist(), distances.tolist())

    def explain_domain(self, atoms: AtomArrays, absorber: int) -> str:
        """Why one absorber is inside or outside the domain of the training data."""
        return self._library.explain_domain(*self._site(atoms, absorber))

    def _outputs(self, rows: int) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        mu = np.empty((rows, len(self.info.energy)), dtype=np.float32)
        return mu, np.empty_like(mu) if self._has_sigma else None

    def _site(self, atoms: AtomArrays, absorber: int) -> tuple[int, ...]:
        numbers, positions, cell, periodic = atoms
        return (self._handle, len(numbers), address(numbers), address(positions), address(cell), address(periodic), absorber)
