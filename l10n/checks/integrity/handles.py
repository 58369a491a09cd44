"""Handles: names on social media (@desk), and their topics (#topic)."""

from collections import Counter
from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.signs import in_source
from l10n.checks.text import Text
from l10n.language.protected import Kept
from l10n.messages import N_, message

_SLIP = 2
"""Letters by which a misspelt topic differs."""
_LOST = {
    "handle": N_("the account {name} is missing"),
    "hashtag": N_("the hashtag {name} is missing"),
}
_CHANGED = {
    "handle": N_("the source has the account {name}; the target has {other}"),
    "hashtag": N_("the source has the hashtag {name}; the target has {other}"),
}


def _look(pair: Pair) -> Iterator[Found]:
    source = pair.source.normal
    if "@" not in source and "#" not in source:
        return
    for kind, severity in (("handle", Severity.ERROR), ("hashtag", Severity.HINT)):
        mine, theirs = _of(pair.source, kind), _of(pair.target, kind)
        missing, added = _without(mine, theirs), _without(theirs, mine)
        for number, each in enumerate(missing):
            place = pair.source.span(each.start, each.end)
            if number >= len(added):
                text = message(_LOST[kind], name=each.text)
                less = Severity.WARNING if severity is Severity.ERROR else Severity.HINT
                yield Found(text, (place,), severity=less)
                continue
            other = added[number]
            text = message(_CHANGED[kind], name=each.text, other=other.text)
            where = pair.target.span(other.start, other.end)
            worse = Severity.WARNING if _is_misspelt(each.text, other.text) else severity
            yield Found(text, (place,), (where,), severity if kind == "handle" else worse)


def _of(text: Text, kind: str) -> list[Kept]:
    return [each for each in text.kept if each.kind == kind]


def _without(some: list[Kept], others: list[Kept]) -> list[Kept]:
    """Those that the other side has fewer of; upper and lower case are one."""
    left = Counter(each.text.casefold() for each in others)
    found = []
    for each in some:
        left[each.text.casefold()] -= 1
        if left[each.text.casefold()] < 0:
            found.append(each)
    return found


def _is_misspelt(topic: str, other: str) -> bool:
    """True for a topic with a letter or two changed, which no translation does."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(topic, other, score_cutoff=_SLIP) <= _SLIP


handles = EntryCheck(
    About(
        "handles",
        Family.INTEGRITY,
        Severity.ERROR,
        N_("Accounts and hashtags are those of the source; hashtags may be translated."),
        fires=example("Пише @rada_ua.", "Writes @rada_en."),
        passes=example("Пише @rada_ua #рада.", "Writes @Rada_UA #рада."),
    ),
    _look,
    in_source("@#"),
)
