"""Training that goes on from the weights of a model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from test_train_network import CUTOFF, SETTINGS, clusters, fit, predict
from xanes.train.families import continued, find_families
from xanes.train.job import Job, JobError
from xanes.train.labels import Labels
from xanes.train.network.family import ACCURATE, ScatteringNetwork
from xanes.train.network.fitted import FittedNetwork
from xanes.train.network.neighbours import Neighbours
from xanes.train.network.weights import Weights, WeightsError

FAMILY = ScatteringNetwork("scattering-network", SETTINGS)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[FittedNetwork, Path]:
    neighbours, spectra = clusters(np.random.default_rng(1), 160, 6)
    model = fit(FAMILY, SETTINGS, neighbours, spectra, seed=3)
    path = tmp_path_factory.mktemp("weights") / "weights.npz"
    np.savez(path, **model.weights())
    return model, path


def test_it_learns_new_structures_in_a_fifth_of_the_epochs_and_forgets_little(trained: tuple[FittedNetwork, Path]) -> None:
    model, path = trained
    neighbours, spectra = clusters(np.random.default_rng(2), 160, 9)
    family = FAMILY.continued(path)
    (settings,) = family.candidates()

    further = fit(family, settings, neighbours, spectra, seed=4)
    fresh = fit(ScatteringNetwork("fresh", settings), settings, neighbours, spectra, seed=4)

    def error(fitted: FittedNetwork, seed: int, most: int) -> float:
        unseen, expected = clusters(np.random.default_rng(seed), 80, most)
        return float(np.mean((predict(fitted, unseen) - expected) ** 2))

    assert settings["epochs"] == SETTINGS["epochs"] // 5
    assert error(further, 12, 9) < 0.8 * error(model, 12, 9)
    assert error(further, 12, 9) < 0.5 * error(fresh, 12, 9)
    assert error(further, 11, 6) < 1.5 * error(model, 11, 6)


def test_elements_that_the_weights_do_not_know_leave_the_spectra_of_the_others_as_they_are(trained: tuple[FittedNetwork, Path]) -> None:
    model, path = trained
    neighbours, _ = clusters(np.random.default_rng(5), 10, 6)
    wider = Neighbours.of(
        neighbours.counts, np.array([1, 2, 4])[neighbours.species], neighbours.radius, neighbours.distance, (1, 8, 14, 29, 47), CUTOFF
    )
    module = type(model.ensemble.module)(replace(model.ensemble.module.design, atomic_numbers=(1, 8, 14, 29, 47)), 0.0)

    Weights.read(path).load_into(module)

    ensemble = replace(model.ensemble, module=module)
    torch.manual_seed(0)
    assert np.allclose(FittedNetwork(ensemble).members({"neighbours": wider}), model.members({"neighbours": neighbours}), atol=1e-6)


def test_weights_of_another_network_and_files_that_hold_none_are_told_in_one_line(
    trained: tuple[FittedNetwork, Path], tmp_path: Path
) -> None:
    neighbours, spectra = clusters(np.random.default_rng(1), 20, 4)
    other = ACCURATE.continued(trained[1])
    (settings,) = other.candidates()
    with pytest.raises(WeightsError, match="of another network") as fault:
        fit(other, settings, neighbours, spectra, seed=0)
    assert "\n" not in str(fault.value)

    empty = tmp_path / "weights.npz"
    empty.write_bytes(b"nothing")
    with pytest.raises(WeightsError, match="holds no weights"):
        Weights.read(empty)

    with pytest.raises(JobError, match="ridge cannot go on"):
        continued(find_families(["ridge"]), trained[1])


def test_spectra_of_a_repeated_set_are_fitted_to_several_times() -> None:
    spectra = np.zeros((5, 2), dtype=np.float32)
    codes = np.array([0, 1, 0, 1, 1], dtype=np.int32)
    job = Job(
        {}, Labels(spectra, spectra), np.array([0, 0, 0, 0, 2], dtype=np.int32), codes, codes, ("a", "b"), ("ridge",), 0, repeats=(1, 3)
    )

    assert job.fitted_rows(0).tolist() == [0, 1, 1, 1, 2, 3, 3, 3]
    assert replace(job, repeats=()).fitted_rows(0).tolist() == [0, 1, 2, 3]
