"""Which model is taken for a structure where none is named."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import xanes
from ase import Atoms
from conftest import DATA, REPOSITORY
from python_sessions import BACKENDS

COPPER_OXYGEN = Atoms("CuO2", [[0, 0, 0], [1.9, 0, 0], [-1.9, 0, 0]])
SILVER_OXYGEN = Atoms("AgO2", [[0, 0, 0], [2.1, 0, 0], [-2.1, 0, 0]])
BOTH = Atoms("AgCuO", [[0, 0, 0], [9.0, 0, 0], [2.0, 0, 0]])


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A manifest with a model for silver and one that says copper, whose numbers mean nothing."""
    folder = tmp_path_factory.mktemp("manifest")
    for name, absorber in (("ag-small", "Ag"), ("cu-small", "Cu")):
        shutil.copytree(DATA / "models" / "ag-k-ridge", folder / "models" / name)
        card = folder / "models" / name / "model.yaml"
        text = re.sub(r"(?m)^id: .*$", f"id: {name}", card.read_text("utf-8"))
        card.write_text(re.sub(r"\bAg\b", absorber, text), "utf-8")
    text = (REPOSITORY / "plugin.yaml").read_text("utf-8")
    text = text.replace("Xanes.Plugin.dll", f"{REPOSITORY}/artifacts/bin/Xanes.Plugin/release/Xanes.Plugin.dll", 1)
    text = text.replace("ag-k-accurate", "ag-small").replace("  Cu: cu-k", "  Cu: cu-small").replace("  Fe: fe-k\n", "")
    (folder / "plugin.yaml").write_text(text, "utf-8")
    return folder / "plugin.yaml"


@pytest.fixture(params=BACKENDS)
def session(request: pytest.FixtureRequest, manifest: Path) -> xanes.Session:
    """A session with both models."""
    return xanes.load(request.param, manifest=manifest)


def test_the_absorber_says_which_model_is_taken(session: xanes.Session) -> None:
    assert session.spectrum(COPPER_OXYGEN).model.id == "cu-small"
    assert session.spectrum(SILVER_OXYGEN, 0).model.id == "ag-small"
    assert session.spectrum(BOTH, "Ag", model="ag-small").model.id == "ag-small"
    assert [spectrum.model.id for spectrum in session.spectrum([COPPER_OXYGEN, COPPER_OXYGEN])] == ["cu-small"] * 2


def test_several_known_absorbers_ask_with_what_can_be_given(session: xanes.Session) -> None:
    with pytest.raises(xanes.InvalidInputError, match=r"absorber='Cu' \(model cu-small\) or absorber='Ag' \(model ag-small\)"):
        session.spectrum(BOTH)
    with pytest.raises(xanes.InvalidInputError, match="no model is for the absorber O, only for Cu, Ag"):
        session.spectrum(BOTH, 2)


def test_the_vector_of_another_absorber_has_the_elements_of_its_model(session: xanes.Session) -> None:
    copper = session.describe(COPPER_OXYGEN, 0)
    assert session.models["cu-small"].descriptor["elements"] == ["O", "Si", "Cu"]
    assert (copper == session.describe(COPPER_OXYGEN, 0, spec=session.models["cu-small"].descriptor)).all()
    assert (session.describe([COPPER_OXYGEN])[0] == copper).all()
    assert len(session.describe(SILVER_OXYGEN, 0)) == len(xanes.load(session.backend).describe(SILVER_OXYGEN, 0))
