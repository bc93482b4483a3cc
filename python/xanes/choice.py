"""Which model and descriptor are taken where the caller names none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xanes.absorbers import Absorber, is_single
from xanes.arrays import marked_absorbers
from xanes.backends.interface import Backend, OpenDescriptor
from xanes.batch import StructureBatch
from xanes.elements import SYMBOLS, atomic_number
from xanes.errors import InvalidInputError

Elements = tuple[int, ...]
"""Atomic numbers of the atoms that may absorb."""


class DefaultChoice:
    """The default model for an absorbing element: the user's own, then the manifest's."""

    def __init__(self, backend: Backend) -> None:
        """Asks a backend, once for each set of elements."""
        self._backend = backend
        self.model = lru_cache(maxsize=256)(self._model)
        self.descriptor = lru_cache(maxsize=32)(self._descriptor)

    def _model(self, elements: Elements) -> str | None:
        """The name of the model; None for the manifest's default."""
        choices = self._backend.models_for(elements) if elements else []
        if len(choices) == 1:
            return choices[0][1]
        if choices:
            named = " or ".join(f"absorber='{symbol}' (model {name})" for symbol, name in choices)
            symbols = " and ".join(symbol for symbol, _ in choices)
            raise InvalidInputError(f"the structure has atoms of {symbols}, and there is a model for each; give {named}")
        known = self._backend.models_for(tuple(range(1, len(SYMBOLS) + 1))) if elements else []
        if not known:
            return None
        symbols = ", ".join(SYMBOLS[number - 1] for number in elements)
        others = ", ".join(symbol for symbol, _ in known)
        remedy = "choose another absorber, or add a model with 'xanes train' or 'xanes models install'"
        raise InvalidInputError(f"no model is for the absorber {symbols}, only for {others}; {remedy}")

    def _descriptor(self, elements: Elements) -> OpenDescriptor:
        return self._backend.open_descriptor_for(elements) if elements else self._backend.open_descriptor(None)


def elements_of(absorber: Absorber, numbers: NDArray[np.int32], original: object | None) -> Elements:
    """The atomic numbers of the atoms of one structure that may absorb; none where the structure has no atom of an element.

    Args:
        absorber: The selection, as in :meth:`xanes.Session.describe`.
        numbers: The structure's atomic numbers, int32 [n].
        original: The structure as the caller gave it, which may name absorbers itself.
    """
    if type(absorber) is int and 0 <= absorber < len(numbers):
        number = int(numbers[absorber])
        return (number,) if 1 <= number <= len(SYMBOLS) else ()
    chosen = numbers
    if isinstance(absorber, str):
        if absorber.lower() != "all":
            return (atomic_number(absorber),)
    elif absorber is None:
        marks = None if original is None else marked_absorbers(original)
        chosen = numbers if marks is None else _taken(numbers, marks)
    else:
        chosen = _taken(numbers, [absorber] if is_single(absorber) else np.asarray(absorber))
    return tuple(number for number in sorted(set(chosen.tolist())) if 1 <= number <= len(SYMBOLS))


def elements_of_first(absorber: Absorber, batch: StructureBatch, originals: Sequence[object] | None) -> Elements:
    """The same of the first structure of a batch."""
    return elements_of(absorber, batch[0].numbers, originals[0] if originals else None) if len(batch) else ()


def common_elements(absorber: Absorber, batch: StructureBatch, sites: NDArray[np.int64]) -> Elements:
    """The same of every structure of a batch at once; a site below 0 is any atom."""
    found: set[int] | None = None
    for structure, site in enumerate(sites.tolist()):
        own = set(elements_of(site if site >= 0 else absorber, batch[structure].numbers, None))
        found = own if found is None else found & own
    return tuple(sorted(found or ()))


def _taken(numbers: NDArray[np.int32], chosen: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int32]:
    """The numbers of chosen atoms; all of them where the choice does not fit, which is told later."""
    try:
        taken: NDArray[np.int32] = np.atleast_1d(numbers[np.asarray(chosen)])
    except IndexError:
        return numbers
    return taken
