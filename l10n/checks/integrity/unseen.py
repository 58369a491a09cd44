"""Unseen: characters that nobody sees, or that move others, where the source has none of them."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.integrity.blanks import shows_something
from l10n.checks.signs import in_target
from l10n.language.added_unseen import additions
from l10n.messages import N_
from l10n.model.article import Span
from l10n.unseen import Harm


def _look(pair: Pair) -> Iterator[Found]:
    """What each target has; one that shows nothing at all is for `blanks` to name.

    What reorders letters, or can hold a hidden text, makes readers and programs read two different
    things, and may not be published. All else comes from copying, and is to be looked at.
    """
    written, tagged = pair.entry.target, pair.tagged
    for each in additions(pair.segment.text, written, pair.rules.target.locale):
        harmless = each.harm is Harm.SHOWS_NOTHING
        if harmless and not shows_something(written, tagged):
            continue
        severity = Severity.WARNING if harmless else Severity.ERROR
        yield Found(each.message, target=(Span(each.place, each.place + 1),), severity=severity)


unseen = EntryCheck(
    About(
        "unseen",
        Family.INTEGRITY,
        Severity.ERROR,
        N_("The target has no characters that nobody sees, or that move others, but its source's."),
        fires=example("Рада.", "The \u202eRada."),
        passes=example("Рада.", "The\u00a0Rada."),
    ),
    _look,
    in_target(()),
)
