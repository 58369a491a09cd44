"""How often a slice is handed out anew, and how small slices get."""

import json

import pytest

from l10n.engines.cluster.engine import LEAST, TRIES
from l10n.errors import EngineError
from tests.cluster.inside import Inside, Upper, engine_on, requests

PAIR = ("uk", "en")


class Losing(Inside):
    """The answer for the slice with the second text comes too late, some times."""

    late = 0

    def __init__(self) -> None:
        super().__init__({"a": Upper})
        self.changed = self._too_late
        self.lost = 0

    def _too_late(self, answer: object) -> object:
        if b'"TEXT 1"' not in answer or self.lost == self.late:  # type: ignore[operator]
            return answer
        self.lost += 1
        return TimeoutError("no answer in time")


def test_a_slice_that_is_lost_nineteen_times_is_drafted() -> None:
    assert TRIES == 20
    inside = Losing()
    inside.late = TRIES - 1
    engine, _cluster = engine_on(inside)
    assert [each.text for each in engine.translate(requests(3), *PAIR)] == [
        "TEXT 0",
        "TEXT 1",
        "TEXT 2",
    ]
    assert inside.lost == TRIES - 1


def test_a_slice_that_is_lost_twenty_times_is_given_up() -> None:
    inside = Losing()
    inside.late = TRIES
    engine, _cluster = engine_on(inside, texts=10)
    found: list[object] = []
    with pytest.raises(EngineError, match="draft a slice of 10 texts: no answer in time"):
        found.extend(engine.scattered(requests(30), *PAIR))
    # The others go on.
    assert len(found) == 20
    assert inside.lost == TRIES


def test_a_slice_is_not_to_blame_for_workers_that_go() -> None:
    inside = Inside({"w0": Upper})
    changes = 0

    def change() -> None:
        nonlocal changes
        slices = [data for _ticket, data, _among in inside.waiting if json.loads(data)["requests"]]
        if slices and changes < 2 * TRIES:
            changes += 1
            inside.engines = {f"w{changes}": Upper}

    inside.before = change
    late = [TimeoutError("no answer in time")]
    inside.changed = lambda answer: late.pop() if late and b"TEXT" in answer else answer  # type: ignore[operator]
    engine, _cluster = engine_on(inside)
    assert len(list(engine.translate(requests(3), *PAIR))) == 3
    assert changes == 2 * TRIES
    assert not inside.waiting, "slices that were taken back wait on"


def test_few_texts_go_in_slices_that_are_worth_their_way() -> None:
    inside = Inside(dict.fromkeys("abcd", Upper))
    engine, _cluster = engine_on(inside)
    list(engine.translate(requests(100), *PAIR))
    sent = [json.loads(each).get("requests", ()) for each in inside.travelled]
    assert [len(each) for each in sent if each] == [LEAST, LEAST, 100 - 2 * LEAST]
    assert LEAST == 32
