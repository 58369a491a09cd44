"""A run of text of a page in the making: its tags, as they open and close."""

from dataclasses import field

from l10n.dataclass import dataclass
from l10n.formats.html.looks import PLAIN, Look
from l10n.formats.html.names import RUBY, short
from l10n.formats.html.parts import Part
from l10n.formats.html.scan import HtmlToken
from l10n.formats.html.tree import Reading
from l10n.model.article import PieceKind

CODE_NAME = "\0"
"""How the names of template code begin, so that they are none of elements."""


@dataclass(slots=True)
class Run:
    """A stretch of text and inline tags without the edge of a block in it."""

    parts: list[Part] = field(default_factory=list)
    open: list[tuple[int, str]] = field(default_factory=list)
    """Index and element of the OPEN parts that wait for their end tag."""
    names: dict[str, int] = field(default_factory=dict)
    """How many of each element wait."""
    reading: Reading | None = None
    """Of the first text."""
    loose: bool = False
    around: Look = field(default_factory=lambda: PLAIN)
    """How plain text in its block looks."""
    listed: bool = False
    """It is an item of a list to Word."""

    def empty(self, start: int, end: int, name: str, note: str, *, slack: bool) -> None:
        """Take a tag of its own."""
        self.parts.append(Part(PieceKind.EMPTY, start, end, name, note, slack=slack))

    def begin(self, part: Part, name: str) -> None:
        """Take the opening half of a pair, by the name that ends it."""
        self.open.append((len(self.parts), name))
        self.names[name] = self.names.get(name, 0) + 1
        self.parts.append(part)

    def imply(self, at: int) -> None:
        """Close the innermost tag where the source leaves out its end."""
        _index, name = self.open.pop()
        self.names[name] -= 1
        self.parts.append(Part(PieceKind.CLOSE, at, at, short(name), written=f"</{name}>"))

    def end(self, token: HtmlToken, note: str = "") -> None:
        """Close a tag that is open; what was opened inside and not closed has no partner.

        `note` shows the end of code, and goes to what its beginning shows.
        """
        name = token.name
        while self.open[-1][1] != name:
            if self.open[-1][1] in RUBY and name == "ruby":
                self.imply(token.start)
                continue
            self.unpair()
        index, _name = self.open.pop()
        self.names[name] -= 1
        if note:
            self.parts[index].note += f"…{note}"
        tag = "code" if name.startswith(CODE_NAME) else short(name)
        self.parts.append(Part(PieceKind.CLOSE, token.start, token.end, tag))

    def unpair(self) -> None:
        """Let the innermost tag stand for itself."""
        index, name = self.open.pop()
        self.names[name] -= 1
        part = self.parts[index]
        part.kind, part.slack = PieceKind.EMPTY, True
        part.half = name.startswith(CODE_NAME)
