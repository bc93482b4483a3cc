"""What a report leaves out and what it does not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
from xanes.train.report.findings import Findings
from xanes.train.report.learning_curve import affordable
from xanes.train.report.text import errors_table
from xanes.train.structures import Structure


def test_the_best_family_has_a_learning_curve_whatever_its_fits_cost_and_costly_others_have_none() -> None:
    families = [{"name": name, "fit_seconds": seconds} for name, seconds in (("slow", 500.0), ("quick", 2.0), ("slower", 900.0))]

    assert [family["name"] for family in affordable(families, "slow")] == ["slow", "quick"]
    assert [family["name"] for family in affordable(families, "quick")] == ["quick"]


def test_neighbours_are_told_by_their_distance_to_the_absorber() -> None:
    positions = np.array([[3.0, 0.0, 0.0], [1.0, 0.0, 0.0], [1.0, 2.5, 0.0]])
    structure = Structure("7", None, 1, ("Si", "Ag", "O"), positions)

    assert structure.describe() == "Si 2.00, O 2.50"


def test_one_test_spectrum_is_its_own_mean_so_that_a_dash_stands_beside_its_error() -> None:
    one = {"set": "cuts", "count": 1, "mse": 3e-4, "median": 3e-4, "mean_predictor": 0.0, "r2": 0.0}
    five = one | {"set": "random", "count": 5, "mean_predictor": 2e-2, "r2": 0.985}
    family = {"name": "ridge", "hyper_parameters": {}, "training": [], "validation": [], "test": [one, five]}

    rows = errors_table(cast(Findings, SimpleNamespace(families=[family]))).splitlines()

    assert rows[2].split("|")[-5:-1] == [" 3.00 ", " 3.00 ", " - ", " - "]
    assert rows[3].split("|")[-5:-1] == [" 3.00 ", " 3.00 ", " 200.00 ", " 0.985 "]
