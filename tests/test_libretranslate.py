"""The engine `libretranslate`: beside a server that behaves in every bad way."""

import html
import json
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines import Draft, Request
from l10n.engines.libretranslate.engine import LibreTranslate
from l10n.engines.libretranslate.entities import undecoded
from l10n.errors import EngineError
from l10n.glossary.terms import Term
from l10n.model.markup import Tagged, faults
from tests.http_server import (
    Answer,
    Asked,
    HttpServer,
    content,
    cut_off,
    dripping,
    endless,
    hang_up,
    made,
    refusal,
    value,
)
from tests.test_http import Waits

SECRET = "lt-3b7e91c4"
LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en"]},
    {"code": "uk", "name": "Ukrainian", "targets": ["en", "pl", "uk"]},
    {"code": "pl", "name": "Polish", "targets": ["pl"]},
]
LONG = "Дуже довге речення, " * 20


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for name in ("L10N_LIBRETRANSLATE_KEY", "L10N_LIBRETRANSLATE_KEY_FOR", "L10N_KEYS_FILE"):
        monkeypatch.delenv(name, raising=False)


def upper(text: str) -> str:
    return text.upper()


def translating(make: Callable[[str], str] = upper) -> Answer:
    """Translate as LibreTranslate does, decoding of entities included."""

    def answer(asked: Asked) -> object:
        texts = [html.unescape(make(text)) for text in asked.json["q"]]
        found: dict[str, object] = {"translatedText": texts}
        count = asked.json.get("alternatives", 0)
        if count:
            found["alternatives"] = [
                [f"{text} ({number})" for number in range(count)] for text in texts
            ]
        return found

    return made(answer)


def behaving(web: HttpServer, translate: Answer | list[Answer] | None = None) -> HttpServer:
    """Let a server behave as LibreTranslate does."""
    web.answers |= {
        "/languages": value(LANGUAGES),
        "/frontend/settings": value({"charLimit": -1, "keyRequired": False}),
        "/spec": value({"info": {"title": "LibreTranslate", "version": "1.9.6"}}),
        "/translate": translate or translating(),
    }
    return web


@pytest.fixture
def web() -> Iterator[HttpServer]:
    with HttpServer() as server:
        yield behaving(server)


def engine(web: HttpServer, **more: object) -> LibreTranslate:
    waits = Waits()
    made_ = LibreTranslate({"url": web.url, **more}, sleep=waits)
    made_.waits = waits  # type: ignore[attr-defined]
    return made_


def requests(*texts: str | Tagged) -> list[Request]:
    return [Request(text if isinstance(text, Tagged) else Tagged(text)) for text in texts]


def drafts(web: HttpServer, *texts: str | Tagged, **more: object) -> list[Draft]:
    return list(engine(web, **more).translate(requests(*texts), "uk", "en"))


def sent(web: HttpServer) -> list[list[str]]:
    """Give the batches of texts that the server got."""
    return [asked.json["q"] for asked in web.at("/translate")]


def so_far(found: Iterator[Draft]) -> tuple[list[str], str]:
    """Give the drafts up to an error, and the error's one line."""
    given_: list[str] = []
    with pytest.raises(EngineError) as caught:
        given_.extend(draft.text for draft in found)
    line = str(caught.value)
    assert "\n" not in line
    assert " — " in line, "no remedy"
    return given_, line


def failure(web: HttpServer, *texts: str, **more: object) -> str:
    _given, line = so_far(iter(engine(web, **more).translate(requests(*texts), "uk", "en")))
    assert web.url in line
    return line


def said(draft: Draft) -> str:
    return "" if draft.reason is None else draft.reason.text("en")


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
def test_a_server_that_does_not_tell_its_version_or_limits_still_translates(
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


def test_a_server_that_dawdles_does_not_hold_up_who_only_asks_what_it_has(
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


def test_a_limit_that_only_the_refusal_tells_leaves_one_text_empty(web: HttpServer) -> None:
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


# What goes wrong


def test_a_server_that_wants_a_key_gets_no_text_without_one(
    web: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.answers["/frontend/settings"] = value({"charLimit": -1, "keyRequired": True})
    assert "wants a key" in failure(web, "Рада.")
    assert not sent(web)
    monkeypatch.setenv("L10N_LIBRETRANSLATE_KEY", SECRET)
    assert drafts(web, "Рада.")[0].text == "РАДА."


@pytest.mark.parametrize(
    "words",
    ["Please contact the server operator to get an API key", "Visit https://x to get an API key"],
)
def test_a_server_that_asks_for_a_key_in_words_is_understood(web: HttpServer, words: str) -> None:
    web.answers["/translate"] = refusal(400, words)
    line = failure(web, "Рада.", "Школа.")
    assert "L10N_LIBRETRANSLATE_KEY" in line
    assert len(sent(web)) == 1


def test_a_wrong_key_is_told_without_the_key(
    web: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("L10N_LIBRETRANSLATE_KEY", SECRET)
    web.answers["/translate"] = refusal(403, f"Invalid API key {SECRET}")
    line = failure(web, "Рада.")
    assert "403" in line
    assert "check the key" in line
    assert SECRET not in line


@pytest.mark.parametrize(
    "answer",
    [
        refusal(400, "uk is not supported"),
        refusal(403, "Too many request limits violations"),
        refusal(429, "Slowdown: 2 per 1 minute"),
        refusal(429, "Slowdown", Retry_After="3600"),
        refusal(500, "internal error"),
        refusal(503),
        content("<html><body>Bad Gateway</body></html>", status=502, kind="text/html"),
        content("<!DOCTYPE html><p>Sign in", kind="text/html"),
        content('{"translatedText": ["РА'),
        content('{"translatedText": ["\\udc00"]}'),
        value({"translatedText": []}),
        value({"translatedText": "РАДА."}),
        value({"translatedText": [None]}),
        value({"error": "none"}),
        value(7),
        content(b"", status=302, Location="http://127.0.0.1:9/translate"),
        hang_up,
        cut_off(b'{"translatedText"', 900),
        dripping(b" "),
        endless,
    ],
    ids=[
        *("unsupported", "banned", "busy", "busy-for-an-hour", "broken", "overloaded", "gateway"),
        *("sign-in", "half-json", "surrogate", "none", "no-list", "null", "error", "number"),
        *("redirect", "silent", "cut-off", "dripping", "endless"),
    ],
)
def test_what_goes_wrong_is_one_line_with_the_server_and_a_remedy(
    web: HttpServer, answer: Answer
) -> None:
    web.answers["/translate"] = [translating(), answer]
    found = iter(
        engine(web, max_texts=1, timeout=1, retries=1).translate(
            requests("Рада.", "Школа.", "Дім.", "Парк.", "Міст."), "uk", "en"
        )
    )
    given_, line = so_far(found)
    assert given_[0] == "РАДА.", "what was drafted is lost"
    assert not any(given_[1:])
    assert web.url in line
    assert len(sent(web)) <= 9


@pytest.mark.parametrize(
    "answer",
    [refusal(500), refusal(502), refusal(503), refusal(429), hang_up, cut_off(b"{", 900)],
    ids=["500", "502", "503", "429", "silent", "cut-off"],
)
def test_a_server_that_recovers_loses_nothing(web: HttpServer, answer: Answer) -> None:
    web.answers["/translate"] = [answer, answer, answer, translating()]
    assert [draft.text for draft in drafts(web, "Рада.", "Школа.")] == ["РАДА.", "ШКОЛА."]


def test_a_server_that_asks_to_be_left_alone_is_waited_for(web: HttpServer) -> None:
    web.answers["/translate"] = [refusal(429, "Slowdown", Retry_After="30"), translating()]
    made_ = engine(web)
    assert [draft.text for draft in made_.translate(requests("Рада."), "uk", "en")] == ["РАДА."]
    assert 30 <= made_.waits[0] <= 40  # type: ignore[attr-defined]


def test_one_text_that_the_server_fails_at_does_not_take_others_with_it(web: HttpServer) -> None:
    def answer(handler: Any, asked: Asked) -> None:
        fails = any("отрута" in text for text in asked.json["q"])
        (refusal(500, "boom") if fails else translating())(handler, asked)

    web.answers["/translate"] = answer
    texts = [f"Речення {number}." for number in range(30)]
    texts[17] = "Тут отрута."
    found = drafts(web, *texts)
    assert [draft.text for draft in found] == [
        "" if "отрута" in text else text.upper() for text in texts
    ]
    assert "failed at the text: boom" in said(found[17])
    assert len(sent(web)) < 20


@pytest.mark.parametrize(
    "miscount",
    [lambda texts: texts[:-1], lambda texts: [*texts, "x"], "\n".join],
    ids=["fewer", "more", "one-string"],
)
def test_a_server_that_miscounts_never_shifts_drafts_to_other_texts(
    web: HttpServer, miscount: Callable[[list[str]], object]
) -> None:
    def answer(asked: Asked) -> object:
        texts = list(map(upper, asked.json["q"]))
        return {"translatedText": miscount(texts) if len(texts) > 1 else texts}

    web.answers["/translate"] = made(answer)
    texts = [f"Речення {number}." for number in range(9)]
    assert [draft.text for draft in drafts(web, *texts)] == list(map(upper, texts))


def test_after_an_outage_only_what_is_left_has_to_be_asked_for(web: HttpServer) -> None:
    texts = [f"Речення {number}." for number in range(10)]
    web.answers["/translate"] = [translating(), translating(), hang_up]
    given_, line = so_far(
        iter(engine(web, max_texts=3, retries=2).translate(requests(*texts), "uk", "en"))
    )
    assert given_ == list(map(upper, texts[:6]))
    assert "broke off" in line
    web.answers["/translate"] = translating()
    web.asked.clear()
    assert [draft.text for draft in drafts(web, *texts[6:])] == list(map(upper, texts[6:]))
    assert sorted(text for batch in sent(web) for text in batch) == sorted(texts[6:])


# What comes back


@pytest.mark.parametrize(
    "text",
    [
        "Бренд R&D, а не R&amp;D; умова a &lt; b.",
        "Дивіться https://example.org/?a=1&copy=2&amp=3 зараз.",
        "Пишуть &#8217; і &#x2019 замість апострофа.",
        "Сполучник AT&T та &nbsp; з &notit; &unknown; &",
        "Тег &lt;b7&gt; є текстом.",
    ],
)
def test_entities_in_a_text_stay_as_they_are(web: HttpServer, text: str) -> None:
    web.answers["/translate"] = translating(lambda source: source.replace("а", "a"))
    (draft,) = drafts(web, text)
    assert draft.text in ("", text.replace("а", "a"))
    if not draft.text:
        assert "decoded what reads as HTML" in said(draft)


PIECES = st.sampled_from(
    ["&amp;", "&lt;", "&gt", "&copy", "&#60;", "&#x3C", "&", "<", "©", "amp;", "а", " ", "x=1", ";"]
)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_what_a_server_decodes_is_written_as_it_was_or_given_up(text: str) -> None:
    once = html.unescape(text)
    assert undecoded(text, once) in (text, None)
    twice = html.unescape(once) != once
    assert undecoded(text, text) == (None if twice and once != text else text)


@given(st.text(alphabet="абв <>©x", max_size=20))
def test_a_text_without_entities_is_left_alone(text: str) -> None:
    assert undecoded("Рада ухвалила.", text) == text


@pytest.mark.parametrize(
    ("answer", "draft"),
    [
        ("The council\nadopted it.", "The council adopted it."),
        (" The council \r\n\r\n adopted it.\n", "The council adopted it."),
        ("The council\u2028adopted it.", "The council adopted it."),
        ("", ""),
        (" \n ", ""),
        ("The <b7>council</b7>.", ""),
        ("The council<2/> adopted it.", ""),
    ],
)
def test_what_a_catalog_cannot_hold_does_not_come_into_a_draft(
    web: HttpServer, answer: str, draft: str
) -> None:
    web.answers["/translate"] = value({"translatedText": [answer]})
    (found,) = drafts(web, "Рада це ухвалила.")
    assert found.text == draft
    assert draft or said(found)


def test_an_address_that_the_server_mangled_is_put_right(web: HttpServer) -> None:
    web.answers["/translate"] = translating(lambda text: text.replace("_", " "))
    (draft,) = drafts(web, "Пишіть на news_desk@example.org сьогодні.")
    assert draft.text == "Пишіть на news_desk@example.org сьогодні."


def test_other_numbers_make_a_draft_doubtful(web: HttpServer) -> None:
    web.answers["/translate"] = value({"translatedText": ["350 came, 48.5 million."]})
    (draft,) = drafts(web, "Прийшли 530, це 48,5 млн.")
    assert draft.doubtful
    assert "530" in said(draft)


def test_a_lost_address_makes_a_draft_doubtful(web: HttpServer) -> None:
    web.answers["/translate"] = value({"translatedText": ["Write to the desk."]})
    (draft,) = drafts(web, "Пишіть на desk@example.org.")
    assert draft.doubtful
    assert "desk@example.org" in said(draft)


def test_a_text_without_words_between_its_tags_is_left_to_a_person(web: HttpServer) -> None:
    (draft,) = drafts(web, Tagged("<br1/> ", frozenset(), frozenset({"br1"})))
    assert draft.text == ""
    assert said(draft)
    assert not sent(web)


@st.composite
def tagged(draw: st.DrawFn) -> Tagged:
    """Draw a text with well-nested tags over Ukrainian words."""
    words = draw(st.lists(st.sampled_from(["рада", "бюджет", "№ 7", "—", "Київ,"]), max_size=6))
    pieces: list[str] = []
    pairs: list[str] = []
    empties: list[str] = []
    open_: list[str] = []
    for word in [*words, ""]:
        for kind in draw(st.lists(st.sampled_from("oce"), max_size=2)):
            number = len(pairs) + len(empties) + 1
            if kind == "o":
                pairs.append(f"a{number}")
                open_.append(f"a{number}")
                pieces.append(f"<a{number}>")
            elif kind == "e":
                empties.append(f"fn{number}")
                pieces.append(f"<fn{number}/>")
            elif open_:
                pieces.append(f"</{open_.pop()}>")
        pieces.append(f" {word}" if draw(st.booleans()) else word)
    pieces += [f"</{name}>" for name in reversed(open_)]
    return Tagged("".join(pieces).strip(), frozenset(pairs), frozenset(empties))


def test_every_draft_has_every_tag_whatever_the_server_makes_of_the_words() -> None:
    answers = st.text(alphabet="ab <>/1&;рада", max_size=30) | st.just("The council adopted it.")
    with HttpServer() as server:
        behaving(server)
        made_ = engine(server)

        @given(st.lists(tagged(), max_size=4), st.lists(answers, min_size=1, max_size=12))
        @settings(max_examples=60, deadline=None)
        def holds(texts: list[Tagged], words: Sequence[str]) -> None:
            server.answers["/translate"] = made(
                lambda asked: {
                    "translatedText": [
                        words[number % len(words)] for number in range(len(asked.json["q"]))
                    ]
                }
            )
            found = list(made_.translate(requests(*texts), "uk", "en"))
            assert len(found) == len(texts)
            for text, draft in zip(texts, found, strict=True):
                if draft.text:
                    assert not faults(text, draft.text)
                else:
                    assert said(draft)
                assert not draft.doubtful or said(draft)

        holds()


def test_a_slow_server_is_given_up_after_the_time_that_the_workflow_allows(
    web: HttpServer,
) -> None:
    def answer(handler: Any, asked: Asked) -> None:
        time.sleep(5)

    web.answers["/translate"] = answer
    assert "within 1 seconds" in failure(web, "Рада.", timeout=1, retries=0)


def test_settings_are_checked() -> None:
    for wrong in (
        {},
        {"url": "127.0.0.1:5000"},
        {"url": "http://user:secret@127.0.0.1"},
        {"url": "http://127.0.0.1?api_key=x"},
        {"url": "http://127.0.0.1", "api_key": "x"},
        {"url": "http://127.0.0.1", "max_texts": 0},
    ):
        with pytest.raises(EngineError):
            LibreTranslate(wrong)
