"""Left untranslated: words of the source that stand in the target as they are.

Where both languages have one script, as English and German do; a word in the source's script is a
matter of `foreign-script`. Names, and words that both languages have, are at home on both sides.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.fluency.gaps import quoted
from l10n.checks.text import Word
from l10n.language.function_words import small_words
from l10n.language.scripts import scripts_of
from l10n.language.tables import Table
from l10n.messages import N_, message

_ROW = 3
"""Words in a row from which they are a phrase of the source: most of them without a capital."""


def _look(pair: Pair) -> Iterator[Found]:
    source, target = pair.source, pair.target
    one, other = pair.languages
    if one == other or pair.pseudo or source.normal == target.normal:
        return
    if not _of_one_script(source.table.locale, target.table.locale):
        return
    common = source.folded_words & target.folded_words
    strange = common & _small(source.table) - _small(target.table)
    if not strange:
        return
    phrases = _phrases([word.folded for word in source.words])
    for first, last in _rows(target.words, common):
        row = target.words[first:last]
        small = [word.folded for word in row if word.text.islower()]
        if strange.isdisjoint(small) or 2 * len(small) <= len(row):
            continue
        if any(start <= row[0].start and row[-1].end <= end for start, end in pair.untranslated):
            continue
        if all(
            tuple(word.folded for word in row[start : start + _ROW]) in phrases
            for start in range(len(row) - _ROW + 1)
        ):
            words = quoted(target.normal[row[0].start : row[-1].end])
            text = N_("“{words}” stands in the target as in the source")
            where = target.span(row[0].start, row[-1].end)
            yield Found(message(text, words=words), target=(where,))


def _rows(words: Sequence[Word], common: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where words of the source stand in a row, three or more."""
    first = 0
    for place in range(len(words) + 1):
        if place < len(words) and words[place].folded in common:
            continue
        if place - first >= _ROW:
            yield first, place
        first = place + 1


def _phrases(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words[place : place + _ROW]) for place in range(len(words) - _ROW + 1))


@cache
def _of_one_script(one: str, other: str) -> bool:
    return scripts_of(one) == scripts_of(other)


@cache
def _small(table: Table) -> frozenset[str]:
    return frozenset(table.words("fluency", "small")) | small_words(table.locale).all


left_untranslated = EntryCheck(
    About(
        "left-untranslated",
        Family.FLUENCY,
        Severity.WARNING,
        N_("No phrase of the source stands in the target as it is."),
        fires=example(
            "The mayor spoke at the opening of the new bridge.",
            "Der Bürgermeister sprach at the opening of the neuen Brücke.",
            ("en", "de"),
        ),
        passes=example(
            "The band Rage Against the Machine played in Berlin.",
            "Die Band Rage Against the Machine spielte in Berlin.",
            ("en", "de"),
        ),
    ),
    _look,
)
