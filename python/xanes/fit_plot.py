"""Pictures of fits by matplotlib."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xanes.errors import XanesError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from xanes.fit import Fit, Parameter

BINS = 30


def draw(fit: Fit, ax: Axes | None = None) -> Axes:
    """Draws measured and fitted spectra; see :meth:`xanes.Fit.plot`."""
    if ax is None:
        ax = _figure(6.0, 4.0).add_subplot()
    arrays = fit.arrays
    energy = arrays["photon_energy"]
    ax.fill_between(energy, arrays["lower"], arrays["upper"], color="tab:orange", alpha=0.35, linewidth=0, label="90 % of the posterior")
    ax.plot(energy, arrays["best"], color="tab:orange", label="best structure")
    ax.plot(energy, arrays["measured"], "k.", markersize=4, label="measured")
    ax.set_xlabel("Photon energy (eV)")
    ax.set_ylabel("Absorption (edge steps)")
    ax.ticklabel_format(axis="x", useOffset=False)
    ax.legend(frameon=False)
    return ax


def corner(fit: Fit, names: list[str] | None = None) -> Figure:
    """Draws every two parameters; see :meth:`xanes.Fit.corner`."""
    chosen = [fit[name] for name in names] if names is not None else [one for one in fit.parameters.values() if not one.derived]
    order = list(fit.parameters)
    columns = [fit.samples[:, order.index(one.name)] for one in chosen]
    count = len(chosen)
    figure = _figure(2.2 * count + 0.6, 2.2 * count + 0.6)
    axes = np.atleast_2d(figure.subplots(count, count, squeeze=False))
    for row in range(count):
        for column in range(count):
            ax = axes[row, column]
            if column > row:
                ax.set_axis_off()
            elif column == row:
                ax.hist(columns[row], bins=BINS, histtype="stepfilled", alpha=0.5)
                ax.axvline(chosen[row].median, color="tab:orange")
                ax.set_yticks([])
                ax.set_title(f"{chosen[row].median:.4g} ± {chosen[row].deviation:.2g}", fontsize="small")
            else:
                ax.plot(columns[column], columns[row], ".", markersize=2, alpha=0.2)
                ax.plot(chosen[column].best, chosen[row].best, "+", color="tab:orange", markersize=9)
            if row == count - 1:
                ax.set_xlabel(_name(chosen[column]))
            if column == 0 and row > 0:
                ax.set_ylabel(_name(chosen[row]))
    return figure


def _name(parameter: Parameter) -> str:
    return f"{parameter.name} ({parameter.unit})" if parameter.unit else parameter.name


def _figure(width: float, height: float) -> Figure:
    try:
        from matplotlib import pyplot
    except ImportError as fault:
        raise XanesError("matplotlib is not installed; install it with 'pip install xanes[plot]'") from fault
    return pyplot.figure(figsize=(width, height), layout="constrained")
