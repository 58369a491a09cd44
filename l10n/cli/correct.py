"""`l10n correct`."""

import click

from l10n.cli.common_lines import followed_lines
from l10n.cli.console import desk_here, json_option, leave, print_json, report_errors, say
from l10n.cli.explained import Explanation, explained
from l10n.cli.options import Command, article_names, locales_option, now
from l10n.cli.releases import release_json, release_lines
from l10n.messages import _


@click.command(
    "correct",
    cls=Command,
    help=_(
        "Publish ARTICLE as it is now, in all languages, as a correction: its record says why, and "
        "where the workflow wants it readers find a dated notice in the page. A page that was "
        "retracted, or set back to an earlier version, is published again by it."
    ),
)
@click.argument("article", metavar=_("ARTICLE"), shell_complete=article_names)
@locales_option
@explained(
    needed=True,
    notice=_("What readers are told besides, in their language, behind the date."),
    edited=True,
)
@json_option
def command(article: str, locales: tuple[str, ...], said: Explanation, as_json: bool) -> None:
    """Publish the correction, and say what readers find."""
    from l10n.desk.desk import wanted
    from l10n.desk.editor import editor_of
    from l10n.jobs.publish import Correction, ReleaseOptions, Result, release

    desk = desk_here()
    options = ReleaseOptions(
        now(),
        replace_edited=said.replace_edited,
        editor=editor_of(desk.workspace, said.named),
        correction=Correction(said.reason, said.notice),
    )
    report = release(desk, wanted(desk, (article,), locales), options)
    if as_json:
        print_json([release_json(each) for each in report.releases])
    else:
        for each in report.releases:
            release_lines(each)
        followed_lines(report.followed)
    same = [each for each in report.releases if each.result is Result.UNCHANGED]
    if same and len(same) == len(report.releases) and not report.errors:
        say(_("Nothing was corrected: the pages read so already."), err=as_json)
        leave(1)
    report_errors(report.errors)
    if any(each.result is Result.REFUSED for each in report.releases):
        leave(1)
