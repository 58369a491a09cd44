"""The engine that stands for another on a cluster: order, bounds, who may draft, what is kept."""

import json
from collections.abc import Sequence
from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines import Draft
from l10n.engines.chain import Candidate, Chain
from l10n.engines.cluster.cluster import WINDOW
from l10n.engines.cluster.engine import LEAST, sizes
from l10n.engines.cluster.identity import identity
from l10n.errors import EngineError
from l10n.model.markup import Tagged
from tests.cluster.inside import Inside, Upper, engine_on, gone, requests

PAIR = ("uk", "en")


def other() -> Upper:
    return Upper(("upper 2",))


@pytest.mark.parametrize("seed", range(5))
def test_drafts_are_those_of_the_engine_itself(seed: int) -> None:
    engine, _cluster = engine_on(Inside({"a": Upper, "b": Upper}, seed=seed))
    asked = requests(500)
    assert list(engine.translate(asked, *PAIR)) == list(Upper().translate(asked, *PAIR))


def test_only_slices_in_flight_are_held() -> None:
    inside = Inside({"a": Upper, "b": Upper})
    engine, _cluster = engine_on(inside, texts=10)
    assert len(list(engine.translate(requests(2_000), *PAIR))) == 2_000
    assert inside.most <= WINDOW * 2
    numbers = [len(json.loads(each).get("requests", ())) for each in inside.travelled]
    assert max(numbers) == 10


def test_a_short_batch_is_parted_among_all_workers() -> None:
    inside = Inside(dict.fromkeys("abcd", Upper))
    engine, _cluster = engine_on(inside)
    list(engine.translate(requests(640), *PAIR))
    slices = [json.loads(each).get("requests", ()) for each in inside.travelled]
    assert [len(each) for each in slices if each] == [120] * 4 + [40] * 4


@given(st.integers(1, 3_000), st.integers(1, 20), st.integers(1, 500))
def test_slices_become_smaller_and_leave_no_text_out(texts: int, slots: int, most: int) -> None:
    found = list(sizes(texts, slots, most))
    assert sum(found) == texts
    assert all(0 < each <= most for each in found)
    # One more than its share is what would be left alone.
    assert all(one + LEAST // 2 >= other for one, other in pairwise(found))
    assert (
        slots == 1 or len(found) == 1 or found[-1] <= max(LEAST, ceil(texts / slots)) + LEAST // 2
    )


def test_a_worker_keeps_its_engine_between_slices() -> None:
    inside = Inside({"a": Upper})
    engine, _cluster = engine_on(inside, texts=10)
    list(engine.translate(requests(300), *PAIR))
    list(engine.translate(requests(300), *PAIR))
    assert inside.made == ["a"]


class Journal:
    """Keeps what is noted."""

    def __init__(self) -> None:
        self.noted: list[str] = []

    def recall(self, asked: str, text: Tagged) -> Draft | None:
        return None

    def knows(self, asked: str, text: Tagged) -> bool:
        return False

    def note(self, asked: str, text: Tagged, draft: Draft) -> None:
        self.noted.append(text.text)

    def withdraw(self, asked: str, texts: Sequence[Tagged]) -> None:
        raise AssertionError("nothing is taken back")


def test_what_came_before_the_scheduler_went_is_in_the_journal() -> None:
    inside = Inside({"a": Upper, "b": Upper}, seed=3)
    answers = 0

    def count() -> None:
        nonlocal answers
        answers += 1
        if answers > 7:
            raise gone()

    inside.before = count
    engine, _cluster = engine_on(inside, texts=10)
    journal = Journal()
    chain = Chain((Candidate(engine),), *PAIR, journal=journal)
    asked = {each.text: each for each in requests(300)}
    outcomes, failures = chain.ask(asked)
    # Two answers say what the workers are, five are slices, in any order.
    assert len(journal.noted) == 50
    assert {text.text for text in outcomes} == set(journal.noted)
    assert [each.error.code for each in failures] == ["L10N-CLU-016"]
    assert journal.noted != sorted(journal.noted, key=lambda text: int(text.split()[1]))


def test_a_cluster_that_has_gone_is_not_tried_again() -> None:
    inside = Inside({"a": Upper})

    def hang_up() -> None:
        raise gone()

    inside.before = hang_up
    engine, _cluster = engine_on(inside)
    for _batch in range(3):
        with pytest.raises(EngineError, match="has gone"):
            list(engine.translate(requests(3), *PAIR))
    assert inside.connected == 1


def test_a_worker_with_another_model_gets_no_texts() -> None:
    inside = Inside({"a": Upper, "odd": other})
    engine, cluster = engine_on(inside, texts=10)
    for _batch in range(2):
        assert len(list(engine.translate(requests(200), *PAIR))) == 200
    told = [str(each) for each in cluster.refused.values()]
    assert len(told) == 1
    assert "the worker odd of the cluster gets no texts: it lacks the model upper 1" in told[0]


def test_where_every_worker_is_refused_nothing_is_drafted() -> None:
    engine, _cluster = engine_on(Inside({"odd": other}))
    with pytest.raises(EngineError, match="no worker is left in the cluster: the worker odd"):
        list(engine.translate(requests(3), *PAIR))


def test_a_client_without_models_goes_by_most_workers() -> None:
    inside = Inside({"a": Upper, "odd": other, "b": Upper})
    engine, cluster = engine_on(inside, own=identity(None, ()))
    assert engine.models() == ("upper 1",)
    assert len(list(engine.translate(requests(200), *PAIR))) == 200
    assert [each.message.split()[2] for each in cluster.refused.values()] == ["odd"]


class Half(Upper):
    """Fails in the middle of each slice."""

    def translate(self, requests, source, target):  # type: ignore[no-untyped-def]
        yield Draft("HALF", "upper 1")
        raise EngineError("its key is missing", code="ENG-900", remedy="write it there")


def test_a_worker_whose_engine_fails_keeps_what_it_gave() -> None:
    engine, cluster = engine_on(Inside({"a": Upper, "half": Half}), texts=10)
    texts = [each.text for each in engine.translate(requests(400), *PAIR)]
    assert len(texts) == 400
    assert 1 <= texts.count("HALF") <= WINDOW * 2
    assert [each.remedy for each in cluster.refused.values()] == ["write it there"]


def test_slices_of_a_worker_that_left_go_to_others() -> None:
    inside = Inside({"a": Upper, "b": Upper})
    engine, _cluster = engine_on(inside, texts=10)
    answers = 0

    def leave() -> None:
        nonlocal answers
        answers += 1
        if answers == 6:
            del inside.engines["a"]
            inside.engines["c"] = Upper
        if answers == 15:
            del inside.engines["b"]

    inside.before = leave
    texts = [each.text for each in engine.translate(requests(400), *PAIR)]
    assert texts == [f"TEXT {number}" for number in range(400)]
    assert set(inside.made) == {"a", "b", "c"}


def test_a_slice_that_is_delivered_twice_is_taken_once() -> None:
    inside = Inside({"a": Upper, "b": Upper})
    inside.times = 2
    engine, _cluster = engine_on(inside, texts=10)
    texts = [each.text for each in engine.translate(requests(200), *PAIR)]
    assert texts == [f"TEXT {number}" for number in range(200)]


def test_where_no_worker_comes_the_wait_has_an_end() -> None:
    engine, _cluster = engine_on(Inside({}), patience=0)
    with pytest.raises(EngineError, match="has answered for 0 seconds"):
        list(engine.translate(requests(3), *PAIR))


def test_only_workers_with_the_resources_draft() -> None:
    inside = Inside({"a": Upper, "gpu": Upper}, resources={"gpu": {"GPU": 1.0}})
    engine, _cluster = engine_on(inside, resources=(("GPU", 1.0),))
    list(engine.translate(requests(100), *PAIR))
    engine, _cluster = engine_on(Inside({"a": Upper}), resources=(("GPU", 1.0),))
    with pytest.raises(EngineError, match="no worker of the cluster offers GPU=1"):
        list(engine.translate(requests(3), *PAIR))


STRANGE = [b"", b"{}", b"\xff", b"[1]", None, 7, b'{"drafts": 1, "error": null}']


@pytest.mark.parametrize("answer", STRANGE)
def test_a_strange_answer_costs_its_slice_alone(answer: object) -> None:
    inside = Inside({"a": Upper, "b": Upper})
    number = 0

    def changed(given: object) -> object:
        nonlocal number
        number += 1
        return answer if number == 5 else given

    inside.changed = changed
    engine, _cluster = engine_on(inside, texts=10)
    found = []
    with pytest.raises(EngineError, match="no worker of the cluster could draft a slice of 10"):
        found.extend(engine.scattered(requests(200), *PAIR))
    assert len(found) == 190


KilledWorker = type("KilledWorker", (Exception,), {})
"""As Dask names what several workers ended over."""


def test_texts_that_end_workers_cost_their_slice_alone() -> None:
    inside = Inside({"a": Upper})
    number = 0

    def changed(given: object) -> object:
        nonlocal number
        number += 1
        return KilledWorker("a key") if number == 3 else given

    inside.changed = changed
    engine, _cluster = engine_on(inside, texts=10)
    found = []
    with pytest.raises(EngineError, match="several workers ended while they had it"):
        found.extend(engine.scattered(requests(100), *PAIR))
    assert len(found) == 90


def test_a_draft_for_a_text_that_was_not_sent_is_refused() -> None:
    inside = Inside({"a": Upper})

    def changed(given: object) -> object:
        answer = json.loads(given)  # type: ignore[arg-type]
        if answer["drafts"]:
            answer["drafts"][0][0] = 10_000
        return json.dumps(answer).encode()

    inside.changed = changed
    engine, _cluster = engine_on(inside)
    with pytest.raises(EngineError):
        list(engine.translate(requests(3), *PAIR))


class Short(Upper):
    """Gives one draft less than it was asked for."""

    def translate(self, requests, source, target):  # type: ignore[no-untyped-def]
        yield from super().translate(requests[1:], source, target)


def test_an_engine_that_gives_too_few_drafts_is_refused_there() -> None:
    engine, cluster = engine_on(Inside({"a": Upper, "short": Short}), texts=10)
    texts = [each.text for each in engine.translate(requests(200), *PAIR)]
    assert texts == [f"TEXT {number}" for number in range(200)]
    (error,) = cluster.refused.values()
    assert "gave 9 drafts for 10 texts" in error.message
