"""The engine that drafts with the models of Argos Translate, decoded by CTranslate2 in batches."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from unicodedata import decimal

from l10n.engines import Draft
from l10n.engines.argos_settings import ArgosSettings
from l10n.engines.decoding import Decoded, Decoder
from l10n.engines.limits import beyond, decoded_form, invented
from l10n.engines.packages import (
    InstalledModel,
    Survey,
    argos_codes,
    directories,
    locale_of,
    reachable,
    route,
    survey,
)
from l10n.engines.placing import place
from l10n.engines.units import Unit, split
from l10n.errors import EngineError
from l10n.markup import Tagged, faults
from l10n.messages import N_, Message, _, message

_LIKE_TAG = re.compile(r"</?[A-Za-z0-9][^<>]*>")
_DIGITS = re.compile(r"\d+")
_SPELLED = 12
"""Numbers up to twelve are often written as words, by people and by models."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What became of one sentence."""

    text: str = ""
    reason: Message | None = None
    """Why it is empty, or doubtful."""


class Argos:
    """Drafts with installed Argos packages, and with the demonstration model where there are none.

    A pair without a package of its own goes through other languages. Models are found and loaded
    when first needed and kept until `close`. Sentences of a longer text are translated one by
    one, as the models were trained; equal ones once. A text is left empty with a reason rather
    than with a part, a tag or a look-alike of a tag missing.
    """

    name = "argos"

    def __init__(
        self,
        settings: Mapping[str, object] | None = None,
        *,
        folders: Iterable[Path] | None = None,
    ) -> None:
        """Take the settings of a workflow (`ArgosSettings`); raises EngineError for a mistake.

        `folders` replaces the folders in which Argos Translate keeps its packages.
        """
        self._settings = ArgosSettings.of(settings or {})
        self._folders = None if folders is None else tuple(folders)
        self._survey: Survey | None = None
        self._decoders: dict[Path, Decoder] = {}

    def __enter__(self) -> "Argos":
        """Give the engine itself."""
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
        """Give back the memory of all models, and look for packages anew next time."""
        for decoder in self._decoders.values():
            decoder.close()
        self._decoders.clear()
        self._survey = None

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Give all pairs of locales that installed packages lead through; raises EngineError."""
        return reachable(self._found().models)

    def models(self) -> tuple[str, ...]:
        """Name all packages that are here, as drafts name them; raises EngineError."""
        return tuple(model.label for model in self._found().models)

    def translate(self, texts: Sequence[Tagged], source: str, target: str) -> tuple[Draft, ...]:
        """Draft all texts, one draft for each, in order.

        Raises EngineError if no packages lead from the source locale to the target locale, or if
        a model cannot be loaded.
        """
        if not texts:
            return ()
        hops = self._route(source, target)
        label = ", ".join(hop.label for hop in hops)
        drafts = {text: Draft(text.text, label) for text in texts}
        locale = source
        for hop in hops:
            todo = {text: draft for text, draft in drafts.items() if draft.text}
            given = dict.fromkeys(
                Tagged(draft.text, text.pairs, text.empties) for text, draft in todo.items()
            )
            found = dict(zip(given, self._hop(hop, list(given), locale, label), strict=True))
            for text, draft in todo.items():
                made = found[Tagged(draft.text, text.pairs, text.empties)]
                doubtful = bool(made.text) and (made.doubtful or draft.doubtful)
                drafts[text] = Draft(made.text, label, made.reason or draft.reason, doubtful)
            locale = locale_of(hop.target)
        return tuple(drafts[text] for text in texts)

    def _found(self) -> Survey:
        if self._survey is None:
            self._survey = survey(directories() if self._folders is None else self._folders)
        return self._survey

    def _route(self, source: str, target: str) -> tuple[InstalledModel, ...]:
        found = self._found()
        hops = route(found.models, source, target)
        if hops is None:
            said = _("no model translates from {source} to {target}").format(
                source=source, target=target
            )
            said = "; ".join([said, *(str(error) for error in found.broken[:1])])
            command = f"l10n models install {argos_codes(source)[0]} {argos_codes(target)[0]}"
            raise EngineError(said, remedy=_("install one: {command}").format(command=command))
        return hops

    def _hop(
        self, model: InstalledModel, texts: list[Tagged], locale: str, label: str
    ) -> list[Draft]:
        decoder = self._decoders.setdefault(model.path, Decoder(model, self._settings))
        parted = [split(text, locale) for text in texts]
        units = dict.fromkeys(
            part for parts in parted for part in parts or () if isinstance(part, Unit)
        )
        done = _sentences(decoder, list(units))
        return [
            _joined(text, parts, done, label) for text, parts in zip(texts, parted, strict=True)
        ]


def _joined(
    text: Tagged,
    parts: tuple[str | Unit, ...] | None,
    done: Mapping[Unit, _Sentence],
    label: str,
) -> Draft:
    if parts is None:
        return Draft("", label, message(N_("the tags of the source are not well nested")))
    sentences = [done[part] for part in parts if isinstance(part, Unit)]
    reasons = [item.reason for item in sentences if item.reason]
    for item in sentences:
        if not item.text:
            return Draft("", label, item.reason)
    result = "".join(part if isinstance(part, str) else done[part].text for part in parts)
    wrong = faults(text, result) if text.names else ()
    if wrong:
        return Draft("", label, wrong[0])
    return Draft(result, label, reasons[0] if reasons else None, bool(reasons))


def _sentences(decoder: Decoder, units: list[Unit]) -> dict[Unit, _Sentence]:
    """Translate sentences: first all as they are, then plainly those whose tags went wrong."""
    limits = decoder.model.limits
    done: dict[Unit, _Sentence] = {}
    asked: dict[Unit, str] = {}
    for unit in units:
        reason = beyond(limits, unit) if limits.demonstration else None
        if reason:
            done[unit] = _Sentence(reason=reason)
            continue
        numbered = unit.numbered() if 0 < len(unit.tags) <= limits.tags else None
        asked[unit] = _given(decoder, unit.plain() if numbered is None else numbered)
    plainly: dict[Unit, str] = {}
    for unit, result in _decoded(decoder, asked).items():
        if not unit.tags:
            done[unit] = _checked(decoder.model, unit, result, result.text, None)
        elif asked[unit] == _given(decoder, unit.plain()):
            done[unit] = _placed(decoder.model, unit, result)
        else:
            named = unit.named(result.text)
            if named is None:
                plainly[unit] = _given(decoder, unit.plain())
            else:
                done[unit] = _checked(decoder.model, unit, result, named, None)
    for unit, result in _decoded(decoder, plainly).items():
        done[unit] = _placed(decoder.model, unit, result)
    return done


def _given(decoder: Decoder, text: str) -> str:
    return decoded_form(text) if decoder.model.limits.demonstration else text


def _decoded(decoder: Decoder, asked: Mapping[Unit, str]) -> dict[Unit, Decoded]:
    distinct = list(dict.fromkeys(asked.values()))
    found = dict(zip(distinct, decoder.decode(distinct), strict=True))
    return {unit: found[text] for unit, text in asked.items()}


def _placed(model: InstalledModel, unit: Unit, result: Decoded) -> _Sentence:
    placed = place(unit, result.text) if result.text else ""
    doubt = message(N_("the tags were placed by position, not by meaning"))
    return _checked(model, unit, result, placed, doubt)


def _checked(
    model: InstalledModel, unit: Unit, result: Decoded, text: str, doubt: Message | None
) -> _Sentence:
    """Decide whether a sentence may stand, and whether it is doubtful; the worst reason wins."""
    if result.pieces > result.limit:
        return _Sentence(
            reason=message(
                N_("a sentence is too long for the model: {pieces} pieces, at most {limit}"),
                pieces=result.pieces,
                limit=result.limit,
            )
        )
    if not text:
        return _Sentence(reason=message(N_("the model gave no text")))
    source, target = unit.plain(), Tagged(text, *_names(unit)).plain()
    wrong = faults(unit.tagged, text) if "<" in text or unit.tags else ()
    if wrong:
        return _Sentence(reason=wrong[0])
    like_tags = _difference(_LIKE_TAG, source, target)
    if like_tags:
        return _Sentence(
            reason=message(
                N_("the model changed what reads as a tag: {text}"), text=next(iter(like_tags))
            )
        )
    if model.limits.demonstration and invented(source, target):
        return _Sentence(reason=message(N_("the demonstration model changed the numbers")))
    if result.runaway:
        doubt = message(N_("it is much longer than its source, or was cut off"))
    elif numbers := _other_numbers(source, target):
        doubt = message(
            N_("the numbers are not those of the source: {numbers}"),
            numbers=", ".join(numbers),
        )
    return _Sentence(text, doubt)


def _difference(pattern: re.Pattern[str], source: str, target: str) -> Counter[str]:
    mine, theirs = (Counter(pattern.findall(text)) for text in (source, target))
    return (mine - theirs) + (theirs - mine)


def _names(unit: Unit) -> tuple[frozenset[str], frozenset[str]]:
    tagged = unit.tagged
    return tagged.pairs, tagged.empties


def _other_numbers(source: str, target: str) -> tuple[str, ...]:
    """List the runs of digits that stand in only one of two texts.

    Runs are compared one by one, so that `1,5` and `1.5`, `10 000` and `10,000` are the same.
    Numbers up to twelve may be missing or come in, since they may be spelled out.
    """
    mine, theirs = (Counter(map(_ascii, _DIGITS.findall(text))) for text in (source, target))
    different = (mine - theirs) + (theirs - mine)
    return tuple(run for run in different if len(run) > 2 or int(run) > _SPELLED)


def _ascii(digits: str) -> str:
    return "".join(str(decimal(digit)) for digit in digits)
