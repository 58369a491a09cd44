"""A first look at a text: which signs it holds, of those that most texts have none of.

Most checks have nothing to say of most texts, since nothing is in them that they are about: no
bracket, no tag, no placeholder. To search each text for that once for each check takes longer than
all else that checks do to a text without fault.
"""

import codecs
from collections.abc import Callable, Iterable
from typing import NamedTuple

LATIN, CYRILLIC, ACCENTED = "Latin", "Cyrillic", "accented"
"""Stand for the letters A to Z, for those of Cyrillic, and for other Latin ones."""
TAGGED = "tags"
"""Stands for tags of a segment."""
OTHER = "other"
"""Stands for all that there may be, in a text of which no more is known."""
USUAL = '.,;!?…–—-«»„“”"'
"""Marks that stand in any text; no check asks whether there are any."""
_NONE: frozenset[str] = frozenset()
_UNKNOWN = frozenset((OTHER,))
_SCRIPTS = {
    (own, has_own, has_latin): frozenset([own] * has_own + [LATIN] * has_latin)
    for own in (CYRILLIC, ACCENTED)
    for has_own in (False, True)
    for has_latin in (False, True)
}
"""What stands for the letters of a text."""
_LETTERS_A_TO_Z = bytes(byte for byte in range(128) if chr(byte).isalpha())


class _Page(NamedTuple):
    """A code page: its texts are looked at as bytes, ten times as fast as characters."""

    codes: object
    """What `codecs.charmap_encode` goes by."""
    characters: str
    """By byte."""
    usual: bytes
    """Its blank, digits, and usual marks."""
    letters: bytes
    """Its letters, but for A to Z."""
    alphabet: str
    """What stands for those."""

    @classmethod
    def of(cls, name: str, alphabet: str, first: str, last: str) -> "_Page":
        """A page of Windows; the letters of its alphabet stand between two in Unicode."""
        characters = bytes(range(256)).decode(name, "replace").replace("\ufffd", "\ufffe")

        def those(holds: Callable[[str], bool]) -> bytes:
            return bytes(byte for byte, each in enumerate(characters) if holds(each))

        return cls(
            codecs.charmap_build(characters),
            characters,
            those(lambda each: each in f" {USUAL}" or each.isdecimal()),
            those(lambda each: first <= each <= last and each.isalpha()),
            alphabet,
        )


_PAGES = (
    _Page.of("cp1251", CYRILLIC, "\u0400", "\u052f"),
    _Page.of("cp1252", ACCENTED, "\u00c0", "\u024f"),
)
"""A text in one of them is composed (NFC), and nobody fails to see anything of it but U+00AD."""


def signs(text: str) -> frozenset[str]:
    """Each character of a text once, but for blanks, digits, usual marks, and letters.

    `LATIN`, `CYRILLIC` and `ACCENTED` stand for its letters. A text that is in no page of Windows
    for Cyrillic or for western languages has `OTHER` alone.
    """
    for page in _PAGES:
        try:
            data = codecs.charmap_encode(text, "strict", page.codes)[0]  # type: ignore[arg-type]
        except UnicodeEncodeError:
            continue
        data = data.translate(None, page.usual)
        others = data.translate(None, page.letters)
        rest = others.translate(None, _LETTERS_A_TO_Z)
        found = _SCRIPTS[page.alphabet, len(others) < len(data), len(rest) < len(others)]
        if not rest:
            return found
        return found.union(codecs.charmap_decode(rest, "strict", page.characters)[0])
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
