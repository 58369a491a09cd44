"""Decide whether a translated sentence may stand, and whether it is doubtful."""

import re
from collections import Counter

from l10n.engines.argos.decoding import Decoded
from l10n.engines.argos.limits import Limits, invented
from l10n.language.numbers import other_numbers
from l10n.language.protected import lost, restored
from l10n.messages import N_, Message, message
from l10n.model.markup import Tagged, faults
from l10n.tags.units import Unit

_LIKE_TAG = re.compile(r"</?[A-Za-z0-9][^<>]*>")


def too_long(result: Decoded) -> Message | None:
    """Say that a sentence was too long for the model, if it was."""
    if result.pieces <= result.limit:
        return None
    return message(
        N_("a sentence is too long for the model: {pieces} pieces, at most {limit}"),
        pieces=result.pieces,
        limit=result.limit,
    )


def unfit(limits: Limits, unit: Unit, text: str) -> Message | None:
    """Say why a translation may not stand at all, if so."""
    if not text:
        return message(N_("the model gave no text"))
    tagged = unit.tagged
    wrong = faults(tagged, text) if "<" in text or unit.tags else ()
    if wrong:
        return wrong[0]
    source, target = unit.plain(), Tagged(text, tagged.pairs, tagged.empties).plain()
    like_tags = _difference(_LIKE_TAG, source, target)
    if like_tags:
        return message(
            N_("the model changed what reads as a tag: {text}"), text=next(iter(like_tags))
        )
    missing = lost(source, target)
    if missing:
        return message(N_("the model changed what may not change: {text}"), text=missing[0])
    if limits.demonstration and invented(source, target):
        return message(N_("the demonstration model changed the numbers"))
    return None


def mended(source: str, text: str) -> str:
    """Write what may not change as the source has it, where the model has only mangled it."""
    return (restored(source, text) if text else None) or text


def doubt(unit: Unit, result: Decoded, text: str) -> Message | None:
    """Say why a translation that may stand is doubtful, if so."""
    if result.runaway:
        return message(N_("it is much longer than its source, or was cut off"))
    tagged = unit.tagged
    numbers = other_numbers(unit.plain(), Tagged(text, tagged.pairs, tagged.empties).plain())
    if numbers:
        return message(
            N_("the numbers are not those of the source: {numbers}"),
            numbers=", ".join(numbers),
        )
    return None


def _difference(pattern: re.Pattern[str], source: str, target: str) -> Counter[str]:
    mine, theirs = (Counter(pattern.findall(text)) for text in (source, target))
    return (mine - theirs) + (theirs - mine)
