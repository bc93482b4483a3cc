"""Trains an ensemble of scattering networks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits
from torch import Tensor

from ..labels import Labels
from ..targets import CompressedTargets
from .design import Design
from .memory import keep_freed_memory
from .module import ScatteringModule
from .neighbours import Neighbours, Rows
from .weights import Weights

POOL = 8
"""The number of batches that are sorted by atom count together, so that little of a batch is padding."""

PAIRS_AT_ONCE = 65_536
"""Pairs of atoms, padding included, that are computed together; a batch that holds more is computed in parts. It bounds the memory."""


@dataclass(frozen=True)
class Schedule:
    """How the weights are found: AdamW with a one-cycle rate.

    Dropout of 0.1 with a weight decay of 0.3 and a rate of 3e-3 left the training part itself badly fitted; without dropout the median
    errors of unseen spectra fell by a fifth to a third. At a rate of 1e-2 the loss breaks out.
    """

    epochs: int = 60
    batch: int = 32
    rate: float = 5e-3
    weight_decay: float = 0.1
    dropout: float = 0.0


@dataclass(frozen=True)
class Ensemble:
    """Trained networks and how their scores make what a model gives: outputs = scores components + offset.

    ``share`` [T] is the share of the labels' variance that each component has.
    """

    module: ScatteringModule
    targets: CompressedTargets
    share: NDArray[np.float64]

    def outputs_of_members(self, neighbours: Neighbours, batch: int = 64) -> NDArray[np.float32]:
        """Float32 [K, n, J]."""
        order = np.argsort(neighbours.counts, kind="stable")
        outputs = np.empty((self.module.design.members, len(neighbours), len(self.targets.offset)), dtype=np.float32)
        self.module.eval()
        with torch.no_grad():
            for rows in portions(order, neighbours.counts, batch):
                scores = self.module(*tensors(neighbours[rows])).numpy().astype(np.float64)
                outputs[:, rows] = self.targets.expand(scores)
        return outputs


def fit_ensemble(
    design: Design,
    schedule: Schedule,
    neighbours: Neighbours,
    labels: Labels,
    seed: int,
    told: Callable[[int, float], None] | None = None,
    start: Weights | None = None,
) -> Ensemble:
    """Fits all members together to clusters and labels; the same arguments give the same weights.

    On one thread: matrices this small are waited for longer than multiplied where BLAS has threads of its own, the more so the busier the
    machine. With ``start`` the weights begin there, and its components are kept. ``told`` hears of each epoch and its training loss, the
    mean square error in units of the labels' variance.
    """
    keep_freed_memory()
    torch.set_num_threads(1)
    with threadpool_limits(1, user_api="blas"):
        return _fit(design, schedule, neighbours, labels, seed, told, start)


def _fit(
    design: Design,
    schedule: Schedule,
    neighbours: Neighbours,
    labels: Labels,
    seed: int,
    told: Callable[[int, float], None] | None,
    start: Weights | None,
) -> Ensemble:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    targets, share = CompressedTargets.scaled(labels, design.components) if start is None else (start.targets, start.share)
    scores = torch.from_numpy(targets.compress(labels).astype(np.float32))
    importance = torch.from_numpy(share.astype(np.float32))

    module = ScatteringModule(replace(design, components=len(share)), schedule.dropout)
    if start is not None:
        start.load_into(module)
    optimizer = torch.optim.AdamW(module.parameters(), lr=schedule.rate, weight_decay=schedule.weight_decay)
    steps = schedule.epochs * -(-len(neighbours) // schedule.batch)
    cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=schedule.rate, total_steps=steps)
    counts = neighbours.counts
    for epoch in range(schedule.epochs):
        module.train()
        total = 0.0
        for rows in epoch_batches(counts, schedule.batch, rng):
            optimizer.zero_grad(set_to_none=True)
            for part in portions(rows, counts, len(rows)):
                difference = module(*tensors(neighbours[part])) - scores[part]
                error = (difference.square() * importance).sum(dim=2)
                loss = error.sum() / len(rows)
                loss.backward()
                total += loss.item() / design.members * len(rows)
            torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0 * design.members)
            optimizer.step()
            cycle.step()
        if told is not None:
            told(epoch + 1, total / len(counts))
    module.eval()
    return Ensemble(module, targets, share)


def epoch_batches(counts: NDArray[np.int64], size: int, rng: np.random.Generator) -> Iterator[Rows]:
    """Every row once, in random batches whose clusters have similar atom counts."""
    order = rng.permutation(len(counts))
    batches: list[Rows] = []
    for first in range(0, len(order), POOL * size):
        pool = order[first : first + POOL * size]
        pool = pool[np.argsort(counts[pool], kind="stable")]
        batches.extend(pool[start : start + size] for start in range(0, len(pool), size))
    for place in rng.permutation(len(batches)):
        yield batches[place]


def portions(rows: Rows, counts: NDArray[np.int64], most: int) -> Iterator[Rows]:
    """Rows in their order, at most so many at once, and no more pairs than ``PAIRS_AT_ONCE`` where it is more than one row."""
    first = 0
    while first < len(rows):
        largest = np.maximum.accumulate(counts[rows[first : first + most]])
        fitting = np.flatnonzero(np.arange(1, len(largest) + 1) * largest**2 <= PAIRS_AT_ONCE)
        length = int(fitting[-1]) + 1 if len(fitting) > 0 else 1
        yield rows[first : first + length]
        first += length


def tensors(neighbours: Neighbours) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The module's arguments."""
    padded = neighbours.padded()
    return tuple(torch.from_numpy(array) for array in (padded.species, padded.radius, padded.distance, padded.mask))
