"""Lexical entries, and the small tables that they are read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from demomodel.inflect import adjective, article_a, phrase


@dataclass(frozen=True, slots=True)
class Word:
    """One lexical entry: forms by name on both sides; gender m, f, n or p; `count` of numbers."""

    uk: Mapping[str, str]
    en: Mapping[str, str]
    gender: str = "m"
    count: int | None = None
    plural: bool = False


def rows(text: str) -> list[list[str]]:
    """Split a table written as lines of cells between vertical bars."""
    return [[c.strip() for c in line.split("|")] for line in text.strip().splitlines()]


def english(base: str, plural: str = "") -> dict[str, str]:
    """English forms of a noun phrase: bare, with the articles, plural."""
    return {
        "": base,
        "the": "the " + base,
        "a": article_a(base),
        "sg": base,
        "pl": plural or base + "s",
    }


def nouns(text: str) -> list[Word]:
    """Read rows of gender | six cases | adjectives | tail | English."""
    found = []
    for gender, forms, adjectives, tail, en in rows(text):
        plural = en == "police" or gender == "p"
        found.append(
            Word(phrase(gender, forms, adjectives, tail), english(en), gender, None, plural)
        )
    return found


def plain(text: str) -> list[Word]:
    """Read rows of Ukrainian | English, one form each."""
    return [Word({"": uk}, {"": en}) for uk, en in rows(text)]


def past_verbs(text: str) -> list[Word]:
    """Read rows of a masculine past verb | English; the template inflects it."""
    return [Word({"past": uk}, {"": en}) for uk, en in rows(text)]


def places(text: str) -> list[Word]:
    """Read noun rows with two more cells: the Ukrainian and the English preposition of place."""
    found = []
    for gender, forms, adjectives, tail, en, uk_at, en_at in rows(text):
        uk = phrase(gender, forms, adjectives, tail)
        uk["at"] = f"{uk_at} {uk['loc']}"
        found.append(Word(uk, {**english(en), "at": f"{en_at} the {en}"}, gender))
    return found


def roles(text: str) -> list[Word]:
    """Read rows of three cases (nom, gen, ins) for men, the same for women, tail, English."""
    found = []
    for men, women, rest, en in rows(text):
        tail = f" {rest}" if rest else ""
        uk = {
            f"{case}_{gender}": form.replace("_", " ") + tail
            for gender, forms in (("m", men), ("f", women))
            for case, form in zip(("nom", "gen", "ins"), forms.split(), strict=True)
        }
        found.append(Word(uk, {"": en}))
    return found


def qualified(words: list[Word], adjectives: str) -> list[Word]:
    """Put each adjective (rows of Ukrainian | English) before each noun phrase."""
    found = []
    for uk_adj, en_adj in rows(adjectives):
        for word in words:
            declined = adjective(uk_adj, word.gender)
            uk = {case: f"{declined[case]} {word.uk[case]}" for case in declined}
            found.append(Word(uk, english(f"{en_adj} {word.en['']}"), word.gender))
    return found


def counted(text: str) -> list[Word]:
    """Read rows of gender | nom, acc, nom plural, gen plural | English | English plural.

    A leading adjective is joined to its noun with an underscore.
    """
    found = []
    for gender, forms, en, plural in rows(text):
        one, acc, two, five = (form.replace("_", " ") for form in forms.split())
        uk = {"nom1": one, "acc1": acc, "nom2": two, "acc2": two, "nom5": five, "acc5": five}
        found.append(Word({**uk, "nompl": two, "genpl": five}, english(en, plural), gender))
    return found
