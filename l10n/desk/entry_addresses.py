"""Addresses of entries, as people type them: `ARTICLE[:LINES]`, with lines as in `#:`."""

from collections.abc import Collection, Iterable

from l10n.dataclass import dataclass
from l10n.desk.article_patterns import article_pattern
from l10n.desk.desk import Agenda, Desk, wanted
from l10n.errors import CatalogError, UsageError
from l10n.messages import _
from l10n.model.catalog import Catalog, Entry
from l10n.model.segment import Segment
from l10n.regex import regex

_LINES = regex(r"[0-9]{1,9}(?:-[0-9]{1,9})?(?:,[0-9]{1,9}(?:-[0-9]{1,9})?){0,999}")


@dataclass(frozen=True, slots=True)
class EntryAddress:
    """An article, or several by a pattern, and which of its entries."""

    article: str
    """A name or pattern under `articles/`; of one article where there are lines."""
    lines: tuple[tuple[int, int], ...] = ()
    """First and last line of each range, from 1; none for all entries."""

    def covers(self, line: int) -> bool:
        """True for a line that is asked for; each where none is named."""
        return not self.lines or any(first <= line <= last for first, last in self.lines)


def entry_address(desk: Desk, text: str) -> EntryAddress:
    """Read `ARTICLE`, `ARTICLE:12`, `ARTICLE:12-20` or `ARTICLE:12,15`.

    A file that is named so with its colon is that file. Raises UsageError for lines that are none.
    """
    workspace = desk.workspace
    name = article_pattern(workspace, text)
    head, colon, tail = name.rpartition(":")
    if not colon or workspace.is_file(workspace.article_path(name)):
        return EntryAddress(name)
    if not _LINES.fullmatch(tail):
        if not workspace.is_file(workspace.article_path(head)):
            return EntryAddress(name)
        raise _no_lines(tail)
    lines = tuple(_range(part) for part in tail.split(","))
    if any(not 0 < first <= last for first, last in lines):
        raise _no_lines(tail)
    return EntryAddress(head, lines)


def addressed(desk: Desk, address: EntryAddress, locales: Iterable[str]) -> Agenda:
    """The jobs of an address in the wished locales, all of its targets where none is named.

    Raises UsageError for what the workspace does not have, and for lines of several articles.
    """
    agenda = desk.agenda(wanted(desk, [address.article], locales))
    if address.lines and len({job.name for job in agenda.jobs}) > 1:
        raise UsageError(
            _("“{name}” is several articles, which have no lines in common").format(
                name=address.article
            ),
            code="USE-044",
            remedy=_("name one article, or leave the lines out"),
        )
    return agenda


def entries_at(
    address: EntryAddress, catalog: Catalog, segments: Collection[Segment], reference: str
) -> tuple[Entry, ...]:
    """The active entries that begin in the lines of an address, in the order of the catalog.

    `segments` are those of the article as it is now, and `reference` is how `#:` names it. Raises
    CatalogError where the catalog's lines are no longer those of the article, since the person may
    have either of them in view, and UsageError for lines in which no text begins.
    """
    if not address.lines:
        return catalog.active()
    found = tuple(
        entry
        for entry in catalog.active()
        if any(each.path == reference and address.covers(each.line) for each in entry.references)
    )
    there = {each.key for each in segments if address.covers(each.place.line)}
    if there != {entry.key for entry in found}:
        raise CatalogError(
            _("its lines are not those of the article any more"),
            code="PO-030",
            remedy=_("run `l10n sync`, look again, and name the lines as they are then"),
        )
    lines = sorted({each.place.line for each in segments})
    for first, last in address.lines:
        if not any(first <= line <= last for line in lines):
            near = min(lines, key=lambda line: abs(line - first), default=None)
            raise UsageError(
                _("no text begins in line {line}").format(
                    line=first if first == last else f"{first}–{last}"
                ),
                code="USE-045",
                remedy=None
                if near is None
                else _("the nearest begins in line {line}").format(line=near),
            )
    return found


def _range(part: str) -> tuple[int, int]:
    first, dash, last = part.partition("-")
    return int(first), int(last if dash else first)


def _no_lines(tail: str) -> UsageError:
    return UsageError(
        _("“{text}” names no lines").format(text=tail),
        code="USE-046",
        remedy=_("write them as in #: of the catalog: a.md:12, a.md:12-20 or a.md:12,15"),
    )
