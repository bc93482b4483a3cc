"""Spectra as plain curves over photon energies, for arithmetic: other grids, differences, means with weights, files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from xanes.checks import reals
from xanes.errors import InvalidInputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from xanes.spectrum import Spectrum

FEWEST = 2
_LABEL = "# label: "


@dataclass(frozen=True, eq=False)
class Curve:
    """Absorption over photon energies.

    ``a - b``, ``a + b``, ``2 * a`` and ``a / 2`` work on the energies of ``a`` that ``b`` covers. Sigmas add up: that holds however the
    errors of both are correlated, as those of one model are.
    """

    photon_energy: NDArray[np.float64]
    """Photon energies in eV, float64 [m], ascending."""
    mu: NDArray[np.float64]
    """Absorption in edge steps, or a difference of such, float64 [m]."""
    sigma: NDArray[np.float64] | None = None
    """One standard deviation of :attr:`mu`, [m]; None where it is not known."""
    label: str = ""
    """Its name."""

    def __post_init__(self) -> None:
        """Checks the arrays."""
        energy = reals("photon_energy", self.photon_energy, (None,))
        count = len(energy)
        if count < FEWEST or not np.isfinite(energy).all() or not (np.diff(energy) > 0.0).all():
            raise InvalidInputError(f"a curve needs at least {FEWEST} photon energies that ascend; sort them and drop repeated ones")
        object.__setattr__(self, "photon_energy", energy)
        object.__setattr__(self, "mu", reals("mu", self.mu, (count,)))
        if self.sigma is not None:
            object.__setattr__(self, "sigma", reals("sigma", self.sigma, (count,)))

    def __len__(self) -> int:
        """The number of energies m."""
        return len(self.photon_energy)

    def resampled(self, photon_energy: ArrayLike) -> Curve:
        """The curve at other photon energies in eV, by cubic Hermite interpolation (slopes by central differences); sigma linearly.

        Raises:
            InvalidInputError: An energy lies outside of the curve's: nothing is extrapolated.
        """
        target = reals("photon_energy", photon_energy, (None,))
        first, last = self.photon_energy[0], self.photon_energy[-1]
        if len(target) and not (target.min() >= first and target.max() <= last):
            raise InvalidInputError(
                f"the energies {target.min():.1f} to {target.max():.1f} eV go beyond the curve's, {first:.1f} to {last:.1f} eV; drop some"
            )
        sigma = None if self.sigma is None else np.interp(target, self.photon_energy, self.sigma)
        return Curve(target, _hermite(target, self.photon_energy, self.mu), sigma, self.label)

    def shifted(self, shift: float) -> Curve:
        """The same curve with ``shift`` (eV) added to its energies."""
        return replace(self, photon_energy=self.photon_energy + float(shift))

    def __sub__(self, other: Curve | Spectrum) -> Curve:
        """The difference, on the energies of this one that the other covers."""
        return self._joined(other, -1.0, "\N{MINUS SIGN}")

    def __add__(self, other: Curve | Spectrum) -> Curve:
        """The sum, on the energies of this one that the other covers."""
        return self._joined(other, 1.0, "+")

    def __mul__(self, factor: float) -> Curve:
        """The curve times a number."""
        if not isinstance(factor, Real):
            return NotImplemented
        sigma = None if self.sigma is None else abs(float(factor)) * self.sigma
        return replace(self, mu=float(factor) * self.mu, sigma=sigma)

    __rmul__ = __mul__

    def __truediv__(self, divisor: float) -> Curve:
        """The curve divided by a number."""
        return self * (1.0 / divisor)

    def save(self, path: str | PathLike[str]) -> Path:
        """Writes the curve: ``.npz`` with its exact arrays, ``.csv`` or ``.xdi`` with energy, mu and sigma for other programs too."""
        target = Path(path)
        unfinished = target.with_name(f".{target.name}.part")
        try:
            if target.suffix == ".npz":
                arrays = {} if self.sigma is None else {"sigma": self.sigma}
                with unfinished.open("wb") as file:
                    np.savez(file, photon_energy=self.photon_energy, mu=self.mu, label=self.label, **arrays)
            elif target.suffix in (".csv", ".xdi"):
                self._save_text(unfinished, is_xdi=target.suffix == ".xdi")
            else:
                raise InvalidInputError(f"{target}: the kind '{target.suffix}' is not known; use .npz, .csv or .xdi")
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
        return target

    @staticmethod
    def read(path: str | PathLike[str]) -> Curve:
        """Reads a curve that :meth:`save` wrote.

        Raises:
            InvalidInputError: It is no such file.
        """
        source = Path(path)
        try:
            if source.suffix == ".npz":
                with np.load(source, allow_pickle=False) as arrays:
                    sigma = arrays["sigma"] if "sigma" in arrays.files else None
                    return Curve(arrays["photon_energy"], arrays["mu"], sigma, str(arrays["label"]))
            text = source.read_text(encoding="utf-8")
            columns = np.loadtxt(text.splitlines(), delimiter="," if source.suffix == ".csv" else None, ndmin=2).T
        except (OSError, KeyError, ValueError) as fault:
            reason = str(fault).splitlines()[0]
            raise InvalidInputError(f"{source}: is no curve that can be read ({reason}); give a file that Curve.save wrote") from fault
        label = next((line.removeprefix(_LABEL) for line in text.splitlines() if line.startswith(_LABEL)), "")
        if len(columns) not in (2, 3):
            raise InvalidInputError(f"{source}: has {len(columns)} columns; a curve has energy, mu and perhaps sigma")
        return Curve(columns[0], columns[1], columns[2] if len(columns) > FEWEST else None, label)

    def to_larch(self) -> object:
        """A ``larch.Group`` with energy, mu and norm; a plain namespace of these where Larch is not installed."""
        from xanes.measured import group

        return group(energy=self.photon_energy.copy(), mu=self.mu.copy(), norm=self.mu.copy(), label=self.label)

    def plot(self, ax: Axes | None = None, **line: Any) -> Axes:
        """Draws mu over the photon energy, with a band of one sigma where there is one; see :meth:`xanes.Spectrum.plot`."""
        from xanes.plot import draw_curve

        return draw_curve(self, ax, **line)

    def _joined(self, other: Curve | Spectrum, factor: float, sign: str) -> Curve:
        second = other if isinstance(other, Curve) else other.curve()
        within = (self.photon_energy >= second.photon_energy[0]) & (self.photon_energy <= second.photon_energy[-1])
        if within.sum() < FEWEST:
            raise InvalidInputError(f"'{self.label}' and '{second.label}' have no photon energies in common; shift one of them first")
        energy = self.photon_energy[within]
        there = second.resampled(energy)
        both = self.sigma is not None and there.sigma is not None
        sigma = self.sigma[within] + there.sigma if both else None  # type: ignore[index,operator]
        return Curve(energy, self.mu[within] + factor * there.mu, sigma, f"{self.label} {sign} {second.label}".strip())

    def _save_text(self, path: Path, is_xdi: bool) -> None:
        names = ["energy", "mu"] + ([] if self.sigma is None else ["sigma"])
        columns = [self.photon_energy, self.mu] + ([] if self.sigma is None else [self.sigma])
        head = [f"{_LABEL}{' '.join(self.label.split())}"]
        if is_xdi:
            fields = [f"# Column.{number}: {name}{' eV' if name == 'energy' else ''}" for number, name in enumerate(names, start=1)]
            head = ["# XDI/1.0 Xanes", *fields, "# ///", *head, "# ---"]
        separator = " " if is_xdi else ","
        with path.open("w", encoding="utf-8", newline="\n") as text:
            text.write("\n".join([*head, f"# {separator.join(names)}"]) + "\n")
            np.savetxt(text, np.column_stack(columns), fmt="%.10g", delimiter=separator)


def weighted_mean(spectra: Iterable[Curve | Spectrum], weights: ArrayLike | None = None, label: str = "weighted mean") -> Curve:
    """The mean of spectra with weights, such as occupancies, fractions of phases or multiplicities of sites.

    Args:
        spectra: At least one; all on the energies of the first that every one covers.
        weights: One each, none negative, not all zero; they need not add up to 1. Equal ones where they are left out.
        label: The mean's name.

    Raises:
        InvalidInputError: Weights that do not fit, or spectra that do not overlap.
    """
    curves: Sequence[Curve] = [spectrum if isinstance(spectrum, Curve) else spectrum.curve() for spectrum in spectra]
    if not curves:
        raise InvalidInputError("there is no spectrum to take a mean of; give at least one")
    shares = np.ones(len(curves)) if weights is None else reals("weights", weights, (len(curves),))
    if not (np.isfinite(shares).all() and (shares >= 0.0).all() and shares.sum() > 0.0):
        raise InvalidInputError("weights must be numbers of at least 0, not all of them 0")
    shares = shares / shares.sum()
    total: Curve = curves[0] * float(shares[0])
    for curve, share in zip(curves[1:], shares[1:], strict=True):
        total = total + curve * float(share)
    return replace(total, label=label)


def _hermite(target: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    if len(x) == FEWEST:
        return np.interp(target, x, y)
    slopes = np.gradient(y, x, edge_order=2)
    place = np.clip(np.searchsorted(x, target, side="right") - 1, 0, len(x) - 2)
    width = x[place + 1] - x[place]
    t = (target - x[place]) / width
    value = y[place] * (1 + 2 * t) * (1 - t) ** 2 + y[place + 1] * t**2 * (3 - 2 * t)
    result: NDArray[np.float64] = value + width * (slopes[place] * t * (1 - t) ** 2 - slopes[place + 1] * t**2 * (1 - t))
    return result
