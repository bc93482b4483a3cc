"""The committed references are what ASE gives today."""

from __future__ import annotations

import json

import ase_reference
import numpy as np
import pytest


def test_periodic_cells_come_from_their_seed() -> None:
    assert ase_reference.PERIODIC_CELLS.read_text() == ase_reference.periodic_cells()


def test_every_structure_file_has_a_reference() -> None:
    committed = json.loads(ase_reference.REFERENCE.read_text())
    assert list(committed) == [path.name for path in ase_reference.structure_files()]


@pytest.mark.parametrize("path", ase_reference.structure_files(), ids=lambda path: path.name)
def test_ase_reads_what_the_reference_says(path: ase_reference.Path) -> None:
    committed = json.loads(ase_reference.REFERENCE.read_text())[path.name]
    frames = ase_reference.read_frames(path)
    assert len(frames) == len(committed)
    for atoms, frame in zip(frames, committed, strict=True):
        assert atoms.numbers.tolist() == frame["atomic_numbers"]
        assert atoms.pbc.tolist() == frame["pbc"]
        assert atoms.info.get("absorber") == frame["absorber"]
        np.testing.assert_allclose(atoms.positions, frame["positions"], atol=1e-8)
        np.testing.assert_allclose(np.array(atoms.cell), frame["cell"], atol=1e-8)


def test_ase_finds_the_neighbours_that_the_reference_says() -> None:
    committed = json.loads(ase_reference.NEIGHBOURS.read_text())
    today = ase_reference.neighbours()
    assert len(committed) == len(today) >= 20
    for expected, found in zip(committed, today, strict=True):
        assert found["atomic_numbers"] == expected["atomic_numbers"], expected["id"]
        np.testing.assert_allclose(found["distances"], expected["distances"], atol=1e-8)


def test_no_neighbour_lies_at_the_cutoff_where_rounding_would_decide() -> None:
    below = ase_reference.neighbours(ase_reference.CUTOFF - 1e-6)
    above = ase_reference.neighbours(ase_reference.CUTOFF + 1e-6)
    for within, beyond in zip(below, above, strict=True):
        assert len(within["distances"]) == len(beyond["distances"]), within["id"]
