"""A sample site: its articles, taken apart and translated by a map as the tool publishes them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from l10n import plugins
from l10n.formats import Format
from l10n.model.article import Article
from l10n.model.conventions import Conventions
from l10n.model.markup import Token, TokenKind, tokens
from l10n.model.segment import Segment
from l10n.steps.extract import extract
from l10n.steps.publish import ChosenTargets, Edition, Published, publish

SITES = Path(__file__).parent / "sites"
ADDRESS = r"(?i:[a-z][a-z+.-]*://|www\.)[^\s<>]*[^\s<>?!.,:*_~'\");]"
"""An address among words: translators leave it as it is, and so do all maps."""
RUN = re.compile(r"Qz(\d+)q")
"""The number of a run where its text would stand: letters that mean nothing to anybody."""

Change = Callable[[str, int], str]
"""What a map makes of a run of words between two tags, by its text and its number."""


@dataclass(frozen=True)
class Site:
    """A folder of `sites/`, in which some files are articles and the rest makes it a site."""

    dialect: str
    """The dialect, and the name of the folder."""
    articles: tuple[str, ...]
    """Globs of the files that are articles, from the folder."""
    fields: tuple[str, ...] = ("title", "description")
    """The fields of front matter to translate."""
    page: Callable[[str], str] = lambda name: str(PurePosixPath(name).with_suffix(".html"))
    """The page that the generator makes of an article, both as paths."""
    kept: str = r"\b\B"
    """Pattern of words that all maps leave as they are, such as abbreviations with a meaning."""
    shortcodes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The parameters of shortcodes that readers see, as the workflow of the site says them."""

    named: bool = True
    """The workflow names the dialect."""

    @property
    def folder(self) -> Path:
        """The site as it stands in the repository."""
        return SITES / self.dialect

    def names(self) -> tuple[str, ...]:
        """All articles, sorted."""
        found = {path for glob in self.articles for path in self.folder.glob(glob)}
        return tuple(sorted(path.relative_to(self.folder).as_posix() for path in found))

    def source(self, name: str) -> str:
        """The text of an article, newlines as in the file."""
        return (self.folder / name).read_bytes().decode()

    def format(self, name: str) -> Format:
        """The format that reads an article, with the conventions of the site."""
        found = plugins.format_for(
            name, Conventions(self.dialect if self.named else "", self.shortcodes)
        )
        assert found is not None, name
        return found

    def read(self, name: str, source: str | None = None) -> "Reading":
        """Take an article apart; `source` is what stands in it, if not what the file has."""
        return _read(self, name, self.source(name) if source is None else source)


@dataclass(frozen=True)
class Reading:
    """An article of a site with its segments."""

    site: Site
    article: Article
    segments: tuple[Segment, ...]
    problems: tuple[str, ...]
    """What could not be carried, each with its line, as people are told."""

    def publish(self, targets: Sequence[str], *, copy_equal: bool = False) -> Published:
        """Write all segments, those that equal their source anew too."""
        chosen = ChosenTargets(tuple(enumerate(targets)), (), 0, 0, len(targets))
        edition = Edition(self.article.locale, self.site.fields, copy_equal=copy_equal)
        made = self.site.format(self.article.name)
        return publish(self.article, made, self.segments, chosen, edition)


@cache
def _read(site: Site, name: str, source: str) -> Reading:
    parsed = site.format(name).parse(source, site.fields)
    article = Article(name, "en", site.dialect, source, parsed)
    found = extract(article)
    problems = (*parsed.problems, *found.problems)
    lines = tuple(f"{name}:{each.line}: {each.message.text()}" for each in problems)
    return Reading(site, article, found.segments, lines)


@dataclass(frozen=True)
class Map:
    """What a translation does to an article."""

    name: str
    change: Change
    """What becomes of each run of words."""
    turned: bool = False
    """The runs and tags of each segment stand in reverse order."""


@dataclass(frozen=True)
class Translation:
    """An article in another language."""

    text: str
    runs: Mapping[int, str]
    """The text of each run by its number: what the map makes of it, or the source's if refused."""
    refused: tuple[str, ...] = ()
    """Segments that the tool would not write, each with its reason."""


def translated(reading: Reading, change: Map, first: int = 0) -> Translation:
    """Publish an article with what a map makes of its runs, numbered from `first`."""
    kept = re.compile(f"{ADDRESS}|{reading.site.kept}")
    found = [_runs(segment, kept) for segment in reading.segments]
    parts = [each[::-1] if change.turned else each for each in found]
    made = list(_numbered(([run for part in each for run in part] for each in parts), first))
    texts = [[run.mapped(change.change) for run in items] for items in made]
    done = reading.publish(["".join(each) for each in texts])
    refused = {id(blocker.segment) for blocker in done.blockers}
    runs = {
        run.number: run.text if id(segment) in refused else text
        for segment, items, written in zip(reading.segments, made, texts, strict=True)
        for run, text in zip(items, written, strict=True)
        if run.number is not None
    }
    reasons = tuple(
        f"{reading.article.name}:{blocker.segment.place.line}: {blocker.segment.text!r}: "
        f"{blocker.reason.text()}"
        for blocker in done.blockers
    )
    return Translation(done.text, runs, reasons)


@dataclass(frozen=True)
class _Run:
    """A tag, blanks, an address, signs without a word; or a run of words with its number."""

    text: str
    words: bool = False
    number: int | None = None

    def mapped(self, change: Change) -> str:
        if self.number is None:
            return self.text
        return one_line(change(self.text, self.number))


def _runs(segment: Segment, kept: re.Pattern[str]) -> list[list[_Run]]:
    """Cut a segment into runs; what stands in a tag is of one part with it."""
    parts: list[list[_Run]] = []
    depth = 0
    for token in tokens(segment.text, segment.tagged):
        if not depth:
            parts.append([])
        parts[-1] += _token(token, kept)
        depth += {TokenKind.OPEN: 1, TokenKind.CLOSE: -1}.get(token.kind, 0)
    return parts


def _token(token: Token, kept: re.Pattern[str]) -> Iterator[_Run]:
    if token.kind is not TokenKind.TEXT:
        yield _Run(_tag(token))
        return
    position = 0
    for found in kept.finditer(token.text):
        yield from _words(token.text[position : found.start()])
        yield _Run(found[0])
        position = found.end()
    yield from _words(token.text[position:])


def _tag(token: Token) -> str:
    before = "</" if token.kind is TokenKind.CLOSE else "<"
    return before + token.text + ("/>" if token.kind is TokenKind.EMPTY else ">")


def _words(text: str) -> Iterator[_Run]:
    core = text.strip()
    if not any(character.isalnum() for character in core):
        yield _Run(text)
        return
    start = text.index(core)
    yield _Run(text[:start])
    yield _Run(core, words=True)
    yield _Run(text[start + len(core) :])


def _numbered(made: Iterable[Sequence[_Run]], first: int) -> Iterator[list[_Run]]:
    number = first
    for items in made:
        found: list[_Run] = []
        for run in items:
            found.append(_Run(run.text, run.words, number) if run.words else run)
            number += run.words
        yield found


def one_line(text: str) -> str:
    """A target as people type it: on one line."""
    return " ".join(re.split(r"[\r\n]+", text)).strip(" \t")


def _changes(hostile: Sequence[str], shift: int) -> Change:
    return lambda _text, number: hostile[(number + shift) % len(hostile)]


NEUTRAL = Map("numbers", lambda _text, number: f"Qz{number}q")
"""The reference: where each run went is read off the page."""
TURNED_NEUTRAL = Map("numbers, turned", NEUTRAL.change, turned=True)
MAPS = (
    Map("the same words", lambda text, _number: text),
    Map("upper case", lambda text, _number: text.upper()),
    Map("longer", lambda text, _number: f"{text} and {text.lower()}, as they say"),
    Map("one word", lambda text, _number: re.findall(r"\w+", text)[-1]),
    Map("another script", lambda _text, number: f"Слово {number} — «так», і ще"),
    Map("tags turned", lambda text, _number: text, turned=True),
)
"""What a translation does to any site."""


def hostile(targets: Sequence[str], shift: int) -> Map:
    """Each run becomes a hostile text, the next run the next one."""
    clean = tuple(dict.fromkeys(one_line(each) for each in targets))
    return Map(f"hostile, from {shift}", _changes([each for each in clean if each], shift))
