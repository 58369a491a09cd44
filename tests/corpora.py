"""The real texts that tests read from ../shared/data; a test that needs one is skipped without."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
BOM = "\ufeff"


@dataclass(frozen=True)
class News:
    """One article of NTREX-128, line by line in both languages."""

    name: str
    uk: tuple[str, ...]
    en: tuple[str, ...]


def read(name: str) -> str:
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"../shared/data/{name} is not there")
    return path.read_text("utf-8")


@cache
def commonmark() -> tuple[str, ...]:
    """The sources of the examples of the CommonMark specification."""
    text = read("commonmark/spec.txt")
    fence = "`" * 32
    found = re.findall(rf"^{fence} example\n(.*?)^\.\n.*?^{fence}$", text, re.M | re.S)
    return tuple(example.replace("→", "\t") for example in found)


@cache
def ntrex() -> tuple[News, ...]:
    """The 123 news articles of NTREX-128 in Ukrainian and English."""
    uk = [line.strip() for line in read("ntrex/news.uk.txt").splitlines()]
    en = [line.strip() for line in read("ntrex/news.en.txt").splitlines()]
    names = read("ntrex/document-ids.tsv").splitlines()
    assert len(uk) == len(en) == len(names)
    groups = groupby(range(len(names)), key=lambda index: names[index])
    indexes = [(name, list(group)) for name, group in groups]
    return tuple(
        News(name, tuple(uk[i] for i in group), tuple(en[i] for i in group))
        for name, group in indexes
    )


@cache
def aligned(source: str, target: str) -> tuple[tuple[str, str], ...]:
    """The pairs of lines of two files under ../shared/data, without those that are empty."""
    both = [[line.strip() for line in read(name).split("\n")] for name in (source, target)]
    return tuple(pair for pair in zip(*both, strict=True) if all(pair))


def seed() -> str:
    """The published article that the project starts from, as scraped text."""
    path = DATA / "seed/axios-negotiations.en.txt"
    if not path.is_file():
        pytest.skip("../shared/data/seed is not there")
    return path.read_bytes().decode("utf-8")


def samples() -> tuple[Path, ...]:
    """The repository's own articles."""
    suffixes = (".md", ".html", ".txt")
    return tuple(sorted(p for p in (ROOT / "articles").rglob("*") if p.suffix in suffixes))


def variants(source: str) -> Iterator[str]:
    """A text with LF, CRLF and CR, each with and without a byte-order mark."""
    for newline in ("\n", "\r\n", "\r"):
        text = source.replace("\n", newline)
        yield text
        yield BOM + text
