"""Drafting texts in slices, hop after hop, with models that lead from one locale to another."""

from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.engines import Draft, Request
from l10n.engines.decoder.model import Model
from l10n.engines.decoder.settings import DecoderSettings
from l10n.glossary.terms import Term
from l10n.model.markup import Tagged

if TYPE_CHECKING:
    from l10n.engines.decoder.decoding import TextDecoder
    from l10n.engines.decoder.loading import Loaded

SLICE = 512
"""Distinct texts that are drafted together: a run that is killed loses two slices at most."""


class Drafting:
    """Models at work: each is loaded when first needed and kept until `close`.

    Sentences of a longer text are translated one by one, as the models were trained; equal ones
    once. A text is left empty with a reason rather than with a part, a tag or a look-alike of a
    tag missing.
    """

    def __init__(
        self, settings: DecoderSettings, decoder: "Callable[[Model], TextDecoder] | None" = None
    ) -> None:
        """Nothing is loaded yet; `decoder` makes another than that of CTranslate2."""
        self._settings = settings
        self._make = decoder or self._with_ctranslate2
        self._decoders: dict[Model, TextDecoder] = {}
        self._loaded: dict[Path, Loaded] = {}
        self._threads = 0

    def use_threads(self, most: int) -> None:
        """Compute with so many threads at most, in models that are loaded from now on."""
        self._threads = most

    def close(self) -> None:
        """Free the memory of all models."""
        for decoder in self._decoders.values():
            decoder.close()
        self._decoders.clear()
        self._loaded.clear()

    def drafts(
        self, requests: Sequence[Request], hops: Sequence[Model], source: str
    ) -> Iterator[Draft]:
        """Draft all texts in order, slice after slice; the next is begun before one is taken.

        Raises EngineError while the drafts are taken, if a model cannot be loaded or fails.
        """
        terms: dict[Tagged, dict[Term, None]] = {}
        for request in requests:
            terms.setdefault(request.text, {}).update(dict.fromkeys(request.terms))
        texts = list(terms)
        uses = Counter(request.text for request in requests)
        pending = deque(request.text for request in requests)
        done: dict[Tagged, Draft] = {}
        begun: deque[_Slice] = deque()
        starts = range(0, len(texts), SLICE)
        for start in (*starts, None):
            if start is not None:
                part = {text: tuple(terms[text]) for text in texts[start : start + SLICE]}
                begun.append(self._slice(part, hops, source))
                next(begun[-1], None)
            while begun and (start is None or len(begun) > 1):
                done.update(_exhausted(begun.popleft()))
                while pending and pending[0] in done:
                    text = pending.popleft()
                    uses[text] -= 1
                    yield done[text] if uses[text] else done.pop(text)

    def _slice(
        self, texts: Mapping[Tagged, tuple[Term, ...]], hops: Sequence[Model], source: str
    ) -> "_Slice":
        """Draft some distinct texts, all hops; give up the turn once the first is begun."""
        label = ", ".join(hop.label for hop in hops)
        drafts = {text: Draft(text.text, label) for text in texts}
        locale = source
        for number, hop in enumerate(hops):
            last = number == len(hops) - 1
            todo = {
                text: Tagged(draft.text, text.pairs, text.empties)
                for text, draft in drafts.items()
                if draft.text
            }
            given: dict[Tagged, tuple[Term, ...]] = {}
            for text, stage in todo.items():
                given[stage] = texts[text] if len(hops) == 1 else ()
            alternatives = self._settings.alternatives if last else 0
            found = yield from self._hop(hop, given, locale, alternatives)
            for text, stage in todo.items():
                drafts[text] = _followed(drafts[text], found[stage], label)
            locale = hop.target
        return drafts

    def _hop(
        self,
        model: Model,
        texts: Mapping[Tagged, tuple[Term, ...]],
        locale: str,
        alternatives: int,
    ) -> Generator[None, None, dict[Tagged, Draft]]:
        # Many a command makes an engine to know it, and has nothing for it to draft.
        from l10n.engines.decoder.fallbacks import Context, translated
        from l10n.engines.decoder.joining import joined
        from l10n.tags.units import Unit, split

        decoder = self._decoder(model)
        parted = {text: split(text, locale) for text in texts}
        terms: dict[Unit, tuple[Term, ...]] = {}
        for text, parts in parted.items():
            for part in parts or ():
                if isinstance(part, Unit):
                    terms[part] = tuple(dict.fromkeys((*terms.get(part, ()), *texts[text])))
        context = Context(locale, model.target, alternatives, terms)
        done = yield from translated(decoder, list(terms), context)
        return {
            text: joined(text, parts, done, model.label, alternatives)
            for text, parts in parted.items()
        }

    def _decoder(self, model: Model) -> "TextDecoder":
        if model not in self._decoders:
            self._decoders[model] = self._make(model)
        return self._decoders[model]

    def _with_ctranslate2(self, model: Model) -> "TextDecoder":
        """A decoder; those of one folder share what is loaded."""
        from l10n.engines.decoder.decoding import Decoder
        from l10n.engines.decoder.loading import Loaded

        loaded = self._loaded.setdefault(model.folder, Loaded(most_threads=self._threads))
        return Decoder(model, self._settings, loaded)


_Slice = Generator[None, None, dict[Tagged, Draft]]


def _exhausted(work: _Slice) -> dict[Tagged, Draft]:
    """Take a slice to its end."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: dict[Tagged, Draft] = end.value
            return result


def _followed(first: Draft, then: Draft, label: str) -> Draft:
    """Put the draft of one hop after that of the hop before it."""
    known = [each.confidence for each in (first, then) if each.confidence is not None]
    return replace(
        then,
        model=label,
        reason=then.reason or first.reason,
        doubtful=bool(then.text) and (then.doubtful or first.doubtful),
        confidence=prod(known) if known and then.text else None,
    )
