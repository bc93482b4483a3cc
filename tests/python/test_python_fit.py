"""Fits from Python: the same answers from both backends, in the types that Python users have."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import xanes
from ase.build import bulk
from ase.io import read
from conftest import DATA
from python_sessions import BACKENDS

LATTICE = 4.12
OPTIONS = {"model": "ag-k-fast", "noise": 0.002, "theory_error": 0.0, "population": 64, "steps": 60}


def target(session: xanes.Session, atoms: object, absorber: object = "Ag", noise: float = 0.002) -> tuple[np.ndarray, np.ndarray]:
    """A predicted spectrum with noise as a measured one."""
    spectrum = session.spectrum(atoms, absorber, average=True, model="ag-k-fast")
    mu = np.atleast_2d(spectrum.mu)[0] + np.random.default_rng(1).normal(0.0, noise, spectrum.energy.size)
    return spectrum.photon_energy, mu


@pytest.fixture(scope="module", params=BACKENDS)
def session(request: pytest.FixtureRequest) -> xanes.Session:
    """A session of each backend."""
    return xanes.load(request.param)


@pytest.fixture(scope="module")
def silver(session: xanes.Session) -> xanes.Fit:
    """The lattice parameter of silver, from the spectrum of a crystal that is larger."""
    measured = target(session, bulk("Ag", "fcc", a=LATTICE, cubic=True))
    return session.fit(measured, bulk("Ag", "fcc", a=4.086, cubic=True), vary="cell", **OPTIONS)


def test_the_lattice_parameter_is_found(silver: xanes.Fit) -> None:
    lattice = silver["lattice parameter a"]
    assert lattice.interval_90[0] <= LATTICE <= lattice.interval_90[1]
    assert lattice.derived and lattice.unit == "Å"
    assert silver.atoms.cell[0, 0] == pytest.approx(lattice.best)
    assert silver.atoms.pbc.all() and len(silver.atoms) == 4
    assert silver.answers[0].share == pytest.approx(1.0)


def test_statistics_are_those_of_the_draws(silver: xanes.Fit) -> None:
    names = list(silver.parameters)
    column = silver.samples[:, names.index("cell")]
    cell = silver["cell"]
    assert cell.mean == pytest.approx(column.mean())
    assert cell.deviation == pytest.approx(column.std(ddof=1))
    assert cell.median == pytest.approx(np.median(column))
    assert np.quantile(column, [0.05, 0.95]) == pytest.approx(cell.interval_90, abs=0.05 * cell.deviation)
    assert silver.arrays["correlations"] == pytest.approx(np.nan_to_num(np.corrcoef(silver.samples.T)), abs=1e-9)
    assert silver.samples.shape == (silver.arrays["log_posterior"].size, len(names))


def test_a_data_frame_has_a_row_for_each_parameter(silver: xanes.Fit) -> None:
    pytest.importorskip("pandas")
    frame = silver.to_dataframe()
    assert list(frame.index) == list(silver.parameters)
    assert frame.loc["cell", "median"] == silver["cell"].median


def test_pictures_show_the_measured_points_and_every_pair_of_parameters(silver: xanes.Fit) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    ax = silver.plot()
    points = next(line for line in ax.lines if line.get_label() == "measured")
    assert np.array_equal(points.get_ydata(), silver.arrays["measured"])
    own = [one for one in silver.parameters.values() if not one.derived]
    assert len(silver.corner().axes) == len(own) ** 2


def test_both_backends_give_the_same_draws() -> None:
    pytest.importorskip("pythonnet")
    cluster = read(DATA / "agsi2o4.extxyz")
    found = []
    for name in ("native", "pythonnet"):
        session = xanes.load(name)
        fit = session.fit(target(session, cluster, 0), cluster, absorber=0, vary=["shell O 1.5-2.2"], **OPTIONS)
        found.append(fit)
    assert found[0].parameters.keys() == found[1].parameters.keys()
    assert found[0]["shell O 1.5-2.2"].median == pytest.approx(found[1]["shell O 1.5-2.2"].median, abs=0.01)


def test_a_mixture_takes_named_starts_and_a_larch_group(session: xanes.Session) -> None:
    metal, oxide = bulk("Ag", "fcc", a=4.086, cubic=True), read(DATA / "structures" / "ag2o.cif")
    energy, one = target(session, metal, noise=0.0)
    _, other = target(session, oxide, noise=0.0)
    group = SimpleNamespace(energy=energy, mu=None, norm=None, flat=0.4 * one + 0.6 * other)
    fit = session.fit(group, {"metal": metal, "oxide": oxide}, vary={"oxide": ["cell in 0.99..1.01"]}, **OPTIONS)
    assert fit["fraction metal"].median == pytest.approx(0.4, abs=0.05)
    assert {found.start for found in fit.structures} == {"metal", "oxide"}
    assert "oxide: cell" in fit.parameters


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"vary": "bond 1"}, "is of no known kind"),
        ({"vary": {"other": "cell"}}, "vary names the start 'other'"),
        ({"vary": [1]}, "vary takes texts"),
        ({"shift": (1.0, -1.0)}, "leave nothing to vary"),
        ({"shift": 3.0}, r"shift must have the shape \[2\]"),
        ({"noise": [0.1, 0.2]}, r"the noise must have the shape"),
        ({"noise": -1.0}, "noise must be positive"),
        ({"absorber": [0, 1]}, "one index or an element's symbol"),
        ({"seed": -1}, "the seed must be at least 0|seed must be at least 0"),
    ],
)
def test_a_mistake_is_one_line(session: xanes.Session, arguments: dict[str, object], expected: str) -> None:
    cluster = read(DATA / "agsi2o4.extxyz")
    measured = (np.linspace(25500.0, 25570.0, 60), np.linspace(0.0, 1.0, 60))
    with pytest.raises(xanes.InvalidInputError, match=expected) as fault:
        session.fit(measured, cluster, **({"absorber": 0} | arguments))
    assert "\n" not in str(fault.value)


def test_a_measured_spectrum_must_be_a_pair_or_a_group(session: xanes.Session) -> None:
    with pytest.raises(xanes.InvalidInputError, match="pair of arrays"):
        session.fit([1.0, 2.0, 3.0], read(DATA / "agsi2o4.extxyz"))
    with pytest.raises(xanes.InvalidInputError, match="none of flat, norm"):
        session.fit(SimpleNamespace(energy=[1.0], mu=[1.0]), read(DATA / "agsi2o4.extxyz"))
