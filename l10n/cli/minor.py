"""What `l10n sync --minor` says of the edits that were declared trifles."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from l10n.cli.console import say, shown_article
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.jobs.sync.report import MinorEdits
    from l10n.steps.minor import NotCarried


def print_minor(edits: "Iterable[MinorEdits]") -> None:
    """Say which translations stand, and of each other sentence why its edit is no trifle."""
    for each in edits:
        place, number = shown_article(each.article), len(each.carried)
        if number:
            text = ngettext(
                "{n} translation stands, and so does its approval if it has one",
                "{n} translations stand, and so do their approvals where they have any",
                number,
            )
            say(f"{place} → {each.locale}: {text.format(n=number)}")
        for refused in each.refused:
            text = _("no trifle, left for the translator: {reason} (“{text}”)")
            reason = text.format(reason=refused.reason.text(), text=refused.entry.source)
            say(f"{place}:{_line(refused)} → {each.locale}: {reason}")


def minor_json(edits: "Iterable[MinorEdits]") -> list[dict[str, object]]:
    """The same as JSON."""
    return [
        {
            "article": each.article,
            "locale": each.locale,
            "carried": [
                {"source": one.entry.source, "former": one.former.source} for one in each.carried
            ],
            "refused": [
                {
                    "line": _line(one),
                    "source": one.entry.source,
                    "reason": one.reason.text(),
                }
                for one in each.refused
            ],
        }
        for each in edits
    ]


def _line(refused: "NotCarried") -> int:
    """The line in which a sentence stands first."""
    return min((each.line for each in refused.entry.references), default=0)
