"""What becomes of neighbours of elements that a model does not know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from xanes.elements import SYMBOLS, atomic_number
from xanes.errors import InvalidInputError

Ignore: TypeAlias = "str | Iterable[str] | None"
"""Symbols of the elements whose atoms are left out."""

Substitute: TypeAlias = "Mapping[str, str] | None"
"""For the symbol of an element that of the one that its atoms are taken as."""


class NeighbourChange(NamedTuple):
    """Atoms that are left out of a structure before a prediction, or taken as others; by atomic number."""

    ignored: tuple[int, ...] = ()
    """The elements whose atoms are left out."""
    substituted: tuple[tuple[int, int], ...] = ()
    """The elements whose atoms are taken as others, each with that other one."""

    def unchanged(self, elements: tuple[int, ...]) -> tuple[int, ...]:
        """Those of some elements that stay as they are; all of them where none does."""
        changed = {*self.ignored, *(number for number, _ in self.substituted)}
        return tuple(number for number in elements if number not in changed) or elements

    def counts(self, numbers: NDArray[np.int32]) -> tuple[dict[str, int], dict[str, int]]:
        """How many atoms with these atomic numbers are left out, and how many taken as others, by the symbols of those that there are."""
        ignored = _counts(self.ignored, numbers)
        return ignored, _counts([number for number, _ in self.substituted], numbers)


UNCHANGED = NeighbourChange()
"""Every atom as it is."""


def change_of(ignore: Ignore, substitute: Substitute) -> NeighbourChange:
    """The changes that a caller asks for.

    Raises:
        InvalidInputError: A symbol is unknown, or the arguments are of other kinds.
    """
    if ignore is None and substitute is None:
        return UNCHANGED
    ignored = [ignore] if isinstance(ignore, str) else _listed(ignore)
    if substitute is not None and not isinstance(substitute, Mapping):
        raise InvalidInputError("substitute= takes a mapping from symbol to symbol, such as {'Al': 'Si'}")
    pairs = () if substitute is None else substitute.items()
    return NeighbourChange(
        tuple(sorted({_number(symbol, "ignore") for symbol in ignored})),
        tuple(sorted((_number(symbol, "substitute"), _number(other, "substitute")) for symbol, other in pairs)),
    )


def unknown_element(finding: str, symbol: str) -> InvalidInputError:
    """The fault of an atom whose element the model does not know, with what to do in Python."""
    remedy = f"leave such atoms out with ignore=['{symbol}'], take them as one of these with substitute={{'{symbol}': ...}}"
    return InvalidInputError(f"{finding}; {remedy}, or choose another model with model=")


def _listed(ignore: Iterable[str] | None) -> list[str]:
    if ignore is None:
        return []
    if not isinstance(ignore, Iterable) or isinstance(ignore, bytes):
        raise InvalidInputError("ignore= takes symbols of elements, such as ['H', 'Na']")
    return list(ignore)


def _number(symbol: object, name: str) -> int:
    if not isinstance(symbol, str):
        raise InvalidInputError(f"{name}= takes symbols of elements, such as 'H', not {symbol!r}")
    try:
        return atomic_number(symbol)
    except InvalidInputError as fault:
        raise InvalidInputError(f"{name}: {fault}") from None


def _counts(elements: Iterable[int], numbers: NDArray[np.int32]) -> dict[str, int]:
    counts = {SYMBOLS[number - 1]: int(np.count_nonzero(numbers == number)) for number in elements}
    return {symbol: count for symbol, count in counts.items() if count}
