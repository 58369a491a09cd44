"""Wait for a server no longer than it may take, wherever in its answer it dawdles."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


class OutOfTimeError(Exception):
    """Nothing more has come in time."""


class _End:
    """What stands behind the last item: all is well, or the error that ended it."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def received(items: Callable[[], Iterable[T]], left: Callable[[], float]) -> Iterator[T]:
    """The items as they come, made in a thread of their own.

    `left` tells, before each, the seconds that may pass until it is there; then OutOfTimeError is
    raised. What the thread raises is raised here. A thread that was given up ends with its next
    item, or with the command.
    """
    box: queue.Queue[T | _End] = queue.Queue(maxsize=8)
    given_up = threading.Event()
    thread = threading.Thread(target=_receive, args=(items, box, given_up), daemon=True)
    thread.start()
    try:
        while True:
            seconds = left()
            # What comes fast enough is always there, and would never be asked for the time.
            if seconds <= 0:
                raise OutOfTimeError
            try:
                found = box.get(timeout=seconds)
            except queue.Empty:
                raise OutOfTimeError from None
            if not isinstance(found, _End):
                yield found
            elif found.error is None:
                return
            else:
                raise found.error
    finally:
        given_up.set()


def _receive(
    items: Callable[[], Iterable[T]], box: "queue.Queue[T | _End]", given_up: threading.Event
) -> None:
    def put(found: T | _End) -> bool:
        while not given_up.is_set():
            with suppress(queue.Full):
                box.put(found, timeout=0.1)
                return True
        return False

    try:
        for item in items():
            if not put(item):
                return
        put(_End())
    except BaseException as error:
        put(_End(error))
