"""The proof of a dialect: its sample site, translated by maps, is built as its source is.

A test of a dialect names its site, how it is built, and asks:

    SITE = Site("hugo", articles=("content/**/*.md",), page=page_of)

    @pytest.fixture(scope="module")
    def proof(tmp_path_factory): return Proof(SITE, build, tmp_path_factory.mktemp("hugo"))

    @pytest.mark.parametrize("change", MAPS, ids=str)
    def test_translated_site_is_built_alike(proof, change, tally):
        proof.holds(change, tally)

The site is built once as it stands, and once with a number in the place of each run of words: the
reference. It must be the source with numbers for words, and every translation must be the
reference with the map's words for numbers: the same elements, attributes and addresses in the
same order, and no other text. Only what a generator makes of words, such as the identifier of a
heading, is compared by what leads to it.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from tests.generators.pages import Pages, differences, read_pages, turned_differences
from tests.generators.site import (
    NEUTRAL,
    TURNED_NEUTRAL,
    Map,
    Reading,
    Site,
    Translation,
    hostile,
    translated,
)
from tests.tally import Tally

Build = Callable[[Path, Path], None]
"""Builds a site from one folder into another, which is empty; raises with all that it said."""


@dataclass(frozen=True)
class _Built:
    """A site as built, and what stands in it for each run of words, by number."""

    pages: Pages
    runs: Mapping[int, str]
    refused: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[str, int]:
        """How much of it there is."""
        return Counter(pages=len(self.pages), runs=len(self.runs), refused=len(self.refused))


@dataclass
class Proof:
    """Builds a site under all maps and says what differs."""

    site: Site
    build: Build
    folder: Path
    """Where the sites are built."""
    one_of: int = 100
    """Of so many targets one at most may be refused."""

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """All articles, taken apart."""
        return {name: self.site.read(name) for name in self.site.names()}

    @cached_property
    def words(self) -> dict[int, str]:
        """The text of each run of the source, by number."""
        same = Map("words", lambda text, _number: text)
        firsts = self._firsts()
        made = [translated(each, same, firsts[name]) for name, each in self.readings.items()]
        return {number: text for each in made for number, text in each.runs.items()}

    @cached_property
    def source(self) -> Pages:
        """The site as it stands."""
        return self._built({}, "source")

    @cached_property
    def reference(self) -> _Built:
        """The site with numbers for words."""
        return self._under(NEUTRAL)

    def holds(self, change: Map, tally: Tally) -> None:
        """Hold a translation of the whole site to its source."""
        _none(self.reference.refused)
        _none(differences(self.reference.pages, self.source, self.words))
        reference = self._under(TURNED_NEUTRAL) if change.turned else self.reference
        if change.turned:
            _none(turned_differences(self.reference.pages, reference.pages))
        made = self._under(change)
        self._count("translations built", made.counts, tally)
        _few(made.refused, len(made.runs) / self.one_of)
        _none(differences(reference.pages, made.pages, made.runs))

    def withstands(self, targets: Sequence[str], tally: Tally) -> None:
        """Hold hostile targets to be text, one after the other all over the site."""
        made = self._under(hostile(targets, 0))
        self._count("hostile targets", made.counts, tally)
        _few(made.refused, len(made.runs) / self.one_of)
        _none(differences(self.reference.pages, made.pages, made.runs))

    def withstands_each(self, name: str, targets: Sequence[str], tally: Tally) -> None:
        """Hold each of the hostile targets to be text in each run of an article."""
        firsts, reading = self._firsts(), self.readings[name]
        made = {
            _copy(name, shift): translated(reading, hostile(targets, shift), firsts[name])
            for shift in range(len(targets))
        }
        texts = {copy: each.text for copy, each in made.items()}
        pages = self._built(texts, f"hostile {PurePosixPath(name).stem}")
        page = self.site.page(name)
        expected, found = {page: self.reference.pages[page]}, []
        for copy, each in made.items():
            one = {page: pages[self.site.page(copy)]}
            found += [f"{copy}: {line}" for line in differences(expected, one, each.runs)]
        refused = [line for each in made.values() for line in each.refused]
        runs = sum(len(each.runs) for each in made.values())
        self._count(
            "hostile targets", Counter(pages=len(made), runs=runs, refused=len(refused)), tally
        )
        _few(refused, runs / self.one_of)
        _none(found)

    def _count(self, what: str, numbers: Mapping[str, int], tally: Tally) -> None:
        tally(f"{self.site.dialect}: {what}", **numbers)

    def problems(self) -> list[str]:
        """What the tool says that it cannot carry in the articles of the site."""
        return [line for each in self.readings.values() for line in each.problems]

    def _firsts(self) -> dict[str, int]:
        """The number of the first run of each article."""
        firsts, number = {}, 0
        for name, reading in self.readings.items():
            firsts[name] = number
            number += len(translated(reading, NEUTRAL).runs)
        return firsts

    def _under(self, change: Map) -> _Built:
        firsts = self._firsts()
        made: dict[str, Translation] = {
            name: translated(reading, change, firsts[name])
            for name, reading in self.readings.items()
        }
        pages = self._built({name: each.text for name, each in made.items()}, change.name)
        runs = {number: text for each in made.values() for number, text in each.runs.items()}
        return _Built(pages, runs, tuple(line for each in made.values() for line in each.refused))

    def _built(self, texts: Mapping[str, str], name: str) -> Pages:
        folder = self.folder / name.replace(" ", "-")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.site.folder, folder / "site")
        for article, text in texts.items():
            (folder / "site" / article).write_bytes(text.encode())
        (folder / "pages").mkdir()
        self.build(folder / "site", folder / "pages")
        return read_pages(folder / "pages")


def _none(found: Iterable[str]) -> None:
    """Fail with the first of what was found."""
    lines = list(found)
    assert not lines, f"{len(lines)} differences:\n" + "\n".join(lines[:20])


def _few(refused: Sequence[str], most: float) -> None:
    """A target that the tool refuses is said and loses nothing; more than few were no carrying."""
    assert len(refused) <= most, "\n".join(refused[:20])


def _copy(name: str, number: int) -> str:
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.name.partition('.')[0]}-{number}{''.join(path.suffixes)}"))
