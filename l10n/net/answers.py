"""What a server's answer says, to programs and to people; time and memory in proportion to it."""

import json
import re
from collections.abc import Iterator

from l10n.lines import collapsed
from l10n.net.secrets import Secrets
from l10n.regex import regex

MOST_VALUES = 2_000_000
"""Signs that part the values of a JSON text, at most: its values then take 125 MB of memory."""
_LOOKED_AT = 1 << 16
"""Bytes of an answer in which words for people are looked for."""
_READ = 4_096
"""Characters of these words that are gone through."""
_SHOWN = 200
"""Characters of them that are shown."""
_RAW = regex(r"(?i)<(script|style)\b")
"""Elements of HTML that hold no text; the end of an element that has none is that of the page."""
_END_OF = {name: regex(rf"(?i)</{name}") for name in ("script", "style")}
_TAG = regex(r"<[^<>]*>")
_CONTROL = regex(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ERRORS = ("error", "message", "detail")
"""Keys of what went wrong, as LibreTranslate, OpenAI and FastAPI write them."""
_DEEP = 20


def json_value(data: bytes, secrets: Secrets) -> object:
    """The value that an answer holds, with no secret in it.

    Raises ValueError or RecursionError for what is no JSON in UTF-8, has more values than any
    answer needs, holds half a character, or repeats a secret in more than a megabyte.
    """
    text = data.decode()
    if sum(map(text.count, "[{,:")) > MOST_VALUES:
        raise ValueError("too many values")
    if secrets:
        clean = secrets.hidden(text)
        if clean != text and len(text) > 1 << 20:
            raise ValueError("secrets again and again")
        text = clean
    value: object = _parsed(text)
    if re.search(r"\\u[dD][89a-fA-F]", text):
        json.dumps(value, ensure_ascii=False).encode()
    return value


_DEEPEST = 200
"""Lists and objects in one another that an answer of any server has at most."""
_NESTING = regex(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
"""A text that is not closed goes to the end, so that it is looked through once."""


def _parsed(text: str) -> object:
    """Parse JSON that does not nest too deeply for whatever else runs at that moment.

    Raises ValueError, RecursionError.
    """
    if text.count("[") + text.count("{") > _DEEPEST:
        depth = 0
        for found in _NESTING.finditer(text):
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
            if depth > _DEEPEST:
                raise RecursionError
    value: object = json.loads(text)
    return value


def server_words(body: bytes, secrets: Secrets) -> str:
    """What an answer says to people: an error's message, or its text without HTML; one short line.

    No secret is in it, nor a part of one: they are taken out before it is cut to its length.
    """
    text = body[:_LOOKED_AT].decode("utf-8", "replace")
    try:
        found = _message(_parsed(text))
    except (ValueError, RecursionError):
        found = None
    return shown_words("".join(_without_html(text)) if found is None else found, secrets)


def shown_words(text: str, secrets: Secrets) -> str:
    """The words of a server as they may be shown: one short line without secrets."""
    text = secrets.hidden_in_message(_CONTROL.sub(" ", text.lstrip()[:_READ]))
    text = collapsed(text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _without_html(text: str) -> Iterator[str]:
    done = 0
    while start := _RAW.search(text, done):
        yield _TAG.sub(" ", text[done : start.start()])
        end = _END_OF[start[1].lower()].search(text, start.end())
        if end is None:
            return
        yield " "
        done = end.start()
    yield _TAG.sub(" ", text[done:])


def _message(value: object) -> str | None:
    """The message in an error."""
    for _depth in range(_DEEP):
        if not isinstance(value, dict):
            return None
        found = next((value[n] for n in _ERRORS if isinstance(value.get(n), str | dict)), None)
        if isinstance(found, str):
            return found
        value = found
    return None
