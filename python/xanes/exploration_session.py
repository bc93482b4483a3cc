"""What a session does with a structure that is moved by hand."""

from __future__ import annotations

from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from numpy.typing import ArrayLike

from xanes.absorbers import Absorber
from xanes.arrays import is_structure
from xanes.backends.interface import ALL_CORES, Backend
from xanes.choice import DefaultChoice, common_elements
from xanes.errors import InvalidInputError
from xanes.exploration import Exploration
from xanes.fit_request import Range, Vary, spec_of, starts_of, target_of
from xanes.measured_session import MeasuredSession
from xanes.structure_files import one_opened

if TYPE_CHECKING:
    from xanes.explorer import Explorer


class ExplorationSession(MeasuredSession):
    """The part of :class:`xanes.Session` for structures that are moved by hand."""

    _backend: Backend
    _choice: DefaultChoice

    def exploration(
        self,
        atoms: object,
        measured: object | None = None,
        *,
        vary: Vary = (),
        absorber: Absorber = None,
        model: str | PathLike[str] | None = None,
        noise: ArrayLike | None = None,
        energy_range: tuple[float, float] | None = None,
        shift: Range | None = None,
        core_hole_width: Range | None = None,
        resolution: Range | None = None,
        edge_step: float | None = None,
        background: float | None = None,
        slope: float | None = None,
        theory_error: float | None = None,
        seed: int = 0,
        population: int = 0,
        steps: int | None = None,
        threads: int = ALL_CORES,
    ) -> Exploration:
        """A structure whose parameters are moved by a program: what :meth:`explore` moves by sliders.

        Args:
            atoms: The structure, as in :meth:`Session.describe`, or the path of a file that holds one.
            measured: The spectrum that is compared, as in :meth:`Session.fit`, or a file as in :meth:`Session.measured`; None for none.
            vary: What may change, as in :meth:`Session.fit`; the cell and the nearest shells where it is left out.
            absorber: As in :meth:`Session.fit`.
            model: As in :meth:`Session.fit`.
            noise: As in :meth:`Session.fit`.
            energy_range: As in :meth:`Session.fit`.
            shift: As in :meth:`Session.fit`.
            core_hole_width: Bounds of the core hole's full width in eV; 40 % about the model's own where it is left out.
            resolution: Bounds of the Gaussian resolution's full width at half maximum in eV; 0 to 4 where it is left out.
            edge_step: As in :meth:`Session.fit`.
            background: As in :meth:`Session.fit`.
            slope: As in :meth:`Session.fit`.
            theory_error: As in :meth:`Session.fit`.
            seed: As in :meth:`Session.fit`.
            population: As in :meth:`Session.fit`.
            steps: As in :meth:`Session.fit`.
            threads: As in :meth:`Session.describe`.

        Returns:
            ``.parameters``, ``.evaluate({"cell": 1.01})`` and ``.fit()``.

        Raises:
            InvalidInputError: A text, an option, the structure or the spectrum is at fault; the message says which.
        """
        threads = self._check_call(threads)
        atoms = one_opened(atoms, "by hand is moved")
        if not is_structure(atoms):
            raise InvalidInputError("one structure is moved by hand: an ase.Atoms, a pymatgen Structure or Molecule, or the path of a file")
        if isinstance(measured, (str, PathLike)):
            measured = self.measured(measured)
        target = None if measured is None else target_of(measured, noise)
        names, batch, sites = starts_of(atoms, absorber)
        options = {
            "range": energy_range,
            "shift": shift,
            "core_hole_width": core_hole_width,
            "resolution": resolution,
            "edge_step": edge_step,
            "background": background,
            "slope": slope,
            "theory_error": theory_error,
            "seed": seed,
            "population": population,
            "steps": steps,
            "threads": threads,
        }
        spec = spec_of(names, vary, absorber, options)
        named = self._choice.model(common_elements(absorber, batch, sites.absorbers)) if model is None else fspath(model)
        return Exploration(self._backend.open_exploration(batch, sites, target, named, spec))

    def explore(self, atoms: object, measured: object | None = None, **options: Any) -> Explorer:
        """Sliders in a notebook: the spectrum and its difference from the measured one follow, and a button fits from there.

        Args:
            atoms: The structure, as in :meth:`Session.describe`, or the path of a file that holds one.
            measured: As in :meth:`exploration`; it can be opened later.
            options: ``vary``, ``absorber``, ``model`` and all others of :meth:`exploration`.

        Returns:
            What a cell shows; ``.values``, ``.atoms``, ``.spectrum``, ``.measured`` and ``.fit`` are what stands there now.

        Raises:
            XanesError: ipywidgets, matplotlib or ASE is not installed.
            InvalidInputError: As for :meth:`exploration`.
        """
        from xanes.explorer import Explorer

        return Explorer(self, one_opened(atoms, "by hand is moved"), measured, options)

    def _check_call(self, threads: int) -> int:
        raise NotImplementedError
