"""Spaces: none doubled, none before a comma, one after it."""

import re
from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.messages import N_, Message, message
from l10n.regex import regex

_DOUBLED = regex(r"(?<=\S) {2,}+(?=\S)")
_BEFORE = regex(r"(?<=[^\W_]) ++(?=[,;.!?](?:\s|$)|:(?:\s[^\W_]|$))")
_AFTER = regex(r"(?<=[^\W\d_])[,;](?=[^\W\d_])|(?<=[^\W\d_]{2})[.!?](?=[^\W\d_][^\W\d_]++ )")
_INSIDE = regex(r"(?<=[(\[«„]) +(?=\w)|(?<=\w) +(?=[)\]»])")
_GATE = regex(r"  | [,;.!?:)\]»]|[,;.!?][^\W\d_]|[(\[«„] ")


def _look(pair: Pair) -> Iterator[Found]:
    text = pair.target.normal
    if not _GATE.search(text):
        return
    yield from _found(pair, _DOUBLED, N_("two spaces in a row"), Severity.HINT)
    habits = pair.target.table.section("typography")
    if not habits:
        return
    if not habits.get("spaced-signs", False):
        yield from _found(pair, _BEFORE, N_("a space before “{sign}”"), Severity.HINT)
        yield from _found(
            pair, _INSIDE, N_("a space inside brackets or quotation marks"), Severity.HINT
        )
    yield from _found(pair, _AFTER, N_("no space after “{sign}”"), Severity.HINT)


def _found(
    pair: Pair, pattern: re.Pattern[str], template: str, severity: Severity
) -> Iterator[Found]:
    text, source = pair.target.normal, pair.source.normal
    places = [match.span() for match in pattern.finditer(text) if not _is_kept(pair, match.start())]
    if not places:
        return
    if pattern.search(source):
        severity = Severity.HINT
    start, end = places[0]
    sign = text[start:end].strip() or text[end : end + 1]
    told: Message = message(template, sign=sign) if "{" in template else message(template)
    yield Found(told, (), tuple(pair.target.span(*place) for place in places), severity)


def _is_kept(pair: Pair, place: int) -> bool:
    return any(each.start <= place < each.end for each in pair.target.kept)


spaces = EntryCheck(
    About(
        "spaces",
        Family.TYPOGRAPHY,
        Severity.HINT,
        N_("There is one space between words, after a comma and not before it."),
        fires=example("Рада, як завжди, зібралася.", "The Rada , as always, met."),
        passes=example("Рада зібралася :)", "The Rada met :)"),
    ),
    _look,
)
