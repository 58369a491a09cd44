"""Options that several commands share."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import click

from l10n.errors import UsageError
from l10n.messages import _

F = TypeVar("F", bound=Callable[..., Any])
MOST_JOBS = 1024
"""Processes that one command may start."""


class Command(click.Command):
    """A command whose usage line is in the person's language throughout."""

    def __init__(self, *arguments: Any, **values: Any) -> None:
        """Take what click's own command takes."""
        super().__init__(*arguments, **{"options_metavar": _("[OPTIONS]"), **values})
        if any(each.name == "articles" for each in self.params):
            self.epilog = _(
                "ARTICLES are names under articles/, folders there (politics/), or patterns "
                "('news/2026-*')."
            )


def locales_option(command: F) -> F:
    """Add --locale: which target locales a command works on."""
    return click.option(
        "--locale",
        "locales",
        multiple=True,
        metavar=_("LOCALE"),
        help=_("Only this target locale; may be given more than once."),
    )(command)


def jobs_option(command: F) -> F:
    """Add --jobs: on how many cores a command works, by default on all that it may use.

    With so many processes; where models draft, with one that has so many threads.
    """
    return click.option(
        "--jobs",
        "jobs",
        callback=lambda _ctx, _param, given: _processes(given),
        metavar=_("NUMBER"),
        help=_("Work on so many cores of this machine; by default on all that may be used."),
    )(command)


def _processes(given: str | None) -> int:
    """On how many cores a command works; raises UsageError for what is no number of them."""
    if given is None:
        from l10n.cores import cores

        return cores()
    digits = given.isascii() and given.isdecimal() and len(given) <= len(str(MOST_JOBS))
    number = int(given) if digits else 0
    if not 1 <= number <= MOST_JOBS:
        raise UsageError(
            _("“{text}” is no number of processes").format(text=given),
            code="USE-110",
            remedy=_("name one from 1, which starts no other process, to {most}").format(
                most=MOST_JOBS
            ),
        )
    return number


def pairs_option(command: F) -> F:
    """Add --pair: which pairs of an original's and a translation's locale a command works on."""
    return click.option(
        "--pair",
        "pairs",
        multiple=True,
        metavar=_("PAIR"),
        help=_("Only this pair of locales, such as uk>en; may be given more than once."),
    )(command)


def choice(command: F) -> F:
    """Add ARTICLES… and --locale: which articles and locales a command works on."""
    command = locales_option(command)
    return click.argument(
        "articles", nargs=-1, metavar=_("[ARTICLES]..."), shell_complete=article_names
    )(command)


def one_locale(command: F) -> F:
    """Add --locale of a command that works on one page."""
    return click.option("--locale", metavar=_("LOCALE"), help=_("The locale of the page."))(command)


def editor_option(command: F) -> F:
    """Add --as: who answers for a version; git's name for whoever runs the command otherwise."""
    return click.option(
        "--as",
        "named",
        metavar=_("NAME"),
        help=_('Who answers for it: "Name <mail>"; by default git\'s name for you.'),
    )(command)


def removals_option(command: F) -> F:
    """Add --accept-removals: what is gone from a catalog was taken out by a person."""
    return click.option(
        "--accept-removals",
        "removed",
        multiple=True,
        metavar=_("ARTICLE"),
        shell_complete=article_names,
        help=_(
            "Entries and translations that are missing from the catalogs of this article were "
            "taken out on purpose; may be given more than once."
        ),
    )(command)


def article_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What may be completed where an article is asked for: names, and folders of them."""
    from pathlib import Path, PurePosixPath

    from l10n import plugins
    from l10n.cli.completion import proposable
    from l10n.desk.desk import laid_out
    from l10n.errors import L10nError
    from l10n.store import workspace

    try:
        folder = ctx.find_root().params.get("directory") or Path()
        names = laid_out(workspace.find(folder)).article_names()
        articles = [name for name in proposable(names) if plugins.is_read(name)]
    except L10nError:
        return []
    folders = {
        f"{parent}/" for name in articles for parent in map(str, PurePosixPath(name).parents)
    }
    every = (*sorted(folders - {"./"}), *articles)
    # A name that begins with a dash would be taken for an option.
    paths = [f"./{name}" if name.startswith("-") else name for name in every]
    return [path for path in paths if path.startswith(incomplete)]


def now() -> datetime:
    """The time that new files are dated with: SOURCE_DATE_EPOCH if set, else the present.

    SOURCE_DATE_EPOCH is seconds since 1970, as reproducible-builds.org specifies it.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            _("SOURCE_DATE_EPOCH is “{value}”, not a number of seconds").format(value=given),
            code="USE-006",
        ) from None
