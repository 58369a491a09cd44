"""Blanks: a target that gives readers nothing to read."""

import unicodedata

from l10n.checks import PerEntry, Severity
from l10n.messages import N_, Message, message
from l10n.model.catalog import Entry
from l10n.model.markup import OMIT, Tagged, TokenKind, tokens
from l10n.model.segment import Segment

_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols by category that show nothing: Hangul fillers, the empty Braille pattern."""
_UNSEEN = frozenset(("Cc", "Cf", "Cn", "Cs", "Me", "Mn", "Zl", "Zp", "Zs"))
"""General categories (Unicode 4.5) that show nothing by themselves; a mark needs its letter."""


def shows_something(target: str, of: Tagged) -> bool:
    """True for a target in which a reader finds anything at all."""
    return any(map(_shows, _plain(target, of)))


def _look(segment: Segment, entry: Entry) -> list[tuple[Severity, Message]]:
    if OMIT in entry.target:
        return []
    if not shows_something(entry.target, segment.tagged):
        text = N_("the target has nothing to read; write <omit/> to leave it out on purpose")
        return [(Severity.ERROR, message(text))]
    source, target = segment.tagged.plain(), _plain(entry.target, segment.tagged)
    if any(map(str.isalpha, source)) and not any(map(str.isalnum, target)):
        text = N_("the target holds neither letters nor digits, but the source holds letters")
        return [(Severity.WARNING, message(text))]
    return []


def _plain(target: str, of: Tagged) -> str:
    return "".join(t.text for t in tokens(target, of) if t.kind is TokenKind.TEXT)


def _shows(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and character not in _FILLERS


blanks = PerEntry("blanks", _look)
