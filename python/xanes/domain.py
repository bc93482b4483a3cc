"""Whether a structure resembles what a model was trained on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Domain:
    """A verdict on one absorber: ``str()`` of it is ``inside`` or ``outside``."""

    inside: bool
    """Whether the surroundings of the absorber resemble the training data."""
    distance: float
    """Distance from the training data in units of the limit: up to 1 is inside."""
    explain: Callable[[], str] = field(repr=False, compare=False)
    """Finds out why."""

    @cached_property
    def reason(self) -> str:
        """Why, in words."""
        return self.explain()

    def __reduce__(self) -> tuple[Any, ...]:
        """As plain data, with its reason."""
        return _told, (self.inside, self.distance, self.reason)

    def __bool__(self) -> bool:
        """Whether it is inside, so that ``if spectrum.domain:`` asks just that."""
        return self.inside

    def __str__(self) -> str:
        """``inside`` or ``outside``."""
        return "inside" if self.inside else "outside"


def _told(inside: bool, distance: float, reason: str) -> Domain:
    return Domain(inside, distance, lambda: reason)
