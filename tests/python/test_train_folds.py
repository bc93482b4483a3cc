"""Cross-validation over all of the data: what a learner is asked about, it has not seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from xanes.train.folds import errors_by_folds, errors_by_groups, parts_of_groups
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


def test_of_many_groups_a_tenth_is_left_out_at_once_and_each_once() -> None:
    few: list[str | None] = [f"crystal {number}" for number in range(12)]
    many: list[str | None] = [*(f"crystal {number}" for number in range(25)), None]

    assert parts_of_groups(few) == [[name] for name in sorted(map(str, few))]
    assert len(parts_of_groups(many)) == 10
    assert sorted(name for part in parts_of_groups(many) for name in part) == sorted(name for name in many if name)


def test_beside_a_group_stands_the_error_of_the_mean_of_all_that_was_seen() -> None:
    own = replace(
        job(), labels=Labels(np.zeros((6, 2), dtype=np.float32), np.array([[1, 1], [2, 2], [4, 4], [2, 2], [1, 1], [4, 4]], np.float32))
    )

    rows = errors_by_groups(Remembering(), {}, own, GROUPS, lambda _: None)

    assert [row["mean_of_seen"] for row in rows if row["held_out"] == "group Ag"] == [4.0, 4.0]
    assert [row["mean_of_seen"] for row in rows if row["held_out"] == "group Ag2O"] == [0.25, 0.25]
