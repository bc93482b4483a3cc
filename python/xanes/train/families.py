"""The families that can be named in a job. A new one is a module of its own and a line here."""

from __future__ import annotations

from .extra_trees import ExtraTrees
from .family import Family
from .job import JobError
from .ridge import RidgeRegression

_ALL: tuple[Family, ...] = (RidgeRegression(), ExtraTrees())


def family_names() -> tuple[str, ...]:
    """The names of all families."""
    return tuple(family.name for family in _ALL)


def find_family(name: str) -> Family:
    """The family of a name; JobError where there is none."""
    for family in _ALL:
        if family.name == name:
            return family
    raise JobError(f"unknown family '{name}'; use {', '.join(family_names())}")
