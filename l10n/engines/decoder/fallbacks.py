"""The forms in which a model is given a sentence, until a translation may stand."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import field, replace

from l10n.dataclass import dataclass
from l10n.engines.decoder.attention_quality import usable
from l10n.engines.decoder.decoding import Alternative, Batch, Decoded, Options, TextDecoder
from l10n.engines.decoder.judging import doubt, mended, too_long, unfit
from l10n.engines.decoder.limits import (
    UNKNOWN_SENTENCE,
    ModelLimits,
    beyond,
    decoded_form,
    readings,
)
from l10n.engines.decoder.masking import STAND_INS, Masked, has_slots, replaced, shielded
from l10n.glossary.terms import Term
from l10n.language.protected import only_kept
from l10n.messages import N_, Message, joined, message
from l10n.model.markup import Tagged
from l10n.tags.aligning import Evidence
from l10n.tags.place import DOUBT, place
from l10n.tags.units import Unit

_PUT_BACK = N_("what must stay unchanged was put back, perhaps at the wrong words: {text}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What became of one sentence."""

    text: str = ""
    reason: Message | None = None
    """Why it is empty, or doubtful."""
    probability: float | None = None
    """None where no model was asked."""
    alternatives: tuple[tuple[str, float], ...] = ()
    """Other translations with their probability, the most probable first."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the sentences themselves."""

    source: str
    """The locale that they are in."""
    target: str
    """The locale that they are translated into."""
    alternatives: int = 0
    """How many other translations are wanted of each."""
    terms: Mapping[Unit, tuple[Term, ...]] = field(default_factory=dict)
    """The terms found in each."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One form in which a model can be given a sentence."""

    masked: Masked
    carried: bool = False
    """The model itself carries the tags, as placeholders."""
    removed: bool = False
    """What may not change is left out, and put back afterwards."""

    def text(self, limits: ModelLimits) -> str:
        """What the model is given."""
        unit = self.masked.unit
        text = (unit.numbered() or "") if self.carried else unit.plain()
        return decoded_form(text) if limits.demonstration else text

    @property
    def needs_placing(self) -> bool:
        """True if there are tags that have to be placed afterwards."""
        return bool(self.masked.unit.tags) and not self.carried


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A sentence, the form in which a model was given it, and what the model made of it."""

    unit: Unit
    form: _Form
    result: Decoded

    def mended(self) -> str:
        """The result, with what may not change as the source has it."""
        return mended(self.form.masked.unit.plain(), self.result.text)


def _forms(decoder: TextDecoder, unit: Unit) -> tuple[_Form, ...]:
    """The forms in which a model may be given a sentence, the best first."""
    limits = decoder.model.limits
    shield = shielded(unit, limits)
    full = shielded(unit, limits, figures=True) if not limits.demonstration else shield
    found: list[_Form] = []
    if 0 < len(shield.unit.tags) <= limits.tags and shield.unit.numbered() is not None:
        found.append(_Form(shield, carried=True))
    as_it_is = _Form(Masked(unit))
    if not (limits.demonstration and shield.hidden):
        found.append(as_it_is)
    if not limits.demonstration:
        masks = [replaced(full, form) for form in STAND_INS]
        stand_ins = [_Form(mask) for mask in masks if mask]
        at = len(found) - 1 if has_slots(unit) and stand_ins else len(found)
        found[at:at] = stand_ins
    if full.hidden:
        found.append(_Form(full, removed=True))
    # Without a tag that stands as a word does, a sentence is another one.
    return tuple(form for form in found if form.carried or decoder.knows(form.text(limits)))


def translated(
    decoder: TextDecoder, units: Sequence[Unit], context: Context
) -> Generator[None, None, dict[Unit, Sentence]]:
    """Translate distinct sentences; raises EngineError if the model cannot be used.

    A generator that gives up the turn once, when the first batches are begun.
    """
    done: dict[Unit, Sentence] = {}
    todo: dict[Unit, tuple[_Form, ...]] = {}
    for unit in units:
        if only_kept(unit.plain()):
            done[unit] = Sentence(unit.tagged.text)
            continue
        reason = _beyond(decoder, unit)
        forms = () if reason else _forms(decoder, unit)
        if forms:
            todo[unit] = forms
        else:
            done[unit] = Sentence(reason=reason or message(UNKNOWN_SENTENCE))
    batches = _started(decoder, todo, context)
    yield
    while todo:
        results = _finished(decoder, batches)
        attempts = [_Attempt(unit, forms[0], results[unit]) for unit, forms in todo.items()]
        found = _judged(decoder, attempts, context)
        failed = {}
        for unit, sentence in found.items():
            others = todo[unit][1:]
            if sentence.text or not others or too_long(results[unit]):
                done[unit] = sentence
            else:
                failed[unit] = others
        todo = failed
        batches = _started(decoder, todo, context)
    return done


def _beyond(decoder: TextDecoder, unit: Unit) -> Message | None:
    """Why a demonstration model was not trained on a sentence; None if it was."""
    limits = decoder.model.limits
    if not limits.demonstration:
        return None
    shield = shielded(unit, limits).unit
    reason = beyond(limits, shield)
    if reason is None and limits.patterns and not any(map(decoder.knows, readings(shield))):
        reason = message(UNKNOWN_SENTENCE)
    return reason


_Batches = tuple[tuple[dict[Unit, str], Batch], ...]


def _started(
    decoder: TextDecoder, todo: Mapping[Unit, Sequence[_Form]], context: Context
) -> _Batches:
    """Begin two batches: with attention where tags have to be placed, without elsewhere."""
    limits = decoder.model.limits
    batches = []
    for attention in (False, True):
        texts = {
            unit: forms[0].text(limits)
            for unit, forms in todo.items()
            if forms[0].needs_placing is attention
        }
        if texts:
            distinct = list(dict.fromkeys(texts.values()))
            options = Options(attention=attention, alternatives=context.alternatives)
            batches.append((texts, decoder.start(distinct, options)))
    return tuple(batches)


def _finished(decoder: TextDecoder, batches: _Batches) -> dict[Unit, Decoded]:
    found: dict[Unit, Decoded] = {}
    for texts, batch in batches:
        results = dict(zip(batch.texts, decoder.finish(batch), strict=True))
        found.update({unit: results[text] for unit, text in texts.items()})
    return found


def _judged(
    decoder: TextDecoder, attempts: Sequence[_Attempt], context: Context
) -> dict[Unit, Sentence]:
    """What became of each sentence; empty if the next form of it is to be tried."""
    limits = decoder.model.limits
    found: dict[Unit, Sentence] = {}
    to_place: list[_Attempt] = []
    for attempt in attempts:
        unit, result = attempt.unit, attempt.result
        reason = too_long(result)
        if reason or not result.text:
            found[unit] = Sentence(reason=reason or unfit(limits, unit, result.text))
        elif attempt.form.needs_placing:
            to_place.append(attempt)
        else:
            found[unit] = _carried(limits, attempt)
    found.update(_placed(decoder, to_place, context))
    return found


def _carried(limits: ModelLimits, attempt: _Attempt) -> Sentence:
    """Take a result whose tags, if any, the model has carried."""
    masked = attempt.form.masked

    def text_of(text: str) -> str | None:
        if attempt.form.carried:
            named = masked.unit.named(text)
        else:
            named = mended(masked.unit.plain(), text)
        return None if named is None else masked.back(named, attempt.unit.tagged)

    alternatives = [(text_of(each.text), each.probability) for each in attempt.result.alternatives]
    return _accepted(limits, attempt, text_of(attempt.result.text), alternatives)


def _accepted(
    limits: ModelLimits,
    attempt: _Attempt,
    text: str | None,
    alternatives: Sequence[tuple[str | None, float]],
    doubtful_tags: Message | None = None,
) -> Sentence:
    """The sentence, if its text may stand; with its doubts, and the alternatives that may stand."""
    unit, form, result = attempt.unit, attempt.form, attempt.result
    if text is None:
        return Sentence(reason=message(N_("the model lost a tag")))
    least = limits.least_confidence
    wrong = unfit(limits, unit, text)
    if not wrong and result.probability is not None and result.probability < least:
        wrong = message(N_("the demonstration model is not sure of this sentence"))
    if wrong:
        return Sentence(reason=wrong)
    reasons = [doubtful_tags if unit.tags or not form.removed else None]
    if form.removed:
        reasons.append(message(_PUT_BACK, text=", ".join(form.masked.hidden.values())))
    reasons.append(doubt(result))
    doubts = [each for each in reasons if each]
    fit = tuple(
        (each, probability)
        for each, probability in alternatives
        if each and probability >= least and not unfit(limits, unit, each)
    )
    return Sentence(text, joined(doubts) if doubts else None, result.probability, fit)


# Tags that no model has carried


def _placed(
    decoder: TextDecoder, attempts: Sequence[_Attempt], context: Context
) -> dict[Unit, Sentence]:
    """Place the tags by what the model looked at; where a pair is unsure, with what it is alone."""
    if not attempts:
        return {}
    limits = decoder.model.limits
    texts = {attempt.unit: attempt.mended() for attempt in attempts}
    tagged = {attempt.unit: attempt.form.masked.unit.tagged for attempt in attempts}
    evidence = _evidence(attempts, texts, context)
    placed = {
        unit: place(tagged[unit], texts[unit], known)
        for unit, known in evidence.items()
        if known.attention
    }
    if not limits.demonstration:
        unsure = {
            unit: placed[unit].unsure if unit in placed else tuple(text.pairs)
            for unit, text in tagged.items()
        }
        for unit, spans in _alone(decoder, tagged, unsure).items():
            evidence[unit] = replace(evidence[unit], spans=spans)
            placed.pop(unit, None)
    for unit, text in texts.items():
        if unit not in placed:
            placed[unit] = place(tagged[unit], text, evidence[unit])
    found: dict[Unit, Sentence] = {}
    for attempt in attempts:
        unit, masked = attempt.unit, attempt.form.masked
        whole = masked.back(placed[unit].text, unit.tagged)
        alternatives = [
            (masked.back(_again(each, tagged[unit], evidence[unit]), unit.tagged), each.probability)
            for each in attempt.result.alternatives
        ]
        reason = placed[unit].reason or (DOUBT if has_slots(masked.unit) else None)
        found[unit] = _accepted(limits, attempt, whole, alternatives, reason)
    return found


def _again(alternative: Alternative, text: Tagged, evidence: Evidence) -> str:
    """An alternative with the tags of its text, by its own attention if that is of use."""
    attention = alternative.attention if evidence.attention else None
    return place(text, alternative.text, replace(evidence, attention=attention)).text


def _evidence(
    attempts: Sequence[_Attempt], texts: Mapping[Unit, str], context: Context
) -> dict[Unit, Evidence]:
    """What is known of each sentence for placing its tags; attention only if it is of use."""
    found = {
        attempt.unit: Evidence(
            terms=context.terms.get(attempt.unit, ()),
            attention=(
                attempt.result.attention if texts[attempt.unit] == attempt.result.text else None
            ),
            source=context.source,
            target=context.target,
        )
        for attempt in attempts
    }
    sample = [
        (attempt.form.masked.unit.plain(), texts[attempt.unit], found[attempt.unit])
        for attempt in attempts
    ]
    if not usable(sample):
        found = {unit: replace(each, attention=None) for unit, each in found.items()}
    return found


def _alone(
    decoder: TextDecoder, tagged: Mapping[Unit, Tagged], unsure: Mapping[Unit, Sequence[str]]
) -> dict[Unit, dict[str, str]]:
    """The translations of what unsure pairs hold, each made on its own, by the pair's name."""
    wanted: dict[Unit, dict[str, str]] = {}
    for unit, names in unsure.items():
        held = _held(tagged[unit], names)
        if held:
            wanted[unit] = held
    distinct = list(dict.fromkeys(text for held in wanted.values() for text in held.values()))
    results = dict(zip(distinct, decoder.decode(distinct, Options(quick=True)), strict=True))
    return {
        unit: {name: results[text].text for name, text in held.items()}
        for unit, held in wanted.items()
    }


def _held(text: Tagged, names: Sequence[str]) -> dict[str, str]:
    """What some pairs hold, without tags; not of those that hold most of the sentence."""
    length = len(text.plain())
    found: dict[str, str] = {}
    for name in names:
        inner = text.text.split(f"<{name}>", 1)[1].split(f"</{name}>", 1)[0]
        plain = Tagged(inner, text.pairs, text.empties).plain().strip()
        if any(char.isalpha() for char in plain) and 2 * len(plain) <= length + 16:
            found[name] = plain
    return found
