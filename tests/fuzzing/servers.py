"""What servers answer: LibreTranslate, the OpenAI chat API, an index of packages."""

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from unittest import mock

from l10n.engines import Request
from l10n.engines.accept import accept
from l10n.engines.argos import index
from l10n.engines.libretranslate.engine import LibreTranslate
from l10n.engines.openai import answer
from l10n.engines.openai.engine import OpenAI
from l10n.errors import ModelError
from l10n.model.markup import Tagged
from l10n.net.transport import HttpRequest, ResponseHead, Transport
from tests.fuzzing.laws import Target

_BESIDE = b"\0"
"""Parts one answer from the next; the last is given for all requests that follow."""
_STATUSES = (200, 400, 401, 413, 429, 500, 503, 302)
TEXTS = (
    Tagged("Рада <b1>ухвалила</b1> бюджет.", frozenset(("b1",))),
    Tagged("10 000 грн., https://example.org/"),
)
REQUESTS = tuple(Request(each) for each in TEXTS)
PAIR = ("uk", "en")
URL = "http://127.0.0.1:9"
_ENOUGH = 200
"""Requests after which an engine that goes on asking counts as hanging."""


def answering(data: bytes) -> AbstractContextManager[object]:
    """A transport whose server gives these answers; an answer may begin with `!` and a status."""
    answers = data.split(_BESIDE)
    turn = itertools.chain(answers, itertools.repeat(answers[-1]))
    asked = itertools.count(1)

    def ask(
        self: Transport, request: HttpRequest, *, most: int, left: Callable[[], float]
    ) -> tuple[ResponseHead, Iterator[bytes]]:
        assert next(asked) <= _ENOUGH, "the engine asks and asks"
        body = next(turn)
        status = 200
        if body[:1] == b"!":
            status, body = _STATUSES[body[1:2][0] % len(_STATUSES) if body[1:] else 1], body[2:]
        headers = {"location": "https://elsewhere.example/", "retry-after": "1"}
        return ResponseHead(status, headers, len(body)), iter([body])

    return mock.patch.object(Transport, "ask", ask)


def libretranslate(data: bytes) -> None:
    """Whatever a LibreTranslate server answers is a draft, a reason, or an error."""
    with answering(data):
        engine = LibreTranslate({"url": URL, "alternatives": 2}, sleep=lambda seconds: None)
        _drafted(engine)
        engine.models()
        engine.pairs()


def openai(data: bytes) -> None:
    """Whatever a server of the OpenAI chat API answers is a draft, a reason, or an error."""
    with answering(data):
        _drafted(OpenAI({"url": URL, "model": "m"}, sleep=lambda seconds: None))


def _drafted(engine: LibreTranslate | OpenAI) -> None:
    drafts = list(engine.translate(REQUESTS, *PAIR))
    assert len(drafts) == len(REQUESTS)
    for request, draft in zip(REQUESTS, drafts, strict=True):
        accept(request, draft, PAIR)
        if draft.reason is not None:
            assert draft.reason.text("uk")


def chatted(data: bytes) -> None:
    """The translations in what a model wrote are texts, by the numbers that were asked for."""
    found = answer.read(data.decode("utf-8", "replace"), 2)
    assert set(found.texts) <= {1, 2}
    assert all(isinstance(text, str) for text in found.texts.values())


def listed(data: bytes) -> None:
    """What an index offers is shown as it is, and fetched from the web alone."""
    with mock.patch.object(index, "fetch", return_value=data):
        found = index.available("https://index.example/")
    for model in found:
        shown = (model.source, model.target, model.source_name, model.target_name, model.version)
        assert all(each.isprintable() for each in shown)
        assert all(link.startswith(("http://", "https://")) for link in model.links)
    try:
        index.choose(found, "uk", "en")
    except ModelError as error:
        raise error.at(path="index.json") from None


def _json(*values: object) -> bytes:
    return _BESIDE.join(json.dumps(each, ensure_ascii=False).encode() for each in values)


def _chat(content: str) -> object:
    token = {"token": "x", "logprob": -0.1, "bytes": [120]}
    choice = {
        "message": {"role": "assistant", "content": content},
        "finish_reason": "stop",
        "logprobs": {"content": [token]},
    }
    return {"model": "m", "choices": [choice]}


LANGUAGES = [
    {"code": "uk", "name": "Ukrainian", "targets": ["en", "uk"]},
    {"code": "en", "name": "English", "targets": ["uk"]},
]
TRANSLATED = {
    "translatedText": ["The council adopted the budget.", "10,000 UAH, https://example.org/"],
    "alternatives": [["a"], []],
}
ITEMS = (
    '{"translations": [{"id": 1, "translation": "The <b1>x</b1>"}, {"id": 2, "translation": "y"}]}'
)
OFFERED = [
    {
        "package_version": "1.9",
        "from_code": "uk",
        "from_name": "Ukrainian",
        "to_code": "en",
        "to_name": "English",
        "links": ["https://example.org/a.argosmodel"],
        "sha256": "0" * 64,
    }
]
TARGETS = (
    Target(
        "libretranslate",
        libretranslate,
        (
            _json(LANGUAGES, {"charLimit": 50}, {"info": {"version": "1.7"}}, TRANSLATED),
            _json(LANGUAGES, {"keyRequired": True}),
            _json(LANGUAGES, {}, {}) + b"\0!\1" + _json({"error": "exceeds text limit (60) (50)"}),
            b"!\5<html><script>x</script>no</html>",
        ),
    ),
    Target(
        "openai",
        openai,
        (
            _json(_chat(ITEMS)),
            _json(_chat("```json\n" + ITEMS + "\n```")),
            b"!\1" + _json({"error": {"message": "response_format is not known", "code": 400}}),
            _json({"choices": [{"message": {"refusal": "no"}}]}),
        ),
    ),
    Target("chat-answers", chatted, (ITEMS.encode(), b'{"1": "x"} [{"id": "2"}]', b'["a", "b"]')),
    Target("models-index", listed, (_json(OFFERED),)),
)
