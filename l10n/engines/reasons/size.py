"""How long a translation is, and whether it goes round in circles as a model that is lost does."""

import re
from functools import lru_cache
from operator import eq

from l10n.dataclass import dataclass
from l10n.engines.reasons.form import shown
from l10n.language.scripts import weight
from l10n.messages import N_, Message, message
from l10n.regex import regex

_TIMES, _SLACK = 3, 40
"""A translation may have so many times the letters of its source, and so many more."""
_DOUBT_TIMES, _DOUBT_SLACK = 2, 20
_FLOOR = 5
"""Letters by which a translation may fall below a third of its source."""
_WORD = regex(r"\w+")
_SYLLABLES = regex(r"(([^\W\d_])(?!\2)[^\W\d_]{1,4}?)\1{2,}")
"""`spspsp`; not `banana`, `III`."""
_DRAWL = regex(r"([^\W\d_])\1{4,}")
"""`ooooo`, which people write too."""
_DOUBLED = regex(r"(?<![\w’'-])([^\W\d_]{2,})\s\1(?![\w’'-])", re.IGNORECASE)
_MAY_DOUBLE = frozenset(
    re.findall(r"\w+", "had that is do дуже ну так ні die der das den sie nous vous en si se by")
)
"""Words that grammar or emphasis puts twice running in some language."""
_LONG_WORD = 60
_LONGEST = 24
"""Words of a phrase that is looked for again right after itself."""


def out_of_proportion(source: str, made: str) -> bool:
    """True if a draft is far too long for a page to take, whatever it is; in characters."""
    return len(made) > 10 * len(source) + 1_000


def length_fault(before: str, after: str) -> Message | None:
    """A length that no translation has; texts without tags, weighed in letters."""
    source, target = weight(before), weight(after)
    if target > _TIMES * source + _SLACK:
        return message(N_("it is far too long for its source"))
    if target < source / _TIMES - _FLOOR:
        return message(N_("it is far too short for its source"))
    return None


def length_doubt(before: str, after: str) -> Message | None:
    """A length that few translations have."""
    source, target = weight(before), weight(after)
    if target > _DOUBT_TIMES * source + _DOUBT_SLACK:
        return message(N_("it is much longer than its source"))
    if target < source / _DOUBT_TIMES - _FLOOR:
        return message(N_("it is much shorter than its source"))
    return None


@dataclass(frozen=True, slots=True)
class Run:
    """The longest run of a phrase in a text."""

    phrase: str = ""
    words: int = 0
    """Of the phrase."""
    times: int = 1
    last: bool = False
    """It goes on to the last word."""


def repetition(before: str, after: str) -> tuple[Message | None, Message | None]:
    """Fault and doubt for a word, a phrase or a syllable again and again, unlike its source."""
    for drawl in (False, True):
        found = _stammering(after, drawl)
        # A laugh that the source has too is none.
        if found and not _stammering(before, drawl):
            said = message(N_("it repeats itself: {text}"), text=shown(found))
            return (None, said) if drawl else (said, None)
    run = longest_run(after)
    if run.times == 1:
        return None, None
    twice = None if _DOUBLED.search(before) else _doubled(after)
    source = longest_run(before).times
    said = message(N_("it repeats itself: {text}"), text=shown(run.phrase))
    if run.times > source + 1 and run.times >= (4 if run.words <= 2 else 3):
        return said, None
    doubtful = run.times >= 3 or run.last
    if doubtful and run.times > source:
        return None, said
    return None, message(N_("it repeats itself: {text}"), text=shown(twice)) if twice else None


def _doubled(text: str) -> str:
    """The first word that stands twice running and has no need to; empty if none does."""
    found = (match[1] for match in _DOUBLED.finditer(text))
    return next((word for word in found if word.casefold() not in _MAY_DOUBLE), "")


def longest_run(text: str) -> Run:
    """The phrase of at most 24 words that stands most often in a row; numbers are no phrase."""
    words = _WORD.findall(text.casefold())
    best = Run()
    if len(set(words)) == len(words):
        return best
    for size in range(1, min(_LONGEST, len(words) // 2) + 1):
        again = list(map(eq, words, words[size:]))
        if True not in again:
            continue
        streak = longest = end = 0
        for place, same in enumerate(again):
            streak = streak + 1 if same else 0
            if streak and streak >= longest:
                longest, end = streak, place + size + 1
        last = end == len(words)
        # The last time may be cut off.
        cut = last and longest >= size > 2 and 2 * (longest % size) >= size
        times = longest // size + 1 + cut
        phrase = " ".join(words[end - size : end])
        better = (times, last) > (best.times, best.last) and times > 1
        if better and any(map(str.isalpha, phrase)):
            best = Run(phrase, size, times, last)
    return best


def _stammering(text: str, drawl: bool) -> str:
    """The first syllable, or letter, that a word of a text says again and again; empty if none."""
    for word in _WORD.findall(text.casefold()):
        found = _stammers_of(word)[drawl] if len(word) > 4 else ""
        if found:
            return found
    return ""


def _stammers_of(word: str) -> tuple[str, str]:
    # What is no word anybody knows would only fill the memory.
    return _known_stammers(word) if len(word) <= _LONG_WORD else _stammers(word)


@lru_cache(1 << 14)
def _known_stammers(word: str) -> tuple[str, str]:
    return _stammers(word)


def _stammers(word: str) -> tuple[str, str]:
    found = _SYLLABLES.search(word), _DRAWL.search(word)
    return "" if found[0] is None else found[0].group(), found[1].group() if found[1] else ""
