"""Mixtures and principal components in Python, against SciPy and NumPy."""

from __future__ import annotations

import numpy as np
import pytest
import xanes
from conftest import DATA
from numpy.typing import NDArray
from python_sessions import both_backends
from scipy.interpolate import PchipInterpolator
from scipy.optimize import nnls

PROJECT = DATA / "measured" / "ag.prj"
ENERGY = np.linspace(25480.0, 25600.0, 241)


def standard(place: float, width: float, line: float) -> NDArray[np.float64]:
    """An edge with a line above it."""
    step = 0.5 + np.arctan((ENERGY - 25514.0 - place) / width) / np.pi
    return np.asarray(step + line * np.exp(-0.5 * ((ENERGY - 25522.0 - place) / 4.0) ** 2))


STANDARDS = {
    "metal": standard(0.0, 3.0, 0.0),
    "oxide": standard(1.5, 3.5, 0.4),
    "chloride": standard(0.7, 2.5, 0.2),
    "other": standard(-1.0, 5.0, 0.6),
}


@both_backends
def test_a_mixture_comes_back_with_the_fractions_of_scipy(x: xanes.Session) -> None:
    noise = np.random.default_rng(1).normal(0.0, 0.002, ENERGY.size)
    sample = 0.3 * STANDARDS["metal"] + 0.7 * STANDARDS["oxide"] + noise

    mixtures = x.mixture((ENERGY, sample), {name: (ENERGY, mu) for name, mu in STANDARDS.items()}, components=2)

    assert set(mixtures.best.fractions) == {"metal", "oxide"}
    assert mixtures.tried == len(STANDARDS) + len(STANDARDS) * (len(STANDARDS) - 1) // 2
    solution, residual = nnls(np.column_stack([STANDARDS["metal"], STANDARDS["oxide"]]), sample)
    assert [mixtures.best.fractions[name] for name in ("metal", "oxide")] == pytest.approx(solution, abs=1e-9)
    assert mixtures.best.r_factor == pytest.approx(residual**2 / np.sum(sample**2), rel=1e-6)
    assert sum(one.probability for one in mixtures) == pytest.approx(1.0)
    assert mixtures.best.f_test is not None
    assert mixtures.best.f_test < 1e-6
    np.testing.assert_allclose(mixtures.fitted, np.column_stack([STANDARDS["metal"], STANDARDS["oxide"]]) @ solution, atol=1e-9)
    assert mixtures.to_dataframe().loc[0, "oxide"] == mixtures.best.fractions["oxide"]


@both_backends
def test_fractions_that_add_up_and_a_shift_are_found(x: xanes.Session) -> None:
    curve = PchipInterpolator(ENERGY, 0.4 * STANDARDS["metal"] + 0.6 * STANDARDS["chloride"])
    inner = ENERGY[10:-10]

    mixtures = x.mixture(
        (inner, curve(inner - 0.8)), {name: (ENERGY, mu) for name, mu in STANDARDS.items()}, sum_to_one=True, max_shift=1.0
    )

    assert mixtures.best.shift == pytest.approx(0.8)
    assert mixtures.best.fractions == pytest.approx({"metal": 0.4, "chloride": 0.6}, abs=2e-3)


def test_a_measured_standard_is_found_among_the_others_of_a_project(x: xanes.Session) -> None:
    records = [one.spectrum for one in x.measured_records(PROJECT) if one.spectrum is not None]
    silver = {one.label: one for one in records if one.label.startswith("Ag")}
    sample = silver.pop("Ag oxide").normalise()

    mixtures = x.mixture(sample, silver | {"itself": sample}, components=1)

    assert list(mixtures.best.fractions) == ["itself"]
    assert mixtures.best.fractions["itself"] == pytest.approx(1.0)
    assert mixtures.photon_energy[0] >= sample.e0 - 20.0
    assert mixtures.photon_energy[-1] <= sample.e0 + 60.0


def test_predicted_spectra_are_candidates(x: xanes.Session) -> None:
    from ase.io import read

    predicted = x.spectrum(read(DATA / "structures" / "ago.cif"), absorber="Ag", average=True, model="ag-k-fast")
    mixtures = x.mixture(
        predicted, {"AgO": predicted, "curve": (predicted.photon_energy, np.linspace(0.0, 1.0, predicted.mu.size))}, components=1
    )
    assert mixtures.best.fractions == pytest.approx({"AgO": 1.0})


@both_backends
def test_components_are_those_of_numpys_singular_values(x: xanes.Session) -> None:
    generator = np.random.default_rng(3)
    shares = generator.uniform(0.1, 0.9, 8)
    series = np.array([share * STANDARDS["metal"] + (1.0 - share) * STANDARDS["oxide"] for share in shares])
    series += generator.normal(0.0, 1e-3, series.shape)

    found = x.components({f"scan {number}": (ENERGY, mu) for number, mu in enumerate(series)})

    left, values, right = np.linalg.svd(series, full_matrices=False)
    np.testing.assert_allclose(found.eigenvalues, values**2, rtol=1e-8)
    np.testing.assert_allclose(np.abs(np.sum(found.components[:2] * right[:2], axis=1)), 1.0, atol=1e-8)
    np.testing.assert_allclose(np.abs(found.scores[:, 0]), np.abs(left[:, 0] * values[0]), atol=1e-8)
    assert found.suggested_by_indicator == 2
    np.testing.assert_allclose(found.reconstructed(8), series, atol=1e-10)
    freedom = np.array([series.shape[1] * (8 - count) for count in range(1, 8)])
    tail = np.array([np.sum(values[count:] ** 2) for count in range(1, 8)])
    np.testing.assert_allclose(found.real_error, np.sqrt(tail / freedom), rtol=1e-6)


def test_both_backends_give_the_same_mixtures() -> None:
    pytest.importorskip("pythonnet")
    sample = (ENERGY, 0.5 * STANDARDS["metal"] + 0.5 * STANDARDS["chloride"])
    candidates = {name: (ENERGY, mu) for name, mu in STANDARDS.items()}
    native, pythonnet = (xanes.load(name).mixture(sample, candidates) for name in ("native", "pythonnet"))
    assert native.mixtures == pythonnet.mixtures


def test_faults_name_the_spectrum(x: xanes.Session) -> None:
    sample = (ENERGY, STANDARDS["metal"])
    with pytest.raises(xanes.InvalidInputError, match=r"^short: "):
        x.mixture(sample, {"short": (ENERGY, STANDARDS["oxide"][:5])})
    with pytest.raises(xanes.InvalidInputError, match="0 candidates were given; 1 to 30 can be tried"):
        x.mixture(sample, {})
    with pytest.raises(xanes.InvalidInputError, match="1 to 4 components"):
        x.mixture(sample, {"oxide": (ENERGY, STANDARDS["oxide"])}, components=9)
    with pytest.raises(xanes.InvalidInputError, match="a measured spectrum is a pair"):
        x.components([3.0])


def test_pictures_are_drawn(x: xanes.Session) -> None:
    pytest.importorskip("matplotlib")
    candidates = {name: (ENERGY, mu) for name, mu in STANDARDS.items()}
    assert len(x.mixture((ENERGY, STANDARDS["metal"]), candidates).plot().lines) == 3
    assert x.components(candidates).plot().get_yscale() == "log"
