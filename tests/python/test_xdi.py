"""XDI files as the reference reader and Larch take them, from the command and from Python alike."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import xanes
import xdi_rules
from ase import Atoms
from ase.io import write
from conftest import DATA, run_xanes
from xanes.domain import Domain
from xanes.spectrum import Facts, Spectrum

CLUSTER = DATA / "agsi2o4.extxyz"


@pytest.fixture(scope="module")
def silver() -> Atoms:
    """2,000 silver atoms far from each other."""
    places = np.stack(np.meshgrid(*[np.arange(13)] * 3, indexing="ij"), -1).reshape(-1, 3)[:2000]
    return Atoms(["Ag"] * 2000, places * 3.0)


def test_a_file_of_the_command_is_one_that_both_readers_take(tmp_path: Path) -> None:
    run_xanes("predict", CLUSTER, "-o", tmp_path / "s.xdi", "-q")
    fields, columns = xdi_rules.read(tmp_path / "s.xdi")
    assert (fields["Element.symbol"], fields["Element.edge"], fields["Mono.d_spacing"]) == ("Ag", "K", "3.135600")
    assert "computed" in fields["Mono.name"]
    assert set(columns) == {"energy", "mu", "sigma"}
    printed = json.loads(run_xanes("predict", CLUSTER, "--json", "-q").stdout)
    np.testing.assert_allclose(columns["energy"], printed["photon_energy"])
    assert abs(columns["energy"][16] - float(fields["Scan.edge_energy"].split()[0])) < 10


def test_the_mean_over_2000_absorbers_names_them_all_in_lines_that_readers_have_room_for(
    x: xanes.Session, silver: Atoms, tmp_path: Path
) -> None:
    write(tmp_path / "silver.xyz", silver)
    run_xanes("predict", tmp_path / "silver.xyz", "--average", "-o", tmp_path / "command.xdi", "-q")
    x.spectrum(silver, "Ag", average=True).to_xdi(tmp_path / "python.xdi")
    for name in ("command", "python"):
        fields, _ = xdi_rules.read(tmp_path / f"{name}.xdi")
        lists = [value for key, value in fields.items() if key.split("_")[0] == "Xanes.absorber" and key != "Xanes.absorber_count"]
        assert len(lists) > 1
        assert " ".join(lists) == " ".join(map(str, range(2000)))
        assert fields["Xanes.absorber_count"] == "2000"


@pytest.mark.parametrize("name", ["a b", "ö" * 100, "a: b", "#1", "two  blanks", "x" * 200, "line\nbreak"])
def test_a_structure_of_any_name_makes_a_file_that_both_readers_take(name: str, tmp_path: Path) -> None:
    structure = tmp_path / name
    structure.write_text(CLUSTER.read_text())
    run_xanes("predict", structure, "-o", tmp_path / "s.xdi", "-q")
    fields, _ = xdi_rules.read(tmp_path / "s.xdi")
    assert fields["Sample.name"].split() == f"{name}, frame 0, atom 0".split()
    assert "".join(fields["Xanes.structure"].split()) == "".join(str(structure).split())


def spectrum_with(model: xanes.Model, **changes: object) -> Spectrum:
    """A spectrum of ones by a model with other facts."""
    facts = Facts(replace(model, **changes), xanes.AtomArrays(np.array([47]), np.zeros((1, 3))), (0,), (Domain(True, 0.5, lambda: ""),))
    return Spectrum(np.ones(len(model.energy), np.float32), None, lambda _: facts)


TEXTS = {
    "words": "word " * 999,
    "one long word": "x" * 5000,
    "letters of two bytes": "Å" * 1500,
    "two words that just miss": "a" * 999 + " " + "b" * 999,
    "a word that fits": "a" * 1000 + " b",
    "a word that does not": "a" * 1001,
    "a blank": " ",
    "other blanks": "\t\r\n",
    "other line ends": "one\u2028two\x0bthree",
}


@pytest.mark.parametrize("name", TEXTS)
def test_values_of_any_length_are_cut_into_pieces_that_make_them_up(x: xanes.Session, name: str, tmp_path: Path) -> None:
    spectrum_with(x.models["ag-k-fast"], normalisation=TEXTS[name]).to_xdi(tmp_path / "s.xdi")
    fields, _ = xdi_rules.read(tmp_path / "s.xdi")
    pieces = [value for key, value in fields.items() if key.startswith("Xanes.normalisation")]
    assert "".join("".join(pieces).split()) == "".join(TEXTS[name].split())


@pytest.mark.parametrize(
    ("edge_energy", "crystal"), [(25514.0, "Si(111)"), (2472.0, "Si(111)"), (1559.6, "multilayer"), (284.2, "multilayer")]
)
def test_the_nominal_crystal_diffracts_the_photons(x: xanes.Session, edge_energy: float, crystal: str, tmp_path: Path) -> None:
    spectrum_with(x.models["ag-k-fast"], edge_energy=edge_energy).to_xdi(tmp_path / "s.xdi")
    fields, _ = xdi_rules.read(tmp_path / "s.xdi")
    assert fields["Mono.name"].startswith(crystal)


def test_a_normalised_measured_spectrum_is_one_that_both_readers_take(tmp_path: Path) -> None:
    energy = np.arange(25400.0, 25700.0)
    step = 0.5 + np.arctan((energy - 25514.0) / 2.0) / np.pi
    odd = ["Element.symbol: Ag", "Element.edge: K", "Some-thing.odd-key: 1", "Sample.note: " + "long " * 900, "Empty.value:"]
    head = ["# XDI/1.0 Beamline/1", "# Column.1: energy eV", "# Column.2: mutrans", *(f"# {line}" for line in odd), "# ---"]
    (tmp_path / "m.xdi").write_text("\n".join([*head, *(f"{e} {mu}" for e, mu in zip(energy, step, strict=True))]) + "\n")
    for spacing, written in [("", "3.1356"), ("# Mono.d_spacing: 1.6376 A\n", "1.6376"), ("# Mono.d_spacing: Si311\n", "3.1356")]:
        (tmp_path / "given.xdi").write_text((tmp_path / "m.xdi").read_text().replace("# ---", f"{spacing}# ---"))
        run_xanes("measured", tmp_path / "given.xdi", "-o", tmp_path / "norm.xdi", "-q")
        fields, columns = xdi_rules.read(tmp_path / "norm.xdi")
        assert fields["Mono.d_spacing"] == written
        assert fields["Sample.note_2"].startswith("long")
        np.testing.assert_allclose(columns["mu"], step, atol=1e-6)


def test_the_rules_refuse_files_that_the_readers_refuse(tmp_path: Path) -> None:
    run_xanes("predict", CLUSTER, "-o", tmp_path / "s.xdi", "-q")
    sound = (tmp_path / "s.xdi").read_text()
    for old, new in [
        ("# Mono.d_spacing: 3.135600\n", ""),
        ("# Xanes.absorber: 0", "# Xanes.absorber: " + "0 " * 2000),
        ("#----------", "# ---"),
        (" mu", " normtrans"),
        ("# Xanes.frame: 0", "# Xanes.frame:"),
        ("# Sample.name", "# Sample name"),
    ]:
        assert old in sound
        (tmp_path / "faulty.xdi").write_text(sound.replace(old, new))
        with pytest.raises((AssertionError, KeyError, StopIteration)):
            xdi_rules.read(tmp_path / "faulty.xdi")
