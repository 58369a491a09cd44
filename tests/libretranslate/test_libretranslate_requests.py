"""What a LibreTranslate server is sent, what it has, and the limits that it sets."""

import json
from typing import Any

import pytest

from l10n.engines import Request
from l10n.errors import EngineError
from l10n.glossary.terms import Term
from l10n.model.markup import Tagged, faults
from tests.http_server import (
    Answer,
    Asked,
    HttpServer,
    content,
    dripping,
    refusal,
    value,
)
from tests.libretranslate.desk import (
    LONG,
    SECRET,
    drafts,
    engine,
    failure,
    requests,
    said,
    sent,
    so_far,
    translating,
    upper,
)

# What is sent


def test_nothing_is_sent_but_the_text_and_what_its_tags_hold(web: HttpServer) -> None:
    text = Tagged(
        "<a1>Міська рада</a1> ухвалила бюджет<fn2/>.", frozenset({"a1"}), frozenset({"fn2"})
    )
    request = Request(text, "Заголовок", "Перед", "Після", (Term("рада", "council"),))
    list(engine(web).translate([request], "uk", "en"))
    (asked,) = web.at("/translate")
    assert asked.json == {
        "q": ["Міська рада ухвалила бюджет.", "Міська рада"],
        "source": "uk",
        "target": "en",
        "format": "text",
    }
    everything = b"".join(one.body for one in web.asked).decode()
    for secret in ("Заголовок", "Перед", "Після", "council", "<a1>", "fn2"):
        assert secret not in everything


def test_the_key_goes_with_the_texts_and_with_nothing_else(
    web: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("L10N_LIBRETRANSLATE_KEY", SECRET)
    drafts(web, "Рада.")
    for asked in web.asked:
        shown = json.dumps([asked.path, asked.headers])
        assert SECRET not in shown
        assert (SECRET in asked.body.decode()) is (asked.path == "/translate")
    assert web.at("/translate")[0].json["api_key"] == SECRET


def test_a_text_that_stands_twice_is_sent_once(web: HttpServer) -> None:
    found = drafts(web, "Рада.", "Школа.", "Рада.")
    assert [draft.text for draft in found] == ["РАДА.", "ШКОЛА.", "РАДА."]
    assert sent(web) == [["Рада.", "Школа."]]


def test_batches_keep_to_the_limits(web: HttpServer) -> None:
    texts = [f"Речення номер {number}." for number in range(23)]
    assert [draft.text for draft in drafts(web, *texts, max_texts=5)] == list(map(upper, texts))
    assert [len(batch) for batch in sent(web)] == [5, 5, 5, 5, 3]
    web.asked.clear()
    drafts(web, *texts, max_characters=100)
    assert all(sum(map(len, batch)) <= 100 for batch in sent(web))
    assert sum(map(len, sent(web))) == 23


def test_a_text_above_the_limit_is_left_empty_and_not_sent(web: HttpServer) -> None:
    first, second = drafts(web, LONG, "Рада.", max_characters=200)
    assert first.text == ""
    assert "max_characters is 200" in said(first)
    assert second.text == "РАДА."
    assert sent(web) == [["Рада."]]


def test_what_no_translation_changes_is_not_sent(web: HttpServer) -> None:
    texts = ("https://example.org/a_b?c=1&copy=2", "desk@example.org", "@rada")
    assert [draft.text for draft in drafts(web, *texts)] == list(texts)
    assert not sent(web)


def test_drafts_are_given_as_soon_as_their_batch_is_done(web: HttpServer) -> None:
    found = iter(engine(web, max_texts=2).translate(requests(*"абвгд"), "uk", "en"))
    assert next(found).text == "А"
    assert len(sent(web)) == 1


def test_for_no_texts_nothing_is_asked(web: HttpServer) -> None:
    assert drafts(web) == []
    assert not web.asked


# What the server has


def test_the_pairs_are_those_of_the_server(web: HttpServer) -> None:
    assert engine(web).pairs() == {("uk", "en"), ("uk", "pl")}
    web.answers["/languages"] = value([{"code": "uk", "name": "U"}, {"code": "en", "name": "E"}])
    assert engine(web).pairs() == {("uk", "en"), ("en", "uk")}


@pytest.mark.parametrize(
    ("codes", "pair", "asked"),
    [
        (["uk", "pt-BR", "pt"], ("uk", "pt-BR"), ("uk", "pt-BR")),
        (["uk", "pb", "pt"], ("uk", "pt-BR"), ("uk", "pb")),
        (["uk", "pt"], ("uk", "pt-BR"), ("uk", "pt")),
        (["zh-Hans", "zh-Hant", "en"], ("zh-TW", "en-GB"), ("zh-Hant", "en")),
        (["zh", "zt", "en"], ("en", "zh-Hant"), ("en", "zt")),
        (["zh-Hans", "en"], ("en", "zh"), ("en", "zh-Hans")),
        (["uk", "nb"], ("uk", "no"), ("uk", "nb")),
    ],
)
def test_locales_go_by_the_codes_of_the_server(
    web: HttpServer, codes: list[str], pair: tuple[str, str], asked: tuple[str, str]
) -> None:
    web.answers["/languages"] = value(
        [{"code": code, "name": code, "targets": codes} for code in codes]
    )
    (draft,) = engine(web).translate(requests("Рада."), *pair)
    assert draft.text == "РАДА."
    found = web.at("/translate")[0].json
    assert (found["source"], found["target"]) == asked


def test_a_pair_that_the_server_lacks_is_an_error(web: HttpServer) -> None:
    for pair in (("uk", "de"), ("en", "uk"), ("uk", "uk")):
        _none, line = so_far(iter(engine(web).translate(requests("Рада."), *pair)))
        assert f"does not translate from {pair[0]} to {pair[1]}" in line
    assert not sent(web)


def test_a_draft_names_the_server_its_version_and_the_pair(web: HttpServer) -> None:
    host = web.url.removeprefix("http://")
    assert drafts(web, "Рада.")[0].model == f"LibreTranslate 1.9.6 uk→en, {host}"
    assert engine(web).models() == (f"LibreTranslate 1.9.6, {host}: en pl uk",)


@pytest.mark.parametrize("answer", [refusal(404), content("<p>No"), value({}), value([1])])
def test_a_server_that_hides_version_and_limits_translates_too(
    web: HttpServer, answer: Answer
) -> None:
    web.answers |= {"/spec": answer, "/frontend/settings": answer}
    (draft,) = drafts(web, "Рада.")
    assert draft.text == "РАДА."
    assert draft.model.startswith("LibreTranslate uk→en")


@pytest.mark.parametrize(
    "answer", [content("<html>Sign in", kind="text/html"), value({"a": 1}), value([{"name": 1}])]
)
def test_a_server_of_another_kind_is_told_from_libretranslate(
    web: HttpServer, answer: Answer
) -> None:
    web.answers["/languages"] = answer
    assert "check url in [engine.libretranslate]" in failure(web, "Рада.")
    assert not sent(web)


def test_a_server_is_asked_once_what_it_has(web: HttpServer) -> None:
    made_ = engine(web)
    made_.models(), made_.pairs()
    list(made_.translate(requests("Рада."), "uk", "en"))
    list(made_.translate(requests("Школа."), "uk", "pl"))
    assert len(web.at("/languages")) == len(web.at("/spec")) == 1
    made_.close()
    made_.models()
    assert len(web.at("/languages")) == 2


def test_asking_what_a_server_has_takes_one_attempt() -> None:
    with HttpServer() as gone:
        pass
    made_ = engine(gone)
    with pytest.raises(EngineError, match="cannot be reached"):
        made_.models()
    assert not made_.waits  # type: ignore[attr-defined]


def test_a_dawdling_server_holds_up_nobody_who_only_asks_around(
    web: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("l10n.engines.libretranslate.api._QUICK", 0.3)
    web.answers["/languages"] = dripping(b" ")
    with pytest.raises(EngineError, match=r"within 0\.3 seconds"):
        engine(web, timeout=600).models()


# Limits of the server


def test_the_servers_limit_for_a_text_is_kept_to(web: HttpServer) -> None:
    web.answers["/frontend/settings"] = value({"charLimit": 100, "keyRequired": False})
    first, second = drafts(web, LONG, "Рада.")
    assert first.text == ""
    assert "the server takes 100" in said(first)
    assert second.text == "РАДА."
    assert sent(web) == [["Рада."]]


def limited(texts: int = 10**6, characters: int = 10**6, alternatives: int = 10**6) -> Answer:
    """Refuse what is too much, in the words of LibreTranslate 1.9.6."""

    def answer(handler: Any, asked: Asked) -> None:
        batch = asked.json["q"]
        exceeds = "Invalid request: request ({}) exceeds text limit ({})"
        longest = max(map(len, batch))
        if len(batch) > texts:
            refusal(400, exceeds.format(len(batch), texts))(handler, asked)
        elif longest > characters:
            refusal(400, exceeds.format(longest, characters))(handler, asked)
        elif asked.json.get("alternatives", 0) > alternatives:
            words = f"Invalid request: alternatives parameter must be <= {alternatives}"
            refusal(400, words)(handler, asked)
        else:
            translating()(handler, asked)

    return answer


def test_a_limit_on_batches_is_learned_from_the_first_refusal(web: HttpServer) -> None:
    web.answers["/translate"] = limited(texts=4)
    texts = [f"Речення {number}." for number in range(40)]
    assert [draft.text for draft in drafts(web, *texts, max_texts=20)] == list(map(upper, texts))
    sizes = [len(batch) for batch in sent(web)]
    assert [size for size in sizes if size > 4] == [20]
    assert sum(size for size in sizes if size <= 4) == 40


def test_a_limit_told_by_a_refusal_leaves_one_text_empty(web: HttpServer) -> None:
    web.answers["/translate"] = limited(characters=100)
    found = drafts(web, "Рада.", LONG, "Школа.")
    assert [draft.text for draft in found] == ["РАДА.", "", "ШКОЛА."]
    assert "the server takes 100" in said(found[1])


def test_a_request_too_large_for_a_gateway_goes_in_halves(web: HttpServer) -> None:
    def answer(handler: Any, asked: Asked) -> None:
        fits = sum(map(len, asked.json["q"])) <= 60
        (translating() if fits else content("", status=413))(handler, asked)

    web.answers["/translate"] = answer
    texts = [f"Речення номер {number}." for number in range(16)]
    found = drafts(web, *texts, "Довге " * 20)
    assert [draft.text for draft in found] == [*map(upper, texts), ""]
    assert "too long for the server" in said(found[-1])


def test_alternatives_are_offered_with_their_tags(web: HttpServer) -> None:
    text = Tagged("<a1>Рада</a1> ухвалила бюджет.", frozenset({"a1"}))
    (draft,) = drafts(web, text, alternatives=2)
    assert len(draft.alternatives) == 2
    for other in draft.alternatives:
        assert not faults(text, other)
    assert drafts(web, text)[0].alternatives == ()


def test_a_server_that_gives_fewer_alternatives_gives_those(web: HttpServer) -> None:
    web.answers["/translate"] = limited(alternatives=1)
    found = drafts(web, "Рада.", "Школа.", alternatives=5, max_texts=1)
    assert [len(draft.alternatives) for draft in found] == [1, 1]
    assert [asked.json["alternatives"] for asked in web.at("/translate")] == [5, 1, 1]
    web.answers["/translate"] = limited(alternatives=0)
    assert drafts(web, "Рада.", alternatives=5)[0].text == "РАДА."
