"""What a session computes of structures: descriptors and spectra."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from os import PathLike, fspath
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from xanes import absorbers
from xanes.absorbers import Absorber
from xanes.arrays import arrays_of, is_structure, source_of
from xanes.backends.interface import ALL_CORES, Backend, OpenModel
from xanes.batch import StructureBatch
from xanes.broadening import BroadeningChange
from xanes.choice import DefaultChoice, elements_of, elements_of_first
from xanes.descriptor_spec import DescriptorSpec, to_yaml
from xanes.errors import InvalidInputError
from xanes.kinds import OneStructure
from xanes.neighbours import UNCHANGED, Ignore, NeighbourChange, Substitute, change_of
from xanes.predicted import gather, single, split, structures_named
from xanes.spectrum import Spectrum
from xanes.structure_files import named_after, opened

_UNCHANGED = BroadeningChange()


class PredictionSession:
    """The part of :class:`xanes.Session` that describes structures and predicts their spectra."""

    def __init__(self, backend: Backend) -> None:
        """Wraps a backend."""
        self._backend = backend
        self._descriptor = lru_cache(maxsize=32)(backend.open_descriptor)
        self._model = cache(backend.open_model)
        self._broadened = lru_cache(maxsize=32)(_broadened)
        self._changed = lru_cache(maxsize=32)(_changed)
        self._choice = DefaultChoice(backend)

    def describe(
        self, atoms: object, absorber: Absorber = None, *, spec: DescriptorSpec = None, threads: int = ALL_CORES
    ) -> NDArray[np.float32]:
        """The descriptor: what surrounds an absorber, as a vector.

        Args:
            atoms: An ``ase.Atoms``, a pymatgen ``Structure`` or ``Molecule``, or the path of a file that ASE reads; an iterable of these,
                in which a file stands for all its frames; or a :class:`xanes.StructureBatch`.
            absorber: A 0-based index; a symbol or ``"all"``; indices or a mask; where it is left out, what the structure names
                (``atoms.info["absorber"]``, a pymatgen site property ``absorber``), else the spec's own absorber.
            spec: A mapping (``{"kind": "pair-rdf", "elements": ["O", "Ag"], "sigma": 0.3}``) or the path of a spec file; the
                manifest's default descriptor where it is left out, or, where its absorber is none of the atoms that may absorb, one
                with the absorber and the elements of the default model for them.
            threads: The number of threads that work on a list; 0 for as many as cores. Results do not depend on it.

        Returns:
            float32 [F] for one structure and an index; otherwise [n, F], a row for each structure and absorber in order. A file with
            one structure is one structure, a file with several frames a list.

        Raises:
            InvalidInputError: The structure or the absorber cannot be taken; in a list the message says which one. Or a file is missing
                or cannot be read, or ASE, which reads it, is not installed.
        """
        threads = self._check_call(threads)
        given = None if spec is None else self._descriptor(to_yaml(spec))
        structures = atoms if is_structure(atoms) else opened(atoms)
        with named_after(atoms):
            source = source_of(type(structures))
            if absorbers.is_single(absorber) and source is not None:
                arrays = source.to_arrays(structures)
                descriptor = given or self._choice.descriptor(elements_of(absorber, arrays.numbers, None))
                return descriptor.describe(arrays, absorbers.checked(absorber, len(arrays.numbers)))
            batch, originals = gather(structures)
            descriptor = given or self._choice.descriptor(elements_of_first(absorber, batch, originals))
            sites = absorbers.select(absorber, batch, originals, descriptor.absorber, only_element=False)
            with structures_named(structures, sites):
                return descriptor.describe_many(batch, sites, threads)

    @overload
    def spectrum(  # type: ignore[misc,overload-overlap]  # AtomArrays is a tuple
        self,
        atoms: OneStructure,
        absorber: Absorber = ...,
        *,
        average: bool = ...,
        model: str | PathLike[str] | None = ...,
        core_hole_width: float | None = ...,
        resolution: float | None = ...,
        gamma_max: float | None = ...,
        e_cent: float | None = ...,
        e_larg: float | None = ...,
        ignore: Ignore = ...,
        substitute: Substitute = ...,
        threads: int = ...,
    ) -> Spectrum: ...

    @overload
    def spectrum(
        self,
        atoms: str | PathLike[str],
        absorber: Absorber = ...,
        *,
        average: bool = ...,
        model: str | PathLike[str] | None = ...,
        core_hole_width: float | None = ...,
        resolution: float | None = ...,
        gamma_max: float | None = ...,
        e_cent: float | None = ...,
        e_larg: float | None = ...,
        ignore: Ignore = ...,
        substitute: Substitute = ...,
        threads: int = ...,
    ) -> Any: ...

    @overload
    def spectrum(
        self,
        atoms: StructureBatch | Iterable[object],
        absorber: Absorber = ...,
        *,
        average: bool = ...,
        model: str | PathLike[str] | None = ...,
        core_hole_width: float | None = ...,
        resolution: float | None = ...,
        gamma_max: float | None = ...,
        e_cent: float | None = ...,
        e_larg: float | None = ...,
        ignore: Ignore = ...,
        substitute: Substitute = ...,
        threads: int = ...,
    ) -> list[Spectrum]: ...

    def spectrum(
        self,
        atoms: Any,
        absorber: Absorber = None,
        *,
        average: bool = False,
        model: str | PathLike[str] | None = None,
        core_hole_width: float | None = None,
        resolution: float | None = None,
        gamma_max: float | None = None,
        e_cent: float | None = None,
        e_larg: float | None = None,
        ignore: Ignore = None,
        substitute: Substitute = None,
        threads: int = ALL_CORES,
    ) -> Spectrum | list[Spectrum]:
        """The predicted spectrum.

        Args:
            atoms: As in :meth:`describe`.
            absorber: As in :meth:`describe`; ``"all"``, or nothing named anywhere, means all atoms of the model's element.
            average: Whether to give the mean over a structure's absorbers, mu [m], in place of mu [n, m].
            model: A model's name or its folder; where it is left out the default for the absorber's element, of a list for that of the
                first structure: the user's own model before the manifest's. ``spectrum.model`` says which one it was.
            core_hole_width: Full width of the core hole in eV, at least ``model.narrowest_core_hole_width``; this and the following are
                the model's own where they are left out.
            resolution: Full width in eV of the Gaussian that is the beamline's resolution; 0 for none.
            gamma_max: Full width in eV that the final state adds far above the edge; 0 for nothing.
            e_cent: Where half of that is reached, in eV above the edge.
            e_larg: How gently it rises, in eV.
            ignore: Symbols of elements whose atoms are left out of the structure, such as ``["H", "Na"]``; never the absorber's.
            substitute: Symbols of elements whose atoms are taken as another one that the model knows, such as ``{"Al": "Si"}``.
            threads: As in :meth:`describe`.

        Returns:
            A :class:`xanes.Spectrum`, mu [m] for an index, else [n, m]; for a list of structures, or a file with several frames, a list
            of them. To a type checker the result of a path is ``Any``, as the file decides.

        Raises:
            InvalidInputError: The structure or the absorber cannot be taken; in a list the message says which one. A file is missing or
                cannot be read, or ASE, which reads it, is not installed. Or the model cannot give spectra of that broadening, or does not
                know an element that is neither ignored nor substituted.
        """
        threads = self._check_call(threads)
        change = BroadeningChange(core_hole_width, resolution, gamma_max, e_cent, e_larg)
        neighbours = change_of(ignore, substitute)
        named = None if model is None else self._opened(fspath(model), change, neighbours)
        structures = atoms if is_structure(atoms) else opened(atoms)
        with named_after(atoms):
            if absorbers.is_single(absorber) and is_structure(structures):
                arrays = arrays_of(structures)
                elements = neighbours.unchanged(elements_of(absorber, arrays.numbers, None))
                return single(named or self._opened(self._choice.model(elements), change, neighbours), arrays, absorber)
            batch, originals = gather(structures)
            elements = neighbours.unchanged(elements_of_first(absorber, batch, originals))
            chosen = named or self._opened(self._choice.model(elements), change, neighbours)
            sites = absorbers.select(absorber, batch, originals, chosen.info.absorber, only_element=True)
            with structures_named(structures, sites):
                rows = chosen.predict_many(batch, sites, threads)
        spectra = split(chosen, rows, batch, sites, flat=absorbers.is_single(absorber))
        if average:
            spectra = [spectrum.average() for spectrum in spectra]
        return spectra[0] if is_structure(structures) else spectra

    def _check_call(self, threads: int) -> int:
        raise NotImplementedError

    def _opened(self, name: str | None, change: BroadeningChange, neighbours: NeighbourChange) -> OpenModel:
        model = self._model(name)
        if neighbours != UNCHANGED:
            model = self._changed(model, neighbours)
        return model if change == _UNCHANGED else self._broadened(model, change)


def _changed(model: OpenModel, neighbours: NeighbourChange) -> OpenModel:
    return model.changed(neighbours)


def _broadened(model: OpenModel, change: BroadeningChange) -> OpenModel:
    own = model.info.broadening
    if own is None:
        raise InvalidInputError(
            f"model {model.info.id} learned finished spectra, whose broadening is fixed; train one on data sets that hold raw.npy"
        )
    return model.broadened(change.applied_to(own))
