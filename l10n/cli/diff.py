"""`l10n diff`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from l10n.cli.console import desk_here, json_option, print_json, say, say_changes
from l10n.cli.options import Command, article_names, one_locale
from l10n.errors import UsageError
from l10n.messages import _

if TYPE_CHECKING:
    from l10n.jobs.diff import Difference, Side


@click.command(
    "diff",
    cls=Command,
    help=_(
        "Show what became of the page of ARTICLE from version V1 to version V2, by default the "
        "current one, word by word. Versions are named by number or by the beginning of their id."
    ),
)
@click.argument("article", metavar=_("ARTICLE"), shell_complete=article_names)
@click.argument("versions", nargs=-1, required=True, metavar=_("V1 [V2]"))
@one_locale
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("Write a page for a browser, which needs nothing else."),
)
@json_option
def command(
    article: str,
    versions: tuple[str, ...],
    locale: str | None,
    html: Path | None,
    as_json: bool,
) -> None:
    """Compare, and show the words."""
    from l10n.jobs.diff import Sides, diff

    if len(versions) > 2:
        raise UsageError(
            _("{n} versions are named; two can be compared").format(n=len(versions)),
            code="USE-066",
        )
    where = () if locale is None else (locale,)
    found = diff(desk_here(), article, where, Sides(*versions))
    if html is not None:
        _write(html, found)
        say(str(html), err=as_json)
    if as_json:
        print_json(_json(found))
    elif html is None:
        _print(found)


def _print(found: "Difference") -> None:
    from l10n.steps.words_lines import changed_lines

    say(_title(found), bold=True)
    if found.is_none:
        say(_("Both read the same."))
        return
    for line in changed_lines(found.changes):
        if line is None:
            say("…")
        else:
            say_changes(line)


def _write(path: Path, found: "Difference") -> None:
    """Write the page for a browser; raises UsageError for a file that is none of ours."""
    from l10n.reports.changes import START, changes_page
    from l10n.steps.words_diff import as_html
    from l10n.steps.words_lines import changed_lines
    from l10n.store.report_files import write_report

    lines = [None if line is None else as_html(line) for line in changed_lines(found.changes)]
    write_report(path, changes_page(_title(found), found.at.locale, lines), (START,))


def _title(found: "Difference") -> str:
    return _("{article} → {locale}: version {old} of {then}, version {new} of {now}").format(
        article=found.at.name,
        locale=found.at.locale,
        old=found.old.number,
        then=found.old.version.date[:10],
        new=found.new.number,
        now=found.new.version.date[:10],
    )


def _json(found: "Difference") -> dict[str, object]:
    return {
        "article": found.at.name,
        "locale": found.at.locale,
        "old": _side(found.old),
        "new": _side(found.new),
        "changes": [{"kind": each.kind, "text": each.text} for each in found.changes],
    }


def _side(side: "Side") -> dict[str, object]:
    return {"number": side.number, "id": side.version.id, "published": side.version.date}
