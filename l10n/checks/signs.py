"""A first look at a text: which signs it holds, of those that most texts have none of.

Most checks have nothing to say of most texts, since nothing is in them that they are about: no
bracket, no tag, no placeholder. To search each text for that once for each check takes longer than
all else that checks do to a text without fault.
"""

import codecs
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

LATIN, CYRILLIC, ACCENTED = "Latin", "Cyrillic", "accented"
"""Stand for the letters A to Z, for those of Cyrillic, and for other Latin ones."""
TAGGED = "<>"
"""Stands for tags of a segment."""
OTHER = "other"
"""Stands for all that there may be, in a text of which no more is known."""
USUAL = '.,;!?…–—-«»„“”"'
"""Marks that stand in any text; no check asks whether there are any."""
_NONE: frozenset[str] = frozenset()
_UNKNOWN = frozenset((OTHER,))
_A_TO_Z, _OWN = b"ab"
"""What letters become in a text that is looked at: those of A to Z, and all others. As numbers:
bytes are asked for one at once, and for other bytes only after these were tried as a number."""


class _Page(NamedTuple):
    """A code page: its texts are looked at as bytes, ten times as fast as characters."""

    codes: object
    """What `codecs.charmap_encode` goes by."""
    characters: str
    """By byte."""
    usual: bytes
    """Its blank, digits, and usual marks."""
    letters: bytes
    """By byte, what it becomes."""
    scripts: tuple[frozenset[str], ...]
    """What stands for no letters, for its own alphabet, for A to Z, and for both."""

    @classmethod
    def of(cls, name: str, alphabet: str, first: str, last: str) -> "_Page":
        """A page of Windows; the letters of its alphabet stand between two in Unicode."""
        characters = bytes(range(256)).decode(name, "replace").replace("\ufffd", "\ufffe")
        usual, letters = bytearray(), bytearray(range(256))
        for byte, each in enumerate(characters):
            if each in f" {USUAL}" or each.isdecimal():
                usual.append(byte)
            elif each.isascii() and each.isalpha():
                letters[byte] = _A_TO_Z
            elif first <= each <= last and each.isalpha():
                letters[byte] = _OWN
        own, latin = frozenset((alphabet,)), frozenset((LATIN,))
        scripts = (_NONE, own, latin, own | latin)
        codes = codecs.charmap_build(characters)
        return cls(codes, characters, bytes(usual), bytes(letters), scripts)


@cache
def _pages() -> tuple[_Page, ...]:
    """The pages in which texts are looked for.

    A text in one of them is composed (NFC), and there is nothing unseen in it but U+00AD.
    """
    return (
        _Page.of("cp1251", CYRILLIC, "\u0400", "\u052f"),
        _Page.of("cp1252", ACCENTED, "\u00c0", "\u024f"),
    )


def signs(text: str) -> frozenset[str]:
    """Each character of a text once, but for blanks, digits, usual marks, and letters.

    `LATIN`, `CYRILLIC` and `ACCENTED` stand for its letters. A text that is in no page of Windows
    for Cyrillic or for western languages has `OTHER` alone.
    """
    for codes, characters, usual, letters, scripts in _pages():
        try:
            data = codecs.charmap_encode(text, "strict", codes)[0]  # type: ignore[arg-type]
        except UnicodeEncodeError:
            continue
        data = data.translate(letters, usual)
        found = scripts[(_OWN in data) + 2 * (_A_TO_Z in data)]
        rest = data.translate(None, b"ab")
        if not rest:
            return found
        return found.union(codecs.charmap_decode(rest, "strict", characters)[0])
    return _UNKNOWN


class Needs(NamedTuple):
    """Signs without which a check has nothing to say of an entry."""

    source: frozenset[str]
    """It has something to say where the source holds one of these,"""
    target: frozenset[str]
    """or the target one of these."""


def in_source(found: Iterable[str]) -> Needs:
    """What is looked for in the source."""
    return Needs(frozenset((*found, OTHER)), _NONE)


def in_target(found: Iterable[str]) -> Needs:
    """What is looked for in the target."""
    return Needs(_NONE, frozenset((*found, OTHER)))


def in_either(found: Iterable[str]) -> Needs:
    """What is looked for on both sides."""
    every = frozenset((*found, OTHER))
    return Needs(every, every)
