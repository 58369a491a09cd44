"""`l10n merge-driver`: called by git, or once by a person to have git call it."""

import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from l10n.cli.console import STARTED_IN, here, leave, say, show_crash, warn
from l10n.cli.options import Command
from l10n.errors import L10nError
from l10n.messages import _, ngettext
from l10n.shell import shell_words

if TYPE_CHECKING:
    from l10n.jobs.merge_driver import DriverReport
    from l10n.store.workspace import Workspace

CONFLICT = 1
"""A person has to decide something; git stops before it commits."""
GIVEN_UP = 129
"""Nothing was merged: git takes a driver that ends so for one that crashed (gitattributes(5))."""


@click.command(
    "merge-driver",
    cls=Command,
    context_settings={"ignore_unknown_options": True},
    help=_(
        "Merge two versions of a catalog for git, entry by entry: FILES are the common version, "
        "ours, theirs, and the path in the repository (%O %A %B %P); the result is written into "
        "the second. Ends with 0 if all was merged, with 1 if texts were translated on both sides: "
        "they are drafts then, with both texts. --install has git do so in this clone."
    ),
)
@click.argument("files", nargs=-1, metavar=_("[FILES]..."))
@click.option(
    "--marker-size",
    default="",
    metavar=_("NUMBER"),
    help=_("Letters of a conflict marker (%L), for what is no catalog."),
)
@click.option(
    "--install",
    "installing",
    is_flag=True,
    help=_("Set git up in this clone, and name catalogs in .gitattributes."),
)
def command(files: tuple[str, ...], marker_size: str, installing: bool) -> None:
    """Merge, or have git merge from now on."""
    if installing and not files:
        _install()
        return
    if len(files) != 4 or installing:
        warn(_("give four files: {names}").format(names="%O %A %B %P"))
        leave(GIVEN_UP)
    from l10n.jobs.merge_driver import Versions, merge_versions
    from l10n.store.merging import MARKER_SIZE

    place = PurePosixPath(files[3])
    size = int(marker_size) if marker_size.isdecimal() and len(marker_size) < 4 else MARKER_SIZE
    try:
        report = merge_versions(Versions(*files[:3], place, size), Path())
    except L10nError as error:
        warn(error)
        leave(GIVEN_UP)
    except Exception as error:  # Python's own exit code is 1, and git would take ours for merged.
        show_crash(type(error), error, error.__traceback__)
        leave(GIVEN_UP)
    _print(report, place.as_posix())
    if not report.clean:
        leave(CONFLICT)


def _print(report: "DriverReport", place: str) -> None:
    if report.fault is not None:
        warn(report.fault)
        say(_("{path}: merged line by line, as git does it").format(path=place), err=True)
    if report.conflicts:
        text = ngettext(
            "{path}: {n} text was translated on both sides; it is a draft now, with both: choose "
            "in an editor of PO files, then {command}",
            "{path}: {n} texts were translated on both sides; they are drafts now, with both: "
            "choose in an editor of PO files, then {command}",
            report.conflicts,
        )
        command = shell_words(["git", "add"], [place])
        say(text.format(path=place, n=report.conflicts, command=command), err=True)


def _install() -> None:
    from l10n.jobs.merge_driver import install

    workspace = here()
    done = install(workspace, driver_command())
    for line in done.attributes:
        say(_(".gitattributes: added {line}").format(line=line))
    if done.driver:
        say(_("git merges catalogs entry by entry in this clone"))
    elif not done.attributes:
        say(_("git is set up already"))


def set_up(workspace: "Workspace") -> None:
    """Have git merge the catalogs of a new workspace by entry, where it lies in a repository."""
    from l10n.jobs.merge_driver import prepare

    try:
        done = prepare(workspace, driver_command())
    except L10nError as error:
        warn(error)
        return
    if done is not None and done.driver:
        say(_("git merges catalogs entry by entry in this clone"))
    if done is not None and done.missing:
        say(
            _(
                "the .gitattributes that is there lacks some lines for that; "
                "`l10n merge-driver --install` adds them"
            )
        )


def tell_if_missing(workspace: "Workspace") -> None:
    """Say, once in a clone, that git does not know yet how to merge catalogs."""
    from l10n.store.clone import is_driver_missing

    if is_driver_missing(workspace):
        say(
            _(
                "git merges catalogs line by line in this clone; after "
                "`l10n merge-driver --install` it merges them entry by entry"
            ),
            err=True,
        )


def driver_command() -> str:
    """What git is told to run; should that be impossible one day, git merges by lines itself."""
    context = click.get_current_context(silent=True)
    started = None if context is None else context.meta.get(STARTED_IN)
    program = (started or Path()) / sys.argv[0]
    if program.name == "l10n" and program.is_file():
        words = [str(program.absolute())]
    else:
        # Git starts it in the folder of the repository, and nothing that lies there is imported.
        words = [sys.executable, "-P", "-m", "l10n"]
    started = shell_words([*words, "merge-driver"]).replace("%", "%%")
    return (
        f"{started} --marker-size=%L %O %A %B %P; case $? in 0) ;; 1) exit 1 ;; "
        "*) git merge-file --marker-size=%L %A %O %B ;; esac"
    )
