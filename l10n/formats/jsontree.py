"""JSON as a tree whose parts know where they stand (RFC 8259)."""

import re
from collections.abc import Iterator
from dataclasses import field

from l10n.dataclass import dataclass
from l10n.formats.jsonscan import decode
from l10n.model.article import Span
from l10n.regex import regex

_TOKEN = regex(
    r"""
    [ \t\n\r]*+ (?:
        "(?P<string>(?:[^"\\]|\\.)*+)"
      | (?P<sign>[{}\[\],:])
      | (?P<other>[^ \t\n\r"{}\[\],:]++)
    )
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class JsonMember:
    """A name of an object, and its value."""

    name: str
    named: Span
    """Of the name, its quotes included."""
    value: "JsonPart"


@dataclass(slots=True)
class JsonPart:
    """A value of JSON."""

    start: int
    end: int = 0
    kind: str = ""
    """`{` for an object, `[` for a list, `"` for a string; empty for anything else."""
    members: list[JsonMember] = field(default_factory=list)
    items: "list[JsonPart]" = field(default_factory=list)

    @property
    def inner(self) -> Span:
        """What stands between the quotes of a string."""
        return Span(self.start + 1, self.end - 1)

    def get(self, name: str) -> "JsonPart | None":
        """The value of a name; the last of several counts."""
        return next((each.value for each in reversed(self.members) if each.name == name), None)


def tree(source: str, start: int, end: int) -> JsonPart | None:
    """Read JSON that is known to be sound, and not nested too deeply (`jsonscan.strings`)."""
    root: JsonPart | None = None
    open_parts: list[JsonPart] = []
    name: tuple[str, Span] | None = None
    for found in _TOKEN.finditer(source, start, end):
        sign = found["sign"]
        if sign in (",", ":"):
            continue
        if sign in ("}", "]"):
            open_parts.pop().end = found.end()
            continue
        top = open_parts[-1] if open_parts else None
        group = found.lastgroup or ""
        if group == "string" and top is not None and top.kind == "{" and name is None:
            inner = Span(*found.span("string"))
            name = decode(source, inner), Span(inner.start - 1, inner.end + 1)
            continue
        part = JsonPart(found.start(group), found.end(), sign or "")
        if group == "string":
            part.start, part.kind = part.start - 1, '"'
        if top is None:
            root = part
        elif name is not None:
            top.members.append(JsonMember(*name, part))
        else:
            top.items.append(part)
        name = None
        if sign:
            open_parts.append(part)
    return root


def each_of(part: JsonPart | None) -> Iterator[JsonPart]:
    """The items of a list; anything else by itself."""
    if part is not None:
        yield from part.items if part.kind == "[" else (part,)
