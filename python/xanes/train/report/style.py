"""How all figures look."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

TRUTH = "#222222"
PREDICTION = "#d1495b"
MEAN = "#8a8a8a"
PARTS = {"training": "#9ecae1", "validation": "#4292c6", "test": "#084594"}
_LEARNERS = ("#d1495b", "#2e6f95", "#3a9d5d", "#e6963b", "#7b5ea7", "#4cb5c4", "#8c6d46", "#c26db3", "#6b7a2f")


def apply() -> None:
    """Sets sizes and lines for the process."""
    mpl.use("Agg")
    mpl.rcParams.update(
        {
            "font.size": 9,
            "axes.titlesize": 9,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.linewidth": 0.8,
            "lines.linewidth": 1.4,
            "legend.frameon": False,
            "savefig.dpi": 130,
        }
    )


def learner_colours(names: Sequence[str]) -> dict[str, str]:
    """A colour for each learner, the first for the best."""
    return {name: _LEARNERS[number % len(_LEARNERS)] for number, name in enumerate(names)}


def panels(count: int, columns: int, width: float = 2.2, height: float = 1.75) -> tuple[Figure, list[Axes]]:
    """A figure of some panels with common axes."""
    columns = min(columns, count)
    rows = -(-count // columns)
    figure = Figure(figsize=(width * columns + 0.6, height * rows + 0.9), layout="constrained")
    axes = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False).flatten().tolist()
    for spare in axes[count:]:
        spare.set_visible(False)
        above = axes[axes.index(spare) - columns] if rows > 1 else spare
        above.xaxis.set_tick_params(labelbottom=True)
    return figure, axes[:count]


def legend_below(figure: Figure, axes: Axes, columns: int = 4) -> None:
    """One legend, with the labels of some axes, in a strip at the figure's foot."""
    handles, labels = axes.get_legend_handles_labels()
    strip = (0.1 + 0.2 * -(-len(labels) // columns)) / figure.get_figheight()
    figure.get_layout_engine().set(rect=(0.0, strip, 1.0, 1.0 - strip))
    figure.legend(handles, labels, loc="lower center", ncols=columns)


def save(figure: Figure, path: Path) -> None:
    """Writes a PNG under a temporary name, then renames it; the same figure gives the same bytes."""
    temporary = path.with_name(f"{path.name}.{uuid4().hex}.tmp")
    try:
        figure.savefig(temporary, format="png", metadata={"Software": None})
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
