"""What code in an article is to the formats: a stretch that no translation may change."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import IntEnum

from l10n.dataclass import dataclass
from l10n.messages import Message
from l10n.model.article import Block, PieceKind, Span

INLINE = "x"
"""The fill of code that stands in a text: letters, so that a link with code as its address is a
link, and emphasis around code is emphasis."""
MARK = "^"
"""The fill of code that is punctuation to what stands beside it: marks around a text."""
BLANK = " "
"""The fill of code that stands on lines of its own: the parser sees blank lines."""
AS_IT_IS = ""
"""The fill of code that the parser knows: a comment, or an element."""


@dataclass(frozen=True, slots=True)
class Code:
    """A stretch of code; offsets are characters of the source."""

    span: Span
    fill: str = INLINE
    """What the parser sees in its place: INLINE, MARK, BLANK, AS_IT_IS, or as many characters."""
    name: str = ""
    """OPEN and CLOSE: the name by which the halves of a pair find each other."""
    half: PieceKind = PieceKind.EMPTY
    """OPEN and CLOSE: half of a pair around text; without the other half it is EMPTY."""
    texts: tuple[Block, ...] = ()
    """What readers see of it, such as a caption; in source order, inside the span."""
    role: str = ""
    """What the text of its line is, where the fill makes a heading or an item of it."""
    verbatim: bool = False
    """It is no code but text as it stands: nothing in it is markup."""
    attached: bool = False
    """It belongs to the tag just before it, as the attributes of a link do; MARK is its fill."""
    left: Message | None = None
    """Why readers see words of it in the language of the source, if they do."""

    @property
    def in_text(self) -> bool:
        """True for code that stands in a text."""
        return self.fill in (INLINE, MARK)

    @property
    def marks_block(self) -> bool:
        """True for code in whose place the parser has the mark of a block."""
        return self.fill not in (INLINE, MARK, BLANK, AS_IT_IS)

    @property
    def role_inside(self) -> str:
        """What the paragraphs of the item are that it begins; the role of a titled one is its
        title's."""
        return "paragraph" if "#" in self.fill else self.role or "paragraph"

    def shown(self, source: str) -> str:
        """The code as it is shown and compared: each of its texts is `…`."""
        parts: list[str] = []
        position = self.span.start
        for block in self.texts:
            parts += (source[position : block.span.start], "…")
            position = block.span.end
        parts.append(source[position : self.span.end])
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Ground:
    """A text in which code is looked for."""

    text: str
    """Of the length of the source; code that was found before is masked in it."""
    off: Sequence[Span] = ()
    """Where markup means nothing: code blocks and code in a line, in source order, apart."""
    shown: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The parameters that readers see, by shortcode; `*` stands for all."""

    def is_off(self, offset: int) -> bool:
        """True where a character stands in what is code to Markdown."""
        number = bisect_right(self.off, offset, key=_start) - 1
        return number >= 0 and offset < self.off[number].end


def _start(span: Span) -> int:
    return span.start


class Level(IntEnum):
    """When the code of a family is found."""

    TEMPLATE = 0
    """Before Markdown: it is code wherever it stands, in code blocks too."""
    BLOCKS = 1
    """Markup of lines and blocks, outside code blocks."""
    INLINE = 2
    """Markup in a text, outside code blocks and code in a line."""


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """One kind of code and how it is found."""

    name: str
    signs: tuple[str, ...]
    """A text without any of these holds no code of the family; all are of ASCII."""
    find: Callable[[Ground], Iterator[Code]]
    """Finds all of it in source order; what overlaps or lies in another is left out."""
    level: Level = Level.TEMPLATE
    in_html: bool = True
    """Code of templates in pages too."""
