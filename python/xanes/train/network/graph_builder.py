"""Collects the nodes and constants of an ONNX graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import ArrayLike, NDArray
from onnx import helper


class GraphBuilder:
    """Nodes in their order; every value has a name of its own."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, NDArray[np.generic]] = {}
        self._shared: dict[str, str] = {}

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        """Appends a node with one output and gives the output's name."""
        output = f"{operator.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [output], **attributes))
        return output

    def name(self, value: str, name: str) -> None:
        """Gives the last node's output, which nothing has read yet, another name."""
        assert self.nodes[-1].output[0] == value
        self.nodes[-1].output[0] = name

    def floats(self, values: ArrayLike) -> str:
        """A float32 constant."""
        return self._constant(np.ascontiguousarray(values, dtype=np.float32).reshape(np.shape(values)))

    def integers(self, values: Sequence[int]) -> str:
        """An int64 constant [n], the same for the same values."""
        return self.shared(f"integers {tuple(values)}", lambda: self._constant(np.array(values, dtype=np.int64)))

    def reshape(self, values: str, shape: Sequence[int]) -> str:
        """Appends a reshape to a shape with at most one -1."""
        return self.add("Reshape", values, self.integers(shape))

    def shared(self, key: str, make: Callable[[], str]) -> str:
        """The value that was made for a key before, or a new one."""
        if key not in self._shared:
            self._shared[key] = make()
        return self._shared[key]

    def _constant(self, values: NDArray[np.generic]) -> str:
        name = f"constant_{len(self.constants)}"
        self.constants[name] = values
        return name
