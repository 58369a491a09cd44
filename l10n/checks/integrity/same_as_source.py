"""Same as source: a text that was never translated."""

from collections.abc import Iterable, Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.text import WORD, Text
from l10n.language.function_words import small_words
from l10n.language.protected import only_kept
from l10n.language.scripts import script_of, scripts_of
from l10n.messages import N_, message
from l10n.model.catalog import State

_PROSE = 2
"""Words in lower case from which a text is no name."""
_SENTENCE = 4
"""Words from which a text has a small word."""


def _look(pair: Pair) -> Iterable[Found]:
    return _told(pair) if pair.pseudo or is_copied(pair) else ()


def _told(pair: Pair) -> Iterator[Found]:
    if pair.pseudo and pair.entry.state is State.TRANSLATED:
        text = N_("this is the text in accented letters that shows a layout, not a translation")
        yield Found(message(text), severity=Severity.WARNING)
    if not is_copied(pair) or _is_to_stay(pair):
        return
    severity = _severity(pair)
    if severity:
        yield Found(message(N_("the source stands here untranslated")), severity=severity)


def _is_to_stay(pair: Pair) -> bool:
    """True for a text all of whose words are terms that the glossary wants as they stand."""
    places = pair.untranslated
    return bool(places) and all(
        any(start <= word.start < end for start, end in places) for word in pair.target.words
    )


def is_copied(pair: Pair) -> bool:
    """True for a target with the same words as its source, whatever its tags and signs are."""
    if pair.source.raw == pair.target.raw:
        return True
    if not _begin_alike(pair.source, pair.target):
        return False
    mine, theirs = pair.source.words, pair.target.words
    if len(mine) != len(theirs):
        return False
    return all(one.folded == other.folded for one, other in zip(mine, theirs, strict=True))


def _begin_alike(source: Text, target: Text) -> bool:
    """True for texts whose first words are the same, which those of a translation seldom are."""
    one, other = source.normal[:1], target.normal[:1]
    # In lower case a letter may be several, of which the first tells enough.
    if one.isalnum() and other.isalnum() and one.casefold()[0] != other.casefold()[0]:
        return False
    mine, theirs = WORD.search(source.normal), WORD.search(target.normal)
    return not (mine is None or theirs is None) and mine[0].casefold() == theirs[0].casefold()


def _severity(pair: Pair) -> Severity | None:
    """Whether it has words that need translation: of a script that the target is not written in,
    or in lower case; names in Latin letters stay in many languages, and so does a quotation in
    another language, which has none of the small words of the source's.
    """
    source, target = pair.source, pair.target.table.locale
    if source.table.language == pair.target.table.language or only_kept(source.normal):
        return None
    mine, theirs = scripts_of(source.table.locale), scripts_of(target)
    words = [word for word in _letters(source) if not mine or script_of(word[0]) in mine]
    if not words:
        return None
    apart = bool(mine and theirs) and not mine & theirs
    if apart and "LATIN" not in mine:
        return Severity.ERROR
    prose = sum(word.islower() and len(word) > 1 for word in words)
    if prose >= _PROSE:
        small = small_words(source.table.locale).all
        if len(words) >= _SENTENCE and small and small.isdisjoint(source.folded_words):
            return Severity.HINT
        return Severity.ERROR if apart else Severity.WARNING
    if apart and len(words) > 1 and not all(map(str.isupper, words)):
        return Severity.WARNING
    return Severity.HINT if apart or prose else None


def _letters(text: Text) -> list[str]:
    """The words of a text outside addresses and the like."""
    kept = text.kept
    return [
        word.text
        for word in text.words
        if any(map(str.isalpha, word.text))
        and not any(each.start <= word.start < each.end for each in kept)
    ]


same_as_source = EntryCheck(
    About(
        "same-as-source",
        Family.INTEGRITY,
        Severity.ERROR,
        N_("The source is not left in the place of its translation."),
        fires=example("Рада ухвалила закон.", "Рада ухвалила закон."),
        passes=example("Fitch Ratings", "Fitch Ratings"),
    ),
    _look,
)
