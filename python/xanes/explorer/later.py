"""Work that can wait until nothing more comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PAUSE = 0.15
"""Seconds without a further call after which the work is done."""


class Later:
    """Does a work once where it is asked for many times in a row; at once where no event loop runs, as in a script."""

    def __init__(self, work: Callable[[], None]) -> None:
        """Takes the work."""
        self._work = work
        self._planned: asyncio.TimerHandle | None = None

    def __call__(self) -> None:
        """Asks for the work."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._work()
            return
        if self._planned is not None:
            self._planned.cancel()
        self._planned = loop.call_later(PAUSE, self._work)
