"""What the engine `openai` sends to a server, what it gets, and what of it reaches the PO file."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from l10n.engines import Request
from l10n.engines.openai.engine import OpenAI
from l10n.errors import EngineError
from l10n.exchange.po.file import load
from l10n.glossary.terms import Term
from l10n.model.markup import Tagged
from tests.chat_server import (
    MODEL,
    Asked,
    ChatServer,
    Script,
    completion,
    error,
    translating,
    translations,
)
from tests.conftest import Newsroom
from tests.openai.desk import (
    ARTICLE,
    SOURCES,
    TARGETS,
    always,
    article,
    drafted,
    engine,
    texts,
    whole,
    why,
)

# What a newsroom gets


def test_an_article_is_drafted_in_one_request(serve: Callable[[Script], ChatServer]) -> None:
    server = serve(translating(ARTICLE))
    drafts = drafted(server, article(SOURCES))
    assert texts(drafts) == TARGETS
    assert [(draft.model, draft.doubtful, draft.reason) for draft in drafts] == [
        (MODEL, False, None)
    ] * 4
    assert [each.path for each in server.asked] == ["/v1/chat/completions"]


def test_a_draft_names_the_model_that_the_server_says_it_used(
    serve: Callable[[Script], ChatServer],
) -> None:
    more = {"model": "gpt-x-2026-01-31", "system_fingerprint": "fp_44709d6fcb"}
    server = serve(lambda asked: {**completion(whole(TARGETS)), **more})
    assert drafted(server, article(SOURCES))[0].model == "gpt-x-2026-01-31 fp_44709d6fcb"
    server.script = lambda asked: {**completion(whole(TARGETS)), "model": "a\nb\x1b[31m" * 500}
    model = drafted(server, article(SOURCES))[0].model
    assert model.isprintable()
    assert len(model) < 200
    server.script = lambda asked: {**completion(whole(TARGETS)), "model": None}
    assert drafted(server, article(SOURCES))[0].model == "gemma3:12b"


def test_drafts_are_given_batch_by_batch(serve: Callable[[Script], ChatServer]) -> None:
    server = serve(translating(ARTICLE))
    drafts = iter(engine(server, max_texts=2).translate(article(SOURCES), "uk", "en"))
    assert next(drafts).text == TARGETS[0]
    assert len(server.asked) == 1
    assert texts(list(drafts)) == TARGETS[1:]
    assert len(server.asked) == 2


def test_articles_do_not_share_a_batch(serve: Callable[[Script], ChatServer]) -> None:
    server = serve(translating(ARTICLE))
    requests = [*article(SOURCES[:2], "Бюджет"), *article(SOURCES[2:], "Рішення")]
    assert texts(drafted(server, requests)) == TARGETS
    assert [each.data["headline"] for each in server.asked] == ["Бюджет", "Рішення"]


def test_only_the_texts_their_context_and_their_terms_are_sent(
    serve: Callable[[Script], ChatServer],
) -> None:
    server = serve(translating(ARTICLE))
    term = Term("громада", "hromada", "a unit of local government", ("commune",))
    request = Request(Tagged(SOURCES[2]), "Бюджет міста", SOURCES[1], SOURCES[3], (term,))
    assert texts(drafted(server, [request])) == [TARGETS[2]]
    (asked,) = server.asked
    assert asked.data == {
        "headline": "Бюджет міста",
        "terms": [
            {
                "term": "громада",
                "translation": "hromada",
                "note": "a unit of local government",
                "not": ["commune"],
            }
        ],
        "segments": [
            {"id": 1, "before": SOURCES[1], "text": SOURCES[2], "after": SOURCES[3]},
        ],
    }
    assert set(asked.body) == {"model", "messages", "temperature", "response_format", "logprobs"}
    assert "Authorization" not in asked.headers


def test_with_context_off_no_headline_and_no_neighbour_is_sent(
    serve: Callable[[Script], ChatServer],
) -> None:
    server = serve(translating(ARTICLE))
    request = Request(Tagged(SOURCES[2]), "Бюджет міста", SOURCES[1], SOURCES[3])
    drafted(server, [request], context="off")
    assert server.asked[0].data == {"segments": [{"id": 1, "text": SOURCES[2]}]}


def test_neighbours_in_a_batch_are_not_sent_twice(serve: Callable[[Script], ChatServer]) -> None:
    server = serve(translating(ARTICLE))
    requests = article(SOURCES)
    drafted(server, [requests[0], requests[1], requests[3]])
    one, two, four = server.asked[0].segments
    assert set(one) == {"id", "text"}
    assert set(two) == {"id", "text", "after"}
    assert (four["before"], four["id"]) == (SOURCES[2], 3)


def test_the_desk_may_say_how_it_wants_to_be_translated(
    serve: Callable[[Script], ChatServer],
) -> None:
    server = serve(translating(ARTICLE))
    drafted(server, article(SOURCES), style="British spelling; {headlines} in sentence case.")
    system = server.asked[0].body["messages"][0]
    assert system["role"] == "system"
    assert "British spelling; {headlines} in sentence case." in system["content"]
    assert "from Ukrainian into English" in system["content"]
    with pytest.raises(EngineError, match="style"):
        engine(server, style="x" * 2_001)


def test_a_prompt_is_bounded_whatever_article_and_glossary_hold(
    serve: Callable[[Script], ChatServer],
) -> None:
    server = serve(lambda asked: translations({each["id"]: "x" for each in asked.segments}))
    many = tuple(f"{number}" * 900 for number in range(9))
    terms = tuple(
        Term("т" * 9_000, str(number), "н" * 9_000, forbidden=many, allowed=many, aliases=many)
        for number in range(500)
    )
    requests = [
        Request(Tagged("довге речення " * 20), "з" * 90_000, "п" * 90_000, "о" * 90_000, terms)
        for _ in range(40)
    ]
    drafted(server, requests)
    assert max(len(each.prompt) for each in server.asked) < 40_000


def test_a_text_that_is_longer_than_a_batch_is_left_to_a_person(
    serve: Callable[[Script], ChatServer],
) -> None:
    server = serve(translating(ARTICLE))
    long = Tagged("Дуже довгий абзац. " * 100)
    drafts = drafted(server, article([SOURCES[0], long, SOURCES[1]]), max_characters=500)
    assert texts(drafts) == [TARGETS[0], "", TARGETS[1]]
    assert "max_characters is 500" in why(drafts[1])


def test_what_needs_no_translation_is_not_sent(serve: Callable[[Script], ChatServer]) -> None:
    server = serve(translating(ARTICLE))
    nothing = Tagged("<br1/>", frozenset(), frozenset({"br1"}))
    address = Tagged("<a1>https://example.org/a_b</a1>", frozenset({"a1"}))
    drafts = drafted(server, [Request(nothing), Request(address)])
    assert texts(drafts) == ["", address.text]
    assert why(drafts[0]) == "there is nothing to translate"
    assert server.asked == []
    assert drafted(server, []) == []


def test_any_pair_will_do_and_no_server_is_asked_for_its_models() -> None:
    made = OpenAI({"url": "http://127.0.0.1:9/v1", "model": "gemma3:12b"})
    assert ("uk", "en") in made.pairs()
    assert ("sr-Latn", "pt-BR") in made.pairs()
    assert made.models() == ("gemma3:12b",)


def test_confidence_is_the_mean_probability_of_a_drafts_tokens(
    serve: Callable[[Script], ChatServer],
) -> None:
    content = whole(TARGETS[:2])
    cut = content.index(TARGETS[1])
    tokens = [
        {"token": "?", "bytes": list(content[:cut].encode()), "logprob": 0.0},
        {"token": "?", "bytes": list(content[cut:].encode()), "logprob": -0.6931471805599453},
    ]
    body = completion(content)
    body["choices"][0]["logprobs"] = {"content": tokens}
    server = serve(always(body))
    sure, unsure = drafted(server, article(SOURCES[:2]))
    assert sure.confidence == 1
    assert unsure.confidence is not None
    assert 0.5 <= unsure.confidence < 0.8
    for nothing in (0, -9999.0, "sure", None):
        tokens[1]["logprob"] = nothing
        assert drafted(server, article(SOURCES[:2]))[0].confidence is None
    tokens[0]["bytes"], tokens[1]["logprob"] = list(b"something else"), -0.5
    assert drafted(server, article(SOURCES[:2]))[0].confidence is None


# What servers take


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("response_format of type json_schema is not supported", {"type": "json_object"}),
        ("This response_format type is unavailable now", {"type": "json_object"}),
        ("unknown field", None),
    ],
)
def test_without_structured_answers_another_form_is_asked_for(
    serve: Callable[[Script], ChatServer], said: str, kept: dict[str, str] | None
) -> None:
    translate = translating(ARTICLE)

    def script(asked: Asked) -> Any:
        form = asked.body.get("response_format")
        plain = form == kept and (kept is not None or "logprobs" not in asked.body)
        return translate(asked) if plain else error(400, said)

    server = serve(script)
    assert texts(drafted(server, article(SOURCES), max_texts=1)) == TARGETS
    refused = len(server.asked) - 4
    assert 0 < refused <= 3
    assert all(each.body.get("response_format") == kept for each in server.asked[refused:])


@pytest.mark.parametrize(
    ("said", "without"),
    [
        ("'logprobs' is not supported with this model", "logprobs"),
        ("Unsupported value: 'temperature' does not support 0 with this model", "temperature"),
        ("'max_tokens' is not supported, use 'max_completion_tokens' instead", "max_tokens"),
        ("System role not supported", "system"),
    ],
)
def test_what_a_server_refuses_of_the_api_is_left_out_after_that(
    serve: Callable[[Script], ChatServer], said: str, without: str
) -> None:
    translate = translating(ARTICLE)

    def script(asked: Asked) -> Any:
        roles = [each["role"] for each in asked.body["messages"]]
        return error(400, said) if without in [*asked.body, *roles] else translate(asked)

    server = serve(script)
    drafts = drafted(server, article(SOURCES), max_texts=2, max_tokens=900)
    assert texts(drafts) == TARGETS
    assert len(server.asked) == 3
    assert "response_format" in server.asked[-1].body


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "```json\n{}\n```",
        "Sure! Here is the JSON you asked for:\n\n{}\n\nLet me know if you need more.",
        '<think>First {{"translations": [{{"id": 1, "translation": "Hm"}}]}} or so…</think>\n{}',
        'Format: {{"translations": [{{"id": 1, "translation": "…"}}]}}\nAnswer: {}',
        "\ufeff \n{}}}",
    ],
)
def test_an_answer_is_found_in_whatever_is_written_around_it(
    serve: Callable[[Script], ChatServer], around: str
) -> None:
    server = serve(always(around.format(whole(TARGETS))))
    assert texts(drafted(server, article(SOURCES))) == TARGETS
    assert len(server.asked) == 1


def test_of_two_answers_the_last_one_counts(serve: Callable[[Script], ChatServer]) -> None:
    thought = whole([text.replace("The", "This") for text in TARGETS])
    server = serve(always(f"Let me see: {thought}\nBetter:\n{whole(TARGETS)}"))
    assert texts(drafted(server, article(SOURCES))) == TARGETS


@pytest.mark.parametrize(
    "form",
    [
        json.dumps,
        lambda items: json.dumps({"translations": list(reversed(items))}),
        lambda items: json.dumps({str(each["id"]): each["translation"] for each in items}),
        lambda items: json.dumps({"translations": [{**e, "id": str(e["id"])} for e in items]}),
        lambda items: "\n".join(map(json.dumps, items)),
        lambda items: json.dumps({"translations": items})[:-2] + ",]}",
    ],
)
def test_translations_are_matched_by_number_in_any_form_of_json(
    serve: Callable[[Script], ChatServer], form: Callable[[list[dict[str, Any]]], str]
) -> None:
    items = [{"id": n, "translation": text} for n, text in enumerate(TARGETS, 1)]
    server = serve(always(form(items)))
    assert texts(drafted(server, article(SOURCES))) == TARGETS
    assert len(server.asked) == 1


def test_a_message_in_parts_is_read_without_its_thoughts(
    serve: Callable[[Script], ChatServer],
) -> None:
    body = completion(None)
    body["choices"][0]["message"]["content"] = [
        {"type": "thinking", "thinking": "…", "text": "no JSON {"},
        {"type": "text", "text": whole(TARGETS)},
    ]
    assert texts(drafted(serve(always(body)), article(SOURCES))) == TARGETS


# From the article to the PO file


def test_a_sync_leaves_drafts_doubts_and_reasons_in_the_catalog(
    serve: Callable[[Script], ChatServer], newsroom: Newsroom
) -> None:
    table = {
        "Бюджет міста": "City budget",
        "Збитки сягнули 340 тисяч гривень.": "The loss came to 430 thousand hryvnias.",
        "Мер не коментував цього рішення.": "I'm sorry, but I can't help with that.",
        "Про це <a1>повідомила</a1> рада.": "This was <a1>reported</a1> by the council.",
    }
    server = serve(translating(table))
    newsroom.workflow(
        'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["openai"]\n\n'
        f'[engine.openai]\nurl = "{server.url}"\nmodel = "gemma3:12b"\nretries = 0\n'
    )
    newsroom.article(
        "budget.md",
        "# Бюджет міста\n\nЗбитки сягнули 340 тисяч гривень. Мер не коментував цього рішення. "
        "Про це [повідомила](https://example.org/) рада.\n",
    )
    answer = newsroom.l10n("sync")
    assert answer.code == 0, answer.err
    entries = {entry.source: entry for entry in load(newsroom.catalog("budget.md")).entries}
    assert entries["Бюджет міста"].target == "City budget"
    assert "Draft: openai, gemma3:12b" in entries["Бюджет міста"].note
    assert "Check with care" in entries["Збитки сягнули 340 тисяч гривень."].note
    refused = entries["Мер не коментував цього рішення."]
    assert refused.target == ""
    assert "No draft: the model refused" in refused.note
    linked = entries["Про це <a1>повідомила</a1> рада."]
    assert linked.target == "This was <a1>reported</a1> by the council."
    server.asked.clear()
    assert newsroom.l10n("sync").code == 0
    assert {text for each in server.asked for text in each.texts} <= {refused.source}
    assert server.gets == []


def test_a_sync_without_the_server_says_so_and_the_next_goes_on(
    serve: Callable[[Script], ChatServer], newsroom: Newsroom
) -> None:
    table = {"Бюджет міста": "City budget", **ARTICLE}
    server = serve(always(error(503, "down for maintenance")))
    newsroom.workflow(
        'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["openai"]\n\n'
        f'[engine.openai]\nurl = "{server.url}"\nmodel = "gemma3:12b"\nretries = 0\n'
    )
    newsroom.article("budget.md", "# Бюджет міста\n\n" + " ".join(SOURCES) + "\n")
    answer = newsroom.l10n("sync")
    assert answer.code == 4
    assert "down for maintenance" in answer.err
    assert "Traceback" not in answer.err
    server.script = translating(table)
    assert newsroom.l10n("sync").code == 0
    entries = load(newsroom.catalog("budget.md")).entries
    assert [entry.target for entry in entries] == list(table.values())
