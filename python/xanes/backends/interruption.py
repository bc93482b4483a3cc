"""Ctrl-C within a call of the core.

Python runs signal handlers in its main thread alone, between two steps of Python code, and a call of the core is one step however long it
takes. So the main thread hands such a call to a second one and waits, which a signal interrupts.
"""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock, Thread, current_thread, main_thread
from typing import Any, Generic, TypeVar

T = TypeVar("T")

LOOK_EVERY = 0.05
"""How often (s) the main thread looks for signals during a call."""


class _Task(Generic[T]):
    """A call, and what came of it."""

    def __init__(self, call: Callable[[], T]) -> None:
        """Takes the call."""
        self._call: Callable[[], T] | None = call
        self._result: T
        self._fault: BaseException | None = None
        self.ended = False
        self._running = Lock()
        self._running.acquire()

    def run(self) -> None:
        """Makes the call, once."""
        if self._call is None:
            return
        try:
            self._result = self._call()
        except BaseException as fault:
            self._fault = fault
        self._call = None
        self.ended = True
        self._running.release()

    def wait(self) -> None:
        """Waits until the call ends, or for a moment."""
        self._running.acquire(timeout=LOOK_EVERY)

    def outcome(self) -> T:
        """What the call returned; raises what it raised."""
        if self._fault is None:
            return self._result
        try:
            raise self._fault
        finally:
            self._fault = None


class _Worker:
    """The thread that makes the calls of the main thread, one after another; the first call starts it."""

    def __init__(self) -> None:
        """Waits for a first call."""
        self._tasks: SimpleQueue[_Task[Any]] | None = None

    def take(self, task: _Task[Any]) -> None:
        """Takes a call; one that it has already is not made again."""
        if self._tasks is None:
            tasks: SimpleQueue[_Task[Any]] = SimpleQueue()
            Thread(target=self._work, args=(tasks,), name="xanes", daemon=True).start()
            self._tasks = tasks
        self._tasks.put(task)

    @staticmethod
    def _work(tasks: SimpleQueue[_Task[Any]]) -> None:
        while True:
            tasks.get().run()


_WORKER = _Worker()


def interruptible(call: Callable[[], T], cancel: Callable[[], None]) -> T:
    """Makes a call that an exception of a signal handler, such as KeyboardInterrupt, ends early.

    Args:
        call: Made by another thread where this is the main one, else here: other threads get no signals.
        cancel: Makes the call end soon, also before it has begun.
    """
    if current_thread() is not main_thread():
        return call()
    task = _Task(call)
    try:
        _WORKER.take(task)
        # A signal alone does not end a wait where the .NET runtime has a handler of its own before Python's.
        while not task.ended:
            task.wait()
    except BaseException:
        _end(task, cancel)
        raise
    return task.outcome()


def _end(task: _Task[Any], cancel: Callable[[], None]) -> None:
    """Waits until a call that is cancelled uses the caller's arrays no more, whatever signals come meanwhile."""
    while not task.ended:
        try:
            cancel()
            _WORKER.take(task)
            task.wait()
        except BaseException:
            continue
