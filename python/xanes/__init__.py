"""Xanes: the X-ray absorption near-edge spectrum of an atomic structure.

    import xanes

    x = xanes.load()
    vector = x.describe(atoms, absorber=0)
    spectrum = x.spectrum(atoms, absorber="Ag", average=True)
    spectrum.plot()
    again = x.reconstruct(vector).atoms

``atoms`` is an :class:`ase.Atoms`, a pymatgen ``Structure`` or ``Molecule``, or a list of them. Energies are in eV, positions in Å,
absorbers are 0-based indices. :mod:`xanes.ase` holds a calculator and a recorder for molecular dynamics, :mod:`xanes.pymatgen` the
ways from and to pymatgen, ``python -m xanes.train`` the trainers that ``xanes train`` calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xanes.arrays import AtomArrays
    from xanes.batch import StructureBatch, join
    from xanes.broadening import Broadening
    from xanes.comparison import ComparedStructure, Comparison
    from xanes.curve import Curve, weighted_mean
    from xanes.domain import Domain
    from xanes.errors import InvalidInputError, XanesError
    from xanes.exploration import Exploration, ExploredState, FitWatch
    from xanes.explorer import Explorer, explore
    from xanes.fit import Fit
    from xanes.measured import MeasuredRecord, MeasuredSpectrum, NormalisedSpectrum
    from xanes.mixture import Mixture, Mixtures, PrincipalComponents
    from xanes.model import Model
    from xanes.reconstruction import Reconstruction, Solution
    from xanes.session import Session, load
    from xanes.spectrum import Spectrum

__version__ = "0.1.0"

__all__ = [
    "AtomArrays",
    "Broadening",
    "ComparedStructure",
    "Comparison",
    "Curve",
    "Domain",
    "Exploration",
    "ExploredState",
    "Explorer",
    "Fit",
    "FitWatch",
    "InvalidInputError",
    "MeasuredRecord",
    "MeasuredSpectrum",
    "Mixture",
    "Mixtures",
    "Model",
    "NormalisedSpectrum",
    "PrincipalComponents",
    "Reconstruction",
    "Session",
    "Solution",
    "Spectrum",
    "StructureBatch",
    "XanesError",
    "explore",
    "join",
    "load",
    "weighted_mean",
]

_HOMES = {
    "AtomArrays": "arrays",
    "Broadening": "broadening",
    "ComparedStructure": "comparison",
    "Comparison": "comparison",
    "Curve": "curve",
    "Domain": "domain",
    "Exploration": "exploration",
    "ExploredState": "exploration",
    "Explorer": "explorer",
    "Fit": "fit",
    "FitWatch": "exploration",
    "InvalidInputError": "errors",
    "MeasuredRecord": "measured",
    "MeasuredSpectrum": "measured",
    "Mixture": "mixture",
    "Mixtures": "mixture",
    "Model": "model",
    "NormalisedSpectrum": "measured",
    "PrincipalComponents": "mixture",
    "Reconstruction": "reconstruction",
    "Session": "session",
    "Solution": "reconstruction",
    "Spectrum": "spectrum",
    "StructureBatch": "batch",
    "XanesError": "errors",
    "explore": "explorer",
    "join": "batch",
    "load": "session",
    "weighted_mean": "curve",
}


def __getattr__(name: str) -> object:
    """Imports a public name when it is first used, so that the trainers stand alone."""
    if name not in _HOMES:
        raise AttributeError(f"module 'xanes' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(f"xanes.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted({*globals(), *__all__})
