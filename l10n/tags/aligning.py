"""Which words of a translation stand for which of its source: one matrix of all that tells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from math import exp, log
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.glossary.terms import Term
from l10n.regex import regex

_TOKEN = regex(
    r"(?:Nos?|Nr)\.(?=\s?\d)"
    r"|\d+(?:[.,:\u00a0\u202f]\d+)*(?:-?[^\W\d_]{1,3}\b)?"
    r"|[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*|\w+|[%‰№°$€£₴¥&#@+]"
)
_CYRILLIC = regex(r"[Ѐ-ӿ]")
_DIGITS = regex(r"\d+")
_NUMBER = ("№", "no.", "nr.", "nos.")
_SAME, _NEAR = 1.0, 0.85
"""How far two words that read the same, or nearly, are trusted to stand for each other."""
_ALIKE = 0.84
"""Least likeness (Jaro-Winkler) of a name and its romanization."""


@dataclass(frozen=True, slots=True)
class Attention:
    """What a model looked at while it wrote a translation; spans are in characters."""

    source: tuple[tuple[int, int], ...]
    """Where each piece of the source stands in `Tagged.plain()`."""
    target: tuple[tuple[int, int], ...]
    """Where each piece of the translation stands in it."""
    weights: tuple[tuple[float, ...], ...]
    """For each piece of the translation, how much of the look each piece of the source had."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of which words of a translation stand for which of its source."""

    spans: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By the name of a paired tag, what the engine makes of the text that it holds, alone."""
    terms: tuple[Term, ...] = ()
    """The terms of the glossary that occur in the text."""
    attention: Attention | None = None
    source: str = ""
    """The locale of the text; empty where it is not known."""
    target: str = ""
    """The locale of the translation; empty where it is not known."""


@dataclass(frozen=True, slots=True)
class SpannedWord:
    """A word, a number, or a sign that is read as a word, with its span in characters."""

    start: int
    end: int
    text: str


def words(text: str) -> tuple[SpannedWord, ...]:
    """Find the words of a text; punctuation is none."""
    return tuple(SpannedWord(*match.span(), match.group()) for match in _TOKEN.finditer(text))


@dataclass(frozen=True, slots=True)
class Alignment:
    """How much each word of a translation stands for each word of its source."""

    source: tuple[SpannedWord, ...]
    target: tuple[SpannedWord, ...]
    weights: tuple[tuple[float, ...], ...]
    """A row for each word of the translation, of numbers from 0 to 1 whose sum is at most 1."""
    anchored: frozenset[tuple[int, int]]
    """Words of translation and source that must stand for each other."""
    trusted: bool
    """Whether more than positions and anchors is known."""


def align(
    source: Sequence[SpannedWord], target: Sequence[SpannedWord], evidence: Evidence
) -> Alignment:
    """Put all evidence but the translations of spans into one matrix."""
    anchors = _anchors(source, target, evidence.terms)
    seen = word_attention(source, target, evidence.attention) if evidence.attention else None
    guessed = _guessed(source, target, anchors)
    share = 0.0 if seen is None else 0.96
    rows: list[list[float]] = []
    taken = {i: strength for (_j, i), strength in anchors.items()}
    for j in range(len(target)):
        if seen is None:
            row = [0.5 * value for value in guessed[j]]
        else:
            row = [
                (1 - share) * guess + share * look
                for guess, look in zip(guessed[j], seen[j], strict=True)
            ]
        mine = {i: strength for (k, i), strength in anchors.items() if k == j}
        strongest = max(mine.values(), default=0.0)
        for i in range(len(source)):
            rest = 1 - (strongest if mine else 0.9 * taken.get(i, 0.0))
            row[i] = row[i] * rest + mine.get(i, 0.0) / max(1, len(mine))
        rows.append(row)
    return Alignment(
        tuple(source),
        tuple(target),
        weights=tuple(map(tuple, rows)),
        anchored=frozenset(key for key, strength in anchors.items() if strength >= _NEAR),
        trusted=seen is not None,
    )


# What reads the same on both sides


def _anchors(
    source: Sequence[SpannedWord], target: Sequence[SpannedWord], terms: Sequence[Term]
) -> dict[tuple[int, int], float]:
    """Pair words (number in the translation, in the source) that must stand for each other."""
    found: dict[tuple[int, int], float] = {}
    mine = [_key(word.text) for word in source]
    theirs = [_key(word.text) for word in target]
    for key in {*mine} & {*theirs} - {""}:
        places = [i for i, other in enumerate(mine) if other == key]
        spots = [j for j, other in enumerate(theirs) if other == key]
        if len(places) == len(spots):
            found.update(dict.fromkeys(zip(spots, places, strict=True), _SAME))
    _add_names(source, target, found)
    _add_terms(source, target, terms, found)
    return found


def _key(text: str) -> str:
    """What must be the same on both sides: a number's digits, a word in Latin letters."""
    if text.casefold() in _NUMBER:
        return "№"
    if text[0].isdigit():
        return " ".join(_DIGITS.findall(text))
    if _CYRILLIC.search(text) or not text[0].isalpha():
        return text if text in "%‰°$€£" else ""
    return text.casefold() if len(text) > 1 else ""


def _add_names(
    source: Sequence[SpannedWord],
    target: Sequence[SpannedWord],
    found: dict[tuple[int, int], float],
) -> None:
    """Add words that are alike when both are written in Latin letters: names above all."""
    from rapidfuzz.distance import JaroWinkler

    rows = {j for j, _i in found}
    columns = {i for _j, i in found}
    mine = {i: _roman(word.text) for i, word in enumerate(source) if i not in columns}
    theirs = {j: _roman(word.text) for j, word in enumerate(target) if j not in rows}
    scored: list[tuple[float, float, int, int]] = []
    for i, text in mine.items():
        for j, other in theirs.items():
            if len(text) < 4 or len(other) < 4 or text[0] != other[0]:
                continue
            named = source[i].text[0].isupper() and target[j].text[0].isupper()
            likeness = JaroWinkler.normalized_similarity(text, other)
            if likeness >= (_ALIKE if named else 0.9):
                apart = abs(i / len(source) - j / len(target))
                scored.append((-likeness, apart, i, j))
    for unlikeness, _apart, i, j in sorted(scored):
        likeness = -unlikeness
        if i not in columns and j not in rows:
            columns.add(i)
            rows.add(j)
            found[j, i] = _NEAR + (likeness - _ALIKE) * 0.5 if likeness > 0.9 else 0.8


def _roman(text: str) -> str:
    """Write a word in small Latin letters; empty if it holds others still."""
    if _CYRILLIC.search(text):
        from translitua import translit

        text = translit(text)
    text = text.casefold()
    return text if text[:1].isalpha() else ""


def _add_terms(
    source: Sequence[SpannedWord],
    target: Sequence[SpannedWord],
    terms: Sequence[Term],
    found: dict[tuple[int, int], float],
) -> None:
    """Add the words of a term of the glossary that stands once on both sides."""
    for term in terms:
        places = _once(term.names, source)
        spots = _once(term.renderings, target)
        if places and spots:
            for j in range(*spots):
                for i in range(*places):
                    found.setdefault((j, i), _NEAR)


def _once(texts: Iterable[str], within: Sequence[SpannedWord]) -> tuple[int, int] | None:
    """Where the first of some texts stands, if it stands there once."""
    for text in texts:
        places = _occurrences([word.text for word in words(text)], within)
        if places:
            return places[0] if len(places) == 1 else None
    return None


def _occurrences(wanted: Sequence[str], text: Sequence[SpannedWord]) -> list[tuple[int, int]]:
    """Find words in a row that begin as those of a term do; endings may differ."""
    size = len(wanted)
    if not size:
        return []
    return [
        (start, start + size)
        for start in range(len(text) - size + 1)
        if all(
            _alike(one, other.text)
            for one, other in zip(wanted, text[start : start + size], strict=True)
        )
    ]


def _alike(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    stem = max(min(len(one), 3), min(len(one), len(other)) - 3)
    return one == other or (len(one) > 3 and one[:stem] == other[:stem])


# What the model looked at


def word_attention(
    source: Sequence[SpannedWord], target: Sequence[SpannedWord], attention: Attention
) -> list[list[float]] | None:
    """The attention of pieces, summed for words; None where it makes no sense."""
    weights = attention.weights
    if len(weights) < len(attention.target) or not attention.target:
        return None
    columns = [_at(source, span) for span in attention.source]
    rows = [_at(target, span) for span in attention.target]
    result = [[0.0] * len(source) for _word in target]
    counts = [0] * len(target)
    for j, row in zip(rows, weights, strict=False):
        if j is None:
            continue
        if len(row) < len(columns):
            return None
        counts[j] += 1
        mine = result[j]
        for i, value in zip(columns, row, strict=False):
            if not 0 <= value <= 1.001:
                return None
            if i is not None:
                mine[i] += value
    return [
        [value / max(1, count) for value in mine]
        for mine, count in zip(result, counts, strict=True)
    ]


def _at(text: Sequence[SpannedWord], span: tuple[int, int]) -> int | None:
    """The word that a piece belongs to: the one that it overlaps most."""
    best, most = None, 0
    for number, word in enumerate(text):
        if word.start >= span[1]:
            break
        shared = min(word.end, span[1]) - max(word.start, span[0])
        if shared > most:
            best, most = number, shared
    return best


# Where it would stand if nothing moved


def _guessed(
    source: Sequence[SpannedWord],
    target: Sequence[SpannedWord],
    anchors: Mapping[tuple[int, int], float],
) -> list[list[float]]:
    """Guess from positions: between anchors that follow each other, in proportion."""
    if not source or not target:
        return [[] for _word in target]
    length = source[-1].end, target[-1].end
    middle = [(word.start + word.end) / 2 for word in source]
    known = sorted(
        ((target[j].start + target[j].end) / 2, middle[i])
        for (j, i), strength in anchors.items()
        if strength >= _SAME
    )
    chain = [(0.0, 0.0)]
    for there, here in known:
        if there > chain[-1][0] and here > chain[-1][1]:
            chain.append((there, here))
    chain.append((float(max(length[1], chain[-1][0] + 1)), float(max(length[0], chain[-1][1] + 1))))
    spread = max(6.0, length[0] / 10)
    rows: list[list[float]] = []
    for word in target:
        there = (word.start + word.end) / 2
        right = next((k for k in range(1, len(chain)) if chain[k][0] >= there), len(chain) - 1)
        (x0, y0), (x1, y1) = chain[right - 1], chain[right]
        here = y0 + (there - x0) * (y1 - y0) / max(x1 - x0, 1e-9)
        row = [exp(-(((m - here) / spread) ** 2)) for m in middle]
        total = sum(row) or 1.0
        rows.append([value / total for value in row])
    return rows


def entropy(row: Sequence[float]) -> float:
    """How spread a row is: 0 for one word alone, 1 for all alike."""
    total = sum(row)
    if total <= 0 or len(row) < 2:
        return 1.0 if total <= 0 else 0.0
    return -sum(v / total * log(v / total) for v in row if v > 0) / log(len(row))
