"""Placeholders: what a program fills in, where the text of an article holds any."""

from collections import Counter
from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.signs import in_either
from l10n.checks.text import Text
from l10n.messages import N_, message
from l10n.regex import regex

_EMOJI = regex(r"(?<![\w:]):[a-z][a-z0-9_+\-]{1,40}:(?![\w:])")
_OF_EMOJI = regex(r":[a-z]")
"""What any emoji has; behind a sign that it begins with it is found many times as fast."""
_NUMBERED = regex(r"^%\d{1,2}\$")
"""What says which of several a placeholder of C is, so that they may change their order."""


def _look(pair: Pair) -> Iterator[Found]:
    source, target = _placed(pair.source), _placed(pair.target)
    if not source and not target:
        return
    mine, theirs = _counted(source), _counted(target)
    for text, times in mine.items():
        if theirs[text] < times:
            spans = tuple(pair.source.span(*place) for name, place in source if name == text)
            found = message(N_("the placeholder {name} is missing"), name=text)
            yield Found(found, spans)
    for text, times in theirs.items():
        if mine[text] < times:
            spans = tuple(pair.target.span(*place) for name, place in target if name == text)
            found = message(N_("the source has no placeholder {name}"), name=text)
            if mine[text]:
                found = message(N_("the placeholder {name} stands more than once"), name=text)
            yield Found(found, target=spans, severity=Severity.WARNING)


_Placed = list[tuple[str, tuple[int, int]]]


def _placed(text: Text) -> _Placed:
    found = [
        (_NUMBERED.sub("%", each.text), (each.start, each.end))
        for each in text.kept
        if each.kind == "placeholder"
    ]
    if _OF_EMOJI.search(text.normal):
        found += [(match.group(), match.span()) for match in _EMOJI.finditer(text.normal)]
    return found


def _counted(placed: _Placed) -> Counter[str]:
    return Counter(name for name, _place in placed)


placeholders = EntryCheck(
    About(
        "placeholders",
        Family.INTEGRITY,
        Severity.ERROR,
        N_("What a program fills in stands in the target as in the source."),
        fires=example("Вітаємо, {name}!", "Welcome, {імʼя}!"),
        passes=example("Вітаємо, {name}, %s!", "%s, welcome, {name}!"),
    ),
    _look,
    in_either("{%[<:"),
)
