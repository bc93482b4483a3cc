"""The report's text: tables of all figures' numbers, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from ..learner import show
from .findings import Findings
from .learning_curve import LearningCurve
from .overlay_figures import worst_rows


def write_text(findings: Findings, curves: list[LearningCurve]) -> str:
    """The whole report.md."""
    model = findings.model
    parts = [
        f"# {model['id']}: how the learners did",
        f"{model['description']}. Errors are mean square errors of spectra with an edge step of 1, in units of 1e-4, beside those of "
        "answering the test spectra's own mean (- for a single one). Training and validation columns are of learners fitted to the "
        "training part, test "
        f"columns of learners fitted to both. Split {model['split']}.",
        "## Errors of every learner",
        "![Errors of every learner](errors.png)",
        errors_table(findings),
        _failures(findings),
        "## Time and size",
        "Of the test structures, large ones among them: the median time from one structure to its spectrum and, in batches, the mean "
        "time for each on all cores; ONNX Runtime on one thread each, descriptor included, on the machine that trained, whatever else "
        "it did. The difference is the largest between the exported model and "
        "the learner itself on the test spectra.",
        _times(findings),
        "## Training and test spectra",
        "![Ten training and ten test spectra](overlays.png)",
        "## Every kind of structure, and structures outside the data",
        "![Kinds of structures](kinds.png)",
        "## Learning curves",
        "![Learning curves](learning-curves.png)",
        _curves(findings, curves),
        "## Error against energy",
        "![Error against energy](error-by-energy.png)",
        "## The worst test spectra",
        "![The worst test spectra](worst.png)",
        _worst(findings),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def errors_table(findings: Findings) -> str:
    """The errors of every learner on every set, in units of 1e-4; a dash for what the mean of a single spectrum would tell."""
    rows = []
    for family in findings.families:
        by_part = {part: {row["set"]: row for row in family[part]} for part in ("training", "validation", "test")}
        for name, test in by_part["test"].items():
            seen = [_scaled(by_part[part][name]["mse"]) if name in by_part[part] else "" for part in ("training", "validation")]
            beside_mean = [_scaled(test["mean_predictor"]), f"{test['r2']:.3f}"] if test["count"] > 1 else ["-", "-"]
            numbers = [_scaled(test["mse"]), _scaled(test["median"]), *beside_mean]
            rows.append([f"{family['name']} ({show(family['hyper_parameters'])})", name, *seen, *numbers])
    return _table(["Learner", "Set", "Training", "Validation", "Test", "Test median", "Mean predictor", "R2"], rows)


def _failures(findings: Findings) -> str:
    return "\n".join(f"- {failure['name']} was left out: {failure['reason']}" for failure in findings.failures)


def _times(findings: Findings) -> str:
    rows = []
    for family in findings.families:
        check = findings.checks[family["name"]]
        times = [f"{check['microseconds']:.0f}", f"{check['microseconds_batched']:.0f}"]
        rows.append([family["name"], *times, f"{check['bytes'] / 1e6:.2f}", f"{check['difference']:.1e}", f"{family['fit_seconds']:.1f}"])
    return _table(["Learner", "Single, µs", "Batched, µs", "File, MB", "Largest difference", "One fit, s"], rows)


def _curves(findings: Findings, curves: list[LearningCurve]) -> str:
    if not curves:
        return "No learner could be fitted again in time."
    rows = [[curve.family, *(_scaled(error) for error in curve.mse)] for curve in curves]
    left_out = [family["name"] for family in findings.families if family["name"] not in {curve.family for curve in curves}]
    table = _table(["Training spectra", *map(str, curves[0].counts)], rows)
    return table + (f"\n\nLeft out because their fits take long: {', '.join(left_out)}." if left_out else "")


def _worst(findings: Findings) -> str:
    errors = findings.errors(findings.best)
    rows = []
    for number, row in worst_rows(findings):
        structure = findings.structures[row]
        rows.append([str(number), f"{findings.kind(row)} {structure.id}", _scaled(errors[row]), structure.describe()])
    return _table(["", "Structure", "MSE", "Neighbours of the absorber by distance, Å"], rows)


def _scaled(error: float) -> str:
    return f"{1e4 * error:.2f}"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
