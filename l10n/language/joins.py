"""What stands between two sentences: a space in most scripts, nothing in Chinese and Japanese."""

from enum import Enum
from unicodedata import category, east_asian_width

_STOPS = "。！？｡．"
"""Stops that bring their own space."""
_CLOSERS = "\"'”’»›“)]}」』）】》〉］｝"
_UNSPACED = (
    *(("\u0e00", "\u0eff"), ("\u0f00", "\u0fff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff")),
    *(("\u1950", "\u19df"), ("\u1a20", "\u1aaf"), ("\u3000", "\u30ff"), ("\ua9e0", "\uaa7f")),
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Tai and other scripts with spaces of another meaning."""


class Join(Enum):
    """What belongs between two sentences."""

    SPACE = "space"
    NOTHING = "nothing"
    EITHER = "either"
    """As it stands: in Thai and Khmer a space is the writer's."""


def join(before: str, after: str) -> Join:
    """What belongs between two texts, told by the signs at which they meet.

    After a full-width stop, and between Han or kana letters, there is nothing (W3C, Requirements
    for Chinese Text Layout, and for Japanese Text Layout). Tags are no part of the texts.
    """
    last, first = before[-1:], after[:1]
    bare = before[-8:].rstrip(_CLOSERS)[-1:]
    if not last or not first:
        return Join.EITHER
    if bare and bare in _STOPS:
        return Join.NOTHING
    if _is_wide(last) and _is_wide(first):
        return Join.NOTHING
    if _is_unspaced(bare) or _is_unspaced(first):
        return Join.EITHER
    return Join.SPACE


def _is_wide(char: str) -> bool:
    """True for Han, kana and full-width signs, which take the place of a square.

    Not for Hangul, and not for emoji, which are as wide in any script.
    """
    if east_asian_width(char) not in "WF" or "\uac00" <= char <= "\ud7a3":
        return False
    return category(char) not in ("So", "Sk") or "\u3000" <= char <= "\u33ff"


def _is_unspaced(char: str) -> bool:
    return any(first <= char <= last for first, last in _UNSPACED)
