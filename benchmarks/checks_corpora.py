"""The translations to check: by people, and by machines, as articles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
ARTICLE = 20
"""Lines that make an article where a corpus tells of none."""
HALVES = ("tuning", "reporting")
"""What the even lines of a file are for, and what the odd ones."""


@dataclass(frozen=True, slots=True)
class Line:
    """A source and its translation."""

    source: str
    target: str
    index: int
    """Of its line in the file, from 0."""
    context: str | None = None

    @property
    def half(self) -> str:
        """What its line is for."""
        return HALVES[self.index % 2]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Translations in one direction, article by article."""

    name: str
    languages: tuple[str, str]
    articles: tuple[tuple[Line, ...], ...]

    @property
    def label(self) -> str:
        """Its name and direction: `ntrex en→uk`."""
        return f"{self.name} {'→'.join(self.languages)}"

    def lines(self) -> Iterator[Line]:
        """Every line, in order."""
        for article in self.articles:
            yield from article


def human(data: Path = DATA) -> tuple[list[Corpus], list[str]]:
    """The corpora that people translated, and a word on each that is not there."""
    found: list[Corpus] = []
    missing: list[str] = []
    ntrex = data / "ntrex"
    if ntrex.is_dir():
        texts = {code: _read(ntrex / f"news.{code}.txt") for code in ("en", "uk")}
        names = _read(ntrex / "document-ids.tsv")
        for languages in (("en", "uk"), ("uk", "en")):
            sides = (texts[languages[0]], texts[languages[1]])
            found.append(Corpus("ntrex", languages, tuple(_articles(*sides, names))))
    else:
        missing.append("ntrex")
    for name, files, ways in (
        ("wmt22", ("wmt22-uk-en/source.uk.txt", "wmt22-uk-en/reference.en.txt"), (1,)),
        ("flores", ("flores-dev-uk-en/uk.txt", "flores-dev-uk-en/en.txt"), (1, -1)),
    ):
        if not (data / files[0]).is_file():
            missing.append(name)
            continue
        sides = (_read(data / files[0]), _read(data / files[1]))
        for way in ways:
            source, target = sides[::way]
            languages = ("uk", "en") if way == 1 else ("en", "uk")
            found.append(Corpus(name, languages, tuple(_articles(source, target))))
    return found, missing


def machine(data: Path = DATA) -> list[Corpus]:
    """What three systems made of the Ukrainian side of flores."""
    folder = data / "flores-dev-uk-en"
    if not folder.is_dir():
        return []
    source = _read(folder / "uk.txt")
    return [
        Corpus(path.name.split("-")[0], ("uk", "en"), tuple(_articles(source, _read(path))))
        for path in sorted(folder.glob("*-output.en.txt"))
    ]


def _articles(
    source: list[str], target: list[str], names: list[str] | None = None
) -> Iterator[tuple[Line, ...]]:
    """Articles by the names of their lines, else of so many lines.

    The first line of a named one is its title. A source that stands twice in an article is
    one entry of a catalog, with its first translation.
    """
    every = range(len(source))
    groups: Iterable[tuple[object, Iterable[int]]] = groupby(
        every, key=lambda index: names[index] if names else index // ARTICLE
    )
    for _name, group in groups:
        lines: dict[str, Line] = {}
        for number, index in enumerate(group):
            text, translation = source[index].strip(), target[index].strip()
            if text and translation and text not in lines:
                context = "title" if names and not number else None
                lines[text] = Line(text, translation, index, context)
        yield tuple(lines.values())


def _read(path: Path) -> list[str]:
    return path.read_text("utf-8").split("\n")[:-1]
