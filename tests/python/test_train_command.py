"""``python -m xanes.train`` on a small job."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
import xanes.train.__main__
import xanes.train.learner
from onnx_reference import evaluate

PACKAGES = Path(__file__).resolve().parents[2] / "python"


@pytest.fixture
def job(tmp_path: Path) -> Path:
    rng = np.random.default_rng(7)
    descriptors = rng.random((90, 5), dtype=np.float32)
    mixing = rng.normal(size=(5, 12))
    np.save(tmp_path / "descriptor.npy", descriptors)
    np.save(tmp_path / "spectra.npy", np.float32(descriptors @ mixing + 0.05 * rng.normal(size=(90, 12))))
    np.save(tmp_path / "split.npy", np.int32(np.arange(90) % 10 - 7).clip(0))
    np.save(tmp_path / "set.npy", np.int32(np.arange(90) // 45))
    np.save(tmp_path / "group.npy", np.int32(np.arange(90)))
    write_settings(tmp_path, ["ridge"])
    return tmp_path


def write_settings(folder: Path, families: list[str]) -> None:
    (folder / "job.json").write_text(json.dumps({"families": families, "seed": 5, "sets": ["first", "second"], "features": ["descriptor"]}))


def train(folder: Path, *further: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "xanes.train", str(folder)]
    search = os.pathsep.join(map(str, (*further, PACKAGES)))
    return subprocess.run(command, env={"PYTHONPATH": search}, capture_output=True, text=True, check=False)


def test_a_linear_job_gives_a_model_that_agrees_with_its_own_predictions(job: Path) -> None:
    finished = train(job)

    assert finished.returncode == 0, finished.stderr
    test = np.load(job / "split.npy") == 2
    predicted = evaluate(onnx.load(job / "model.onnx"), {"descriptor": np.load(job / "descriptor.npy")[test]})[0]
    assert np.abs(predicted - np.load(job / "prediction.npy")).max() < 1e-5


def test_the_reported_errors_are_those_computed_from_the_predictions(job: Path) -> None:
    assert train(job).returncode == 0

    family = json.loads((job / "result.json").read_text())["families"][0]
    test = np.flatnonzero(np.load(job / "split.npy") == 2)
    first = np.load(job / "set.npy")[test] == 0
    truth, predicted = np.load(job / "spectra.npy")[test][first], np.load(job / "prediction.npy")[first]
    errors = ((predicted.astype(float) - truth) ** 2).mean(axis=1)
    reported = family["test"][0]
    assert reported["set"] == "first"
    assert reported["count"] == len(truth)
    assert reported["mse"] == pytest.approx(errors.mean(), rel=1e-6)
    assert reported["median"] == pytest.approx(np.median(errors), rel=1e-6)
    assert reported["mean_predictor"] == pytest.approx(truth.astype(float).var(axis=0).mean(), rel=1e-6)
    assert reported["r2"] == pytest.approx(1.0 - reported["mse"] / reported["mean_predictor"], rel=1e-6)


def test_the_family_that_errs_least_on_the_validation_part_is_taken(job: Path) -> None:
    write_settings(job, ["extra-trees", "ridge"])

    assert train(job).returncode == 0

    result = json.loads((job / "result.json").read_text())
    errors = {family["name"]: family["validation_mse"] for family in result["families"]}
    assert result["family"] == "ridge" == min(errors, key=errors.__getitem__)


def test_the_same_job_gives_the_same_model_file(job: Path) -> None:
    write_settings(job, ["extra-trees"])
    assert train(job).returncode == 0
    first = (job / "model.onnx").read_bytes()

    assert train(job).returncode == 0

    assert (job / "model.onnx").read_bytes() == first


def test_where_the_split_is_given_the_model_is_that_of_the_training_part_alone(job: Path) -> None:
    settings = json.loads((job / "job.json").read_text())
    (job / "job.json").write_text(json.dumps(settings | {"refit": False}))
    assert train(job).returncode == 0
    first = (job / "model.onnx").read_bytes()
    spectra = np.load(job / "spectra.npy")
    spectra[np.load(job / "split.npy") == 1] += 0.5
    np.save(job / "spectra.npy", spectra)

    assert train(job).returncode == 0

    assert (job / "model.onnx").read_bytes() == first


def test_progress_comes_as_json_lines_that_count_to_the_end(job: Path) -> None:
    steps = [json.loads(line) for line in train(job).stdout.splitlines()]

    assert [step["step"] for step in steps] == list(range(1, steps[0]["of"] + 1))
    assert all(step["text"] for step in steps)


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda folder: (folder / "spectra.npy").unlink(), "spectra.npy: cannot be read"),
        (lambda folder: np.save(folder / "split.npy", np.zeros(90, np.int32)), "validation part is empty"),
        (lambda folder: np.save(folder / "set.npy", np.zeros(3, np.int32)), "set.npy: has 3 rows, spectra.npy 90"),
        (lambda folder: np.save(folder / "descriptor.npy", np.full((90, 5), np.nan, np.float32)), "not finite"),
        (lambda folder: write_settings(folder, ["oracle"]), "unknown family 'oracle'; use ridge, extra-trees"),
        (lambda folder: write_settings(folder, []), "'families' is empty"),
    ],
)
def test_a_faulty_job_gets_one_line_and_exit_status_2(job: Path, break_it: object, message: str) -> None:
    break_it(job)

    finished = train(job)

    assert finished.returncode == 2
    assert message in finished.stderr
    assert len(finished.stderr.strip().splitlines()) == 1


def test_a_family_that_cannot_be_trained_is_a_row_that_says_why_and_the_rest_goes_on(job: Path) -> None:
    write_settings(job, ["ridge", "catboost"])
    blocked = job / "blocked" / "catboost"
    blocked.mkdir(parents=True)
    (blocked / "__init__.py").write_text("raise ImportError('no room for catboost')")

    finished = train(job, blocked.parent)

    assert finished.returncode == 0, finished.stderr
    result = json.loads((job / "result.json").read_text())
    assert result["family"] == "ridge"
    assert [(failure["name"], failure["reason"]) for failure in result["failures"]] == [("catboost", "ImportError: no room for catboost")]
    steps = [json.loads(line) for line in finished.stdout.splitlines()]
    assert steps[-1]["step"] == steps[-1]["of"]


def test_a_model_that_is_too_large_is_a_row_that_says_so_and_the_next_best_is_taken(job: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_settings(job, ["extra-trees", "ridge"])
    monkeypatch.setattr(xanes.train.learner, "LARGEST_MODEL", 10_000)

    xanes.train.__main__.train(job)

    result = json.loads((job / "result.json").read_text())
    assert result["family"] == "ridge"
    (failure,) = result["failures"]
    assert failure["name"] == "extra-trees"
    assert re.fullmatch(r"its model has \d+ bytes, more than 10000", failure["reason"])
    assert int(failure["reason"].split()[3]) > 10_000 > (job / "model.onnx").stat().st_size


def test_where_no_family_can_be_trained_the_exit_status_is_1_with_the_reason(job: Path) -> None:
    write_settings(job, ["ridge"])
    settings = json.loads((job / "job.json").read_text())
    np.save(job / "radius.npy", np.zeros((90, 4), np.float32))
    (job / "job.json").write_text(json.dumps(settings | {"features": ["radius"]}))

    finished = train(job)

    assert finished.returncode == 1
    assert finished.stderr.strip() == "ridge: takes descriptor, which no descriptor of this training gives"


def test_related_rows_never_stand_on_both_sides_of_the_cross_validation(job: Path) -> None:
    """Twins whose spectra are noise: a forest of tiny leaves that saw a row's twin would always be preferred."""
    rng = np.random.default_rng(3)
    descriptors, noise = rng.random((45, 5), dtype=np.float32), rng.normal(size=(45, 12))
    np.save(job / "descriptor.npy", np.repeat(descriptors, 2, axis=0))
    np.save(job / "spectra.npy", np.float32(np.repeat(noise, 2, axis=0)))
    np.save(job / "group.npy", np.int32(np.arange(90) // 2))
    np.save(job / "split.npy", np.int32(np.repeat(np.arange(45) % 10 - 7, 2).clip(0)))
    write_settings(job, ["extra-trees"])

    assert train(job).returncode == 0

    family = json.loads((job / "result.json").read_text())["families"][0]
    assert family["hyper_parameters"]["min_samples_leaf"] == 4
