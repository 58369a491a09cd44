"""Segments: what is translated at once, and where each comes from."""

from dataclasses import field

from l10n.dataclass import dataclass
from l10n.model.article import Span
from l10n.model.markup import Tagged

Key = tuple[str | None, str]
"""What makes two segments the same: context and text."""


@dataclass(frozen=True, slots=True)
class RawTag:
    """One inline tag of a segment and the markup that it stands for."""

    name: str
    """With its number: `a1`."""
    open: Span
    """The markup of the tag, or of its opening half, in the source."""
    close: Span | None = None
    """The closing half; None for an empty tag."""
    note: str = ""
    """What a translator wants to know of it."""
    open_written: str | None = None
    """What stands for the opening half in a translation, if not its source."""
    close_written: str | None = None
    """What stands for the closing half in a translation, if not its source."""
    reads: str = ""
    """The text in it that a table translates, and no translator."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment stands in its article."""

    block: int
    """Index of its block."""
    span: Span
    """The stretch of source that its target replaces; no outer white space, no enclosing tags."""
    line: int
    """Line of the source, from 1."""
    role: str
    tags: tuple[RawTag, ...] = ()
    lines: bool = False
    """Its block has lines, so that a line break in a target is published as one."""
    before: tuple[Span, ...] = ()
    """Unseen markup of the source that has to stand before a target."""
    after: tuple[Span, ...] = ()
    """The like behind it."""
    figures: bool = False
    """It holds no word, and some languages write its figures as they stand."""
    language: str = ""
    """Another than the article's, from which it is translated."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, or one whole block, as it is handed to a translator."""

    context: str | None
    text: str
    """Normal form: tags as `<a1>`, one line, no outer white space."""
    place: Place = field(compare=False)

    @property
    def key(self) -> Key:
        """Context and text."""
        return (self.context, self.text)

    @property
    def tagged(self) -> Tagged:
        """The text together with the names that are tags in it."""
        if not self.place.tags:
            return Tagged(self.text)
        return Tagged(
            self.text,
            frozenset([tag.name for tag in self.place.tags if tag.close is not None]),
            frozenset([tag.name for tag in self.place.tags if tag.close is None]),
        )
