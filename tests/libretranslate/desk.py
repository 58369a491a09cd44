"""A server that behaves as LibreTranslate does, and the engine beside it."""

import html
from collections.abc import Callable, Iterator

import pytest

from l10n.engines import Draft, Request
from l10n.engines.libretranslate.engine import LibreTranslate
from l10n.errors import EngineError
from l10n.model.markup import Tagged
from tests.accepting import accepted
from tests.http_server import (
    Answer,
    Asked,
    HttpServer,
    made,
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


def engine(web: HttpServer, **more: object) -> LibreTranslate:
    waits = Waits()
    made_ = LibreTranslate({"url": web.url, **more}, sleep=waits)
    made_.waits = waits  # type: ignore[attr-defined]
    return made_


def requests(*texts: str | Tagged) -> list[Request]:
    return [Request(text if isinstance(text, Tagged) else Tagged(text)) for text in texts]


def drafts(web: HttpServer, *texts: str | Tagged, **more: object) -> list[Draft]:
    return list(engine(web, **more).translate(requests(*texts), "uk", "en"))


def taken(web: HttpServer, *texts: str | Tagged) -> list[Draft]:
    """What comes of the drafts of an engine, as a chain takes them."""
    asked = requests(*texts)
    return list(accepted(asked, engine(web).translate(asked, "uk", "en"), ("uk", "en")))


def sent(web: HttpServer) -> list[list[str]]:
    """The batches of texts that the server got."""
    return [asked.json["q"] for asked in web.at("/translate")]


def so_far(found: Iterator[Draft]) -> tuple[list[str], str]:
    """The drafts up to an error, and the error's one line."""
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
