"""`l10n status`."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from l10n.cli.blockers import blocker_line, blockers_json, objection_lines
from l10n.cli.common_lines import (
    gathered,
    orphan_lines,
    own_language,
    problem_lines,
    problems_json,
    unread_files,
)
from l10n.cli.console import (
    desk_here,
    json_option,
    print_json,
    progress,
    report_errors,
    say,
    shown_article,
)
from l10n.cli.drafts import drafts_json, print_drafts
from l10n.cli.options import Command, choice, now
from l10n.cli.questions import comment_json, print_remarks, question_json
from l10n.cli.signed import print_signed, signed_json
from l10n.cli.status_table import print_rows, row_of, totals_of
from l10n.desk.problems import pressing
from l10n.messages import _, ngettext
from l10n.shell import shell_words

if TYPE_CHECKING:
    from l10n.desk.desk import Desk
    from l10n.jobs.status import Standing, StatusReport
    from l10n.model.article import Problem

PROBLEMS = 20
"""Problems of articles that have a line each where no article was named."""


@click.command(
    "status",
    cls=Command,
    help=_(
        "Show how far ARTICLES (by default all) are: entries that are empty, draft, translated, "
        "and what blocks publishing. Name an article or a folder to have all that blocks it "
        "listed. With --json, what cannot be read is named on the error stream all the same."
    ),
)
@choice
@click.option(
    "--drafts",
    "only",
    flag_value="drafts",
    help=_(
        "List the drafts: texts of people that are not finished, then those that stand as a "
        "machine made them, the least certain first."
    ),
)
@click.option(
    "--stale",
    "only",
    flag_value="stale",
    help=_(
        "List the published pages that are older, by content, than the article, the translation, "
        "the glossary or the settings that they were made from; the longest outdated first."
    ),
)
@click.option("--all", "every", is_flag=True, help=_("Show articles too that need nothing."))
@json_option
def command(
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    only: str | None,
    every: bool,
    as_json: bool,
) -> None:
    """Show the state of the desk."""
    from l10n.cli.merge_driver import tell_if_missing
    from l10n.cli.stale import show_stale
    from l10n.desk.desk import wanted
    from l10n.jobs.status import status

    desk = desk_here()
    which = wanted(desk, articles, locales)
    if only == "stale":
        show_stale(desk, which, as_json=as_json)
        return
    drafts = only == "drafts"
    with progress(_("Reading")) as advance:
        listed = as_json or drafts or bool(articles)
        report = status(desk, which, details=listed, now=now(), progress=advance)
    if as_json:
        print_json([_json(each) for each in report.standings])
        own_language(report.own, err=True)
        orphan_lines(report.orphans, err=True)
        if not articles:
            unread_files(desk.unread(), err=True)
    elif drafts:
        print_drafts(report)
    else:
        tell_if_missing(desk.workspace)
        _print(report, desk, every=every or bool(articles), details=bool(articles))
    report_errors(report.errors)


def _print(report: "StatusReport", desk: "Desk", *, every: bool, details: bool) -> None:
    """Print a row for each article that needs something, and totals; `every` shows all."""
    orphan_lines(report.orphans)
    if not report.standings:
        own_language(report.own)
        unread_files(desk.unread())
        if not report.own and not report.errors:
            say(_("There are no articles here yet: `l10n add FILE…`."))
        return
    shown = [each for each in report.standings if every or not _finished(each)]
    rows = [row_of(each) for each in shown] + totals_of(report, desk)
    if rows:
        print_rows(rows, signed=any(each.counts.signed for each in report.standings))
    finished = len(report.standings) - len(shown)
    if finished:
        say(
            ngettext(
                "{n} page is up to date, nothing to do (--all shows it)",
                "{n} pages are up to date, nothing to do (--all shows them)",
                finished,
            ).format(n=finished)
        )
    own_language(report.own)
    if details:
        problems = _gathered(report.standings)
        for each in report.standings:
            problem_lines(each.article, problems.pop(each.article, ()))
            _details(each)
    else:
        _problems(shown)
        unread_files(desk.unread())


def _gathered(standings: "Iterable[Standing]") -> "dict[str, list[Problem]]":
    return gathered((each.article, each.locale, each.problems) for each in standings)


def _problems(shown: "list[Standing]") -> None:
    """Say what of each article could not be carried; many are left to the command that names it."""
    found = gathered((each.article, each.locale, pressing(each.problems)) for each in shown)
    said = 0
    for name, problems in found.items():
        some = problems[: max(0, PROBLEMS - said)]
        problem_lines(name, some)
        said += len(some)
    more = sum(map(len, found.values())) - said
    if more:
        text = ngettext("and {n} more: {command}", "and {n} more: {command}", more)
        say(text.format(n=more, command="l10n status --json"))


def _finished(standing: "Standing") -> bool:
    """True where there is neither anything to publish nor anything to look at."""
    from l10n.jobs.status import PageState

    counts = standing.counts
    waiting = counts.drafts_used or counts.left_in_source or counts.doubtful
    return (
        standing.publishable
        and standing.page.state is PageState.CURRENT
        and not waiting
        and not pressing(standing.problems)
    )


def _details(standing: "Standing") -> None:
    """Name all that blocks an article in a locale, and what to look at."""
    from l10n.checks import Severity
    from l10n.steps.offered import unfinished

    found = standing.details
    assert found is not None
    place = shown_article(standing.article)
    if found.unlabelled is not None:
        say(f"{place}: {standing.locale}: {found.unlabelled}")
    objection_lines(found.objections)
    for blocker in found.blockers:
        say(blocker_line(place, blocker.told, standing.locale))
        say(f"    {blocker.segment.text}")
    blocked = {blocker.segment.key for blocker in found.blockers}
    print_signed(standing, found.reviewed, blocked)
    for draft in found.drafts:
        if draft.author.unfinished and draft.segment.key not in blocked:
            line = draft.segment.place.line
            text = _("{reason}; a machine draft stands in its place")
            text = text.format(reason=unfinished(draft.author).text())
            say(f"{place}:{line}: {standing.locale}: {text}")
            say(f"    {draft.segment.text}")
        if draft.doubtful and draft.segment.key not in blocked:
            line = draft.segment.place.line
            text = _("a doubtful draft: {reason}").format(reason=draft.doubt)
            say(f"{place}:{line}: {standing.locale}: {text}")
            say(f"    {draft.segment.text}")
    for each in found.findings:
        if each.key not in blocked and not each.silenced and each.severity is not Severity.HINT:
            say(f"{place}:{each.line}: {standing.locale}: {each.message.text()} [{each.check}]")
            say(f"    {each.key[1]}")
    print_remarks(standing)
    _hints(standing)


def _hints(standing: "Standing") -> None:
    """Say how many findings are not listed, and what lists them."""
    counts = standing.findings
    rest = counts.hints + counts.silenced
    if rest:
        text = ngettext(
            "{n} hint or silenced finding: {command}",
            "{n} hints or silenced findings: {command}",
            rest,
        )
        options = ("l10n", "check", "--all", "--locale", standing.locale)
        say(text.format(n=rest, command=shell_words(options, (standing.article,))))


def _json(standing: "Standing") -> dict[str, object]:
    counts, page, found = standing.counts, standing.page, standing.details
    assert found is not None
    return {
        "article": standing.article,
        "locale": standing.locale,
        "workflow": standing.workflow,
        "empty": counts.empty,
        "draft": counts.draft,
        "translated": counts.translated,
        "unfinished": counts.unfinished,
        "similar": counts.similar,
        "drafts_by_engines": asdict(counts.by_engines),
        "drafts_from_memory": asdict(counts.from_memory),
        "approved": counts.approved,
        "rejected": counts.rejected,
        "changed_since_approved": counts.changed,
        "signatures": signed_json(found.reviewed),
        "publishable": standing.publishable,
        **blockers_json(found.blockers, found.objections),
        "drafts": drafts_json(found.drafts),
        "findings": [
            {
                "line": each.line,
                "check": each.check,
                "severity": each.severity.value,
                "message": each.message.text(),
                "source": each.key[1],
                "silenced": each.silenced,
            }
            for each in found.findings
        ],
        "comments": [comment_json(each) for each in found.comments],
        "questions": [question_json(each) for each in found.questions],
        "version": page.version,
        "published": page.date,
        "outdated": page.outdated,
        "page": page.state.value,
        "drafts_used": counts.drafts_used,
        "left_in_source": counts.left_in_source,
        "label_missing": standing.label_missing,
        "problems": problems_json(standing.problems),
    }
