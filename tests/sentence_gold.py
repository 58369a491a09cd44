"""What sentences are measured with: texts of ../shared/data whose sentences are known.

`make sentences` prints it. Two corpora have gold: UD Ukrainian-IU dev, and the English of
NTREX-128, whose lines are sentences. The lines of the others hold one sentence or several, so that
only what is missed at their ends can be counted.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count, pairwise

from l10n.cli.tables import Layout
from l10n.cli.tables import lines as laid_out
from l10n.language.sentences import boundaries
from l10n.language.sentences.srx import breaks
from tests.corpora import aligned, ntrex, read

Find = Callable[[str, str], Sequence[int]]
"""Where sentences begin in a text in a language."""

TWO_IN_A_LINE = {203: (118,), 846: (144,), 1288: (25,), 1721: (14,)}
"""Lines of NTREX-128's English (the first is 0) in which another sentence begins, and where: read
by a person, among all that have a mark before a capital."""

_COMPLETE = re.compile(r"[.!?…][\"'”’»)]*\Z")
_LINES = 12
"""To a paragraph, where a corpus has none."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text, and the places at which its sentences end, the white space after them not counted."""

    text: str
    ends: frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """How many sentences there are, how many were found, and how many of these exactly."""

    gold: int
    found: int
    exact: int

    @property
    def f1(self) -> float:
        """In percent."""
        return 200 * self.exact / (self.gold + self.found)


def languagetool(text: str, language: str) -> list[int]:
    """What LanguageTool's rules alone find."""
    places = breaks(text, 0, len(text), language)
    return [place for place in places if text[place:].strip()]


def treebank() -> tuple[tuple[Paragraph, ...], ...]:
    """UD Ukrainian-IU dev by documents; the first is an odd one."""
    documents: list[list[list[tuple[str, str]]]] = []
    sentence, after, fresh = "", " ", True
    for line in read("ud-ukrainian-iu/dev.conllu").splitlines():
        if line.startswith("# newdoc"):
            documents.append([])
            fresh = True
        elif line.startswith("# newpar"):
            fresh = True
        elif line.startswith("# text = "):
            sentence = line.removeprefix("# text = ")
        elif line and not line.startswith("#"):
            after = "" if "SpaceAfter=No" in line.split("\t")[9].split("|") else " "
        elif not line:
            if fresh:
                documents[-1].append([])
            documents[-1][-1].append((sentence, after))
            fresh = False
    return tuple(tuple(map(_joined, paragraphs)) for paragraphs in documents)


def english_news() -> tuple[tuple[Paragraph, ...], ...]:
    """The English of NTREX-128 by articles, without headlines.

    A line that ends with no mark is a headline or a caption and stands by itself in an article; the
    lines between two such lines are a paragraph.
    """
    articles: list[tuple[Paragraph, ...]] = []
    numbers = count()
    for news in ntrex():
        paragraphs: list[list[tuple[str, str]]] = [[]]
        for place, (line, number) in enumerate(zip(news.en, numbers, strict=False)):
            if place == 0 or not _COMPLETE.search(line):
                paragraphs.append([])
                continue
            edges = (0, *TWO_IN_A_LINE.get(number, ()), len(line))
            for start, end in pairwise(edges):
                part = line[start:end].rstrip()
                after = line[start + len(part) : end] if end < len(line) else " "
                paragraphs[-1].append((part, after))
        articles.append(tuple(_joined(each) for each in paragraphs if each))
    return tuple(articles)


def with_curly_quotes(article: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The same, as a typesetter writes it; no place moves."""
    return tuple(Paragraph(_curly(each.text), each.ends) for each in article)


def lines(name: str) -> tuple[Paragraph, ...]:
    """Lines that end with a mark, twelve to a paragraph; there may be ends within them as well."""
    found = [first for first, _second in aligned(name, name) if _COMPLETE.search(first)]
    parts = [found[start : start + _LINES] for start in range(0, len(found), _LINES)]
    return tuple(_joined([(line, " ") for line in part]) for part in parts)


def score(paragraphs: Iterable[Paragraph], language: str, find: Find = boundaries) -> Score:
    """Count sentences that begin and end where the gold says."""
    gold = found = exact = 0
    for each in paragraphs:
        wanted, given = _spans(sorted(each.ends)), _spans(_ends(each.text, language, find))
        gold += len(wanted)
        found += len(given)
        exact += len(wanted & given)
    return Score(gold, found, exact)


def missed(paragraphs: Iterable[Paragraph], language: str, find: Find = boundaries) -> int:
    """How many of the ends that are sure were not found."""
    return sum(len(each.ends - set(_ends(each.text, language, find))) for each in paragraphs)


def _ends(text: str, language: str, find: Find) -> list[int]:
    return [len(text[:place].rstrip()) for place in (*find(text, language), len(text))]


def _spans(ends: Sequence[int]) -> frozenset[tuple[int, int]]:
    return frozenset(zip((0, *ends), ends, strict=False))


def _joined(sentences: Sequence[tuple[str, str]]) -> Paragraph:
    text = ""
    ends: list[int] = []
    for sentence, after in sentences:
        text += sentence
        ends.append(len(text))
        text += after
    return Paragraph(text.rstrip(), frozenset(ends))


def _curly(text: str) -> str:
    text = re.sub(r"(?<![\w.,!?…)\"'])\"|\"(?=\w)", "“", text).replace('"', "”")
    return re.sub(r"(?<![\w.,!?…)”\"])'(?=\w)", "‘", text).replace("'", "’")


def halves(
    documents: Sequence[tuple[Paragraph, ...]],
) -> tuple[tuple[str, tuple[Paragraph, ...]], ...]:
    """The paragraphs of the odd documents, and those of the even ones, the first being odd."""
    return (
        ("odd", tuple(chain.from_iterable(documents[::2]))),
        ("even", tuple(chain.from_iterable(documents[1::2]))),
    )


def report() -> list[str]:
    """The lines of the table."""
    news = english_news()
    corpora = (
        ("UD Ukrainian-IU dev", "uk", treebank()),
        ("NTREX-128, English", "en", news),
        ("NTREX-128, English, “quotes”", "en", tuple(map(with_curly_quotes, news))),
    )
    rows = []
    for name, language, documents in corpora:
        for half, paragraphs in (*halves(documents), ("all", tuple(chain(*documents)))):
            ours = score(paragraphs, language)
            theirs = score(paragraphs, language, languagetool)
            shown = (f"{each.f1:.2f}" for each in (theirs, ours))
            rows.append((f"{name}, {half}", str(ours.gold), *shown))
    head = ("exact spans, F1", "sentences", "LanguageTool", "l10n")
    ends = []
    for name, language in (
        ("ntrex/news.uk.txt", "uk"),
        ("flores-dev-uk-en/uk.txt", "uk"),
        ("flores-dev-uk-en/en.txt", "en"),
        ("wmt22-uk-en/source.uk.txt", "uk"),
        ("wmt22-uk-en/reference.en.txt", "en"),
    ):
        paragraphs = lines(name)
        counts = (missed(paragraphs, language, each) for each in (languagetool, boundaries))
        ends.append((name, str(sum(len(each.ends) for each in paragraphs)), *map(str, counts)))
    layout = Layout(right=(1, 2, 3))
    return [
        *(line for _row, line in laid_out(layout, head, rows, None)),
        "",
        *(line for _row, line in laid_out(layout, ("ends of lines missed", *head[1:]), ends, None)),
    ]


if __name__ == "__main__":
    print("\n".join(report()))
