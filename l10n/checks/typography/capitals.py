"""Capitals: at the beginning of a sentence, and in headlines as the desk has it."""

from collections.abc import Iterator

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
from l10n.checks.text import Word
from l10n.messages import N_, message
from l10n.model.segment import Key
from l10n.model.style import Style

_HEADS = frozenset(("title", "heading"))
_ENDS = frozenset(".!?…")
_CLOSING = ' "«»„“”‹›’)]*_\n'
_LONG = 3
"""Letters of a word that always has a capital in the style of titles, at least."""
_WORDS = 4
"""Words of a headline from which its capitals tell a style."""
_MOST = 0.8
"""The share of its words that have capitals in the style of titles."""


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    """A sentence may go on from the entry before."""
    ended = True
    style = subject.rules.style.headlines
    for pair in subject.entries:
        key = pair.entry.key
        if pair.omitted or pair.pseudo:
            continue
        if ended:
            yield from ((key, found) for found in _first(pair))
        ended = _ends(pair.target.normal)
        if style and (pair.segment.context in _HEADS or pair.segment.place.role in _HEADS):
            yield from ((key, found) for found in _headline(pair, style))


def _ends(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in _ENDS


def _first(pair: Pair) -> Iterator[Found]:
    mine, theirs = pair.source.words, pair.target.words
    if not mine or not theirs:
        return
    first = theirs[0]
    if first.text[0].islower() and mine[0].text[0].isupper() and _is_plain(pair, first):
        told = message(N_("the first word, “{word}”, has no capital"), word=first.text)
        yield Found(told, (), (pair.target.span(first.start, first.end),))


def _is_plain(pair: Pair, first: Word) -> bool:
    """True for a word in lower case that is no brand, address or other side's word."""
    if any(each.start <= first.start < each.end for each in pair.target.kept):
        return False
    if not first.text.islower() or not first.text.isalpha() or len(first.text) < 2:
        return False
    before = pair.target.normal[: first.start].strip()
    return not (before[-1:] in "…@#&" and before) and first.text not in {
        word.text for word in pair.source.words
    }


def _headline(pair: Pair, style: str) -> Iterator[Found]:
    target = pair.target
    small = frozenset(target.table.words("typography", "small-words"))
    words = [word for word in target.words[1:] if word.text[0].isalpha()]
    content = [word for word in words if word.folded not in small]
    low = [word for word in content if word.text.islower()]
    high = [word for word in content if word.text[0].isupper() and not word.text.isupper()]
    if style == "title":
        low = [word for word in low if len(word.text) >= _LONG]
        if low:
            named = ", ".join(word.text for word in low)
            told = message(N_("no capital in the headline: {words}"), words=named)
            yield Found(told, (), tuple(target.span(word.start, word.end) for word in low))
    elif len(content) >= _WORDS and len(high) >= _MOST * len(content) and _more(pair, high):
        told = message(N_("the desk writes headlines as sentences, with capitals in names only"))
        yield Found(told, (), tuple(target.span(word.start, word.end) for word in high))


def _more(pair: Pair, high: list[Word]) -> bool:
    """True for more capitals than the names of the source can account for."""
    if pair.target.table.section("typography").get("noun-capitals", False):
        return False
    mine = [word for word in pair.source.words[1:] if word.text[0].isupper()]
    every = [word for word in pair.source.words[1:] if word.text[0].isalpha()]
    titled = len(mine) >= _MOST * len(every)
    return titled or len(high) > 2 * len(mine)


capitals = ArticleCheck(
    About(
        "capitals",
        Family.TYPOGRAPHY,
        Severity.WARNING,
        N_("A sentence begins with a capital, and headlines have those that the desk gives them."),
        fires=Example(
            (Line("Рада ухвалила закон", "Rada passes new Law", "title"),),
            style=Style(headlines="title"),
        ),
        passes=Example(
            (Line("Рада ухвалила закон", "Rada passes law on Kyiv", "title"),),
            style=Style(headlines="sentence"),
        ),
    ),
    _look,
)
