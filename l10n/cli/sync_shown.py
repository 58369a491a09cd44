"""What a sync has done, as people read it and as JSON has it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from l10n.cli.common_lines import own_language, problem_lines, problems_json, unread_files
from l10n.cli.console import error_json, say, shown_article, shown_page
from l10n.cli.minor import minor_json
from l10n.messages import _, ngettext
from l10n.shell import shell_words

if TYPE_CHECKING:
    from l10n.desk.orphans import Orphan
    from l10n.jobs.sync import Synced, SyncReport
    from l10n.steps.leverage import MemoryCounts
    from l10n.steps.pretranslate import LeftEmpty

SHOWN = 20
"""Articles, and problems of articles, that have a line each; of more, numbers are summed up."""


def print_synced(report: "SyncReport", *, every: bool) -> None:
    """Say what became of the articles; without `every`, many are summed up by locale."""
    said = report.problems if every else report.problems[:SHOWN]
    for name, problem in said:
        problem_lines(name, (problem,))
    more = len(report.problems) - len(said)
    if more:
        text = ngettext("and {n} more: {command}", "and {n} more: {command}", more)
        say(text.format(n=more, command="l10n status --json"))
    told_lines(report, every=every)
    own_language(report.own)
    for workflow, fit in report.dialects:
        _dialect(workflow, fit)
    for name in report.unclaimed:
        say(_("{path}: no workflow claims it").format(path=shown_article(name)))
    unread_files(report.unread)
    _orphans(report.orphans)
    for name, locale in report.pages:
        say(
            _("{path}: its article is gone; the page is kept").format(path=shown_page(locale, name))
        )
    written = sum(synced.written for synced in report.synced)
    still = len(report.synced) - written + report.unchanged
    say(
        ngettext("{n} catalog written", "{n} catalogs written", written).format(n=written)
        + ", "
        + ngettext("{n} unchanged", "{n} unchanged", still).format(n=still)
    )


def told_lines(report: "SyncReport", *, every: bool = True) -> None:
    """Say what became of catalogs; without `every`, many are summed up by locale."""
    told = [
        synced
        for synced in report.synced
        if synced.written or synced.drafts.left or synced.drafts.none_beside
    ]
    if every or len(told) <= SHOWN:
        for synced in told:
            place = f"{shown_article(synced.article)} → {synced.locale}"
            if synced.written:
                say(f"{place}: {_line(synced)}")
            for kind in synced.drafts.left:
                say(f"{place}: {_left(kind)}")
            for kind in synced.drafts.none_beside:
                say(f"{place}: {_none_beside(kind)}")
    else:
        for locale in dict.fromkeys(synced.locale for synced in told):
            _sum_up(locale, [synced for synced in told if synced.locale == locale])


def _left(kind: "LeftEmpty") -> str:
    # What the first of several names is not what the others name.
    one_of_several = kind.entries > 1 and kind.reason.arguments
    text = (
        ngettext(
            "{n} left empty, such as: {reason}", "{n} left empty, such as: {reason}", kind.entries
        )
        if one_of_several
        else ngettext("{n} left empty: {reason}", "{n} left empty: {reason}", kind.entries)
    )
    return text.format(n=kind.entries, reason=kind.reason.text())


def _dialect(workflow: str, fit: Sequence[str]) -> None:
    """Say which dialect fits the code in articles, so that all of it is understood."""
    listed = ", ".join(f'`dialect = "{name}"`' for name in fit)
    say(
        _(
            "workflows/{name}.toml: the articles hold code of a template language; "
            "write there: {dialect}"
        ).format(name=workflow, dialect=listed)
    )


def _none_beside(kind: "LeftEmpty") -> str:
    """No draft of a text whose entry holds what a person wrote for another wording, or so."""
    one_of_several = kind.entries > 1 and kind.reason.arguments
    text = (
        ngettext(
            "{n} without a draft beside a person’s text, such as: {reason}",
            "{n} without a draft beside a person’s text, such as: {reason}",
            kind.entries,
        )
        if one_of_several
        else ngettext(
            "{n} without a draft beside a person’s text: {reason}",
            "{n} without a draft beside a person’s text: {reason}",
            kind.entries,
        )
    )
    return text.format(n=kind.entries, reason=kind.reason.text())


def _orphans(orphans: Sequence["Orphan"]) -> None:
    """Name the catalogs without an article, and once for each what it may have become."""
    proposed: set[tuple[str, str]] = set()
    for orphan in orphans:
        text = _("catalogs/{locale}/{name}.po: its article is gone; the catalog is kept")
        line = text.format(locale=orphan.locale, name=orphan.article)
        if orphan.heir is not None and (orphan.article, orphan.heir) not in proposed:
            proposed.add((orphan.article, orphan.heir))
            command = shell_words(["l10n", "rename"], [orphan.article, orphan.heir])
            line += " — " + _("{path} holds most of it; if it was renamed: {command}").format(
                path=shown_article(orphan.heir), command=command
            )
        say(line)


def _sum_up(locale: str, told: Sequence["Synced"]) -> None:
    """Say what became of many articles in one locale."""
    articles = ngettext("{n} article → {locale}", "{n} articles → {locale}", len(told))
    place = articles.format(n=len(told), locale=locale)
    numbers: Counter[str] = Counter()
    for synced in told:
        numbers.update(_numbers(synced))
    words = _words(numbers) or _("notes brought up to date")
    say(f"{place}: {words}")
    for kind in _kinds(each for synced in told for each in synced.drafts.left):
        say(f"{place}: {_left(kind)}")
    for kind in _kinds(each for synced in told for each in synced.drafts.none_beside):
        say(f"{place}: {_none_beside(kind)}")


def _kinds(found: "Iterable[LeftEmpty]") -> "list[LeftEmpty]":
    """What many articles were left without, summed up by kind of reason, most frequent first."""
    kinds: dict[str, LeftEmpty] = {}
    for kind in found:
        known = kinds.setdefault(kind.reason.template, replace(kind, entries=0))
        kinds[kind.reason.template] = replace(known, entries=known.entries + kind.entries)
    return sorted(kinds.values(), key=lambda kind: -kind.entries)


def _line(synced: "Synced") -> str:
    words = _words(_numbers(synced))
    if not words and not synced.segments:
        return _("no text to translate")
    return words or _("notes brought up to date")


def _numbers(synced: "Synced") -> dict[str, int]:
    """Entries by what happened to them."""
    return {
        "new": synced.changes.new,
        "changed": synced.changes.changed,
        "elsewhere": synced.changes.elsewhere,
        "retagged": synced.changes.retagged,
        "to_place": synced.changes.to_place,
        "returned": synced.changes.returned,
        "gone": synced.changes.gone,
        "finished": synced.memory.finished.entries,
        "remembered": synced.memory.drafts.entries,
        "similar": synced.memory.similar.entries,
        "drafted": synced.drafts.drafted,
        "beside": synced.drafts.beside,
        "doubtful": synced.drafts.doubtful,
        "unasked": synced.unasked,
    }


def _words(numbers: Mapping[str, int]) -> str:
    """What `_numbers` gives, as people read it; what is none is left out."""
    new, changed, returned = numbers["new"], numbers["changed"], numbers["returned"]
    gone, drafted, doubtful = numbers["gone"], numbers["drafted"], numbers["doubtful"]
    unasked, beside = numbers["unasked"], numbers["beside"]
    counted = (
        (new, ngettext("{n} new entry", "{n} new entries", new)),
        (
            changed,
            ngettext(
                "{n} changed, its old translation kept for the translator",
                "{n} changed, their old translations kept for the translator",
                changed,
            ),
        ),
        (
            numbers["to_place"],
            ngettext(
                "{n} of them with tags to be placed",
                "{n} of them with tags to be placed",
                numbers["to_place"],
            ),
        ),
        (
            numbers["retagged"],
            ngettext(
                "{n} with tags of another kind",
                "{n} with tags of another kind",
                numbers["retagged"],
            ),
        ),
        (
            numbers["elsewhere"],
            ngettext(
                "{n} with a translation from another article",
                "{n} with translations from other articles",
                numbers["elsewhere"],
            ),
        ),
        (
            numbers["finished"],
            ngettext(
                "{n} from the memory, taken as translated",
                "{n} from the memory, taken as translated",
                numbers["finished"],
            ),
        ),
        (
            numbers["remembered"],
            ngettext(
                "{n} filled from the memory",
                "{n} filled from the memory",
                numbers["remembered"],
            ),
        ),
        (
            numbers["similar"],
            ngettext(
                "{n} from a similar text of the memory",
                "{n} from similar texts of the memory",
                numbers["similar"],
            ),
        ),
        (returned, ngettext("{n} returned", "{n} returned", returned)),
        (gone, ngettext("{n} gone", "{n} gone", gone)),
        (drafted, ngettext("{n} drafted", "{n} drafted", drafted)),
        (
            beside,
            ngettext(
                "{n} drafted beside a person’s text",
                "{n} drafted beside a person’s text",
                beside,
            ),
        ),
        (doubtful, ngettext("{n} doubtful", "{n} doubtful", doubtful)),
        (
            unasked,
            ngettext(
                "{n} came in meanwhile, and is for the next sync",
                "{n} came in meanwhile, and are for the next sync",
                unasked,
            ),
        ),
    )
    return ", ".join(text.format(n=number) for number, text in counted if number)


def _memory_json(counts: "MemoryCounts") -> dict[str, object]:
    """What the memory gave, in entries and words."""
    kinds = {
        "translated": counts.finished,
        "drafts": counts.drafts,
        "similar": counts.similar,
    }
    return {name: {"entries": tally.entries, "words": tally.words} for name, tally in kinds.items()}


def synced_json(report: "SyncReport") -> dict[str, object]:
    """All of it, as JSON has it."""
    return {
        "synced": [
            {
                "article": each.article,
                "locale": each.locale,
                "written": each.written,
                "new": each.changes.new,
                "changed": each.changes.changed,
                "elsewhere": each.changes.elsewhere,
                "retagged": each.changes.retagged,
                "tags_to_place": each.changes.to_place,
                "returned": each.changes.returned,
                "gone": each.changes.gone,
                "drafted": each.drafts.drafted,
                "drafted_beside": each.drafts.beside,
                "doubtful": each.drafts.doubtful,
                "memory": _memory_json(each.memory),
                "came_in_meanwhile": each.unasked,
                "drafts": [
                    {"engine": origin.engine, "model": origin.model, "entries": origin.entries}
                    for origin in each.drafts.origins
                ],
                "left_empty": [
                    {"reason": kind.reason.text(), "entries": kind.entries}
                    for kind in each.drafts.left
                ],
                "none_beside": [
                    {"reason": kind.reason.text(), "entries": kind.entries}
                    for kind in each.drafts.none_beside
                ],
            }
            for each in report.synced
        ],
        "unchanged": report.unchanged,
        "busy": [{"article": name, "locale": locale} for name, locale in report.busy],
        "problems": [
            {"article": name, **problem}
            for name, each in report.problems
            for problem in problems_json([each])
        ],
        "dialects": [
            {"workflow": workflow, "dialects": list(fit)} for workflow, fit in report.dialects
        ],
        "unclaimed": list(report.unclaimed),
        "unread": dict(report.unread),
        "orphans": [
            {"article": each.article, "locale": each.locale, "heir": each.heir}
            for each in report.orphans
        ],
        "pages_without_article": [
            {"article": name, "locale": locale} for name, locale in report.pages
        ],
        "already_in_locale": [{"article": name, "locale": locale} for name, locale in report.own],
        "minor": minor_json(report.minor),
        "warnings": [error_json(each) for each in report.warnings],
        "errors": [error_json(error) for error in (*report.errors, *report.failures)],
    }
