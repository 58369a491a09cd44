"""`l10n preview`."""

from pathlib import Path

import click

from l10n.cli.common_lines import own_language
from l10n.cli.console import desk_here, json_option, print_json, report_errors, say
from l10n.cli.options import Command, article_names, locales_option, now
from l10n.errors import UsageError
from l10n.messages import _


@click.command(
    "preview",
    cls=Command,
    help=_(
        "Show ARTICLES as a version would read: source and target side by side, each sentence with "
        "its state, findings and notes, in one HTML file for each article and language."
    ),
)
@click.argument(
    "articles",
    nargs=-1,
    required=True,
    metavar=_("ARTICLES..."),
    shell_complete=article_names,
)
@locales_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("Write the page of one article and language here; else it goes into .l10n/previews/."),
)
@click.option("--open", "opened", is_flag=True, help=_("Open the pages in the browser."))
@json_option
def command(
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    output: Path | None,
    opened: bool,
    as_json: bool,
) -> None:
    """Write the pages, and name them."""
    from l10n.desk.desk import wanted
    from l10n.jobs.preview import preview, write_previews

    desk = desk_here()
    which = wanted(desk, articles, locales)
    report = preview(desk, which, made=f"{now():%Y-%m-%d %H:%M} UTC")
    if output is not None and len(report.previews) > 1:
        raise UsageError(
            _("--output names one file, and there are {n} pages to write").format(
                n=len(report.previews)
            ),
            code="USE-017",
            remedy=_("name one article, and one language with --locale"),
        )
    written = write_previews(desk.workspace, report.previews, output)
    if as_json:
        print_json(
            [
                {"article": each.article, "locale": each.locale, "file": str(path)}
                for each, path in zip(report.previews, written, strict=True)
            ]
        )
    else:
        for path in written:
            say(str(path))
    own_language(report.own, err=as_json)
    if opened:
        _open(written)
    report_errors(report.errors)


def _open(pages: tuple[Path, ...]) -> None:
    import webbrowser

    for each in pages:
        if not webbrowser.open(each.absolute().as_uri()):
            say(_("No browser could be started; open the file yourself."), err=True)
            break
