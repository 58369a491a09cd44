"""`l10n engines compare`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.console import (
    bars,
    desk_here,
    error_json,
    json_option,
    print_json,
    report_errors,
    say,
    shown_article,
)
from l10n.cli.options import Command, article_names, now
from l10n.cli.tables import table
from l10n.errors import UsageError
from l10n.messages import _

if TYPE_CHECKING:
    from l10n.jobs.comparing import CompareReport, System
    from l10n.steps.comparing import Output, Passage

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(
    "compare",
    cls=Command,
    short_help=_("Draft the same articles with several engines, side by side."),
    help=_(
        "Draft ARTICLES with several engines, each in a process of its own, and show the drafts "
        "side by side, with seconds, memory, and how near each comes to finished translations. "
        "Nothing is written into the workspace."
    ),
)
@click.argument(
    "articles",
    nargs=-1,
    required=True,
    metavar=_("ARTICLES..."),
    shell_complete=article_names,
)
@click.option(
    "--locale", metavar=_("LOCALE"), help=_("The target locale, where there are several.")
)
@click.option(
    "--engine",
    "engines",
    multiple=True,
    metavar=_("ENGINE"),
    help=_("An engine to compare; may be given more than once. All of the workflow otherwise."),
)
@click.option(
    "--with",
    "files",
    multiple=True,
    metavar=_("NAME=FILE"),
    help=_("A translation of the one article that another system made; more than once for more."),
)
@click.option(
    "--reference",
    type=_FILE,
    metavar=_("FILE"),
    help=_("A finished translation of the one article; else those in its catalog count."),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("Write a page that shows all side by side."),
)
@json_option
def compare_engines(
    articles: tuple[str, ...], locale: str | None, output: Path | None, **how: Any
) -> None:
    """Ask all engines, and show what they say."""
    from l10n.desk.desk import wanted
    from l10n.jobs.comparing import Wish, compare
    from l10n.jobs.comparing.page import require_page, write_page

    desk = desk_here()
    which = wanted(desk, articles, () if locale is None else (locale,))
    wish = Wish(
        tuple(dict.fromkeys(how["engines"])),
        tuple(map(_named, how["files"])),
        how["reference"],
    )
    if output is not None:
        require_page(output)
    with bars() as bar:
        shown: dict[str, Any] = {}

        def advance(engine: str, done: int, total: int) -> None:
            if engine not in shown:
                shown[engine] = bar(engine, "", True)
            shown[engine](done, total)

        report = compare(desk, which, wish, advance)
    if output is not None:
        write_page(output, report, desk.workspace.layout, made=f"{now():%Y-%m-%d %H:%M} UTC")
    if how["as_json"]:
        print_json(_json(report))
    elif output is None:
        _print(report)
    else:
        _print_figures(report)
        say(str(output))
    errors = (*report.errors, *(each.error for each in report.systems if each.error is not None))
    report_errors(errors)


def _named(text: str) -> tuple[str, Path]:
    """A system and its file, as `NAME=FILE` names them."""
    name, equals, file = text.partition("=")
    if not equals or not name.strip() or not file:
        raise UsageError(
            _("“{text}” names no system and file").format(text=text),
            code="CMP-005",
            remedy=_("write NAME=FILE, such as google=google.md"),
        )
    return name.strip(), Path(file)


def _print(report: "CompareReport") -> None:
    for place, passage in enumerate(report.passages):
        say(f"{shown_article(passage.article)}:{passage.line}  {passage.source}", bold=True)
        width = max((len(each.name) for each in report.systems), default=0)
        if passage.reference:
            finished = _("finished")
            width = max(width, len(finished))
            say(f"    {finished.ljust(width)}  {passage.reference}")
        for system in report.systems:
            if system.outputs:
                say(f"    {system.name.ljust(width)}  {_shown(system.outputs[place])}")
        say()
    _print_figures(report)


def _shown(output: "Output") -> str:
    if not output.text:
        why = "" if output.reason is None else output.reason.text()
        return f"— {why}" if why else "—"
    doubts = "; ".join(each.text() for each in output.doubts)
    return f"{output.text}  ({doubts})" if doubts else output.text


def _print_figures(report: "CompareReport") -> None:
    from l10n.jobs.comparing.figures import columns, heading, models, notes

    found = columns(report)
    say(heading(report))
    head = [_("system"), *(column.name for column in found), _("models")]
    rows = [
        [system.name, *(column.cells[place] for column in found), models(system)]
        for place, system in enumerate(report.systems)
    ]
    table(head, rows, right=range(1, len(head) - 1), below=(len(head) - 1,))
    for note in notes(report):
        say(note)


def _json(report: "CompareReport") -> dict[str, object]:
    return {
        "source_locale": report.pair[0],
        "locale": report.pair[1],
        "systems": [_system_json(each) for each in report.systems],
        "texts": [
            _passage_json(report, place, passage) for place, passage in enumerate(report.passages)
        ],
    }


def _system_json(system: "System") -> dict[str, object]:
    return {
        "name": system.name,
        "file": None if system.file is None else str(system.file),
        "models": list(system.models),
        "drafted": system.drafted,
        "doubtful": system.doubtful,
        "empty": system.empty,
        "seconds": None if system.seconds is None else round(system.seconds, 3),
        "memory_bytes": system.memory,
        "scored": None if system.scores is None else system.scores.passages,
        "chrf": None if system.scores is None else round(system.scores.chrf, 2),
        "bleu": None if system.bleu is None else round(system.bleu.score, 2),
        "bleu_signature": None if system.bleu is None else system.bleu.signature,
        "references_of_its_own": system.began,
        "error": None if system.error is None else error_json(system.error),
    }


def _passage_json(report: "CompareReport", place: int, passage: "Passage") -> dict[str, object]:
    outputs = {each.name: each.outputs[place] for each in report.systems if each.outputs}
    return {
        "article": passage.article,
        "line": passage.line,
        "source": passage.source,
        "finished": passage.reference or None,
        "outputs": {
            name: {
                "text": given.text or None,
                "doubts": [each.text() for each in given.doubts],
                "reason": None if given.reason is None else given.reason.text(),
            }
            for name, given in outputs.items()
        },
    }
