"""`l10n rollback`."""

from typing import TYPE_CHECKING

import click

from l10n.cli.common_lines import followed_lines
from l10n.cli.console import desk_here, json_option, print_json, report_errors, say
from l10n.cli.explained import Explanation, explained
from l10n.cli.options import Command, article_names, now, one_locale
from l10n.messages import _
from l10n.shell import shell_words

if TYPE_CHECKING:
    from l10n.jobs.rollback import RolledBack


@click.command(
    "rollback",
    cls=Command,
    help=_(
        "Set the page of ARTICLE back to VERSION, by default to the one before. It becomes a new "
        "version with the old text, and publishing leaves it so until it is corrected, or set back "
        "to the newest. A page that was retracted comes back by it, too."
    ),
)
@click.argument("article", metavar=_("ARTICLE"), shell_complete=article_names)
@click.argument("version", metavar=_("[VERSION]"), required=False)
@one_locale
@explained(needed=False, notice="", edited=True)
@json_option
def command(
    article: str, version: str | None, locale: str | None, said: Explanation, as_json: bool
) -> None:
    """Set the page back, and say to what."""
    from l10n.desk.editor import editor
    from l10n.jobs.rollback import Rollback, rollback

    desk = desk_here()
    how = Rollback(
        now=now(),
        version=version,
        reason=said.reason,
        editor=editor(desk.workspace, said.named),
        replace_edited=said.replace_edited,
    )
    found = rollback(desk, article, () if locale is None else (locale,), how)
    if as_json:
        print_json(_json(found))
    else:
        _print(found)
    report_errors(found.errors)


def _print(found: "RolledBack") -> None:
    for problem in found.problems:
        say(f"{found.page}: {problem.message.text()}")
    followed_lines(found.followed)
    if not found.new:
        say(_("{page}: reads as version {old} already").format(page=found.page, old=found.restored))
        return
    text = _("{page}: version {version}, with the text of version {old}").format(
        page=found.page, version=found.number, old=found.restored
    )
    if found.held:
        correct = shell_words(["l10n", "correct"], [found.at.name])
        text += "; " + _("it stays so until {correct}").format(correct=correct)
    say(text)


def _json(found: "RolledBack") -> dict[str, object]:
    return {
        "article": found.at.name,
        "locale": found.at.locale,
        "page": found.page,
        "version": found.number,
        "restored": found.restored,
        "new": found.new,
        "held": found.held,
        "problems": [problem.message.text() for problem in found.problems],
    }
