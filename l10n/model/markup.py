"""Inline tags as a translator sees them: `<a1>…</a1>`, `<br2/>`."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from l10n.messages import N_, Message, message

TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z]+[0-9]+)(?P<empty>/?)>")
OMIT = "<omit/>"
"""The target of a segment that a translator left out on purpose."""


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


def tokens(text: str, of: Tagged) -> tuple[Token, ...]:
    """Split any text into text and those tags that belong to a tagged text.

    A tag of the wrong form for its name (`</br2>`, `<a1/>`, `</a1/>`) is still read as a tag, so
    that it never stands as text in a document; `faults` names it.
    """
    if not of.pairs and not of.empties:
        return (Token(TokenKind.TEXT, text),) if text else ()
    result: list[Token] = []
    end = 0
    for match in TAG.finditer(text):
        if match["name"] not in of.pairs and match["name"] not in of.empties:
            continue
        if match.start() > end:
            result.append(Token(TokenKind.TEXT, text[end : match.start()]))
        kind = TokenKind.OPEN
        if match["close"]:
            kind = TokenKind.CLOSE
        elif match["empty"]:
            kind = TokenKind.EMPTY
        result.append(Token(kind, match["name"]))
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


def faults(source: Tagged, target: str) -> tuple[Message, ...]:
    """What is wrong with the tags of a target: missing, doubled, unclosed, of the wrong form.

    Order is free, since languages differ in it; nesting must be proper.
    """
    found: list[Message] = []
    seen: dict[str, int] = {}
    stack: list[str] = []
    for match in TAG.finditer(target):
        name, closes = match["name"], bool(match["close"])
        if name not in source.names:
            continue
        empty = name in source.empties
        if empty is not bool(match["empty"]) or (empty and closes):
            found.append(
                message(N_("the tag {tag} is not written as in the source"), tag=match.group())
            )
            continue
        if closes:
            if stack and stack[-1] == name:
                stack.pop()
            elif name in stack:
                found.append(message(N_("the tag <{name}> crosses another"), name=name))
                stack.remove(name)
            else:
                found.append(message(N_("</{name}> has no <{name}> before it"), name=name))
            continue
        seen[name] = seen.get(name, 0) + 1
        if not empty:
            stack.append(name)
    found += [message(N_("the tag <{name}> is not closed"), name=name) for name in stack]
    for name in sorted(source.names, key=_number):
        shown = f"<{name}>" if name in source.pairs else f"<{name}/>"
        if not seen.get(name):
            found.append(message(N_("the tag {tag} is missing"), tag=shown))
        elif seen[name] > 1:
            found.append(message(N_("the tag {tag} stands more than once"), tag=shown))
    return tuple(found)


def _number(name: str) -> tuple[int, str]:
    return int(name.lstrip("abcdefghijklmnopqrstuvwxyz")), name
