"""Names: a person, a place or a body of the source of which the target says nothing."""

from collections.abc import Iterator

from l10n.checks.check import (
    About,
    ArticleCheck,
    Family,
    Found,
    Pair,
    Severity,
    Subject,
    example,
)
from l10n.checks.names.reading import Lost, known_names, lost
from l10n.language.proper import Proper
from l10n.messages import N_, message
from l10n.model.segment import Key


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    doubtful = [
        pair
        for pair in subject.entries
        if not (pair.omitted or pair.pseudo) and not all(each.alike for each in pair.named)
    ]
    # Which names an article has is asked only where one may be lost: the dictionaries are large.
    if not doubtful:
        return
    known = known_names(subject)
    for pair in doubtful:
        yield from ((pair.entry.key, _found(pair, each)) for each in lost(pair, known))


def _found(pair: Pair, each: Lost) -> Found:
    first, last = each.names[0], each.names[-1]
    source = pair.source.span(first.start, last.end)
    name = pair.source.normal[first.start : last.end]
    other = each.intruder
    if other is not None:
        end = other.end if each.part else _end(pair.target.proper, other)
        text = message(
            N_("the target says “{other}” where the source says “{name}”"),
            name=name,
            other=pair.target.normal[other.start : end],
        )
        where = pair.target.span(other.start, end)
        # What one entry alone has is often a free rendering, or how the other language writes it.
        severity = Severity.WARNING if each.confirmed else Severity.HINT
        return Found(text, (source,), (where,), severity)
    text = message(N_("the name “{name}” is missing from the target"), name=name)
    return Found(text, (source,), severity=Severity.HINT)


def _end(named: tuple[Proper, ...], first: Proper) -> int:
    """Where the names end that stand together with a first one: with its surname."""
    end = first.end
    for each in named:
        if each.start > first.start:
            if not each.chained:
                break
            end = each.end
    return end


names = ArticleCheck(
    About(
        "names",
        Family.NAMES,
        Severity.WARNING,
        N_("Every person and place of the source is in the target."),
        fires=example("Зустріч відбулася в Польщі.", "The meeting was held in Germany."),
        passes=example("Зустріч відбулася в Польщі.", "The meeting was held in Poland."),
    ),
    _look,
)
