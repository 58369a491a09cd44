"""`l10n retract`."""

from typing import TYPE_CHECKING

import click

from l10n.cli.common_lines import followed_lines
from l10n.cli.console import (
    desk_here,
    error_json,
    json_option,
    print_json,
    report_errors,
    say,
    shown_article,
)
from l10n.cli.explained import Explanation, explained
from l10n.cli.options import Command, article_names, locales_option, now
from l10n.messages import _

if TYPE_CHECKING:
    from l10n.jobs.retract import Retracted, RetractReport


@click.command(
    "retract",
    cls=Command,
    help=_(
        "Take back the pages of ARTICLE, in all languages: a notice to readers stands in their "
        "place, or nothing, as the workflow has it. Every version is kept in versions/, and "
        "publishing leaves the page so. The article itself may be gone."
    ),
)
@click.argument("article", metavar=_("ARTICLE"), shell_complete=article_names)
@locales_option
@explained(
    needed=True,
    notice=_("What readers are told, in their language, instead of the usual words."),
    edited=False,
)
@json_option
def command(article: str, locales: tuple[str, ...], said: Explanation, as_json: bool) -> None:
    """Take the pages back, and say what stands there now."""
    from l10n.desk.editor import editor
    from l10n.jobs.retract import Retraction, retract

    desk = desk_here()
    how = Retraction(
        now=now(),
        reason=said.reason,
        editor=editor(desk.workspace, said.named),
        notice=said.notice,
    )
    report = retract(desk, (article,), locales, how)
    if as_json:
        print_json(_json(report))
    else:
        _print(report)
    report_errors(report.errors)


def _print(report: "RetractReport") -> None:
    for each in report.pages:
        say(_line(each))
    followed_lines(report.followed)
    for link in report.leading:
        text = _("{path}:{line}: a link leads to {wanted}")
        path = shown_article(link.article)
        say(text.format(path=path, line=link.line, wanted=link.name))


def _line(each: "Retracted") -> str:
    if not each.new:
        text = _("{page}: was retracted before, as version {version}")
    elif each.notice:
        text = _("{page}: retracted as version {version}; readers find: {notice}")
    else:
        text = _("{page}: retracted as version {version}; the page is removed")
    return text.format(page=each.page, version=each.number, notice=each.notice)


def _json(report: "RetractReport") -> dict[str, object]:
    return {
        "pages": [
            {
                "article": each.at.name,
                "locale": each.at.locale,
                "page": each.page,
                "version": each.number,
                "new": each.new,
                "notice": each.notice,
            }
            for each in report.pages
        ],
        "links": [
            {"article": each.article, "line": each.line, "to": each.name} for each in report.leading
        ],
        "errors": [error_json(error) for error in report.errors],
    }
