"""Measured spectra: as they were read, and normalised to an edge step of 1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from xanes.backends.measured import MeasuredCore, Points
from xanes.curve import Curve
from xanes.errors import InvalidInputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ALIGNMENTS = ("least-squares", "derivative")
"""The ways to align, in the core's order."""


class Alignment(NamedTuple):
    """How far a spectrum must be moved to lie on another."""

    shift: float
    """What is to be added to its energies, in eV."""
    correlation: float
    """The correlation of both derivatives after that, 1 at best."""


class MeasuredRecord(NamedTuple):
    """One record of a file: the spectrum, or why there is none."""

    number: int
    """Its number in the file, from 1."""
    label: str
    """Its name for people."""
    group: str
    """Its name within an Athena project; empty elsewhere."""
    spectrum: MeasuredSpectrum | None
    """The spectrum; None where it is at fault."""
    fault: str | None
    """What is wrong with it; None where it was read."""


@dataclass(frozen=True, eq=False)
class MeasuredSpectrum:
    """A measured absorption spectrum as its file holds it, not normalised; made by ``Session.measured``."""

    points: Points = field(repr=False)
    """Its arrays and what its file says."""
    core: MeasuredCore = field(repr=False)
    """What does the work."""

    @property
    def energy(self) -> NDArray[np.float64]:
        """Photon energies in eV, float64 [n], strictly ascending."""
        return self.points.energy

    @property
    def mu(self) -> NDArray[np.float64]:
        """The absorption in the file's unit, float64 [n]."""
        return self.points.mu

    @property
    def reference(self) -> NDArray[np.float64] | None:
        """The absorption of the reference, such as a foil behind the sample, float64 [n]; None where there is none."""
        return self.points.reference

    @property
    def label(self) -> str:
        """The record's name."""
        return self.points.label

    @property
    def source(self) -> str:
        """Its file."""
        return self.points.source

    @property
    def facts(self) -> Mapping[str, str]:
        """What the file says besides, such as ``Element.symbol``."""
        return self.points.facts

    def normalise(
        self,
        *,
        e0: float | None = None,
        e0_method: str = "derivative",
        edge_step: float | None = None,
        pre1: float | None = None,
        pre2: float | None = None,
        npre: int = 1,
        nvict: int = 0,
        norm1: float | None = None,
        norm2: float | None = None,
        nnorm: int | None = None,
    ) -> NormalisedSpectrum:
        """Normalises to an edge step of 1, by the definitions and the default ranges of Larch's ``pre_edge``.

        Args:
            e0: The edge's position in eV; found by ``e0_method`` where it is left out.
            e0_method: ``derivative`` (Larch's ``find_e0``), ``inflection``, ``half-step`` or ``white-line``.
            edge_step: The edge step in the unit of mu; found where it is left out.
            pre1: Where the pre-edge line's fit begins, in eV from e0.
            pre2: Where it ends.
            npre: 1 for a line, 0 for a constant.
            nvict: The line is fitted to mu times the energy to this power.
            norm1: Where the post-edge polynomial's fit begins, in eV from e0.
            norm2: Where it ends.
            nnorm: The polynomial's degree, 0 to 3.

        Raises:
            InvalidInputError: An option is out of range, or the spectrum has no edge there.
        """
        options = {
            "e0": e0,
            "e0_method": e0_method,
            "edge_step": edge_step,
            "pre1": pre1,
            "pre2": pre2,
            "npre": npre,
            "nvict": nvict,
            "norm1": norm1,
            "norm2": norm2,
            "nnorm": nnorm,
        }
        curves = self.core.normalise(self.points, to_json(options))
        used = dict(curves.used)
        return NormalisedSpectrum(
            self, used.pop("e0"), used.pop("edge_step"), curves.norm, curves.flat, curves.pre_edge, curves.post_edge, used
        )

    def treat(
        self, *, remove: Iterable[tuple[float, float]] = (), deglitch: bool = False, rebin: bool = False, energy_shift: float = 0.0
    ) -> MeasuredSpectrum:
        """A copy with points left out, rebinned and moved, in this order.

        Args:
            remove: Points from one photon energy to another (eV) are left out.
            deglitch: Whether lone points off the curve through their neighbours are left out; those of the edge stay.
            rebin: Whether to rebin: 5 eV steps, from 30 eV below the edge 0.25 eV, from 60 eV above it 0.05 1/Å.
            energy_shift: What is added to every energy, in eV.
        """
        options = {"remove": [list(pair) for pair in remove], "deglitch": deglitch, "rebin": rebin, "energy_shift": energy_shift}
        return MeasuredSpectrum(self.core.treat(self.points, to_json(options)), self.core)

    def reference_channel(self) -> MeasuredSpectrum:
        """The reference as a spectrum of its own.

        Raises:
            InvalidInputError: There is none.
        """
        if self.reference is None:
            raise InvalidInputError(f"{self.label}: has no reference; give a file with a reference channel")
        points = self.points._replace(label=f"{self.label} (reference)", mu=self.reference, reference=None)
        return MeasuredSpectrum(points, self.core)

    def alignment(self, onto: MeasuredSpectrum, method: str = "least-squares") -> Alignment:
        """The shift that brings this spectrum onto another of the same substance, such as a foil.

        Args:
            onto: The one that stays.
            method: ``least-squares`` of the derivatives around the edge, or ``derivative``: the points of inflection agree.
        """
        if method not in ALIGNMENTS:
            raise InvalidInputError(f"there is no method '{method}'; use {' or '.join(map(repr, ALIGNMENTS))}")
        return Alignment(*self.core.align(self.points, onto.points, ALIGNMENTS.index(method)))

    def aligned(self, foil: MeasuredSpectrum, method: str = "least-squares") -> MeasuredSpectrum:
        """This spectrum moved until its reference, or itself where it has none, lies on a foil."""
        own = self if self.reference is None else self.reference_channel()
        return self.treat(energy_shift=own.alignment(foil, method).shift)

    def to_larch(self) -> object:
        """A ``larch.Group`` with energy and mu; a plain namespace of these where Larch is not installed."""
        return group(energy=self.energy.copy(), mu=self.mu.copy(), label=self.label)

    def __repr__(self) -> str:
        """What it is."""
        return f"<xanes.MeasuredSpectrum '{self.label}', {len(self.energy)} points, {self.energy[0]:.1f} to {self.energy[-1]:.1f} eV>"


@dataclass(frozen=True, eq=False)
class NormalisedSpectrum:
    """A measured spectrum with its edge step made 1, and what was done for it."""

    measured: MeasuredSpectrum
    """The spectrum as measured."""
    e0: float
    """The edge's position in eV."""
    edge_step: float
    """The edge step in the unit of mu."""
    norm: NDArray[np.float64] = field(repr=False)
    """(mu - pre_edge) / edge_step, float64 [n]."""
    flat: NDArray[np.float64] = field(repr=False)
    """The same with the post-edge curve's slope and curvature taken off above e0, float64 [n]."""
    pre_edge: NDArray[np.float64] = field(repr=False)
    """The pre-edge curve in the unit of mu, float64 [n]."""
    post_edge: NDArray[np.float64] = field(repr=False)
    """The post-edge curve in the unit of mu, float64 [n]."""
    used: Mapping[str, float] = field(repr=False)
    """The ranges and degrees that were used, by Larch's names: pre1, pre2, npre, nvict, norm1, norm2, nnorm."""

    @property
    def energy(self) -> NDArray[np.float64]:
        """Photon energies in eV, float64 [n]."""
        return self.measured.energy

    @property
    def label(self) -> str:
        """The record's name."""
        return self.measured.label

    def curve(self, flat: bool = True) -> Curve:
        """The flattened (or the normalised) spectrum as a :class:`xanes.Curve`, for arithmetic and files."""
        return Curve(self.energy, self.flat if flat else self.norm, None, self.label)

    def plot(self, ax: Axes | None = None, flat: bool = True, **line: Any) -> Axes:
        """Draws the flattened (or the normalised) spectrum over the photon energy."""
        return self.curve(flat).plot(ax, **line)

    def to_larch(self) -> object:
        """A ``larch.Group`` with energy, mu, norm, flat, pre_edge, post_edge, e0 and edge_step; else a plain namespace of these."""
        arrays = {name: getattr(self, name).copy() for name in ("energy", "norm", "flat", "pre_edge", "post_edge")}
        return group(**arrays, mu=self.measured.mu.copy(), e0=self.e0, edge_step=self.edge_step, label=self.label)


def to_json(options: Mapping[str, object]) -> str:
    """Options as the core reads them.

    Raises:
        InvalidInputError: A value is not finite or of a type that has no place there.
    """
    try:
        return json.dumps({name: _plain(value) for name, value in options.items() if value is not None}, allow_nan=False)
    except (TypeError, ValueError) as fault:
        raise InvalidInputError(f"the options {', '.join(options)} must be finite numbers and texts: {fault}") from fault


def group(**members: object) -> object:
    """A ``larch.Group`` where Larch is installed, else a plain namespace."""
    try:
        from larch import Group
    except ImportError:
        return SimpleNamespace(**members)
    made: object = Group(**members)
    return made


def _plain(value: object) -> object:
    if isinstance(value, np.generic):
        return value.item()
    return [_plain(part) for part in value] if isinstance(value, (list, tuple)) else value
