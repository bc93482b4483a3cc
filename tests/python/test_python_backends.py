"""The two backends: the same bits, no leaks, many threads, many processes."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from pathlib import Path

import descriptor_reference as reference
import numpy as np
import pytest
import xanes
from ase import Atoms
from ase.io import read
from ase.neighborlist import neighbor_list
from conftest import DATA
from python_sessions import BACKENDS, both_backends


@pytest.fixture(scope="module")
def structures() -> list[Atoms]:
    """200 random structures of O, Si and Ag, atom 0 an Ag, no two atoms within 0.6 Å; periodic ones included."""
    rng = np.random.default_rng(11)
    made = (reference.random_structure(rng) for _ in count())
    drawn = (Atoms(numbers, positions, cell=cell, pbc=periodic) for numbers, positions, cell, periodic in made)
    return list(islice((atoms for atoms in drawn if neighbor_list("d", atoms, 0.6).size == 0), 200))


@pytest.mark.parametrize("other", BACKENDS[1:])
def test_both_backends_give_the_same_bits_for_200_structures(other: str, structures: list[Atoms]) -> None:
    native, dotnet = xanes.load("native"), xanes.load(other)
    smeared = {"kind": "pair-rdf", "elements": ["O", "Si", "Ag"], "r_max": 4.6, "sigma": 0.3, "weight": "inverse-distance", "taper": 0.5}
    for spec in (None, smeared):
        np.testing.assert_array_equal(native.describe(structures, 0, spec=spec), dotnet.describe(structures, 0, spec=spec))
        one_by_one = [[session.describe(atoms, 0, spec=spec) for atoms in structures] for session in (native, dotnet)]
        np.testing.assert_array_equal(*one_by_one)
    for ours, theirs in zip(native.spectrum(structures, 0), dotnet.spectrum(structures, 0), strict=True):
        np.testing.assert_array_equal(ours.mu, theirs.mu)
        assert ours.domains == theirs.domains
    for atoms in structures:
        ours, theirs = native.spectrum(atoms, 0), dotnet.spectrum(atoms, 0)
        np.testing.assert_array_equal(ours.mu, theirs.mu)
        assert (ours.domain, ours.domain.reason) == (theirs.domain, theirs.domain.reason)


@both_backends
def test_a_hundred_thousand_calls_leak_nothing(x: xanes.Session) -> None:
    atoms = read(DATA / "agsi2o4.extxyz")
    bad = Atoms("AgO", [[0, 0, 0], [0, 0, 0.1]])

    def call(times: int) -> None:
        for _ in range(times):
            x.describe(atoms, 0)
        for _ in range(times // 50):
            x.spectrum(atoms, 0)
            x.spectrum([atoms] * 3, 0)
            with pytest.raises(xanes.InvalidInputError):
                x.describe(bad, 0)

    call(300_000)
    grown = [most := 4 * 2**20]
    while grown[-1] >= most and len(grown) <= 10:  # until the runtime's own heap has its size, which depends on the processor's caches
        before = resident_bytes()
        call(100_000)
        grown.append(resident_bytes() - before)
    assert grown[-1] < most


@both_backends
def test_four_threads_at_once_get_what_one_gets(x: xanes.Session, structures: list[Atoms]) -> None:
    vectors = [x.describe(atoms, 0) for atoms in structures]
    spectra = [x.spectrum(atoms, 0).mu for atoms in structures]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(5):
            np.testing.assert_array_equal(list(pool.map(lambda atoms: x.describe(atoms, 0), structures)), vectors)
            np.testing.assert_array_equal(list(pool.map(lambda atoms: x.spectrum(atoms, 0).mu, structures)), spectra)


def test_a_forked_child_is_told_to_be_spawned_and_does_not_hang(x: xanes.Session) -> None:
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    child = context.Process(target=describe_in_child, args=(x, answers))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    assert "start processes by 'spawn'" in answers.get()


def describe_in_child(session: xanes.Session, answers: object) -> None:
    try:
        session.describe(Atoms("Ag"), 0)
    except xanes.XanesError as fault:
        answers.put(str(fault))


def resident_bytes() -> int:
    """The memory of this process that is in RAM, after the collectors of .NET and Python had their turn."""
    import gc

    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


@pytest.mark.parametrize("name", ["ag-k-fast\0", "ag-k-\udcff"])
def test_a_model_s_name_that_c_cannot_read_is_refused_and_not_cut_short(x: xanes.Session, structures: list[Atoms], name: str) -> None:
    with pytest.raises(xanes.InvalidInputError, match=r"NUL|not valid Unicode"):
        x.spectrum(structures[0], absorber=0, model=name)


@both_backends
def test_a_spec_deep_in_itself_is_refused_and_does_not_end_the_host(x: xanes.Session, structures: list[Atoms], tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text("kind: pair-rdf\nelements: " + "[" * 100_000)
    with pytest.raises(xanes.InvalidInputError, match="more than 64 deep"):
        x.describe(structures[0], absorber=0, spec=spec)
