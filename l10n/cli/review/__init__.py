"""`l10n review`."""

import os
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from l10n.cli.common_lines import own_language
from l10n.cli.console import desk_here, progress, report_errors, say, warn
from l10n.cli.options import Command, article_names, locales_option, now
from l10n.messages import _

if TYPE_CHECKING:
    from l10n.desk.desk import Job
    from l10n.jobs.review.review import Review
    from l10n.store.workspace import Workspace


@click.command(
    "review",
    cls=Command,
    help=_(
        "Read translations beside their source, the most worrying first; accept, edit, approve "
        "or reject them. ARTICLE is a name, a folder or a pattern, with lines as in #: of the "
        "catalog (a.md:12-20). Everything is saved at once; ? lists the keys."
    ),
)
@click.argument(
    "article", required=False, metavar=_("[ARTICLE[:LINES]]"), shell_complete=article_names
)
@locales_option
@click.option(
    "--as",
    "named",
    metavar=_("NAME"),
    help=_('Sign as this person: "Name <mail>"; by default whom git knows here.'),
)
@click.option(
    "--role",
    default="",
    metavar=_("ROLE"),
    help=_("Sign in this role; the workflow may ask for roles."),
)
@click.option("--plain", is_flag=True, help=_("In lines, as without a capable terminal."))
def command(
    article: str | None, locales: tuple[str, ...], named: str | None, role: str, plain: bool
) -> None:
    """Open a session, on a screen where there is one."""
    from l10n.desk.desk import wanted
    from l10n.desk.entry_addresses import EntryAddress, addressed, entry_address
    from l10n.desk.person import person
    from l10n.jobs.review.queue import queue
    from l10n.jobs.review.review import Review, Reviewer

    desk = desk_here()
    reviewer = Reviewer(person(desk.workspace, named), now, role)
    if article is None:
        address = EntryAddress("")
        agenda = desk.agenda(wanted(desk, (), locales))
    else:
        address = entry_address(desk, article)
        agenda = addressed(desk, address, locales)
    with progress(_("Reading")) as advance:
        found = queue(desk, agenda, named=article is not None, progress=advance)
    own_language(found.own)
    _tell_missing(desk.workspace, found.without_catalog)
    if not found.jobs:
        if not found.errors and not found.own and not found.without_catalog:
            say(_("Nothing waits for a review."))
        report_errors(found.errors)
        return
    review = Review(desk, found.jobs, reviewer, address)
    try:
        review.open_article(0)
        if review.error is not None and address.lines:
            raise review.error
        _run(review, plain=plain)
    finally:
        review.close()
    unread = (*found.errors, *review.errors.values())
    report_errors({str(each): each for each in unread}.values())


def _tell_missing(workspace: "Workspace", jobs: "Iterable[Job]") -> None:
    for job in jobs:
        say(
            _("{path}: no catalog in {locale} — run `l10n sync`").format(
                path=workspace.reference(job.name), locale=job.locale
            )
        )


def _run(review: "Review", *, plain: bool) -> None:
    if not plain and _is_capable():
        if find_spec("textual") is not None:
            from l10n.cli.review.full_screen import run

            run(review)
            return
        warn(_("the package textual is not installed, so this is the form in lines"))
    from l10n.cli.review.line_by_line import LineByLine, line_reader

    LineByLine(review, line_reader()).run()


def _is_capable() -> bool:
    """True for a terminal on both sides on which a cursor can be moved."""
    both = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return both and os.environ.get("TERM", "") not in ("", "dumb", "unknown")
