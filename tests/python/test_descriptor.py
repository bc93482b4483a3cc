"""The command's descriptors against the NumPy reference, to the last count."""

from __future__ import annotations

from pathlib import Path

import descriptor_reference as reference
import numpy as np
import pytest
from conftest import run_xanes

STRUCTURES = 240

SPEC = """kind: pair-rdf
elements: [O, Si, Ag]
r_min: {r_min}
r_max: 5.0
radial_bin: {radial_bin}
pair_bin: {pair_bin}
sigma: {sigma}
weight: {weight}
taper: {taper}
"""


@pytest.fixture(scope="module")
def structures() -> list[tuple]:
    rng = np.random.default_rng(20261123)
    return [reference.random_structure(rng) for _ in range(STRUCTURES)]


@pytest.fixture(scope="module")
def structure_file(structures: list[tuple], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("descriptor") / "random.extxyz"
    path.write_text("".join(reference.to_extxyz(*structure) for structure in structures))
    return path


def described(structure_file: Path, folder: Path, **parameters: object) -> np.ndarray:
    values = {
        "r_min": 0.0,
        "radial_bin": 0.05,
        "pair_bin": 0.1,
        "sigma": 0.0,
        "weight": "none",
        "taper": 0.0,
    } | parameters
    spec = folder / "spec.yaml"
    spec.write_text(SPEC.format(**values))
    output = folder / "descriptors.npy"
    run_xanes("describe", structure_file, "--absorber", "0", "--spec", spec, "-o", output)
    return np.load(output)


def test_random_structures_are_both_isolated_and_periodic_in_one_two_and_three_directions(
    structures: list[tuple],
) -> None:
    kinds = [sum(periodic) for _, _, _, periodic in structures]
    assert min(kinds.count(k) for k in range(4)) >= 15


def test_counts_equal_those_of_numpy_to_the_last_one(structures: list[tuple], structure_file: Path, tmp_path: Path) -> None:
    rows = described(structure_file, tmp_path)
    assert rows.shape == (STRUCTURES, 900)
    expected = np.array([reference.describe(*structure, 0) for structure in structures])
    assert expected.sum() > 10_000
    np.testing.assert_array_equal(rows, expected)


def test_counts_with_a_minimum_radius_and_fine_bins_equal_those_of_numpy(
    structures: list[tuple], structure_file: Path, tmp_path: Path
) -> None:
    rows = described(structure_file, tmp_path, r_min=1.5, radial_bin=0.005, pair_bin=0.0025)
    expected = [reference.describe(*structure, 0, r_min=1.5, radial_bin=0.005, pair_bin=0.0025) for structure in structures]
    np.testing.assert_array_equal(rows, np.array(expected))


@pytest.mark.parametrize(
    ("sigma", "inverse_distance", "taper"),
    [
        (0.3, False, 0.0),
        (0.3, True, 0.0),
        (0.3, True, 1.0),
        (0.05, False, 0.5),
        (0.01, True, 0.0),
        (1.0, False, 0.0),
        (0.0, True, 0.7),
    ],
)
def test_spread_and_weighted_counts_are_within_1e_5_of_the_exact_integrals(
    structures: list[tuple], structure_file: Path, tmp_path: Path, sigma: float, inverse_distance: bool, taper: float
) -> None:
    rows = described(structure_file, tmp_path, sigma=sigma, weight="inverse-distance" if inverse_distance else "none", taper=taper)
    expected = [
        reference.describe(*structure, 0, sigma=sigma, inverse_distance=inverse_distance, taper=taper) for structure in structures[:120]
    ]
    np.testing.assert_allclose(rows[:120], np.array(expected), rtol=2e-7, atol=5e-6)
