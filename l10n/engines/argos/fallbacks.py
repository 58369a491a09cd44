"""What is tried for a sentence, one way after another, until a translation may stand."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from l10n.engines.argos.attention_quality import usable
from l10n.engines.argos.decoding import Decoded, Decoder, Manner, Started
from l10n.engines.argos.judging import doubt, mended, too_long, unfit
from l10n.engines.argos.limits import UNKNOWN_SENTENCE, Limits, beyond, decoded_form
from l10n.engines.argos.masking import STAND_INS, Masked, has_slots, replaced, shielded
from l10n.glossary.terms import Term
from l10n.language.protected import only_kept
from l10n.messages import N_, Message, joined, message
from l10n.model.markup import Tagged
from l10n.tags.aligning import Evidence
from l10n.tags.place import DOUBT, place
from l10n.tags.units import Unit

_PUT_BACK = N_("what may not change was put back and may stand at the wrong words: {text}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What became of one sentence."""

    text: str = ""
    reason: Message | None = None
    """Why it is empty, or doubtful."""
    probability: float | None = None
    """None where no model was asked."""
    others: tuple[tuple[str, float], ...] = ()
    """Other translations with their probability, the most probable first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known beside the sentences themselves."""

    source: str
    target: str
    others: int = 0
    """How many other translations are wanted."""
    terms: Mapping[Unit, tuple[Term, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to ask a model for a sentence."""

    masked: Masked
    carried: bool = False
    """The model itself carries the tags, as placeholders."""
    removed: bool = False
    """What may not change is left out, and put back afterwards."""

    def asked(self, limits: Limits) -> str:
        """The text that the model is given."""
        unit = self.masked.unit
        text = (unit.numbered() or "") if self.carried else unit.plain()
        return decoded_form(text) if limits.demonstration else text

    @property
    def placed(self) -> bool:
        """Whether tags have to be placed afterwards."""
        return bool(self.masked.unit.tags) and not self.carried


def _ways(unit: Unit, limits: Limits) -> tuple[_Way, ...]:
    """List the ways for a sentence, the best first."""
    shield = shielded(unit, limits)
    full = shielded(unit, limits, figures=True) if not limits.demonstration else shield
    found: list[_Way] = []
    if 0 < len(shield.unit.tags) <= limits.tags and shield.unit.numbered() is not None:
        found.append(_Way(shield, carried=True))
    as_it_is = _Way(Masked(unit))
    if not (limits.demonstration and shield.hidden):
        found.append(as_it_is)
    if not limits.demonstration:
        masks = [replaced(full, form) for form in STAND_INS]
        stand_ins = [_Way(mask) for mask in masks if mask]
        at = len(found) - 1 if has_slots(unit) and stand_ins else len(found)
        found[at:at] = stand_ins
    if full.hidden:
        found.append(_Way(full, removed=True))
    if limits.patterns:
        # Without a tag that stands as a word does, a sentence is another one.
        known = limits.patterns.match
        found = [way for way in found if way.carried or known(way.asked(limits))]
    return tuple(found)


def sentences(
    decoder: Decoder, units: Sequence[Unit], asked: Asked
) -> Generator[None, None, dict[Unit, Sentence]]:
    """Translate distinct sentences; raises EngineError if the model cannot be used.

    A generator that gives up the turn once, when the first batches are begun.
    """
    limits = decoder.model.limits
    done: dict[Unit, Sentence] = {}
    todo: dict[Unit, tuple[_Way, ...]] = {}
    for unit in units:
        if only_kept(unit.plain()):
            done[unit] = Sentence(unit.tagged.text)
            continue
        reason = beyond(limits, shielded(unit, limits).unit) if limits.demonstration else None
        ways = () if reason else _ways(unit, limits)
        if ways:
            todo[unit] = ways
        else:
            done[unit] = Sentence(reason=reason or message(UNKNOWN_SENTENCE))
    started = _begun(decoder, todo, asked.others)
    yield
    while todo:
        results = _collected(decoder, started)
        found = _judged(decoder, {u: (todo[u][0], results[u]) for u in todo}, asked)
        failed = {}
        for unit, sentence in found.items():
            rest = todo[unit][1:]
            if sentence.text or not rest or too_long(results[unit]):
                done[unit] = sentence
            else:
                failed[unit] = rest
        todo = failed
        started = _begun(decoder, todo, asked.others)
    return done


_Batches = tuple[tuple[dict[Unit, str], Started], ...]


def _begun(decoder: Decoder, todo: Mapping[Unit, Sequence[_Way]], others: int) -> _Batches:
    """Begin two batches: with attention where tags have to be placed, without elsewhere."""
    limits = decoder.model.limits
    batches = []
    for looking in (False, True):
        texts = {
            unit: ways[0].asked(limits) for unit, ways in todo.items() if ways[0].placed is looking
        }
        if texts:
            distinct = list(dict.fromkeys(texts.values()))
            batches.append((texts, decoder.start(distinct, Manner(looking, others))))
    return tuple(batches)


def _collected(decoder: Decoder, batches: _Batches) -> dict[Unit, Decoded]:
    found: dict[Unit, Decoded] = {}
    for texts, started in batches:
        made = dict(zip(started.texts, decoder.finish(started), strict=True))
        found.update({unit: made[text] for unit, text in texts.items()})
    return found


def _judged(
    decoder: Decoder, tried: Mapping[Unit, tuple[_Way, Decoded]], asked: Asked
) -> dict[Unit, Sentence]:
    limits = decoder.model.limits
    found: dict[Unit, Sentence] = {}
    to_place: dict[Unit, tuple[_Way, Decoded]] = {}
    for unit, (way, result) in tried.items():
        reason = too_long(result)
        if reason or not result.text:
            found[unit] = Sentence(reason=reason or unfit(limits, unit, result.text))
        elif way.placed:
            to_place[unit] = way, result
        else:
            found[unit] = _carried(limits, unit, way, result)
    found.update(_placed(decoder, to_place, asked))
    return found


def _carried(limits: Limits, unit: Unit, way: _Way, result: Decoded) -> Sentence:
    """Take a result whose tags, if any, the model has carried."""

    def text_of(text: str) -> str | None:
        inner = way.masked.unit
        named = inner.named(text) if way.carried else mended(inner.plain(), text)
        return None if named is None else way.masked.back(named, unit.tagged)

    others = [(text_of(other.text), other.probability) for other in result.others]
    return _finished(limits, unit, way, result, text_of(result.text), others, None)


def _finished(
    limits: Limits,
    unit: Unit,
    way: _Way,
    result: Decoded,
    text: str | None,
    others: Sequence[tuple[str | None, float]],
    reason: Message | None,
) -> Sentence:
    if text is None:
        return Sentence(reason=message(N_("the model lost a tag")))
    least = limits.least_confidence
    wrong = unfit(limits, unit, text)
    if not wrong and result.probability < least:
        wrong = message(N_("the demonstration model is not sure of this sentence"))
    if wrong:
        return Sentence(reason=wrong)
    reasons = [reason if unit.tags or not way.removed else None]
    if way.removed:
        reasons.append(message(_PUT_BACK, text=", ".join(way.masked.hidden.values())))
    reasons.append(doubt(result))
    doubts = [each for each in reasons if each]
    fit = [
        (other, probability)
        for other, probability in others
        if other and probability >= least and not unfit(limits, unit, other)
    ]
    return Sentence(text, joined(doubts) if doubts else None, result.probability, tuple(fit))


# Tags that no model has carried


def _placed(
    decoder: Decoder, tried: Mapping[Unit, tuple[_Way, Decoded]], asked: Asked
) -> dict[Unit, Sentence]:
    """Place the tags by what the model looked at; where a pair is unsure, with what it is alone."""
    if not tried:
        return {}
    limits = decoder.model.limits
    texts = {
        unit: mended(way.masked.unit.plain(), result.text) for unit, (way, result) in tried.items()
    }
    tagged = {unit: way.masked.unit.tagged for unit, (way, _result) in tried.items()}
    evidence = _evidence(tried, texts, asked)
    looked_at = {unit for unit in tried if evidence[unit].attention}
    placed = {unit: place(tagged[unit], texts[unit], evidence[unit]) for unit in looked_at}
    if not limits.demonstration:
        unsure = {
            unit: placed[unit].unsure if unit in placed else tuple(tagged[unit].pairs)
            for unit in tried
        }
        for unit, spans in _alone(decoder, tagged, unsure).items():
            evidence[unit] = replace(evidence[unit], spans=spans)
            placed.pop(unit, None)
    for unit in tried:
        if unit not in placed:
            placed[unit] = place(tagged[unit], texts[unit], evidence[unit])
    found: dict[Unit, Sentence] = {}
    for unit, (way, result) in tried.items():
        others = []
        for other in result.others:
            attention = other.attention if evidence[unit].attention else None
            each = replace(evidence[unit], attention=attention)
            again = place(tagged[unit], other.text, each).text
            others.append((way.masked.back(again, unit.tagged), other.probability))
        text = way.masked.back(placed[unit].text, unit.tagged)
        reason = placed[unit].reason or (DOUBT if has_slots(way.masked.unit) else None)
        found[unit] = _finished(limits, unit, way, result, text, others, reason)
    return found


def _evidence(
    tried: Mapping[Unit, tuple[_Way, Decoded]], texts: Mapping[Unit, str], asked: Asked
) -> dict[Unit, Evidence]:
    found = {
        unit: Evidence(
            terms=asked.terms.get(unit, ()),
            attention=result.attention if texts[unit] == result.text else None,
            source=asked.source,
            target=asked.target,
        )
        for unit, (_way, result) in tried.items()
    }
    looks = [
        (way.masked.unit.plain(), texts[unit], found[unit])
        for unit, (way, _result) in tried.items()
    ]
    if not usable(looks):
        found = {unit: replace(each, attention=None) for unit, each in found.items()}
    return found


def _alone(
    decoder: Decoder, tagged: Mapping[Unit, Tagged], unsure: Mapping[Unit, Sequence[str]]
) -> dict[Unit, dict[str, str]]:
    """Translate what unsure pairs hold, each on its own."""
    wanted: dict[Unit, dict[str, str]] = {}
    for unit, names in unsure.items():
        held = _held(tagged[unit], names)
        if held:
            wanted[unit] = held
    distinct = list(dict.fromkeys(text for held in wanted.values() for text in held.values()))
    made = dict(zip(distinct, decoder.decode(distinct, quickly=True), strict=True))
    return {
        unit: {name: made[text].text for name, text in held.items()}
        for unit, held in wanted.items()
    }


def _held(text: Tagged, names: Sequence[str]) -> dict[str, str]:
    """Give the texts of some pairs, without tags; not of those that hold most of the sentence."""
    length = len(text.plain())
    found: dict[str, str] = {}
    for name in names:
        inner = text.text.split(f"<{name}>", 1)[1].split(f"</{name}>", 1)[0]
        plain = Tagged(inner, text.pairs, text.empties).plain().strip()
        if any(char.isalpha() for char in plain) and 2 * len(plain) <= length + 16:
            found[name] = plain
    return found
