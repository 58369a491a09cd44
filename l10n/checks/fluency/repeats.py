"""Repeats: a sentence or a phrase stands twice, as when an engine fails."""

from collections.abc import Iterator, Sequence

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.fluency.gaps import quoted
from l10n.checks.text import Text, Word
from l10n.messages import N_, message
from l10n.regex import regex

_PHRASE = 5
"""Words of a phrase that does not follow itself in good prose."""
_LONG_PHRASE = 10
"""Words of a phrase that does not come back at all."""
_LOOP = 4
"""Times that one word stands in a row."""
_BETWEEN = regex(r"[^\w]*[.!?…][^\w]*")


def _look(pair: Pair) -> Iterator[Found]:
    if pair.pseudo:
        return
    words = pair.target.words
    if len(words) - len(pair.target.folded_words) < _LOOP - 1:
        return
    found = _repeated(pair.target)
    if found is None or _repeated(pair.source) is not None:
        return
    first, last = words[found[0]], words[found[1] - 1]
    phrase = quoted(pair.target.normal[first.start : last.end])
    text = N_("“{words}” stands twice; the source says it once")
    yield Found(
        message(text, words=phrase),
        target=(pair.target.span(first.start, last.end),),
    )


def _repeated(text: Text) -> tuple[int, int] | None:
    """The first and last word of what stands twice, half-open: its second place."""
    words = text.words
    if len(words) - len(text.folded_words) < _LOOP - 1:
        return None
    return _phrase(words) or _sentence(text, words) or _in_a_row(words)


def _phrase(words: Sequence[Word]) -> tuple[int, int] | None:
    """A phrase that follows itself, or a long one that comes back; short ones are rhetoric."""
    folded = [word.folded for word in words]
    seen: dict[tuple[str, ...], int] = {}
    place = 0
    while place <= len(folded) - _PHRASE:
        first = seen.setdefault(tuple(folded[place : place + _PHRASE]), place)
        if first == place:
            place += 1
            continue
        end = place + _PHRASE
        while end < len(folded) and folded[end] == folded[end - place + first]:
            end += 1
        if end - place >= min(place - first, _LONG_PHRASE):
            return place, end
        place = end
    return None


def _sentence(text: Text, words: Sequence[Word]) -> tuple[int, int] | None:
    """A sentence of a few words that follows itself."""
    last: tuple[str, ...] = ()
    start = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or _BETWEEN.fullmatch(
            text.normal, words[place - 1].end, words[place].start
        ):
            sentence = tuple(word.folded for word in words[start:place])
            if len(sentence) >= _LOOP - 1 and sentence == last:
                return start, place
            last, start = sentence, place
    return None


def _in_a_row(words: Sequence[Word]) -> tuple[int, int] | None:
    """One word over and over."""
    count = 1
    for place in range(1, len(words)):
        count = count + 1 if words[place].folded == words[place - 1].folded else 1
        if count == _LOOP:
            return place - 1, place + 1
    return None


repeats = EntryCheck(
    About(
        "repeats",
        Family.FLUENCY,
        Severity.WARNING,
        N_("No sentence or phrase of the target stands twice."),
        fires=example(
            "Мер відкрив нову школу в центрі міста.",
            "The mayor opened a new school. The mayor opened a new school in the city centre.",
        ),
        passes=example(
            "Мер відкрив нову школу, а губернатор відкрив нову лікарню.",
            "The mayor opened a new school, and the governor opened a new hospital.",
        ),
    ),
    _look,
)
