"""A model that is missing, damaged or of another shape is one line and status 2."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from conftest import DATA, REPOSITORY, run_xanes

EXPECTED = {
    "broken": "is not a readable ONNX model",
    "truncated": "is not a readable ONNX model",
    "wrong-input-shape": "input 'descriptor' has the shape [N, 10], its card's descriptor gives [N, 414]",
    "wrong-output-shape": "output 'spectrum' has the shape [N, 5], its card promises 137 values",
    "without-onnx-file": "no such model file",
    "without-card": "no model.yaml",
    "damaged-card": "'learner' is missing",
    "not-there": "installed are ag-k-accurate, ag-k-fast",
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_bad_model_is_one_line_and_status_2(name: str) -> None:
    run = run_xanes("predict", DATA / "agsi2o4.extxyz", "--model", DATA / "bad-models" / name, status=2)

    assert run.stdout == ""
    assert EXPECTED[name] in run.stderr
    assert name in run.stderr
    assert run.stderr.count("\n") == 1


def test_weights_in_a_second_file_which_the_hash_does_not_cover_are_refused(tmp_path: Path) -> None:
    import onnx

    model = onnx.load(DATA / "models" / "ag-k-ridge" / "model.onnx")
    # As text: onnx 1.12 takes the folder of a Path from its name alone.
    onnx.save_model(model, str(tmp_path / "model.onnx"), save_as_external_data=True, location="weights.bin", size_threshold=0)
    assert (tmp_path / "weights.bin").exists()
    card = (DATA / "models" / "ag-k-ridge" / "model.yaml").read_text()
    digest = hashlib.sha256((tmp_path / "model.onnx").read_bytes()).hexdigest()
    (tmp_path / "model.yaml").write_text(re.sub(r"(?m)^(onnx:\n  sha256: )\w+", rf"\g<1>{digest}", card))

    run = run_xanes("predict", DATA / "agsi2o4.extxyz", "--model", tmp_path, status=2)

    assert "has weights in another file, which the card's hash does not cover" in run.stderr
    assert run.stderr.count("\n") == 1


def test_a_damaged_model_is_one_line_of_the_list_and_of_doctor(tmp_path: Path) -> None:
    manifest = (REPOSITORY / "plugin.yaml").read_text().replace("models: models", f"models: {tmp_path / 'models'}")
    (tmp_path / "plugin.yaml").write_text(manifest.replace("default_model: ag-k-accurate", "default_model: ag-k-ridge"))
    shutil.copytree(DATA / "models" / "ag-k-ridge", tmp_path / "models" / "ag-k-ridge")
    deep = {"deep": "id: " + "[" * 100_000, "many": "".join(f"a{i}: &a{i} [*a{i - 1}]\n" if i else "a0: &a0 [x]\n" for i in range(20_000))}
    for name, card in deep.items():
        (tmp_path / "models" / name).mkdir()
        (tmp_path / "models" / name / "model.yaml").write_text(card)

    listed = run_xanes("models", "list", "--manifest", tmp_path / "plugin.yaml", status=1)
    doctor = run_xanes("doctor", "--manifest", tmp_path / "plugin.yaml", status=1)

    assert "ag-k-ridge" in listed.stdout
    assert listed.stderr.count("\n") == 2
    for name in deep:
        assert f"{name}/model.yaml, line " in listed.stderr
        assert f"Model {name}" in doctor.stdout
    assert "more than 64 deep" in listed.stderr
