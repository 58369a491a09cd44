"""The engine that stands for another one: its texts go to a cluster in slices."""

from asyncio import CancelledError
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from l10n.dataclass import dataclass
from l10n.engines import Draft, Engine, Request
from l10n.engines.chain import miscounted, revises
from l10n.engines.cluster.cluster import LOOK, WINDOW, Cluster
from l10n.engines.cluster.connection import Connection, GoneError, Returned, Ticket
from l10n.engines.cluster.crew import Crew
from l10n.engines.cluster.identity import Identity, difference
from l10n.engines.cluster.wire import Recipe, Slice, answer_of, slice_bytes
from l10n.errors import EngineError, exception_words
from l10n.messages import _, ngettext

SHARE = 3 / 4
"""Of what is left, what the next slices have together, one for each that can be in work: each slice
costs something, so the first are large, and the last small, to end at about the same time."""
LEAST = 32
"""Texts of a slice, as long as there are so many: each slice takes as long as five texts more."""
TRIES = 20
"""Times that a slice is handed out: workers may fail one after another."""

Places = tuple[int, ...]
"""Where requests of a slice stand in the batch, from 0."""


class ClusterEngine:
    """Drafts what another engine would, on the workers of a cluster.

    The name, the conditions and the identity of drafts are those of the engine. At most two slices
    for each worker's thread are on their way, so memory is bounded however many requests there are.
    What comes back is handed on at once, whatever its order (`scattered`).
    """

    def __init__(self, engine: Engine, recipe: Recipe, cluster: Cluster, own: Identity) -> None:
        """`own` is what this process would draft with, which every worker has to be."""
        self.name = engine.name
        self.translates = bool(getattr(engine, "translates", True))
        self.revises = revises(engine)
        self._engine = engine
        self._recipe = recipe
        self._cluster = cluster
        self._crew = Crew(cluster, recipe, own)

    def pairs(self) -> frozenset[tuple[str, str]]:
        """What the engine says itself."""
        return self._engine.pairs()

    def models(self) -> tuple[str, ...]:
        """The models here, else those that most workers have; raises EngineError."""
        if self._crew.wanted.models is None:
            try:
                self._crew.gather()
            finally:
                self._crew.dismiss()
        return self._crew.wanted.models or ()

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterator[Draft]:
        """Draft all texts, one draft for each, in order; raises EngineError."""
        early: dict[int, Draft] = {}
        due = 0
        for place, draft in self.scattered(requests, source, target):
            early[place] = draft
            while due in early:
                yield early.pop(due)
                due += 1

    def scattered(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Draft all texts: drafts as they come, each with the place of its request.

        Raises EngineError where the cluster cannot be reached or has gone, where no worker is left
        that may draft, and, once all others are drafted, for texts that no worker could draft.
        """
        if not requests:
            return
        connection, crew = self._cluster.connection(), self._crew
        round_ = _Round(requests, (source, target))
        try:
            crew.gather()
            most = self._cluster.settings.texts
            round_.part(sizes(len(requests), max(1, crew.slots()), most))
            while round_.todo or round_.sent:
                crew.look()
                round_.take_back(round_.stranded(crew.accepted()), connection)
                self._send(round_, connection)
                for returned in connection.returned(LOOK):
                    if not crew.hear(returned) and returned.ticket in round_.sent:
                        yield from self._taken(round_, returned)
        except GoneError as error:
            raise self._cluster.fail(error) from error.__cause__
        finally:
            connection.forget(round_.sent)
            crew.dismiss()
        if round_.failure is not None:
            raise round_.failure

    def _send(self, round_: "_Round", connection: Connection) -> None:
        """Hand out slices, as long as workers have room for them."""
        crew = self._crew
        among = crew.accepted()
        needed = dict(self._cluster.settings.resources)
        while round_.todo and among and len(round_.sent) < WINDOW * crew.slots():
            places, tries = round_.todo.popleft()
            texts = tuple(round_.requests[place] for place in places)
            data = slice_bytes(Slice(self._recipe, crew.wanted, round_.pair, texts))
            ticket = connection.begin(data, among, needed)
            round_.sent[ticket] = _Sent(places, frozenset(among), tries)

    def _taken(self, round_: "_Round", returned: Returned) -> Iterator[tuple[int, Draft]]:
        """Hand on what came back for a slice, and see to what of it did not."""
        slip = round_.sent.pop(returned.ticket)
        try:
            if returned.error is not None:
                raise returned.error
            answer = answer_of(returned.data)
            given = [(slip.places[place], draft) for place, draft in answer.drafts]
        except (TimeoutError, CancelledError) as error:
            round_.again(slip, slip.places, str(error))
            return
        except Exception as error:
            round_.fail(slip, _ended(error))
            return
        yield from given
        done = {place for place, _draft in given}
        left = tuple(place for place in slip.places if place not in done)
        if not left:
            return
        worker = self._crew.worker(answer.worker)
        if answer.error is not None:
            why, remedy = answer.error.message, answer.error.remedy
        elif answer.identity is not None:
            why, remedy = difference(self._crew.wanted, answer.identity), None
        else:
            raise miscounted(self.name, given=len(given), asked=len(slip.places))
        if worker is not None:
            self._crew.refuse(worker, why, remedy)
        round_.again(slip, left, why)


def sizes(texts: int, slots: int, most: int) -> Iterator[int]:
    """How many texts each slice has, none more than `most`, the first no less than those behind."""
    left = texts
    while left:
        # Where that would leave too little for another round, or nobody to wait for, all goes.
        share = 1 if slots == 1 or left < 2 * slots * LEAST else SHARE
        size = min(most, max(LEAST, ceil(left * share / slots)))
        for _slot in range(slots):
            # What would be left alone goes along, where there is room for it.
            size = left if left <= min(most, size + LEAST // 2) else min(size, left)
            if size:
                yield size
            left -= size


@dataclass(frozen=True, slots=True)
class _Sent:
    """A slice that is on its way."""

    places: Places
    among: frozenset[str]
    """The workers that may take it, by address."""
    tries: int


class _Round:
    """What is left to do of one batch of requests."""

    def __init__(self, requests: Sequence[Request], pair: tuple[str, str]) -> None:
        self.requests = requests
        self.pair = pair
        self.todo: deque[tuple[Places, int]] = deque()
        """Slices that wait, each with how often it was handed out before."""
        self.sent: dict[Ticket, _Sent] = {}
        self.failure: EngineError | None = None

    def part(self, sizes: Iterable[int]) -> None:
        """Make slices of all requests, which have so many texts."""
        start = 0
        for size in sizes:
            self.todo.append((tuple(range(start, start + size)), 0))
            start += size

    def stranded(self, accepted: Sequence[str]) -> list[Ticket]:
        """Slices all of whose workers are gone."""
        return [each for each, slip in self.sent.items() if slip.among.isdisjoint(accepted)]

    def take_back(self, tickets: Sequence[Ticket], connection: Connection) -> None:
        """Hand slices out anew; that workers went is no fault of theirs."""
        connection.forget(tickets)
        for ticket in tickets:
            slip = self.sent.pop(ticket)
            self.todo.appendleft((slip.places, slip.tries))

    def again(self, slip: _Sent, places: Places, why: str) -> None:
        """Hand out anew what is left of a slice, unless that was done too often."""
        if slip.tries + 1 < TRIES:
            self.todo.appendleft((places, slip.tries + 1))
        else:
            self.fail(slip, why)

    def fail(self, slip: _Sent, why: str) -> None:
        """Give up a slice; the others go on."""
        self.failure = self.failure or EngineError(
            ngettext(
                "no worker of the cluster could draft a slice of {n} text: {why}",
                "no worker of the cluster could draft a slice of {n} texts: {why}",
                len(slip.places),
            ).format(n=len(slip.places), why=why),
            code="CLU-024",
            remedy=_("look into the logs of the workers; draft these without a cluster"),
        )


def _ended(error: Exception) -> str:
    """Why a slice is given up."""
    if type(error).__name__ == "KilledWorker":
        return _("several workers ended while they had it")
    return exception_words(error)
