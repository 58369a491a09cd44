"""What travels to workers and back, what a worker keeps, and that no key is ever among it."""

import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.desk.clusters import on_cluster
from l10n.engines import Draft, Earlier, Request
from l10n.engines.cluster.cluster import Cluster
from l10n.engines.cluster.identity import Identity, difference, identity
from l10n.engines.cluster.settings import ClusterSettings
from l10n.engines.cluster.wire import (
    Answer,
    Recipe,
    Slice,
    answer_bytes,
    answer_of,
    slice_bytes,
    slice_of,
)
from l10n.engines.cluster.worker import KEPT, Bench, Made, answered
from l10n.engines.decoder.settings import DecoderSettings
from l10n.errors import EngineError
from l10n.glossary.terms import Kind, Part, Status, Term, Written
from l10n.messages import Message
from l10n.model.markup import Tagged
from l10n.store.workflow_file import load_workflow
from tests.cluster.inside import Inside, Upper, requests

words = st.text(st.characters(), max_size=12) | st.just("half \ud83d")
names = st.frozensets(st.sampled_from(["a1", "b2", "br3"]))
terms = st.builds(
    Term,
    words,
    words,
    note=words,
    forbidden=st.tuples(words),
    pair=st.none() | st.just(("uk", "en")),
    status=st.sampled_from(Status),
    reasons=st.just((("Kiev", "we write Kyiv"),)) | st.just(()),
    part=st.none() | st.sampled_from(Part),
    kind=st.none() | st.sampled_from(Kind),
    written=st.none() | st.just(Written("glossary.csv", 3)),
)
asked = st.builds(
    Request,
    st.builds(Tagged, words, names, names),
    title=words,
    before=words,
    after=words,
    terms=st.lists(terms, max_size=2).map(tuple),
    earlier=st.none() | st.builds(Earlier, words, words),
)
said = st.builds(Message, st.just("about {what}"), st.just((("what", "it"),)))
drafts = st.builds(
    Draft,
    words,
    words,
    reason=st.none() | said,
    doubtful=st.booleans(),
    confidence=st.none() | st.floats(0, 1) | st.just(1),
    alternatives=st.lists(words, max_size=2).map(tuple),
    remarks=st.lists(said, max_size=2).map(tuple),
    transient=st.booleans(),
)


@given(st.lists(asked, max_size=4))
def test_a_slice_is_read_as_it_was_written(found: list[Request]) -> None:
    recipe = Recipe("argos", "mine", {"beam_size": 2, "words": ("a", "b"), "device": "cpu"})
    whole = Slice(recipe, identity(["m 1"], ()), ("uk", "en"), tuple(found))
    assert slice_of(slice_bytes(whole)) == whole


@given(st.lists(drafts, max_size=4))
def test_an_answer_is_read_as_it_was_written(found: list[Draft]) -> None:
    whole = Answer(tuple(enumerate(found)), None, identity(None, ()), "tcp://192.0.2.1:1")
    assert answer_of(answer_bytes(whole)) == whole


def test_an_error_travels_with_its_remedy() -> None:
    error = EngineError("no key", code="KEY-001", remedy="set it")
    found = answer_of(answer_bytes(Answer(error=error))).error
    assert found is not None
    assert str(found) == str(error)


@given(st.binary(max_size=60))
def test_any_bytes_are_an_answer_to_a_worker(data: bytes) -> None:
    worker = SimpleNamespace(address="here")
    found = answer_of(answered(data, lambda recipe: Made(Upper(), identity(None, ())), worker))
    assert found.identity is not None


WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["openai"]

[engine.openai]
url = "http://127.0.0.1:1/v1"
model = "small"
"""


def test_a_key_never_travels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("L10N_OPENAI_KEY", "a-secret-of-the-desk")
    path = tmp_path / "news.toml"
    workflow = load_workflow(path, WORKFLOW)
    inside = Inside({"a": Upper})
    where = ClusterSettings(address="tcp://127.0.0.1:8786")
    there = Cluster(where, lambda data: data, connect=inside.connect, look=0)
    from l10n.desk.engines import make

    engine = on_cluster(make(workflow, "openai"), workflow, "openai", there)
    with pytest.raises(EngineError):
        list(engine.translate(requests(3), "uk", "en"))
    assert inside.travelled
    assert b"secret" not in b"".join(inside.travelled)


def test_each_difference_is_told_by_name() -> None:
    here = Identity("3.11", (("l10n", "1.0"), ("ctranslate2", "4.8")), ("m 1", "m 2"))
    there = {
        "it runs Python 3.12, not 3.11": Identity("3.12", here.packages, here.models),
        "it has l10n 0.9, not 1.0": Identity("3.11", (("l10n", "0.9"),), here.models),
        "it has ctranslate2 —, not 4.8": Identity("3.11", (("l10n", "1.0"),), here.models),
        "it lacks the model m 2": Identity("3.11", here.packages, ("m 1",)),
        "it has another model: m 3": Identity("3.11", here.packages, ("m 1", "m 2", "m 3")),
        "": here,
    }
    assert {difference(here, each) for each in there.values()} == set(there)


class Closing(Upper):
    closed = 0

    def close(self) -> None:
        Closing.closed += 1


def made(recipe: Recipe) -> Made:
    return Made(Closing(), identity(None, ()))


def test_a_worker_keeps_few_engines() -> None:
    Closing.closed = 0
    bench = Bench()
    for number in range(KEPT + 3):
        with bench.engine(Recipe("upper", str(number), {}), made):
            pass
    assert Closing.closed == 3


def test_threads_of_a_worker_have_an_engine_each() -> None:
    bench, seen = Bench(), []
    both = threading.Barrier(2)

    def work() -> None:
        with bench.engine(Recipe("upper", "upper", {}), made) as found:
            seen.append(found.engine)
            both.wait(10)

    threads = [threading.Thread(target=work) for _each in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert seen[0] is not seen[1]


def test_a_worker_process_computes_on_the_cores_it_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert DecoderSettings().cores() == 1
    assert DecoderSettings(threads=3).cores() == 3
    monkeypatch.setenv("OMP_NUM_THREADS", "many")
    assert DecoderSettings().cores() >= 1
