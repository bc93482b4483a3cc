"""The installed models by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from xanes.model import Model


class Models(Mapping[str, Model]):
    """A mapping from a model's name to its facts; a model is opened when it is first looked at."""

    def __init__(self, names: Sequence[str], open_model: Callable[[str], Model]) -> None:
        """Takes the names, and what opens one."""
        self._names = tuple(names)
        self._open_model = open_model

    def __getitem__(self, name: str) -> Model:
        """A model's facts."""
        if name not in self._names:
            raise KeyError(name)
        return self._open_model(name)

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._names)

    def __len__(self) -> int:
        """The number of models."""
        return len(self._names)

    def __repr__(self) -> str:
        """The names."""
        return f"<models {', '.join(self._names)}>"
