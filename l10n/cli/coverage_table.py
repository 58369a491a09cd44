"""The table of `l10n coverage`."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from l10n.cli.tables import table
from l10n.dataclass import dataclass
from l10n.language.locales import format_number, format_percent
from l10n.messages import _, language

if TYPE_CHECKING:
    from l10n.desk.judged import FindingCounts
    from l10n.jobs.coverage.report import CoverageReport, Covered, Total
    from l10n.model.counts import Counts, Cover

T = TypeVar("T")
_OPTIONAL = (5, 8, 9, 10, 12, 13)
"""Columns that are left out where they say nothing: left out, covered, findings, approved."""
_DONE, _SOUND = 7, 8
_HINTS = 11
"""Never shown: good translations have them, and `l10n check --all` lists them."""


@dataclass(frozen=True, slots=True)
class _Several:
    """Several catalogs together, with what the table asks of a single one."""

    locale: str
    counts: "Counts"
    cover: "Cover"
    finding_counts: "FindingCounts"
    there: bool = True
    """There is a catalog, so that it has shares."""


def print_table(report: "CoverageReport", *, by_words: bool) -> None:
    """Print each catalog, then workflows if there are several, then locales."""
    rows: list[Covered | _Several] = [*report.covered]
    names = [
        each.article if each.there and each.current else _name(each) for each in report.covered
    ]
    if len(rows) > 1:
        if len({each.workflow for each in report.covered}) > 1:
            for (name, locale), total in report.by_workflow().items():
                names.append(_("workflow {name}").format(name=name))
                rows.append(_together(locale, total))
        for locale, total in report.by_locale().items():
            names.append(_("all"))
            rows.append(_together(locale, total))
    first = _("article") if report.judged else _("file")
    head = [
        first, _("locale"), _("empty"), _("draft"), _("translated"), _("left out"),
        _("words to do"), _("done"), _("covered"), _("errors"), _("warnings"), _("hints"),
        _("silenced"), _("approved"),
    ]  # fmt: skip
    columns = [names, *_numbers(rows, by_words)]
    shown = [
        number
        for number in range(len(head))
        if number != _HINTS and (number not in _OPTIONAL or _tells(columns, number))
    ]
    speech = language()
    cells = [_cells(columns[number], number, speech) for number in shown]
    table([head[n] for n in shown], list(zip(*cells, strict=True)), right=range(2, len(shown)))


def _name(covered: "Covered") -> str:
    if not covered.there:
        return _("{name} (no catalog)").format(name=covered.article)
    if not covered.current:
        return _("{name} (out of date)").format(name=covered.article)
    return covered.article


def _together(locale: str, total: "Total") -> _Several:
    return _Several(locale, total.counts, total.cover, total.findings)


def _numbers(rows: "Sequence[Covered | _Several]", by_words: bool) -> list[list[Any]]:
    """What stands in each column but the first; None for a share that there is not."""
    counts = [row.counts for row in rows]
    findings = [row.finding_counts for row in rows]
    # Those of a snapshot are many times the same objects.
    done = {id(each): each.percent(words=by_words) for each in _each_once(counts)}
    covers = [row.cover for row in rows]
    sound = {id(each): each.share.percent(words=by_words) for each in _each_once(covers)}
    return [
        [row.locale for row in rows],
        [each.empty.entries for each in counts],
        [each.draft.entries for each in counts],
        [each.translated.entries for each in counts],
        [each.left for each in counts],
        [each.empty.words + each.draft.words for each in counts],
        [done[id(row.counts)] if row.there else None for row in rows],
        [sound[id(row.cover)] if row.there else None for row in rows],
        [each.errors for each in findings],
        [each.warnings for each in findings],
        [each.hints for each in findings],
        [each.silenced for each in findings],
        [each.approved.entries for each in covers],
    ]


def _each_once(objects: Iterable[T]) -> Iterable[T]:
    return {id(each): each for each in objects}.values()


def _tells(columns: Sequence[Sequence[Any]], number: int) -> bool:
    """True where an optional column has something to say."""
    return columns[_SOUND] != columns[_DONE] if number == _SOUND else any(columns[number])


def _cells(column: list[Any], number: int, speech: str) -> list[str]:
    """A column as a language writes it; a long table has the same few numbers again and again."""
    if number <= 1:
        return column
    write = format_percent if number in (_DONE, _SOUND) else format_number
    known = {each: "—" if each is None else write(each, speech) for each in set(column)}
    return [known[each] for each in column]
