"""A process that works for another: lists of items come in, lists of results go out, pickled.

It is one command's alone, and ends with it: when it is told to, and when nobody is there any more
to take its results. What it is in the middle of is finished first, so that files are whole.
"""

import os
import pickle
import signal
import sys
import threading
import traceback
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from queue import SimpleQueue

from l10n.desk.workers.command import command
from l10n.desk.workers.tasks import PLACE, Done, Failed, Hand, Lost, Task, Work
from l10n.store.replacing.displaced import Rescue

COMMAND = command("l10n.desk.workers.process")


class _Ended:
    """Told by a signal, or by a pipe that nobody reads, that the work is at its end."""

    def __init__(self) -> None:
        self.now = False

    def tell(self, *_signal: object) -> None:
        self.now = True


def work() -> None:
    """Answer each task until no more come; the descriptors are arguments of the process."""
    ended = _Ended()
    # An interruption is told by the process that a person started.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, ended.tell)
    connection, place = Connection(int(sys.argv[1])), int(sys.argv[2])
    tasks: SimpleQueue[tuple[Task, int | None] | None] = SimpleQueue()
    try:
        wanted: Work = pickle.loads(connection.recv_bytes())
        # Somebody has to read all the time, or two processes would wait for one another to read.
        arguments = (connection, tasks, ended)
        threading.Thread(target=_read, args=arguments, daemon=True).start()
        module, _colon, name = wanted.maker.partition(":")
        hand: Hand = getattr(import_module(module), name)(wanted.argument)
        while (asked := tasks.get()) is not None:
            task, lock = asked
            results = _results(hand, task, place, ended)
            if lock is not None:
                os.close(lock)
            if results is None:
                return
            connection.send_bytes(_packed(task, results, tuple(hand.rescues())))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except Exception as error:
        _tell(connection, error)


def _read(
    connection: Connection,
    tasks: "SimpleQueue[tuple[Task, int | None] | None]",
    ended: _Ended,
) -> None:
    try:
        while True:
            task: Task = connection.recv()
            tasks.put((task, recv_handle(connection) if task.locked else None))
    except (EOFError, OSError):
        ended.tell()
        tasks.put(None)


def _results(hand: Hand, task: Task, place: int, ended: _Ended) -> tuple[object, ...] | None:
    """What a method makes of each item; None where the work is at its end meanwhile."""
    method = getattr(hand, task.method)
    results = []
    for number, item in enumerate(task.items):
        if ended.now:
            return None
        # If this item ends the process, that is how anybody knows which it was.
        os.pwrite(place, PLACE.pack(task.number, number), 0)
        results.append(method(item))
    return tuple(results)


def _packed(task: Task, results: tuple[object, ...], rescues: tuple[Rescue, ...]) -> bytes:
    """The results of a task on their way; where something in them cannot travel, without them.

    The first process then does the same again, and has what it gives.
    """
    try:
        return pickle.dumps(Done(task.number, results, rescues))
    except (pickle.PicklingError, TypeError, AttributeError):
        return pickle.dumps(Done(task.number, (Lost(),) * len(results), rescues))


def _tell(connection: Connection, error: Exception) -> None:
    trace = "".join(traceback.format_exception(error))
    try:
        data = pickle.dumps(Failed(error, trace))
        pickle.loads(data)
    except Exception:
        data = pickle.dumps(Failed(RuntimeError(f"{type(error).__name__}: {error}"), trace))
    try:
        connection.send_bytes(data)
    except OSError:
        return
