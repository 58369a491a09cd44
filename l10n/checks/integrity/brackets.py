"""Brackets: opened and never closed, or closed and never opened."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.signs import in_target
from l10n.messages import N_, message
from l10n.regex import regex

_MATES = {")": "(", "]": "[", "}": "{"}
_SIGN = regex(
    r"(?P<smile>(?<!\w)[:;=8XxХх][-~^o’]?[()\[\]]+|(?<![()\[\]])[()\[\]]++[-~^o’]?[:;=](?!\w)|\({3,}+|\){3,}+)"
    r"|(?P<mark>(?:(?<=[;:,.] )|(?<=\n)|^)(?:\d{1,3}|[^\W\d_])\))"
    r"|(?P<bracket>[()\[\]{}])"
)
"""A face, a mark of a list (`1)`), or a bracket."""
_BRACKET = regex(r"[()\[\]{}]")
_OF_FACES = frozenset(":;=8XxХх")
_NEAR = 2
"""Characters that a face has on one side of a bracket."""


def unpaired(text: str) -> list[tuple[int, str]]:
    """The brackets of a text that have no mate, each with its place; faces and list marks aside."""
    if _is_paired(text):
        return []
    opened: list[tuple[int, str]] = []
    lonely: list[tuple[int, str]] = []
    for match in _SIGN.finditer(text):
        sign, place = match.group(), match.start()
        if match["smile"]:
            continue
        if match["mark"]:
            if opened and opened[-1][1] == "(":
                opened.pop()
            continue
        if sign not in _MATES:
            opened.append((place, sign))
        elif opened and opened[-1][1] == _MATES[sign]:
            opened.pop()
        else:
            lonely.append((place, sign))
    return sorted(lonely + opened)


def _is_paired(text: str) -> bool:
    """True for a text that has round brackets alone, each with its mate, and no face."""
    opened = 0
    for match in _BRACKET.finditer(text):
        place = match.start()
        opened += {"(": 1, ")": -1}.get(match.group(), _NEAR)
        if not 0 <= opened <= 1:
            return False
        if not _OF_FACES.isdisjoint(text[max(0, place - _NEAR) : place + _NEAR + 1]):
            return False
    return not opened


def _look(pair: Pair) -> Iterator[Found]:
    target = pair.target
    lonely = unpaired(target.normal)
    if not lonely or unpaired(pair.source.normal):
        return
    place, sign = lonely[0]
    span = target.span(place, place + 1)
    if sign in _MATES:
        yield Found(message(N_("the bracket “{sign}” was never opened"), sign=sign), target=(span,))
    else:
        yield Found(message(N_("the bracket “{sign}” is never closed"), sign=sign), target=(span,))


brackets = EntryCheck(
    About(
        "brackets",
        Family.INTEGRITY,
        Severity.WARNING,
        N_("Every bracket is opened and closed, where it is so in the source."),
        fires=example("Рада (226 голосів) ухвалила.", "The Rada (226 votes passed it."),
        passes=example("Рада ухвалила :)", "1) The Rada passed it :)"),
    ),
    _look,
    in_target("()[]{}"),
)
