"""A cluster inside the test's own process: workers are objects, and the test says what happens."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from l10n.engines import Draft, Engine, Request
from l10n.engines.cluster.cluster import Cluster
from l10n.engines.cluster.connection import GoneError, Returned, Ticket, Worker
from l10n.engines.cluster.engine import ClusterEngine
from l10n.engines.cluster.identity import Identity, identity
from l10n.engines.cluster.settings import ClusterSettings
from l10n.engines.cluster.wire import Recipe
from l10n.engines.cluster.worker import Made, answered
from l10n.errors import EngineError
from l10n.model.markup import Tagged


class Upper:
    """Drafts in capitals; a text that holds `stop` ends it."""

    name = "upper"

    def __init__(self, models: Sequence[str] = ("upper 1",)) -> None:
        self._models = tuple(models)
        self.batches: list[int] = []

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset([("uk", "en")])

    def models(self) -> tuple[str, ...]:
        return self._models

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterator[Draft]:
        self.batches.append(len(requests))
        for request in requests:
            if "stop" in request.text.text:
                raise EngineError("it stopped", code="ENG-900", remedy="start it")
            yield Draft(request.text.text.upper(), "upper 1")


class Inside:
    """Workers that draft when they are asked what they have, in any order."""

    def __init__(self, engines: Mapping[str, Callable[[], Engine]], **how: Any) -> None:
        """`engines` makes the engine of each worker, by its name."""
        self.engines = dict(engines)
        self.order = random.Random(how.get("seed", 1))
        self.resources: Mapping[str, Mapping[str, float]] = how.get("resources", {})
        self.threads: int = how.get("threads", 1)
        self.waiting: list[tuple[Ticket, bytes, tuple[str, ...]]] = []
        self.most = 0
        self.travelled: list[bytes] = []
        self.made: list[str] = []
        self.before: Callable[[], None] = lambda: None
        """Called before each answer."""
        self.changed: Callable[[object], object] = lambda answer: answer
        """What becomes of an answer on its way."""
        self.times = 1
        """How often each answer is delivered."""
        self.closed = 0
        self.connected = 0
        self._objects: dict[str, SimpleNamespace] = {}

    def connect(self, settings: ClusterSettings, task: object, begun: object) -> Any:
        self.connected += 1
        return self

    def workers(self) -> tuple[Worker, ...]:
        return tuple(
            Worker(f"at {name}", name, self.threads, tuple(self.resources.get(name, {}).items()))
            for name in self.engines
        )

    def begin(
        self, data: bytes, among: Sequence[str], resources: Mapping[str, float] | None = None
    ) -> Ticket:
        ticket = Ticket(object())  # type: ignore[arg-type]
        self.travelled.append(data)
        self.waiting.append((ticket, data, tuple(among)))
        self.most = max(self.most, len(self.waiting))
        return ticket

    def returned(self, timeout: float) -> Iterator[Returned]:
        self.before()
        able = [
            (ticket, data, [each for each in among if each.removeprefix("at ") in self.engines])
            for ticket, data, among in self.waiting
        ]
        able = [each for each in able if each[2]]
        if not able:
            return
        ticket, data, among = self.order.choice(able)
        self.waiting = [each for each in self.waiting if each[0] is not ticket]
        address = self.order.choice(among)
        worker = self._objects.setdefault(address, SimpleNamespace(address=address))
        name = address.removeprefix("at ")
        answer = self.changed(answered(data, lambda recipe: self._made(name), worker))
        self.travelled += [answer] if isinstance(answer, bytes) else []
        if isinstance(answer, BaseException):
            yield Returned(ticket, error=answer)
        else:
            for _time in range(self.times):
                yield Returned(ticket, answer)

    def _made(self, name: str) -> Made:
        self.made.append(name)
        engine = self.engines[name]()
        return Made(engine, identity(engine.models(), ()))

    def forget(self, tickets: Iterable[Ticket]) -> None:
        gone = set(tickets)
        self.waiting = [each for each in self.waiting if each[0] not in gone]

    def close(self) -> None:
        self.closed += 1


def gone() -> GoneError:
    return GoneError("the scheduler has gone", code="CLU-016")


def engine_on(
    inside: Inside, own: Identity | None = None, **settings: Any
) -> tuple[ClusterEngine, Cluster]:
    """An engine that stands for `Upper`, and its cluster."""
    where = ClusterSettings(address="tcp://127.0.0.1:8786", **settings)
    cluster = Cluster(where, lambda data: data, connect=inside.connect, look=0)
    wanted = own or identity(Upper().models(), ())
    return ClusterEngine(Upper(), Recipe("upper", "upper", {}), cluster, wanted), cluster


def requests(number: int) -> list[Request]:
    return [Request(Tagged(f"text {each}")) for each in range(number)]
