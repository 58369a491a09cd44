"""The drafts that `l10n status` lists: engines' own, and people's texts that are not finished."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from l10n.cli.console import say, shown_article
from l10n.messages import _

if TYPE_CHECKING:
    from l10n.desk.listed_drafts import ListedDraft
    from l10n.jobs.status import Standing, StatusReport
    from l10n.model.memory_origin import MemoryOrigin


def print_drafts(report: "StatusReport") -> None:
    """Say of each draft where it stands, whose it is, and what it reads."""
    found = [(draft, each) for each in report.standings for draft in _drafts(each)]
    found.sort(key=lambda pair: pair[0].certainty())
    for draft, standing in found:
        place = f"{shown_article(standing.article)}:{draft.segment.place.line}: {standing.locale}"
        say(f"{place}: {_author(draft)}")
        say(f"    {draft.segment.text}")
        say(f"    {draft.target}")
        if draft.record is not None and not draft.by_machine:
            say("    " + _("draft in its place: {text}").format(text=draft.record.text))
            say(f"        {_certainty(draft)}")
    if not found:
        say(_("There are no drafts to review."))


def _drafts(standing: "Standing") -> "tuple[ListedDraft, ...]":
    return () if standing.details is None else standing.details.drafts


def _author(draft: "ListedDraft") -> str:
    """Who wrote a draft, and what it is."""
    from l10n.steps.offered import unfinished

    if draft.memory is not None:
        return _from_memory(draft, draft.memory)
    return _certainty(draft) if draft.by_machine else unfinished(draft.author).text()


def _from_memory(draft: "ListedDraft", origin: "MemoryOrigin") -> str:
    """Where a translation of the memory comes from, and how its text differs."""
    from l10n.language.locales import format_percent
    from l10n.messages import language

    words = _("a translation of a similar text, from the memory: {origin}")
    if not draft.author.unfinished:
        words = _("a translation from the memory: {origin}")
    parts = [format_percent(origin.percent, language()), origin.place, origin.different]
    if draft.doubtful:
        parts.append(_("doubtful: {reason}").format(reason=draft.doubt))
    return words.format(origin=", ".join(filter(None, parts)))


def _certainty(draft: "ListedDraft") -> str:
    from decimal import Decimal

    from l10n.language.locales import format_percent
    from l10n.messages import language

    assert draft.record is not None
    parts = [f"{draft.record.engine}, {draft.record.model}"]
    if draft.confidence is not None:
        # Through a text, since 0.29 is a little less than that.
        parts.insert(0, format_percent(100 * Decimal(str(draft.confidence)), language()))
    if draft.doubtful:
        parts.append(_("doubtful: {reason}").format(reason=draft.doubt))
    return ", ".join(parts)


def drafts_json(drafts: "Iterable[ListedDraft]") -> list[dict[str, object]]:
    """The drafts of one article in one locale, as JSON has them."""
    return [
        {
            "line": each.segment.place.line,
            "source": each.segment.text,
            "target": each.target,
            "author": each.author.value,
            "engine": "" if each.record is None else each.record.engine,
            "model": "" if each.record is None else each.record.model,
            "confidence": each.confidence,
            "doubtful": each.doubtful,
            "reason": each.doubt,
            "stand_in": "" if each.record is None else each.record.text,
            "memory": None if each.memory is None else asdict(each.memory),
        }
        for each in drafts
    ]
