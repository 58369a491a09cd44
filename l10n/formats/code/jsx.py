"""The tags of JSX: components and elements, their attributes and the texts in those."""

from l10n.dataclass import dataclass
from l10n.formats.code.javascript import JavaScript
from l10n.model.article import Span
from l10n.regex import regex

_NAME = r"[A-Za-z_$][\w$.:-]*+"
_OPEN = regex(rf"<(?P<close>/[ \t]*+)?(?P<name>{_NAME})?(?=[\s/>{{])")
_ATTRIBUTE = regex(rf"""\s*+(?:(?P<name>{_NAME})(?:\s*+=\s*+(?P<start>["'{{]))?|(?P<spread>\{{))""")
_END = regex(r"\s*+(?P<empty>/?)\s*+>")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute whose value is a string."""

    name: str
    value: Span
    """Without its quotes."""
    quote: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; a fragment (`<>`) has no name."""

    span: Span
    name: str
    closes: bool
    empty: bool
    attributes: tuple[Attribute, ...] = ()


def tag_at(text: str, start: int, script: JavaScript) -> Tag | None:
    """Read the tag that begins at `start`; None where none does."""
    opened = _OPEN.match(text, start)
    if not opened:
        return None
    position = opened.end()
    attributes: list[Attribute] = []
    while True:
        end = _END.match(text, position)
        if end:
            place = Span(start, end.end())
            name = opened["name"] or ""
            return Tag(place, name, bool(opened["close"]), bool(end["empty"]), tuple(attributes))
        found = _ATTRIBUTE.match(text, position) if opened["name"] and not opened["close"] else None
        if not found:
            return None
        position = found.end()
        mark = found["start"] or found["spread"]
        if mark == "{":
            closed = script.expression_end(position - 1)
            if closed is None:
                return None
            position = closed
        elif mark:
            closed = text.find(mark, position)
            if closed < 0:
                return None
            attributes.append(Attribute(found["name"], Span(position, closed), mark))
            position = closed + 1
