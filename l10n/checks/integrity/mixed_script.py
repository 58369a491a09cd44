"""Mixed script: words in which letters of another alphabet hide that look like its own."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.signs import CYRILLIC, LATIN, OTHER
from l10n.checks.text import Text
from l10n.language.lookalikes import TO_CYRILLIC, TO_LATIN, Mixed, mixed
from l10n.language.scripts import scripts_of
from l10n.messages import N_, message
from l10n.regex import regex

_BOTH = frozenset((LATIN, CYRILLIC))
_ANY = frozenset((OTHER, "µ"))
"""What a text has in which letters are mixed: these two, or any of those."""
_TOLD = {
    "LATIN": N_("“{word}” has Latin letters among its own: {letters}"),
    "CYRILLIC": N_("“{word}” has Cyrillic letters among its own: {letters}"),
    "GREEK": N_("“{word}” has Greek letters among its own: {letters}"),
}


def _look(pair: Pair) -> Iterator[Found]:
    """What a source has in the same letters is a name."""
    target = pair.target
    if pair.pseudo or not (target.signs >= _BOTH or not target.signs.isdisjoint(_ANY)):
        return
    own = scripts_of(target.table.locale)
    for each in mixed(target.normal, own):
        if each.text in pair.source.normal:
            continue
        spans = tuple(target.span(place, place + 1) for place in each.places)
        text = message(_TOLD[each.script], word=each.text, letters=", ".join(each.letters))
        severity = Severity.HINT if each.ending and not _is_name(each, pair.source) else None
        yield Found(text, target=spans, severity=severity)
    yield from _alone(pair, own)


def _is_name(each: Mixed, source: Text) -> bool:
    """True for a word of the source in which a letter was changed: `Googlе`."""
    return each.text.translate(TO_LATIN) in source.normal


def _alone(pair: Pair, own: frozenset[str]) -> Iterator[Found]:
    """Find short words all of whose letters are of the other alphabet: `i` for `і`."""
    target = pair.target
    short = frozenset(target.table.words("typography", "short-words"))
    if not short or "CYRILLIC" not in own or not _LATIN.search(target.normal):
        return
    words = target.words
    for index, word in enumerate(words):
        if not word.text.isascii() or word.text.isdigit() or len(word.text) > _SHORT:
            continue
        if word.text.translate(TO_CYRILLIC).lower() not in short or not _between(pair, index):
            continue
        span = target.span(word.start, word.end)
        text = message(_TOLD["LATIN"], word=word.text, letters=", ".join(word.text))
        yield Found(text, target=(span,), severity=Severity.WARNING)


_SHORT = 2
_LATIN = regex("[A-Za-z]")


def _between(pair: Pair, index: int) -> bool:
    """True for a word that stands among words of the language: before one, and behind one too or
    first of all; a letter that names something (`plan B`) stands behind its noun.
    """
    words, text = pair.target.words, pair.target.normal
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else None
    if after is None or text[word.end : after.start] != " " or not _is_own(after.text[0]):
        return False
    if index == 0:
        return word.text != "I"
    before = words[index - 1]
    return word.text.islower() and _is_own(before.text[-1]) and text[word.start - 1] == " "


def _is_own(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"


mixed_script = EntryCheck(
    About(
        "mixed-script",
        Family.INTEGRITY,
        Severity.ERROR,
        N_("No word has letters of another alphabet that look like its own."),
        fires=example("The European Union.", "Євроcоюз.", ("en", "uk")),
        passes=example("An IT company of the G7.", "IT-компанія країн G7.", ("en", "uk")),
    ),
    _look,
)
