"""The families that can be named in a job. A new one is a module of its own and a line here."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from .boosting import CatBoost
from .extra_trees import ExtraTrees
from .family import Family
from .job import Job, JobError
from .kernel_ridge import KernelRidge
from .lasso import LassoRegression
from .mlp import MultilayerPerceptron
from .network.family import ACCURATE, ENSEMBLE, FAST, ScatteringNetwork
from .random_forest import RandomForest
from .ridge import RidgeRegression

ALL_FAMILIES: tuple[Family, ...] = (
    RidgeRegression(),
    ExtraTrees(),
    LassoRegression(),
    RandomForest(),
    CatBoost(),
    KernelRidge(),
    MultilayerPerceptron(),
    ACCURATE,
    FAST,
    ENSEMBLE,
)

_ALL = "all"


def find_families(names: Iterable[str]) -> list[Family]:
    """The families of some names, ``all`` for all of them; JobError where there is none of a name, or no name."""
    known = {family.name: family for family in ALL_FAMILIES}
    chosen: dict[str, Family] = {}
    for name in names:
        if name == _ALL:
            chosen |= known
        elif name in known:
            chosen[name] = known[name]
        else:
            raise JobError(f"unknown family '{name}'; use {', '.join(known)} or {_ALL}")
    if not chosen:
        raise JobError("job.json: 'families' is empty; name at least one")
    return list(chosen.values())


def continued(families: Iterable[Family], start: Path) -> list[Family]:
    """The families as they go on from a file of weights; JobError where one cannot."""
    found: list[Family] = []
    for family in families:
        if not isinstance(family, ScatteringNetwork):
            raise JobError(f"{family.name} cannot go on from another model; name scattering-network or fast-scattering-network")
        found.append(family.continued(start))
    return found


def obstacle(family: Family) -> str | None:
    """Why a family cannot run in this Python; None where it can."""
    missing = [module for module in family.modules if find_spec(module) is None]
    return f"{', '.join(missing)} not installed in this Python" if missing else None


def obstacle_in(family: Family, job: Job) -> str | None:
    """Why a family cannot be trained on a job; None where it can."""
    missing = [name for name in family.inputs if name not in job.features]
    reasons = [job.left_out.get(name, f"takes {name}, which no descriptor of this training gives") for name in missing]
    return "; ".join(reasons) or obstacle(family)
