"""`l10n check`."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.common_lines import own_language
from l10n.cli.console import (
    desk_here,
    json_option,
    leave,
    print_json,
    progress,
    report_errors,
    say,
    shown_article,
)
from l10n.cli.options import Command, choice, jobs_option, now
from l10n.cli.reports import print_report, report_options, wished_files, write_reports
from l10n.cli.tables import table
from l10n.dataclass import dataclass
from l10n.messages import N_, _, ngettext

if TYPE_CHECKING:
    from l10n.checks import Check, Example
    from l10n.desk.judged import FindingCounts, Judged, LocatedFinding
    from l10n.jobs.check import CheckReport

SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "hint": N_("hint")}
"""What severities are called, the worst first."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """The options of one call."""

    only: tuple[str, ...]
    fail_on: str
    every: bool
    listed: bool
    explain: str | None
    form: str | None
    reports: tuple[str, ...]
    as_json: bool
    jobs: int


def _check_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from l10n import plugins
    from l10n.checks.catalogue import CHECKS, DESK_CHECKS

    every = [*(each.name for each in (*CHECKS, *DESK_CHECKS)), *plugins.names(plugins.CHECKS)]
    return [name for name in every if name.startswith(incomplete)]


@click.command(
    "check",
    cls=Command,
    help=_(
        "Look at every translation of ARTICLES (by default all) beside its source, and name what "
        "may hurt: numbers, dates, negations, names, tags and more. An error keeps an entry from "
        "being published, a warning asks a person to look, a hint is worth a glance. A comment "
        "“l10n-ignore: NAME” at an entry silences the check NAME there."
    ),
)
@choice
@click.option(
    "--only",
    multiple=True,
    metavar=_("NAME"),
    shell_complete=_check_names,
    help=_("Tell of this check alone; may be given more than once."),
)
@click.option(
    "--fail-on",
    type=click.Choice(tuple(SEVERITIES)),
    default="error",
    show_default=True,
    help=_("Exit with 1 where something of this severity, or a worse one, is found."),
)
@click.option("--all", "every", is_flag=True, help=_("List hints, and what is silenced, too."))
@click.option("--list", "listed", is_flag=True, help=_("List all checks, and look at nothing."))
@click.option(
    "--explain",
    metavar=_("NAME"),
    shell_complete=_check_names,
    help=_("Explain one check with its examples, and look at nothing."),
)
@report_options
@jobs_option
@json_option
def command(articles: tuple[str, ...], locales: tuple[str, ...], **given: Any) -> None:
    """Check, list or explain."""
    from l10n.desk.desk import wanted
    from l10n.jobs.check import check, report_of

    wish = _Wish(**given)
    if wish.listed or wish.explain:
        _tell(wish.explain, wish.as_json)
        return
    files = wished_files(wish.reports)
    desk = desk_here(jobs=wish.jobs)
    which = wanted(desk, articles, locales)
    with progress(_("Checking")) as advance:
        report = check(desk, which, wish.only, progress=advance)
    if files or wish.form not in (None, "json"):
        whole = report_of(desk.workspace, report, now())
        write_reports(whole, {"findings": findings_json(report)}, files)
    if wish.as_json or wish.form == "json":
        print_json({"findings": findings_json(report)})
        own_language(report.own, err=True)
    elif wish.form:
        print_report(whole, wish.form)
        own_language(report.own, err=True)
    else:
        _print(report, every=wish.every or wish.fail_on == "hint")
    report_errors(report.errors)
    if fails(report.counts, wish.fail_on):
        leave(1)


def fails(counts: "FindingCounts", fail_on: str) -> bool:
    """True where something of a severity, or of a worse one, was found."""
    found = (counts.errors, counts.warnings, counts.hints)
    return any(found[: list(SEVERITIES).index(fail_on) + 1])


def findings_json(report: "CheckReport") -> list[dict[str, object]]:
    """All findings, as `--json` has them."""
    return [
        {
            "article": judged.article,
            "locale": judged.locale,
            "line": each.line,
            "check": each.check,
            "severity": each.severity.value,
            "message": each.message.text(),
            "context": each.key[0],
            "source": each.key[1],
            "target": each.target,
            "spans": {
                "source": [[span.start, span.end] for span in each.source_spans],
                "target": [[span.start, span.end] for span in each.target_spans],
            },
            "state": each.state.value,
            "silenced": each.silenced,
        }
        for judged in report.judged
        for each in judged.findings
    ]


def _print(report: "CheckReport", *, every: bool) -> None:
    from l10n.checks import Severity

    for judged in report.judged:
        some = [
            each
            for each in judged.findings
            if every or not (each.silenced or each.severity is Severity.HINT)
        ]
        # The findings of an entry stand together, in the order of the article.
        for _key, found in groupby(some, key=attrgetter("key")):
            _entry(judged, tuple(found))
    own_language(report.own)
    _summary(report, every=every)


def _entry(judged: "Judged", findings: "Sequence[LocatedFinding]") -> None:
    """Print what was found in an entry, a line each, and then its two texts."""
    for found in findings:
        kind = _(SEVERITIES[found.severity.value])
        if found.silenced:
            kind = _("silenced {severity}").format(severity=kind)
        place = f"{shown_article(judged.article)}:{found.line}: {judged.locale}"
        say(f"{place}: {kind}: {found.message.text()} [{found.check}]")
    say(f"    {findings[0].key[1]}")
    say(f"    {findings[0].target}")


def _summary(report: "CheckReport", *, every: bool) -> None:
    counts, number = report.counts, len(report.judged)
    if not number and not report.own and not report.errors:
        say(_("There are no articles here yet: `l10n add FILE…`."))
        return
    catalogs = ngettext("{n} catalog", "{n} catalogs", number).format(n=number)
    parts = [
        ngettext("{n} error", "{n} errors", counts.errors).format(n=counts.errors),
        ngettext("{n} warning", "{n} warnings", counts.warnings).format(n=counts.warnings),
        ngettext("{n} hint", "{n} hints", counts.hints).format(n=counts.hints),
    ]
    if counts.silenced:
        text = ngettext("{n} silenced", "{n} silenced", counts.silenced)
        parts.append(text.format(n=counts.silenced))
    text = _("{catalogs}: {findings}").format(catalogs=catalogs, findings=", ".join(parts))
    if not every and counts.hints + counts.silenced:
        text += " " + _("(--all lists hints and what is silenced)")
    say(text)


def _tell(name: str | None, as_json: bool) -> None:
    """List all checks, or explain one."""
    from l10n import plugins
    from l10n.checks.catalogue import CHECKS, DESK_CHECKS
    from l10n.jobs.check import known_checks

    every = (*CHECKS, *DESK_CHECKS, *plugins.checks())
    if name is not None:
        known_checks((name,), every)
        every = tuple(each for each in every if each.name == name)
    if as_json:
        print_json([_about_json(each) for each in every])
    elif name is not None:
        _explain(every[0])
    else:
        _list(every)


def _list(every: "tuple[Check, ...]") -> None:
    from l10n.checks import about

    rows = []
    for each in every:
        told = about(each)
        severity = _(SEVERITIES[told.severity.value]) if told else ""
        shown = _shown(each, told.fires) if told else ""
        rows.append([each.name, severity, told.told() if told else "", shown])
    head = [_("check"), _("severity"), _("what it is for"), _("finds something in")]
    table(head, rows, below=(2, 3))


def _shown(check: "Check", example: "Example") -> str:
    """The first line of an example in which a check finds something, or its first line."""
    from l10n.checks import subject_of

    found = {finding.key[1] for finding in check(subject_of(example))}
    line = next((each for each in example.lines if each.source in found), example.lines[0])
    comment = f"  # {line.comment}" if line.comment else ""
    return f"{line.source} → {line.target}{comment}"


def _explain(check: "Check") -> None:
    from l10n.checks import about, subject_of
    from l10n.checks.check import FAMILY_NAMES

    told = about(check)
    if told is None:
        text = _("{name} is a check of another package, which says nothing more of it.")
        say(text.format(name=check.name))
        return
    family, severity = _(FAMILY_NAMES[told.family]), _(SEVERITIES[told.severity.value])
    say(f"{told.name} ({family}, {severity})", bold=True)
    say(told.told())
    for head, example in ((_("Finds something:"), told.fires), (_("Finds nothing:"), told.passes)):
        say()
        say(f"{head} ({example.locales[0]} → {example.locales[1]})")
        for line in example.lines:
            say(f"    {line.source}")
            say(f"    {line.target}")
            if line.comment:
                say(f"    # {line.comment}")
        for finding in check(subject_of(example)):
            kind = _(SEVERITIES[finding.severity.value])
            say(f"  {kind}: {finding.message.text()}")
    say()
    say(_("To silence it at one entry, write as the translator’s comment:"))
    say(f"    l10n-ignore: {told.name}")
    say(_("To change what it means to a desk, write into its workflow:"))
    say("    [checks]")
    say(f'    {told.name} = "warning"')


def _about_json(check: "Check") -> dict[str, object]:
    from l10n.checks import about

    told = about(check)
    if told is None:
        return {"name": check.name}
    return {
        "name": told.name,
        "family": told.family.value,
        "severity": told.severity.value,
        "purpose": told.told(),
        "fires": _example_json(told.fires),
        "passes": _example_json(told.passes),
    }


def _example_json(example: "Example") -> dict[str, object]:
    return {
        "locales": list(example.locales),
        "lines": [
            {"role": line.role, "source": line.source, "target": line.target}
            for line in example.lines
        ],
    }
