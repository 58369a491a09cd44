"""The processes of one command: started, asked, and ended, whatever happens."""

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import tempfile
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import field
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import send_handle
from types import TracebackType
from typing import Self

from l10n.dataclass import dataclass
from l10n.desk.workers.process import COMMAND
from l10n.desk.workers.tasks import PLACE, Done, ElsewhereError, Failed, Lost, Task, Work
from l10n.store.replacing.displaced import Rescue

PATIENCE = 10.0
"""Seconds that a process has to finish what it is in the middle of."""
_AT_NOTHING = PLACE.pack(0, 0)


@dataclass(eq=False, slots=True)
class Ticket:
    """What was asked of a process, and what came of it."""

    task: Task
    process: "Process"
    results: tuple[object, ...] | None = None
    """One for each item, or `Lost`; None as long as it is at work."""


@dataclass(eq=False, slots=True)
class Process:
    """One process, and what it has still to do."""

    process: "subprocess.Popen[bytes]"
    connection: Connection
    place: int
    """The descriptor of a file that has what it is at."""
    tickets: deque[Ticket] = field(default_factory=deque)
    gone: bool = False


class Pool:
    """The processes that do one kind of work."""

    def __init__(
        self, work: Work, number: int, rescued: Callable[[Rescue], None] = lambda rescue: None
    ) -> None:
        """Start as many as can be had; `rescued` is told of texts of people."""
        self._processes: list[Process] = []
        self._rescued = rescued
        self._number = 0
        data = pickle.dumps(work)
        try:
            for _each in range(number):
                self._processes.append(_started(data))
        except OSError:
            # What cannot be had here is done by the process that asks.
            pass
        except BaseException:
            self.close()
            raise

    @property
    def size(self) -> int:
        """How many are at work."""
        return sum(not each.gone for each in self._processes)

    def free(self, depth: int) -> Process | None:
        """The process with least to do, if that is less than so many tasks."""
        here = [each for each in self._processes if not each.gone]
        least = min(here, key=lambda each: len(each.tickets), default=None)
        return least if least is not None and len(least.tickets) < depth else None

    def ask(
        self, process: Process, method: str, items: Sequence[object], lock: int | None = None
    ) -> Ticket:
        """Hand a process items, with the lock of the workspace if it is to write."""
        self._number += 1
        ticket = Ticket(Task(self._number, method, tuple(items), lock is not None), process)
        if process.gone:
            ticket.results = (Lost(),) * len(items)
            return ticket
        process.tickets.append(ticket)
        try:
            process.connection.send(ticket.task)
            if lock is not None:
                send_handle(process.connection, lock, process.process.pid)
        except OSError:
            self._lost(process)
        return ticket

    def listen(self) -> None:
        """Wait until a process says something; raises what one of them has failed with."""
        talking = {each.connection: each for each in self._processes if each.tickets}
        for connection in wait([*talking]):
            assert isinstance(connection, Connection)
            process = talking[connection]
            try:
                said = connection.recv()
            except (OSError, EOFError, pickle.UnpicklingError):
                self._lost(process)
                continue
            if isinstance(said, Failed):
                raise said.error from ElsewhereError(said.trace)
            assert isinstance(said, Done)
            process.tickets.popleft().results = said.results
            for rescue in said.rescues:
                self._rescued(rescue)

    def _lost(self, process: Process) -> None:
        """Settle what a process that has ended was asked for."""
        process.gone = True
        process.connection.close()
        process.process.kill()
        code = process.process.wait()
        task, item = PLACE.unpack(os.pread(process.place, PLACE.size, 0))
        for ticket in process.tickets:
            some = [Lost()] * len(ticket.task.items)
            if ticket.task.number == task:
                some[item] = Lost(_why(code))
            ticket.results = tuple(some)
        process.tickets.clear()

    def close(self) -> None:
        """End all; what a process is in the middle of it may finish."""
        here = [each for each in self._processes if not each.gone]
        try:
            for each in here:
                each.process.terminate()
                each.connection.close()
            for each in here:
                try:
                    each.process.wait(PATIENCE)
                except subprocess.TimeoutExpired:
                    each.process.kill()
        finally:
            for each in self._processes:
                if not each.gone:
                    each.gone = True
                    each.process.kill()
                    each.process.wait()
                os.close(each.place)
            self._processes.clear()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all."""
        self.close()


def _started(work: bytes) -> Process:
    """Start a process, and tell it what it is for; raises OSError."""
    place, name = tempfile.mkstemp()
    os.unlink(name)
    os.pwrite(place, _AT_NOTHING, 0)
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            numbers = (theirs.fileno(), place)
            process = subprocess.Popen(
                (*COMMAND, *map(str, numbers)),
                pass_fds=numbers,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # An interruption at the terminal reaches the first process alone.
                start_new_session=True,
            )
        except BaseException:
            ours.close()
            os.close(place)
            raise
    connection = Connection(ours.detach())
    made = Process(process, connection, place)
    # If it has ended already, whoever asks it for something will see that.
    with contextlib.suppress(OSError):
        connection.send_bytes(work)
    return made


def _why(code: int) -> str:
    """What ended a process."""
    if code >= 0:
        return f"exit {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
