"""`l10n sync`."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.console import (
    bars,
    desk_here,
    json_option,
    leave,
    print_json,
    report_errors,
    warn,
)
from l10n.cli.minor import print_minor
from l10n.cli.options import Command, choice, jobs_option, now, removals_option
from l10n.cli.sync_shown import print_synced, synced_json
from l10n.messages import _

if TYPE_CHECKING:
    from l10n.desk.desk import Desk, Wanted
    from l10n.desk.signing import Signer
    from l10n.jobs.sync import Drafting, SyncProgress, SyncReport


@click.command(
    "sync",
    cls=Command,
    help=_(
        "Bring the catalogs of ARTICLES (by default of all) up to date, and draft what is empty. "
        "What a person wrote is never changed."
    ),
)
@choice
@removals_option
@click.option(
    "--no-draft", is_flag=True, help=_("Ask no memory and no engine; leave new entries empty.")
)
@click.option(
    "--cluster",
    metavar=_("ADDRESS"),
    help=_(
        "Let engines draft on a cluster of Dask: its scheduler's address (tcp://host:8786), "
        "`local` for one on this machine, `off` for none."
    ),
)
@click.option(
    "--minor",
    is_flag=True,
    help=_(
        "You declare the edits of ARTICLES trifles (a typo, a comma, quotation marks): "
        "translations and approvals stand, signed by you. Refused where numbers, names, denials "
        "or more words were changed."
    ),
)
@click.option(
    "--as",
    "named",
    metavar=_("NAME"),
    help=_('Who declares them trifles: "Name <mail>"; by default git\'s name for you.'),
)
@jobs_option
@json_option
def command(
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    *,
    removed: tuple[str, ...],
    no_draft: bool,
    **how: Any,
) -> None:
    """Sync, and say what happened."""
    from l10n.cli.merge_driver import tell_if_missing
    from l10n.desk.desk import removals, wanted
    from l10n.errors import UsageError
    from l10n.jobs.sync import SyncProgress

    if how["named"] is not None and not how["minor"]:
        raise UsageError(
            _("only --minor is signed by a person"),
            code="USE-100",
            remedy=_("leave --as out, or declare the edits trifles: --minor"),
        )
    desk = desk_here(jobs=how["jobs"])
    which = replace(wanted(desk, articles, locales), removals=removals(desk, removed))
    signer = _signer(desk, how["named"]) if how["minor"] else None
    draft = False if no_draft else _drafting(how["cluster"], how["jobs"])
    with bars() as bar:
        articles_bar = bar(_("Syncing"), "", True)
        memory_bar = bar(_("Reading the memory"), "bytes", False)
        progress = SyncProgress(articles_bar, memory_bar)
        report = _synced(desk, which, signer, draft=draft, progress=progress)
    if how["as_json"]:
        print_json(synced_json(report))
    else:
        tell_if_missing(desk.workspace)
        print_minor(report.minor)
        print_synced(report, every=bool(articles))
    for each in report.warnings:
        warn(each)
    report_errors((*report.errors, *report.failures))
    if any(each.refused for each in report.minor):
        leave(1)


def _signer(desk: "Desk", named: str | None) -> "Signer":
    """Who declares edits trifles; raises UsageError where that is nobody."""
    from l10n.desk.person import person
    from l10n.desk.signing import Signer

    return Signer(person(desk.workspace, named), now())


def _drafting(address: str | None, jobs: int) -> "Drafting":
    """Where engines draft: on the cluster that is named, here or in the person's file, or here.

    A cluster on this machine has a worker for each of so many cores, if its file says no number.
    """
    from l10n.engines.cluster.file import cluster_settings

    settings = cluster_settings(address)
    if settings is None:
        return True
    from l10n.desk.clusters import cluster

    return cluster(replace(settings, workers=settings.workers or jobs))


def _synced(
    desk: "Desk",
    which: "Wanted",
    signer: "Signer | None",
    *,
    draft: "Drafting",
    progress: "SyncProgress",
) -> "SyncReport":
    from l10n.jobs.sync import sync, sync_minor

    if signer is None:
        return sync(desk, which, now=now(), draft=draft, progress=progress)
    return sync_minor(desk, which, signer, draft=draft, progress=progress)
