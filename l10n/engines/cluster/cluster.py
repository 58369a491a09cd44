"""A cluster during one run of a command: reached when first needed, by all engines together."""

from collections.abc import Callable
from importlib.util import find_spec
from time import monotonic

from l10n.engines.cluster.connection import Connection, Task, Worker, connected
from l10n.engines.cluster.local import Begun
from l10n.engines.cluster.settings import LOCAL, ClusterSettings
from l10n.errors import EngineError
from l10n.messages import _, ngettext

LOOK = 2.0
"""Seconds after which is looked again who works there."""
WINDOW = 2
"""Slices on their way for each that can be in work: one waits at its worker."""
MOST_HELD = 1 << 16
"""Texts of a batch, however large the cluster is: what the command holds of them is in memory."""
Connect = Callable[[ClusterSettings, Task, Begun | None], Connection]


class Cluster:
    """Where slices of requests go.

    What cannot be reached once is not tried again in the same run: the error is given anew.
    """

    def __init__(
        self,
        settings: ClusterSettings,
        task: Task,
        *,
        connect: Connect = connected,
        look: float = LOOK,
    ) -> None:
        """Take where it is, and the function that workers run; nothing is reached yet.

        Every `look` seconds is looked who works there.
        """
        self._look = look
        self.settings = settings
        self.refused: dict[str, EngineError] = {}
        """Workers that get no slices, and why, by what is said of it."""
        self._task = task
        self._connect = connect
        self._connection: Connection | None = None
        self._begun: Begun | None = None
        self._failure: EngineError | None = None
        self._workers: tuple[Worker, ...] = ()
        self._looked = float("-inf")

    @property
    def may_begin(self) -> bool:
        """True for a cluster on this machine that nobody has needed yet."""
        unused = self._begun is None and self._connection is None and self._failure is None
        return unused and self.settings.address == LOCAL

    def begin(self) -> None:
        """Let a cluster on this machine start, since there will be texts for it; waits for nothing.

        Others are reached when they are needed.
        """
        if self.may_begin and find_spec("distributed"):
            self._begun = Begun.of(self.settings.workers)

    def connection(self) -> Connection:
        """The connection, made at the first call; raises EngineError."""
        if self._failure is not None:
            raise self._failure.kept()
        if self._connection is None:
            begun, self._begun = self._begun, None
            try:
                self._connection = self._connect(self.settings, self._task, begun)
            except EngineError as error:
                self._failure = error
                raise
        return self._connection

    def fail(self, error: EngineError) -> EngineError:
        """Ask nothing more of it in this run; gives the error back."""
        self._failure = error
        return error

    def workers(self) -> tuple[Worker, ...]:
        """Who works there, as it was a moment ago; raises EngineError."""
        if monotonic() - self._looked >= self._look:
            try:
                self._workers = self.connection().workers()
            except EngineError as error:
                raise self.fail(error) from error.__cause__
            self._looked = monotonic()
        return self._workers

    def capacity(self) -> int:
        """How many texts it can have in hand, MOST_HELD at most; raises EngineError."""
        needed = self.settings.resources
        slots = sum(each.slots(needed) for each in self.workers())
        return min(MOST_HELD, WINDOW * self.settings.texts * slots)

    def refuse(self, worker: Worker, why: str, remedy: str | None = None) -> EngineError:
        """Tell, once, that a worker gets no slices; gives what is told."""
        error = EngineError(
            _("the worker {name} of the cluster gets no texts: {why}").format(
                name=worker.name, why=why
            ),
            code="CLU-020",
            remedy=remedy
            or _("install the same versions and models on all machines, and start it anew"),
        )
        return self.refused.setdefault(str(error), error)

    def nobody(self) -> EngineError:
        """The error of a cluster where no worker is, or all are busy with the work of others."""
        return self.fail(
            EngineError(
                ngettext(
                    "no worker of the cluster at {address} has answered for {n} second",
                    "no worker of the cluster at {address} has answered for {n} seconds",
                    self.settings.patience,
                ).format(address=self.settings.address, n=self.settings.patience),
                code="CLU-021",
                remedy=_(
                    "start workers (`dask worker`), or wait until they are free; drafts made "
                    "so far are kept"
                ),
            )
        )

    def close(self) -> None:
        """Hang up."""
        if self._begun is not None:
            self._begun.close()
            self._begun = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None
