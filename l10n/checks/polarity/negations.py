"""Negations: a target denies what its source denies, and nothing else."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.polarity.contradiction import Clue, Contradiction, contradiction
from l10n.checks.text import Text
from l10n.language.polarity import WITHOUT
from l10n.messages import N_, message
from l10n.model.article import Span

_Range = tuple[int, int]
"""Characters of a normalized text, half-open."""


def _lost(pair: Pair) -> Iterator[Found]:
    found = contradiction(pair.source, pair.target)
    if found is None:
        return
    denied, said = _denied(pair.source, found), _said(pair.target, found)
    words = pair.source.normal[slice(*denied)]
    if said is None:
        text = message(N_("the source says “{denied}”; the target denies nothing"), denied=words)
    else:
        text = message(
            N_("the source says “{denied}”, the target “{said}”"),
            denied=words,
            said=pair.target.normal[slice(*said)],
        )
    yield Found(text, (pair.source.span(*denied),), _spans(pair.target, said), _severity(found))


def _added(pair: Pair) -> Iterator[Found]:
    found = contradiction(pair.target, pair.source)
    if found is None:
        return
    denied, said = _denied(pair.target, found), _said(pair.source, found)
    words = pair.target.normal[slice(*denied)]
    if said is None:
        text = message(N_("the target says “{denied}”; the source denies nothing"), denied=words)
    else:
        text = message(
            N_("the target says “{denied}”, the source “{said}”"),
            denied=words,
            said=pair.source.normal[slice(*said)],
        )
    yield Found(text, _spans(pair.source, said), (pair.target.span(*denied),), _severity(found))


def _spans(text: Text, found: _Range | None) -> tuple[Span, ...]:
    return () if found is None else (text.span(*found),)


def _severity(found: Contradiction) -> Severity:
    return Severity.HINT if found.doubtful else Severity.WARNING


def _denied(text: Text, found: Contradiction) -> _Range:
    """A denial with what it is about."""
    places = [found.denial.first, found.denial.last]
    if found.head is not None:
        places.append(found.head)
    elif found.denial.heads:
        places.append(found.denial.heads[-1][0])
    return text.words[min(places)].start, text.words[max(places)].end


def _said(text: Text, found: Contradiction) -> _Range | None:
    """What the other side says instead; an auxiliary and “with” together with the next word."""
    if found.said is None:
        return None
    more = found.clue is Clue.STRESSED or found.denial.sense == WITHOUT
    last = min(found.said + more, len(text.words) - 1)
    return text.words[found.said].start, text.words[last].end


negation_lost = EntryCheck(
    About(
        "negation-lost",
        Family.POLARITY,
        Severity.WARNING,
        N_("What the source denies is denied in the target."),
        fires=example("Він не може прийти.", "He can come."),
        passes=example("Він не зміг прийти.", "He was unable to come."),
    ),
    _lost,
)

negation_added = EntryCheck(
    About(
        "negation-added",
        Family.POLARITY,
        Severity.WARNING,
        N_("The target denies nothing that the source does not deny."),
        fires=example("Він може прийти.", "He cannot come."),
        passes=example("Він відмовився прийти.", "He did not want to come."),
    ),
    _added,
)
