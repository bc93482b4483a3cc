"""The installed models by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from xanes.model import Model


class Models(Mapping[str, Model]):
    """A mapping from a model's name to its facts, in the order of the names that the session lists.

    Names, their number and ``in`` open nothing; a model is opened when its facts are first asked for, by ``models[name]``, ``.values()`` or
    ``.items()``.
    """

    def __init__(self, names: Sequence[str], open_model: Callable[[str], Model]) -> None:
        """Takes the names, and what opens one."""
        self._names = tuple(names)
        self._open_model = open_model

    def __getitem__(self, name: str) -> Model:
        """A model's facts.

        Raises:
            KeyError: There is no model of that name; the message lists those that there are.
            XanesError: Its files are damaged.
        """
        if name not in self._names:
            raise KeyError(f"no model {name!r}; there are {', '.join(self._names) or 'none'}")
        return self._open_model(name)

    def __contains__(self, name: object) -> bool:
        """Whether there is a model of that name."""
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._names)

    def __len__(self) -> int:
        """The number of models."""
        return len(self._names)

    def __repr__(self) -> str:
        """As that of a mapping whose values were not opened: ``Models({'ag-k-fast': ..., 'cu-k': ...})``."""
        return f"Models({{{', '.join(f'{name!r}: ...' for name in self._names)}}})"
