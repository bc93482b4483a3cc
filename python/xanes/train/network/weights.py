"""The weights of a trained ensemble as arrays, from which its training can go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray

from ..targets import CompressedTargets

if TYPE_CHECKING:
    from .fitting import Ensemble
    from .module import ScatteringModule

_MODULE = "module."
_OWN = "elements.own"
_BUFFERS = ("elements.properties", "radial_centres", "pair_centres")


class WeightsError(Exception):
    """The file holds no weights, or those of another kind of network; the message says in one line what is wrong."""


@dataclass(frozen=True)
class Weights:
    """``module`` holds torch's parameters by name, ``share`` [T] the share of the labels' variance that each component has."""

    module: Mapping[str, NDArray[np.float32]]
    atomic_numbers: tuple[int, ...]
    targets: CompressedTargets
    share: NDArray[np.float64]

    @staticmethod
    def of(ensemble: Ensemble) -> Weights:
        """Those of a trained ensemble."""
        module = {name: values.detach().numpy() for name, values in ensemble.module.state_dict().items() if name not in _BUFFERS}
        return Weights(module, ensemble.module.design.atomic_numbers, ensemble.targets, ensemble.share)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What :meth:`read` reads, for :func:`numpy.savez`."""
        targets = self.targets
        return {_MODULE + name: values for name, values in self.module.items()} | {
            "atomic_numbers": np.array(self.atomic_numbers, dtype=np.int64),
            "components": targets.components,
            "offset": targets.offset,
            "axes": targets.axes,
            "centre": targets.centre,
            "share": self.share,
        }

    @staticmethod
    def read(path: Path) -> Weights:
        """Reads a file of :meth:`arrays`. Raises WeightsError."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
            targets = CompressedTargets(*(arrays[name] for name in ("components", "offset", "axes", "centre")))
            module = {name[len(_MODULE) :]: values for name, values in arrays.items() if name.startswith(_MODULE)}
            return Weights(module, tuple(int(number) for number in arrays["atomic_numbers"]), targets, arrays["share"])
        except (OSError, ValueError, KeyError) as fault:
            raise WeightsError(f"{path}: holds no weights of a network ({fault})") from fault

    def load_into(self, module: ScatteringModule) -> None:
        """Gives a module these weights; elements that it lists beside these begin as their tabulated properties say.

        Raises WeightsError where the module is of other sizes.
        """
        own = np.zeros((module.design.members, len(module.design.atomic_numbers), module.design.element), dtype=np.float32)
        state = dict(self.module)
        try:
            for place, number in enumerate(module.design.atomic_numbers):
                if number in self.atomic_numbers:
                    own[:, place] = state[_OWN][:, self.atomic_numbers.index(number)]
            state[_OWN] = own
            known = {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in state.items()}
            kept = {name: values for name, values in module.state_dict().items() if name in _BUFFERS}
            module.load_state_dict(known | kept)
        except (RuntimeError, KeyError, ValueError, IndexError) as fault:
            first = str(fault).strip().splitlines()[0]
            raise WeightsError(f"the weights to start from are of another network ({first}); name a model of the same family") from fault
