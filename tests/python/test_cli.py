"""The built command, its files read by other programs' means."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest
from ase.io import read, write
from conftest import COMMAND, DATA, REPOSITORY, run_xanes
from xanes.ase import XanesRecorder

CRYSTAL = DATA / "structures" / "ag2o.cif"
TRAJECTORY = DATA / "structures" / "trajectory.extxyz"
FRAMES, ATOMS = 5, 6
BAD_FILES = sorted((DATA / "bad").iterdir())
EDGE_ENERGY = 25514.0
CALIBRATION = -3.1
VECTOR_MODEL = DATA / "models" / "ag-k-ridge"


def spectra_as_json(*arguments: object) -> dict:
    return json.loads(run_xanes("predict", *arguments, "--json", "-q").stdout)


def intensities(result: dict) -> np.ndarray:
    return np.array([row["mu"] for row in result["rows"]])


def test_npy_csv_and_json_hold_the_same_spectra(tmp_path: Path) -> None:
    expected = spectra_as_json(TRAJECTORY)
    run_xanes("predict", TRAJECTORY, "-o", tmp_path / "s.npy")
    run_xanes("predict", TRAJECTORY, "-o", tmp_path / "s.csv")
    array = np.load(tmp_path / "s.npy")
    table = np.loadtxt(tmp_path / "s.csv", delimiter=",", skiprows=1)
    assert array.dtype == np.float32
    assert array.shape == (FRAMES, len(expected["energy"]))
    np.testing.assert_allclose(array, intensities(expected), rtol=1e-6)
    np.testing.assert_allclose(table[:, 0], expected["energy"])
    np.testing.assert_allclose(table[:, 1], expected["photon_energy"])
    np.testing.assert_allclose(table[:, 2:].T, array, rtol=1e-6)


def test_an_npz_file_holds_the_spectra_with_their_places_and_domains_without_pickle(tmp_path: Path) -> None:
    expected = spectra_as_json(TRAJECTORY, CRYSTAL)
    run_xanes("predict", TRAJECTORY, CRYSTAL, "-o", tmp_path / "s.npz")
    assert [path.name for path in tmp_path.iterdir()] == ["s.npz"]
    with np.load(tmp_path / "s.npz", allow_pickle=False) as arrays:
        held = dict(arrays)
    rows = expected["rows"]
    places = {"files", "file", "frame", "absorber", "frames", "sites", "sites_inside", "inside", "distance"}
    assert set(held) == {"energy", "photon_energy", "mu", "sigma"} | places
    assert (held["mu"].dtype, held["inside"].dtype, held["frame"].dtype) == (np.float32, np.bool_, np.int64)
    np.testing.assert_array_equal(held["energy"], expected["energy"])
    np.testing.assert_array_equal(held["photon_energy"], expected["photon_energy"])
    np.testing.assert_allclose(held["mu"], intensities(expected), rtol=1e-6)
    np.testing.assert_allclose(held["sigma"], [row["sigma"] for row in rows], rtol=1e-6)
    assert held["files"].tolist() == [str(TRAJECTORY), str(CRYSTAL)]
    assert held["files"][held["file"]].tolist() == [row["file"] for row in rows]
    assert held["frame"].tolist() == [row["frame"] for row in rows]
    assert held["absorber"].tolist() == [row["absorber"] for row in rows]
    assert held["sites"].tolist() == held["frames"].tolist() == [1] * len(rows)
    np.testing.assert_array_equal(held["sites_inside"], held["inside"])
    assert held["inside"].tolist() == [row["domain"]["verdict"] == "inside" for row in rows]
    np.testing.assert_allclose(held["distance"], [row["domain"]["distance"] for row in rows])


def test_an_npz_file_of_means_has_the_number_of_sites_in_place_of_an_absorber(tmp_path: Path) -> None:
    run_xanes("predict", CRYSTAL, "--average", "-o", tmp_path / "s.npz")
    with np.load(tmp_path / "s.npz", allow_pickle=False) as arrays:
        assert (arrays["absorber"].tolist(), arrays["sites"].tolist(), arrays["mu"].shape[0]) == ([-1], [4], 1)


def test_an_average_over_a_trajectory_is_the_mean_that_a_recorder_has(tmp_path: Path) -> None:
    run_xanes("predict", TRAJECTORY, "--absorber", "Ag", "--average", "trajectory", "-o", tmp_path / "s.npz")
    recorder = XanesRecorder(absorber="Ag").read(TRAJECTORY)
    with np.load(tmp_path / "s.npz", allow_pickle=False) as arrays:
        held = dict(arrays)
    mean = recorder.mean()
    np.testing.assert_allclose(held["mu"], [mean.mu], atol=1e-6)
    np.testing.assert_allclose(held["sigma"], [mean.sigma], atol=1e-6)
    np.testing.assert_allclose(held["spread_over_frames"], [recorder.spread_over_frames()], atol=1e-6)
    assert [held[name].tolist() for name in ("frame", "absorber", "frames", "sites")] == [[-1], [-1], [FRAMES], [len(mean.domains)]]
    assert held["sites_inside"].tolist() == [sum(domain.inside for domain in mean.domains)]


def test_photon_energies_are_the_energies_plus_the_edge_as_a_calibrated_beamline_has_it() -> None:
    result = spectra_as_json(CRYSTAL)
    assert result["energy_calibration"] == CALIBRATION
    np.testing.assert_allclose(np.array(result["photon_energy"]) - np.array(result["energy"]), EDGE_ENERGY + CALIBRATION)
    assert np.all(np.diff(result["energy"]) > 0)


def test_every_silver_atom_gives_a_row_and_their_average_one() -> None:
    rows = spectra_as_json(CRYSTAL)
    silver = [i for i, symbol in enumerate(read(CRYSTAL).symbols) if symbol == "Ag"]
    assert [row["absorber"] for row in rows["rows"]] == silver
    mean = spectra_as_json(CRYSTAL, "--average")
    np.testing.assert_allclose(intensities(mean), [intensities(rows).mean(axis=0)], rtol=1e-6)


def test_a_spectrum_does_not_depend_on_the_file_format_or_on_a_rotation(tmp_path: Path) -> None:
    frame = read(TRAJECTORY, 0)
    expected = intensities(spectra_as_json(TRAJECTORY))[0]
    frame.rotate(37.0, (1, 2, 3), rotate_cell=True)
    write(tmp_path / "rotated.xyz", frame, format="extxyz")
    np.testing.assert_allclose(intensities(spectra_as_json(tmp_path / "rotated.xyz"))[0], expected, atol=2e-4)


def test_a_pipe_gives_what_the_file_gives() -> None:
    piped = run_xanes("predict", "-", "-q", standard_input=TRAJECTORY.read_text()).stdout
    named = run_xanes("predict", TRAJECTORY, "-q").stdout
    assert piped.splitlines()[1:] == named.splitlines()[1:]


def test_xdi_fields_and_columns_read_back(tmp_path: Path) -> None:
    expected = spectra_as_json(TRAJECTORY)
    run_xanes("predict", TRAJECTORY, "-o", tmp_path / "s.xdi")
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == [f"s-{i + 1:04}.xdi" for i in range(len(expected["rows"]))]
    for file, row in zip(files, expected["rows"], strict=True):
        lines = file.read_text(encoding="utf-8").splitlines()
        header = [line.lstrip("# ") for line in lines if line.startswith("#")]
        fields = dict(line.split(": ", 1) for line in header if ": " in line)
        assert lines[0].startswith("# XDI/1.0 ")
        assert (fields["Element.symbol"], fields["Element.edge"]) == ("Ag", "K")
        assert fields["Column.1"] == "energy eV"
        assert float(fields["Scan.edge_energy"].split()[0]) == EDGE_ENERGY
        energy, mu, sigma = np.loadtxt(file, unpack=True)
        np.testing.assert_allclose(energy, expected["photon_energy"])
        np.testing.assert_allclose(mu, row["mu"], atol=1e-6)
        np.testing.assert_allclose(sigma, row["sigma"], atol=1e-6)


def test_vectors_in_csv_and_json_are_those_in_npy(tmp_path: Path) -> None:
    arguments = ("describe", TRAJECTORY, "--absorber", "all")
    run_xanes(*arguments, "-o", tmp_path / "x.npy")
    array = np.load(tmp_path / "x.npy")
    result = json.loads(run_xanes(*arguments, "--json").stdout)
    lines = list(csv.reader(io.StringIO(run_xanes(*arguments).stdout)))
    assert array.dtype == np.float32
    assert array.shape == (FRAMES * ATOMS, len(result["labels"]))
    assert lines[0] == result["labels"]
    np.testing.assert_array_equal(np.array(lines[1:], dtype=np.float32), array)
    np.testing.assert_array_equal(np.array([row["values"] for row in result["rows"]], dtype=np.float32), array)


@pytest.mark.parametrize("path", BAD_FILES, ids=lambda path: path.name)
def test_a_bad_file_is_one_line_and_status_2(path: Path, tmp_path: Path) -> None:
    run = run_xanes("predict", path, "--average", "-o", tmp_path / "s.npy", status=2)
    assert len(run.stderr.splitlines()) == 1
    assert path.name in run.stderr
    assert run.stdout == ""


def test_a_trajectory_whose_500th_frame_is_bad_leaves_the_rows_before_it(tmp_path: Path) -> None:
    bad = DATA / "bad" / "frame-500.extxyz"
    for command in (("predict",), ("describe", "--absorber", "0")):
        output = tmp_path / f"{command[0]}.npy"
        run = run_xanes(*command, bad, "-o", output, status=2)
        assert "frame 499" in run.stderr
        assert len(np.load(output)) == 499


def test_keep_going_gives_the_rows_of_all_other_frames(tmp_path: Path) -> None:
    bad = DATA / "bad" / "frame-500.extxyz"
    frames = sum(1 for line in bad.read_text().splitlines() if line.strip().isdigit())
    run = run_xanes("predict", bad, "--keep-going", "-o", tmp_path / "s.npy")
    assert len(np.load(tmp_path / "s.npy")) == frames - 1
    left_out = [line for line in run.stderr.splitlines() if "left out: " in line]
    assert len(left_out) == 1
    assert "frame 499" in left_out[0]


def test_the_pictures_are_a_large_png_and_an_svg_with_labelled_axes(tmp_path: Path) -> None:
    run_xanes("predict", CRYSTAL, "--plot", tmp_path / "s.png", "-o", tmp_path / "s.csv")
    run_xanes("predict", CRYSTAL, "--plot", tmp_path / "s.svg", "-o", tmp_path / "s.csv")
    png = (tmp_path / "s.png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert width >= 1600
    assert height >= 1000
    svg = (tmp_path / "s.svg").read_text(encoding="utf-8")
    assert "Photon energy (eV)" in svg
    assert "Absorption" in svg


def test_models_list_gives_each_error_beside_the_mean_predictors() -> None:
    models = json.loads(run_xanes("models", "list", "--json").stdout)
    first = models[0]["test"][0]
    assert first["r2"] == pytest.approx(1 - first["mse"] / first["mean_predictor"], abs=1e-3)


def test_models_verify_agrees_with_the_card_to_one_part_in_ten_thousand() -> None:
    result = json.loads(run_xanes("models", "verify", "--json", "-q").stdout)
    assert result["agrees"] is True
    for now, card in zip(result["now"], result["card"], strict=True):
        assert now["mse"] == pytest.approx(card["mse"], rel=1e-4)


def test_doctor_finds_the_shipped_model() -> None:
    findings = json.loads(run_xanes("doctor", "--json").stdout)
    states = {finding["name"]: finding["state"] for finding in findings}
    assert states["Model ag-k-accurate"] == states["Model ag-k-fast"] == "found"
    assert "fault" not in states.values()


def test_a_prediction_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    home, results = tmp_path / "home", tmp_path / "mu.csv"
    home.mkdir()
    variables = {name: value for name, value in os.environ.items() if name not in ("CI", "XDG_CACHE_HOME", "ORT_DISABLE_TELEMETRY")}
    command = ["dotnet", COMMAND, "predict", DATA / "agsi2o4.extxyz", "-q", "-o", results]

    subprocess.run(command, env=variables | {"HOME": str(home)}, check=True)

    assert results.is_file()
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_a_model_is_measured_on_a_data_set_that_it_was_not_trained_on(tmp_path: Path) -> None:
    data = REPOSITORY / "models" / "data" / "ag-k-green-2-glass-wide"
    run_xanes("predict", data / "structures.extxyz", "--model", VECTOR_MODEL, "-o", tmp_path / "predicted.npy")
    truth, predicted = np.load(data / "spectra.npy").astype(float), np.load(tmp_path / "predicted.npy").astype(float)
    errors = ((truth - predicted) ** 2).mean(axis=1)

    (measured,) = json.loads(run_xanes("models", "test", data, "--model", VECTOR_MODEL, "--json").stdout)["sets"]

    assert measured["count"] == len(truth)
    assert measured["mse"] == pytest.approx(errors.mean(), rel=1e-6)
    assert measured["median"] == pytest.approx(np.median(errors), rel=1e-6)
    assert measured["mean_predictor"] == pytest.approx(truth.var(axis=0).mean(), rel=1e-6)


def test_the_share_of_energies_within_the_bands_of_a_model_is_measured(tmp_path: Path) -> None:
    data = shutil.copytree(REPOSITORY / "models" / "data" / "ag-k-green-2-glass-wide", tmp_path / "by-another-name")
    with (data / "dataset.yaml").open("a") as card:
        card.write("# a set that no model knows\n")
    rows = spectra_as_json(data / "structures.extxyz", "--model", "ag-k-accurate")["rows"]
    distance = np.abs(np.load(data / "spectra.npy") - np.array([row["mu"] for row in rows]))
    within = distance <= 1.6448536 * np.array([row["sigma"] for row in rows])

    measured = json.loads(run_xanes("models", "test", data, "--model", "ag-k-accurate", "--json").stdout)

    assert measured["coverage_of_90_percent_bands"] == [pytest.approx(within.mean(), abs=1e-4)]


def test_a_data_set_that_a_model_was_trained_on_is_no_test_of_it() -> None:
    data = REPOSITORY / "models" / "data" / "ag-k-green-2-glass"
    assert "was trained on this data set" in run_xanes("models", "test", data, "--model", "ag-k-accurate", status=2).stderr
