"""Cross-validation over all of the data: what a learner is asked about, it has not seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from xanes.train.folds import errors_by_folds, errors_by_groups
from xanes.train.job import Job
from xanes.train.labels import Labels

GROUPS = ["Ag", "Ag2O", None, "Ag2O", "Ag", None]
SET_OF = np.array([0, 0, 0, 1, 1, 1], dtype=np.int32)


@dataclass(frozen=True)
class Memory:
    """Answers 1 for a row that it was fitted to, else 0."""

    rows: frozenset[float]

    def predict(self, features: dict[str, NDArray]) -> NDArray[np.float32]:
        return np.array([[row in self.rows] * 2 for row in features["descriptor"][:, 0]], dtype=np.float32)


class Remembering:
    """A family whose learners show whether they have seen a row."""

    name = "remembering"

    def fit(self, settings: object, features: dict[str, NDArray], labels: Labels, seed: int) -> Memory:
        return Memory(frozenset(features["descriptor"][:, 0].tolist()))


def job() -> Job:
    rows = len(GROUPS)
    return Job(
        features={"descriptor": np.arange(rows, dtype=np.float32)[:, None]},
        labels=Labels(np.zeros((rows, 2), dtype=np.float32), np.zeros((rows, 2), dtype=np.float32)),
        split=np.zeros(rows, dtype=np.int32),
        set_of=SET_OF,
        groups=np.arange(rows, dtype=np.int32),
        sets=("one", "two"),
        families=("remembering",),
        seed=0,
    )


def test_a_group_that_is_left_out_is_left_out_of_every_set_that_has_it() -> None:
    told: list[str] = []

    rows = errors_by_groups(Remembering(), {}, job(), GROUPS, told.append)

    assert [(row["held_out"], row["set"], row["count"], row["mse"]) for row in rows] == [
        ("group Ag", "one", 1, 0.0),
        ("group Ag", "two", 1, 0.0),
        ("group Ag2O", "one", 1, 0.0),
        ("group Ag2O", "two", 1, 0.0),
    ]
    assert told[0] == "remembering: without Ag, MSE one 0.00e+00, two 0.00e+00"


def test_each_row_is_asked_about_once_and_by_a_learner_of_the_other_folds() -> None:
    rows = errors_by_folds(Remembering(), {}, job(), np.array([0, 1, 2, 0, 1, 2], dtype=np.int32), lambda _: None)

    assert [(row["set"], row["count"], row["mse"]) for row in rows] == [("one", 3, 0.0), ("two", 3, 0.0)]
