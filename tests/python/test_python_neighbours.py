"""``ignore`` and ``substitute``: structures with elements that a model does not know, beside the same structures changed by ASE."""

from __future__ import annotations

import copy
import json
import pickle
import re
from pathlib import Path

import numpy as np
import pytest
import xanes
from ase import Atoms
from ase.io import write
from conftest import REPOSITORY, run_xanes
from python_sessions import both_backends
from xanes.ase import Xanes, XanesRecorder

MODEL = "ag-k-fast"
MEASURED = f"{REPOSITORY / 'models' / 'measured' / 'ag.prj'}:Ag oxide"
CHANGES = {"ignore": ["Li", "Mg"], "substitute": {"Ga": "Si"}}


def framework(seed: int) -> Atoms:
    """A periodic structure of Ag (atoms 3 and 40), Li, O, Mg, Ga and Si on a rattled grid."""
    random = np.random.default_rng(seed)
    grid = 2.5 * np.stack(np.meshgrid(*[np.arange(4.0)] * 3), axis=-1).reshape(-1, 3)
    symbols = random.choice(["Li", "O", "O", "Mg", "Ga", "Si"], len(grid))
    symbols[[3, 40]] = "Ag"
    return Atoms(list(symbols), grid + random.uniform(-0.2, 0.2, grid.shape), cell=[10.0, 10.0, 10.0], pbc=True)


def by_hand(atoms: Atoms) -> Atoms:
    """The same without Li and Mg and with Si for Ga."""
    changed = atoms[[atom.index for atom in atoms if atom.symbol not in ("Li", "Mg")]]
    changed.symbols[changed.symbols == "Ga"] = "Si"
    return changed


@both_backends
def test_a_spectrum_is_bit_for_bit_that_of_the_structure_changed_by_ase(x: xanes.Session) -> None:
    atoms = framework(1)
    changed = by_hand(atoms)

    every = x.spectrum(atoms, "Ag", model=MODEL, **CHANGES)
    expected = x.spectrum(changed, "Ag", model=MODEL)
    one = x.spectrum(atoms, 40, model=MODEL, **CHANGES)

    np.testing.assert_array_equal(every.mu, expected.mu)
    np.testing.assert_array_equal(every.sigma, expected.sigma)
    second = int(np.flatnonzero(changed.symbols == "Ag")[1])
    np.testing.assert_array_equal(one.mu, x.spectrum(changed, second, model=MODEL).mu)
    assert (every.absorbers, one.absorbers) == ((3, 40), (40,))
    assert [domain.distance for domain in every.domains] == [domain.distance for domain in expected.domains]
    np.testing.assert_array_equal(every.structure.numbers, atoms.numbers)


@both_backends
def test_a_list_is_changed_and_counted_structure_by_structure(x: xanes.Session) -> None:
    structures = [framework(2), by_hand(framework(3)), framework(4)]

    spectra = x.spectrum(structures, average=True, model=MODEL, resolution=2.0, **CHANGES)
    expected = x.spectrum([by_hand(atoms) for atoms in structures], average=True, model=MODEL, resolution=2.0)

    for atoms, found, plain in zip(structures, spectra, expected, strict=True):
        np.testing.assert_array_equal(found.mu, plain.mu)
        counts = {symbol: int((atoms.symbols == symbol).sum()) for symbol in ("Li", "Mg", "Ga")}
        assert found.ignored == {symbol: counts[symbol] for symbol in ("Li", "Mg") if counts[symbol]}
        assert found.substituted == ({"Ga": counts["Ga"]} if counts["Ga"] else {})
        words = f"; {counts['Li']} Li ignored, {counts['Mg']} Mg ignored, {counts['Ga']} Ga taken as Si" if counts["Li"] else ""
        assert found.domain.reason == plain.domain.reason + words
        assert (plain.ignored, plain.substituted) == ({}, {})
    assert pickle.loads(pickle.dumps(spectra[0])).ignored == copy.deepcopy(spectra[0]).ignored == spectra[0].ignored


def test_both_backends_and_the_command_give_the_same(tmp_path: Path) -> None:
    atoms = framework(5)
    native, managed = (xanes.load(backend).spectrum(atoms, "Ag", model=MODEL, **CHANGES) for backend in ("native", "pythonnet"))

    write(tmp_path / "framework.extxyz", atoms, columns=["symbols", "positions"])
    options = ("--ignore", "Li,Mg", "--substitute", "Ga=Si", "--model", MODEL)
    run_xanes("predict", tmp_path / "framework.extxyz", *options, "-o", tmp_path / "s.json")
    rows = json.loads((tmp_path / "s.json").read_text())["rows"]

    np.testing.assert_array_equal(native.mu, managed.mu)
    assert native.domain.reason == managed.domain.reason
    assert [row["absorber"] for row in rows] == [3, 40]
    np.testing.assert_allclose([row["mu"] for row in rows], native.mu, atol=1e-5)  # the file has its positions rounded
    assert all((row["ignored"], row["substituted"]) == (native.ignored, native.substituted) for row in rows)


@both_backends
def test_a_comparison_ranks_the_changed_structures(x: xanes.Session) -> None:
    structures = [framework(seed) for seed in (6, 7, 8)]

    found = x.compare(MEASURED, iter(structures), model=MODEL, **CHANGES)
    expected = x.compare(MEASURED, [by_hand(atoms) for atoms in structures], model=MODEL)

    assert [one.agreement for one in found.best] == [one.agreement for one in expected.best]
    assert [one.place for one in found.best] == [one.place for one in expected.best]
    assert found[0].spectrum.ignored["Li"] == int((structures[found[0].place].symbols == "Li").sum())


def test_calculator_and_recorder_take_the_changes() -> None:
    atoms = framework(9)
    expected = xanes.load("native").spectrum(by_hand(atoms), "Ag", average=True, model=MODEL)

    atoms.calc = Xanes(absorber="Ag", average=True, model=MODEL, backend="native", **CHANGES)
    recorder = XanesRecorder(absorber="Ag", model=MODEL, session=xanes.load("native"), **CHANGES).add([atoms, atoms])

    np.testing.assert_array_equal(atoms.calc.get_property("xanes").mu, expected.mu)
    np.testing.assert_array_equal(recorder.mean().mu, expected.mu)
    assert recorder.mean().ignored == atoms.calc.get_property("xanes").ignored
    atoms.calc.set(ignore=None)
    with pytest.raises(xanes.InvalidInputError, match="does not know"):
        atoms.calc.get_property("xanes")


@both_backends
def test_an_unknown_element_is_told_with_the_arguments_that_help(x: xanes.Session) -> None:
    atoms = Atoms("AgOLi", [[0.0, 0.0, 0.0], [2.1, 0.0, 0.0], [0.0, 1.7, 0.0]])
    words = (
        "atom 2 (Li), 1.7 Å from the absorber, is of an element that model ag-k-fast does not know "
        "(H, C, N, O, F, Na, Al, Si, P, S, Cl, K, Ca, Ti, Cu, Zn, Br, Pd, Ag, I, Ce, Au); leave such atoms out "
        "with ignore=['Li'], take them as one of these with substitute={'Li': ...}, or choose another model with model="
    )

    with pytest.raises(xanes.InvalidInputError, match=f"^{re.escape(words)}$"):
        x.spectrum(atoms, 0, model=MODEL)
    with pytest.raises(xanes.InvalidInputError, match=f"^structure 1: {re.escape(words)}$"):
        x.spectrum([atoms[:2], atoms], model=MODEL)
    assert x.spectrum(atoms, 0, model=MODEL, ignore="Li").ignored == {"Li": 1}


@both_backends
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"ignore": ["Xx"]}, "^ignore: 'Xx' is not an element; use a symbol"),
        ({"substitute": {"Al": "Q"}}, "^substitute: 'Q' is not an element; use a symbol"),
        ({"ignore": [1]}, "^ignore= takes symbols of elements, such as 'H', not 1$"),
        ({"ignore": 1}, r"^ignore= takes symbols of elements, such as \['H', 'Na'\]$"),
        ({"substitute": ["Al"]}, "^substitute= takes a mapping from symbol to symbol, such as {'Al': 'Si'}$"),
        ({"ignore": ["Al"], "substitute": {"Al": "Si"}}, "^substitute: Al is ignored as well; name it once$"),
        ({"ignore": ["Ag"]}, "^ignore: Ag is the absorber of model ag-k-fast"),
        ({"substitute": {"Al": "Si", "AL": "O"}}, "^substitute: Al is substituted twice; name it once$"),
        (
            {"substitute": {"Ga": "Ge"}},
            "^substitute: Ga is to be taken as Ge, which model ag-k-fast does not know either; name one of H, C, N, O, .*Ce, Au$",
        ),
    ],
)
def test_changes_that_cannot_be_are_refused(x: xanes.Session, options: dict[str, object], words: str) -> None:
    with pytest.raises(xanes.InvalidInputError, match=words):
        x.spectrum(framework(1), "Ag", model=MODEL, **options)


@both_backends
def test_an_ignored_element_is_no_absorber_that_a_model_is_chosen_for(x: xanes.Session) -> None:
    alloy = Atoms("AgCu", [[0.0, 0.0, 0.0], [2.7, 0.0, 0.0]])

    with pytest.raises(xanes.InvalidInputError, match="there is a model for each"):
        x.spectrum(alloy)
    assert x.spectrum(alloy, ignore=["Cu"]).model.absorber == "Ag"
