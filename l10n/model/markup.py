"""Inline tags as a translator sees them: `<a1>…</a1>`, `<br2/>`."""

from collections import deque
from collections.abc import Collection
from enum import Enum

from l10n.dataclass import dataclass
from l10n.lines import one_line
from l10n.messages import N_, Message, message
from l10n.regex import regex

TAG = regex(r"<(?P<close>/?)(?P<name>[a-z]+[0-9]+)(?P<empty>/?)>")
OMIT = "<omit/>"
"""The target of a segment that a translator left out on purpose."""
PSEUDO = ("⟦", "⟧")
"""What stands around a text in accented letters, which shows a layout and translates nothing."""


class TokenKind(Enum):
    """What a token of a tagged text is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of text, or one tag by its numbered name."""

    kind: TokenKind
    text: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text and the names that are tags in it; everything else is text, `<b7>` too."""

    text: str
    pairs: frozenset[str] = frozenset()
    """Names of paired tags: `a1`."""
    empties: frozenset[str] = frozenset()
    """Names of empty tags: `br2`."""

    @property
    def names(self) -> frozenset[str]:
        """All tag names."""
        return self.pairs | self.empties

    def tokens(self) -> tuple[Token, ...]:
        """Split the text into text and tags."""
        return tokens(self.text, self)

    def plain(self) -> str:
        """The text without its tags."""
        return "".join(token.text for token in self.tokens() if token.kind is TokenKind.TEXT)


def is_omitted(target: str) -> bool:
    """True for a target by which a segment is left out, blanks and line ends around it aside."""
    return OMIT in target and one_line(target) == OMIT


def tokens(text: str, of: Tagged) -> tuple[Token, ...]:
    """Split any text into text and those tags that belong to a tagged text.

    A tag of the wrong form for its name (`</br2>`, `<a1/>`, `</a1/>`) is still read as a tag, so
    that it never stands as text in a document; `faults` names it.
    """
    if not of.pairs and not of.empties:
        return (Token(TokenKind.TEXT, text),) if text else ()
    pairs, empties = of.pairs, of.empties
    result: list[Token] = []
    end = 0
    for match in TAG.finditer(text):
        closes, name, empty = match.groups()
        if name not in pairs and name not in empties:
            continue
        start = match.start()
        if start > end:
            result.append(Token(TokenKind.TEXT, text[end:start]))
        kind = TokenKind.OPEN
        if closes:
            kind = TokenKind.CLOSE
        elif empty:
            kind = TokenKind.EMPTY
        result.append(Token(kind, name))
        end = match.end()
    if end < len(text):
        result.append(Token(TokenKind.TEXT, text[end:]))
    return tuple(result)


def write(items: Collection[Token]) -> str:
    """Put tokens together again: the inverse of `tokens`."""
    forms = {
        TokenKind.TEXT: "{}",
        TokenKind.OPEN: "<{}>",
        TokenKind.CLOSE: "</{}>",
        TokenKind.EMPTY: "<{}/>",
    }
    return "".join(forms[item.kind].format(item.text) for item in items)


class OpenTags:
    """The tags that are open at a place of a text, innermost last.

    Any of them is closed in one step, however many are open: a hostile text may cross them all.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._names: list[str] = []
        self._places: dict[str, deque[int]] = {}
        self._closed: set[int] = set()

    def __contains__(self, name: str) -> bool:
        """True if a tag of that name is open."""
        return bool(self._places.get(name))

    @property
    def innermost(self) -> str | None:
        """The name of the tag opened last; None if none is open."""
        return self._names[-1] if self._names else None

    def names(self) -> list[str]:
        """The names of all open tags, outermost first."""
        return [name for place, name in enumerate(self._names) if place not in self._closed]

    def open(self, name: str) -> None:
        """Open a tag."""
        self._places.setdefault(name, deque()).append(len(self._names))
        self._names.append(name)

    def close(self, name: str) -> None:
        """Close an open tag: the innermost one if it has that name, else the outermost of it."""
        places = self._places[name]
        self._closed.add(places.pop() if self.innermost == name else places.popleft())
        while self._names and len(self._names) - 1 in self._closed:
            self._names.pop()
            self._closed.discard(len(self._names))


def faults(source: Tagged, target: str) -> tuple[Message, ...]:
    """What is wrong with the tags of a target: missing, doubled, unclosed, of the wrong form.

    Order is free, since languages differ in it; nesting must be proper.
    """
    found: list[Message] = []
    seen: dict[str, int] = {}
    opened = OpenTags()
    names = source.names
    for match in TAG.finditer(target):
        name, closes = match["name"], bool(match["close"])
        if name not in names:
            continue
        empty = name in source.empties
        if empty is not bool(match["empty"]) or (empty and closes):
            found.append(
                message(N_("the tag {tag} is not written as in the source"), tag=match.group())
            )
            continue
        if closes:
            if name not in opened:
                found.append(message(N_("</{name}> has no <{name}> before it"), name=name))
                continue
            if opened.innermost != name:
                found.append(message(N_("the tag <{name}> crosses another"), name=name))
            opened.close(name)
            continue
        seen[name] = seen.get(name, 0) + 1
        if not empty:
            opened.open(name)
    found += [message(N_("the tag <{name}> is not closed"), name=name) for name in opened.names()]
    for name in sorted(names, key=_number):
        shown = f"<{name}>" if name in source.pairs else f"<{name}/>"
        if not seen.get(name):
            found.append(message(N_("the tag {tag} is missing"), tag=shown))
        elif seen[name] > 1:
            found.append(message(N_("the tag {tag} stands more than once"), tag=shown))
    return tuple(found)


def _number(name: str) -> tuple[int, str]:
    return int(name.lstrip("abcdefghijklmnopqrstuvwxyz")), name
