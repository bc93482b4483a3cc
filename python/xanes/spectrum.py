"""Spectra as numpy arrays with their energies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from xanes.arrays import AtomArrays
from xanes.broadening import Broadening
from xanes.domain import Domain
from xanes.errors import InvalidInputError, XanesError
from xanes.model import Model
from xanes.neighbours import UNCHANGED, NeighbourChange

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes
    from pymatgen.analysis.xas.spectrum import XAS

    from xanes.curve import Curve


class Facts(NamedTuple):
    """What belongs to a spectrum besides its arrays."""

    model: Model
    """The model."""
    structure: AtomArrays
    """The structure."""
    absorbers: tuple[int, ...]
    """The 0-based indices of the absorbing atoms."""
    domains: tuple[Domain, ...]
    """The verdict on each absorber."""
    neighbours: NeighbourChange = UNCHANGED
    """What became of neighbours before the prediction."""


@dataclass(eq=False, slots=True, repr=False)
class Spectrum:
    """The X-ray absorption near-edge spectra of one structure: of one absorber, of several, or the mean over them.

    ``len()`` is the number of rows; ``spectrum[0]`` is the first of several as a spectrum of its own; ``numpy.asarray`` gives
    :attr:`mu`. Pickles and copies hold plain data and need no session.
    """

    mu: NDArray[np.float32]
    """Absorption in edge steps, float32: [m] of one absorber or of the mean, [n, m] of several."""
    sigma: NDArray[np.float32] | None
    """One standard deviation of :attr:`mu`, of the same shape; None where the model gives none."""
    facts: Callable[[int], Facts] = field(repr=False)
    """Gives the rest when it is first asked for: lists of many spectra are made faster so."""
    place: int = field(default=0, repr=False)
    """Its place in the list that it was predicted with, which :attr:`facts` takes."""
    frames: int = 1
    """The number of structures that it is the mean of."""
    _found: Facts | None = field(default=None, init=False, repr=False)

    @property
    def model(self) -> Model:
        """The model that predicted it."""
        return self._known.model

    @property
    def absorbers(self) -> tuple[int, ...]:
        """The 0-based indices of the absorbing atoms, one a row; of a mean over absorbers all that went into it."""
        return self._known.absorbers

    @property
    def structure(self) -> AtomArrays:
        """The structure that it belongs to; of a mean over frames the last."""
        return self._known.structure

    @property
    def domains(self) -> tuple[Domain, ...]:
        """Whether each absorber's surroundings resemble the training data, as :attr:`absorbers`."""
        return self._known.domains

    @property
    def ignored(self) -> dict[str, int]:
        """How many atoms of the structure were left out, by symbol; empty where none was."""
        return self._known.neighbours.counts(self.structure.numbers)[0]

    @property
    def substituted(self) -> dict[str, int]:
        """How many atoms of the structure were taken as another element, by their own symbol; empty where none was."""
        return self._known.neighbours.counts(self.structure.numbers)[1]

    @property
    def energy(self) -> NDArray[np.float64]:
        """Photon energies minus the edge energy in eV, float64 [m], read-only."""
        return self.model.energy

    @property
    def edge_energy(self) -> float:
        """The edge energy in eV that :attr:`energy` counts from."""
        return self.model.edge_energy

    @property
    def photon_energy(self) -> NDArray[np.float64]:
        """Photon energies in eV, float64 [m], of a calibrated beamline where the model has an energy calibration."""
        return self.model.energy + (self.model.edge_energy + (self.model.energy_calibration or 0.0))

    @property
    def broadening(self) -> Broadening | None:
        """How it is broadened; None where the model learned finished spectra."""
        return self.model.broadening

    @property
    def domain(self) -> Domain:
        """The verdict on the absorber; of several absorbers, or frames, the one on what is farthest from the training data.

        Of a mean the reason begins with how many of its sites are inside: ``254 of 256 sites inside; the farthest: ...``.
        """
        farthest = max(self.domains, key=lambda domain: (not domain.inside, domain.distance))
        if self.mu.ndim > 1 or len(self.domains) == 1:
            return farthest
        return Domain(farthest.inside, farthest.distance, lambda: f"{_inside(self.domains)}; the farthest: {farthest.reason}")

    @property
    def labels(self) -> tuple[str, ...]:
        """A name for each row, such as ``Ag 0``; of a mean ``Ag, mean of 4 sites``."""
        symbol = self.model.absorber
        if self.frames > 1:
            return (f"{symbol}, mean of {self.frames} frames",)
        if self.mu.ndim == 1 and len(self.absorbers) > 1:
            return (f"{symbol}, mean of {len(self.absorbers)} sites",)
        return tuple(f"{symbol} {absorber}" for absorber in self.absorbers)

    def __len__(self) -> int:
        """The number of rows."""
        return 1 if self.mu.ndim == 1 else len(self.mu)

    def __repr__(self) -> str:
        """In one line: ``<Spectrum Ag K, 4 sites, -8...60 eV, inside>``."""
        sites = len(self.absorbers)
        which = f"mean of {self.frames} frames" if self.frames > 1 else f"{sites} sites" if sites > 1 else f"atom {self.absorbers[0]}"
        mean = "mean of " if self.frames == 1 and sites > 1 and self.mu.ndim == 1 else ""
        inside = sum(domain.inside for domain in self.domains)
        verdict = str(self.domain) if inside in (0, len(self.domains)) else _inside(self.domains)
        span = f"{self.energy[0]:g}...{self.energy[-1]:g} eV"
        return f"<Spectrum {self.model.absorber} {self.model.edge}, {mean}{which}, {span}, {verdict}>"

    def _repr_html_(self) -> str:
        """A small picture with the line of ``repr`` and the domain's words, for notebooks."""
        from xanes.plot import as_html

        return as_html(self)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        """:attr:`mu`, for numpy."""
        mu = np.asarray(self.mu, dtype=dtype)
        return mu.copy() if copy and mu is self.mu else mu

    def __reduce__(self) -> tuple[Any, ...]:
        """As plain data: the model's facts, the structure and the verdicts with their reasons."""
        return _spectrum_of, (self.mu, self.sigma, self._known, self.frames)

    def __getitem__(self, row: int) -> Spectrum:
        """One row of several as a spectrum of its own."""
        if self.mu.ndim == 1:
            raise InvalidInputError("this spectrum has one row; only a spectrum of several absorbers can be indexed")
        sigma = None if self.sigma is None else self.sigma[row]
        own = self._known._replace(absorbers=(self.absorbers[row],), domains=(self.domains[row],))
        return replace(self, mu=self.mu[row], sigma=sigma, facts=lambda _: own)

    def average(self) -> Spectrum:
        """The mean over the absorbers, [m]. Its sigma is the mean of theirs: errors of one model rise and fall together."""
        if self.mu.ndim == 1:
            return self
        sigma = None if self.sigma is None else _mean(self.sigma)
        return replace(self, mu=_mean(self.mu), sigma=sigma)

    def curve(self) -> Curve:
        """The spectrum over photon energies as a :class:`xanes.Curve` for arithmetic; of several absorbers their mean."""
        from xanes.curve import Curve

        mean = self.average()
        sigma = None if mean.sigma is None else np.asarray(mean.sigma, dtype=np.float64)
        return Curve(self.photon_energy, np.asarray(mean.mu, dtype=np.float64), sigma, mean.labels[0])

    def resampled(self, photon_energy: ArrayLike) -> Curve:
        """The spectrum at other photon energies in eV; of several absorbers their mean. See :meth:`xanes.Curve.resampled`."""
        return self.curve().resampled(photon_energy)

    def __sub__(self, other: Spectrum | Curve) -> Curve:
        """The difference spectrum; of several absorbers that of their means."""
        return self.curve() - other

    def save(self, path: str | PathLike[str]) -> Path:
        """Writes the spectrum, of several absorbers their mean, for :meth:`xanes.Curve.read`; see :meth:`xanes.Curve.save`."""
        return self.curve().save(path)

    def to_larch(self) -> object:
        """A ``larch.Group`` with energy, mu and norm; a plain namespace of these where Larch is not installed."""
        return self.curve().to_larch()

    def plot(self, ax: Axes | None = None, **line: Any) -> Axes:
        """Draws mu over the photon energy, one line a row, with a band of one sigma where there is one.

        Of more than twelve rows those that coincide are one line; where more than twelve differ, their mean is drawn with a band that holds
        90 % of them at each energy. What is outside of the model's domain is dashed and has no band of sigma: that is not known there.

        Args:
            ax: Where to draw; new axes where it is left out.
            line: Options of matplotlib's ``plot``; ``label`` replaces the rows' names.
        """
        from xanes.plot import draw

        return draw(self, ax, **line)

    def to_pymatgen(self) -> XAS | list[XAS]:
        """pymatgen's ``XAS`` on the photon-energy axis; a list of them where there are several rows."""
        from xanes.pymatgen import to_xas

        return to_xas(self)

    def to_xdi(self, path: str | PathLike[str]) -> list[Path]:
        """Writes XAS Data Interchange files, which Larch and Athena read, on the photon-energy axis.

        Returns:
            The files: ``path``, or with several rows ``path`` with -0001, -0002, ... before its suffix.
        """
        from xanes.xdi import write

        return write(self, Path(path))

    def to_dataframe(self) -> pandas.DataFrame:
        """A data frame indexed by ``energy`` (eV from the edge), with ``photon_energy`` and a column a row (and its ``sigma``)."""
        try:
            import pandas
        except ImportError as fault:
            raise XanesError("pandas is not installed; install it with 'pip install pandas'") from fault

        frame = pandas.DataFrame({"photon_energy": self.photon_energy}, index=pandas.Index(self.energy, name="energy"))
        single = len(self) == 1
        for row, (label, mu) in enumerate(zip(self.labels, np.atleast_2d(self.mu), strict=True)):
            frame["mu" if single else f"mu {label}"] = mu
            if self.sigma is not None:
                frame["sigma" if single else f"sigma {label}"] = np.atleast_2d(self.sigma)[row]
        return frame

    @property
    def _known(self) -> Facts:
        if self._found is None:
            self._found = self.facts(self.place)
        return self._found


def _spectrum_of(mu: NDArray[np.float32], sigma: NDArray[np.float32] | None, known: Facts, frames: int) -> Spectrum:
    return Spectrum(mu, sigma, lambda _: known, frames=frames)


def mean_of(frames: Sequence[Spectrum]) -> Spectrum:
    """The mean of spectra of one row each (the frames of a trajectory), with equal weights; the structure is the last one's.

    Its sigma is the mean of theirs: errors of one model rise and fall together.
    """
    frames = tuple(frames)
    sigmas = [frame.sigma for frame in frames if frame.sigma is not None]
    return replace(
        frames[-1],
        mu=_mean([frame.mu for frame in frames]),
        sigma=_mean(sigmas) if sigmas else None,
        facts=lambda place: frames[-1].facts(place)._replace(domains=tuple(domain for frame in frames for domain in frame.domains)),
        frames=sum(frame.frames for frame in frames),
    )


def _inside(domains: Sequence[Domain]) -> str:
    return f"{sum(domain.inside for domain in domains)} of {len(domains)} sites inside"


def _mean(rows: NDArray[np.float32] | Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    mean: NDArray[np.float64] = np.mean(rows, axis=0, dtype=np.float64)
    return mean.astype(np.float32)
