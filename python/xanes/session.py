"""The plugin with its models, as a user holds it: :func:`load` and :class:`Session`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from itertools import repeat
from os import PathLike, fspath

import numpy as np
from numpy.typing import ArrayLike, NDArray

from xanes import absorbers
from xanes.absorbers import Absorber
from xanes.arrays import AtomArrays, arrays_of, is_structure, source_of
from xanes.backends.interface import ALL_CORES, Backend, OpenDescriptor, OpenModel, Rows
from xanes.backends.selection import open_backend
from xanes.batch import Sites, StructureBatch, join, join_arrays
from xanes.broadening import BroadeningChange
from xanes.checks import reals, whole_number
from xanes.choice import DefaultChoice, common_elements, elements_of, elements_of_first
from xanes.descriptor_spec import DescriptorSpec, to_yaml
from xanes.domain import Domain
from xanes.errors import InvalidInputError, XanesError
from xanes.exploration_session import ExplorationSession
from xanes.fit import Fit
from xanes.fit_request import Range, Vary, spec_of, starts_of, target_of
from xanes.mixture_session import MixtureSession
from xanes.models import Models
from xanes.neighbours import UNCHANGED, Ignore, NeighbourChange, Substitute, change_of
from xanes.reconstruction import Reconstruction, Search
from xanes.spectrum import Facts, Spectrum

_UNCHANGED = BroadeningChange()
_SITE = re.compile(r"site (\d+): ")


def load(backend: str = "auto", *, manifest: str | PathLike[str] | None = None) -> Session:
    """Opens the plugin.

    Args:
        backend: ``native``, ``pythonnet``, or ``auto``: native where the library is in the package, else pythonnet where it is
            importable and a .NET runtime is there.
        manifest: A ``plugin.yaml`` with other models or another default descriptor; the package's own where it is left out.

    Raises:
        XanesError: The backend cannot be loaded; the message says what is missing.
    """
    return _session(backend, None if manifest is None else fspath(manifest))


@cache
def _session(backend: str, manifest: str | None) -> Session:
    return Session(open_backend(backend, manifest), (backend, manifest))


class Session(ExplorationSession, MixtureSession):
    """Descriptors and spectra of structures. Safe to use from many threads; made by :func:`load`, once for all callers."""

    def __init__(self, backend: Backend, origin: tuple[str, str | None]) -> None:
        """Wraps a backend; ``origin`` is what :func:`load` was asked for."""
        self._backend = backend
        self._origin = origin
        self._process = os.getpid()
        self._descriptor = lru_cache(maxsize=32)(backend.open_descriptor)
        self._model = cache(backend.open_model)
        self._broadened = lru_cache(maxsize=32)(_broadened)
        self._changed = lru_cache(maxsize=32)(_changed)
        self._choice = DefaultChoice(backend)
        self._default_descriptor: OpenDescriptor | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """A copy is the same session; in another process it is loaded again."""
        return _session, self._origin

    @property
    def backend(self) -> str:
        """``native`` or ``pythonnet``."""
        return self._backend.name

    @property
    def models(self) -> Models:
        """The installed models: a mapping from a name to a :class:`xanes.Model`."""
        return Models(self._backend.model_ids(), lambda name: self._model(name).info)

    def describe(
        self, atoms: object, absorber: Absorber = None, *, spec: DescriptorSpec = None, threads: int = ALL_CORES
    ) -> NDArray[np.float32]:
        """The descriptor: what surrounds an absorber, as a vector.

        Args:
            atoms: An ``ase.Atoms``, a pymatgen ``Structure`` or ``Molecule``, an iterable of them, or a :class:`xanes.StructureBatch`.
            absorber: A 0-based index; a symbol or ``"all"``; indices or a mask; where it is left out, what the structure names
                (``atoms.info["absorber"]``, a pymatgen site property ``absorber``), else the spec's own absorber.
            spec: A mapping (``{"kind": "pair-rdf", "elements": ["O", "Ag"], "sigma": 0.3}``) or the path of a spec file; the
                manifest's default descriptor where it is left out, or, where its absorber is none of the atoms that may absorb, one
                with the absorber and the elements of the default model for them.
            threads: The number of threads that work on a list; 0 for as many as cores. Results do not depend on it.

        Returns:
            float32 [F] for one structure and an index; otherwise [n, F], a row for each structure and absorber in order.

        Raises:
            InvalidInputError: The structure or the absorber cannot be taken; in a list the message says which one.
        """
        threads = self._check_call(threads)
        opened = None if spec is None else self._descriptor(to_yaml(spec))
        source = source_of(type(atoms))
        if absorbers.is_single(absorber) and source is not None:
            arrays = source.to_arrays(atoms)
            descriptor = opened or self._choice.descriptor(elements_of(absorber, arrays.numbers, None))
            return descriptor.describe(arrays, absorbers.checked(absorber, len(arrays.numbers)))
        batch, originals = _gather(atoms)
        descriptor = opened or self._choice.descriptor(elements_of_first(absorber, batch, originals))
        sites = absorbers.select(absorber, batch, originals, descriptor.absorber, only_element=False)
        with _structures_named(atoms, sites):
            return descriptor.describe_many(batch, sites, threads)

    def spectrum(
        self,
        atoms: object,
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
            A :class:`xanes.Spectrum`, mu [m] for an index, else [n, m]; for a list of structures a list of them.

        Raises:
            InvalidInputError: The structure or the absorber cannot be taken; in a list the message says which one. Or the model cannot
                give spectra of that broadening, or does not know an element that is neither ignored nor substituted.
        """
        threads = self._check_call(threads)
        change = BroadeningChange(core_hole_width, resolution, gamma_max, e_cent, e_larg)
        neighbours = change_of(ignore, substitute)
        named = None if model is None else fspath(model)
        if absorbers.is_single(absorber) and is_structure(atoms):
            arrays = arrays_of(atoms)
            elements = neighbours.unchanged(elements_of(absorber, arrays.numbers, None))
            opened = self._opened(named or self._choice.model(elements), change, neighbours)
            return _single(opened, arrays, absorber)
        batch, originals = _gather(atoms)
        elements = neighbours.unchanged(elements_of_first(absorber, batch, originals))
        opened = self._opened(named or self._choice.model(elements), change, neighbours)
        sites = absorbers.select(absorber, batch, originals, opened.info.absorber, only_element=True)
        with _structures_named(atoms, sites):
            rows = opened.predict_many(batch, sites, threads)
        spectra = _split(opened, rows, batch, sites, flat=absorbers.is_single(absorber))
        if average:
            spectra = [spectrum.average() for spectrum in spectra]
        return spectra[0] if is_structure(atoms) else spectra

    def reconstruct(
        self,
        descriptor: ArrayLike,
        *,
        spec: DescriptorSpec = None,
        absorber: str | None = None,
        solutions: int = 1,
        refine: bool = False,
        minimum_distance: float = 0.0,
        method: str = "joint",
        seed: int = 0,
        time_limit: float = 10.0,
        threads: int = ALL_CORES,
    ) -> Reconstruction:
        """The structure that a descriptor describes: the way back from :meth:`describe`.

        Args:
            descriptor: The counts, [F]: sigma 0, no weight, no taper.
            spec: What they were made with, as in :meth:`describe`.
            absorber: The symbol of the absorbing element; the spec's own where it is left out.
            solutions: The number of different structures to look for.
            refine: Whether distances are moved to the middle of their bins, as far as all can go.
            minimum_distance: With ``refine``: atoms are kept this far apart (Å) where their bins allow.
            method: ``joint``, all coordinates at once; or ``two-stage``, the paper's way, which fails more often.
            seed: The same seed gives the same answer, unless the time limit cuts the search off.
            time_limit: Seconds after which what came closest is the answer, with the verdict ``none``.
            threads: As in :meth:`describe`.

        Returns:
            A :class:`xanes.Reconstruction`: ``.atoms`` is the best structure as an ``ase.Atoms``, ``.verdict`` says how well its
            own descriptor agrees, ``.solutions`` holds all that were found.

        Raises:
            InvalidInputError: The vector does not fit its spec or cannot be the counts of a structure; the message says where.
        """
        threads = self._check_call(threads)
        search = Search(absorber, method, refine, solutions, seed, threads, time_limit, minimum_distance).checked()
        opened = self._default() if spec is None else self._descriptor(to_yaml(spec))
        vector = reals("the descriptor", descriptor, (None,), np.float32)
        if len(vector) != opened.length:
            wanted = f"its spec makes {opened.length}; give the spec that it was made with"
            raise InvalidInputError(f"the descriptor has {len(vector)} values, {wanted}")
        return opened.reconstruct(vector, search)

    def fit(
        self,
        measured: object,
        structures: object,
        *,
        vary: Vary = (),
        absorber: Absorber = None,
        model: str | PathLike[str] | None = None,
        noise: ArrayLike | None = None,
        energy_range: tuple[float, float] | None = None,
        shift: Range | None = None,
        core_hole_width: Range | None = None,
        resolution: Range | None = None,
        edge_step: float | None = None,
        background: float | None = None,
        slope: float | None = None,
        theory_error: float | None = None,
        seed: int = 0,
        population: int = 0,
        steps: int | None = None,
        threads: int = ALL_CORES,
    ) -> Fit:
        """All structures that fit a measured spectrum, with probabilities.

        Args:
            measured: A :class:`xanes.NormalisedSpectrum` or :class:`xanes.MeasuredSpectrum` (``x.measured``), a Larch group after
                ``pre_edge``, or photon energies (eV) and absorption (edge steps) as a pair of arrays [n].
            structures: Where to start: one structure; or of a mixture a list, or a mapping from names to structures.
            vary: What may change, in texts such as ``cell``, ``shell O 1.8-2.6 in -0.1..0.1`` (docs/fitting.md lists them); of a mixture
                also a mapping from a start's name to its texts.
            absorber: A 0-based index or a symbol; where it is left out, what the structure names, else all of the model's element.
            model: A model's name or its folder; the default for the absorber's element where it is left out.
            noise: One standard deviation of the absorption, a number or [n]; estimated from its smoothness where it is left out.
            energy_range: The energies that are compared, eV on the model's axis (photon energy minus edge energy).
            shift: Measured minus predicted energies in eV: bounds, or a text with a prior such as ``-8..8 prior 0+-2``.
            core_hole_width: Bounds of the core hole's full width in eV; the model's own where it is left out.
            resolution: Bounds of the Gaussian resolution's full width at half maximum in eV; none where it is left out.
            edge_step: The standard deviation of the edge step from 1.
            background: The standard deviation of a constant background in edge steps.
            slope: The standard deviation of its slope in edge steps per 100 eV.
            theory_error: How far the calculation that the model learned from is off, in edge steps.
            seed: The same seed gives the same answer.
            population: The size of the sampler's population; 0 for one that suits the parameters.
            steps: The most steps of the sampler.
            threads: As in :meth:`describe`.

        Returns:
            A :class:`xanes.Fit`: ``fit["cell"].interval_90``, ``fit.atoms``, ``fit.plot()``, ``fit.corner()``, ``fit.warnings``.

        Raises:
            InvalidInputError: A text, an option, a structure or the spectrum is at fault; the message says which.
        """
        threads = self._check_call(threads)
        target = target_of(measured, noise)
        names, batch, sites = starts_of(structures, absorber)
        options = {
            "range": energy_range,
            "shift": shift,
            "core_hole_width": core_hole_width,
            "resolution": resolution,
            "edge_step": edge_step,
            "background": background,
            "slope": slope,
            "theory_error": theory_error,
            "seed": seed,
            "population": population,
            "steps": steps,
            "threads": threads,
        }
        spec = spec_of(names, vary, absorber, options)
        named = self._choice.model(common_elements(absorber, batch, sites.absorbers)) if model is None else fspath(model)
        return self._backend.fit(batch, sites, target, named, spec)

    def __repr__(self) -> str:
        """What it is."""
        return f"<xanes.Session, {self.backend} backend, models {', '.join(self.models)}>"

    def _check_call(self, threads: int) -> int:
        """Refuses a forked child: the library's threads do not live on there, and a call could wait for them forever."""
        if os.getpid() != self._process:
            raise XanesError("this process was forked after xanes.load(); start processes by 'spawn' (multiprocessing.set_start_method)")

        number = whole_number("the number of threads", threads)
        if number < 0:
            raise InvalidInputError(f"{number} threads: give 1 or more, or 0 for all cores")
        return number

    def _opened(self, name: str | None, change: BroadeningChange, neighbours: NeighbourChange) -> OpenModel:
        model = self._model(name)
        if neighbours != UNCHANGED:
            model = self._changed(model, neighbours)
        return model if change == _UNCHANGED else self._broadened(model, change)

    def _default(self) -> OpenDescriptor:
        if self._default_descriptor is None:
            self._default_descriptor = self._descriptor(None)
        return self._default_descriptor


def _changed(model: OpenModel, neighbours: NeighbourChange) -> OpenModel:
    return model.changed(neighbours)


def _broadened(model: OpenModel, change: BroadeningChange) -> OpenModel:
    own = model.info.broadening
    if own is None:
        raise InvalidInputError(
            f"model {model.info.id} learned finished spectra, whose broadening is fixed; train one on data sets that hold raw.npy"
        )
    return model.broadened(change.applied_to(own))


def _single(opened: OpenModel, arrays: AtomArrays, absorber: int) -> Spectrum:
    number = absorbers.checked(absorber, len(arrays.numbers))
    own = arrays._replace(positions=arrays.positions.copy())
    rows = opened.predict(own, number)
    sigma = None if rows.sigma is None else rows.sigma[0]
    return Spectrum(rows.mu[0], sigma, partial(_facts, opened, rows, own, (number,)))


def _gather(atoms: object) -> tuple[StructureBatch, list[object] | None]:
    """The structures joined, and as the caller gave them where they are more than arrays."""
    if isinstance(atoms, StructureBatch):
        return atoms, None
    if is_structure(atoms) or isinstance(atoms, (str, bytes, Mapping)) or not isinstance(atoms, Iterable):
        return join_arrays([arrays_of(atoms)]), [atoms]
    originals = list(atoms)
    return join(originals), originals


@contextmanager
def _structures_named(atoms: object, sites: Sites) -> Iterator[None]:
    """Tells a fault of one site of many by the number of its structure, which is what the caller knows."""
    try:
        yield
    except InvalidInputError as fault:
        found = _SITE.match(str(fault))
        if not found:
            raise
        message = str(fault)[found.end() :]
        place = "" if is_structure(atoms) else f"structure {sites.structures[int(found[1])]}: "
        raise InvalidInputError(place + message) from None


def _split(opened: OpenModel, rows: Rows, batch: StructureBatch, sites: Sites, flat: bool) -> list[Spectrum]:
    """The spectra of each structure; with ``flat`` one row each, mu [m]."""
    ends = np.cumsum(np.bincount(sites.structures, minlength=len(batch))).tolist()
    starts = [0, *ends][: len(ends)]
    parts = [] if flat else list(map(slice, starts, ends))
    mus: Iterable[NDArray[np.float32]] = iter(rows.mu) if flat else map(rows.mu.__getitem__, parts)
    sigmas: Iterable[NDArray[np.float32] | None] = repeat(None)
    if rows.sigma is not None:
        sigmas = iter(rows.sigma) if flat else map(rows.sigma.__getitem__, parts)
    facts = partial(_facts_of_structure, opened, rows, batch, sites, starts, ends)
    return list(map(Spectrum, mus, sigmas, repeat(facts), range(len(ends))))


def _facts_of_structure(
    opened: OpenModel, rows: Rows, batch: StructureBatch, sites: Sites, starts: list[int], ends: list[int], structure: int
) -> Facts:
    first, end = starts[structure], ends[structure]
    return _facts(opened, rows, batch[structure], tuple(sites.absorbers[first:end].tolist()), first)


def _facts(opened: OpenModel, rows: Rows, arrays: AtomArrays, chosen: tuple[int, ...], first: int) -> Facts:
    """What belongs to a spectrum whose absorbers stand in the rows from the first on."""
    domains = tuple(
        Domain(rows.inside[row], rows.distances[row], partial(opened.explain_domain, arrays, index))
        for row, index in enumerate(chosen, start=first)
    )
    return Facts(opened.info, arrays, chosen, domains, opened.neighbours)
