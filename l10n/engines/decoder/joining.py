"""Put the sentences of a text together again: its draft, and the alternatives to it."""

from collections.abc import Mapping, Sequence
from math import log

from l10n.engines import Draft
from l10n.engines.decoder.fallbacks import Sentence
from l10n.messages import N_, message
from l10n.messages import joined as in_one
from l10n.model.markup import Tagged, faults
from l10n.tags.units import Unit

_LEAST = 1e-9


def joined(
    text: Tagged,
    parts: Sequence[str | Unit] | None,
    done: Mapping[Unit, Sentence],
    label: str,
    alternatives: int = 0,
) -> Draft:
    """Make the draft of a text from what became of its parts.

    It is as sure as its least sure sentence. A text is left empty with a reason rather than with
    a part or a tag missing.
    """
    if parts is None:
        return Draft("", label, message(N_("the tags of the source are not well nested")))
    found = [done[part] for part in parts if isinstance(part, Unit)]
    for each in found:
        if not each.text:
            return Draft("", label, each.reason)
    result = _text(parts, done)
    wrong = faults(text, result) if text.names else ()
    if wrong:
        return Draft("", label, wrong[0])
    reasons = [each.reason for each in found if each.reason]
    known = [each.probability for each in found if each.probability is not None]
    return Draft(
        text=result,
        model=label,
        reason=in_one(reasons) if reasons else None,
        doubtful=bool(reasons),
        confidence=min(known, default=None),
        alternatives=_alternatives(text, parts, done, result, alternatives) if alternatives else (),
    )


def _text(
    parts: Sequence[str | Unit], done: Mapping[Unit, Sentence], instead: Mapping[Unit, str] = {}
) -> str:
    return "".join(
        part if isinstance(part, str) else instead.get(part) or done[part].text for part in parts
    )


def _alternatives(
    text: Tagged,
    parts: Sequence[str | Unit],
    done: Mapping[Unit, Sentence],
    draft: str,
    most: int,
) -> tuple[str, ...]:
    """Other drafts, one sentence changed in each, the least loss of probability first."""
    ranked = sorted(
        (
            (_loss(done[part], probability), number, other, part)
            for part in dict.fromkeys(part for part in parts if isinstance(part, Unit))
            for number, (other, probability) in enumerate(done[part].alternatives)
        ),
        key=lambda each: each[:2],
    )
    found = {_without_space(draft): draft}
    for _lost, _number, other, part in ranked:
        whole = _text(parts, done, {part: other})
        written = _without_space(whole)
        if written not in found and not (text.names and faults(text, whole)):
            found[written] = whole
    return tuple(found.values())[1 : most + 1]


def _without_space(text: str) -> str:
    return "".join(text.split())


def _loss(sentence: Sentence, probability: float) -> float:
    best = max(sentence.probability or 0.0, _LEAST)
    return log(best) - log(max(probability, _LEAST))
