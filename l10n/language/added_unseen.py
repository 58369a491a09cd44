"""What a translation has that nobody sees: which characters, how many, and where, in words."""

from collections import Counter
from collections.abc import Sequence

from l10n.dataclass import dataclass
from l10n.language.locales import direction
from l10n.lines import printable
from l10n.messages import N_, Message, message
from l10n.unseen import Harm, Unseen, added, is_suspect

_TOLD = {
    Harm.ORDERS: N_(
        "characters that change the order in which letters are shown, and that the source does"
        " not have: {where}"
    ),
    Harm.HIDES: N_(
        "characters in which a hidden text can stand, and that the source does not have: {where}"
    ),
    Harm.SHOWS_NOTHING: N_(
        "characters that nobody sees, and that the source does not have: {where}"
    ),
}
_NAMED = 3
"""Characters that are named; of more, the number is told."""
_AROUND = 8
"""Characters of the text that are shown on either side of one."""


@dataclass(frozen=True, slots=True)
class Addition:
    """All that a translation has more of one kind than its source."""

    harm: Harm
    message: Message
    place: int
    """Where in the translation the first of them stands."""


def additions(source: str, target: str, locale: str) -> tuple[Addition, ...]:
    """What nobody sees in a translation into a locale and its source has none, or less, of."""
    if not is_suspect(target):
        return ()
    found = added(source, target, rtl=direction(locale) == "rtl")
    return tuple(
        Addition(harm, message(_TOLD[harm], where=_where(target, mine)), mine[0].place)
        for harm in Harm
        if (mine := [each for each in found if each.harm is harm])
    )


def _where(text: str, found: Sequence[Unseen]) -> str:
    """Each character by number and name, how often, and the letters around the first of them."""
    counts = Counter(each.character for each in found)
    first = {each.character: each for each in reversed(found)}
    parts = []
    for character in list(dict.fromkeys(each.character for each in found))[:_NAMED]:
        times = f" ×{counts[character]}" if counts[character] > 1 else ""
        parts.append(f"{first[character].name}{times} “{_around(text, first[character].place)}”")
    more = len(counts) - _NAMED
    return ", ".join([*parts, f"+{more}"] if more > 0 else parts)


def _around(text: str, place: int) -> str:
    before, after = text[max(place - _AROUND, 0) : place], text[place + 1 : place + 1 + _AROUND]
    start = "…" if place > _AROUND else ""
    end = "…" if len(text) > place + 1 + _AROUND else ""
    # Alone it is at home nowhere, so that it is shown as an escape.
    return f"{start}{printable(before)}{_escape(text[place])}{printable(after)}{end}"


def _escape(character: str) -> str:
    return ascii(character)[1:-1]
