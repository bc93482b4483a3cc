"""What a session does with mixtures and series of spectra."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from xanes.backends.interface import Backend
from xanes.backends.measured import NamedSpectra
from xanes.checks import real_number, reals, whole_number
from xanes.curve import Curve
from xanes.errors import InvalidInputError
from xanes.fit_request import pair_of
from xanes.measured import MeasuredSpectrum, NormalisedSpectrum
from xanes.mixture import Mixtures, PrincipalComponents
from xanes.spectrum import Spectrum

_BELOW, _ABOVE = 20.0, 60.0
"""Where spectra are compared, in eV below and above e0."""


class MixtureSession:
    """The part of :class:`xanes.Session` that takes spectra apart into others."""

    _backend: Backend

    def mixture(
        self,
        measured: object,
        candidates: Mapping[str, object] | Iterable[object],
        *,
        components: int = 4,
        sum_to_one: bool = False,
        window: tuple[float, float] | None = None,
        max_shift: float = 0.0,
    ) -> Mixtures:
        """Takes a measured spectrum apart into candidates: every mixture of up to four of up to thirty, ranked.

        Args:
            measured: A :class:`xanes.NormalisedSpectrum`, a :class:`xanes.MeasuredSpectrum` (normalised with all defaults), a Larch group
                after ``pre_edge``, a :class:`xanes.Curve`, a :class:`xanes.Spectrum` of one row, or arrays (photon energy in eV,
                absorption in edge steps).
            candidates: Standards and predicted spectra by their names, each as ``measured``; of a list the spectra's labels are the names.
            components: The most components, 1 to 4.
            sum_to_one: Whether fractions add up to 1; else their sum is free.
            window: The photon energies that are compared, in eV; where it is left out from 20 eV below e0 to 60 eV above, and of spectra
                without an e0 all.
            max_shift: By how many eV the mixture may be shifted, tried every 0.1 eV.

        Returns:
            The mixtures, most probable first: ``mixtures[0].fractions``, ``mixtures.to_dataframe()``, ``mixtures.plot()``.

        Raises:
            InvalidInputError: Too many candidates, names that repeat, or hardly a common energy.
        """
        target = _normalised(measured)
        spectra = _named({"measured": target}, "measured") + _named(candidates, "candidate")
        options = {
            "window": _window(window, target),
            "components": whole_number("components", components, 1),
            "sum_to_one": bool(sum_to_one),
            "max_shift": real_number("max_shift", max_shift),
        }
        return Mixtures.of(self._backend.measured.mixture(_joined(spectra), _json(options)))

    def components(
        self, series: Mapping[str, object] | Iterable[object], *, window: tuple[float, float] | None = None
    ) -> PrincipalComponents:
        """The principal components of a series, and how many of them are more than noise.

        Args:
            series: At least three spectra, each as in :meth:`mixture`; the first one's energies are used.
            window: The photon energies in eV; all that are common where it is left out.

        Raises:
            InvalidInputError: Too few spectra, or hardly a common energy.
        """
        options = {"window": None if window is None else reals("window", window, (2,)).tolist()}
        return PrincipalComponents.of(self._backend.measured.components(_joined(_named(series, "spectrum")), _json(options)))


def _normalised(spectrum: object) -> object:
    return spectrum.normalise() if isinstance(spectrum, MeasuredSpectrum) else spectrum


def _named(spectra: Mapping[str, object] | Iterable[object], what: str) -> list[tuple[str, ArrayLike, ArrayLike]]:
    if isinstance(spectra, Mapping):
        named = [(str(name), spectrum) for name, spectrum in spectra.items()]
    else:
        named = [(str(getattr(one, "label", None) or f"{what} {number}"), one) for number, one in enumerate(spectra)]
    return [(" ".join(name.split()), *_points(name, spectrum)) for name, spectrum in named]


def _points(name: str, spectrum: object) -> tuple[ArrayLike, ArrayLike]:
    if isinstance(spectrum, Spectrum):
        spectrum = spectrum.curve()
    try:
        energy, mu = (spectrum.photon_energy, spectrum.mu) if isinstance(spectrum, Curve) else pair_of(spectrum)
        energies = reals("the energies", energy, (None,))
        return energies, reals("the absorption", mu, (len(energies),))
    except InvalidInputError as fault:
        raise InvalidInputError(f"{name}: {fault}") from None


def _joined(spectra: list[tuple[str, ArrayLike, ArrayLike]]) -> NamedSpectra:
    if not spectra:
        raise InvalidInputError("no spectrum was given; give at least one")
    names, energies, absorption = zip(*spectra, strict=True)
    counts = np.array([np.size(energy) for energy in energies], dtype=np.int64)
    return NamedSpectra("\n".join(names), counts, np.concatenate(energies), np.concatenate(absorption))


def _window(window: tuple[float, float] | None, target: object) -> list[float] | None:
    if window is not None:
        return [float(end) for end in reals("window", window, (2,))]
    e0 = target.e0 if isinstance(target, NormalisedSpectrum) else getattr(target, "e0", None)
    return None if e0 is None else [float(e0) - _BELOW, float(e0) + _ABOVE]


def _json(options: Mapping[str, object]) -> str:
    return json.dumps({name: value for name, value in options.items() if value is not None})
