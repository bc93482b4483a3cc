"""What :meth:`xanes.Session.fit` is asked for, as the C# core takes it: arrays, and a YAML text of options."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from xanes.absorbers import Absorber, is_single
from xanes.arrays import arrays_of, is_structure, marked_absorbers
from xanes.backends.interface import FitTarget
from xanes.batch import Sites, StructureBatch, join_arrays
from xanes.checks import real_number, reals, whole_number
from xanes.errors import InvalidInputError
from xanes.measured import MeasuredSpectrum
from xanes.structure_files import is_path, one_opened

Range: TypeAlias = "tuple[float, float] | str"
"""Bounds, or a text with a Gaussian prior within them such as ``-8..8 prior 0+-2``."""

Vary: TypeAlias = "str | Iterable[str] | Mapping[str, str | Iterable[str]]"
"""Texts as ``shell O 1.8-2.6 in -0.1..0.1``; of several starts a mapping from a start's name to its texts."""

SIGNALS = ("flat", "norm")
"""What is taken from an object that holds a normalised spectrum, in this order (Larch's names)."""

ALL_ABSORBERS = -1
"""As a start's absorber: all atoms of the model's element."""


def target_of(measured: object, noise: ArrayLike | None) -> FitTarget:
    """The measured spectrum.

    Args:
        measured: Photon energies (eV) and absorption (edge steps) as a pair of arrays [n], or an object with ``energy`` and ``flat`` or
            ``norm``: a :class:`xanes.NormalisedSpectrum`, a Larch group after ``pre_edge``. A :class:`xanes.MeasuredSpectrum` is
            normalised first.
        noise: One standard deviation of the absorption, a number or [n]; None where it is to be estimated.

    Raises:
        InvalidInputError: It is something else.
    """
    energy, absorption = pair_of(measured)
    photon_energy = reals("the measured energies", energy, (None,))
    values = reals("the measured absorption", absorption, (len(photon_energy),))
    if len(values) == 0:
        raise InvalidInputError("the measured spectrum has no points")
    if noise is None:
        return FitTarget(photon_energy, values, None)
    spread = np.atleast_1d(np.asarray(noise))
    return FitTarget(photon_energy, values, reals("the noise", spread, (1 if spread.size == 1 else len(values),)))


def starts_of(structures: object, absorber: Absorber) -> tuple[list[str], StructureBatch, Sites]:
    """The starts' names, structures and absorbers.

    Raises:
        InvalidInputError: There is no structure, a file cannot be read, or the absorber is neither an index nor a symbol.
    """
    if is_structure(structures) or is_path(structures):
        names, originals = ["start"], [structures]
    elif isinstance(structures, Mapping):
        names, originals = list(map(str, structures)), list(structures.values())
    else:
        originals = list(structures)  # type: ignore[call-overload]
        names = [f"start {number}" for number in range(len(originals))]
    if not originals:
        raise InvalidInputError("a fit needs a structure to start from; give one")
    originals = [one_opened(structure, "a fit starts from") for structure in originals]
    batch = join_arrays([arrays_of(structure) for structure in originals])
    absorbers = [_absorber(absorber, structure) for structure in originals]
    return names, batch, Sites(np.arange(len(originals), dtype=np.int64), np.array(absorbers, dtype=np.int64))


def spec_of(names: Sequence[str], vary: Vary, absorber: Absorber, options: Mapping[str, object]) -> str:
    """The options and what varies as a YAML text (JSON is YAML).

    Raises:
        InvalidInputError: ``vary`` names a start that is not there, or an option is neither a number, a pair nor a text.
    """
    texts = _vary(names, vary)
    starts: list[dict[str, object]] = [{"name": name, "vary": texts[name]} for name in names]
    if isinstance(absorber, str):
        starts = [start | {"absorber": absorber} for start in starts]
    return json.dumps({"starts": starts} | {name: _option(name, value) for name, value in options.items() if value is not None})


def pair_of(measured: object) -> tuple[ArrayLike, ArrayLike]:
    """Energies and absorption of an object that holds a normalised spectrum.

    Raises:
        InvalidInputError: It holds none.
    """
    if isinstance(measured, MeasuredSpectrum):
        measured = measured.normalise()
    if hasattr(measured, "energy"):
        for signal in SIGNALS:
            if getattr(measured, signal, None) is not None:
                return measured.energy, getattr(measured, signal)
        raise InvalidInputError(f"the measured spectrum has none of {', '.join(SIGNALS)}; normalise it first")
    if isinstance(measured, (tuple, list, np.ndarray)) and len(measured) == 2:
        return measured[0], measured[1]
    raise InvalidInputError("a measured spectrum is a pair of arrays (energies in eV, absorption in edge steps), or a Larch group")


def _absorber(absorber: Absorber, structure: object) -> int:
    if is_single(absorber):
        return whole_number("the absorber", absorber, least=0)
    if isinstance(absorber, str):
        return ALL_ABSORBERS
    if absorber is not None:
        raise InvalidInputError("the absorber of a fit is one index or an element's symbol")
    marks = marked_absorbers(structure)
    return marks[0] if marks is not None and len(marks) == 1 else ALL_ABSORBERS


def _vary(names: Sequence[str], vary: Vary) -> dict[str, list[str]]:
    if isinstance(vary, Mapping):
        for name in vary:
            if name not in names:
                raise InvalidInputError(f"vary names the start '{name}'; the starts are {', '.join(names)}")
        return {name: _texts(vary.get(name, ())) for name in names}
    return {name: _texts(vary) for name in names}


def _texts(vary: str | Iterable[str]) -> list[str]:
    texts = [vary] if isinstance(vary, str) else list(vary)
    if not all(isinstance(text, str) for text in texts):
        raise InvalidInputError("vary takes texts such as 'cell' or 'shell O 1.8-2.6 in -0.1..0.1'")
    return texts


def _option(name: str, value: object) -> object:
    if isinstance(value, str):
        return value
    if name in ("shift", "core_hole_width", "resolution"):
        low, high = reals(name, value, (2,)).tolist()  # type: ignore[arg-type]
        return f"{low!r}..{high!r}"
    if name == "range":
        return reals(name, value, (2,)).tolist()  # type: ignore[arg-type]
    if name in ("seed", "population", "steps", "threads"):
        return whole_number(name, value, least=0)
    return real_number(name, value)
