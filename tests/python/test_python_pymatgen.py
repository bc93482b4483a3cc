"""pymatgen objects in, pymatgen objects out."""

from __future__ import annotations

import numpy as np
import pytest
import xanes
from ase.io import read
from conftest import DATA
from pymatgen.analysis.xas.spectrum import XAS
from pymatgen.core import Lattice, Molecule, Structure
from python_sessions import both_backends


@pytest.fixture
def oxide() -> Structure:
    """Ag2O, cuprite structure, a = 4.73 Å: four Ag and two O."""
    return Structure.from_spacegroup("Pn-3m", Lattice.cubic(4.73), ["Ag", "O"], [[0.25, 0.25, 0.25], [0, 0, 0]])


@both_backends
def test_all_silver_sites_of_silver_oxide_have_one_spectrum(x: xanes.Session, oxide: Structure) -> None:
    spectra = x.spectrum(oxide)
    assert [oxide[index].specie.symbol for index in spectra.absorbers] == ["Ag"] * 4
    np.testing.assert_allclose(spectra.mu, np.tile(spectra.mu[0], (4, 1)), atol=1e-5)
    by_ase = x.spectrum(read(DATA / "structures" / "ag2o.cif"), "Ag", average=True)
    np.testing.assert_allclose(x.spectrum(oxide, average=True).mu, by_ase.mu, atol=1e-5)


def test_a_structure_and_the_same_atoms_of_ase_have_one_descriptor(x: xanes.Session, oxide: Structure) -> None:
    from pymatgen.io.ase import AseAtomsAdaptor

    np.testing.assert_array_equal(x.describe(oxide, "O"), x.describe(AseAtomsAdaptor.get_atoms(oxide), "O"))


def test_a_molecule_and_a_slab_repeat_where_they_should(x: xanes.Session) -> None:
    molecule = Molecule(["Ag", "O"], [[0, 0, 0], [2.12, 0, 0]])
    assert x.describe(molecule, 0).sum() == 1
    chain = Structure(Lattice(np.diag([4.0, 4.5, 9.0]), pbc=(True, False, False)), ["Ag"], [[0, 0, 0]])
    assert x.describe(chain, 0)[:300].sum() == 2


def test_sites_marked_by_a_property_are_the_absorbers(x: xanes.Session, oxide: Structure) -> None:
    silver = [index for index, site in enumerate(oxide) if site.specie.symbol == "Ag"]
    oxide.add_site_property("absorber", [index in silver[1:3] for index in range(len(oxide))])
    assert x.spectrum(oxide).absorbers == tuple(silver[1:3])
    assert x.spectrum(oxide, absorber=silver[0]).absorbers == (silver[0],)


def test_a_disordered_structure_is_refused_with_the_site(x: xanes.Session) -> None:
    alloy = Structure(Lattice.cubic(4.0), ["Ag", {"Ag": 0.5, "Au": 0.5}], [[0, 0, 0], [0.5, 0.5, 0.5]])
    with pytest.raises(xanes.InvalidInputError, match=r"site 1 is disordered \(Ag:0\.5.* make the structure ordered"):
        x.spectrum(alloy)
    vacancies = Structure(Lattice.cubic(4.0), [{"Ag": 0.9}], [[0, 0, 0]])
    with pytest.raises(xanes.InvalidInputError, match="structure 1: site 0 is disordered"):
        x.describe([Molecule(["Ag"], [[0, 0, 0]]), vacancies], 0)


def test_spectra_become_xas_objects_on_the_photon_energy_axis(x: xanes.Session, oxide: Structure) -> None:
    mean = x.spectrum(oxide, average=True)
    xas = mean.to_pymatgen()
    assert isinstance(xas, XAS)
    np.testing.assert_allclose(xas.x, 25514.0 - 3.1 + mean.energy)
    np.testing.assert_allclose(xas.y, mean.mu)
    assert (str(xas.absorbing_element), xas.edge, xas.spectrum_type, xas.absorbing_index) == ("Ag", "K", "XANES", None)
    assert xas.structure.matches(oxide)

    each = x.spectrum(oxide)
    assert [one.absorbing_index for one in each.to_pymatgen()] == list(each.absorbers)
    np.testing.assert_allclose(each.to_pymatgen()[2].y, each.mu[2])
    assert each[1].to_pymatgen().absorbing_index == each.absorbers[1]
    assert isinstance(x.spectrum(Molecule(["Ag", "O"], [[0, 0, 0], [2.1, 0, 0]]), 0).to_pymatgen().structure, Molecule)
