"""Whether a translated sentence may stand, or another way of asking is tried for it."""

from l10n.engines.decoder.decoding import Decoded
from l10n.engines.decoder.limits import ModelLimits, invented
from l10n.engines.reasons import form, keeping
from l10n.language.protected import restored
from l10n.messages import N_, Message, message
from l10n.model.markup import Tagged, faults
from l10n.tags.units import Unit


def too_long(result: Decoded) -> Message | None:
    """That a sentence was too long for the model, if it was."""
    if result.pieces <= result.limit:
        return None
    return message(
        N_("a sentence is too long for the model: {pieces} pieces, at most {limit}"),
        pieces=result.pieces,
        limit=result.limit,
    )


def unfit(limits: ModelLimits, unit: Unit, text: str) -> Message | None:
    """Why a translation of a sentence may not stand: tags, what may not change; None if it may.

    A figure put into words is reason enough to try another way, which a whole draft may keep.
    """
    tagged = unit.tagged
    fault = form.unfit(tagged, text) or form.other_tags(tagged, text)
    wrong = faults(tagged, text) if fault is None and ("<" in text or unit.tags) else ()
    if fault or wrong:
        return fault or wrong[0]
    source, target = unit.plain(), Tagged(text, tagged.pairs, tagged.empties).plain()
    missing = keeping.missing(source, target)
    if missing is None and limits.demonstration and invented(source, target):
        return message(N_("the demonstration model changed the numbers"))
    return missing


def mended(source: str, text: str) -> str:
    """A translation with what may not change as its source has it, where it is only mangled."""
    return (restored(source, text) if text else None) or text


def doubt(result: Decoded) -> Message | None:
    """What the decoder alone can tell of a translation that may stand."""
    if result.runaway:
        return message(N_("it is much longer than its source, or was cut off"))
    return None
