"""Lines: a line break in a target where its source has no lines."""

from collections.abc import Iterator

from l10n.checks import Finding, Severity, Subject
from l10n.lines import kept_lines
from l10n.messages import N_, message


class Lines:
    """Finds line breaks that are published as a space, in one of the places of a text at least."""

    name = "lines"

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """Look at each place; an entry is told of once."""
        told = set()
        for segment, entry in subject.pairs:
            if segment.place.lines or entry.key in told or "\n" not in kept_lines(entry.target):
                continue
            told.add(entry.key)
            text = N_("a line break is published as a space here, since the source has no lines")
            yield Finding(self.name, Severity.WARNING, message(text), entry.key)


lines = Lines()
