"""A model that is missing, damaged or of another shape is one line and status 2."""

from __future__ import annotations

import pytest
from conftest import DATA, run_xanes

EXPECTED = {
    "broken": "is not a readable ONNX model",
    "truncated": "is not a readable ONNX model",
    "wrong-input-shape": "input 'descriptor' has the shape [N, 10], its card's descriptor gives [N, 414]",
    "wrong-output-shape": "output 'spectrum' has the shape [N, 5], its card's energy grid 137 points",
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
