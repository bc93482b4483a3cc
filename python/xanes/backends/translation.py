"""Exceptions of the contract as Python's."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from xanes.errors import InvalidInputError, XanesError
from xanes.neighbours import unknown_element

P = ParamSpec("P")
R = TypeVar("R")


def translated(call: Callable[P, R]) -> Callable[P, R]:
    """Raises the contract's exceptions as Python's, with their messages."""

    @wraps(call)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return call(*args, **kwargs)
        except Exception as thrown:
            fault: Any = thrown
            kind = type(fault).__name__
            if kind == "InvalidInputException":
                if fault.UnknownElement:
                    raise unknown_element(fault.Finding, fault.UnknownElement) from None
                raise InvalidInputError(fault.Message) from None
            if kind == "XanesException":
                raise XanesError(fault.Message) from None
            if kind in ("OperationCanceledException", "TaskCanceledException"):
                raise XanesError("the call was cancelled") from None
            raise

    return guarded
