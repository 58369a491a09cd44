"""TOML front matter: where its strings stand, and how another is written in their place."""

from collections.abc import Iterator
from typing import Any

from l10n.formats.frontmatter.field import UNPRINTABLE, Field, MatterError, double_quoted, folded
from l10n.formats.frontmatter.site import TomlSite
from l10n.messages import N_, message
from l10n.model.article import Span
from l10n.regex import regex
from l10n.toml import NumberError, ScanError, dotted, load, scan

_PLACE = regex(r"at line (\d+), column (\d+)")
_NOT_LOCATED = N_("the strings of the front matter could not be located")


def fields(content: str) -> tuple[Field, ...]:
    """Find all strings with their places; raises MatterError where the TOML cannot be read."""
    try:
        data = load(content)
    except RecursionError:
        raise MatterError(
            message(N_("the front matter is nested too deeply; it was left out"))
        ) from None
    except NumberError:
        raise MatterError(
            message(N_("a number in the front matter is too long; it was left out"))
        ) from None
    except ValueError as error:
        reason = message(
            N_("the front matter is not valid TOML ({problem}); it was left out"),
            problem=str(error).split(" (at ")[0],
        )
        raise MatterError(reason, _offset(content, str(error))) from None
    try:
        found = tuple(_located(content))
    except ScanError as error:
        raise MatterError(message(_NOT_LOCATED), error.offset) from None
    if sorted((item.path, item.text) for item in found) != sorted(_strings(data)):
        raise MatterError(message(_NOT_LOCATED))
    return found


def _located(content: str) -> Iterator[Field]:
    for place in scan(content):
        if place.quote:
            span = Span(place.start, place.end)
            yield Field(
                dotted(place.keys),
                span,
                text=folded(place.text),
                site=TomlSite(place.quote),
                listed=place.listed,
            )


def _offset(content: str, reason: str) -> int | None:
    place = _PLACE.search(reason)
    if not place:
        return len(content)
    offset = 0
    for _line in range(int(place[1]) - 1):
        offset = content.find("\n", offset) + 1
    return offset


def _strings(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[tuple[str, ...], Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, name), item) for name, item in value.items()]
        elif isinstance(value, list):
            waiting += [(path, item) for item in value]
        elif isinstance(value, str):
            yield ".".join(path), folded(value)


def write(text: str, site: TomlSite, *, strict: bool) -> str:
    """Write a string in its own style where that can say it, else in double quotes."""
    quote = site.quote
    if strict or UNPRINTABLE.search(text):
        return double_quoted(text, strict=strict)
    if quote == '"""':
        return f'""{double_quoted(text, strict=False)}""'
    if quote == "'" and "'" not in text:
        return f"'{text}'"
    if quote == "'''" and "''" not in text and "'" not in (text[0], text[-1]):
        return f"'''{text}'''"
    return double_quoted(text, strict=False)
