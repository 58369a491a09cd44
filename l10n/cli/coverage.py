"""`l10n coverage`."""

from decimal import Decimal
from typing import TYPE_CHECKING

import click

from l10n.cli.console import (
    here,
    json_option,
    leave,
    own_language,
    print_json,
    problems_json,
    progress,
    report_errors,
    say,
    warn,
)
from l10n.cli.options import Command, choice
from l10n.cli.tables import table
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.jobs.coverage import CoverageReport, Covered
    from l10n.steps.coverage import Counts

LEFT_OUT = 5
"""Where a row has the number of parts that are in no catalog."""


@click.command(
    "coverage",
    cls=Command,
    help=_(
        "Count entries and source words that are empty, draft and translated, for each locale "
        "and article. A draft never counts as translated, nor does a part that is left out: text "
        "that is in no catalog and stays in the source language."
    ),
)
@choice
@click.option(
    "--fail-under",
    metavar=_("PERCENT"),
    help=_(
        "Exit with 1 where a locale has fewer translated entries than this, in percent, or where "
        "a catalog is missing or out of date, or where there is no article to count."
    ),
)
@click.option("--words", "by_words", is_flag=True, help=_("Measure in words, not in entries."))
@json_option
def command(
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    fail_under: str | None,
    by_words: bool,
    as_json: bool,
) -> None:
    """Count, and be the gate."""
    from l10n.desk.desk import open_desk, wanted
    from l10n.jobs.coverage import cover

    least = None if fail_under is None else _percent(fail_under)
    desk = open_desk(here())
    which = wanted(desk, articles, locales)
    with progress(_("Counting")) as advance:
        report = cover(desk, which, progress=advance)
    if as_json:
        print_json(_json(report))
        own_language(report.own, err=True)
    else:
        _print(report, by_words)
    report_errors(report.errors)
    if least is not None and not _passes(report, least, by_words):
        leave(1)


def _percent(text: str) -> Decimal:
    from l10n.steps.coverage import parse_percent

    try:
        return parse_percent(text)
    except ValueError:
        raise click.BadParameter(
            _("“{text}” is not a percentage from 0 to 100").format(text=text),
            param_hint="--fail-under",
        ) from None


def _passes(report: "CoverageReport", least: Decimal, by_words: bool) -> bool:
    """Say on the error stream what fails the gate."""
    passed = True
    if not report.covered:
        warn(_("no article to count"))
        passed = False
    for each in report.covered:
        if not each.there:
            warn(
                _("articles/{name}: no catalog in {locale} — run `l10n sync`").format(
                    name=each.article, locale=each.locale
                )
            )
            passed = False
        elif not each.current:
            warn(
                _("catalogs/{locale}/{name}.po: out of date — run `l10n sync`").format(
                    name=each.article, locale=each.locale
                )
            )
            passed = False
    for locale, counts in _by_locale(report).items():
        if not counts.reaches(least, words=by_words):
            share = counts.percent(words=by_words, digits=1)
            text = (
                _("{locale}: {share} of the words are translated, {least} are asked for")
                if by_words
                else _("{locale}: {share} of the entries are translated, {least} are asked for")
            )
            warn(text.format(locale=locale, share=_share(share), least=_share(least)))
            if counts.left:
                warn(
                    ngettext(
                        "{locale}: {n} part is left in the source language: {command}",
                        "{locale}: {n} parts are left in the source language: {command}",
                        counts.left,
                    ).format(locale=locale, n=counts.left, command="l10n status")
                )
            passed = False
    return passed


def _by_locale(report: "CoverageReport") -> dict[str, "Counts"]:
    from l10n.steps.coverage import total

    locales = dict.fromkeys(each.locale for each in report.covered)
    return {
        locale: total(each.counts for each in report.covered if each.locale == locale)
        for locale in locales
    }


def _print(report: "CoverageReport", by_words: bool) -> None:
    left = any(each.counts.left for each in report.covered)
    rows = [_row(each.article, each.locale, each.counts, by_words, each) for each in report.covered]
    totals = _by_locale(report)
    if len(rows) > 1:
        rows += [
            _row(_("all"), locale, counts, by_words, None) for locale, counts in totals.items()
        ]
    head = [
        _("article"),
        _("locale"),
        _("empty"),
        _("draft"),
        _("translated"),
        *([_("left out")] if left else []),
        _("words to do"),
        _("done"),
    ]
    if not left:
        rows = [[*row[:LEFT_OUT], *row[LEFT_OUT + 1 :]] for row in rows]
    table(head, rows, right=tuple(range(2, len(head))))
    own_language(report.own)
    if not report.covered and not report.own and not report.errors:
        say(_("There are no articles here yet: `l10n add FILE…`."))


def _row(
    name: str, locale: str, counts: "Counts", by_words: bool, covered: "Covered | None"
) -> list[str]:
    left = counts.empty.words + counts.draft.words
    share = _share(counts.percent(words=by_words))
    if covered is not None and not covered.there:
        name, share = _("{name} (no catalog)").format(name=name), "—"
    elif covered is not None and not covered.current:
        name = _("{name} (out of date)").format(name=name)
    entries = (counts.empty.entries, counts.draft.entries, counts.translated.entries)
    return [name, locale, *[_number(Decimal(n)) for n in (*entries, counts.left, left)], share]


def _number(value: Decimal) -> str:
    from l10n.language.locales import format_number
    from l10n.messages import language

    return format_number(value, language())


def _share(value: Decimal) -> str:
    from l10n.language.locales import format_percent
    from l10n.messages import language

    return format_percent(value, language())


def _json(report: "CoverageReport") -> dict[str, object]:
    return {
        "articles": [
            {
                "article": each.article,
                "locale": each.locale,
                "catalog": each.there,
                "current": each.current,
                **_counts(each.counts),
                "problems": problems_json(each.problems),
            }
            for each in report.covered
        ],
        "locales": {locale: _counts(counts) for locale, counts in _by_locale(report).items()},
    }


def _counts(counts: "Counts") -> dict[str, object]:
    return {
        "left_out": counts.left,
        "entries": {
            "empty": counts.empty.entries,
            "draft": counts.draft.entries,
            "translated": counts.translated.entries,
        },
        "words": {
            "empty": counts.empty.words,
            "draft": counts.draft.words,
            "translated": counts.translated.words,
        },
        "percent": float(counts.percent(digits=2)),
        "percent_words": float(counts.percent(words=True, digits=2)),
    }
