"""Figures of computed and predicted spectra over each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from ..job import TRAINING
from ..labels import Matrix
from .error_figures import energy_label
from .findings import Findings
from .style import PREDICTION, TRUTH, legend_below, panels

SHOWN = 10
MOST_OUTSIDE = 8


@dataclass(frozen=True)
class Overlay:
    """One panel: a title and the two spectra, [M] each."""

    title: str
    truth: Matrix
    predicted: Matrix

    @property
    def mse(self) -> float:
        """The mean square error."""
        return float(np.mean((self.predicted.astype(np.float64) - self.truth) ** 2))


def training_and_test(findings: Findings) -> Figure:
    """Ten random training spectra and ten random test spectra."""
    rng = np.random.default_rng(findings.job.seed)
    shown = []
    for part, rows in (("training", findings.job.rows(TRAINING)), ("test", findings.test_rows())):
        chosen = np.sort(rng.permutation(rows)[:SHOWN])
        shown += [of_row(findings, row, f"{part}\n{findings.kind(row)} {findings.structures[row].id}") for row in chosen]
    return draw(findings, shown, f"{findings.title} edge by {findings.best}: ten training and ten test spectra")


def kinds_and_outside(findings: Findings) -> Figure:
    """The test spectrum of median error of each kind of structure, then spectra of no part of the job."""
    errors = findings.errors(findings.best)
    kinds: dict[str, list[int]] = {}
    for row in findings.test_rows():
        kinds.setdefault(findings.kind(row), []).append(int(row))
    shown = []
    for kind, rows in sorted(kinds.items()):
        median = sorted(rows, key=lambda row: errors[row])[len(rows) // 2]
        shown.append(of_row(findings, median, f"{kind}\n{findings.structures[median].id}, median of {len(rows)} test spectra"))
    for case in findings.outside[:MOST_OUTSIDE]:
        place = "inside" if case["is_inside"] else "outside"
        name = case["set"] if case["group"] is None else f"{case['set']}/{case['group']}"
        title = f"{name}\n{case['id']}, not in the data, {place} the domain"
        shown.append(Overlay(title, np.float32(case["truth"]), np.float32(case["predicted"])))
    return draw(findings, shown, f"{findings.title} edge by {findings.best}: every kind of structure", columns=3, width=3.0, height=2.2)


def worst(findings: Findings) -> Figure:
    """The ten test spectra of the largest errors."""
    shown = [of_row(findings, row, f"{number}: {findings.kind(row)} {findings.structures[row].id}") for number, row in worst_rows(findings)]
    return draw(findings, shown, f"{findings.title} edge by {findings.best}: the worst test spectra", width=2.5)


def worst_rows(findings: Findings) -> list[tuple[int, int]]:
    """Number, from 1, and row of the ten test spectra of the largest errors, the worst first."""
    errors = findings.errors(findings.best)
    ranked = sorted(findings.test_rows(), key=lambda row: -errors[row])[:SHOWN]
    return [(number, int(row)) for number, row in enumerate(ranked, start=1)]


def of_row(findings: Findings, row: int, title: str) -> Overlay:
    """The panel of a row of the job."""
    return Overlay(title, findings.job.spectra[row], findings.predictions[findings.best][row])


def draw(findings: Findings, shown: Sequence[Overlay], title: str, columns: int = 5, width: float = 2.2, height: float = 1.8) -> Figure:
    """A panel for each overlay with its error."""
    figure, all_axes = panels(len(shown), columns, width, height)
    for axes, overlay in zip(all_axes, shown, strict=True):
        axes.plot(findings.energy, overlay.truth, color=TRUTH, label="computed")
        axes.plot(findings.energy, overlay.predicted, color=PREDICTION, linestyle=(0, (4, 1.5)), label="predicted")
        axes.set_title(overlay.title, fontsize=7.5)
        axes.text(0.97, 0.06, f"MSE {overlay.mse:.1e}", transform=axes.transAxes, ha="right", fontsize=7.5, color="#555555")
    all_axes[0].set_ylim(0.0, 1.05 * max(max(overlay.truth.max(), overlay.predicted.max()) for overlay in shown))
    for axes in all_axes:
        if axes.get_subplotspec().is_first_col():
            axes.set_ylabel("absorption")
    for axes in all_axes[-columns:]:
        axes.set_xlabel(energy_label(findings))
    legend_below(figure, all_axes[0])
    figure.suptitle(title, fontsize=10)
    return figure
