"""Blanks: a target that gives readers nothing to read."""

import unicodedata

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.messages import N_, message
from l10n.model.markup import OMIT, Tagged, TokenKind, tokens

_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols by category that show nothing: Hangul fillers, the empty Braille pattern."""
_UNSEEN = frozenset(("Cc", "Cf", "Cn", "Cs", "Me", "Mn", "Zl", "Zp", "Zs"))
"""General categories (Unicode 4.5) that show nothing by themselves; a mark needs its letter."""


def shows_something(target: str, of: Tagged) -> bool:
    """True for a target in which a reader finds anything at all."""
    return any(map(_shows, _plain(target, of)))


def _look(pair: Pair) -> list[Found]:
    written = pair.entry.target
    if OMIT in written:
        return []
    target = pair.target.plain
    if target[:1].isalnum() and target[0] not in _FILLERS:
        return []
    if not any(map(_shows, target)):
        text = N_("the target has nothing to read; write <omit/> to leave it out on purpose")
        return [Found(message(text))]
    if any(map(str.isalpha, pair.source.plain)) and not any(map(str.isalnum, target)):
        text = N_("the target holds neither letters nor digits, but the source holds letters")
        return [Found(message(text), severity=Severity.WARNING)]
    return []


def _plain(target: str, of: Tagged) -> str:
    return "".join(t.text for t in tokens(target, of) if t.kind is TokenKind.TEXT)


def _shows(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and character not in _FILLERS


blanks = EntryCheck(
    About(
        "blanks",
        Family.INTEGRITY,
        Severity.ERROR,
        N_("The target gives readers something to read."),
        fires=example("Рада.", "\u200b"),
        passes=example("П’ять.", "5"),
    ),
    _look,
)
