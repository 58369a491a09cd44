"""`l10n effort`."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.console import (
    desk_here,
    error_json,
    json_option,
    print_json,
    progress,
    report_errors,
    say,
)
from l10n.cli.options import Command, choice
from l10n.cli.tables import table
from l10n.messages import N_, _, language, ngettext

if TYPE_CHECKING:
    from l10n.jobs.effort import EffortReport
    from l10n.reports.effort_plot import Series
    from l10n.steps.effort import Effort, Group, MemoryUse
    from l10n.steps.ter_words import TerOptions

PATIENCE = 600.0
"""Seconds that git may take for all catalogs together."""
_TER = ("normalized", "no-punctuation", "case-sensitive", "asian")
_KNOWN = {
    "commit": N_("a commit"),
    "uncommitted": N_("whoever works here, as it is not committed"),
    "signature": N_("a signature"),
    "header": N_("Last-Translator"),
    "unknown": N_("nothing"),
}


@click.command(
    "effort",
    cls=Command,
    help=_(
        "Tell what editing machine drafts of ARTICLES (by default all) took: by engine, "
        "translator and month, how many were accepted unedited, how many edits the others had for "
        "each hundred words (TER), and how much of the letters stayed (chrF2)."
    ),
)
@choice
@click.option("--since", default="", metavar=_("MONTH"), help=_("From this month on: 2026-05."))
@click.option(
    "--ter",
    "ter",
    multiple=True,
    type=click.Choice(_TER),
    help=_("How words are told apart for TER, as in sacrebleu; may be given more than once."),
)
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("Draw the months as a picture into this file (SVG)."),
)
@json_option
def command(articles: tuple[str, ...], locales: tuple[str, ...], **given: Any) -> None:
    """Measure and print."""
    from l10n.desk.desk import wanted
    from l10n.desk.translators import Translations
    from l10n.jobs.effort import Question, effort, month_of
    from l10n.steps.ter_words import TerOptions
    from l10n.store.authors import Authors

    since = month_of(given["since"]) if given["since"] else ""
    options = TerOptions(**{name.replace("-", "_"): True for name in given["ter"]})
    desk = desk_here()
    question = Question(wanted(desk, articles, locales), since, options)
    root = desk.workspace.root
    translations = Translations(desk.workspace, Authors(root, seconds=PATIENCE))
    with progress(_("Reading")) as advance:
        report = effort(desk, question, translations.of, progress=advance)
    if given["plot"] is not None:
        _plot(given["plot"], report)
    if given["as_json"]:
        print_json(_json(report, options))
    else:
        _print(report)
    report_errors(report.errors)


def _plot(path: Path, report: "EffortReport") -> None:
    from l10n.reports.effort_plot import START, effort_plot
    from l10n.store.report_files import write_report

    write_report(path, effort_plot(_series(report)), (START,))


def _series(report: "EffortReport") -> "list[Series]":
    """By engine and model, the months that are known."""
    from l10n.reports.effort_plot import Figures, Series

    found: dict[str, dict[str, Figures]] = {}
    for group, effort in report.by(lambda group: replace(group, translator="")).items():
        months = found.setdefault(_machine(group), {})
        if group.month:
            share = 100 * effort.unedited / effort.segments
            months[group.month] = Figures(effort.segments, share, effort.edits.rate)
    return [Series(name, months) for name, months in found.items()]


def _print(report: "EffortReport") -> None:
    if not report.rows:
        say(_("No finished translation of a machine draft is on record."))
    else:
        table(_head(), [*_rows(report)], right=(3, 4, 5, 6, 7), below=(1,))
        counted = sorted((each.value, number) for each, number in report.evidence.items())
        named = [(_(_KNOWN[each]), number) for each, number in counted]
        known = ", ".join(f"{name} ({number})" for name, number in named)
        say(_("Who edited, and when, is known by: {sources}").format(sources=known))
    _print_memory(report.memory)
    for reason in report.unknown:
        say(_("Git does not tell of some who translated them: {why}").format(why=reason.text()))
    if report.lost:
        text = ngettext(
            "{n} translation is not measured: its draft was edited before drafts were kept",
            "{n} translations are not measured: their drafts were edited before drafts were kept",
            report.lost,
        )
        say(text.format(n=report.lost))
    if report.undated:
        text = ngettext(
            "{n} is left out: nobody knows when it was edited",
            "{n} are left out: nobody knows when they were edited",
            report.undated,
        )
        say(text.format(n=report.undated))


def _print_memory(found: "MemoryUse") -> None:
    """Say what of the finished translations came from the memory."""
    total = found.total
    if not total.entries:
        return
    text = ngettext(
        "From the memory: {n} translation ({words} words); {accepted} ({accepted_words}) as it "
        "was, {edited} ({edited_words}) edited, {similar} ({similar_words}) of similar texts",
        "From the memory: {n} translations ({words} words); {accepted} ({accepted_words}) as they "
        "were, {edited} ({edited_words}) edited, {similar} ({similar_words}) of similar texts",
        total.entries,
    )
    kinds = {"accepted": found.accepted, "edited": found.edited, "similar": found.similar}
    numbers = {name: _number(tally.entries) for name, tally in kinds.items()}
    numbers |= {f"{name}_words": _number(tally.words) for name, tally in kinds.items()}
    say(text.format(n=_number(total.entries), words=_number(total.words), **numbers))


def _head() -> list[str]:
    return [
        _("engine"),
        _("translator"),
        _("month"),
        _("segments"),
        _("unedited, %"),
        _("TER, %"),
        _("chrF2"),
        _("words"),
    ]


def _rows(report: "EffortReport") -> "Iterable[list[str]]":
    """A row for each group, then one for each engine of several, then one for all."""
    for group, effort in report.rows.items():
        who = _name(group.translator)
        yield [_machine(group), who, group.month or _("unknown"), *_figures(effort)]
    engines = report.by(lambda group: replace(group, translator="", month=""))
    if len(report.rows) > len(engines) > 1:
        for group, effort in engines.items():
            yield [_("all of {engine}").format(engine=_machine(group)), "", "", *_figures(effort)]
    if len(report.rows) > 1:
        yield [_("all"), "", "", *_figures(report.total)]


def _figures(effort: "Effort") -> list[str]:
    return [
        _number(effort.segments),
        _tenths(100 * effort.unedited / effort.segments),
        _tenths(effort.edits.rate),
        _tenths(effort.overlap.score),
        _number(effort.words),
    ]


def _machine(group: "Group") -> str:
    return f"{group.engine}, {group.model}" if group.model else group.engine


def _name(who: str) -> str:
    from l10n.model.person import parsed_person

    person = parsed_person(who)
    return _("unknown") if person is None else person.name


def _number(value: int) -> str:
    from l10n.language.locales import format_number

    return format_number(value, language())


def _tenths(value: float) -> str:
    """One digit behind the mark, as the person's language writes it."""
    from l10n.language.locales import format_tenths

    return format_tenths(value, language())


def _json(report: "EffortReport", options: "TerOptions") -> Mapping[str, object]:
    engines = report.by(lambda group: replace(group, translator="", month=""))
    return {
        "ter_options": asdict(options),
        "rows": [
            {
                "engine": group.engine,
                "model": group.model,
                "translator": group.translator or None,
                "month": group.month or None,
                **_figures_json(effort),
            }
            for group, effort in report.rows.items()
        ],
        "engines": [
            {"engine": group.engine, "model": group.model, **_figures_json(effort)}
            for group, effort in engines.items()
        ],
        "total": _figures_json(report.total),
        "evidence": {each.value: number for each, number in report.evidence.items()},
        "unknown": [reason.text() for reason in report.unknown],
        "memory": asdict(report.memory),
        "lost": report.lost,
        "undated": report.undated,
        "errors": [error_json(error) for error in report.errors],
    }


def _figures_json(effort: "Effort") -> dict[str, object]:
    return {
        "segments": effort.segments,
        "unedited": effort.unedited,
        "words": effort.words,
        "edits": effort.edits.edits,
        "target_words": effort.edits.words,
        "ter": effort.edits.rate,
        "chrf": effort.overlap.score,
    }
