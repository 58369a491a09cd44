"""The first line of a quote that makes an alert or a callout of it.

GitHub, "Alerts": `> [!NOTE]` with nothing behind it. Obsidian, "Callouts": any word, `-` or `+` to
fold it, and a title. The mark is blank to the parser, so that what follows is a paragraph of its
own; a title stands in a line as a heading does.
"""

import re
from collections.abc import Iterator

from l10n.formats.code.code import BLANK, Code, Family, Ground, Level
from l10n.formats.code.fills import heading
from l10n.formats.code.stretches import lines
from l10n.model.article import Span
from l10n.regex import regex

_MARK = regex(r"\[!(?P<kind>[\w-]+)(?:\|[^\]\r\n]*+)?\](?P<fold>[-+]?)(?P<gap>[ \t]*+)")
_MARK_OF_HUGO = regex(
    r"(?:\[|\\\[|&\#91;)(?:!|\\!|&\#33;)(?P<kind>[A-Za-z]+)(?:\]|\\\]|&\#93;)"
    r"(?P<fold>(?:\\?[-+]|&\#4[35];)?)(?P<gap>[ \t]*+)"
)
_STARTS = ("[", "\\[", "&#91;")
_SIGNS_OF_HUGO = tuple(f"{left}{sign}" for left in ("[", "&#91;") for sign in ("!", "\\!", "&#33;"))
_OF_GITHUB = frozenset(("note", "tip", "important", "warning", "caution"))


def find(ground: Ground) -> Iterator[Code]:
    """Find alerts and callouts of any kind."""
    return _marked(ground, _MARK)


def find_of_hugo(ground: Ground) -> Iterator[Code]:
    """Find the alerts of Hugo, which looks at the page: an escaped bracket is one to it."""
    return _marked(ground, _MARK_OF_HUGO)


def _marked(ground: Ground, mark: re.Pattern[str]) -> Iterator[Code]:
    depth, blank = 0, True
    for line in lines(ground.text):
        first = line.depth > depth or (blank and line.depth)
        depth, blank = line.depth, line.is_blank
        found = mark.match(line.rest) if first and line.rest.startswith(_STARTS) else None
        if found is None or ground.is_off(line.start):
            continue
        size = found.end()
        if found["gap"] or size == len(line.rest):
            titled = size < len(line.rest)
            fill = heading(size) if titled else BLANK
            yield Code(Span(line.start, line.start + size), fill, role="title")


def find_of_github(ground: Ground) -> Iterator[Code]:
    """Find GitHub's five alerts, which have no title."""
    for code in find(ground):
        word = code.span.of(ground.text).strip().lower()
        if code.fill == BLANK and word[2:-1] in _OF_GITHUB:
            yield code


ALERTS = Family("alerts", ("[!",), find_of_github, Level.BLOCKS)
OF_HUGO = Family("alerts", _SIGNS_OF_HUGO, find_of_hugo, Level.BLOCKS)
CALLOUTS = Family("callouts", ("[!",), find, Level.BLOCKS)
