"""How much of a catalog is translated, in entries and in words, and whether that is enough."""

from collections.abc import Collection, Iterable
from decimal import Decimal

from l10n.messages import _
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.counts import Counts, Cover, Tally
from l10n.model.segment import Key
from l10n.model.source_words import words
from l10n.steps.verdict import Verdict


def cover_of(
    texts: Iterable[Key],
    catalog: Catalog | None,
    verdict: Verdict,
    *,
    left: int = 0,
    older: Collection[Key] = (),
) -> Cover:
    """Hold a catalog against the texts that an article has now.

    Neither a date nor a hash makes an entry count: it has to be of a text that the article has,
    letter for letter, and must not name another (`#|`) as the one that it was made for. `left` are
    parts of the article that are in no catalog; `older` are entries that are known otherwise to be
    of an earlier text.
    """
    entries = {} if catalog is None else catalog.by_key()
    needed, covered, number = Tally(left, left), Tally(), 0
    for key in dict.fromkeys(texts):
        one = Tally(1, words(key[1]))
        needed += one
        entry = entries.get(key)
        if entry is None:
            continue
        if key in older or of_earlier_text(entry):
            number += 1
        elif verdict.covered(entry):
            covered += one
    return Cover(needed, covered, number)


def of_earlier_text(entry: Entry) -> bool:
    """True for a translation that is not fuzzy and names another text as the one it was made for.

    Whoever looks at it takes the flag and the previous text off together, as editors and `msgattrib
    --clear-fuzzy --clear-previous` do; where the flag alone is gone, nobody may have looked.
    """
    if entry.previous is None or entry.state is not State.TRANSLATED:
        return False
    return entry.previous[1] != entry.source


def total(counts: Iterable[Counts]) -> Counts:
    """Add up the counts of many catalogs."""
    result = Counts()
    for each in counts:
        result += each
    return result


def gate(counts: Iterable[Counts], fail_under: Decimal, *, words: bool = False) -> bool:
    """True if catalogs together reach `fail_under` percent."""
    return total(counts).reaches(fail_under, words=words)


def parse_percent(text: str) -> Decimal:
    """Read a percentage from 0 to 100; raises ValueError for anything else."""
    wrong = ValueError(_("“{text}” is not a percentage from 0 to 100").format(text=text))
    try:
        value = Decimal(text.strip().removesuffix("%").replace(",", "."))
    except ArithmeticError:
        raise wrong from None
    if not value.is_finite() or not 0 <= value <= 100:
        raise wrong
    return value
