"""What a worker does with a slice: make the engine once, look whether it is the right one."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from typing import Any

from l10n.dataclass import dataclass
from l10n.engines import Draft, Engine
from l10n.engines.chain import drafted, miscounted
from l10n.engines.cluster.identity import Identity, difference, identity
from l10n.engines.cluster.wire import Answer, Recipe, Slice, answer_bytes, slice_of
from l10n.errors import EngineError

KEPT = 8
"""Engines that a worker keeps for the next slice, with their models."""


@dataclass(frozen=True, slots=True)
class Made:
    """An engine, and what this process is with it."""

    engine: Engine
    identity: Identity


Make = Callable[[Recipe], Made]
"""Makes an engine; raises EngineError."""


class Bench:
    """The engines of one worker, made when first needed and kept between slices.

    Each thread of a worker has an engine of its own: none is asked by two at once.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._idle: list[tuple[str, Made]] = []
        """With what each is made of; the one used last stands last."""

    @contextmanager
    def engine(self, recipe: Recipe, make: Make) -> Iterator[Made]:
        """An engine for one slice, kept afterwards if it has not failed; raises EngineError."""
        made = self._taken(repr(recipe)) or make(recipe)
        try:
            yield made
        except BaseException:
            _close(made.engine)
            raise
        with self._lock:
            self._idle.append((repr(recipe), made))
            over, self._idle = self._idle[:-KEPT], self._idle[-KEPT:]
        for _recipe, each in over:
            _close(each.engine)

    def _taken(self, recipe: str) -> Made | None:
        with self._lock:
            for number, (key, made) in enumerate(self._idle):
                if key == recipe:
                    del self._idle[number]
                    return made
        return None


def bench_of(worker: Any) -> Bench:
    """The bench of a worker of Dask, which lives as long as that does."""
    # In one step, since threads of one worker may ask at once.
    bench: Bench = vars(worker).setdefault("l10n_bench", Bench())
    return bench


def answered(data: bytes, make: Make, worker: Any) -> bytes:
    """Draft a slice on a worker of Dask, or say why not; raises no error of the tool's."""
    return answer_bytes(replace(_answer(data, make, bench_of(worker)), worker=worker.address))


def _answer(data: bytes, make: Make, bench: Bench) -> Answer:
    try:
        asked = slice_of(data)
    except (ValueError, TypeError, LookupError):
        # Another version of the tool asks: it hears which one this is.
        return Answer(identity=identity(None, ()))
    try:
        with bench.engine(asked.recipe, make) as made:
            if asked.wanted is None or difference(asked.wanted, made.identity):
                return Answer(identity=made.identity)
            answer = _drafted(made.engine, asked)
            if answer.error is not None:
                raise _FailedError(answer)
            return answer
    except _FailedError as failed:
        return failed.answer
    except EngineError as error:
        return Answer(error=error)


class _FailedError(Exception):
    """An engine failed in the middle of a slice, and is not kept."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


def _drafted(engine: Engine, asked: Slice) -> Answer:
    drafts: list[tuple[int, Draft]] = []
    try:
        for found in _bounded(engine, asked):
            drafts.append(found)
    except EngineError as error:
        return Answer(tuple(drafts), error)
    if len(drafts) != len(asked.requests):
        # Which text a draft belongs to is anybody's guess then.
        asked_for = len(asked.requests)
        return Answer(error=miscounted(engine.name, given=len(drafts), asked=asked_for))
    return Answer(tuple(drafts))


def _bounded(engine: Engine, asked: Slice) -> Iterator[tuple[int, Draft]]:
    """What an engine gives, and at most one draft more than it was asked for."""
    for number, found in enumerate(drafted(engine, asked.requests, *asked.pair)):
        yield found
        if number == len(asked.requests):
            return


def _close(engine: Engine) -> None:
    closing = getattr(engine, "close", None)
    if closing is not None:
        with contextlib.suppress(Exception, SystemExit, GeneratorExit):
            closing()
