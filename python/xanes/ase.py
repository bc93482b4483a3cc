"""ASE: a calculator with the property ``xanes``, and a recorder for molecular dynamics.

    from ase.io import read
    from xanes.ase import Xanes

    atoms = read("Ag2O.cif")
    atoms.calc = Xanes(absorber="Ag")
    spectrum = atoms.calc.get_property("xanes")       # a xanes.Spectrum
    spectrum.plot()

The spectrum is kept until something that it depends on changes: positions, elements, cell, periodic directions, the atoms that are
selected, or a parameter. Charges and magnetic moments do not matter. The absorbers are chosen by ``absorber`` (an index, a symbol, ``all``,
indices) or by ``tag`` (all atoms with that tag); by default as in :meth:`xanes.Session.spectrum`.

The calculator gives no energies or forces: in a dynamics run these come from another one, and :class:`XanesRecorder` observes::

    from ase.calculators.emt import EMT
    from ase.md.langevin import Langevin

    atoms.calc = EMT()
    dynamics = Langevin(atoms, timestep=2 * units.fs, temperature_K=300, friction=0.01 / units.fs)
    recorder = XanesRecorder(atoms, absorber="Ag")
    dynamics.attach(recorder, interval=10)
    dynamics.run(1000)
    recorder.mean().plot()
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from ase import Atoms
from ase.calculators.calculator import Calculator, all_changes

from xanes.absorbers import Absorber
from xanes.errors import InvalidInputError
from xanes.recorder import XanesRecorder
from xanes.session import load
from xanes.spectrum import Spectrum

__all__ = ["Xanes", "XanesRecorder"]


class Xanes(Calculator):
    """An ASE calculator for spectra.

    Args:
        absorber: As in :meth:`xanes.Session.spectrum`.
        tag: The absorbers are the atoms with this tag, in place of ``absorber``.
        average: Whether to give the mean over the absorbers, mu [m], in place of mu [n, m].
        model: A model's name or folder; the default model where it is left out.
        ignore: Symbols of elements whose atoms are left out, as in :meth:`xanes.Session.spectrum`.
        substitute: Symbols of elements whose atoms are taken as others, as there.
        backend: ``auto``, ``native`` or ``pythonnet``.
    """

    implemented_properties: ClassVar[list[str]] = ["xanes"]
    default_parameters: ClassVar[dict[str, Any]] = {
        "absorber": None,
        "tag": None,
        "average": False,
        "model": None,
        "ignore": None,
        "substitute": None,
        "backend": "auto",
    }
    ignored_changes: ClassVar[set[str]] = {"initial_charges", "initial_magmoms"}
    discard_results_on_any_change = True

    def __init__(self, **parameters: Any) -> None:
        """Takes the parameters above."""
        self._attached: weakref.ref[Atoms] | None = None
        self._chosen: Absorber = None
        super().__init__(**parameters)

    def set(self, **parameters: Any) -> dict[str, Any]:
        """Changes parameters; what was computed is discarded."""
        unknown = sorted(set(parameters) - set(self.default_parameters))
        if unknown:
            raise InvalidInputError(f"parameter '{unknown[0]}' is unknown; use {', '.join(self.default_parameters)}")
        return super().set(**parameters)

    def set_atoms(self, atoms: Atoms) -> None:
        """Remembers the atoms whose calculator this is; ASE calls it on ``atoms.calc = ...``."""
        self._attached = weakref.ref(atoms)

    def get_property(self, name: str, atoms: Atoms | None = None, allow_calculation: bool = True) -> Spectrum | None:
        """A property of the atoms, of those that this is the calculator of where none are given."""
        if atoms is None and self._attached is not None:
            atoms = self._attached()
        return super().get_property(name, atoms, allow_calculation)

    def check_state(self, atoms: Atoms, tol: float = 1e-15) -> list[str]:
        """What changed since the last calculation; ``absorber`` where other atoms are selected now."""
        changes = super().check_state(atoms, tol=tol)
        chosen = self._selection(atoms)
        return changes if _same(chosen, self._chosen) else [*changes, "absorber"]

    def calculate(
        self, atoms: Atoms | None = None, properties: Sequence[str] = ("xanes",), system_changes: Sequence[str] = tuple(all_changes)
    ) -> None:
        """Computes the spectrum."""
        super().calculate(atoms, properties, system_changes)
        if self.atoms is None:
            raise InvalidInputError("the calculator has no atoms; set atoms.calc to it, or give it atoms")
        given = self.parameters
        self._chosen = self._selection(self.atoms)
        if given["tag"] is not None and np.asarray(self._chosen).size == 0:
            raise InvalidInputError(f"no absorber: no atom has the tag {given['tag']}; set it with atoms.set_tags")
        options = {name: given[name] for name in ("average", "model", "ignore", "substitute")}
        self.results["xanes"] = load(given["backend"]).spectrum(self.atoms, self._chosen, **options)

    def _selection(self, atoms: Atoms) -> Absorber:
        """The absorbers by parameter, else by what the atoms themselves name."""
        if self.parameters["tag"] is not None:
            return np.flatnonzero(atoms.get_tags() == self.parameters["tag"])
        if self.parameters["absorber"] is not None:
            return self.parameters["absorber"]
        return atoms.info.get("absorber")


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and np.array_equal(one, other)
