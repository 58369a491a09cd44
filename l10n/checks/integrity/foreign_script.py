"""Foreign script: words that are left in the letters of the source or of another language."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.integrity.same_as_source import is_copied
from l10n.checks.signs import CYRILLIC, OTHER
from l10n.language.lookalikes import mixed
from l10n.language.scripts import is_at_home, scripts_of, strange_words
from l10n.messages import N_, message
from l10n.model.article import Span
from l10n.regex import regex

_STRANGE = frozenset((CYRILLIC, OTHER, "µ"))
"""What a text has that is not in Latin letters alone."""
_WORD = regex(r"[^\W\d_]+")
_LATIN = regex("[A-Za-z\u00c0-\u024f]")
_LOWER = regex("[a-z]")
_LATIN_RUN = regex(
    r"(?<![\w@./#’\-])[A-Za-z\u00c0-\u024f]++"
    r"(?:[ ’\-]{1,2}[A-Za-z\u00c0-\u024f]++)*+(?![\w@/’\-]|\.\w)"
)
"""Latin words in a row."""
_PROSE = 3
"""Words in lower case from which a text is more than names."""
_LETTERS = regex(r"[^\W\d_]")
_SIGNS = 1
"""Letters of a word that is a sign of a formula or of a mathematician: `π`, `β`."""
_BYTES = 1.5
"""Bytes (UTF-8) of a character of a text of which half is ASCII, at least."""
_NAMED = 5
"""Words that a message names."""
_AROUND = regex(r"\([^()]*+\)|\[[^\[\]]*+\]|«[^«»]*+»|“[^“”]*+”|„[^„“”]*+[“”]|\"[^\"]*+\"")
"""What gives the original of a name or of a work."""


def _look(pair: Pair) -> Iterator[Found]:
    target = pair.target
    own = scripts_of(target.table.locale)
    if "LATIN" in own and target.signs.isdisjoint(_STRANGE):
        return
    if pair.pseudo or is_copied(pair):
        return
    words = _strange(pair)
    if words:
        yield _told(pair, words)
    elif "LATIN" in own:
        return
    elif _is_latin(target.normal) and _is_in_latin(target.normal):
        text = N_("most of the target is not in the letters of its language")
        yield Found(message(text), severity=Severity.ERROR)
    else:
        yield from _left(pair)


def _is_latin(text: str) -> bool:
    """True for a text that has more of ASCII, letters and all, than of anything else."""
    return len(text.encode("utf-8", "surrogatepass")) < _BYTES * len(text)


def _is_in_latin(text: str) -> bool:
    """True for a text of which most letters are Latin, and that is more than names."""
    words = _WORD.findall(text)
    latin = [word for word in words if _LATIN.match(word)]
    prose = sum(word.islower() and len(word) > 1 for word in latin)
    return prose >= _PROSE and 2 * sum(map(len, latin)) > sum(map(len, words))


def _strange(pair: Pair) -> tuple[str, ...]:
    """Words in strange letters; a sign, a mixed word, and what no reader of the source reads as
    its language either are left out.
    """
    source, target = pair.source, pair.target
    if is_at_home(target.normal, target.table.locale):
        return ()
    found = strange_words(source.normal, target.normal, target.table.locale)
    if not found:
        return ()
    copied = _copied(pair) | _not_translated(pair)
    own = scripts_of(target.table.locale)
    hidden = {each.text for each in mixed(target.normal, own)}
    theirs = scripts_of(source.table.locale)
    alien = strange_words("", source.normal, source.table.locale) if theirs else ()
    return tuple(
        word
        for word in found
        if word not in hidden and word not in alien and len(word) > _is_sign(word)
        if word not in copied
    )


def _not_translated(pair: Pair) -> frozenset[str]:
    """Words that the glossary wants as they stand in the source."""
    text = pair.target.normal
    return frozenset(
        word for start, end in pair.untranslated for word in _WORD.findall(text[start:end])
    )


def _copied(pair: Pair) -> frozenset[str]:
    """Words that stand in hashtags, accounts and addresses of the source alone, and stay so."""
    there = {each.text for each in pair.source.kept}
    target = pair.target.normal
    kept = [each for each in pair.target.kept if each.text in there]
    rest, done = [], 0
    for each in kept:
        rest.append(target[done : each.start])
        done = each.end
    inside = {word for each in kept for word in _WORD.findall(each.text)}
    return frozenset(inside.difference(_WORD.findall(" ".join((*rest, target[done:])))))


def _is_sign(word: str) -> int:
    return _SIGNS if "\u0370" <= word[0] <= "\u03ff" else 0


def _left(pair: Pair) -> Iterator[Found]:
    """Find words of the source in lower case, which are no part of a name in Latin letters.

    What stands in quotation marks or brackets, and what is beside another Latin word, is a name.
    """
    target = pair.target
    text = target.normal
    if not _LOWER.search(text):
        return
    there = frozenset(_WORD.findall(pair.source.normal))
    found = [
        match.span()
        for match in _LATIN_RUN.finditer(text)
        if all(word.islower() and word in there for word in _WORD.findall(match.group()))
        and len(match.group()) > 1
        and not any(each.start <= match.start() < each.end for each in target.kept)
        and not any(start <= match.start() < end for start, end in pair.untranslated)
    ]
    if not found or _all_within(found, text):
        return
    named = ", ".join(text[start:end] for start, end in found[:_NAMED])
    told = message(N_("left in the words of the source: {words}"), words=named)
    yield Found(told, target=tuple(target.span(*place) for place in found))


def _told(pair: Pair, words: tuple[str, ...]) -> Found:
    target = pair.target
    places = [
        match.span() for match in _WORD.finditer(target.normal) if match.group() in frozenset(words)
    ]
    spans: tuple[Span, ...] = tuple(target.span(*place) for place in places)
    letters = sum(end - start for start, end in places)
    severity = Severity.WARNING
    if 2 * letters > len(_LETTERS.findall(target.normal)):
        severity = Severity.ERROR
    elif _all_within(places, target.normal):
        severity = Severity.HINT
    named = ", ".join(words[:_NAMED]) + (" …" if len(words) > _NAMED else "")
    text = message(N_("not in the letters of the language: {words}"), words=named)
    return Found(text, target=spans, severity=severity)


def _all_within(places: list[tuple[int, int]], text: str) -> bool:
    """True for words that all stand in brackets or quotation marks with others of their kind."""
    around = [
        match.span() for match in _AROUND.finditer(text) if _is_theirs(places, text, match.span())
    ]
    return all(any(start <= place[0] < end for start, end in around) for place in places)


def _is_theirs(places: list[tuple[int, int]], text: str, within: tuple[int, int]) -> bool:
    start, end = within
    strange = sum(last - first for first, last in places if start <= first < end)
    return 2 * strange >= len(_LETTERS.findall(text, start, end))


foreign_script = EntryCheck(
    About(
        "foreign-script",
        Family.INTEGRITY,
        Severity.WARNING,
        N_("No word is left in the letters of another language."),
        fires=example("Рада ухвалила закон.", "The Рада passed the law."),
        passes=example("Купили чотири iPhone.", "Four iPhones were bought."),
    ),
    _look,
)
