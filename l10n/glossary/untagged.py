"""A tagged text as a reader sees it, without its tags, and the way back to where the tags are."""

from bisect import bisect_right
from collections.abc import Iterable

from l10n.model.markup import Tagged, Token, TokenKind, tokens


class Untagged:
    """A text without the tags of a tagged one; an empty tag parts words, and so is a newline."""

    def __init__(self, text: str, of: Tagged) -> None:
        """Take a text, and the tagged one that says which names are tags in it."""
        self._text = text
        self._of = of
        self._runs: list[tuple[int, int, int]] = []
        """Start in the plain text, its end there, start in the tagged text."""
        parts: list[str] = []
        size = place = 0
        for token in tokens(text, of):
            length = _length(token, text, place)
            if token.kind is TokenKind.TEXT:
                self._runs.append((size, size + length, place))
                parts.append(token.text)
                size += length
            elif token.kind is TokenKind.EMPTY:
                parts.append("\n")
                size += 1
            place += length
        self.plain = "".join(parts)

    def place(self, start: int, end: int) -> int | None:
        """Where a stretch of the plain text begins in the tagged one; None if a tag cuts it."""
        index = bisect_right(self._runs, start, key=lambda run: run[0]) - 1
        if index < 0 or end > self._runs[index][1]:
            return None
        begin, _stop, place = self._runs[index]
        return place + start - begin

    def replaced(self, stretches: Iterable[tuple[int, int, str]]) -> str | None:
        """Write other words (start, end, words) for stretches in order, those that no tag cuts.

        None if the tags of the text would not be the same.
        """
        text, done = "", 0
        for start, end, words in stretches:
            place = self.place(start, end)
            if place is None:
                continue
            text += self._text[done:place] + words
            done = place + end - start
        text += self._text[done:]
        return text if _tags(text, self._of) == _tags(self._text, self._of) else None


def _length(token: Token, text: str, place: int) -> int:
    """How long a token is in the text that it was read from, in characters."""
    if token.kind is TokenKind.TEXT:
        return len(token.text)
    return text.index(">", place) + 1 - place


def _tags(text: str, of: Tagged) -> tuple[Token, ...]:
    return tuple(token for token in tokens(text, of) if token.kind is not TokenKind.TEXT)
