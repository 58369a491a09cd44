"""Lines: a line break in a target where its source has no lines."""

from collections.abc import Iterator

from l10n.checks.check import About, ArticleCheck, Family, Found, Severity, Subject, example
from l10n.lines import kept_lines
from l10n.messages import N_, message
from l10n.model.segment import Key


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    """Each entry is told of once, if one of its places at least has no lines."""
    told = set()
    for segment, entry in subject.pairs:
        if "\n" not in entry.target or segment.place.lines or entry.key in told:
            continue
        if "\n" not in kept_lines(entry.target):
            continue
        told.add(entry.key)
        text = N_("a line break is published as a space here, since the source has no lines")
        yield entry.key, Found(message(text))


lines = ArticleCheck(
    About(
        "lines",
        Family.INTEGRITY,
        Severity.WARNING,
        N_("The target breaks lines only where the source has lines."),
        fires=example("Рада ухвалила.", "The Rada\npassed it."),
        passes=example("Рада ухвалила.", "The Rada passed it."),
    ),
    _look,
)
