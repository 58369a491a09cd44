"""Spelling of names: as they sound in the source, and as the same article spells them elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from l10n.checks.check import (
    About,
    ArticleCheck,
    Example,
    Family,
    Found,
    Line,
    Pair,
    Severity,
    Subject,
)
from l10n.checks.names.reading import only_ends_differ
from l10n.language.counterparts import Counterpart
from l10n.language.inflection import is_common, is_name
from l10n.language.names import romanized
from l10n.language.proper import Naming, naming
from l10n.language.sounds import difference
from l10n.messages import N_, message
from l10n.model.article import Span
from l10n.model.segment import Key

_CLEAR = 3
"""Consonants that a name needs before one wrong one is more than a hint."""
_MANY = 6
"""The same for one that is missing, or too many."""
_VARIANT = 0.6
"""Consonants that differ in two spellings of the same name."""


class _Use(NamedTuple):
    """A name of an entry as its target spells it."""

    pair: Pair
    found: Counterpart
    written: str
    """In the target, in small letters."""
    settled: bool
    """The desk's glossary writes it so, or allows it."""


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    uses: dict[str, list[_Use]] = defaultdict(list)
    for pair in subject.entries:
        if pair.omitted or pair.pseudo:
            continue
        for each in pair.named:
            if each.said is None or not each.said.capital or not each.alike:
                continue
            if not each.exact and (not each.name.sure or each.difference > _slip(each.clear)):
                continue
            place = Span(each.said.start, each.said.end)
            settled = pair.glossary_says(Span(each.name.start, each.name.end), place)
            use = _Use(pair, each, each.said.folded, settled)
            uses[naming(pair.source.table).stem(each.name.folded)].append(use)
    for group in uses.values():
        yield from _of_one(group, naming(subject.rules.target))


def _of_one(group: list[_Use], known: Naming) -> Iterator[tuple[Key, Found]]:
    """What is wrong with the spellings of one name in an article."""
    count = Counter([use.written for use in group])
    if len(count) == 1 and all(use.found.exact for use in group):
        return
    usual = _usual(group, count)
    times = sum(n for each, n in count.items() if each == usual or known.are_forms(each, usual))
    for use in group:
        if use.settled:
            continue
        if not use.found.exact:
            yield use.pair.entry.key, _blurred(use, group)
        elif (
            use.written != usual
            and use.found.clear >= _CLEAR
            and _is_variant(use.written, usual, known)
        ):
            clear = times > 1 or not known.declined or _is_odd(use.pair, use.written, usual)
            yield use.pair.entry.key, _another(use, group, usual, clear=clear)


def _usual(group: list[_Use], count: Counter[str]) -> str:
    """The spelling that is there most often; of several the one that is likest to the source’s."""
    if settled := Counter([use.written for use in group if use.settled]):
        return settled.most_common(1)[0][0]
    most = max(count.values())
    first = {each.written: each.found.name for each in reversed(group)}
    often = [written for written in count if count[written] == most]
    if len(often) == 1:
        return often[0]
    return max(
        often,
        key=lambda each: SequenceMatcher(None, romanized(first[each].folded), each).ratio(),
    )


def _is_known(pair: Pair, word: str) -> bool:
    """True for a word of the dictionary of the target's language."""
    language = pair.target.table.language
    return is_common(word, language) or is_name(word, language)


def _is_odd(pair: Pair, written: str, usual: str) -> bool:
    """True for a spelling that no dictionary has, where it has the other."""
    return _is_known(pair, usual) and not _is_known(pair, written)


def _slip(clear: int) -> float:
    """How far a misspelt name may be from what it stands for, in consonants."""
    return max(1.4, 0.3 * clear)


def _is_variant(one: str, other: str, known: Naming) -> bool:
    """True if two words that sound alike are spelt otherwise, and are no forms of one word."""
    if one.isascii() != other.isascii() or known.are_forms(one, other):
        return False
    return difference(known.spoken(one), known.spoken(other)) < _VARIANT


def _blurred(use: _Use, group: list[_Use]) -> Found:
    """A name that sounds otherwise; a hint where the whole article may call it so."""
    said, name = use.found.said, use.found.name
    assert said is not None
    alike = sum(each.written == use.written for each in group)
    told = any(each.found.exact for each in group)
    mine = naming(use.pair.source.table).spoken(name.folded)
    theirs = naming(use.pair.target.table).spoken(said.folded)
    # A consonant more or less is often how the other language has it: Istanbul, Стамбул.
    as_many = mine.clear == theirs.clear or len(mine.stem) == len(theirs.stem)
    known = is_name(name.folded, name.language) and not _is_known(use.pair, said.folded)
    least = _CLEAR if as_many or known else _MANY
    starts = bool(mine.sounds[0].sounds & theirs.sounds[0].sounds)
    whole = starts and not only_ends_differ(name.folded, said.folded)
    clear = use.found.clear >= least and whole
    strict = alike == 1 and clear and (told or known)
    return Found(
        message(
            N_("“{found}” is not how “{name}” sounds: a slip of the keyboard?"),
            found=use.pair.target.normal[said.start : said.end],
            name=name.text,
        ),
        (use.pair.source.span(name.start, name.end),),
        (use.pair.target.span(said.start, said.end),),
        Severity.WARNING if strict else Severity.HINT,
    )


def _another(use: _Use, group: list[_Use], usual: str, *, clear: bool) -> Found:
    said, name = use.found.said, use.found.name
    assert said is not None
    model = next(each for each in group if each.written == usual)
    assert model.found.said is not None
    return Found(
        message(
            N_("“{found}” is “{usual}” elsewhere in this article"),
            found=use.pair.target.normal[said.start : said.end],
            usual=model.pair.target.normal[model.found.said.start : model.found.said.end],
        ),
        (use.pair.source.span(name.start, name.end),),
        (use.pair.target.span(said.start, said.end),),
        Severity.WARNING if clear else Severity.HINT,
    )


spelling = ArticleCheck(
    About(
        "spelling-of-names",
        Family.NAMES,
        Severity.WARNING,
        N_("A name sounds as in the source, and is spelt alike in the whole article."),
        fires=Example(
            (
                Line("Зеленський прибув до Відня.", "Zelensky arrived in Vienna."),
                Line("Там Зеленський виступив.", "There Zelenskyy gave a speech."),
            )
        ),
        passes=Example(
            (
                Line("Зеленський прибув до Відня.", "Zelensky arrived in Vienna."),
                Line("Там виступив Зеленський.", "Zelensky’s speech was there."),
            )
        ),
    ),
    _look,
)
