"""What `l10n approve` and `l10n reject` share: who signs, and what is said of each entry."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from l10n.cli.console import leave, print_json, report_errors, say, shown_article
from l10n.cli.options import article_names, locales_option, now
from l10n.messages import N_, _, ngettext

if TYPE_CHECKING:
    from l10n.desk.desk import Desk, Job
    from l10n.desk.signing import Signer
    from l10n.jobs.sign import SignedCatalog, SignReport

Done = Callable[[int], str]
F = TypeVar("F", bound=Callable[..., Any])

_REFUSED = {
    "empty": N_("not translated"),
    "fuzzy": N_("fuzzy; take the flag off in the catalog first"),
    "changed meanwhile": N_("changed meanwhile; look at it again"),
}


def signing_options(command: F) -> F:
    """Add what says which entries are signed, and by whom."""
    for option in (
        click.option(
            "--role",
            default="",
            metavar=_("ROLE"),
            help=_("Sign in this role; the workflow may ask for roles."),
        ),
        click.option(
            "--as",
            "name",
            metavar=_("NAME"),
            help=_('Sign as this person: "Name <mail>"; by default whom git knows here.'),
        ),
        click.option(
            "--text",
            default="",
            metavar=_("WORDS"),
            help=_("Only entries whose source or translation has these words."),
        ),
        locales_option,
    ):
        command = option(command)
    return command


def entries_argument(*, required: bool) -> Callable[[F], F]:
    """Add ARTICLE[:LINES]…"""
    return click.argument(
        "addresses",
        nargs=-1,
        required=required,
        metavar=_("ARTICLE:LINES...") if required else _("[ARTICLE[:LINES]]..."),
        shell_complete=article_names,
    )


def signer_of(desk: "Desk", name: str | None, role: str) -> "Callable[[Job], Signer]":
    """Who signs, in the role that the workflow of each article has for them."""
    from l10n.desk.person import person
    from l10n.desk.signing import Signer, role_of

    who, moment = person(desk.workspace, name), now()
    return lambda job: Signer(who, moment, role_of(job.workflow, who, role))


def print_signed(report: "SignReport", done: Done, *, as_json: bool, named: bool) -> None:
    """Say what was signed, and end as that asks for; `done` says how many entries were.

    Where entries were `named`, it is a failure that there is none of them.
    """
    from l10n.desk.signing import Outcome

    if as_json:
        print_json([_json(each) for each in report.catalogs])
    else:
        for each in report.catalogs:
            _print(each, done)
        if not report.catalogs and not report.errors:
            say(_("There is nothing to sign."))
    report_errors(report.errors)
    outcomes = {one.outcome for each in report.catalogs for one in each.entries}
    if Outcome.CHANGED in outcomes:
        leave(5)
    if any(each.refused for each in outcomes) or any(each.absent for each in report.catalogs):
        leave(1)
    if named and not report.catalogs:
        leave(1)


def _print(catalog: "SignedCatalog", done: Done) -> None:
    from l10n.desk.signing import Outcome

    counts, place = catalog.counts, shown_article(catalog.article)
    already, refused = (
        counts[Outcome.ALREADY],
        sum(number for outcome, number in counts.items() if outcome.refused),
    )
    parts = [done(counts[Outcome.SIGNED])]
    if already:
        parts.append(
            ngettext("{n} signed already", "{n} signed already", already).format(n=already)
        )
    if refused:
        parts.append(ngettext("{n} refused", "{n} refused", refused).format(n=refused))
    if catalog.left:
        text = ngettext("{n} not clean", "{n} not clean", catalog.left)
        parts.append(text.format(n=catalog.left))
    say(f"{place}: {catalog.locale}: {', '.join(parts)}")
    for each in catalog.entries:
        if each.outcome.refused:
            why = _(_REFUSED[each.outcome.value])
            say(f"  {place}:{each.line}: {why}: {each.entry.source}")
    if catalog.absent:
        text = ngettext(
            "{n} text is not in the catalog yet; run `l10n sync`",
            "{n} texts are not in the catalog yet; run `l10n sync`",
            catalog.absent,
        )
        say("  " + text.format(n=catalog.absent))


def _json(catalog: "SignedCatalog") -> dict[str, object]:
    return {
        "article": catalog.article,
        "locale": catalog.locale,
        "entries": [
            {
                "line": each.line,
                "source": each.entry.source,
                "target": each.entry.target,
                "outcome": each.outcome.value,
            }
            for each in catalog.entries
        ],
        "left": catalog.left,
        "absent": catalog.absent,
    }
