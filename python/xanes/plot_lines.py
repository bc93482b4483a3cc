"""The lines of a picture: one for each site or, where there are many, for groups of equal spectra, or their mean with a band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from xanes.spectrum import Spectrum

MOST_NAMED = 12
"""More lines than this no legend can name."""

BAND_PERCENT = 90
"""The part of many spectra within their band, in per cent."""

_COINCIDENCE = 1e-4
_MOST_ATOMS = 4

Band = tuple[NDArray[np.float64], NDArray[np.float64]]


class Line(NamedTuple):
    """A line with its name."""

    mu: NDArray[np.float64]
    """Absorption, [m]."""
    band: Band | None
    """The lower and upper end of what is shaded, [m] each: one sigma, or most of many spectra; None for nothing."""
    name: str
    """What it is the spectrum of, with its domain and what a band other than sigma is; without element and edge."""
    outside: bool
    """Whether none of its sites is inside of the model's domain: it is dashed."""
    is_band_of_sites: bool = False
    """Whether the band is that of many spectra."""


def lines_of(spectrum: Spectrum) -> list[Line]:
    """The lines of a spectrum of one row, of several, or of a mean."""
    mu = np.atleast_2d(np.asarray(spectrum.mu, dtype=np.float64))
    if spectrum.mu.ndim == 1:
        return [_single(spectrum, mu[0])]
    inside = np.array([domain.inside for domain in spectrum.domains])
    if len(mu) <= MOST_NAMED:
        return [_group(spectrum, mu, np.array([row]), bool(inside[row])) for row in range(len(mu))]
    lines: list[Line] = []
    for verdict in (True, False):
        rows = np.flatnonzero(inside == verdict)
        groups = _equal(mu, rows)
        lines += [_group(spectrum, mu, group, verdict) for group in groups]
        if rows.size and not groups:
            lines.append(_many(mu[rows], verdict))
    return lines


def inside_of(insides: Sequence[bool]) -> str:
    """How many sites of a mean are inside, where it is neither all nor none of them."""
    return f" ({sum(insides)} of {len(insides)} sites inside)" if 0 < sum(insides) < len(insides) else "" if all(insides) else " (outside)"


def _single(spectrum: Spectrum, mu: NDArray[np.float64]) -> Line:
    insides = [domain.inside for domain in spectrum.domains]
    name = spectrum.labels[0].removeprefix(spectrum.model.absorber).removeprefix(",").strip()
    name = name if name.startswith("mean") else f"atom {name}"
    sigma = None if spectrum.sigma is None or not all(insides) else (mu - spectrum.sigma, mu + spectrum.sigma)
    return Line(mu, sigma, name + inside_of(insides), not any(insides))


def _group(spectrum: Spectrum, mu: NDArray[np.float64], rows: NDArray[np.int64], inside: bool) -> Line:
    atoms = [str(spectrum.absorbers[row]) for row in rows]
    if len(atoms) > _MOST_ATOMS:
        atoms = [*atoms[: _MOST_ATOMS - 1], f"… ({len(atoms)})"]
    first = rows[0]
    sigma = None if spectrum.sigma is None or not inside else (mu[first] - spectrum.sigma[first], mu[first] + spectrum.sigma[first])
    name = f"atom{'s' if len(rows) > 1 else ''} {', '.join(atoms)}{inside_of([inside])}"
    return Line(mu[first], sigma, name, not inside)


def _many(mu: NDArray[np.float64], inside: bool) -> Line:
    lower, upper = np.quantile(mu, [(100 - BAND_PERCENT) / 200, (100 + BAND_PERCENT) / 200], axis=0)
    name = f"mean of {len(mu)} sites{inside_of([inside])}; band: {BAND_PERCENT} % of the sites"
    return Line(mu.mean(axis=0), (lower, upper), name, not inside, is_band_of_sites=True)


def _equal(mu: NDArray[np.float64], rows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The rows in groups of spectra that coincide; none where there are more than can be named."""
    groups: list[NDArray[np.int64]] = []
    left = rows
    while left.size:
        if len(groups) == MOST_NAMED:
            return []
        same = (np.abs(mu[left] - mu[left[0]]) <= _COINCIDENCE).all(axis=1)
        groups.append(left[same])
        left = left[~same]
    return groups
