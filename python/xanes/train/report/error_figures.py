"""Figures of errors: of every learner, by energy, and by the number of training spectra."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, StrMethodFormatter

from ..metrics import Metrics
from .findings import Findings
from .learning_curve import LearningCurve
from .style import MEAN, PARTS, learner_colours, legend_below, panels


def errors_of_learners(findings: Findings) -> Figure:
    """Mean square errors of every learner on the three parts, a panel for each set; the line is the mean predictor's on the test part."""
    names = [family["name"] for family in findings.families]
    sets = [name for name in findings.job.sets if any(row["set"] == name for row in findings.families[0]["test"])]
    figure, panels_of_sets = panels(len(sets), columns=3, width=3.1, height=0.25 * len(names) + 0.9)
    for axes, name in zip(panels_of_sets, sets, strict=True):
        for part, colour in PARTS.items():
            found = [{row["set"]: row["mse"] for row in family[part]}.get(name, np.nan) for family in findings.families]
            axes.plot(found, range(len(names)), "o", color=colour, markersize=7, label=part, clip_on=False)
        baseline = next(row for row in findings.families[0]["test"] if row["set"] == name)
        if baseline["count"] > 1:
            axes.axvline(baseline["mean_predictor"], color=MEAN, linestyle="--", label="mean predictor (test)")
        axes.set_xscale("log")
        axes.set_title(f"{name} ({baseline['count']} test {'spectrum' if baseline['count'] == 1 else 'spectra'})")
        axes.set_yticks(range(len(names)), names)
        axes.grid(axis="both", color="#e6e6e6", linewidth=0.6)
        axes.set_axisbelow(True)
    panels_of_sets[0].set_ylim(len(names) - 0.5, -0.5)
    for axes in panels_of_sets[-3:]:
        axes.set_xlabel("mean square error")
    legend_below(figure, panels_of_sets[0])
    figure.suptitle(f"{findings.title} edge: errors of the learners (edge step 1)", fontsize=10)
    return figure


def errors_by_energy(findings: Findings) -> Figure:
    """Root mean square test errors at each energy, beside the test spectra's own standard deviation."""
    test = findings.test_rows()
    truth = findings.job.spectra[test].astype(np.float64)
    figure = Figure(figsize=(7.0, 3.8), layout="constrained")
    axes = figure.subplots()
    if len(test) > 1:
        axes.plot(findings.energy, truth.std(axis=0), color=MEAN, linestyle="--", label="mean predictor")
    for name, colour in learner_colours([family["name"] for family in findings.families]).items():
        error = np.sqrt(np.mean((findings.predictions[name][test] - truth) ** 2, axis=0))
        axes.plot(findings.energy, error, color=colour, label=name, linewidth=2.2 if name == findings.best else 1.2)
    mean = axes.twinx()
    mean.plot(findings.energy, truth.mean(axis=0), color="#d9d9d9", zorder=0)
    mean.set_ylabel("mean test spectrum", color="#9a9a9a")
    mean.tick_params(axis="y", colors="#9a9a9a")
    mean.set_ylim(bottom=0.0)
    axes.set_zorder(mean.get_zorder() + 1)
    axes.patch.set_visible(False)
    axes.set_ylim(bottom=0.0)
    axes.set_xlabel(energy_label(findings))
    axes.set_ylabel("root mean square error")
    legend_below(figure, axes)
    axes.set_title("Test error against energy")
    return figure


def learning_curves(findings: Findings, curves: list[LearningCurve]) -> Figure:
    """Test errors against the number of spectra that a learner was fitted to."""
    figure = Figure(figsize=(6.2, 3.8), layout="constrained")
    axes = figure.subplots()
    colours = learner_colours([family["name"] for family in findings.families])
    for curve in curves:
        width = 2.2 if curve.family == findings.best else 1.2
        mse = 1e4 * np.array(curve.mse)
        axes.plot(curve.counts, mse, "o-", markersize=4, color=colours[curve.family], linewidth=width, label=curve.family)
    truth = findings.job.spectra[findings.test_rows()]
    if len(truth) > 1:
        axes.axhline(1e4 * Metrics.of("all", truth, truth).mean_predictor, color=MEAN, linestyle="--", label="mean predictor")
    axes.set_xscale("log")
    axes.set_yscale("log")
    counts = curves[0].counts if curves else ()
    axes.set_xticks(counts, [str(count) for count in counts])
    axes.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    axes.minorticks_off()
    axes.grid(color="#e6e6e6", linewidth=0.6)
    axes.set_xlabel("training spectra")
    axes.set_ylabel("test mean square error, 1e-4")
    axes.set_title("Learning curves, all sets together")
    legend_below(figure, axes)
    return figure


def energy_label(findings: Findings) -> str:
    """The name of the energy axis."""
    return f"energy - {findings.model['edge_energy']:.1f} eV"
