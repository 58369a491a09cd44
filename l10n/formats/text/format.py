"""Plain text: paragraphs by blank line, lists, the head and foot of a scraped news text.

Plain text has no markup, so nothing in it says what a line is; a translation may end without the
full stop that told a paragraph from a subheading. Where that happens the strict form marks both
ends of a block with invisible joiners (`l10n.formats.text.lines`), which the parse goes by.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from l10n.formats import Adder, Edge, Run
from l10n.formats.text import head
from l10n.formats.text.added import TextAdder
from l10n.formats.text.items import parted
from l10n.formats.text.lines import Line, LineUnit, groups, joined, mark, pieces
from l10n.formats.text.wrapping import Wrapping, wrapping
from l10n.messages import N_, message
from l10n.model.article import Block, Edit, Link, Parsed, Problem, Span, line_at, line_starts
from l10n.model.conventions import UNSAID, Conventions
from l10n.regex import regex

BOM = "\ufeff"
SUBHEADING = 80
"""The most characters that a subheading, or a footer without a call, has."""
CONTEXTS = {
    "section": "section",
    "headline": "headline",
    "label": "label",
    "author": "author",
    "date": "date",
    "field": "field",
    "subheading": "heading",
}

_NEWLINE = regex(r"\r\n|[\r\n]")
_ENDS = regex(r"[.!?…:;,。！？][\"'”’»“)\]]*\Z")
_DASH = regex(r"[-–—•*]")
_CALL = regex(
    r"\b(?:follow us|subscribe to|join us|sign up|read more|for more (?:news|stories|information))"
    r"|\b(?:підпи(?:суйтес|шіт)|стежте за|слідкуйте за|приєднуйтес|долучайтес)"
    r"|\bчитайте (?:також|нас|більше)|\bбільше новин"
    r"|\b(?:folgen sie uns|abonnieren sie|suivez-nous|abonnez-vous|obserwuj|śledź nas|síguenos)"
    r"|\b(?:suscríbete|seguici|iscriviti|siga-nos|sledujte nás|volg ons)|^©",
    re.IGNORECASE,
)


class PlainText:
    """Reads and writes plain text."""

    name = "text"
    suffixes = (".txt", ".text")

    def __init__(self, conventions: Conventions = UNSAID) -> None:
        """No dialect has anything to say of plain text."""

    def parse(self, source: str, fields: Collection[str] = ()) -> Parsed:
        """Find the blocks of a text: paragraphs, and with a head what belongs to a news article.

        A head (`l10n.formats.text.head`) gives the roles `section`, `headline`, `label`, `author`,
        `date` and `field`; only below one are a short line without a final full stop a
        `subheading`, and a call to readers or a line of copyright at the end a `footer`. A label
        without a value is a Problem. Lines with bullets are an `item` each, and lines of credits
        at the end a `credit` each (`l10n.formats.text.items`). Line ends are LF, CR and
        CRLF. `fields` means nothing here. Raises ArticleError for too many lines.
        """
        found = list(groups(source, len(BOM) if source.startswith(BOM) else 0))
        top = head.find(found)
        how = wrapping(found)
        units = list(_plain(found, how))
        if top:
            units = [*_head(top.units, how), *_body(found[top.groups :], how)]
        starts = line_starts(source)
        problems = (
            Problem(
                line_at(starts, bare.start),
                message(N_("“{label}” has no value"), label=bare.text.rstrip(" \t\u00a0:：")),
            )
            for bare in (top.bare if top else ())
        )
        return Parsed(tuple(map(_block, units)), tuple(problems))

    def escape(self, run: Run, block: Block, source: str, *, strict: bool) -> str:
        """Write a text in one line; the strict form marks what its block is at both ends.

        Where the block goes on in another line, the strict form says that instead. A line break of
        a target is one where the block stands among lines.
        """
        # Lines of one target would nearly always be read as blocks of their own.
        end = _newline(source, block.span.end) if block.lines else ""
        text = _NEWLINE.sub(f"{joined()}{end}{joined()}" if end else " ", run.text)
        if not strict:
            return text
        first = mark(block.role) if run.starts else joined()
        last = mark(block.role) if run.ends else joined()
        return (
            (first if run.before is Edge.LINE else "")
            + text
            + (last if run.after is Edge.LINE else "")
        )

    def relink(self, link: Link, url: str) -> str:
        """The address as it is; plain text has no links."""
        return url

    def localize(self, source: str, parsed: Parsed, locale: str, label: str) -> tuple[Edit, ...]:
        """Put the label, in brackets, above everything else; the parse knows it from a headline."""
        if not label:
            return ()
        newline = _newline(source, 0)
        start = len(BOM) if source.startswith(BOM) else 0
        text = _NEWLINE.sub(" ", label)
        return (Edit(Span(start, start), f"[{text}]{newline}{newline}"),)

    def adder(self, source: str, parsed: Parsed, locale: str) -> Adder:
        """What puts paragraphs between those of a text."""

        def write(text: str, block: Block, strict: bool) -> str:
            return self.escape(Run(text), block, source, strict=strict)

        return TextAdder(source, len(BOM) if source.startswith(BOM) else 0, write)


def _newline(source: str, place: int) -> str:
    """How the line ends in which a place is; for the last line of a text, how others do."""
    found = _NEWLINE.search(source, place) or _NEWLINE.search(source)
    return found[0] if found else "\n"


def _plain(found: Sequence[Sequence[Line]], how: Wrapping) -> Iterator[LineUnit]:
    last = len(found) - 1
    for number, group in enumerate(found):
        yield from _among(parted(group, "paragraph", foot=0 < number == last, how=how))


def _head(units: Sequence[LineUnit], how: Wrapping) -> Iterator[LineUnit]:
    """The units of a head; what stands below its labels may be several lines."""
    for unit in units:
        yield from parted(unit.lines, unit.role, how=how) if len(unit.lines) > 1 else [unit]


def _body(found: Sequence[Sequence[Line]], how: Wrapping) -> Iterator[LineUnit]:
    """The groups below a head."""
    last = len(found) - 1
    for number, group in enumerate(found):
        role = "paragraph"
        if number and number == last and (_short(group) or _CALL.search(group[0].text)):
            role = "footer"
        elif 0 < number < last and _short(group):
            role = "subheading"
        yield from _among(parted(group, role, foot=0 < number == last, how=how))


def _among(units: Iterator[LineUnit]) -> Iterator[LineUnit]:
    """The units of a group of lines; where there are several, each knows that."""
    found = list(units)
    for unit in found:
        yield replace(unit, among=len(found) > 1)


def _short(group: Sequence[Line]) -> bool:
    text = group[0].text
    return (
        len(group) == 1
        and len(text) <= SUBHEADING
        and not _ENDS.search(text)
        and not _DASH.match(text)
    )


def _block(unit: LineUnit) -> Block:
    return Block(
        unit.role,
        tuple(pieces(unit)),
        CONTEXTS.get(unit.role),
        lines=unit.among,
        wrapped=len(unit.lines) > 1,
    )
