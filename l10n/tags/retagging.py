"""Tags that only changed their kind: bold words that are in italics now, or a link."""

import re

from l10n.model.markup import TAG, Tagged, Token, TokenKind, faults, tokens
from l10n.tags.renumbering import tagged


def retagged(target: str, old: str, new: Tagged) -> str | None:
    """The target of an old source with the tags of a new one that differs in kinds of pairs alone.

    None where more than that has changed, or where the target has not the tags of the old source.
    """
    if old == new.text:
        return None
    before, after = tokens(old, tagged(old)), new.tokens()
    if len(before) != len(after):
        return None
    names: dict[str, str] = {}
    for one, other in zip(before, after, strict=True):
        if one.kind is not other.kind or not _alike(one, other, names):
            return None
    literal = {match["name"] for match in TAG.finditer(new.text)} - new.names
    if literal.intersection(names):
        return None

    def renamed(match: re.Match[str]) -> str:
        return f"<{match['close']}{names.get(match['name'], match['name'])}{match['empty']}>"

    result = TAG.sub(renamed, target)
    return None if faults(new, result) else result


def _alike(one: Token, other: Token, names: dict[str, str]) -> bool:
    """True if two tokens differ in the kind of a pair at most; its new name is put into `names`."""
    if one.kind is TokenKind.TEXT:
        return one.text == other.text
    if one.kind is TokenKind.EMPTY and _kind(one.text) != _kind(other.text):
        return False
    return names.setdefault(one.text, other.text) == other.text


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def skeleton(text: Tagged) -> str:
    """What two texts have in common that differ in kinds of pairs alone."""
    numbers: dict[str, int] = {}
    parts: list[str] = []
    for token in text.tokens():
        if token.kind is TokenKind.TEXT:
            parts.append(token.text)
            continue
        number = numbers.setdefault(token.text, len(numbers))
        kind = _kind(token.text) if token.kind is TokenKind.EMPTY else ""
        parts.append(f"\0{token.kind.value} {kind} {number}\0")
    return "".join(parts)
