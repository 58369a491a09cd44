"""Line breaks that a translator typed, in the tokens of a target."""

from collections.abc import Sequence

from l10n.formats import Edge
from l10n.lines import kept_lines, one_line
from l10n.model.markup import Token, TokenKind
from l10n.model.segment import Segment

BREAK = Token(TokenKind.EMPTY, "br")
"""A line break that a translator typed: the name of a tag has a number."""


def normal_target(segment: Segment, target: str) -> str:
    """The form in which a target is written: one line, or several where its block has lines."""
    return kept_lines(target) if segment.place.lines else one_line(target)


def with_breaks(found: Sequence[Token]) -> tuple[Token, ...]:
    """Make tokens of the line breaks in a text; one beside the tag of a break is that break."""
    result: list[Token] = []
    for number, token in enumerate(found):
        if token.kind is not TokenKind.TEXT:
            result.append(token)
            continue
        text = token.text
        if number and beside(found[number - 1].text) is Edge.LINE:
            text = text.removeprefix("\n")
        if number + 1 < len(found) and beside(found[number + 1].text) is Edge.LINE:
            text = text.removesuffix("\n")
        for count, line in enumerate(text.split("\n")):
            result += [BREAK] if count else []
            result += [Token(TokenKind.TEXT, line)] if line else []
    return tuple(result)


def beside(name: str) -> Edge:
    """What a run of text touches where a tag stands beside it."""
    return Edge.LINE if name.rstrip("0123456789") == "br" else Edge.TAG
