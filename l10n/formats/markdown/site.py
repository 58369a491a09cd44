"""How text and addresses are written in the places that Markdown has for them."""

from enum import Enum

from l10n.dataclass import dataclass
from l10n.model.article import Site


class LineStart(Enum):
    """What a run of text at the edge of its block begins."""

    OWN = "own"
    """A line, as in a paragraph."""
    FIRST_CELL = "first cell"
    """A line too: a table row without a pipe at its start."""
    CELL = "cell"
    """No line: something stands before it."""
    ATX = "atx"
    """No line: the hashes of a heading stand before it, and may stand behind it."""

    __hash__ = object.__hash__


@dataclass(frozen=True, slots=True)
class Held:
    """What a block of the source holds, as far as it decides how other text is written in it."""

    opening: bool = False
    """A `[`."""
    closing: bool = False
    """A `]`."""
    broken: bool = False
    """The end of a line."""
    struck: bool = False
    """Text that is struck through."""
    defining: bool = False
    """A colon after its first tag may make a definition: of `[foo]` or `[^1]` at the start."""
    coded: bool = False
    """Code of a template, which may leave nothing in its place."""
    templated: bool = False
    """Text that a shortcode of Hugo holds: its template may take it for HTML."""
    addresses: frozenset[str] = frozenset()
    """Bare addresses that its text holds."""
    linked: frozenset[str] = frozenset()
    """Those of which a system may make links: in no link of the source."""


NOTHING = Held()


@dataclass(frozen=True, slots=True)
class TextSite(Site):
    """Text of a paragraph, heading, cell or picture."""

    line: LineStart = LineStart.OWN
    held: Held = NOTHING

    @property
    def in_cell(self) -> bool:
        """True within a table, where a pipe parts cells."""
        return self.line in (LineStart.CELL, LineStart.FIRST_CELL)


@dataclass(frozen=True, slots=True)
class TitleSite(Site):
    """The title of a link."""

    quote: str
    """What opens it: `"`, `'` or `(`."""
    in_cell: bool = False
    """Within a table, where a pipe parts cells."""


@dataclass(frozen=True, slots=True)
class AddressSite(Site):
    """The address of a link."""

    angled: bool = False
    """It stands in angle brackets."""
