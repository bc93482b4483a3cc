"""The scattering network in torch. The members of an ensemble stand in a leading axis of every weight and run together."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from .design import Design


class Stack(nn.Module):
    """One linear map for each of K members: [K or 1, n, inputs] to [K, n, outputs]."""

    def __init__(self, members: int, inputs: int, outputs: int, bias: bool = True) -> None:
        """Weights start uniform, as torch's own linear maps do."""
        super().__init__()
        bound = 1.0 / math.sqrt(inputs)
        self.weight = nn.Parameter(torch.empty(members, inputs, outputs).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.empty(members, 1, outputs).uniform_(-bound, bound)) if bias else None

    def forward(self, values: Tensor) -> Tensor:
        """The maps' values."""
        mapped = torch.matmul(values, self.weight)
        return mapped if self.bias is None else mapped + self.bias


class Messages(nn.Module):
    """One round: each neighbour gathers the others' states, filtered by their mutual distance, and changes its own."""

    def __init__(self, design: Design) -> None:
        """Filters are linear in the Gaussians of the distance, so each is one smooth curve."""
        super().__init__()
        members, features = design.members, design.features
        self.send = Stack(members, features, features)
        self.filter = Stack(members, design.pair, features, bias=False)
        self.gather = Stack(members, features, features)
        self.keep = Stack(members, features, features, bias=False)
        self.update = Stack(members, features, features)

    def forward(self, states: Tensor, pairs: Tensor, fade: Tensor, shape: tuple[int, int]) -> Tensor:
        """New states [K, N A, F] of states alike; ``pairs`` [1, N A A, P], ``fade`` [N A, 1], ``shape`` = (N, A)."""
        rows, atoms = shape
        members, _, features = states.shape
        sent = (self.send(states) * fade).view(members, rows, 1, atoms, features)
        filters = self.filter(pairs).view(members, rows, atoms, atoms, features)
        gathered = (filters * sent).sum(dim=3).view(members, rows * atoms, features)
        return states + self.update(functional.silu(self.gather(gathered) + self.keep(states)))


class ScatteringModule(nn.Module):
    """K networks from clusters to scores [K, N, T] in units of each component's own standard deviation."""

    def __init__(self, design: Design, dropout: float) -> None:
        """Fresh weights from torch's random state."""
        super().__init__()
        self.design = design
        members, features = design.members, design.features
        self.embed = Stack(members, design.species * design.radial, features, bias=False)
        self.rounds = nn.ModuleList([Messages(design) for _ in range(design.rounds)])
        self.share = Stack(members, features, features)
        self.weigh = Stack(members, design.radial, features)
        self.first = Stack(members, features, design.hidden)
        self.second = Stack(members, design.hidden, design.hidden)
        self.last = Stack(members, design.hidden, design.components)
        self.dropout = nn.Dropout(dropout)
        self.register_buffer("radial_centres", torch.linspace(*design.radial_range, design.radial))
        self.register_buffer("pair_centres", torch.linspace(*design.pair_range, design.pair))

    def forward(self, species: Tensor, radius: Tensor, distance: Tensor, mask: Tensor) -> Tensor:
        """Scores of clusters in the layout of :class:`Neighbours`."""
        rows, atoms = radius.shape
        fade = (self._fade(radius) * mask).view(rows * atoms, 1)
        radial = gaussians(radius, self.radial_centres)
        kinds = functional.one_hot(species, self.design.species).to(radial.dtype)
        states = self.embed((kinds.unsqueeze(-1) * radial.unsqueeze(-2)).view(1, rows * atoms, -1))
        if self.rounds:
            pairs = gaussians(distance, self.pair_centres) * self._fade(distance).unsqueeze(-1)
            pairs = pairs.view(1, rows * atoms * atoms, -1)
            for messages in self.rounds:
                states = messages(states, pairs, fade, (rows, atoms))
        weights = self.weigh(radial.view(1, rows * atoms, -1)) * fade
        shares = functional.silu(self.share(states)) * weights
        total = shares.view(len(shares), rows, atoms, -1).sum(dim=2)
        hidden = self.dropout(functional.silu(self.first(total)))
        hidden = self.dropout(functional.silu(self.second(hidden)))
        return self.last(hidden)

    def _fade(self, distance: Tensor) -> Tensor:
        """1 up to the taper, then a half cosine to 0 at the cutoff."""
        into = (distance - (self.design.cutoff - self.design.taper)) / self.design.taper
        return 0.5 * (1.0 + torch.cos(math.pi * into.clamp(0.0, 1.0)))


def gaussians(distance: Tensor, centres: Tensor) -> Tensor:
    """[..., centres]: Gaussians whose width is the distance of their centres."""
    spacing = centres[1] - centres[0]
    return torch.exp(-0.5 * ((distance.unsqueeze(-1) - centres) / spacing) ** 2)
