"""Put tags into a translation by relative position alone: the last resort."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from l10n.model.markup import Tagged, Token, TokenKind, write
from l10n.tags.units import spaced

_RUN = re.compile(r"\S+")
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"[^\w\s](?!\w)|\S(?=\s|$)")


def by_position(text: Tagged, translation: str) -> str:
    """Put all tags of a well-nested text into its tag-free translation.

    A tag goes to the same relative position, in characters, and from there to the nearest edge of
    a word: an opening tag before one, a closing tag after one, an empty tag to the side it had.
    Tags keep their order, so nesting stays as it was. A pair that held a word holds one afterwards,
    if there is one left to hold.
    """
    items = [item for item in spaced(text.tokens()) if item.text]
    tags = [number for number, item in enumerate(items) if item.kind is not TokenKind.TEXT]
    plain = "".join(item.text for item in items if item.kind is TokenKind.TEXT)
    starts = [
        0,
        *accumulate(len(item.text) if item.kind is TokenKind.TEXT else 0 for item in items),
    ]
    where = [_snapped(items[number].kind, plain, starts[number], translation) for number in tags]
    where = list(accumulate(where, max))
    _fill(_Layout(items, tags, starts, plain), translation, where)
    pieces: list[Token] = []
    done = 0
    for number, offset in zip(tags, where, strict=True):
        pieces.append(Token(TokenKind.TEXT, translation[done:offset]))
        pieces.append(items[number])
        done = offset
    pieces.append(Token(TokenKind.TEXT, translation[done:]))
    return write(pieces)


def _snapped(kind: TokenKind, plain: str, offset: int, translation: str) -> int:
    before, after = plain[:offset].strip(), plain[offset:].strip()
    if not before:
        return 0
    if not after:
        return len(translation)
    wanted = offset * len(translation) / len(plain)
    runs = [match.span() for match in _RUN.finditer(translation)]
    words = [match.span() for match in _WORD.finditer(translation)]
    if kind is TokenKind.OPEN or (kind is TokenKind.EMPTY and plain[:offset][-1:].isspace()):
        edges = [start for start, _ in runs]
    elif plain[:offset][-1:].isalnum():
        edges = [end for _, end in words]
    else:
        edges = [match.end() for match in _MARK.finditer(translation)]
    return min(edges, key=lambda edge: abs(edge - wanted), default=len(translation))


@dataclass(frozen=True, slots=True)
class _Layout:
    """A tagged text taken apart."""

    items: Sequence[Token]
    tags: Sequence[int]
    """Which of the items are tags."""
    starts: Sequence[int]
    """Offset of each item in the plain text, in characters."""
    plain: str


def _fill(layout: _Layout, translation: str, where: list[int]) -> None:
    """Move tags apart where a pair lost its words; order is kept by moving all that follow."""
    items, tags, starts, plain = layout.items, layout.tags, layout.starts, layout.plain
    for first, opening in enumerate(tags):
        if items[opening].kind is not TokenKind.OPEN:
            continue
        last = next(
            number
            for number in range(first, len(tags))
            if items[tags[number]] == Token(TokenKind.CLOSE, items[opening].text)
        )
        held = plain[starts[opening] : starts[tags[last]]]
        if not _WORD.search(held) or _WORD.search(translation[where[first] : where[last]]):
            continue
        following = _WORD.search(translation, where[first])
        if following:
            for number in range(last, len(tags)):
                where[number] = max(where[number], following.end())
            continue
        preceding = [match.start() for match in _WORD.finditer(translation, 0, where[first])]
        if preceding:
            for number in range(first + 1):
                where[number] = min(where[number], preceding[-1])
