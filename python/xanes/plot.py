"""Pictures of spectra by matplotlib."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xanes.errors import XanesError
from xanes.plot_lines import lines_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from xanes.curve import Curve
    from xanes.spectrum import Spectrum


def draw(spectrum: Spectrum, ax: Axes | None = None, label: str | None = None, **line: Any) -> Axes:
    """Draws mu over the photon energy; see :meth:`xanes.Spectrum.plot`."""
    if ax is None:
        ax = new_axes()
    energy = spectrum.photon_energy
    edge = f"{spectrum.model.absorber} {spectrum.model.edge} edge"
    for place, one in enumerate(lines_of(spectrum)):
        name = f"{edge}, {one.name}"
        if label is not None:
            name = f"{label}, {one.name}" if one.is_band_of_sites else label if place == 0 else "_nolegend_"
        style = {"linestyle": "--"} | line if one.outside else line
        (drawn,) = ax.plot(energy, one.mu, label=name, **style)
        if one.band is not None:
            ax.fill_between(energy, *one.band, color=drawn.get_color(), alpha=0.2, linewidth=0)
    ax.set_xlabel("Photon energy, up to a constant (eV)" if spectrum.model.energy_calibration is None else "Photon energy (eV)")
    ax.set_ylabel("Absorption (edge steps)")
    ax.ticklabel_format(axis="x", useOffset=False)
    ax.legend(frameon=False)
    return ax


def draw_curve(curve: Curve, ax: Axes | None = None, label: str | None = None, **line: Any) -> Axes:
    """Draws a curve over the photon energy; see :meth:`xanes.Curve.plot`."""
    ax = ax or new_axes()
    (drawn,) = ax.plot(curve.photon_energy, curve.mu, label=label or curve.label or "_nolegend_", **line)
    if curve.sigma is not None:
        lower, upper = curve.mu - curve.sigma, curve.mu + curve.sigma
        ax.fill_between(curve.photon_energy, lower, upper, color=drawn.get_color(), alpha=0.2, linewidth=0)
    ax.set_xlabel("Photon energy (eV)")
    ax.set_ylabel("Normalised absorption")
    ax.ticklabel_format(axis="x", useOffset=False)
    ax.legend(frameon=False)
    return ax


def as_html(spectrum: Spectrum) -> str:
    """The line of ``repr``, the domain's words and a small picture, where matplotlib is installed."""
    words = f"<p>{escape(repr(spectrum))}<br><small>{escape(spectrum.domain.reason)}</small></p>"
    try:
        from matplotlib.figure import Figure
    except ImportError:
        return words
    figure = Figure(figsize=(4.2, 2.6), layout="constrained")
    draw(spectrum, figure.add_subplot())
    picture = BytesIO()
    figure.savefig(picture, format="png", dpi=100)
    return f'{words}<img alt="spectrum" src="data:image/png;base64,{b64encode(picture.getvalue()).decode("ascii")}">'


def new_axes() -> Axes:
    """A figure of its own.

    Raises:
        XanesError: matplotlib is not installed.
    """
    try:
        from matplotlib import pyplot
    except ImportError as fault:
        raise XanesError("matplotlib is not installed; install it with 'pip install xanes[plot]'") from fault
    return pyplot.figure(figsize=(6.0, 4.0), layout="constrained").add_subplot()
