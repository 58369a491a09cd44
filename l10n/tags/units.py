"""What a model is given at once: single sentences, each with its own tags."""

from collections.abc import Sequence
from itertools import pairwise

from l10n.dataclass import dataclass
from l10n.model.markup import Tagged, Token, TokenKind, faults, tokens, write
from l10n.regex import regex

PLACEHOLDER = regex(r"<(?P<close>/?)(?P<number>[0-9]+)(?P<empty>/?)>")
_MORE_THAN_ONE = regex(r"[.!?…]\W*\s\W*\w|[。！？।]\W*\w")


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence with its tags, no white space around it, at least one letter in it."""

    tokens: tuple[Token, ...]

    @property
    def tagged(self) -> Tagged:
        """The sentence as a tagged text of its own."""
        if len(self.tokens) == 1 and self.tokens[0].kind is TokenKind.TEXT:
            return Tagged(self.tokens[0].text)
        pairs = frozenset(item.text for item in self.tokens if item.kind is TokenKind.OPEN)
        empties = frozenset(item.text for item in self.tokens if item.kind is TokenKind.EMPTY)
        return Tagged(write(self.tokens), pairs, empties)

    @property
    def tags(self) -> tuple[str, ...]:
        """The names of its tags, in order."""
        kinds = (TokenKind.OPEN, TokenKind.EMPTY)
        return tuple(item.text for item in self.tokens if item.kind in kinds)

    def plain(self) -> str:
        """The text without its tags; a line break between two words is a space."""
        if len(self.tokens) == 1 and self.tokens[0].kind is TokenKind.TEXT:
            return self.tokens[0].text
        return "".join(item.text for item in spaced(self.tokens) if item.kind is TokenKind.TEXT)

    def numbered(self) -> str | None:
        """Write the tags as `<1>…</1>` and `<2/>`, numbered in order.

        None if the text itself holds what would read as one of these.
        """
        if any(
            PLACEHOLDER.search(item.text) for item in self.tokens if item.kind is TokenKind.TEXT
        ):
            return None
        numbers = {name: str(number) for number, name in enumerate(self.tags, 1)}
        return write(
            [
                item if item.kind is TokenKind.TEXT else Token(item.kind, numbers[item.text])
                for item in self.tokens
            ]
        )

    def named(self, text: str) -> str | None:
        """Turn `<1>` in a translation of `numbered` back into tags; None if they do not fit."""
        known = {str(number): name for number, name in enumerate(self.tags, 1)}
        found = list(PLACEHOLDER.finditer(text))
        if any(
            match["number"] not in known or match["close"] == match["empty"] == "/"
            for match in found
        ):
            return None
        result = PLACEHOLDER.sub(
            lambda match: f"<{match['close']}{known[match['number']]}{match['empty']}>", text
        )
        return None if faults(self.tagged, result) else result


def spaced(items: Sequence[Token]) -> tuple[Token, ...]:
    """Put a space after each line break that alone parts two words."""
    result: list[Token] = []
    broken, before = False, ""
    for item in items:
        if item.kind is TokenKind.EMPTY and item.text.startswith("br"):
            broken = True
        elif item.kind is TokenKind.TEXT:
            if broken and before[-1:].strip() and item.text[:1].strip():
                result.append(Token(TokenKind.TEXT, " "))
            broken, before = False, item.text
        result.append(item)
    return tuple(result)


def split(text: Tagged, locale: str) -> tuple[str | Unit, ...] | None:
    """Split a text into sentences, and what stands between them as strings.

    Strings are taken over as they are: white space, and sentences without a letter. A sentence
    does not end inside a paired tag. Joined in order, everything gives the text again. None if
    the tags of the text are not well nested.
    """
    if text.names and faults(text, text.text):
        return None
    parts: list[str | Unit] = []
    for sentence in _sentences(text, locale):
        parts += _trimmed(sentence)
    return tuple(parts)


def _sentences(text: Tagged, locale: str) -> list[list[Token]]:
    items = tokens(text.text, text)
    plain = text.plain() if text.names else text.text
    if not _MORE_THAN_ONE.search(plain):
        return [list(items)]
    from l10n.language.sentences import boundaries

    cuts = [cut for cut in boundaries(plain, locale) if 0 < cut < len(plain)]
    groups: list[list[Token]] = [[]]
    depth = offset = 0
    for item in items:
        if item.kind is not TokenKind.TEXT:
            if item.kind is TokenKind.OPEN and depth == 0 and offset in cuts and groups[-1]:
                groups.append([])
            depth += {TokenKind.OPEN: 1, TokenKind.CLOSE: -1, TokenKind.EMPTY: 0}[item.kind]
            groups[-1].append(item)
            continue
        start = offset
        offset += len(item.text)
        inner = [] if depth else [cut for cut in cuts if start <= cut < offset]
        for begin, end in pairwise([start, *inner, offset]):
            if begin in inner and groups[-1]:
                groups.append([])
            if begin < end:
                groups[-1].append(Token(TokenKind.TEXT, item.text[begin - start : end - start]))
    return groups


def _trimmed(items: list[Token]) -> list[str | Unit]:
    """Take white space from both ends; what has no letter is taken over as it stands."""
    if not any(
        char.isalpha() for item in items if item.kind is TokenKind.TEXT for char in item.text
    ):
        return [write(items)] if items else []
    before = after = ""
    if items[0].kind is TokenKind.TEXT:
        kept = items[0].text.lstrip()
        before = items[0].text[: len(items[0].text) - len(kept)]
        items = [Token(TokenKind.TEXT, kept), *items[1:]] if kept else items[1:]
    if items[-1].kind is TokenKind.TEXT:
        kept = items[-1].text.rstrip()
        after = items[-1].text[len(kept) :]
        items = [*items[:-1], Token(TokenKind.TEXT, kept)] if kept else items[:-1]
    found: list[str | Unit] = [before, Unit(tuple(items)), after]
    return [part for part in found if part]
