"""Servers of the chat API that misbehave: one line, and the drafts made so far stay."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from l10n.engines import Draft
from l10n.engines.openai.engine import OpenAI
from l10n.errors import EngineError
from tests.chat_server import (
    MODEL,
    Asked,
    ChatServer,
    Raw,
    Script,
    completion,
    error,
    translating,
    translations,
)
from tests.openai.desk import (
    ARTICLE,
    SOURCES,
    TARGETS,
    always,
    article,
    drafted,
    engine,
    first,
    texts,
    whole,
    why,
)

# Servers that misbehave


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "the server's answer holds no text"),
        ("No.", "the model's answer is not the JSON that was asked for"),
        ('{"translations": [{"id": 1, "translation": "The ci', "not the JSON"),
        ("[" * 100_000, "not the JSON"),
        ('{"a":' * 20_000, "not the JSON"),
        ("x" * 1_000_000, "the model's answer is far too long"),
        (json.dumps({"translations": {"1": 5, "id": None}}), "not the JSON"),
        (completion(None), "the server's answer holds no text"),
        ({"choices": []}, "the server's answer holds no text"),
        ({"choices": [{"message": "hello"}]}, "the server's answer holds no text"),
        ({"object": "list", "data": []}, "the server's answer holds no text"),
        (completion(whole(TARGETS), "content_filter"), "the server's content filter refused it"),
        (
            {"choices": [{"message": {"content": None, "refusal": "I can’t do that."}}]},
            "the model refused: I can’t do that.",
        ),
    ],
)
def test_unreadable_answers_leave_texts_empty_in_a_few_requests(
    serve: Callable[[Script], ChatServer], answer: Any, reason: str
) -> None:
    server = serve(always(answer))
    drafts = drafted(server, article(SOURCES))
    assert texts(drafts) == [""] * 4
    assert all(reason in why(draft) for draft in drafts)
    assert len(server.asked) <= 6


def test_a_cut_off_answer_gives_what_is_whole_and_asks_the_rest(
    serve: Callable[[Script], ChatServer],
) -> None:
    translate = translating(ARTICLE)

    def script(asked: Asked) -> Any:
        if len(asked.segments) == 1:
            return translate(asked)
        content = str(translate(asked))
        return completion(content[: content.index(ARTICLE[asked.texts[1]]) + 5], "length")

    server = serve(script)
    assert texts(drafted(server, article(SOURCES))) == TARGETS
    assert [len(each.segments) for each in server.asked] == [4, 1, 2, 1]


def test_a_text_whose_answer_is_always_cut_off_is_left_empty(
    serve: Callable[[Script], ChatServer],
) -> None:
    server = serve(always(completion("<think>Well, the council", "length")))
    drafts = drafted(server, article(SOURCES[:1]))
    assert texts(drafts) == [""]
    assert "cut off" in why(drafts[0])


def test_a_text_that_the_server_refuses_costs_the_others_nothing(
    serve: Callable[[Script], ChatServer],
) -> None:
    translate = translating(ARTICLE)
    said = "The response was filtered due to the content management policy"

    def script(asked: Asked) -> Any:
        return error(400, said) if SOURCES[1] in asked.texts else translate(asked)

    server = serve(script)
    drafts = drafted(server, article(SOURCES))
    assert texts(drafts) == [TARGETS[0], "", TARGETS[2], TARGETS[3]]
    assert said in why(drafts[1])
    assert len(server.asked) <= 4 + 3


def test_a_text_at_which_the_server_breaks_off_costs_no_other(
    serve: Callable[[Script], ChatServer],
) -> None:
    table = {f"Речення про справу, число {n}.": f"A sentence, number {n}." for n in range(13, 33)}
    bad = [*table][7]
    translate = translating(table)

    def script(asked: Asked) -> Any:
        return Raw(200, b"{}", break_off=1) if bad in asked.texts else translate(asked)

    drafts = drafted(serve(script), article([*table]), max_texts=20)
    assert texts(drafts) == ["" if text == bad else table[text] for text in table]
    assert "broke off" in why(drafts[7])
    assert drafts[7].transient


def test_texts_refused_for_what_they_say_are_left_one_by_one(
    serve: Callable[[Script], ChatServer],
) -> None:
    server = serve(always(error(400, "blocked by content_filter")))
    drafts = drafted(server, article(SOURCES))
    assert texts(drafts) == [""] * 4
    assert all("content_filter" in why(draft) for draft in drafts)


def test_refusals_with_answers_between_them_do_not_end_the_run(
    serve: Callable[[Script], ChatServer],
) -> None:
    table = {f"Речення про справу, номер {n}.": f"A sentence, number {n}." for n in range(8)}
    refused = [*table][::4]
    translate = translating(table)

    def script(asked: Asked) -> Any:
        return error(500, "oops") if {*refused} & {*asked.texts} else translate(asked)

    drafts = drafted(serve(script), article([*table]), max_texts=2)
    wanted = ["" if text in refused else table[text] for text in table]
    assert texts(drafts) == wanted


@pytest.mark.parametrize("status", [400, 500])
def test_a_refusal_without_a_reason_does_not_change_what_works(
    serve: Callable[[Script], ChatServer], status: int
) -> None:
    translate = translating(ARTICLE)

    def script(asked: Asked) -> Any:
        return error(status, "oops") if SOURCES[2] in asked.texts else translate(asked)

    server = serve(script)
    drafts = drafted(server, article(SOURCES), max_texts=2)
    assert texts(drafts) == [*TARGETS[:2], "", TARGETS[3]]
    assert "oops" in why(drafts[2])
    form = server.asked[-1].body["response_format"]["json_schema"]["schema"]
    assert form["required"] == ["translations"]
    assert server.asked[-1].body["logprobs"] is True


def test_a_batch_too_long_for_the_model_goes_in_smaller_ones(
    serve: Callable[[Script], ChatServer],
) -> None:
    translate = translating(ARTICLE)
    said = "This model's maximum context length is 4096 tokens, however you requested 5000"

    def script(asked: Asked) -> Any:
        return error(400, said) if len(asked.texts) > 2 else translate(asked)

    server = serve(script)
    assert texts(drafted(server, article(SOURCES))) == TARGETS
    assert [len(each.segments) for each in server.asked] == [4, 2, 2]


def line(error: EngineError) -> str:
    text = str(error)
    assert "\n" not in text
    return text


@pytest.mark.parametrize(
    ("answer", "says", "most"),
    [
        (error(401, "Incorrect API key provided"), "L10N_OPENAI_KEY", 1),
        (error(404, 'model "gemma3:12b" not found, try pulling it'), "check url and model", 1),
        (error(402, "Insufficient credits"), "Insufficient credits", 1),
        (error(400, "this server only answers with stream=true"), "stream=true", 6),
        (error(500, "the model runner stopped"), "the model runner stopped", 3),
        ({"error": {"message": "No endpoints found", "code": 404}}, "No endpoints found", 1),
        ({"error": "the queue is full"}, "the queue is full", 6),
        (Raw(200, b"data: {\"choices\": []}\n\ndata: [DONE]\n\n"), "with JSON", 1),
        (Raw(200, b"<html>Welcome to nginx</html>"), "Welcome to nginx", 1),
        (Raw(302, headers={"Location": "http://elsewhere.example/"}), "elsewhere.example", 1),
        (Raw(200, b'{"choices": [', break_off=5), "broke off", 3),
        (Raw(200, b"x" * 100, break_off=20), "broke off", 3),
    ],
)  # fmt: skip
def test_a_server_that_does_not_work_is_said_so_in_one_line(
    serve: Callable[[Script], ChatServer], answer: Any, says: str, most: int
) -> None:
    server = serve(always(answer))
    with pytest.raises(EngineError) as raised:
        drafted(server, article(SOURCES))
    assert says in line(raised.value)
    assert len(server.asked) <= most


def test_a_busy_server_is_asked_again_when_it_says(serve: Callable[[Script], ChatServer]) -> None:
    server = serve(first(error(429, "slow down", Retry_After="7"), translating(ARTICLE)))
    waits: list[float] = []
    values = {"url": server.url, "model": MODEL, "retries": 2}
    made = OpenAI(values, sleep=waits.append)
    assert texts(list(made.translate(article(SOURCES), "uk", "en"))) == TARGETS
    assert len(waits) == 1
    assert waits[0] >= 7


@pytest.mark.parametrize("retries", [0, 4])
def test_a_server_too_slow_is_given_up_and_the_setting_named(
    serve: Callable[[Script], ChatServer], retries: int
) -> None:
    server = serve(always(Raw(200, b"{}", hang=True)))
    with pytest.raises(EngineError) as raised:
        drafted(server, article(SOURCES), timeout=1, retries=retries)
    assert "timeout" in line(raised.value)
    assert len(server.asked) == 3


def test_a_text_that_is_never_finished_costs_the_others_nothing(
    serve: Callable[[Script], ChatServer],
) -> None:
    translate = translating(ARTICLE)

    def script(asked: Asked) -> Any:
        return Raw(200, b"{}", hang=True) if SOURCES[0] in asked.texts else translate(asked)

    server = serve(script)
    drafts = drafted(server, article(SOURCES[:2]), timeout=1, retries=4)
    assert texts(drafts) == ["", TARGETS[1]]
    assert "within 1 seconds" in why(drafts[0])
    assert len(server.asked) == 3


def until_the_outage(made: OpenAI, says: str) -> list[Draft]:
    """Take drafts one by one, as a sync does, and give those that came before the error."""
    got: list[Draft] = []
    drafts = made.translate(article(SOURCES), "uk", "en")

    def take() -> None:
        for draft in drafts:
            got.append(draft)

    with pytest.raises(EngineError, match=says):
        take()
    return got


def test_what_was_drafted_before_an_outage_stays(serve: Callable[[Script], ChatServer]) -> None:
    translate = translating(ARTICLE)

    def script(asked: Asked) -> Any:
        return error(503, "down for maintenance") if SOURCES[2] in asked.texts else translate(asked)

    got = until_the_outage(engine(serve(script), max_texts=2), "down for maintenance")
    assert texts(got) == TARGETS[:2]


def test_an_outage_during_repairs_keeps_the_rest_of_the_batch(
    serve: Callable[[Script], ChatServer],
) -> None:
    content = translations({1: TARGETS[0], 3: TARGETS[2]})
    server = serve(first(content, always(error(503, "down"))))
    got = until_the_outage(engine(server), "down")
    assert texts(got) == [TARGETS[0], "", TARGETS[2]]
    assert got[1].reason is not None


def test_a_server_out_of_reach_is_one_line_naming_the_setting() -> None:
    made = OpenAI({"url": "http://127.0.0.1:9/v1", "model": "m", "retries": 0})
    with pytest.raises(EngineError) as raised:
        list(made.translate(article(SOURCES), "uk", "en"))
    assert "[engine.openai]" in line(raised.value)


def test_the_key_is_sent_and_never_shown(
    serve: Callable[[Script], ChatServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("L10N_OPENAI_KEY", "sk-very-secret")
    server = serve(translating(ARTICLE))
    made = engine(server)
    assert texts(list(made.translate(article(SOURCES), "uk", "en"))) == TARGETS
    assert server.asked[0].headers["Authorization"] == "Bearer sk-very-secret"
    assert "sk-very-secret" not in f"{vars(made)!r}{made._chat!r}{vars(made._chat)!r}"
    for answer in (
        error(401, "no such key: sk-very-secret"),
        {"error": {"message": "no such key: sk-very-secret", "code": 401}},
    ):
        server.script = always(answer)
        with pytest.raises(EngineError) as raised:
            drafted(server, article(SOURCES))
        assert "sk-very-secret" not in str(raised.value)
        assert "no such key" in str(raised.value)


@pytest.mark.parametrize("values", [{}, {"model": ""}, {"modle": "x"}, {"context": True}])
def test_a_mistake_in_the_settings_names_the_key(values: dict[str, object]) -> None:
    values = {"url": "http://127.0.0.1:9/v1", **values}
    with pytest.raises(EngineError, match=r"model|context"):
        OpenAI(values)
