"""How checks of dates and times say what they found: the words of both sides, and what is right."""

from collections.abc import Callable, Iterator

from l10n.checks.check import Found, Pair, Severity
from l10n.language.facts.fact import Fact, Kind
from l10n.messages import N_, message

Named = Callable[[Fact, str], str]
"""What a fact is called in the locale of the target."""


def changed(pair: Pair, kind: Kind, named: Named) -> Iterator[Found]:
    """What the target says otherwise, of a kind of facts."""
    for mine, theirs in pair.dating.changes(kind):
        expected = named(mine, pair.target.table.locale)
        template = N_("“{source}” is {expected}; the target says “{target}”")
        if expected == mine.text:
            template = N_("the source says “{source}”, the target “{target}”")
        yield Found(
            message(
                template,
                source=mine.text,
                expected=expected,
                target=theirs.text,
            ),
            source=(pair.source.span(mine.start, mine.end),),
            target=(pair.target.span(theirs.start, theirs.end),),
        )


def lost(pair: Pair, kind: Kind, named: Named, severity: Severity | None = None) -> Iterator[Found]:
    """What the target leaves out."""
    for fact in pair.dating.lost(kind):
        yield missing(pair, fact, named(fact, pair.target.table.locale), severity)


def missing(pair: Pair, fact: Fact, expected: str, severity: Severity | None = None) -> Found:
    """A fact that the target leaves out."""
    template = N_("“{source}” ({expected}) is missing from the target")
    if expected == fact.text:
        template = N_("“{source}” is missing from the target")
    return Found(
        message(template, source=fact.text, expected=expected),
        source=(pair.source.span(fact.start, fact.end),),
        severity=severity,
    )


def new(pair: Pair, kind: Kind) -> Iterator[Found]:
    """What the target adds: a hint, since a translation may make something plainer."""
    for fact in pair.dating.new(kind):
        yield Found(
            message(N_("“{target}” is not in the source"), target=fact.text),
            target=(pair.target.span(fact.start, fact.end),),
            severity=Severity.HINT,
        )
