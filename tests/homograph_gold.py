"""Terms in UD Ukrainian-IU: which words of it are the nouns and names that a glossary may hold.

Each noun, or each name, of three letters and more is a term of a glossary, hyphened compounds left
out. A hit is right where the treebank has the same word and part of speech at that place.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from l10n.glossary.phrases import Phrases
from l10n.language.homographs import Sought, certainty
from l10n.language.uk.forms import plain
from tests.corpora import read

_HYPHENS = "-‐‑"


@dataclass(frozen=True)
class Token:
    """One word of a sentence, half-open, in characters."""

    start: int
    end: int
    form: str
    lemma: str
    part: str
    alone: bool
    """It is no part of a hyphened compound."""


@dataclass(frozen=True)
class Sentence:
    document: int
    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Measured:
    """How terms are found; each share from 0 to 1."""

    precision: float
    """Of the hits that are sure."""
    sure: float
    """Found for sure, of the occurrences in another form than the dictionary's."""
    found: float
    """Found for sure or asked about, of the same."""
    asked: float
    """Questions, of all hits."""


@cache
def sentences() -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    document, text, rows = 0, "", list[list[str]]()
    for line in (*read("ud-ukrainian-iu/dev.conllu").splitlines(), ""):
        if line.startswith("# newdoc"):
            document += 1
        elif line.startswith("# text ="):
            text = line.removeprefix("# text = ")
        elif line[:1].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows:
            found.append(Sentence(document, text, _tokens(text, rows)))
            rows = []
    return tuple(found)


def _tokens(text: str, rows: list[list[str]]) -> tuple[Token, ...]:
    tokens: list[Token] = []
    within, end = 0, 0
    for number, form, lemma, part, *_rest in rows:
        first, _hyphen, last = number.partition("-")
        if "." in number or (not last and int(first) <= within):
            continue
        within = int(last or within)
        start = text.index(form, end)
        end = start + len(form)
        beside = text[max(0, start - 1) : start] + text[end : end + 1]
        tokens.append(Token(start, end, form, lemma, part, not set(beside) & set(_HYPHENS)))
    return tuple(tokens)


def measured(kind: str, part: str, chosen: Callable[[int], bool]) -> Measured:
    """Find all terms of a kind (NOUN, PROPN) in the documents whose number is chosen.

    `part` is what the glossary says of each, empty for nothing.
    """
    lemmas = list(
        dict.fromkeys(
            token.lemma
            for sentence in sentences()
            for token in sentence.tokens
            if token.part == kind and token.alone and _is_word(token.lemma)
        )
    )
    known = frozenset(lemmas)
    phrases = Phrases(lemmas, "uk")
    counts = Counter[str]()
    for sentence in sentences():
        if not chosen(sentence.document):
            continue
        by_start = {token.start: token for token in sentence.tokens}
        passage = phrases.passage(sentence.text)
        verdicts: dict[tuple[int, str], str] = {}
        for hit in phrases.all(sentence.text):
            lemma = lemmas[hit.number]
            verdict = certainty(Sought(lemma, "uk", part), passage, hit.word).value
            verdicts[hit.start, lemma] = verdict
            token = by_start.get(hit.start)
            right = token is not None and token.lemma == lemma and token.part == kind
            counts[f"{verdict} {right}"] += 1
        for token in sentence.tokens:
            inflected = plain(token.form) != plain(token.lemma)
            if token.part == kind and token.lemma in known and inflected:
                verdict = verdicts.get((token.start, token.lemma), "missed")
                counts[f"inflected {verdict}"] += 1
    sure = counts["sure True"] + counts["sure False"]
    asked = counts["question True"] + counts["question False"]
    found = counts["inflected sure"], counts["inflected question"]
    total = sum(found) + counts["inflected missed"] + counts["inflected other"]
    return Measured(
        precision=counts["sure True"] / sure,
        sure=found[0] / total,
        found=sum(found) / total,
        asked=asked / (sure + asked),
    )


def _is_word(lemma: str) -> bool:
    return len(lemma) > 2 and lemma.replace("'", "").replace("-", "").isalpha()
