"""Files in the XAS Data Interchange format 1.0 (github.com/XraySpectroscopy/XAS-Data-Interchange), as the command writes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import xanes

if TYPE_CHECKING:
    from xanes.model import Model
    from xanes.spectrum import Spectrum

LONGEST_VALUE = 1000
"""The bytes of a value in one line. The format asks for lines of at most 2048 characters, as readers may have no room for more."""

_PLANCK_TIMES_LIGHT = 12398.419843320026
"""In eV Å (CODATA 2018)."""

_USUAL = [("Si(111)", 3.1356), ("multilayer", 50.0)]


def write(spectrum: Spectrum, path: Path) -> list[Path]:
    """Writes one file a row; see :meth:`xanes.Spectrum.to_xdi`."""
    if spectrum.mu.ndim == 1:
        return [_write_row(spectrum, path)]
    return [_write_row(spectrum[row], path.with_stem(f"{path.stem}-{row + 1:04d}")) for row in range(len(spectrum))]


def _write_row(spectrum: Spectrum, path: Path) -> Path:
    columns = [spectrum.photon_energy, spectrum.mu.astype(np.float64)]
    if spectrum.sigma is not None:
        columns.append(spectrum.sigma.astype(np.float64))
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as text:
            text.write(_header(spectrum))
            np.savetxt(text, np.column_stack(columns), fmt="  %.6f", delimiter="")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _energy_axis(model: Model) -> str:
    if model.energy_calibration is None:
        return "photon energy, absolute up to a constant"
    words = f"photon energy of a calibrated beamline: computed {model.energy_calibration:+g} eV"
    return words if model.calibration is None else f"{words} ({model.calibration})"


def _header(spectrum: Spectrum) -> str:
    model, domain = spectrum.model, spectrum.domain
    names = ["energy", "mu"] + ([] if spectrum.sigma is None else ["sigma"])
    crystal, spacing = _nominal_monochromator(spectrum.photon_energy[0])
    fields = {
        **{f"Column.{number}": f"{name} eV" if name == "energy" else name for number, name in enumerate(names, start=1)},
        "Element.symbol": model.absorber,
        "Element.edge": model.edge,
        "Scan.edge_energy": f"{model.edge_energy:.6f} eV",
        "Mono.name": f"{crystal}; nominal, as the spectrum is computed",
        "Mono.d_spacing": f"{spacing:.6f}",
        "Sample.name": spectrum.labels[0],
        "Xanes.origin": "predicted by a model; not a measurement",
        "Xanes.model": model.id,
        "Xanes.absorber_count": str(len(spectrum.absorbers)),
        "Xanes.absorber": " ".join(map(str, spectrum.absorbers)),
        "Xanes.normalisation": model.normalisation,
        "Xanes.broadening": "as in the training data" if model.broadening is None else str(model.broadening),
        "Xanes.energy_axis": _energy_axis(model),
        "Xanes.domain": f"{domain} ({domain.reason})",
    }
    lines = [f"# XDI/1.0 Xanes/{xanes.__version__}"]
    for name, value in fields.items():
        lines += [f"# {name}{f'_{number}' if number > 1 else ''}: {piece}" for number, piece in enumerate(_pieces(value), start=1)]
    lines += ["# ///", "# Computed by a model, not measured", "#----------", f"# {' '.join(names)}"]
    return "\n".join(lines) + "\n"


def _nominal_monochromator(lowest_energy: float) -> tuple[str, float]:
    """A usual crystal and its spacing in Å which diffract photons of an energy in eV, hc / E < 2 d.

    The format requires one of every file and a computed spectrum has none; with this one, programs that turn energies into angles can.
    """
    return next((crystal for crystal in _USUAL if _PLANCK_TIMES_LIGHT / (2 * crystal[1]) < lowest_energy), _USUAL[-1])


def _pieces(value: str) -> list[str]:
    """A value in pieces that fit into lines of the header, cut between words; words that are too long between characters."""
    pieces: list[bytes] = []
    for word in value.split():
        for part in _parts(word):
            if pieces and len(pieces[-1]) + 1 + len(part) <= LONGEST_VALUE:
                pieces[-1] += b" " + part
            else:
                pieces.append(part)
    return [piece.decode() for piece in pieces]


def _parts(word: str) -> list[bytes]:
    parts = [b""]
    for character in map(str.encode, word):
        if len(parts[-1]) + len(character) > LONGEST_VALUE:
            parts.append(b"")
        parts[-1] += character
    return parts
