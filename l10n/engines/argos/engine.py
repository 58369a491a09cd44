"""The engine that drafts with the models of Argos Translate, decoded by CTranslate2 in batches."""

from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import prod
from pathlib import Path
from types import TracebackType

from l10n.engines import Draft, Request
from l10n.engines.argos.packages import (
    InstalledModel,
    Survey,
    directories,
    reachable,
    route,
    survey,
)
from l10n.engines.argos.settings import ArgosSettings
from l10n.engines.codes import argos_codes, locale_of
from l10n.engines.decoder.decoding import Decoder
from l10n.engines.decoder.fallbacks import Context, translated
from l10n.engines.decoder.joining import joined
from l10n.errors import EngineError
from l10n.glossary.terms import Term
from l10n.messages import _
from l10n.model.engine_settings import read
from l10n.model.markup import Tagged
from l10n.shell import shell_words
from l10n.tags.units import Unit, split

SLICE = 512
"""Distinct texts that are drafted together: a run that is killed loses two slices at most."""


class Argos:
    """Drafts with installed Argos packages, and with the demonstration model where there are none.

    A pair without a package of its own goes through other languages. Models are found and loaded
    when first needed and kept until `close`. Sentences of a longer text are translated one by
    one, as the models were trained; equal ones once. A text is left empty with a reason rather
    than with a part, a tag or a look-alike of a tag missing.
    """

    name = "argos"
    settings = ArgosSettings

    def __init__(
        self,
        settings: Mapping[str, object] | None = None,
        *,
        folders: Iterable[Path] | None = None,
    ) -> None:
        """Take the settings of a workflow (`ArgosSettings`); raises EngineError for a mistake.

        `folders` replaces the folders in which Argos Translate keeps its packages.
        """
        self._settings = read(ArgosSettings, settings or {}, self.name)
        self._folders = None if folders is None else tuple(folders)
        self._survey: Survey | None = None
        self._decoders: dict[Path, Decoder] = {}

    def __enter__(self) -> "Argos":
        """The engine itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine."""
        self.close()

    def close(self) -> None:
        """Free the memory of all models, and look for packages anew next time."""
        for decoder in self._decoders.values():
            decoder.close()
        self._decoders.clear()
        self._survey = None

    def pairs(self) -> frozenset[tuple[str, str]]:
        """All pairs of locales that installed packages lead through; raises EngineError."""
        return reachable(self._found().models)

    def models(self) -> tuple[str, ...]:
        """The names of all packages that are here, as drafts have them; raises EngineError."""
        return tuple(model.label for model in self._found().models)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterator[Draft]:
        """Draft all texts, one draft for each, in order, as slices of them are done.

        Raises EngineError if no packages lead from the source locale to the target locale, or,
        while the drafts are taken, if a model cannot be loaded or fails.
        """
        hops = self._route(source, target) if requests else ()
        return self._drafts(requests, hops, source)

    def _drafts(
        self, requests: Sequence[Request], hops: Sequence[InstalledModel], source: str
    ) -> Iterator[Draft]:
        """Draft slice after slice; the next is begun before the one before is taken."""
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

    def _found(self) -> Survey:
        if self._survey is None:
            self._survey = survey(directories() if self._folders is None else self._folders)
        if self._survey.unreadable:
            # A full model may lie there: a demonstration is no substitute that nobody hears of.
            raise self._survey.unreadable[0]
        return self._survey

    def _route(self, source: str, target: str) -> tuple[InstalledModel, ...]:
        found = self._found()
        hops = route(found.models, source, target)
        if hops is None:
            why = _("no model translates from {source} to {target}").format(
                source=source, target=target
            )
            why = "; ".join([why, *(str(error) for error in found.broken[:1])])
            names = [argos_codes(source)[0], argos_codes(target)[0]]
            command = shell_words(["l10n", "models", "install"], names)
            raise EngineError(
                why, code="MOD-027", remedy=_("install one: {command}").format(command=command)
            )
        return hops

    def _slice(
        self,
        texts: Mapping[Tagged, tuple[Term, ...]],
        hops: Sequence[InstalledModel],
        source: str,
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
            locale = locale_of(hop.target)
        return drafts

    def _hop(
        self,
        model: InstalledModel,
        texts: Mapping[Tagged, tuple[Term, ...]],
        locale: str,
        alternatives: int,
    ) -> Generator[None, None, dict[Tagged, Draft]]:
        decoder = self._decoders.setdefault(model.path, Decoder(model, self._settings))
        parted = {text: split(text, locale) for text in texts}
        terms: dict[Unit, tuple[Term, ...]] = {}
        for text, parts in parted.items():
            for part in parts or ():
                if isinstance(part, Unit):
                    terms[part] = tuple(dict.fromkeys((*terms.get(part, ()), *texts[text])))
        context = Context(locale, locale_of(model.target), alternatives, terms)
        done = yield from translated(decoder, list(terms), context)
        return {
            text: joined(text, parts, done, model.label, alternatives)
            for text, parts in parted.items()
        }


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
