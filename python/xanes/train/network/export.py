"""The ensemble as an ONNX graph of standard operators, with the answer of each member in ``spectrum``."""

from __future__ import annotations

import math

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from torch import nn

from ..graph import OUTPUT, assemble_graph
from ..targets import CompressedTargets
from .graph_builder import GraphBuilder
from .module import Messages, ScatteringModule, Stack

_INPUTS = {
    "species": (TensorProto.INT64, ["N", "A"]),
    "radius": (TensorProto.FLOAT, ["N", "A"]),
    "distance": (TensorProto.FLOAT, ["N", "A", "A"]),
    "mask": (TensorProto.FLOAT, ["N", "A"]),
}


def export_ensemble(module: ScatteringModule, targets: CompressedTargets) -> onnx.ModelProto:
    """The model of K trained members, to ``spectrum`` float32 [K, N, J], with N and A free.

    Every value between embedding and scores is [K, rows, features]: a member's linear map is one matrix product of a stack.
    """
    graph = GraphBuilder()
    scores = _Network(graph, module).scores()
    members = graph.add("MatMul", scores, graph.floats(targets.components))
    graph.name(graph.add("Add", members, graph.floats(targets.offset)), OUTPUT)
    inputs = [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in _INPUTS.items()]
    output = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [module.design.members, "N", len(targets.offset)])
    return assemble_graph(graph.nodes, graph.constants, inputs, [output])


class _Network:
    """The nodes of a module, written step by step as its ``forward`` computes them."""

    def __init__(self, graph: GraphBuilder, module: ScatteringModule) -> None:
        self._graph = graph
        self._module = module
        self._design = module.design

    def scores(self) -> str:
        graph, module, design = self._graph, self._module, self._design
        fade = graph.reshape(graph.add("Mul", self._fade("radius"), "mask"), [-1, 1])
        radial = self._gaussians("radius", module.radial_centres.numpy(), axis=2)
        states = self._embedded(radial)
        if module.rounds:
            pairs = self._gaussians("distance", module.pair_centres.numpy(), axis=3)
            faded = graph.add("Mul", pairs, graph.add("Unsqueeze", self._fade("distance"), graph.integers([3])))
            flat = graph.reshape(faded, [-1, design.pair])
            for messages in module.rounds:
                states = self._round(messages, states, flat, fade)
        weights = graph.add("Mul", self._map(graph.reshape(radial, [-1, design.radial]), module.weigh), fade)
        shares = graph.add("Mul", self._silu(self._map(states, module.share)), weights)
        total = graph.add("ReduceSum", self._unfold(shares, "radius"), graph.integers([2]), keepdims=0)
        hidden = self._silu(self._map(total, module.first))
        hidden = self._silu(self._map(hidden, module.second))
        return self._map(hidden, module.last)

    def _embedded(self, radial: str) -> str:
        """The states of the neighbours. Elements that are fewer than their vectors are long have a matrix of weights each."""
        graph, design = self._graph, self._design
        vectors, weight = (values.detach().double() for values in (self._module.elements(), self._module.embed.weight))
        spread = graph.add("Unsqueeze", radial, graph.integers([2]))
        count = len(design.atomic_numbers)
        if count <= design.element:
            shaped = weight.view(design.members, design.element, -1)
            weights = torch.matmul(vectors, shaped).view(design.members, count * design.radial, design.features)
            kinds = graph.add("Gather", graph.floats(np.eye(count)[:, :, np.newaxis]), "species")
            values = graph.reshape(graph.add("Mul", kinds, spread), [-1, count * design.radial])
            return graph.add("MatMul", values, graph.floats(weights.numpy()))
        kinds = graph.add("Gather", graph.floats(vectors.unsqueeze(-1).numpy()), graph.reshape("species", [-1]), axis=1)
        values = graph.add("Mul", kinds, graph.reshape(spread, [-1, 1, design.radial]))
        values = graph.reshape(values, [design.members, -1, design.element * design.radial])
        return graph.add("MatMul", values, graph.floats(weight.numpy()))

    def _round(self, messages: Messages, states: str, pairs: str, fade: str) -> str:
        graph = self._graph
        sent = graph.add("Mul", self._map(states, messages.send), fade)
        sent = graph.add("Unsqueeze", self._unfold(sent, "radius"), graph.integers([2]))
        filters = self._unfold(self._map(pairs, messages.filter), "distance")
        gathered = graph.add("ReduceSum", graph.add("Mul", filters, sent), graph.integers([3]), keepdims=0)
        gathered = graph.reshape(gathered, [self._design.members, -1, self._design.features])
        mixed = graph.add("Add", self._map(gathered, messages.gather), self._map(states, messages.keep))
        return graph.add("Add", states, self._map(self._silu(mixed), messages.update))

    def _map(self, values: str, stack: Stack) -> str:
        product = self._graph.add("MatMul", values, self._parameter(stack.weight))
        return product if stack.bias is None else self._graph.add("Add", product, self._parameter(stack.bias))

    def _parameter(self, values: nn.Parameter) -> str:
        return self._graph.floats(values.detach().numpy())

    def _silu(self, values: str) -> str:
        return self._graph.add("Mul", values, self._graph.add("Sigmoid", values))

    def _unfold(self, values: str, like: str) -> str:
        """[K, rows, F] to [K, *shape of an input, F]."""
        graph, design = self._graph, self._design
        shape = graph.shared(
            f"shape of {like}",
            lambda: graph.add(
                "Concat", graph.integers([design.members]), graph.add("Shape", like), graph.integers([design.features]), axis=0
            ),
        )
        return graph.add("Reshape", values, shape)

    def _fade(self, distance: str) -> str:
        graph, design = self._graph, self._design
        slope = math.pi / design.taper
        angle = graph.add("Mul", distance, graph.floats(slope))
        angle = graph.add("Add", angle, graph.floats(-slope * (design.cutoff - design.taper)))
        cosine = graph.add("Cos", graph.add("Clip", angle, graph.floats(0.0), graph.floats(math.pi)))
        return graph.add("Add", graph.add("Mul", cosine, graph.floats(0.5)), graph.floats(0.5))

    def _gaussians(self, distance: str, centres: np.ndarray, axis: int) -> str:
        graph = self._graph
        scale = math.sqrt(0.5) / (centres[1] - centres[0])
        distance = graph.add("Mul", graph.add("Unsqueeze", distance, graph.integers([axis])), graph.floats(scale))
        scaled = graph.add("Sub", distance, graph.floats(scale * centres))
        return graph.add("Exp", graph.add("Neg", graph.add("Mul", scaled, scaled)))
