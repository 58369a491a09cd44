"""Regions of rules about quotations and brackets: where such a rule holds, one is found."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.language.sentences.languagetool import srx_rules
from l10n.language.sentences.places import pattern_tree
from l10n.language.sentences.regions import Region, Regions, region
from l10n.language.sentences.rules import Rule
from l10n.language.sentences.scan import scanner
from l10n.language.sentences.srx import compiled, exception

LANGUAGES = ("uk", "en", "de", "pl")
MARKS = (". ", "! ", "? ", "… ", ": ", ", ", " ", "«", "»", "„", "“", "”", '"', "(", ")", "[", "]")
WORDS = (" — ", "{", "}", "\n", "роман ", "п’єса ", "Хто", "слово", "що", "це", "said", "Why", "a")
PARTS = st.sampled_from((*MARKS, *WORDS))
TEXTS = st.lists(PARTS, max_size=24).map("".join)


def is_inside(found: Region, text: str, place: int) -> bool:
    """True if a place is in a region, or has nothing but marks between it and the region's end."""
    return any(
        start < place and not re.search(r"\w", text[end:place])
        for start, end in Regions([found]).found(text)
    )


def of_srx(language: str) -> list[tuple[str, Region]]:
    found = [
        (exception(rule, 100), region(pattern_tree(rule.before), pattern_tree(rule.after)))
        for rule in srx_rules(language)
        if not rule.breaks
    ]
    return [(pattern, each) for pattern, each in found if each]


def of_tables(language: str) -> list[tuple[Rule, Region]]:
    found = [
        (rule, region(pattern_tree(rule.before.pattern), pattern_tree(rule.after.pattern)))
        for rule in scanner(language).rules.opened
    ]
    return [(rule, each) for rule, each in found if each]


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_an_exception_holds_within_its_region_alone(language: str, text: str) -> None:
    for pattern, each in of_srx(language):
        for place in range(len(text) + 1):
            if compiled(pattern).match(text, place):
                assert is_inside(each, text, place)


@pytest.mark.parametrize("language", ["uk", "en"])
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_rule_of_the_tables_holds_within_its_region(language: str, text: str) -> None:
    for rule, each in of_tables(language):
        for place in range(len(text) + 1):
            if rule.after.match(text, place) and rule.before.search(text[:place]):
                assert is_inside(each, text, place)


@pytest.mark.parametrize("language", LANGUAGES)
def test_news_without_quotations_has_no_regions(language: str) -> None:
    assert scanner(language).regions.found("Рада ухвалила закон. Що далі? Nobody knows.") == []


@pytest.mark.parametrize(
    ("language", "text", "inside"),
    [
        ("uk", "На питання «Хто ви? Звідки?» він мовчав.", "«Хто ви? Звідки?"),
        ("uk", "Роман «Хто? Де?» Олени. Усе.", "«Хто? Де?"),
        ("uk", "Компанія «Хто? Де?», Олена. Усе.", ""),
        ("uk", "Мер сказав: «Ми готові. Ми чекаємо», — і пішов.", ""),
        ("en", "He left (at 5 p.m. or so) with us.", "(at 5 p.m. or so"),
        ("en", "He left (at five) with us. Then (he) came.", ""),
        ("en", 'The "Who? Me?" game is on.', '"Who? Me?'),
        ("en", '"Who? Me?" Roe asked. "Why?" He left.', ""),
    ],
)
def test_a_region_goes_from_what_opens_to_what_closes(
    language: str, text: str, inside: str
) -> None:
    found = scanner(language).regions.found(text)
    assert [text[start:end] for start, end in found] == ([inside] if inside else [])
