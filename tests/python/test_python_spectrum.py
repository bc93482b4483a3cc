"""``x.spectrum``: predictions of ASE objects, and what can be made of them."""

from __future__ import annotations

import base64
import copy
import dataclasses
import json
import multiprocessing
import pickle
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
import xanes
from ase import Atoms
from ase.io import read
from conftest import DATA, run_xanes
from matplotlib.axes import Axes
from python_sessions import both_backends

mpl.use("Agg")

TRAJECTORY = DATA / "structures" / "trajectory.extxyz"


@pytest.fixture
def cluster() -> Atoms:
    return read(DATA / "agsi2o4.extxyz")


@pytest.fixture
def oxide() -> Atoms:
    return read(DATA / "structures" / "ag2o.cif")


@both_backends
def test_a_spectrum_is_broadened_as_integration_has_it(x: xanes.Session, cluster: Atoms) -> None:
    narrow = x.spectrum(cluster, absorber=0, core_hole_width=2.0, gamma_max=0.0)
    broad = x.spectrum(cluster, absorber=0, core_hole_width=7.0, gamma_max=0.0)
    smooth = x.spectrum(cluster, absorber=0, core_hole_width=2.0, gamma_max=0.0, resolution=3.0)

    # Lorentzians compose by adding their widths; beyond the spectrum's end lies one edge step.
    fine = np.arange(-8.0, 3000.0, 0.05)
    values = np.interp(fine, narrow.energy, narrow.mu, right=1.0)
    middle = (narrow.energy >= 10.0) & (narrow.energy <= 40.0)
    distance = narrow.energy[middle][:, np.newaxis] - fine
    lorentzian = 2.5 / np.pi / (distance**2 + 2.5**2)
    gaussian = np.exp(-4.0 * np.log(2.0) * (distance / 3.0) ** 2)
    np.testing.assert_allclose(broad.mu[middle], 0.05 * lorentzian @ values, atol=5e-3)
    np.testing.assert_allclose(smooth.mu[middle], gaussian @ values / gaussian.sum(axis=1), atol=2e-3)
    assert broad.broadening.core_hole_width == 7.0
    assert narrow.mu.max() > broad.mu.max() + 0.05
    with pytest.raises(xanes.InvalidInputError, match="2 eV or more"):
        x.spectrum(cluster, absorber=0, core_hole_width=1.5)


@both_backends
def test_a_spectrum_is_the_one_that_the_command_predicts(x: xanes.Session, cluster: Atoms, tmp_path: Path) -> None:
    run_xanes("predict", DATA / "agsi2o4.extxyz", "-o", tmp_path / "mu.csv")
    energy, _, mu = np.loadtxt(tmp_path / "mu.csv", delimiter=",", skiprows=1).T
    spectrum = x.spectrum(cluster, absorber=0)
    assert spectrum.mu.dtype == np.float32
    np.testing.assert_allclose(spectrum.energy, energy)
    np.testing.assert_allclose(spectrum.mu, mu, atol=2e-6)
    np.testing.assert_allclose(spectrum.photon_energy, 25514.0 - 3.1 + energy)
    assert (str(spectrum.domain), spectrum.domain.distance <= 1) == ("inside", True)
    assert spectrum.domain
    assert spectrum.domain.reason.startswith("resembles ag-k-")


@both_backends
def test_a_trajectory_gives_the_spectra_that_the_command_writes(x: xanes.Session, tmp_path: Path) -> None:
    run_xanes("predict", TRAJECTORY, "--absorber", "Ag", "-o", tmp_path / "mu.npy")
    frames = read(TRAJECTORY, index=":")
    spectra = x.spectrum(frames, absorber="Ag")
    assert len(spectra) == len(frames)
    np.testing.assert_allclose(np.concatenate([spectrum.mu for spectrum in spectra]), np.load(tmp_path / "mu.npy"), atol=1e-6)


@both_backends
def test_all_absorbers_of_the_element_are_rows_and_their_mean_one_line(x: xanes.Session, oxide: Atoms) -> None:
    several = x.spectrum(oxide)
    assert several.mu.shape == (4, len(several.energy))
    assert several.absorbers == tuple(np.flatnonzero(oxide.numbers == 47))
    for row, index in enumerate(several.absorbers):
        np.testing.assert_allclose(several.mu[row], x.spectrum(oxide, absorber=index).mu, atol=1e-6)
        np.testing.assert_array_equal(several[row].mu, several.mu[row])
    mean = x.spectrum(oxide, "all", average=True)
    np.testing.assert_allclose(mean.mu, several.mu.mean(axis=0), atol=1e-6)
    assert mean.domain.distance == max(domain.distance for domain in several.domains)


def test_a_list_of_one_structure_with_an_index_gives_one_line_each(x: xanes.Session, cluster: Atoms) -> None:
    (spectrum,) = x.spectrum([cluster], absorber=0)
    np.testing.assert_array_equal(spectrum.mu, x.spectrum(cluster, absorber=0).mu)


def test_a_frame_may_name_its_absorber_as_in_an_extxyz_file(x: xanes.Session) -> None:
    frames = read(TRAJECTORY, index=":")
    assert all("absorber" in frame.info for frame in frames)
    assert [spectrum.absorbers for spectrum in x.spectrum(frames)] == [(frame.info["absorber"],) for frame in frames]


@both_backends
def test_an_odd_structure_is_outside_and_the_reason_says_why(x: xanes.Session) -> None:
    lone = Atoms("AgO", [[0, 0, 0], [0.9, 0, 0]])
    spectrum = x.spectrum(lone, 0)
    assert str(spectrum.domain) == "outside"
    assert not spectrum.domain
    assert not spectrum.domain.inside
    assert spectrum.domain.distance > 1
    assert "0.90 Å apart" in spectrum.domain.reason
    (same,) = x.spectrum([lone], 0)
    assert (same.domain, same.domain.reason) == (spectrum.domain, spectrum.domain.reason)


@both_backends
def test_a_cell_far_too_small_is_refused_before_it_takes_memory(x: xanes.Session, cluster: Atoms) -> None:
    dense = Atoms("Ag", cell=[0.5, 0.7, 0.7], pbc=True)
    with pytest.raises(xanes.InvalidInputError, match=r"the absorber has 36\d\d neighbours .*check that cell and positions are in Å"):
        x.spectrum(dense, absorber=0)
    with pytest.raises(xanes.InvalidInputError, match=r"^structure 1: .*36\d\d neighbours"):
        x.spectrum([cluster, dense], absorber=0)


@both_backends
def test_what_a_model_cannot_take_is_an_error_with_the_remedy(x: xanes.Session, cluster: Atoms) -> None:
    with pytest.raises(xanes.InvalidInputError, match=r"no model is for the absorber O, only for Fe, Cu, Ag"):
        x.spectrum(cluster, absorber=1)
    with pytest.raises(xanes.InvalidInputError, match=r"^structure 1: .*Pt"):
        x.spectrum([cluster, Atoms("AgPt", [[0, 0, 0], [2.5, 0, 0]])], absorber=0)
    with pytest.raises(xanes.InvalidInputError, match=r"model 'ag-l-green'.*installed are ag-k-accurate, ag-k-fast"):
        x.spectrum(cluster, 0, model="ag-l-green")


@both_backends
def test_models_are_listed_by_name_with_their_facts(x: xanes.Session) -> None:
    model = x.models["ag-k-fast"]
    assert "ag-k-fast" in list(x.models)
    assert (model.absorber, model.edge, model.edge_energy) == ("Ag", "K", 25514.0)
    assert " ".join(model.elements) == "H C N O F Na Al Si P S Cl K Ca Ti Cu Zn Br Pd Ag I Ce Au"
    assert model.descriptor["kind"] == "neighbours"
    assert float(model.descriptor["r_max"]) == 6.0
    np.testing.assert_allclose(model.energy, -8 + 0.5 * np.arange(137))
    with pytest.raises(ValueError, match="read-only"):
        model.energy[0] = 0
    with pytest.raises(KeyError, match="no model 'no-such-model'; there are ag-k-accurate, ag-k-fast"):
        x.models["no-such-model"]


@both_backends
def test_models_are_a_mapping_that_opens_no_model_before_its_facts_are_asked_for(x: xanes.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = x._model
    monkeypatch.setattr(x, "_model", lambda name: opened.append(name) or real(name))
    models = x.models
    assert isinstance(models, Mapping)
    assert len(models) == len(list(models)) == len(models.keys())
    assert "cu-k" in models
    assert "no-such-model" not in models
    assert 0 not in models
    assert repr(models).startswith("Models({'ag-k-accurate': ..., 'ag-k-fast': ..., ")
    assert opened == []
    assert [(name, model.id, model is models[name]) for name, model in models.items()] == [(name, name, True) for name in models]
    assert models.get("no-such-model") is None
    assert models == dict(models)


def test_a_plot_has_a_line_for_each_absorber_with_axes_and_units(x: xanes.Session, oxide: Atoms, tmp_path: Path) -> None:
    spectrum = x.spectrum(oxide)
    axes = spectrum.plot()
    assert axes.get_xlabel() == "Photon energy (eV)"
    assert axes.get_ylabel() == "Absorption (edge steps)"
    assert len(axes.get_lines()) == 4
    np.testing.assert_allclose(axes.get_lines()[1].get_xdata(), spectrum.photon_energy)
    np.testing.assert_allclose(axes.get_lines()[1].get_ydata(), spectrum.mu[1])
    assert [text.get_text() for text in axes.get_legend().get_texts()] == [f"Ag K edge, atom {i}" for i in spectrum.absorbers]
    assert len(axes.collections) == 4

    assert spectrum.average().plot().get_legend().get_texts()[0].get_text() == "Ag K edge, mean of 4 sites"

    same = spectrum.average().plot(ax=axes, label="mean", color="black")
    assert same is axes
    assert axes.get_lines()[-1].get_label() == "mean"
    axes.figure.savefig(tmp_path / "plot.png")


def test_an_xdi_file_holds_photon_energies_and_says_what_they_are(x: xanes.Session, cluster: Atoms, tmp_path: Path) -> None:
    spectrum = x.spectrum(cluster, 0)
    assert spectrum.to_xdi(tmp_path / "ag.xdi") == [tmp_path / "ag.xdi"]
    text = (tmp_path / "ag.xdi").read_text()
    assert text.startswith("# XDI/1.0 Xanes/")
    assert "# Element.symbol: Ag\n# Element.edge: K\n" in text
    assert "# Column.1: energy eV\n# Column.2: mu\n" in text
    energy, mu, sigma = np.loadtxt(tmp_path / "ag.xdi").T
    np.testing.assert_allclose(energy, spectrum.photon_energy)
    np.testing.assert_allclose(mu, spectrum.mu, atol=1e-6)
    np.testing.assert_allclose(sigma, spectrum.sigma, atol=1e-6)


def test_the_xdi_file_is_that_of_the_command(x: xanes.Session, cluster: Atoms, tmp_path: Path) -> None:
    run_xanes("predict", DATA / "agsi2o4.extxyz", "-o", tmp_path / "command.xdi")
    x.spectrum(cluster, 0).to_xdi(tmp_path / "python.xdi")
    ours, theirs = ((tmp_path / name).read_text().splitlines() for name in ("python.xdi", "command.xdi"))
    assert [line for line in ours if not line.startswith("#")] == [line for line in theirs if not line.startswith("#")]
    of_files = ("# Sample.name", "# Xanes.structure", "# Xanes.frame")
    assert [line for line in ours if line[0] == "#" and not line.startswith(of_files)] == [
        line for line in theirs if line[0] == "#" and not line.startswith(of_files)
    ]


def test_several_absorbers_give_numbered_xdi_files(x: xanes.Session, oxide: Atoms, tmp_path: Path) -> None:
    written = x.spectrum(oxide).to_xdi(tmp_path / "ag2o.xdi")
    assert [path.name for path in written] == [f"ag2o-000{row}.xdi" for row in range(1, 5)]
    assert sorted(tmp_path.iterdir()) == written


def test_a_data_frame_has_a_column_for_each_absorber(x: xanes.Session, oxide: Atoms) -> None:
    spectrum = x.spectrum(oxide)
    frame = spectrum.to_dataframe()
    assert list(frame.columns) == ["photon_energy", *[f"{what} Ag {i}" for i in spectrum.absorbers for what in ("mu", "sigma")]]
    np.testing.assert_allclose(frame[f"mu Ag {spectrum.absorbers[2]}"].loc[0.0], spectrum.mu[2, 16])
    assert list(spectrum[0].to_dataframe().columns) == ["photon_energy", "mu", "sigma"]


def test_importing_xanes_loads_neither_backend() -> None:
    import subprocess
    import sys

    code = "import sys, xanes; sys.exit(any(name in sys.modules for name in ('ctypes', 'clr', 'pythonnet', 'numpy')))"
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(DATA.parents[1] / "python")}, check=False).returncode == 0


def test_an_unknown_backend_is_an_error_that_lists_them() -> None:
    with pytest.raises(xanes.InvalidInputError, match="backend 'mono' is unknown; use 'auto', 'native' or 'pythonnet'"):
        xanes.load("mono")


@both_backends
def test_a_damaged_manifest_is_named(x: xanes.Session, tmp_path: Path) -> None:
    with pytest.raises(xanes.InvalidInputError, match=r"nothing\.yaml: no such plugin manifest"):
        xanes.load(x.backend, manifest=tmp_path / "nothing.yaml")


@both_backends
def test_a_model_that_knows_its_uncertainty_gives_it(x: xanes.Session, oxide: Atoms) -> None:
    told = json.loads(run_xanes("predict", DATA / "structures" / "ag2o.cif", "--model", "ag-k-accurate", "--json", "-q").stdout)["rows"]

    spectra = x.spectrum(oxide, "Ag", model="ag-k-accurate")

    assert spectra.sigma is not None
    np.testing.assert_allclose(spectra.mu, [row["mu"] for row in told], atol=1e-6)
    np.testing.assert_allclose(spectra.sigma, [row["sigma"] for row in told], atol=1e-6)
    assert (spectra.sigma > 0).all()


def test_a_spectrum_outside_of_the_domain_is_drawn_with_dashes_and_named_so(x: xanes.Session) -> None:
    squeezed = Atoms("AgO", [(0, 0, 0), (1.2, 0, 0)])

    axes = x.spectrum(squeezed, 0).plot()

    assert axes.get_lines()[0].get_linestyle() == "--"
    assert axes.get_legend().get_texts()[0].get_text() == "Ag K edge, atom 0 (outside)"


def with_domains(spectrum: xanes.Spectrum, inside: list[bool]) -> xanes.Spectrum:
    """The spectrum with other verdicts, those outside at twice the limit."""
    domains = tuple(xanes.Domain(one, 0.5 if one else 2.0, lambda one=one: "as trained" if one else "odd") for one in inside)
    known = spectrum.facts(spectrum.place)._replace(domains=domains, absorbers=tuple(range(len(inside))))
    return dataclasses.replace(spectrum, facts=lambda _: known)


def legend(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.get_legend().get_texts()]


def test_no_band_of_sigma_is_drawn_where_a_site_is_outside_of_the_domain(x: xanes.Session, oxide: Atoms) -> None:
    mixed = with_domains(x.spectrum(oxide), [True, False, True, True])
    axes = mixed.plot()
    assert [line.get_linestyle() for line in axes.get_lines()] == ["-", "--", "-", "-"]
    assert len(axes.collections) == 3
    of_mean = mixed.average().plot()
    assert legend(of_mean) == ["Ag K edge, mean of 4 sites (3 of 4 sites inside)"]
    assert len(of_mean.collections) == 0


def test_the_domain_of_a_mean_says_how_many_sites_are_inside(x: xanes.Session, oxide: Atoms) -> None:
    mean = with_domains(x.spectrum(oxide), [True, False, True, True]).average()
    assert (mean.domain.inside, mean.domain.distance) == (False, 2.0)
    assert mean.domain.reason == "3 of 4 sites inside; the farthest: odd"
    assert repr(mean) == "<Spectrum Ag K, mean of 4 sites, -8...60 eV, 3 of 4 sites inside>"
    assert pickle.loads(pickle.dumps(mean)).domain.reason == mean.domain.reason
    assert x.spectrum(oxide, average=True).domain.reason.startswith("4 of 4 sites inside; the farthest: resembles ")


def test_many_sites_are_drawn_in_groups_or_as_their_mean_with_a_band_that_the_legend_explains(x: xanes.Session, oxide: Atoms) -> None:
    spectrum = x.spectrum(oxide)
    equal = dataclasses.replace(spectrum, mu=np.tile(spectrum.mu[:1], (201, 1)), sigma=np.tile(spectrum.sigma[:1], (201, 1)))
    axes = with_domains(equal, [True] * 200 + [False]).plot()
    assert legend(axes) == ["Ag K edge, atoms 0, 1, 2, … (200)", "Ag K edge, atom 200 (outside)"]
    assert [line.get_linestyle() for line in axes.get_lines()] == ["-", "--"]

    factors = np.linspace(0.9, 1.1, 201)[:, np.newaxis]
    different = with_domains(dataclasses.replace(equal, mu=(factors * equal.mu).astype(np.float32)), [True] * 201)
    axes = different.plot()
    assert legend(axes) == ["Ag K edge, mean of 201 sites; band: 90 % of the sites"]
    np.testing.assert_allclose(axes.get_lines()[0].get_ydata(), spectrum.mu[0], atol=1e-5)
    corners = axes.collections[0].get_paths()[0].get_extents()
    np.testing.assert_allclose(corners.y1, 1.09 * spectrum.mu[0].max(), rtol=1e-4)
    assert legend(different.plot(label="glass")) == ["glass, mean of 201 sites; band: 90 % of the sites"]


def test_a_spectrum_prints_in_one_line_and_shows_a_picture_in_a_notebook(x: xanes.Session, cluster: Atoms, oxide: Atoms) -> None:
    assert repr(x.spectrum(cluster, 0)) == "<Spectrum Ag K, atom 0, -8...60 eV, inside>"
    assert str(x.spectrum(oxide)) == "<Spectrum Ag K, 4 sites, -8...60 eV, inside>"
    assert repr(x.spectrum(oxide, average=True)) == "<Spectrum Ag K, mean of 4 sites, -8...60 eV, inside>"

    html = x.spectrum(oxide)._repr_html_()

    assert html.startswith("<p>&lt;Spectrum Ag K, 4 sites")
    picture = base64.b64decode(html.partition("base64,")[2].partition('"')[0])
    assert picture.startswith(b"\x89PNG")


def test_numpy_takes_a_spectrum_as_its_absorption(x: xanes.Session, oxide: Atoms) -> None:
    spectrum = x.spectrum(oxide)

    np.testing.assert_array_equal(np.asarray(spectrum), spectrum.mu)
    assert np.asarray(spectrum, dtype=np.float64).dtype == np.float64
    np.testing.assert_array_equal(np.mean(spectrum, axis=0), spectrum.mu.mean(axis=0))


@both_backends
def test_spectra_and_sessions_survive_copying_and_pickling(x: xanes.Session, oxide: Atoms) -> None:
    spectrum = x.spectrum(oxide)

    for copied in (pickle.loads(pickle.dumps(spectrum)), copy.deepcopy(spectrum)):
        np.testing.assert_array_equal(copied.mu, spectrum.mu)
        np.testing.assert_array_equal(copied.photon_energy, spectrum.photon_energy)
        assert copied.domain == spectrum.domain
        assert copied.domain.reason == spectrum.domain.reason
        assert copied.labels == spectrum.labels
        assert repr(copied[1]) == repr(spectrum[1])
    assert copy.deepcopy(x) is x
    assert pickle.loads(pickle.dumps(x)) is x


def test_another_process_predicts_the_same(x: xanes.Session, cluster: Atoms) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        (there,) = pool.map(partial(x.spectrum, absorber=0), [cluster])

    np.testing.assert_array_equal(there.mu, x.spectrum(cluster, 0).mu)
    assert there.domain.reason == x.spectrum(cluster, 0).domain.reason
