"""Unseen: characters that nobody sees, or that move others, where the source has none of them."""

from collections.abc import Iterator

from l10n.checks import Finding, Severity, Subject
from l10n.checks.blanks import shows_something
from l10n.language.added_unseen import additions
from l10n.model.article import Span
from l10n.model.segment import Key
from l10n.unseen import Harm


class UnseenCharacters:
    """Looks at what each target has more of than its source, and nobody sees.

    What reorders letters, or can hold a hidden text, makes readers and programs read two different
    things, and may not be published. All else comes from copying, and is to be looked at.
    """

    name = "unseen"

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """Yield what each target has; one that shows nothing at all is for `blanks` to name."""
        seen: set[Key] = set()
        for segment, entry in subject.pairs:
            if not entry.target or entry.key in seen:
                continue
            seen.add(entry.key)
            for each in additions(segment.text, entry.target, subject.target):
                harmless = each.harm is Harm.SHOWS_NOTHING
                if harmless and not shows_something(entry.target, segment.tagged):
                    continue
                severity = Severity.WARNING if harmless else Severity.ERROR
                span = Span(each.place, each.place + 1)
                yield Finding(self.name, severity, each.message, entry.key, span)


unseen = UnseenCharacters()
