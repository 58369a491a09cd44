"""The table of `l10n coverage`."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from l10n.cli.tables import table
from l10n.dataclass import dataclass
from l10n.messages import _, language

if TYPE_CHECKING:
    from l10n.jobs.coverage.report import CoverageReport, Covered, Total

_OPTIONAL = (5, 8, 9, 10, 12, 13)
"""Columns that are left out where they say nothing: left out, covered, findings, approved."""
_DONE, _SOUND = 7, 8
_HINTS = 11
"""Never shown: good translations have them, and `l10n check --all` lists them."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A catalog, or several together."""

    name: str
    locale: str
    numbers: tuple[int, ...]
    """Empty, draft, translated, left out, words to do."""
    shares: tuple[Decimal, Decimal] | None
    """Translated, and covered; None where there is no catalog."""
    found: tuple[int, ...]
    """Errors, warnings, hints, silenced, approved."""

    def tells(self, column: int) -> bool:
        """True where an optional column has something to say."""
        if column == _SOUND:
            return self.shares is not None and self.shares[0] != self.shares[1]
        return bool(self.numbers[3] if column == _OPTIONAL[0] else self.found[column - _SOUND - 1])


def print_table(report: "CoverageReport", *, by_words: bool) -> None:
    """Print each catalog, then workflows if there are several, then locales."""
    from l10n.jobs.coverage.report import together

    rows = [_row(_name(each), each.locale, together((each,)), by_words) for each in report.covered]
    for number, each in enumerate(report.covered):
        if not each.there:
            row = rows[number]
            rows[number] = _Row(row.name, row.locale, row.numbers, None, row.found)
    if len(rows) > 1:
        if len({each.workflow for each in report.covered}) > 1:
            rows += [
                _row(_("workflow {name}").format(name=name), locale, total, by_words)
                for (name, locale), total in report.by_workflow().items()
            ]
        rows += [
            _row(_("all"), locale, total, by_words) for locale, total in report.by_locale().items()
        ]
    first = _("article") if report.judged else _("file")
    head = [
        first, _("locale"), _("empty"), _("draft"), _("translated"), _("left out"),
        _("words to do"), _("done"), _("covered"), _("errors"), _("warnings"), _("hints"),
        _("silenced"), _("approved"),
    ]  # fmt: skip
    shown = [
        column
        for column in range(len(head))
        if column != _HINTS and (column not in _OPTIONAL or any(row.tells(column) for row in rows))
    ]
    speech = language()
    cells = (_cells(row, speech) for row in rows)
    table(
        [head[column] for column in shown],
        [[row[column] for column in shown] for row in cells],
        right=tuple(range(2, len(shown))),
    )


def _name(covered: "Covered") -> str:
    if not covered.there:
        return _("{name} (no catalog)").format(name=covered.article)
    if not covered.current:
        return _("{name} (out of date)").format(name=covered.article)
    return covered.article


def _row(name: str, locale: str, total: "Total", by_words: bool) -> _Row:
    counts, findings = total.counts, total.findings
    return _Row(
        name,
        locale,
        (
            counts.empty.entries,
            counts.draft.entries,
            counts.translated.entries,
            counts.left,
            counts.empty.words + counts.draft.words,
        ),
        (counts.percent(words=by_words), total.cover.share.percent(words=by_words)),
        (
            findings.errors,
            findings.warnings,
            findings.hints,
            findings.silenced,
            total.cover.approved.entries,
        ),
    )


def _cells(row: _Row, speech: str) -> Sequence[str]:
    return [
        row.name,
        row.locale,
        *(_number(each, speech) for each in row.numbers),
        *(("—", "—") if row.shares is None else (_share(each, speech) for each in row.shares)),
        *(_number(each, speech) for each in row.found),
    ]


@cache
def _number(value: int, speech: str) -> str:
    """A number as a language writes it; a long table has the same ones again and again."""
    from l10n.language.locales import format_number

    return format_number(value, speech)


@cache
def _share(value: Decimal, speech: str) -> str:
    from l10n.language.locales import format_percent

    return format_percent(value, speech)
