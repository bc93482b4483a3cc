"""Descriptor specs as Python users write them: a mapping, or the path of a spec file."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TypeAlias

from xanes.errors import InvalidInputError

DescriptorSpec: TypeAlias = "Mapping[str, object] | str | PathLike[str] | None"
"""Keys and values of a spec file, or the path of one."""


def to_yaml(spec: Mapping[str, object] | str | PathLike[str]) -> str:
    """The YAML text of a spec.

    Raises:
        InvalidInputError: The file cannot be read, or the mapping holds something that a spec cannot.
    """
    if isinstance(spec, Mapping):
        return "".join(f"{name}: {_value(name, value)}\n" for name, value in spec.items())
    path = Path(spec)
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise InvalidInputError(f"{path}: cannot be read ({fault}); give a mapping or the path of a spec file") from fault


def _value(name: str, value: object) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_value(name, item) for item in value)}]"
    text = str(value)
    if not text or any(character in text for character in "\n:#[]{},"):
        raise InvalidInputError(f"descriptor spec: '{name}' cannot be {value!r}; give a number, a word or a list of them")
    return text
