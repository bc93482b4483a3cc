"""Progress as JSON lines on standard output, for the program that started the training."""

from __future__ import annotations

import json


class Progress:
    """Counts the steps of a job."""

    def __init__(self, steps: int) -> None:
        """A job of some steps, none of them done."""
        self._steps = steps
        self._done = 0

    def step(self, text: str) -> None:
        """Says that one more step is done and what it found."""
        self.reach(self._done + 1, text)

    def reach(self, done: int, text: str) -> None:
        """Says that some steps in all are done, also where some of them were left out."""
        self._done = done
        print(json.dumps({"step": self._done, "of": self._steps, "text": text}), flush=True)
