"""Whether the spectra that a model is least sure of teach it more than as many drawn at random.

``python python/benchmarks/benchmark_active_learning.py`` takes part of a computed data set as what is known and the rest as what could be
computed next. Three networks that were taught by the known part say how sure they are of each spectrum of the rest (their mean variance
over the spectrum, as in ``xanes dataset new --where-uncertain``). Then a small network is taught by the known part and the spectra they
are least sure of, another by the known part and as many drawn at random. All are tested on a data set that none has seen.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import xanes
from ase import Atoms
from ase.io import read
from numpy.typing import NDArray

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = ["dotnet", str(REPOSITORY / "artifacts" / "bin" / "Xanes.Cli" / "release" / "xanes.dll")]
DATA = REPOSITORY / "models" / "data"
ARRAYS = ("raw.npy", "fermi_energy.npy", "spectra.npy")
Rows = NDArray[np.intp]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--pool", type=Path, default=DATA / "ag-k-neighbours-random", help="the data set of what is known and what could be"
    )
    parser.add_argument("--test", type=Path, default=DATA / "ag-k-neighbours-random-2", help="the data set that no network sees")
    parser.add_argument("--known", type=int, default=500, help="how many spectra are known at first")
    parser.add_argument("--added", type=int, default=300, help="how many are added")
    parser.add_argument("--repeats", type=int, default=3, help="how many times all of it is done, each with another known part")
    asked = parser.parse_args()
    pool, test = SpectraOf(asked.pool), SpectraOf(asked.test)
    errors: dict[str, list[float]] = {"known part": [], "least sure": [], "at random": []}
    print(f"{'MSE (median)':<14}" + "".join(f"{name:>24}" for name in errors))
    for repeat in range(asked.repeats):
        with tempfile.TemporaryDirectory() as folder:
            order = np.random.default_rng(repeat).permutation(len(pool))
            known, rest = order[: asked.known], order[asked.known :]
            doubting = train(asked.pool, known, Path(folder) / "doubting", "scattering-network")
            doubt = uncertainties(doubting, pool, rest)
            least_sure = rest[np.argsort(-doubt, kind="stable")[: asked.added]]
            models = {
                "known part": train(asked.pool, known, Path(folder) / "known"),
                "least sure": train(asked.pool, np.append(known, least_sure), Path(folder) / "least-sure"),
                "at random": train(asked.pool, np.append(known, rest[: asked.added]), Path(folder) / "at-random"),
            }
            line = f"{f'part {repeat + 1}':<14}"
            for name, taught in models.items():
                each = test.errors(taught)
                errors[name].append(float(each.mean()))
                line += f"{f'{each.mean():.3e} ({np.median(each):.2e})':>24}"
            print(line, flush=True)
    means = {name: statistics.mean(values) for name, values in errors.items()}
    print(f"{'mean':<14}" + "".join(f"{value:>24.3e}" for value in means.values()))
    gains = [(known - sure) / (known - drawn) for known, sure, drawn in zip(*errors.values(), strict=True)]
    spread = f"{min(gains):.2f} to {max(gains):.2f}"
    print(f"the least sure lower the error {statistics.mean(gains):.2f} times as much as those at random ({spread})")


class SpectraOf:
    """The structures and spectra of a data set."""

    def __init__(self, folder: Path) -> None:
        """Reads them."""
        self.spectra = np.load(folder / "spectra.npy").astype(float)
        self.structures: list[Atoms] = read(folder / "structures.extxyz", ":")

    def __len__(self) -> int:
        """How many there are."""
        return len(self.spectra)

    def predicted(self, model: Path, rows: Rows | None = None) -> list[xanes.Spectrum]:
        """By a model's folder, for all structures or some."""
        chosen = self.structures if rows is None else [self.structures[row] for row in rows]
        return xanes.load().spectrum(chosen, absorber=0, model=model)

    def errors(self, model: Path) -> NDArray[np.float64]:
        """Mean square error of each spectrum, in squared edge steps."""
        return np.array(
            [np.mean((np.ravel(found.mu) - true) ** 2) for found, true in zip(self.predicted(model), self.spectra, strict=True)]
        )


def uncertainties(model: Path, spectra: SpectraOf, rows: Rows) -> NDArray[np.float64]:
    """Mean variance over the spectrum of some rows."""
    return np.array([np.mean(np.square(found.sigma)) for found in spectra.predicted(model, rows)])


def train(pool: Path, rows: Rows, folder: Path, family: str = "fast-scattering-network") -> Path:
    """The folder of a network that was taught by some rows of a data set."""
    data = folder / "data"
    data.mkdir(parents=True)
    rows = np.sort(rows)
    for name in ARRAYS:
        values = np.load(pool / name)
        np.save(data / name, values if name == "fermi_energy.npy" else values[rows])
    shutil.copy2(pool / "energy.npy", data)
    frames = (pool / "structures.extxyz").read_text(encoding="utf-8").splitlines(keepends=True)
    starts = [0]
    while starts[-1] < len(frames):
        starts.append(starts[-1] + int(frames[starts[-1]]) + 2)
    (data / "structures.extxyz").write_text("".join("".join(frames[starts[row] : starts[row + 1]]) for row in rows), encoding="utf-8")
    card = (pool / "dataset.yaml").read_text(encoding="utf-8").splitlines()
    kept = [f"count: {len(rows)}" if line.startswith("count:") else line for line in card if not line.startswith("sampling:")]
    (data / "dataset.yaml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    model = folder / "network"
    options = ["--families", family, "--cutoff", "6", "--no-report", "--python", sys.executable, "-q"]
    subprocess.run([*COMMAND, "train", str(data), "-o", str(model), *options], check=True, stdout=subprocess.DEVNULL, cwd=REPOSITORY)
    return model


if __name__ == "__main__":
    main()
