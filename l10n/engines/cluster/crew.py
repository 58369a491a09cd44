"""Which workers of a cluster may draft for one engine: those that are what this process is."""

from collections import Counter
from time import monotonic

from l10n.engines.cluster.cluster import LOOK, Cluster
from l10n.engines.cluster.connection import Returned, Ticket, Worker
from l10n.engines.cluster.identity import Identity, difference
from l10n.engines.cluster.wire import Recipe, Slice, answer_of, slice_bytes
from l10n.errors import EngineError, exception_words
from l10n.messages import _

GREETINGS = 10
"""Seconds that workers are waited for to say what they are, once one has."""


class Crew:
    """The workers of a cluster, as far as one engine goes.

    Each is asked what it is before it gets a slice, and those that come later are when they come.
    """

    def __init__(self, cluster: Cluster, recipe: Recipe, wanted: Identity) -> None:
        """`wanted` is what a worker has to be; without models, what most workers are."""
        self.wanted = wanted
        self._cluster = cluster
        self._recipe = recipe
        self._asked: dict[Ticket, Worker] = {}
        self._told: dict[Worker, Identity] = {}
        self._accepted: dict[str, Worker] = {}
        """By address."""
        self._refused: dict[str, EngineError] = {}
        """By address, why."""
        self._empty_since: float | None = None

    def gather(self) -> None:
        """Wait for the first worker that may draft; raises EngineError if there is none."""
        end = monotonic() + GREETINGS
        while True:
            self.look()
            waiting = bool(self._asked) and monotonic() < end
            if self.accepted() and not waiting:
                return
            if not self._asked and self._told and self.wanted.models is None:
                self._agree()
                continue
            for returned in self._cluster.connection().returned(LOOK):
                self.hear(returned)
            if self._asked and not self._accepted and monotonic() > end + self._patience:
                # All of them are busy with the work of others, or hang.
                raise self._cluster.nobody()

    def look(self) -> None:
        """Ask workers that are new what they are; raises EngineError where none is left."""
        workers = self._cluster.workers()
        here = {each.address: each for each in workers}
        self._accepted = {key: each for key, each in self._accepted.items() if key in here}
        asked = {each.address for each in self._asked.values()}
        connection = self._cluster.connection()
        told = {each.address for each in self._told}
        for address, worker in here.items():
            if address not in asked | told | self._accepted.keys() | self._refused.keys():
                data = slice_bytes(Slice(self._recipe))
                self._asked[connection.begin(data, [address])] = worker
        gone = [ticket for ticket, each in self._asked.items() if each.address not in here]
        connection.forget(gone)
        for ticket in gone:
            del self._asked[ticket]
        self._judge_number(here)

    def _judge_number(self, here: dict[str, Worker]) -> None:
        """Raise EngineError if nobody is left to draft."""
        if here:
            self._empty_since = None
            if all(address in self._refused for address in here):
                refusal = next(self._refused[address] for address in here)
                raise EngineError(
                    _("no worker is left in the cluster: {why}").format(why=refusal.message),
                    code="CLU-022",
                    remedy=refusal.remedy,
                )
            if self._accepted and not self._asked and not self.slots():
                needed = self._cluster.settings.resources
                shown = ", ".join(f"{name}={amount:g}" for name, amount in needed)
                raise EngineError(
                    _("no worker of the cluster offers {resources}").format(resources=shown),
                    code="CLU-023",
                    remedy=_("start workers with `--resources`, or correct `resources`"),
                )
            return
        now = monotonic()
        self._empty_since = now if self._empty_since is None else self._empty_since
        if now - self._empty_since >= self._patience:
            raise self._cluster.nobody()

    @property
    def _patience(self) -> int:
        return self._cluster.settings.patience

    def hear(self, returned: Returned) -> bool:
        """Take what a worker says of itself; False for what is no answer to that."""
        worker = self._asked.pop(returned.ticket, None)
        if worker is None:
            return False
        if returned.error is not None:
            self.refuse(worker, _said(returned.error))
            return True
        try:
            answer = answer_of(returned.data)
        except (ValueError, TypeError, LookupError) as error:
            self.refuse(worker, exception_words(error))
            return True
        if answer.error is not None:
            self.refuse(worker, answer.error.message, answer.error.remedy)
        elif answer.identity is None:
            self.refuse(worker, _("it does not say what it is"))
        elif self.wanted.models is None:
            self._told[worker] = answer.identity
        else:
            self._judge(worker, answer.identity)
        return True

    def _agree(self) -> None:
        """Go by what most workers are, since this process cannot tell what models there are."""
        fit = [
            each
            for each in self._told.values()
            if each.models and not difference(self.wanted, each)
        ]
        if fit:
            self.wanted = max(Counter(fit).items(), key=lambda item: (item[1], repr(item[0])))[0]
        heard, self._told = self._told, {}
        for worker, identity in heard.items():
            if fit:
                self._judge(worker, identity)
            else:
                why = difference(self.wanted, identity) or _("it has no model")
                self.refuse(worker, why)

    def _judge(self, worker: Worker, identity: Identity) -> None:
        why = difference(self.wanted, identity)
        if why:
            self.refuse(worker, why)
        else:
            self._accepted[worker.address] = worker

    def refuse(self, worker: Worker, why: str, remedy: str | None = None) -> None:
        """Send no slices to a worker any more."""
        self._accepted.pop(worker.address, None)
        self._refused[worker.address] = self._cluster.refuse(worker, why, remedy)

    def accepted(self) -> tuple[str, ...]:
        """The addresses of workers that may draft, and are able to."""
        needed = self._cluster.settings.resources
        return tuple(key for key, each in self._accepted.items() if each.slots(needed))

    def worker(self, address: str) -> Worker | None:
        """A worker that may draft, by its address."""
        return self._accepted.get(address)

    def slots(self) -> int:
        """How many slices they can have in hand at once."""
        needed = self._cluster.settings.resources
        return sum(each.slots(needed) for each in self._accepted.values())

    def dismiss(self) -> None:
        """Ask nobody any more."""
        self._cluster.connection().forget(self._asked)
        self._asked.clear()


def _said(error: BaseException) -> str:
    """Why a worker could not even be asked, in words of this tool where it is a known reason."""
    if isinstance(error, ImportError):
        return _(
            "{why}: this tool is not installed there, or lies where that worker cannot read it"
        ).format(why=error)
    return exception_words(error)
