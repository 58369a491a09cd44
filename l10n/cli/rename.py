"""`l10n rename`."""

from typing import TYPE_CHECKING

import click

from l10n.cli.console import (
    desk_here,
    error_json,
    json_option,
    print_json,
    report_errors,
    say,
    shown_article,
    warn,
)
from l10n.cli.options import Command, article_names
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.jobs.rename import RenameReport


@click.command(
    "rename",
    cls=Command,
    help=_(
        "Rename the article OLD, or all of a folder, to NEW, together with its catalogs, records "
        "and published pages. If the article itself has been renamed already, what it left behind "
        "follows it. A NEW that ends in / is a folder to move into. Translations of NEW are never "
        "replaced."
    ),
)
@click.argument("old", metavar=_("OLD"), shell_complete=article_names)
@click.argument("new", metavar=_("NEW"), shell_complete=article_names)
@json_option
def command(old: str, new: str, as_json: bool) -> None:
    """Rename, and say what went along."""
    from l10n.desk.article_patterns import article_pattern, trimmed
    from l10n.jobs.rename import rename

    desk = desk_here()
    workspace = desk.workspace
    folder = "/" if new.endswith("/") else ""
    report = rename(desk, article_pattern(workspace, old), trimmed(workspace, new) + folder)
    if as_json:
        print_json(_json(report))
    else:
        _print(report)
    report_errors(report.errors)


def _print(report: "RenameReport") -> None:
    for each in report.renamed:
        number = len(each.moved)
        say(
            ngettext(
                "{old} → {new}: {n} file moved", "{old} → {new}: {n} files moved", number
            ).format(old=each.old, new=each.new, n=number)
        )
        for page in each.kept:
            say(_("{page}: stays; the new name has a page of its own").format(page=page))
        if not each.claimed:
            warn(_("{path}: no workflow claims it").format(path=shown_article(each.new)))
    for link in report.links:
        say(
            _("{path}:{line}: the link {url} led to {wanted}").format(
                path=shown_article(link.article), line=link.line, url=link.url, wanted=link.wanted
            )
        )
    say(_("Next: `l10n sync` brings the catalogs up to date."))


def _json(report: "RenameReport") -> dict[str, object]:
    return {
        "renamed": [
            {
                "old": each.old,
                "new": each.new,
                "moved": [{"from": before, "to": after} for before, after in each.moved],
                "kept": list(each.kept),
                "claimed": each.claimed,
            }
            for each in report.renamed
        ],
        "links": [
            {"article": each.article, "line": each.line, "url": each.url, "wanted": each.wanted}
            for each in report.links
        ],
        "errors": [error_json(error) for error in report.errors],
    }
