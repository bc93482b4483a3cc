"""The scattering network in torch. The members of an ensemble stand in a leading axis of every weight and run together."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from .design import Design
from .elements import properties


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


class ElementVectors(nn.Module):
    """A vector for each of S listed elements: linear in what is tabulated of it, so that like elements share, plus one of its own.

    Its own starts at zero and stays small where few spectra hold the element.
    """

    def __init__(self, design: Design) -> None:
        """Elements of like properties start with like vectors."""
        super().__init__()
        table = torch.from_numpy(properties(design.atomic_numbers))
        self.register_buffer("properties", table)
        self.shared = nn.Parameter(torch.randn(design.members, table.shape[1], design.element))
        self.own = nn.Parameter(torch.zeros(design.members, len(table), design.element))

    def forward(self) -> Tensor:
        """[K, S, E]."""
        return torch.matmul(self.properties, self.shared) + self.own


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
        """New states [K, N A, F] of states alike; ``pairs`` [N, A P, A], ``fade`` [N A, 1], ``shape`` = (N, A).

        A neighbour's gathered state is the sum over the others of filter times state. The sum over the others is done first, one
        matrix product for all members, since it leaves A P in place of A A rows to go through.
        """
        rows, atoms = shape
        members, _, features = states.shape
        sent = (self.send(states) * fade).view(members, rows, atoms, features).permute(1, 2, 0, 3).reshape(rows, atoms, -1)
        heard = torch.bmm(pairs, sent).view(rows * atoms, -1, members * features)
        filters = self.filter.weight.permute(1, 0, 2).reshape(-1, members * features)
        gathered = (heard * filters).sum(dim=1).view(rows * atoms, members, features).transpose(0, 1)
        return states + self.update(functional.silu(self.gather(gathered) + self.keep(states)))


class ScatteringModule(nn.Module):
    """K networks from clusters to scores [K, N, T] in units of each component's own standard deviation."""

    def __init__(self, design: Design, dropout: float) -> None:
        """Fresh weights from torch's random state."""
        super().__init__()
        self.design = design
        members, features = design.members, design.features
        self.elements = ElementVectors(design)
        self.embed = Stack(members, design.element * design.radial, features, bias=False)
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
        kinds = functional.one_hot(species.view(rows * atoms), len(self.design.atomic_numbers)).to(radial.dtype)
        vectors = torch.matmul(kinds, self.elements()).unsqueeze(-1)
        states = self.embed((vectors * radial.view(rows * atoms, 1, -1)).flatten(start_dim=2))
        if self.rounds:
            pairs = gaussians(distance, self.pair_centres, dim=2).mul_(self._fade(distance).unsqueeze(2)).view(rows, -1, atoms)
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


def gaussians(distance: Tensor, centres: Tensor, dim: int = -1) -> Tensor:
    """Gaussians whose width is the distance of their centres, along a new axis."""
    spacing = centres[1] - centres[0]
    shape = [1] * (distance.dim() + 1)
    shape[dim] = -1
    scaled = (distance.unsqueeze(dim) - centres.view(shape)).mul_(math.sqrt(0.5) / spacing.item())
    return scaled.square_().neg_().exp_()
