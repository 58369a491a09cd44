"""What a document format has to offer, and how one is found."""

from collections.abc import Collection
from enum import Enum
from typing import Protocol, TypeGuard, runtime_checkable

from l10n.dataclass import dataclass
from l10n.model.addendum import Addendum
from l10n.model.article import Block, Edit, Link, Parsed
from l10n.model.counterparts import Counterparts
from l10n.model.statement import Statement


class Edge(Enum):
    """What a run of text touches on one side."""

    LINE = "line"
    """The edge of its block, or a hard line break."""
    TAG = "tag"
    """The markup of an inline tag."""
    TEXT = "text"
    """Other text of its block: the sentence beside it."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text to be written, and what it touches on both sides."""

    text: str
    """Text without tags, not empty: one line, or lines with LF where the block has `lines`."""
    before: Edge = Edge.LINE
    after: Edge = Edge.LINE
    starts: bool = True
    ends: bool = True
    """Nothing of its block that is to be translated stands before it, or after it."""
    inside: str = ""
    """What opens the innermost tag around it, as the source has it."""


class Format(Protocol):
    """Takes a document apart and says how text is written into it; it never writes files.

    A format does no splicing of its own: the publish step replaces the spans of segments by
    their targets, and asks the format how each run of text has to be written in its place.
    """

    name: str
    suffixes: tuple[str, ...]

    def parse(self, source: str, fields: Collection[str] = ()) -> Parsed:
        """Find the blocks of a source.

        `fields` names the front-matter fields to translate. What cannot be located is left out
        and reported as a Problem; never raises for any text, except ArticleError where nothing
        can be done with the document at all.
        """
        ...

    def escape(self, run: Run, block: Block, source: str, *, strict: bool) -> str:
        """Write a run of text so that the format reads just this text in the block's place.

        `source` is the whole document, for what the block held before. `strict` asks for the most
        cautious form (every character that could ever mean something written as an escape), tried
        when the plain form did not read back as meant.
        """
        ...

    def relink(self, link: Link, url: str) -> str:
        """Write another address in the place of a link."""
        ...

    def localize(self, source: str, parsed: Parsed, locale: str, label: str) -> tuple[Edit, ...]:
        """The declared edits: language, direction, og:locale, and the label if not empty."""
        ...


@runtime_checkable
class Linking(Protocol):
    """A format that has a place for a page's address and those of its counterparts."""

    def link(self, source: str, parsed: Parsed, counterparts: Counterparts) -> tuple[Edit, ...]:
        """The edits by which a page says what it is in other languages."""
        ...


@runtime_checkable
class Stating(Protocol):
    """A format that has a place for what a version says of itself to machines."""

    def state(self, source: str, parsed: Parsed, statement: Statement) -> tuple[Edit, ...]:
        """The edits by which a version says how it was made; none where there is no place."""
        ...


def is_linking(format: Format) -> TypeGuard[Linking]:
    """True for a format that has a place for addresses of counterparts; to ask for the method is
    many times as fast as to compare with the protocol.
    """
    return hasattr(format, "link")


def is_stating(format: Format) -> TypeGuard[Stating]:
    """True for a format that has a place for what a version says of itself."""
    return hasattr(format, "state")


class Adder(Protocol):
    """Knows where a document has room for another paragraph."""

    def edit(self, block: Block, addendum: Addendum, *, strict: bool) -> Edit | None:
        """The edit that puts an addendum beside a block; None where no paragraph can stand."""
        ...


@runtime_checkable
class Adding(Protocol):
    """A format that can take in paragraphs which the article does not have."""

    def adder(self, source: str, parsed: Parsed, locale: str) -> Adder:
        """What finds the places in one document."""
        ...
