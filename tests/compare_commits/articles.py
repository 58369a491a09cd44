"""The articles of the comparison: all corpora in `../shared/data`, in a fixed layout."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from pathlib import Path

from tests.compare_commits.layouts import by_turns, variant

AT_ONCE = 20
"""Lines of a corpus of single sentences that make one article."""

_FENCE = "`" * 32
_EXAMPLE = re.compile(rf"^{_FENCE} example\n(.*?)^\.\n(.*?)^{_FENCE}$", re.M | re.S)


def examples(data: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Every example of the CommonMark specification: in Markdown, and the HTML it stands for."""
    text = _text(data / "commonmark/spec.txt").replace("→", "\t")
    found = enumerate(_EXAMPLE.findall(text), 1)
    sources, pages = {}, {}
    for number, (source, rendered) in found:
        sources[f"{number:03}.md"] = source.encode()
        pages[f"{number:03}.html"] = rendered.encode()
    return sources, pages


def ukrainian(data: Path, turn: int) -> dict[str, bytes]:
    """The Ukrainian texts, news and single sentences, in the formats by turns."""
    sentences = {
        "wmt": _lines(data / "wmt22-uk-en/source.uk.txt"),
        "flores": _lines(data / "flores-dev-uk-en/uk.txt"),
    }
    texts = (_news(data, "uk"), _pieces(sentences), _treebank(data))
    return by_turns(dict(chain.from_iterable(texts)), turn)


def english(data: Path, turn: int) -> dict[str, bytes]:
    """The English texts, the scraped article in every newline too."""
    sentences = {
        "wmt": _lines(data / "wmt22-uk-en/reference.en.txt"),
        "flores": _lines(data / "flores-dev-uk-en/en.txt"),
    }
    found = by_turns(dict(chain(_news(data, "en"), _pieces(sentences))), turn)
    for path in sorted((data / "seed").glob("*.txt")):
        text = _text(path).replace("\r\n", "\n")
        found |= {f"seed/{path.stem}-{number}.txt": variant(text, number) for number in range(9)}
    return found


def references(data: Path) -> dict[str, str]:
    """What people made of the Ukrainian and English lines, by the line."""
    pairs = (
        ("ntrex/news.uk.txt", "ntrex/news.en.txt"),
        ("wmt22-uk-en/source.uk.txt", "wmt22-uk-en/reference.en.txt"),
        ("flores-dev-uk-en/uk.txt", "flores-dev-uk-en/en.txt"),
    )
    found: dict[str, str] = {}
    for uk, en in pairs:
        for one, other in zip(_lines(data / uk), _lines(data / en), strict=True):
            found.setdefault(one, other)
            found.setdefault(other, one)
    return found


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _lines(path: Path) -> list[str]:
    return [" ".join(line.split()) for line in _text(path).splitlines()]


def _news(data: Path, language: str) -> Iterator[tuple[str, Sequence[str]]]:
    lines = _lines(data / f"ntrex/news.{language}.txt")
    names = _lines(data / "ntrex/document-ids.tsv")
    for name, group in groupby(range(len(lines)), key=lambda index: names[index]):
        yield f"ntrex/{name}", [lines[index] for index in group]


def _pieces(corpora: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    for name, lines in corpora.items():
        for start in range(0, len(lines), AT_ONCE):
            yield f"{name}/{start:04}", lines[start : start + AT_ONCE]


def _treebank(data: Path) -> Iterator[tuple[str, Sequence[str]]]:
    """The documents of a treebank, paragraph by paragraph."""
    path = data / "ud-ukrainian-iu/dev.conllu"
    for number, document in enumerate(_text(path).split("# newdoc")[1:]):
        paragraphs = (
            " ".join(re.findall(r"^# text = (.*)$", part, re.M))
            for part in document.split("# newpar")
        )
        yield f"ud/{number:03}", [text for text in paragraphs if text]
