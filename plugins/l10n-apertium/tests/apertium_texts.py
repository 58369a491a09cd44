"""What the tests have in common: texts with tags, their drafts, and real news."""

import os
import re
import shutil
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import strategies as st

from l10n.engines import Draft, Request
from l10n.model.markup import Tagged, TokenKind
from l10n_apertium.engine import Apertium

LONG = os.environ.get("L10N_CAMPAIGN") == "long"
DATA = Path(__file__).parents[4] / "shared/data"
"""Corpora beside the repository; a test that needs one is skipped where they are not."""

INSTALLED = shutil.which("apertium") is not None and ("en", "es") in Apertium().pairs()
needs_apertium = pytest.mark.skipif(
    not INSTALLED, reason="Apertium is not installed: apt-get install apertium-eng-spa"
)


def tagged(text: str) -> Tagged:
    pairs = frozenset(re.findall(r"</([a-z]+[0-9]+)>", text))
    empties = frozenset(re.findall(r"<([a-z]+[0-9]+)/>", text))
    return Tagged(text, pairs, empties)


def drafts(texts: Iterable[str], source: str = "en", target: str = "es") -> list[Draft]:
    requests = [Request(tagged(text)) for text in texts]
    return list(Apertium().translate(requests, source, target))


def draft(text: str, source: str = "en", target: str = "es") -> Draft:
    return drafts([text], source, target)[0]


def held(text: str, name: str) -> str:
    """What a pair of tags holds, without tags."""
    found = re.search(rf"<{name}>(.*)</{name}>", text)
    assert found, text
    return re.sub("<[^>]*>", "", found[1])


def reason(found: Draft) -> str:
    return found.reason.text("en") if found.reason else ""


def around(text: str, of: Tagged) -> dict[str, str]:
    """Name the pair that each tag stands in directly; empty for none."""
    open_ = [""]
    found: dict[str, str] = {}
    for token in Tagged(text, of.pairs, of.empties).tokens():
        if token.kind is TokenKind.CLOSE:
            open_.pop()
        elif token.kind is not TokenKind.TEXT:
            found[token.text] = open_[-1]
            if token.kind is TokenKind.OPEN:
                open_.append(token.text)
    return found


@st.composite
def nested_texts(draw: st.DrawFn) -> Tagged:
    """Write a sentence of some words with pairs and empty tags, nested as they may be."""
    vocabulary = ["the", "mayor", "saw", "red", "house", "of", "London", "it", "“dog”", "17", "{x}"]
    numbers = iter(range(1, 99))

    def inside(depth: int) -> str:
        parts = []
        for _ in range(draw(st.integers(0 if depth else 2, 4))):
            kind = draw(st.sampled_from("wwwwwpe" if depth < 3 else "wwe"))
            number = next(numbers)
            if kind == "w":
                parts.append(draw(st.sampled_from(vocabulary)))
            elif kind == "e":
                parts.append(f"<{draw(st.sampled_from(['fn', 'code', 'br']))}{number}/>")
            else:
                name = f"{draw(st.sampled_from('abi'))}{number}"
                parts.append(f"<{name}>{inside(depth + 1)}</{name}>")
            parts.append(draw(st.sampled_from([" ", " ", ""])))
        return "".join(parts).strip(" ") if depth else "".join(parts)

    return tagged(inside(0) + "mayor.")


def _corpus(name: str) -> str:
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"../shared/data/{name} is not there")
    return path.read_bytes().decode("utf-8")


def seed() -> str:
    """A published article in English, as scraped text."""
    return _corpus("seed/axios-negotiations.en.txt")


def english_news(articles: int) -> list[list[str]]:
    """The first articles of NTREX-128, line by line."""
    lines = [line.strip() for line in _corpus("ntrex/news.en.txt").splitlines()]
    names = _corpus("ntrex/document-ids.tsv").splitlines()
    groups = groupby(zip(names, lines, strict=True), key=lambda pair: pair[0])
    return [[line for _name, line in group] for _key, group in groups][:articles]
