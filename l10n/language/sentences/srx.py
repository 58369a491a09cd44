"""The places where LanguageTool's SRX rules break a text, each rule as it stands."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

from l10n.dataclass import dataclass
from l10n.language.sentences.languagetool import SrxRule, srx_rules
from l10n.regex import regex

_PROSE = (4096, 128, 100)
_CROWDED = (512, 64, 8)
"""How to look at a paragraph: the window and, at its end, the margin where nothing is decided yet;
how far one part of an SRX exception looks back (100 is choppa's default, and Java's)."""

FAR = (_PROSE[2], _CROWDED[2])
"""How far exceptions look back, in prose and where marks crowd."""

_STOP = regex(r"[.!?…:]\s")
_MARK = regex(r"[^\w\s]")
_STOPS, _MARKS = 16, 120
"""How many stops or marks within 400 characters are none too many."""
_NEAR = 400
_NO_MARKS = bytes(
    code
    for code in range(256)
    if (code < 0x80 and (chr(code).isalnum() or chr(code).isspace()))
    or 0x80 <= code < 0xC0
    or code in {0xC4, 0xC5, 0xD0, 0xD1}
)
"""Bytes of UTF-8 that begin no mark, nor what may be one: of ASCII, letters of Latin and Cyrillic
alphabets (all from U+0100 to U+017F and from U+0400 to U+047F), and bytes after the first."""

_JAVA = regex(r"\\h|\\v|\\.|\(\?U\)")
_PLAIN = r"(?<!\\)((?:\\\\)*)"
_NO_RANGE = r"(?<!\{[0-9]\})(?<!\{[0-9],\})(?<!\{[0-9][0-9]\})(?<!\{[0-9],[0-9]\})"
_REPEATED = (
    (regex(rf"{_PLAIN}\*"), r"\1{{0,{far}}}"),
    (regex(rf"{_PLAIN}(?<![?*+]){_NO_RANGE}\+"), r"\1{{1,{far}}}"),
    (regex(rf"{_PLAIN}\{{\s*([0-9]+)\s*,\s*\}}"), r"\1{{\2,{far}}}"),
)
"""What repeats without end, and the same with an end."""


@dataclass(frozen=True, slots=True)
class _Breaking:
    """An SRX rule that breaks, and all the exceptions that stand before it in the file."""

    before: Any
    after: Any
    exceptions: Any
    """Patterns of `regex`, which has no types; the last may be None."""


def breaks(text: str, start: int, end: int, language: str) -> Iterator[int]:
    """Find the offsets at which SRX breaks one paragraph, in rising order.

    A long paragraph is taken in turns: SRX exceptions look ahead to the end of what they are given,
    at every stop. An unknown language gets the rules that LanguageTool calls Generic.
    """
    while start < end:
        part = text[start : min(end, start + _PROSE[0])]
        size, margin, far = _CROWDED if crowded(part) else _PROSE
        part = part[:size]
        settled = end if start + size >= end else start + size - margin
        last = start
        for place in _breaks(part, language, far):
            if start + place > settled:
                break
            last = start + place
            yield last
        start = last if last - start > size // 2 else settled


def _breaks(text: str, language: str, far: int) -> Iterator[int]:
    """Where a rule that breaks matches, and no exception of the first such rule does.

    choppa's own iterator gives the same, and takes twice the time to move its matchers.
    """
    found: dict[int, Any] = {}
    for rule in _breaking(language, far):
        for match in rule.before.finditer(text):
            place = match.end()
            if place not in found and rule.after.match(text, place):
                found[place] = rule.exceptions
    for place in sorted(found):
        exceptions = found[place]
        if exceptions is None or exceptions.match(text, place) is None:
            yield place


def crowded(text: str) -> bool:
    """True if stops or marks stand so close that SRX would take for ever.

    Some exceptions span up to four stops in brackets, and the time to find that there is no bracket
    grows with the fourth power of the stops in reach: 600 characters of ". " take 15 seconds in
    English, 5,000 take 26 in German. Prose stays far below both limits.
    """
    if not _may_crowd(text):
        return False
    parts = (text[at : at + 2 * _NEAR] for at in range(0, len(text), _NEAR))
    if len(text) > 2 * _NEAR and not any(map(_may_crowd, parts)):
        return False
    return _thick(_STOP, text, _STOPS) or _thick(_MARK, text, _MARKS)


def _may_crowd(text: str) -> bool:
    """True if there are many stops or marks, at a glance: some letters count among the marks."""
    marks = text.encode("utf-8", "surrogatepass").translate(None, _NO_MARKS)
    if len(marks) <= _STOPS:
        return False
    stops = sum(map(marks.count, b".!?:")) + (text.count("…") if "…" in text else 0)
    return stops > _STOPS or len(marks) > _MARKS


def _thick(pattern: re.Pattern[str], text: str, many: int) -> bool:
    if len(pattern.findall(text)) <= many:
        return False
    places = [match.start() for match in pattern.finditer(text)]
    return any(later - place <= _NEAR for place, later in zip(places, places[many:], strict=False))


@cache
def _breaking(language: str, far: int) -> tuple[_Breaking, ...]:
    exceptions: list[str] = []
    last: dict[SrxRule, int] = {}
    rules = srx_rules(language)
    for rule in rules:
        if rule.breaks:
            last[rule] = len(exceptions)
        else:
            exceptions.append(exception(rule, far))
    return tuple(
        _Breaking(
            before=compiled(rule.before),
            after=compiled(rule.after),
            exceptions=compiled("|".join(exceptions[: last[rule]])) if last[rule] else None,
        )
        for rule in rules
        if rule.breaks
    )


def exception(rule: SrxRule, far: int) -> str:
    """One pattern for both sides of an exception, to be matched where it would hold.

    As in Java, each part that repeats looks back over at most `far` characters.
    """
    before = rule.before
    for pattern, bounded in _REPEATED:
        before = pattern.sub(bounded.format(far=far), before)
    before = f"(?<={before})" if before else ""
    after = f"(?={rule.after})" if rule.after else ""
    return f"(?:{before}{after})"


@cache
def compiled(pattern: str) -> Any:
    """A pattern of Java for `regex`, which has the classes that `re` lacks."""
    engine: Any = import_module("regex")
    return engine.compile(_JAVA.sub(_translated, pattern), engine.VERSION1)


def _translated(match: re.Match[str]) -> str:
    # Java's white space, which `regex` has as properties; its `(?U)` is how Python reads a text.
    return {r"\h": r"\p{H}", r"\v": r"\p{V}", "(?U)": ""}.get(match[0], match[0])
