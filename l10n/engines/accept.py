"""The one place that decides whether a draft may stand: as it is, with a doubt, or not at all.

Whatever engine made it, a plug-in included. The reasons, by family, are in `reasons/`; an engine
that asks again for what is no sound translation asks `judge` as well, so that it gives up exactly
what would be refused here.
"""

from collections.abc import Sequence
from dataclasses import replace

from l10n.dataclass import dataclass
from l10n.engines import Draft, Request
from l10n.engines.reasons import debris, form, keeping, size, wording
from l10n.glossary.terms import Term
from l10n.messages import N_, Message, joined, message
from l10n.model.markup import Tagged, faults


@dataclass(frozen=True, slots=True)
class Accepted:
    """A draft that may stand, with all doubts and remarks about it."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why there is no draft."""

    reason: Message


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be thought of a text that an engine gave."""

    text: str = ""
    """It, with what could be put right put right."""
    fault: Message | None = None
    """Why it cannot stand."""
    only_tags: bool = False
    """Nothing but its tags is at fault."""
    doubts: tuple[Message, ...] = ()
    remarks: tuple[Message, ...] = ()


def accept(
    request: Request, draft: Draft, pair: tuple[str, str], *, words: bool = True
) -> Accepted | Rejected:
    """Decide on the draft of one text for a pair of locales, source and target.

    Tags must be those of the source; what no translation changes must be there; the words must be
    of the target's script, and neither an echo nor a loop nor noise. What makes a draft less sure
    is added to its doubts. Alternatives that could not stand are dropped. With `words` off, for
    engines whose drafts are no translations, nothing is asked of the words themselves.
    """
    if not draft.text.strip():
        return Rejected(draft.reason or message(N_("the engine gave no text")))
    verdict = judge(request.text, draft.text, pair, words=words, terms=request.terms)
    if verdict.fault is not None:
        return Rejected(verdict.fault)
    doubts = list(verdict.doubts)
    if draft.doubtful and draft.reason is not None:
        doubts.insert(0, draft.reason)
    return Accepted(
        replace(
            draft,
            text=verdict.text,
            doubtful=draft.doubtful or bool(doubts),
            reason=joined(doubts) if doubts else draft.reason,
            remarks=tuple(dict.fromkeys((*draft.remarks, *verdict.remarks))),
            alternatives=_alternatives(request, draft, pair, words=words),
        )
    )


def judge(
    source: Tagged,
    text: str,
    pair: tuple[str, str],
    *,
    words: bool = True,
    terms: Sequence[Term] = (),
) -> Verdict:
    """Judge a text, tags included, as a translation; names the worst fault.

    Terms of the glossary that are not translated may stand in their own letters.
    """
    if size.out_of_proportion(source.text, text):
        # Before all else, so that nothing else has more to go through.
        return Verdict("", message(N_("it is far too long for its source")))
    text, entities = form.decoded(source, text.replace("\t", " ").strip(" "))
    hidden: Message | None = None
    if words:
        text, hidden = debris.unhidden(source.text, text)
    fault = form.unfit(source, text)
    if words and fault is None:
        fault = form.talk(source, text) or debris.pieces(source.text, text)
        fault = fault or debris.wrapping(source.text, text)
    fault = fault or form.other_tags(source, text)
    if fault is not None:
        return Verdict(text, fault)
    text, mended = keeping.mended(source, text)
    before, after = form.bare(source, source.text), form.bare(source, text)
    fault = keeping.gone(before, after) or keeping.added(before, after)
    said = before, after
    circling: Message | None = None
    if words and fault is None:
        fault, circling = size.repetition(before, after)
        said = keeping.without_terms(before, terms, pair), keeping.without_terms(after, terms, pair)
        fault = fault or wording.fault(*said, pair) or size.length_fault(before, after)
    if fault is not None:
        return Verdict(text, fault)
    unseen = debris.unseen(source.text, text, pair[1])
    found = [entities, hidden, unseen, *keeping.doubts(before, after, pair)]
    if words:
        found += [size.length_doubt(before, after), circling]
        found += wording.doubts(*said, pair)
    doubts = tuple(dict.fromkeys(each for each in found if each is not None))
    remarks = () if mended is None else (mended,)
    wrong = (*faults(source, text), *form.made_up(source, text))
    return Verdict(text, wrong[0] if wrong else None, bool(wrong), doubts, remarks)


def _alternatives(
    request: Request, draft: Draft, pair: tuple[str, str], *, words: bool
) -> tuple[str, ...]:
    verdicts = (
        judge(request.text, each, pair, words=words, terms=request.terms)
        for each in draft.alternatives
    )
    return tuple(dict.fromkeys(each.text for each in verdicts if each.fault is None))
