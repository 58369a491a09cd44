"""A scheduler of Dask, as far as slices go: who works there, bytes out, bytes back.

The only import of `distributed` on the client's side. Its log lines and warnings reach nobody:
what matters of them is an EngineError here.
"""

import logging
import os
import ssl
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field
from itertools import count
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any

from l10n.dataclass import dataclass
from l10n.engines.cluster.local import Begun, LocalCluster
from l10n.engines.cluster.reaching import PATIENCE, greet, silent
from l10n.engines.cluster.settings import LOCAL, Certificates, ClusterSettings
from l10n.errors import EngineError, exception_words
from l10n.messages import _

if TYPE_CHECKING:
    from distributed import Client, Future, Security

Task = Callable[[bytes], bytes]
"""What runs on a worker; a function at the top of a module that workers can import."""
_ERRAND = "__import__({module!r}, fromlist=[{name!r}]).{name}(data)"
"""How a worker is told to run it. A function that Dask pickles is imported as its message is read:
a worker that lacks the tool would fall out of its cluster, and somebody else's with it."""


class GoneError(EngineError):
    """The scheduler has hung up, or is silent."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One process of a cluster."""

    address: str
    name: str
    """As its owner called it, else its address."""
    threads: int
    resources: tuple[tuple[str, float], ...]

    def slots(self, needed: Iterable[tuple[str, float]]) -> int:
        """How many slices it can have in hand at once."""
        offered = dict(self.resources)
        have = (int(offered.get(name, 0) / amount) for name, amount in needed)
        return min((self.threads, *have))


@dataclass(frozen=True, slots=True, eq=False)
class Ticket:
    """A slice that is on its way."""

    future: "Future[Any]"


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back for a ticket."""

    ticket: Ticket
    data: object = None
    """What the worker gave."""
    error: BaseException | None = None
    """What was raised instead, there or on the way."""


@dataclass(slots=True)
class Connection:
    """An open connection to a scheduler."""

    client: "Client"
    task: Task
    address: str
    local: LocalCluster | None = None
    """What has to end with it."""
    _done: "Queue[Ticket]" = field(default_factory=Queue)
    _numbers: Iterator[int] = field(default_factory=count)

    def workers(self) -> tuple[Worker, ...]:
        """Who works there now; raises EngineError if the scheduler does not answer."""
        try:
            told = self.client.sync(
                self.client.scheduler.identity, n_workers=-1, callback_timeout=PATIENCE
            )
            return tuple(
                Worker(
                    address,
                    str(each.get("name", address)),
                    int(each["nthreads"]),
                    tuple(sorted((each.get("resources") or {}).items())),
                )
                for address, each in sorted(told["workers"].items())
            )
        except Exception as error:
            raise self.gone() from error

    def begin(
        self, data: bytes, among: Sequence[str], resources: Mapping[str, float] | None = None
    ) -> Ticket:
        """Send a slice to any of some workers; raises EngineError if the scheduler is gone."""
        self.look()
        future: Future[Any] = self.client.submit(
            eval,
            _ERRAND.format(module=self.task.__module__, name=self.task.__qualname__),
            {"data": data},
            key=f"l10n-{os.getpid()}-{next(self._numbers)}",
            pure=False,
            workers=list(among),
            resources=dict(resources) if resources else None,
        )
        ticket = Ticket(future)
        future.add_done_callback(lambda _future: self._done.put(ticket))
        return ticket

    def returned(self, timeout: float) -> Iterator[Returned]:
        """What has come back, after waiting for the first at most so many seconds.

        Raises EngineError if the scheduler is gone.
        """
        tickets: list[Ticket] = []
        with suppress(Empty):
            tickets.append(self._done.get(timeout=timeout))
            while True:
                tickets.append(self._done.get_nowait())
        for ticket in tickets:
            self.look()
            yield self._result(ticket)

    def _result(self, ticket: Ticket) -> Returned:
        future = ticket.future
        try:
            if future.status == "error":
                return Returned(ticket, error=future.exception(timeout=PATIENCE))
            return Returned(ticket, future.result(timeout=PATIENCE))
        except Exception as error:
            self.look()
            return Returned(ticket, error=error)

    def forget(self, tickets: Iterable[Ticket]) -> None:
        """Give up slices: nobody waits for them any more."""
        futures = [ticket.future for ticket in tickets]
        if futures and self.client.status == "running":
            with suppress(Exception):
                self.client.sync(
                    self.client._cancel, futures, force=True, callback_timeout=PATIENCE
                )

    def look(self) -> None:
        """Raise EngineError if the scheduler has hung up."""
        if self.client.status != "running":
            raise self.gone()

    def close(self) -> None:
        """Hang up."""
        with suppress(Exception):
            self.client.close(timeout=PATIENCE / 2)
        if self.local is not None:
            self.local.close()

    def gone(self) -> GoneError:
        """The error of a scheduler that is no longer there."""
        return GoneError(
            _("the scheduler at {address} has gone, or does not answer").format(
                address=self.address
            ),
            code="CLU-016",
            remedy=_("once it runs, sync again: it goes on where it stopped; drafts made are kept"),
        )


def connected(settings: ClusterSettings, task: Task, begun: Begun | None = None) -> Connection:
    """Reach a scheduler, or start a cluster on this machine; raises EngineError.

    What has `begun` already, or begins now, starts while Dask is imported here.
    """
    with _quiet():
        if settings.address == LOCAL:
            return _on_this_machine(begun or Begun.of(settings.workers), task)
        distributed = _library()
        security = _security(distributed, settings)
        context = None
        if security is not None:
            context = security.get_connection_args("client")["ssl_context"]
        greet(settings.address, context)
        return _connected(settings.address, security, task)


def _on_this_machine(begun: Begun, task: Task) -> Connection:
    try:
        _library()
    except BaseException:
        begun.close()
        raise
    local = LocalCluster.ready(begun)
    try:
        return _connected(local.address, local.security(), task, local)
    except BaseException:
        local.close()
        raise


def _library() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise EngineError(
            _("a cluster needs the package distributed: {why}").format(why=error),
            code="CLU-009",
            remedy=_("install it: {command}").format(
                command='pip install "newsroom-l10n[cluster]"'
            ),
        ) from None
    for name in ("distributed", "tornado", "asyncio"):
        _hush(logging.getLogger(name))
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(("distributed.", "tornado.")):
            _hush(logging.getLogger(name))
    return distributed


def _hush(logger: logging.Logger) -> None:
    logger.handlers[:] = [logging.NullHandler()]
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False


@contextmanager
def _quiet() -> Iterator[None]:
    """Let no warning through while a connection is made."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    warnings.filterwarnings("ignore", module=r"(distributed|dask|tornado)(\.|$)")


def _security(distributed: Any, settings: ClusterSettings) -> "Security | None":
    """What TLS goes by; None for a connection without."""
    if not settings.address.startswith("tls:"):
        return None
    files: Certificates = settings.certificates
    try:
        for key in ("ca", "certificate", "key"):
            file: str = getattr(files, key)
            if not file:
                raise ValueError(_("{name} is missing").format(name=key))
            os.stat(file)
        security: Security = distributed.Security(
            tls_ca_file=files.ca,
            tls_client_cert=files.certificate,
            tls_client_key=files.key,
            require_encryption=True,
        )
        security.get_connection_args("client")
        return security
    except (OSError, ssl.SSLError, ValueError, TypeError) as error:
        why = str(error)
        if isinstance(error, OSError) and error.filename is not None:
            why = f"{error.filename}: {error.strerror}"
        raise EngineError(
            _("the certificates of the cluster cannot be used: {why}").format(why=why),
            code="CLU-014",
            remedy=_("name the PEM files as `ca`, `certificate` and `key` in [cluster]"),
        ) from None


def _connected(
    address: str, security: "Security | None", task: Task, local: LocalCluster | None = None
) -> Connection:
    import distributed

    def made() -> "Client":
        return distributed.Client(
            address,
            timeout=PATIENCE,
            security=security,
            set_as_default=False,
            direct_to_workers=False,
        )

    try:
        client = _within(3 * PATIENCE, made)
    except TimeoutError:
        raise silent(address, 3 * PATIENCE) from None
    except Exception as error:
        raise EngineError(
            _("no connection to the scheduler at {address}: {why}").format(
                address=address, why=exception_words(error)
            ),
            code="CLU-017",
            remedy=_("look whether it works, and whether it runs the same version of Dask as here"),
        ) from None
    connection = Connection(client, task, address, local)
    try:
        _same_version(connection, distributed.__version__)
    except BaseException:
        connection.close()
        raise
    return connection


def _within(seconds: float, make: "Callable[[], Client]") -> "Client":
    """A client, unless it takes too long: Dask waits for some answers without an end.

    Raises TimeoutError, or what is raised in making it.
    """
    made: Queue[Client | BaseException] = Queue()

    def work() -> None:
        try:
            made.put(make())
        except BaseException as error:
            made.put(error)

    Thread(target=work, daemon=True).start()
    try:
        found = made.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if isinstance(found, Exception):
        raise found
    if isinstance(found, BaseException):
        raise RuntimeError(exception_words(found))
    return found


def _same_version(connection: Connection, here: str) -> None:
    """Raise EngineError for a scheduler of another version of Dask."""
    client = connection.client
    try:
        told = client.sync(client.scheduler.versions, callback_timeout=PATIENCE)
        there = str(told["packages"]["distributed"])
    except Exception as error:
        raise connection.gone() from error
    if there != here:
        raise EngineError(
            _("the scheduler at {address} runs distributed {there}, and this is {here}").format(
                address=connection.address, there=there, here=here
            ),
            code="CLU-015",
            remedy=_("install the same version on all machines"),
        )
