"""The plugin with its models, as a user holds it: :func:`load` and :class:`Session`."""

from __future__ import annotations

import os
from functools import cache
from os import PathLike, fspath

import numpy as np
from numpy.typing import ArrayLike

from xanes.absorbers import Absorber
from xanes.backends.interface import ALL_CORES, Backend, OpenDescriptor
from xanes.backends.selection import open_backend
from xanes.checks import reals, whole_number
from xanes.choice import common_elements
from xanes.descriptor_spec import DescriptorSpec, to_yaml
from xanes.errors import InvalidInputError, XanesError
from xanes.exploration_session import ExplorationSession
from xanes.fit import Fit
from xanes.fit_request import Range, Vary, spec_of, starts_of, target_of
from xanes.mixture_session import MixtureSession
from xanes.models import Models
from xanes.prediction_session import PredictionSession
from xanes.reconstruction import Reconstruction, Search


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


class Session(PredictionSession, ExplorationSession, MixtureSession):
    """Descriptors and spectra of structures. Safe to use from many threads; made by :func:`load`, once for all callers."""

    def __init__(self, backend: Backend, origin: tuple[str, str | None]) -> None:
        """Wraps a backend; ``origin`` is what :func:`load` was asked for."""
        super().__init__(backend)
        self._origin = origin
        self._process = os.getpid()
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
        """The installed models, a mapping from a name to a :class:`xanes.Model`: ``for name, model in x.models.items()``."""
        return Models(self._backend.model_ids(), lambda name: self._model(name).info)

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
            structures: Where to start: one structure; or of a mixture a list, or a mapping from names to structures. The path of a file
                that holds one structure stands for it.
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

    def _default(self) -> OpenDescriptor:
        if self._default_descriptor is None:
            self._default_descriptor = self._descriptor(None)
        return self._default_descriptor
