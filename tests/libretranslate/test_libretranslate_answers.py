"""What a LibreTranslate server answers: outages, and texts that are mended, doubtful or empty."""

import html
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines.libretranslate.engine import LibreTranslate
from l10n.engines.libretranslate.entities import undecoded
from l10n.errors import EngineError
from l10n.model.markup import Tagged, faults
from tests.accepting import accepted
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
from tests.libretranslate.desk import (
    SECRET,
    behaving,
    drafts,
    engine,
    failure,
    requests,
    said,
    sent,
    so_far,
    taken,
    translating,
    upper,
)

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
def test_what_goes_wrong_is_one_line_with_server_and_remedy(
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


def test_a_text_that_the_server_fails_at_takes_no_others_along(web: HttpServer) -> None:
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


@pytest.mark.parametrize("fails", [hang_up, cut_off(b'{"translatedText"', 900)])
def test_a_text_at_which_the_server_breaks_off_costs_no_other(
    web: HttpServer, fails: Answer
) -> None:
    def answer(handler: Any, asked: Asked) -> None:
        bad = any("отрута" in text for text in asked.json["q"])
        (fails if bad else translating())(handler, asked)

    web.answers["/translate"] = answer
    texts = [f"Речення {number}." for number in range(20)]
    texts[7] = "Тут отрута."
    found = drafts(web, *texts)
    assert sum(bool(draft.text) for draft in found) == 19
    assert "broke off" in said(found[7])
    assert found[7].transient
    assert len(sent(web)) < 24


@pytest.mark.parametrize(
    "miscount",
    [lambda texts: texts[:-1], lambda texts: [*texts, "x"], "\n".join],
    ids=["fewer", "more", "one-string"],
)
def test_a_server_that_miscounts_shifts_no_draft_to_another_text(
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
    (found,) = taken(web, "Рада це ухвалила.")
    assert found.text == draft
    assert draft or said(found)


def test_an_address_that_the_server_mangled_is_put_right(web: HttpServer) -> None:
    web.answers["/translate"] = translating(lambda text: text.replace("_", " "))
    (draft,) = drafts(web, "Пишіть на news_desk@example.org сьогодні.")
    assert draft.text == "Пишіть на news_desk@example.org сьогодні."


def test_other_numbers_make_a_draft_doubtful(web: HttpServer) -> None:
    web.answers["/translate"] = value({"translatedText": ["350 came, 48.5 million."]})
    (draft,) = taken(web, "Прийшли 530, це 48,5 млн.")
    assert draft.doubtful
    assert "530" in said(draft)


def test_a_draft_that_lost_an_address_is_none(web: HttpServer) -> None:
    web.answers["/translate"] = value({"translatedText": ["Write to the desk."]})
    (draft,) = taken(web, "Пишіть на desk@example.org.")
    assert draft.text == ""
    assert "desk@example.org" in said(draft)


def test_a_text_of_tags_alone_is_left_to_a_person(web: HttpServer) -> None:
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


def test_every_draft_has_every_tag_whatever_the_server_answers() -> None:
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
            asked = requests(*texts)
            raw = made_.translate(asked, "uk", "en")
            found = list(accepted(asked, raw, ("uk", "en")))
            assert len(found) == len(texts)
            for text, draft in zip(texts, found, strict=True):
                if draft.text:
                    assert not faults(text, draft.text)
                else:
                    assert said(draft)
                assert not draft.doubtful or said(draft)

        holds()


def test_a_slow_server_is_given_up_after_the_time_allowed(
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
