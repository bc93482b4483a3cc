"""A measured spectrum as a mixture of others, and the principal components of a series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from xanes.errors import XanesError

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Component:
    """A component of a mixture."""

    name: str
    """The candidate's name."""
    fraction: float
    """Its fraction, above 0."""
    deviation: float
    """The fraction's standard deviation, from the residuals."""


@dataclass(frozen=True)
class Mixture:
    """Candidates with positive fractions whose sum was fitted by least squares."""

    components: tuple[Component, ...]
    """The components."""
    probability: float
    """By the Bayesian information criterion, each number of components as likely as the others before."""
    bic: float
    """The Bayesian information criterion n ln(SS / n) + k ln n."""
    r_factor: float
    """The squared residuals over the squared measured values."""
    reduced_square: float
    """The sum of squared residuals over the degrees of freedom."""
    f_test: float | None
    """The chance that it is no better than its best part with one component less; None for one component."""
    shift: float
    """What was added to the candidates' energies, in eV."""

    @property
    def fractions(self) -> dict[str, float]:
        """The fraction of each component by its name."""
        return {one.name: one.fraction for one in self.components}


@dataclass(frozen=True, eq=False)
class Mixtures:
    """The mixtures that fit a spectrum, most probable first; made by :meth:`xanes.Session.mixture`. ``mixtures[0]`` is the best."""

    mixtures: tuple[Mixture, ...] = field(repr=False)
    """The mixtures; those in which a fraction would not be positive are left out."""
    tried: int
    """The number of mixtures that were tried."""
    photon_energy: NDArray[np.float64] = field(repr=False)
    """The photon energies that were compared in eV, [n]."""
    measured: NDArray[np.float64] = field(repr=False)
    """The measured absorption in edge steps, [n]."""
    fitted: NDArray[np.float64] = field(repr=False)
    """The best mixture's, [n]."""

    @staticmethod
    def of(facts: Mapping[str, Any]) -> Mixtures:
        """From what the core tells."""
        mixtures = tuple(
            Mixture(**one | {"f_test": one.get("f_test"), "components": tuple(Component(**part) for part in one["components"])})
            for one in facts["mixtures"]
        )
        return Mixtures(mixtures, facts["tried"], *(np.array(facts[name]) for name in ("photon_energy", "measured", "fitted")))

    @property
    def best(self) -> Mixture:
        """The most probable mixture."""
        return self.mixtures[0]

    def __len__(self) -> int:
        """The number of mixtures that are kept."""
        return len(self.mixtures)

    def __getitem__(self, rank: int) -> Mixture:
        """A mixture by its rank, from 0."""
        return self.mixtures[rank]

    def __iter__(self) -> Iterator[Mixture]:
        """The mixtures, most probable first."""
        return iter(self.mixtures)

    def to_dataframe(self) -> pandas.DataFrame:
        """A data frame with a row for each mixture: probability, f_test, r_factor, shift, and a column of fractions for each candidate.

        Raises:
            XanesError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as fault:
            raise XanesError("pandas is not installed; install it with 'pip install pandas'") from fault
        facts = ("probability", "f_test", "r_factor", "shift")
        return pandas.DataFrame([{name: getattr(one, name) for name in facts} | one.fractions for one in self.mixtures])

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draws the measured spectrum, the best mixture and their difference."""
        from xanes.plot import new_axes

        ax = ax or new_axes()
        parts = " + ".join(f"{one.fraction:.2f} {one.name}" for one in self.best.components)
        ax.plot(self.photon_energy, self.measured, color="black", label="measured")
        ax.plot(self.photon_energy, self.fitted, color="tab:red", label=parts)
        ax.plot(self.photon_energy, self.measured - self.fitted, color="tab:green", label="difference")
        ax.set(xlabel="Photon energy (eV)", ylabel="Absorption (edge steps)")
        ax.legend(frameon=False)
        return ax


@dataclass(frozen=True, eq=False)
class PrincipalComponents:
    """The principal components of a series of c spectra of n energies (not centred); made by :meth:`xanes.Session.components`."""

    names: tuple[str, ...]
    """The names of the spectra, c."""
    photon_energy: NDArray[np.float64] = field(repr=False)
    """The common photon energies in eV, [n]."""
    eigenvalues: NDArray[np.float64]
    """The squared singular values, [c], descending."""
    components: NDArray[np.float64] = field(repr=False)
    """The components, [c, n], each of length 1."""
    scores: NDArray[np.float64] = field(repr=False)
    """What each spectrum has of each component, [c, c]."""
    real_error: NDArray[np.float64] = field(repr=False)
    """Malinowski's real error for 1, 2, ... components, [c - 1]."""
    indicator: NDArray[np.float64] = field(repr=False)
    """Malinowski's indicator, [c - 1]: least where the noise begins."""
    suggested_by_indicator: int
    """The number of components where the indicator is least."""
    suggested_by_scree: int
    """The number of components before the eigenvalues stop falling steeply."""

    @staticmethod
    def of(facts: Mapping[str, Any]) -> PrincipalComponents:
        """From what the core tells."""
        count = len(facts["names"])
        return PrincipalComponents(
            tuple(facts["names"]),
            np.array(facts["photon_energy"]),
            np.array(facts["eigenvalues"]),
            np.array(facts["components"]).reshape(count, -1),
            np.array(facts["scores"]).reshape(count, count),
            np.array(facts["real_error"]),
            np.array(facts["indicator"]),
            facts["suggested_by_indicator"],
            facts["suggested_by_scree"],
        )

    def reconstructed(self, count: int) -> NDArray[np.float64]:
        """The spectra by their first ``count`` components, [c, n]."""
        return np.asarray(self.scores[:, :count] @ self.components[:count])

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draws the eigenvalues on a logarithmic axis, with the suggested number of components."""
        from xanes.plot import new_axes

        ax = ax or new_axes()
        ax.semilogy(np.arange(1, len(self.eigenvalues) + 1), self.eigenvalues, "o-")
        ax.axvline(self.suggested_by_indicator + 0.5, color="tab:red", label=f"{self.suggested_by_indicator} by the indicator")
        ax.set(xlabel="Component", ylabel="Eigenvalue")
        ax.legend(frameon=False)
        return ax
