"""Put tags into a translation by relative position alone: the last resort."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from l10n.dataclass import dataclass
from l10n.model.markup import Tagged, Token, TokenKind, write
from l10n.regex import regex
from l10n.tags.units import spaced

_RUN = regex(r"\S+")
_WORD = regex(r"\w+")
_MARK = regex(r"[^\w\s](?!\w)|\S(?=\s|$)")


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
    edges = _Edges(plain, translation)
    where = [edges.snapped(items[number].kind, starts[number]) for number in tags]
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


class _Edges:
    """The edges of the words of a translation, and which of them is nearest to a place."""

    def __init__(self, plain: str, translation: str) -> None:
        self._plain = plain
        self._size = len(translation)
        self._first = len(plain) - len(plain.lstrip())
        self._last = len(plain.rstrip())
        self._runs = [match.start() for match in _RUN.finditer(translation)]
        self._words = [match.end() for match in _WORD.finditer(translation)]
        self._marks = [match.end() for match in _MARK.finditer(translation)]

    def snapped(self, kind: TokenKind, offset: int) -> int:
        """The edge for a tag that stands at an offset of the source's plain text."""
        if offset <= self._first:
            return 0
        if offset >= self._last:
            return self._size
        before = self._plain[offset - 1]
        if kind is TokenKind.OPEN or (kind is TokenKind.EMPTY and before.isspace()):
            edges = self._runs
        elif before.isalnum():
            edges = self._words
        else:
            edges = self._marks
        wanted = offset * self._size / len(self._plain)
        right = bisect_left(edges, wanted)
        near = edges[max(0, right - 1) : right + 1]
        return min(near, key=lambda edge: abs(edge - wanted), default=self._size)


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
    closings = {
        items[number].text: place
        for place, number in reversed(tuple(enumerate(tags)))
        if items[number].kind is TokenKind.CLOSE
    }
    begins = [match.start() for match in _WORD.finditer(translation)]
    for first, opening in enumerate(tags):
        if items[opening].kind is not TokenKind.OPEN:
            continue
        last = closings[items[opening].text]
        held = _WORD.search(plain, starts[opening], starts[tags[last]])
        if not held or _WORD.search(translation, where[first], where[last]):
            continue
        following = _WORD.search(translation, where[first])
        if following:
            for number in range(last, len(tags)):
                if where[number] >= following.end():
                    break
                where[number] = following.end()
            continue
        preceding = bisect_left(begins, where[first]) - 1
        if preceding >= 0:
            for number in range(first, -1, -1):
                if where[number] <= begins[preceding]:
                    break
                where[number] = begins[preceding]
