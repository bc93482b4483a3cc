"""From structures to what the core takes, and from what it predicted to spectra."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from xanes import absorbers
from xanes.arrays import AtomArrays, arrays_of, is_structure
from xanes.backends.interface import OpenModel, Rows
from xanes.batch import Sites, StructureBatch, join, join_arrays
from xanes.domain import Domain
from xanes.errors import InvalidInputError
from xanes.spectrum import Facts, Spectrum

_SITE = re.compile(r"site (\d+): ")


def single(opened: OpenModel, arrays: AtomArrays, absorber: int) -> Spectrum:
    """The spectrum of one absorber of one structure."""
    number = absorbers.checked(absorber, len(arrays.numbers))
    own = arrays._replace(positions=arrays.positions.copy())
    rows = opened.predict(own, number)
    sigma = None if rows.sigma is None else rows.sigma[0]
    return Spectrum(rows.mu[0], sigma, partial(_facts, opened, rows, own, (number,)))


def gather(atoms: object) -> tuple[StructureBatch, list[object] | None]:
    """The structures joined, and as the caller gave them where they are more than arrays."""
    if isinstance(atoms, StructureBatch):
        return atoms, None
    if is_structure(atoms) or isinstance(atoms, (str, bytes, Mapping)) or not isinstance(atoms, Iterable):
        return join_arrays([arrays_of(atoms)]), [atoms]
    originals = list(atoms)
    return join(originals), originals


@contextmanager
def structures_named(atoms: object, sites: Sites) -> Iterator[None]:
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


def split(opened: OpenModel, rows: Rows, batch: StructureBatch, sites: Sites, flat: bool) -> list[Spectrum]:
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
