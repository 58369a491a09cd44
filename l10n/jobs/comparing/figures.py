"""The figures of compared systems as people read them, in a terminal and on a page."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from l10n.jobs.comparing import CompareReport, System
from l10n.jobs.comparing.scoring import installed
from l10n.language.locales import format_size, format_tenths
from l10n.messages import _, language, ngettext
from l10n.preview.comparison import Column

V = TypeVar("V", int, float)
_NONE = "—"


def columns(report: CompareReport) -> tuple[Column, ...]:
    """Every figure of every system; scores have their best ones marked."""
    spoken = language()
    working = [each.error is None for each in report.systems]

    def count(value: Callable[[System], int]) -> tuple[str, ...]:
        return tuple(
            str(value(each)) if works else ""
            for each, works in zip(report.systems, working, strict=True)
        )

    def tenths(values: list[float | None]) -> tuple[str, ...]:
        return tuple(
            "" if not works else _NONE if value is None else format_tenths(value, spoken)
            for value, works in zip(values, working, strict=True)
        )

    chrf = [None if each.scores is None else each.scores.chrf for each in report.systems]
    bleu = [None if each.bleu is None else each.bleu.score for each in report.systems]
    return (
        Column(_("drafted"), count(lambda each: each.drafted)),
        Column(_("doubtful"), count(lambda each: each.doubtful)),
        Column(_("empty"), count(lambda each: each.empty)),
        Column("chrF", tenths(chrf), _best(chrf)),
        Column("BLEU", tenths(bleu), _best(bleu)),
        Column(_("seconds"), tenths([each.seconds for each in report.systems])),
        Column(
            _("memory"),
            tuple(
                "" if not works else _memory(each, spoken)
                for each, works in zip(report.systems, working, strict=True)
            ),
        ),
    )


def models(system: System) -> str:
    """What a system worked with; that it could not, where it could not."""
    if system.error is not None:
        return _("cannot work now")
    return ", ".join(system.models) if system.file is None else str(system.file)


def notes(report: CompareReport) -> Iterator[str]:
    """What is to be known of the scores."""
    for each in report.systems:
        if each.began:
            text = ngettext(
                "{n} finished translation began as a draft of {engine} and speaks for it.",
                "{n} finished translations began as drafts of {engine} and speak for it.",
                each.began,
            )
            yield text.format(n=each.began, engine=each.name)
    if report.passages and not report.references:
        yield _("Without finished translations there are no scores; --reference names a file.")
    elif report.references and not installed():
        yield _("BLEU is told where sacrebleu is installed (newsroom-l10n[compare]).")


def heading(report: CompareReport) -> str:
    """What was compared, in one line."""
    source, target = report.pair
    number = len(report.passages)
    text = ngettext(
        "{source} → {target}: {n} text, {finished} with a finished translation",
        "{source} → {target}: {n} texts, {finished} with a finished translation",
        number,
    )
    return text.format(source=source, target=target, n=number, finished=report.references)


def _memory(system: System, spoken: str) -> str:
    return _NONE if system.memory is None else format_size(system.memory, spoken)


def _best(values: list[float | None]) -> frozenset[int]:
    """The places of those that are ahead as they are shown, with one digit behind the mark."""
    shown = [value if value is None else round(value, 1) for value in values]
    known = [value for value in shown if value is not None]
    if len(known) < 2:
        return frozenset()
    return frozenset(place for place, value in enumerate(shown) if value == max(known))
