"""What people signed, as `l10n status` shows it: what was rejected, and what has changed since."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from l10n.cli.console import say, say_changes, shown_article
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.jobs.status import EntryCounts, Reviewed, Standing
    from l10n.model.segment import Key


def signed_parts(counts: "EntryCounts") -> list[str]:
    """How many entries were rejected, or have changed since they were approved."""
    parts: list[str] = []
    if counts.rejected:
        text = ngettext("{n} rejected", "{n} rejected", counts.rejected)
        parts.append(text.format(n=counts.rejected))
    if counts.changed:
        text = ngettext("{n} changed since approved", "{n} changed since approved", counts.changed)
        parts.append(text.format(n=counts.changed))
    return parts


def print_signed(
    standing: "Standing", reviewed: "Iterable[Reviewed]", blocked: "Collection[Key]"
) -> None:
    """Name what was rejected, with the reason, and show what has changed since it was approved.

    That an entry was rejected has been said already of those that block publishing.
    """
    from l10n.model.approval import ApprovalState

    for each in reviewed:
        signature = each.approval.signature
        place = f"{shown_article(standing.article)}:{each.line}: {standing.locale}: "
        if each.approval.state is ApprovalState.REJECTED and each.entry.key not in blocked:
            text = _("rejected by {who}, {date}: {reason}")
            reason = signature.reason.strip()
            say(place + text.format(who=signature.who, date=_day(signature.date), reason=reason))
            say(f"    {each.entry.target}")
        elif each.approval.state is ApprovalState.CHANGED:
            text = _("approved by {who}, {date}, then changed")
            say(place + text.format(who=signature.who, date=_day(signature.date)))
            _print_changes(each)


def _print_changes(reviewed: "Reviewed") -> None:
    from l10n.steps.words_diff import word_diff

    signature, entry = reviewed.approval.signature, reviewed.entry
    changed = False
    for lead, old, new in (
        (_("source:"), signature.source, entry.source),
        (_("translation:"), signature.target, entry.target),
    ):
        if old != new:
            changed = True
            say_changes(word_diff(old, new), lead=f"    {lead} ")
    if not changed:
        say("    " + _("it has been marked fuzzy since"))
        say(f"    {entry.target}")


def _day(date: str) -> str:
    from l10n.language.locales import format_day
    from l10n.messages import language

    return format_day(date, language())


def signed_json(reviewed: "Iterable[Reviewed]") -> list[dict[str, object]]:
    """Every entry that somebody signed, as JSON has it, with the texts that were signed."""
    return [
        {
            "line": each.line,
            "source": each.entry.source,
            "target": each.entry.target,
            "state": each.approval.state.value,
            "who": each.approval.signature.who,
            "role": each.approval.signature.role,
            "date": each.approval.signature.date,
            "reason": each.approval.signature.reason,
            "signed_source": each.approval.signature.source,
            "signed_target": each.approval.signature.target,
            "approvers": [
                {"who": one.who, "role": one.role, "date": one.date}
                for one in each.approval.approvers
            ],
            "declared": [
                {
                    "who": one.who,
                    "date": one.date,
                    "source": one.declared[0],
                    "target": one.declared[1],
                }
                for one in each.approval.declared
            ],
        }
        for each in reviewed
    ]
