"""pymatgen: ``Structure`` and ``Molecule`` in, ``XAS`` out.

    x = xanes.load()
    spectra = x.spectrum(structure)                 # every absorber of the model's element
    x.spectrum(structure, average=True).to_pymatgen()

Sites with a true site property ``absorber`` are the absorbers where none are named in the call:
``structure.add_site_property("absorber", [True, False, ...])``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xanes.arrays import AtomArrays
from xanes.checks import reals, whole_numbers
from xanes.elements import SYMBOLS
from xanes.errors import InvalidInputError, XanesError

if TYPE_CHECKING:
    from pymatgen.analysis.xas.spectrum import XAS
    from pymatgen.core import IMolecule, IStructure, Molecule, Structure

    from xanes.spectrum import Spectrum


def to_arrays(structure: IStructure | IMolecule) -> AtomArrays:
    """The arrays of a structure (periodic along its lattice's ``pbc``) or a molecule.

    Raises:
        InvalidInputError: A site is disordered: it holds several species, or one in part.
    """
    for number, site in enumerate(structure):
        if not site.is_ordered:
            raise InvalidInputError(
                f"site {number} is disordered ({site.species_string}); make the structure ordered, for one by "
                "pymatgen's OrderDisorderedStructureTransformation"
            )
    numbers = whole_numbers("numbers", [site.specie.Z for site in structure], dtype=np.int32)
    positions = reals("positions", structure.cart_coords, (len(numbers), 3))
    lattice = getattr(structure, "lattice", None)
    if lattice is None:
        return AtomArrays(numbers, positions)
    return AtomArrays(numbers, positions, np.array(lattice.matrix, dtype=np.float64, order="C"), np.array(lattice.pbc, dtype=np.bool_))


def marked_absorbers(structure: IStructure | IMolecule) -> list[int] | None:
    """The sites whose property ``absorber`` is true, or None where there is none."""
    return [number for number, site in enumerate(structure) if site.properties.get("absorber")] or None


def from_arrays(arrays: AtomArrays) -> Structure | Molecule:
    """A pymatgen ``Structure`` of a structure with a cell, else a ``Molecule``."""
    from pymatgen.core import Lattice, Molecule, Structure

    species = [SYMBOLS[number - 1] for number in arrays.numbers]
    if arrays.cell is None or arrays.periodic is None:
        return Molecule(species, arrays.positions)
    lattice = Lattice(arrays.cell, pbc=tuple(arrays.periodic.tolist()))
    return Structure(lattice, species, arrays.positions, coords_are_cartesian=True)


def to_xas(spectrum: Spectrum) -> XAS | list[XAS]:
    """A spectrum as pymatgen's ``XAS``, on the photon-energy axis; one for each absorber where there are several.

    The mean over absorbers has no ``absorbing_index``, which pymatgen reads as weighted over the sites.
    """
    try:
        from pymatgen.analysis.xas.spectrum import XAS
    except ImportError as fault:
        raise XanesError("pymatgen is not installed; install it with 'pip install xanes[pymatgen]'") from fault

    structure = from_arrays(spectrum.structure)
    single = spectrum.mu.ndim == 1
    index = spectrum.absorbers[0] if single and len(spectrum.absorbers) == 1 else None
    made = [
        XAS(
            spectrum.photon_energy,
            np.asarray(mu, dtype=np.float64),
            structure,
            spectrum.model.absorber,
            edge=spectrum.model.edge,
            spectrum_type="XANES",
            absorbing_index=index if single else spectrum.absorbers[row],
        )
        for row, mu in enumerate(np.atleast_2d(spectrum.mu))
    ]
    return made[0] if single else made
