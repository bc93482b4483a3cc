"""Measured spectra in Python: reading, normalising, alignment, arrays and Larch groups."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest
import xanes
from conftest import DATA
from python_sessions import both_backends

PROJECT = DATA / "measured" / "ag.prj"
LARCH = json.loads((DATA / "measured" / "larch.json").read_text())


@both_backends
@pytest.mark.parametrize("recorded", LARCH[:6] + LARCH[-6:], ids=lambda record: f"{record['spectrum']} {record['options']}")
def test_spectra_are_normalised_as_larch_does(x: xanes.Session, recorded: dict) -> None:
    normalised = x.measured(DATA / "measured" / recorded["spectrum"]).normalise(**recorded["options"])

    assert normalised.e0 == pytest.approx(recorded["e0"], abs=1e-9)
    assert normalised.edge_step == pytest.approx(recorded["edge_step"], rel=1e-6)
    assert normalised.used["pre1"] == pytest.approx(recorded["pre1"])
    assert normalised.used["nnorm"] == recorded["nnorm"]
    np.testing.assert_allclose(normalised.norm[:: recorded["every"]], recorded["norm"], atol=1e-6)
    np.testing.assert_allclose(normalised.flat[:: recorded["every"]], recorded["flat"], atol=1e-6)


@both_backends
def test_a_project_lists_its_records_and_gives_one_by_name(x: xanes.Session) -> None:
    records = x.measured_records(PROJECT)
    oxide = x.measured(f"{PROJECT}:Ag oxide")

    assert [record.label for record in records][:3] == ["Ag foil", "Ag nitrate", "Ref Ag nitrate"]
    assert all(record.fault is None for record in records)
    assert oxide.facts["Element.symbol"] == "Ag"
    reference = next(record.spectrum for record in records if record.label == "Ref Ag oxide")
    np.testing.assert_array_equal(oxide.reference, reference.mu)


@both_backends
def test_arrays_and_larch_groups_are_taken_in_any_order(x: xanes.Session) -> None:
    foil = x.measured(f"{PROJECT}:Ag foil")
    order = np.random.default_rng(0).permutation(len(foil.energy))
    group = SimpleNamespace(energy=foil.energy[order], mu=foil.mu[order], label="shuffled")

    for spectrum in (x.measured(group), x.measured((foil.energy[order], foil.mu[order]))):
        np.testing.assert_array_equal(spectrum.energy, foil.energy)
        np.testing.assert_array_equal(spectrum.mu, foil.mu)
    assert x.measured(group).label == "shuffled"
    again = foil.normalise().to_larch()
    assert again.e0 == foil.normalise().e0
    np.testing.assert_array_equal(again.mu, foil.mu)


@both_backends
def test_a_spectrum_is_aligned_by_its_reference(x: xanes.Session) -> None:
    foil, oxide = x.measured(f"{PROJECT}:Ag foil"), x.measured(f"{PROJECT}:Ag oxide")
    moved = oxide.treat(energy_shift=2.5)

    assert foil.treat(energy_shift=1.25).alignment(foil).shift == pytest.approx(-1.25, abs=2e-3)
    np.testing.assert_allclose(moved.aligned(foil).energy, oxide.aligned(foil).energy, atol=5e-3)
    assert moved.aligned(foil, "derivative").energy[0] < moved.energy[0]


@both_backends
def test_points_are_left_out_and_rebinned_on_request(x: xanes.Session) -> None:
    foil = x.measured(f"{PROJECT}:Ag foil")

    removed = foil.treat(remove=[(25600.0, 25700.0)])
    assert not ((removed.energy >= 25600.0) & (removed.energy <= 25700.0)).any()
    assert foil.treat(rebin=True).energy[1] - foil.treat(rebin=True).energy[0] == pytest.approx(5.0)
    assert len(foil.treat(deglitch=True).energy) >= len(foil.energy) - 3


@both_backends
@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda x: x.measured("no-such.xdi"), "there is no such file"),
        (lambda x: x.measured(PROJECT), "holds 21 records; name one"),
        (lambda x: x.measured(f"{PROJECT}:gold"), "has no record 'gold'"),
        (lambda x: x.measured(PROJECT, signal="light"), "'signal' is 'light'"),
        (lambda x: x.measured(([1.0, 2.0], [1.0, 2.0])), "has 2 points"),
        (lambda x: x.measured(([1.0, 2.0], [1.0])), "mu must have the shape"),
        (lambda x: x.measured(3.0), "a measured spectrum is a path"),
        (lambda x: x.measured(f"{PROJECT}:Ag foil").normalise(e0=8979.0), "is not within the spectrum"),
        (lambda x: x.measured(f"{PROJECT}:Ag foil").normalise(nnorm=9), "degree of the post-edge polynomial is 9"),
        (lambda x: x.measured(f"{PROJECT}:Ag foil").normalise(e0=float("nan")), "must be finite"),
        (lambda x: x.measured(f"{PROJECT}:Ag foil").treat(remove=[(1.0, 1e6)]), "has 0 points"),
        (lambda x: x.measured(f"{PROJECT}:Ag foil").reference_channel(), "has no reference"),
    ],
)
def test_mistakes_are_told_in_one_line(x: xanes.Session, call: object, complaint: str) -> None:
    with pytest.raises(xanes.InvalidInputError) as fault:
        call(x)  # type: ignore[operator]

    assert complaint in str(fault.value)
    assert "\n" not in str(fault.value)
