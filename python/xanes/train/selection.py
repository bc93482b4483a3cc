"""Chooses each family's hyper-parameters by cross-validation on the training part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator
from sklearn.model_selection import GridSearchCV, GroupKFold

from .family import Family, FittedModel, Settings
from .features import take
from .job import TRAINING, Job, JobError
from .labels import Matrix

FOLDS = 5

Rows = NDArray[np.intp]


class _Candidate(BaseEstimator):
    """A family as scikit-learn's search sees it: X is row numbers of the job, [n, 1]."""

    def __init__(
        self, train: Callable[[Settings, Rows], FittedModel], answer: Callable[[FittedModel, Rows], Matrix], settings: Any = None
    ) -> None:
        self.train = train
        self.answer = answer
        self.settings = settings

    def fit(self, rows: Rows, spectra: Matrix) -> _Candidate:
        """Fits to some rows."""
        self.model_ = self.train(self.settings, rows[:, 0])
        return self

    def predict(self, rows: Rows) -> Matrix:
        """Predicts some rows."""
        return self.answer(self.model_, rows[:, 0])


def fold_count(job: Job) -> int:
    """The number of folds: five, or the number of groups where they are fewer. JobError where there is one group only."""
    groups = len(np.unique(job.groups[job.rows(TRAINING)]))
    if groups < 2:
        raise JobError("group.npy: the training part is one group; cross-validation needs two")
    return min(FOLDS, groups)


def searches(family: Family, job: Job) -> int:
    """The number of fits that the search takes: none where there is no choice."""
    return len(family.candidates()) * fold_count(job) if len(family.candidates()) > 1 else 0


def choose_settings(family: Family, job: Job, fitted: Callable[[Settings], None]) -> Settings:
    """The settings of the smallest mean square error in a grouped cross-validation on the training part."""
    candidates = list(family.candidates())
    if len(candidates) == 1:
        return candidates[0]

    def train(settings: Settings, rows: Rows) -> FittedModel:
        model = family.fit(settings, take(job.features, rows), job.labels.take(rows), job.seed)
        fitted(settings)
        return model

    def answer(model: FittedModel, rows: Rows) -> Matrix:
        return job.labels.finish(model.predict(take(job.features, rows)))

    rows = job.rows(TRAINING)
    search = GridSearchCV(
        _Candidate(train, answer),
        {"settings": candidates},
        scoring="neg_mean_squared_error",
        cv=GroupKFold(fold_count(job)),
        refit=False,
        error_score="raise",
    )
    search.fit(rows[:, None], job.spectra[rows], groups=job.groups[rows])
    return candidates[int(np.argmax(search.cv_results_["mean_test_score"]))]
