"""What Xanes raises. Each message is one line that says what is wrong and what to do."""

from __future__ import annotations


class XanesError(RuntimeError):
    """A failure of the library, the model or the installation."""


class InvalidInputError(XanesError, ValueError):
    """The caller's structure, absorber, model name or option is at fault."""
