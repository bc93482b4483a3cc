"""What a backend offers. Its objects are safe to use from many threads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from xanes.arrays import AtomArrays
from xanes.backends.exploration import OpenExploration
from xanes.backends.measured import MeasuredCore
from xanes.batch import Sites, StructureBatch
from xanes.broadening import Broadening
from xanes.fit import Fit
from xanes.model import Model
from xanes.neighbours import NeighbourChange
from xanes.reconstruction import Reconstruction, Search

ALL_CORES = 0
"""As a number of threads: as many as cores."""


class Rows(NamedTuple):
    """The spectra of some absorbers."""

    mu: NDArray[np.float32]
    """float32 [R, m]."""
    sigma: NDArray[np.float32] | None
    """float32 [R, m], or None where the model gives none."""
    inside: list[bool]
    """Whether each absorber's surroundings resemble the training data, R."""
    distances: list[float]
    """Their distances from the training data in units of the limit, R."""


class FitTarget(NamedTuple):
    """A measured spectrum."""

    photon_energy: NDArray[np.float64]
    """Photon energies in eV, float64 [n], contiguous."""
    absorption: NDArray[np.float64]
    """Absorption in edge steps, float64 [n], contiguous."""
    noise: NDArray[np.float64] | None
    """One standard deviation, float64 [1] or [n], contiguous; None where it is to be estimated."""


class OpenDescriptor(Protocol):
    """A descriptor that is ready to be computed."""

    length: int
    """The number of its values F."""
    absorber: str | None
    """The symbol of the absorbing element where its spec names one."""

    def describe(self, atoms: AtomArrays, absorber: int) -> NDArray[np.float32]:
        """The vector of one absorber, float32 [F]."""
        ...

    def describe_many(self, batch: StructureBatch, sites: Sites, threads: int = ALL_CORES) -> NDArray[np.float32]:
        """The vectors of many absorbers, float32 [R, F], spread over threads."""
        ...

    def reconstruct(self, vector: NDArray[np.float32], search: Search) -> Reconstruction:
        """The structures that a vector describes, float32 [F], contiguous."""
        ...


class OpenModel(Protocol):
    """A model that is ready to predict."""

    info: Model
    """What is known of it."""
    neighbours: NeighbourChange
    """What becomes of neighbours before a prediction."""

    def __hash__(self) -> int:
        """An opened model can be a key of a cache."""
        ...

    def broadened(self, broadening: Broadening) -> OpenModel:
        """The same model with its spectra broadened in another way."""
        ...

    def changed(self, neighbours: NeighbourChange) -> OpenModel:
        """The same model for structures some of whose atoms are left out or taken as others, in place of its own changes."""
        ...

    def predict(self, atoms: AtomArrays, absorber: int) -> Rows:
        """The spectrum of one absorber, R = 1."""
        ...

    def predict_many(self, batch: StructureBatch, sites: Sites, threads: int = ALL_CORES) -> Rows:
        """The spectra of many absorbers, spread over threads."""
        ...

    def explain_domain(self, atoms: AtomArrays, absorber: int) -> str:
        """Why one absorber is inside or outside the domain of the training data."""
        ...


class Backend(Protocol):
    """The plugin as one of the backends sees it."""

    name: str
    """``native`` or ``pythonnet``."""

    @property
    def measured(self) -> MeasuredCore:
        """Its work on measured spectra."""
        ...

    def model_ids(self) -> list[str]:
        """The names of the installed models."""
        ...

    def models_for(self, elements: Sequence[int]) -> list[tuple[str, str]]:
        """Symbol and name of the default model for each of some atomic numbers that has one."""
        ...

    def open_descriptor_for(self, elements: Sequence[int]) -> OpenDescriptor:
        """The default descriptor for absorbers of some atomic numbers."""
        ...

    def open_model(self, id_or_path: str | None) -> OpenModel:
        """Opens a model by its name or folder; the manifest's default model where it is None."""
        ...

    def open_descriptor(self, spec: str | None) -> OpenDescriptor:
        """Makes a descriptor from the YAML text of a spec; the manifest's default descriptor where it is None."""
        ...

    def fit(self, batch: StructureBatch, sites: Sites, target: FitTarget, model: str | None, spec: str) -> Fit:
        """Fits structures to a measured spectrum; a site for each start, spec in YAML."""
        ...

    def open_exploration(
        self, batch: StructureBatch, sites: Sites, target: FitTarget | None, model: str | None, spec: str
    ) -> OpenExploration:
        """Prepares a structure that is moved by hand, beside a measured spectrum where there is one; one site, spec in YAML."""
        ...
