"""What a session does with measured spectra."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from os import PathLike, fspath

import numpy as np
from numpy.typing import ArrayLike, NDArray

from xanes.absorbers import Absorber
from xanes.arrays import is_structure
from xanes.backends.interface import ALL_CORES, Backend
from xanes.backends.measured import OpenComparison
from xanes.batch import StructureBatch
from xanes.checks import reals, whole_number
from xanes.comparison import Agreement, ComparedStructure, Comparison, Ranking, chunks, core_hole_widths, ranked_anew
from xanes.errors import InvalidInputError
from xanes.measured import MeasuredRecord, MeasuredSpectrum, NormalisedSpectrum, to_json
from xanes.neighbours import Ignore, Substitute
from xanes.spectrum import Spectrum
from xanes.structure_files import each_opened, frames_of, is_path, named_after

_MOST_KEPT = 10_000


class MeasuredSession:
    """The part of :class:`xanes.Session` that knows measured spectra."""

    _backend: Backend

    def measured(
        self,
        source: object,
        *,
        columns: str = "",
        signal: str = "automatic",
        unit: str = "automatic",
        d_spacing: float | None = None,
        label: str = "arrays",
    ) -> MeasuredSpectrum:
        """A measured spectrum.

        Args:
            source: A file (XDI, Athena project, columns of numbers), with ``:RECORD`` behind it for one record of several; a Larch group or
                anything with ``energy`` and ``mu``; or arrays ``(energy, mu)`` or ``(energy, mu, reference)``.
            columns: Which column is what where a file does not say so, as ``"energy=1 i0=2 itrans=3"``.
            signal: ``transmission``, ``fluorescence`` or ``reference`` where a file has several.
            unit: ``eV`` or ``keV`` where a file does not say so.
            d_spacing: The monochromator's lattice spacing in Å, where a file's axis is its angle.
            label: The name of arrays.

        Raises:
            InvalidInputError: It cannot be read, or a file holds several records and none is named.
        """
        if isinstance(source, (str, PathLike)):
            records = self.measured_records(source, columns=columns, signal=signal, unit=unit, d_spacing=d_spacing)
            if len(records) > 1:
                first = records[0].label
                raise InvalidInputError(f"{source}: holds {len(records)} records; name one, as '{source}:{first}' or '{source}:1'")
            if records[0].spectrum is None:
                raise InvalidInputError(records[0].fault or "")
            return records[0].spectrum
        core = self._backend.measured
        return MeasuredSpectrum(core.make(*_arrays(source, label)), core)

    def measured_records(
        self,
        path: str | PathLike[str],
        *,
        columns: str = "",
        signal: str = "automatic",
        unit: str = "automatic",
        d_spacing: float | None = None,
    ) -> list[MeasuredRecord]:
        """All records of a file, those that are no spectra with the reason; the arguments are those of :meth:`measured`."""
        options = to_json({"columns": columns, "signal": signal, "unit": unit, "d_spacing": d_spacing})
        core = self._backend.measured
        return [
            MeasuredRecord(number, label, group, None if points is None else MeasuredSpectrum(points, core), fault)
            for number, label, group, points, fault in core.read(fspath(path), options)
        ]

    def compare(
        self,
        measured: object,
        structures: object,
        absorber: Absorber = None,
        *,
        model: str | PathLike[str] | None = None,
        window: tuple[float, float] | None = None,
        shift: float | tuple[float, float] = (-10.0, 10.0),
        amplitude: float | tuple[float, float] = (0.9, 1.1),
        background: bool = False,
        fit_core_hole_width: bool = False,
        flat: bool = True,
        best: int = 10,
        ignore: Ignore = None,
        substitute: Substitute = None,
        threads: int = ALL_CORES,
        **broadening: float | None,
    ) -> Comparison:
        """Ranks structures by how well their predicted spectra agree with a measured one.

        Args:
            measured: A :class:`xanes.NormalisedSpectrum`, or what :meth:`measured` takes, normalised with all defaults.
            structures: A structure or any number of them, as :meth:`Session.spectrum` takes, files too; of an iterator, and of a file with
                many frames, some are held at a time.
            absorber: As in :meth:`Session.spectrum`; the mean over a structure's absorbers is compared.
            model: As in :meth:`Session.spectrum`.
            window: The measured photon energies that are compared, in eV; where it is left out from 20 eV below e0 to 70 eV above, as
                far as predicted.
            shift: What may be added to predicted photon energies, in eV; one number fixes it.
            amplitude: What predictions may be multiplied by; one number fixes it.
            background: Whether a straight line is fitted as well.
            fit_core_hole_width: Whether the core-hole width of each of the best is fitted as well, from the narrowest that the model can
                give to twice its own; the others are ranked by the model's own.
            flat: Whether the flattened spectrum is compared; else the normalised one.
            best: How many of the best are kept.
            ignore: As in :meth:`Session.spectrum`.
            substitute: As in :meth:`Session.spectrum`.
            threads: As in :meth:`Session.spectrum`.
            broadening: Broadening options of :meth:`Session.spectrum`, such as ``core_hole_width``, where it has them.

        Raises:
            InvalidInputError: An option, the measured spectrum or a structure is at fault; the message says which.
        """
        spectrum = self._normalised(measured)
        kept = whole_number("best", best, 1)
        if kept > _MOST_KEPT:
            raise InvalidInputError(f"{kept} structures cannot be kept; give 1 to {_MOST_KEPT}")
        options = to_json({"window": _pair(window), "shift": _pair(shift), "amplitude": _pair(amplitude), "background": bool(background)})
        neighbours = {"ignore": ignore if ignore is None or isinstance(ignore, str) else list(ignore), "substitute": substitute}
        ranking, comparison = Ranking(kept), None
        for chunk in chunks(_listed(structures)):
            with named_after(structures):
                spectra = self._spectra(chunk, absorber, ranking.compared, model=model, threads=threads, **neighbours, **broadening)
            if comparison is None:
                axis = np.ascontiguousarray(spectra[0].photon_energy, dtype=np.float64)
                values = np.ascontiguousarray(spectrum.flat if flat else spectrum.norm)
                comparison = self._backend.measured.open_comparison(
                    np.ascontiguousarray(spectrum.energy), values, spectrum.e0, axis, spectra[0].edge_energy, options
                )
            mu = np.array([one.mu for one in spectra], dtype=np.float32)
            sigma = None if spectra[0].sigma is None else np.array([one.sigma for one in spectra], dtype=np.float32)
            ranking.add(chunk, spectra, comparison.fit(mu, sigma, threads))
        if comparison is None:
            raise InvalidInputError("there is no structure to compare; give at least one")
        ranked = ranking.best()
        if fit_core_hole_width:
            ranked = self._refined(ranked, comparison, absorber, model=model, threads=threads, **neighbours, **broadening)
        return Comparison(spectrum, comparison.window, ranked, ranking.compared, ranking.outside_domain)

    def _refined(
        self, best: tuple[ComparedStructure, ...], comparison: OpenComparison, absorber: Absorber, **options: object
    ) -> tuple[ComparedStructure, ...]:
        """The best at the core-hole widths with which they agree best, ranked again."""
        broadening = best[0].spectrum.broadening
        refined = [replace(one, core_hole_width=None if broadening is None else broadening.core_hole_width) for one in best]
        for width in core_hole_widths(best[0].spectrum.model):
            spectra = self._spectra([one.structure for one in best], absorber, 0, **options | {"core_hole_width": float(width)})
            mu = np.array([one.mu for one in spectra], dtype=np.float32)
            sigma = None if spectra[0].sigma is None else np.array([one.sigma for one in spectra], dtype=np.float32)
            for rank, values in enumerate(comparison.fit(mu, sigma, ALL_CORES)):
                agreement = Agreement(*values.tolist())
                if agreement.mse < refined[rank].mse:
                    refined[rank] = replace(refined[rank], agreement=agreement, spectrum=spectra[rank], core_hole_width=float(width))
        return ranked_anew(refined)

    def _normalised(self, measured: object) -> NormalisedSpectrum:
        if isinstance(measured, NormalisedSpectrum):
            return measured
        return (measured if isinstance(measured, MeasuredSpectrum) else self.measured(measured)).normalise()

    def _spectra(self, chunk: list[object], absorber: Absorber, first: int, **options: object) -> list[Spectrum]:
        """The mean spectra of some structures; a fault is told by the structure's place among all."""
        try:
            spectra: list[Spectrum] = self.spectrum(chunk, absorber, average=True, **options)  # type: ignore[attr-defined]
            return spectra
        except InvalidInputError as fault:
            start, _, rest = str(fault).partition(": ")
            number = start.removeprefix("structure ")
            if first and start != number and number.isdigit():
                raise InvalidInputError(f"structure {first + int(number)}: {rest}") from None
            raise


def _arrays(source: object, label: str) -> tuple[str, NDArray[np.float64], NDArray[np.float64], NDArray[np.float64] | None]:
    """The name and the points of a Larch group or of arrays."""
    if hasattr(source, "energy") and hasattr(source, "mu"):
        name = str(getattr(source, "label", None) or getattr(source, "filename", None) or label)
        energy, mu, reference = source.energy, source.mu, None
    elif isinstance(source, (tuple, list)) and len(source) in (2, 3):
        name, energy, mu = label, source[0], source[1]
        reference = source[2] if len(source) > len(("energy", "mu")) else None
    else:
        raise InvalidInputError("a measured spectrum is a path, a Larch group with energy and mu, or arrays (energy, mu)")
    points = reals("energy", energy, (None,))
    return name, points, _as_many("mu", mu, points), None if reference is None else _as_many("reference", reference, points)


def _as_many(name: str, values: ArrayLike, points: NDArray[np.float64]) -> NDArray[np.float64]:
    return reals(name, values, (len(points),))


def _pair(bounds: object) -> object:
    """Bounds as the core reads them: a number or two."""
    return list(bounds) if isinstance(bounds, (tuple, list, np.ndarray)) else bounds


def _listed(structures: object) -> Iterable[object]:
    if isinstance(structures, StructureBatch):
        raise InvalidInputError("give structures one by one, or a list of them, not a batch")
    if is_path(structures):
        return frames_of(structures)
    if is_structure(structures):
        return [structures]
    if isinstance(structures, bytes) or not isinstance(structures, Iterable):
        raise InvalidInputError("give a structure (ASE or pymatgen), the path of a file, or an iterable of these")
    return each_opened(structures)
