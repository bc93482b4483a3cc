"""Files in the XAS Data Interchange format 1.0 (github.com/XraySpectroscopy/XAS-Data-Interchange)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import xanes

if TYPE_CHECKING:
    from xanes.spectrum import Spectrum


def write(spectrum: Spectrum, path: Path) -> list[Path]:
    """Writes one file a row; see :meth:`xanes.Spectrum.to_xdi`."""
    if spectrum.mu.ndim == 1:
        return [_write_row(spectrum, path)]
    return [_write_row(spectrum[row], path.with_stem(f"{path.stem}-{row + 1:04d}")) for row in range(len(spectrum))]


def _write_row(spectrum: Spectrum, path: Path) -> Path:
    columns = [spectrum.photon_energy, spectrum.mu] + ([] if spectrum.sigma is None else [spectrum.sigma])
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as text:
            text.write(_header(spectrum))
            np.savetxt(text, np.column_stack(columns), fmt="  %.6f", delimiter="")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _header(spectrum: Spectrum) -> str:
    model, domain = spectrum.model, spectrum.domain
    names = ["energy", "normtrans"] + ([] if spectrum.sigma is None else ["sigma"])
    fields = {
        **{f"Column.{number}": f"{name} eV" if name == "energy" else name for number, name in enumerate(names, start=1)},
        "Element.symbol": model.absorber,
        "Element.edge": model.edge,
        "Scan.edge_energy": f"{model.edge_energy:.6f} eV",
        "Sample.name": spectrum.labels[0],
        "Xanes.origin": "predicted by a model; not a measurement",
        "Xanes.model": model.id,
        "Xanes.absorber": " ".join(map(str, spectrum.absorbers)),
        "Xanes.normalisation": model.normalisation,
        "Xanes.energy_axis": "photon energy, absolute up to a constant",
        "Xanes.domain": f"{domain} ({domain.reason})",
    }
    lines = [f"# XDI/1.0 Xanes/{xanes.__version__}"]
    lines += [f"# {name}: {' '.join(value.splitlines())}" for name, value in fields.items()]
    lines += ["# ///", "# ---", f"# {' '.join(names)}"]
    return "\n".join(lines) + "\n"
