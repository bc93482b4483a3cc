"""Debian's torch breaks a later import of a newer onnx, so onnx comes first."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from conftest import REPOSITORY

PACKAGES = REPOSITORY / "python"
WITH_TORCH = [
    ".".join(path.relative_to(PACKAGES).with_suffix("").parts)
    for path in sorted((PACKAGES / "xanes").rglob("*.py"))
    if re.search(r"^\s*(import|from) torch\b", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
]


@pytest.mark.parametrize("module", WITH_TORCH)
def test_whoever_imports_torch_has_imported_onnx_before(module: str) -> None:
    code = f"import sys, {module}; names = list(sys.modules); print(names.index('onnx') < names.index('torch')); import onnx.helper"
    run = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(PACKAGES)}, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "True"
