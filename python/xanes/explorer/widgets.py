"""ipywidgets of all versions from 6 on, the same to the rest of the package."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from xanes.errors import XanesError

OLDEST = 6
"""The first version that can be used."""


def library() -> Any:
    """The module ``ipywidgets``.

    Raises:
        XanesError: It is not installed.
    """
    try:
        import ipywidgets
    except ImportError as fault:
        raise XanesError("ipywidgets is not installed; install it with 'pip install ipywidgets'") from fault
    return ipywidgets


def file_chooser(opened: Callable[[str, bytes], None]) -> Any | None:
    """A button that sends a file from the browser; None before ipywidgets 7.4, which has none.

    Args:
        opened: Called with name and content.
    """
    ipywidgets = library()
    if not hasattr(ipywidgets, "FileUpload"):
        return None
    chooser = ipywidgets.FileUpload(multiple=False)

    def changed(_: object) -> None:
        for name, content in sent_files(chooser.value):
            opened(name, content)

    chooser.observe(changed, names="value")
    return chooser


def sent_files(value: Any) -> list[tuple[str, bytes]]:
    """Names and contents of what a ``FileUpload`` holds: a mapping by name up to version 7, a tuple from 8 on."""
    if isinstance(value, dict):
        return [(name, bytes(file["content"])) for name, file in value.items()]
    return [(file["name"], bytes(file["content"])) for file in value]


class Line:
    """A line of text, which wraps where it is long."""

    def __init__(self, colour: str = "inherit") -> None:
        """Shows nothing yet."""
        self._colour = colour
        self._text = ""
        self.widget = library().HTML()
        """What is shown."""

    @property
    def text(self) -> str:
        """The text, without markup."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        self._text = text
        self.widget.value = f"<span style='color:{self._colour}'>{escape(text)}</span>" if text else ""


def show(widget: Any) -> None:
    """Shows a widget below the cell that runs."""
    from IPython.display import display

    ipywidgets = library()
    if ipywidgets.version_info[0] == OLDEST and ipywidgets.Widget._version_validated is None:
        # This version asks for its part in the browser when a page is opened, gets no answer where it is imported later, and warns then.
        ipywidgets.Widget._version_validated = True
    display(widget)


def quietly(widget: Any, trait: str, value: Any, observer: Callable[[Any], None]) -> None:
    """Sets a trait without telling the observer of it."""
    widget.unobserve(observer, names=trait)
    try:
        setattr(widget, trait, value)
    finally:
        widget.observe(observer, names=trait)
