"""YAML of names and values alone, a line each, as most front matter is, read without a parser.

It finds what the parser finds (tests/test_simple_yaml.py compares the two), in a tenth of the time:
an article is read twice before it is published, and its version once.
"""

import re
from collections.abc import Callable

from l10n.formats.frontmatter.field import Field
from l10n.formats.frontmatter.site import YamlSite, YamlStyle
from l10n.model.article import Span
from l10n.regex import regex

_IN_QUOTES = r" !#-&(-\[\]-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
"""What YAML allows in a string and no quotes end, begin or change; no tab, no line end."""
_ESCAPE = regex(r"\\(?:([\"\\])|u00A0)")
"""What `field.double_quoted` writes of a text that people may see."""
_LINE = regex(
    rf"""
    (?P<name>[A-Za-z_][A-Za-z0-9_-]{{0,99}}):[ ]++
    (?:
        (?P<plain>[^\W_](?:[ ]?[\w.,;()/+–—-])*+)
        | "(?P<double>[{_IN_QUOTES}']*+(?:\\(?:["\\]|u00A0)[{_IN_QUOTES}']*+)*+)"
        | '(?P<single>[{_IN_QUOTES}"]*+)'
    )
    (?:\n|\Z)
    """,
    re.VERBOSE,
)
_MOST_LINES = 1_000
_DOUBLE = YamlSite(YamlStyle.DOUBLE)
_SINGLE = YamlSite(YamlStyle.SINGLE)
_PLAIN = YamlSite(YamlStyle.PLAIN)


def simple_fields(
    content: str, is_text: Callable[[str], bool], first: int = 0
) -> tuple[Field, ...] | None:
    """The strings of such front matter with their places; None where there is anything else in it.

    `is_text` tells strings without quotes from numbers, dates and the like; `first` is where the
    content stands, to which places are added.
    """
    found: list[Field] = []
    position, end = 0, len(content)
    for _line in range(_MOST_LINES):
        if position == end:
            return tuple(found)
        line = _LINE.match(content, position)
        if line is None:
            return None
        kind = line.lastgroup or ""
        start, stop = line.span(kind)
        value = line[kind]
        if kind == "plain":
            # One character more: see `yaml._scalar`.
            if is_text(value):
                place = Span(first + start - 1, first + stop)
                found.append(Field(line["name"], place, value, _PLAIN))
        else:
            place = Span(first + start - 1, first + stop + 1)
            site = _DOUBLE if kind == "double" else _SINGLE
            if "\\" in value and site is _DOUBLE:
                value = _ESCAPE.sub(lambda found: found[1] or "\xa0", value)
            # Of white space it has blanks alone, and is on one line.
            found.append(Field(line["name"], place, value.strip(" "), site))
        position = line.end()
    return None
