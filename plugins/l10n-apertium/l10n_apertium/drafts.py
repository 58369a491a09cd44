"""What a draft of Apertium is worth: tags, doubts with their reasons, confidence."""

import re
from collections.abc import Sequence

from l10n.engines import Draft
from l10n.language.protected import only_kept
from l10n.messages import N_, Message, joined, message
from l10n.model.markup import Tagged, faults
from l10n.tags.place import Evidence, place
from l10n_apertium.layout import rearranged
from l10n_apertium.names import SourceText, perhaps_name
from l10n_apertium.tags import spans, tagged
from l10n_apertium.words import Rendering

_WORD = re.compile(r"[^\W\d_]+")
_SPACES = re.compile("  +")
_SHOWN = 3
"""Words that a reason names at most."""


def unchanged(text: Tagged, label: str) -> Draft | None:
    """The draft of a text that has nothing to translate; None for any other."""
    if text.names and faults(text, text.text):
        return Draft("", label, message(N_("the tags of the source are not well nested")))
    plain = text.plain()
    if not plain.strip():
        return Draft("", label, message(N_("there is nothing to translate")))
    if only_kept(plain) or not any(char.isalpha() for char in plain):
        return Draft(text.text, label)
    return None


def draft_of(
    text: SourceText, made: Rendering | None, known: frozenset[str], label: str, *, divided: bool
) -> Draft:
    """Make the draft of a text that was translated; `known` are names."""
    source = text.source
    if made is None or not made.text.strip():
        return Draft("", label, message(N_("Apertium gave no text")))
    unknown, share = _unknown(text, made, known, divided=divided)
    if share == 0 and any(word[:1].islower() for word in unknown):
        return Draft("", label, message(N_("Apertium knows none of its words")))
    doubts: list[Message] = []
    if unknown:
        doubts.append(
            message(N_("words that Apertium does not know: {words}"), words=_listed(unknown))
        )
    if made.unformed:
        doubts.append(
            message(
                N_("words that Apertium could not inflect: {words}"), words=_listed(made.unformed)
            )
        )
    if divided:
        doubts += _translated_names(text, made, known)
    written, more = _with_tags(text, made)
    if not written:
        return Draft("", label, more[0])
    doubts += more
    if "  " not in source.tagged.text:
        written = _SPACES.sub(" ", written)
    outer = source.tagged.text
    before = outer[: len(outer) - len(outer.lstrip())]
    after = outer[len(outer.rstrip()) :]
    return Draft(
        before + written.strip() + after,
        label,
        joined(doubts) if doubts else None,
        doubtful=bool(doubts),
        confidence=share,
    )


def _unknown(
    text: SourceText, made: Rendering, known: frozenset[str], *, divided: bool
) -> tuple[list[str], float | None]:
    """List the words that Apertium does not know and that are no names, and the share of others."""
    if not divided:
        every = _WORD.findall(text.source.plain)
        missing = list(made.strange)
        return missing, round(max(0.0, 1 - len(missing) / len(every)), 3) if every else None
    total = 0
    unknown: list[str] = []
    for number in range(len(text.words)):
        written = text.written(number)
        if written in known or not _WORD.search(written):
            continue
        total += 1
        if number in made.unknown:
            unknown.append(written)
    missing = [*unknown, *(word for word in made.strange if word not in known)]
    share = round(max(0.0, 1 - len(missing) / total), 3) if total else None
    return list(dict.fromkeys(missing)), share


def _translated_names(text: SourceText, made: Rendering, known: frozenset[str]) -> list[Message]:
    found = [
        text.written(number)
        for number in range(len(text.words))
        if number not in made.unknown
        and text.written(number) not in known
        and perhaps_name(text, number)
        and text.written(number) not in made.text
    ]
    if not found:
        return []
    return [
        message(
            N_("perhaps names, translated as words: {words}"),
            words=_listed(list(dict.fromkeys(found))),
        )
    ]


def _with_tags(text: SourceText, made: Rendering) -> tuple[str, list[Message]]:
    """Put the tags in by the origin of the words, or else by what may be guessed."""
    source = made.source
    if not source.marks:
        return made.text, []
    exact = tagged(source, text.words, made)
    if exact is not None:
        return exact.text, list(exact.doubts)
    placed = place(source.tagged, made.text, Evidence(spans=spans(source, text.words, made)))
    wrong = faults(source.tagged, placed.text)
    if wrong:
        return "", [wrong[0]]
    return rearranged(source, placed.text), [message(N_("the tags may stand at the wrong words"))]


def _listed(words: Sequence[str]) -> str:
    return ", ".join([*words[:_SHOWN], *(["…"] if len(words) > _SHOWN else [])])
