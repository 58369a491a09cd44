"""Acronyms of bodies and things, and what each language calls them in words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from l10n.dataclass import dataclass
from l10n.language.tables import Table


class Acronym(NamedTuple):
    """An acronym in a text."""

    text: str
    names: tuple[str, ...]
    """What it may stand for: names that all tables have for it."""
    start: int
    end: int
    """In characters of the text, half-open."""


@dataclass(frozen=True)
class Acronyms:
    """The acronyms of a language."""

    meanings: Mapping[str, tuple[str, ...]]
    """By acronym the names of what it may stand for."""
    pattern: re.Pattern[str] | None
    """Any of them, as a word of its own."""
    in_words: Mapping[str, re.Pattern[str]]
    """By name what says it without an acronym, for a text in lower case."""
    shown: Mapping[str, str]
    """By name what the table calls it first."""

    def of(self, text: str) -> Iterator[Acronym]:
        """The acronyms of a text; none of one that is all in capitals."""
        if self.pattern is not None and not text.isupper():
            for match in self.pattern.finditer(text):
                yield Acronym(match.group(), self.meanings[match.group()], *match.span())

    def said(self, folded: str) -> Iterator[Acronym]:
        """What a text in lower case says in words, by name."""
        for name, words in self.in_words.items():
            if match := words.search(folded):
                yield Acronym(match.group(), (name,), *match.span())

    def says(self, name: str, folded: str) -> bool:
        """True if a text in lower case says a name in words."""
        words = self.in_words.get(name)
        return words is not None and words.search(folded) is not None


def _any_of(forms: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern of any of some acronyms, the longest first; by first letters, to fail at once."""
    by_first: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        by_first.setdefault(form[0], []).append(re.escape(form[1:]))
    branches = [f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(branches)})(?![\w$])") if branches else None


@cache
def acronyms_of(table: Table) -> Acronyms:
    """Compile the section `acronyms` of a table."""
    meanings: dict[str, tuple[str, ...]] = {}
    in_words: dict[str, re.Pattern[str]] = {}
    shown: dict[str, str] = {}
    for name, forms in table.section("acronyms").items():
        shown[name] = forms[0].rstrip("*")
        for form in forms:
            if form != form.lower():
                meanings[form] = (*meanings.get(form, ()), name)
        words = [form for form in forms if form == form.lower()]
        if words:
            in_words[name] = re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, words))})(?!\w)")
    return Acronyms(meanings, _any_of(meanings), in_words, shown)


def _pattern(phrase: str) -> str:
    return re.escape(phrase).replace(r"\*", r"\w*+").replace(r"\ ", "[ -]")
