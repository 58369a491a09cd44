"""JSON front matter: where its strings stand, and how another is written in their place."""

import json
import re
from collections.abc import Iterator

from l10n.formats.frontmatter.field import Field, MatterError, double_quoted, folded, joined_path
from l10n.formats.frontmatter.site import JsonSite
from l10n.formats.jsonscan import JsonError, decode, sound_strings
from l10n.messages import N_, message
from l10n.model.article import Span
from l10n.regex import regex

_BRACKET = regex(r'"(?:[^"\\]|\\.)*+"|["{}]', re.DOTALL)
_HEAD = regex(r'\{[ \t\r\n]*+(?:"(?:[^"\\]|\\.)*+"[ \t\r\n]*+:|\})', re.DOTALL)


def end_of(source: str, start: int) -> int | None:
    """Where the object ends that begins at a place; None if no object of names begins there.

    Braces are counted as Hugo counts them (parser/pageparser): what stands in quotes is none.
    """
    if not _HEAD.match(source, start):
        return None
    depth = 0
    for found in _BRACKET.finditer(source, start):
        if found[0] == '"':
            return None
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return None


def fields(content: str) -> tuple[Field, ...]:
    """Find all strings with their places; raises MatterError where the JSON cannot be read."""
    try:
        # Numbers stay text: Python takes the square of one's digits to read it.
        data = json.loads(content, parse_int=str, parse_float=str)
    except RecursionError:
        raise MatterError(
            message(N_("the front matter is nested too deeply; it was left out"))
        ) from None
    except json.JSONDecodeError as error:
        reason = message(
            N_("the front matter is not valid JSON ({problem}); it was left out"),
            problem=error.msg,
        )
        raise MatterError(reason, error.pos) from None
    if not isinstance(data, dict):
        reason = message(N_("the front matter is no list of names and values; it was left out"))
        raise MatterError(reason)
    return tuple(_located(content))


def _located(content: str) -> Iterator[Field]:
    """Find the strings of JSON that is known to be sound."""
    try:
        for found in sound_strings(content, 0, len(content)):
            path = ""
            for key in found.keys:
                path = joined_path(path, key)
            text = folded(decode(content, found.span))
            span = Span(found.span.start - 1, found.span.end + 1)
            yield Field(path, span, text, JsonSite(), listed=found.listed)
    except JsonError:
        raise MatterError(
            message(N_("the front matter is nested too deeply; it was left out"))
        ) from None


def write(text: str, *, strict: bool) -> str:
    """Write a string."""
    return double_quoted(text, strict=strict)
