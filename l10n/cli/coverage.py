"""`l10n coverage`."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.common_lines import own_language, problems_json
from l10n.cli.console import (
    desk_here,
    json_option,
    leave,
    print_json,
    progress,
    report_errors,
    say,
    warn,
)
from l10n.cli.options import Command, choice, jobs_option, now
from l10n.cli.reports import print_report, report_options, wished_files, write_reports
from l10n.dataclass import dataclass
from l10n.errors import L10nError
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.jobs.coverage.report import CoverageReport, Covered, Failure, Total
    from l10n.model.gate import Gate
    from l10n.reports.report import Moment
    from l10n.store.workspace import Workspace

MANY = 1_000_000_000
"""Findings that may be allowed."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """The options of one call."""

    least: tuple[str, ...]
    max_errors: int | None
    max_warnings: int | None
    since: str
    by_words: bool
    form: str | None
    reports: tuple[str, ...]
    as_json: bool
    jobs: int


@click.command(
    "coverage",
    cls=Command,
    help=_(
        "Count entries and source words that are empty, draft and translated, for each locale "
        "and article, and what checks find in them. A draft never counts as translated, nor does "
        "a part that is left out: text that is in no catalog and stays in the source language."
    ),
)
@choice
@click.option(
    "--fail-under",
    "least",
    multiple=True,
    metavar=_("[LOCALE=]PERCENT"),
    help=_(
        "Exit with 1 where in a locale fewer entries than this, in percent, are translated and "
        "have no error, where a catalog is missing or out of date, or where there is no article "
        "to count; may be given once more for each locale (en=95)."
    ),
)
@click.option(
    "--max-errors",
    type=click.IntRange(0, MANY),
    metavar=_("NUMBER"),
    help=_("Exit with 1 where checks find more errors than this."),
)
@click.option(
    "--max-warnings",
    type=click.IntRange(0, MANY),
    metavar=_("NUMBER"),
    help=_("Exit with 1 where checks find more warnings than this."),
)
@click.option(
    "--changed-since",
    "since",
    default="",
    metavar=_("REVISION"),
    help=_(
        "Count only the entries that have changed since the branch left this revision of git, "
        "such as origin/main."
    ),
)
@click.option("--words", "by_words", is_flag=True, help=_("Measure in words, not in entries."))
@report_options
@jobs_option
@json_option
def command(articles: tuple[str, ...], locales: tuple[str, ...], **given: Any) -> None:
    """Count, and be the gate."""
    wish = _Wish(**given)
    files = wished_files(wish.reports)
    for text in wish.least:
        _percent(text.rpartition("=")[2])
    workspace, report = _counted(articles, locales, wish)
    if files or wish.form not in (None, "json"):
        from l10n.desk.checking import every_check
        from l10n.desk.trend import trend
        from l10n.jobs.coverage.reporting import report_of

        checks = every_check() if report.judged else ()
        past: tuple[Moment, ...] = ()
        if workspace is not None and "html" in (wish.form, *dict(files)):
            past = trend(workspace)
        whole = report_of(workspace, report, checks, now(), past)
        write_reports(whole, _json(report), files)
    if wish.as_json or wish.form == "json":
        print_json(_json(report))
        own_language(report.own, err=True)
    elif wish.form:
        print_report(whole, wish.form)
        own_language(report.own, err=True)
    else:
        _print(report, wish.by_words)
    report_errors(report.errors)
    _say_failures(report)
    if not report.passed:
        leave(1)


def _counted(
    articles: tuple[str, ...], locales: tuple[str, ...], wish: _Wish
) -> "tuple[Workspace | None, CoverageReport]":
    """What was counted, and the workspace that it was counted in; None for a tree of PO files."""
    from l10n.desk.desk import wanted
    from l10n.jobs.coverage import cover

    paths = _paths(articles)
    if paths:
        return None, _of_tree(paths, locales, wish)
    desk = desk_here(jobs=wish.jobs)
    gate = _gate(wish, desk.targets)
    which = wanted(desk, articles, locales)
    with progress(_("Counting")) as advance:
        return desk.workspace, cover(desk, which, gate, since=wish.since, progress=advance)


def _paths(names: tuple[str, ...]) -> "list[Path]":
    """The paths of PO files and of folders of them, where a person names such; else none.

    In a workspace what is an article or a folder of articles is that. Raises UsageError where a
    person names both.
    """
    from pathlib import Path

    from l10n.desk.article_patterns import trimmed
    from l10n.desk.desk import laid_out
    from l10n.errors import UsageError
    from l10n.store.workspace import find

    try:
        workspace = laid_out(find(Path())) if names else find(Path())
    except L10nError:
        if not names:
            raise
        return [Path(name) for name in names]

    def is_article(name: str) -> bool:
        inside = Path(trimmed(workspace, name))
        return not inside.is_absolute() and workspace.article_path(str(inside)).exists()

    found = [
        Path(name)
        for name in names
        if (name.endswith(".po") or Path(name).is_dir()) and not is_article(name)
    ]
    if found and len(found) < len(names):
        raise UsageError(
            _("articles and PO files are not counted together"),
            code="USE-021",
            remedy=_("name either, and run the command twice"),
        )
    return found


def _of_tree(paths: "list[Path]", locales: tuple[str, ...], wish: _Wish) -> "CoverageReport":
    """Count PO files as they stand; raises UsageError where findings are asked for."""
    from l10n.errors import UsageError
    from l10n.jobs.coverage.trees import count_tree
    from l10n.language.locales import normal

    if wish.since:
        raise UsageError(
            _("of PO files without their articles all entries are counted"),
            code="USE-028",
            remedy=_("leave out --changed-since, or name articles of a workspace"),
        )
    if (wish.max_errors, wish.max_warnings) != (None, None):
        raise UsageError(
            _("PO files without their articles are counted, and not checked"),
            code="USE-022",
            remedy=_("leave out --max-errors and --max-warnings, or name articles of a workspace"),
        )
    gate = _gate(wish)
    with progress(_("Counting")) as advance:
        tags = tuple(map(normal, locales))
        return count_tree(paths, tags, gate, jobs=wish.jobs, progress=advance)


def _gate(wish: _Wish, targets: tuple[str, ...] = ()) -> "Gate":
    """What the options ask for; raises BadParameter for what is no percentage or no target."""
    from l10n.model.gate import Demands, Gate

    least: dict[str, Decimal] = {}
    for text in wish.least:
        tag, equals, number = text.rpartition("=")
        locale = _target(tag, text, targets) if equals else ""
        if locale in least:
            raise _refused(_("“{text}” is given twice").format(text=tag or number))
        least[locale] = _percent(number)
    demands = Demands(least.pop("", None), wish.max_errors, wish.max_warnings)
    return Gate(demands, tuple(least.items()), words=wish.by_words)


def _target(tag: str, text: str, targets: tuple[str, ...]) -> str:
    from l10n.language.locales import normal

    try:
        locale = normal(tag.strip())
    except L10nError as error:
        raise _refused(_("“{text}”: {why}").format(text=text, why=error.message)) from None
    if targets and locale not in targets:
        raise _refused(
            _("“{text}”: the target locales are {locales}").format(
                text=text, locales=", ".join(targets)
            )
        )
    return locale


def _percent(text: str) -> Decimal:
    from l10n.steps.coverage import parse_percent

    try:
        return parse_percent(text)
    except ValueError as error:
        raise _refused(str(error)) from None


def _refused(why: str) -> click.BadParameter:
    return click.BadParameter(why, param_hint="--fail-under")


def _say_failures(report: "CoverageReport") -> None:
    """Say on the error stream what fails the gate, and what helps."""
    from l10n.jobs.coverage.report import Demand

    totals = report.by_locale() if report.failures else {}
    for failure in report.failures:
        warn(failure.text())
        if failure.demand is not Demand.SHARE or failure.article:
            continue
        total = totals[failure.locale]
        if total.counts.left:
            warn(
                ngettext(
                    "{locale}: {n} part is left in the source language: {command}",
                    "{locale}: {n} parts are left in the source language: {command}",
                    total.counts.left,
                ).format(locale=failure.locale, n=total.counts.left, command="l10n status")
            )
        if total.findings.errors:
            warn(
                ngettext(
                    "{locale}: checks find {n} error: {command}",
                    "{locale}: checks find {n} errors: {command}",
                    total.findings.errors,
                ).format(locale=failure.locale, n=total.findings.errors, command="l10n check")
            )
    for each in report.covered if report.failures else ():
        if each.cover.older:
            text = ngettext(
                "{path}: {n} translation was made for an earlier text, as `#|` or git tells — look "
                "at it, and let `l10n sync` bring the texts up to date",
                "{path}: {n} translations were made for an earlier text, as `#|` or git tells — "
                "look at them, and let `l10n sync` bring the texts up to date",
                each.cover.older,
            )
            warn(text.format(path=each.catalog_path, n=each.cover.older))


def _print(report: "CoverageReport", by_words: bool) -> None:
    from l10n.cli.coverage_table import print_table

    print_table(report, by_words=by_words)
    own_language(report.own)
    if report.since and not report.covered:
        say(_("Nothing has changed since {revision}.").format(revision=report.since))
    elif not report.covered and not report.own and not report.errors:
        say(
            _("There are no articles here yet: `l10n add FILE…`.")
            if report.judged
            else _("There is no PO file here.")
        )


def _total(covered: "Covered") -> "Total":
    from l10n.jobs.coverage.report import together

    return together((covered,))


def _json(report: "CoverageReport") -> dict[str, object]:
    workflows: dict[str, dict[str, object]] = {}
    for (name, locale), total in report.by_workflow().items():
        workflows.setdefault(name, {})[locale] = _counts(total, report.judged)
    return {
        "articles": [
            {
                "article": each.article,
                "locale": each.locale,
                "workflow": each.workflow,
                "catalog": each.there,
                "current": each.current,
                **_counts(_total(each), report.judged),
                "problems": problems_json(each.problems),
            }
            for each in report.covered
        ],
        "locales": {
            locale: _counts(total, report.judged) for locale, total in report.by_locale().items()
        },
        "workflows": workflows,
        "changed_since": report.since or None,
        "gate": {"passed": report.passed, "failures": list(map(_failure, report.failures))}
        if report.gated
        else None,
    }


def _failure(failure: "Failure") -> dict[str, object]:
    return {
        "demand": failure.demand.value,
        "article": failure.article or None,
        "locale": failure.locale or None,
        "path": failure.path or None,
        "limit": float(failure.limit),
        "found": float(failure.found),
        "rule": failure.rule or None,
        "message": failure.text(),
    }


def _counts(total: "Total", judged: bool) -> dict[str, object]:
    counts, cover, findings = total.counts, total.cover, total.findings
    states = ("empty", "draft", "translated")
    tallies = (counts.empty, counts.draft, counts.translated)
    both = (("needed", cover.needed), ("covered", cover.covered))
    return {
        "left_out": counts.left,
        "entries": {name: each.entries for name, each in zip(states, tallies, strict=True)},
        "words": {name: each.words for name, each in zip(states, tallies, strict=True)},
        "percent": float(counts.percent(digits=2)),
        "percent_words": float(counts.percent(words=True, digits=2)),
        "gate_entries": {name: each.entries for name, each in both},
        "gate_words": {name: each.words for name, each in both},
        "percent_covered": float(cover.share.percent(digits=2)),
        "percent_words_covered": float(cover.share.percent(words=True, digits=2)),
        "of_earlier_text": cover.older,
        "approved": {"entries": cover.approved.entries, "words": cover.approved.words},
        "drafts_from_memory": {
            "entries": cover.from_memory.entries,
            "words": cover.from_memory.words,
        },
        "findings": {
            "error": findings.errors,
            "warning": findings.warnings,
            "hint": findings.hints,
            "silenced": findings.silenced,
        }
        if judged
        else None,
    }
