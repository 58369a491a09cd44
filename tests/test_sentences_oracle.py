"""Sentences: one scan finds what each rule by itself finds, as choppa has it."""

import re
from functools import cache
from pathlib import Path

import pytest
from choppa import DEFAULT_SRX_RULESET, SrxDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.language.sentences import boundaries
from l10n.language.sentences.languagetool import srx_rules
from l10n.language.sentences.scan import scanner
from l10n.language.sentences.srx import exception
from tests import choppa_sentences

DOCUMENT = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
LANGUAGES = sorted(
    entry.language_pattern.pattern[1:].split(")")[0].split("|")[1]
    for entry in DOCUMENT.language_map_list
    if entry.language_pattern.pattern.startswith("(")
)
PLUGIN = (r"<0\}", r"\{0>")
"""Marks of rules that are left out."""
MARKS = (
    [". "] * 8
    + ["! ", "? ", "… ", "... ", ".", "?! ", ": ", ", ", " - ", " — ", "(", ") ", ".) ", ":) "]
    + ["«", "» ", ".» ", "». ", "“", "” ", ".” ", "„", '"', '." ', "'", "’", "[", "] ", "@", "/"]
    + ["\n", "\n\n", "\r\n", "\u2029", "\u00a0", "  ", "\u202f", "\x1c", "。", "！", "؟ ", "¹ "]
)
ODD = [
    "1",
    "12.",
    "1990 р",
    "5-а",
    "XIX",
    "U.S",
    "p.m",
    "а\u0301",
    "İ",
    "ß",
    "½",
    "😀",
    "数",
    "_",
    "А",
    "B",
]
WORDS = ["слово", "Київ", "він", "Він", "НАТО", "word", "Kyiv", "he", "He", "The", "Straße", "Żółw"]
FILES = sorted(Path("../shared/data").glob("*/*.txt"))


@cache
def abbreviations(language: str) -> list[str]:
    """Words that stand in the rules of a language: some are abbreviations, some follow such."""
    patterns = [text for rule in srx_rules(language) for text in (rule.before, rule.after)]
    found = {word for text in patterns for word in re.findall(r"[^\W\d_]{1,9}", text)}
    tables = scanner(language).rules
    return sorted(found | set(tables.goes_on) | set(tables.ends))


@st.composite
def news(draw: st.DrawFn, languages: tuple[str, ...]) -> tuple[str, str]:
    """A language, and a text of what its rules look for."""
    language = draw(st.sampled_from(languages))
    words = st.one_of(
        st.sampled_from(WORDS), st.sampled_from(abbreviations(language)), st.sampled_from(ODD)
    )
    parts = draw(st.lists(st.tuples(words, st.sampled_from(MARKS)), max_size=30))
    return language, "".join(word + mark for word, mark in parts)


@given(news(("uk", "en", "de")))
@settings(max_examples=100, deadline=None)
def test_a_scan_finds_what_each_rule_by_itself_finds(given: tuple[str, str]) -> None:
    language, text = given
    assert boundaries(text, language) == choppa_sentences.boundaries(text, language)


@pytest.mark.campaign
@given(news((*LANGUAGES, "xx")))
def test_a_scan_finds_in_any_language_what_each_rule_finds(given: tuple[str, str]) -> None:
    language, text = given
    assert boundaries(text, language) == choppa_sentences.boundaries(text, language)


@given(st.text(), st.sampled_from(["uk", "en", "de"]))
@settings(max_examples=50, deadline=None)
def test_any_text_is_cut_as_each_rule_cuts_it(text: str, language: str) -> None:
    assert boundaries(text, language) == choppa_sentences.boundaries(text, language)


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("size", [2, 20])
def test_real_news_is_cut_as_each_rule_cuts_it(language: str, size: int) -> None:
    for path in FILES:
        lines = path.read_text(encoding="utf-8").split("\n")[::11]
        for number in range(0, len(lines), size):
            text = " ".join(lines[number : number + size])
            assert boundaries(text, language) == choppa_sentences.boundaries(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_of_a_language_are_those_of_choppa(language: str) -> None:
    named = DOCUMENT.get_language_rule_list(f"{language}_two")
    theirs = [tuple(rule) for each in named for rule in each.rules]
    ours = [(rule.breaks, rule.before, rule.after) for rule in srx_rules(language)]
    assert ours == [
        rule for rule in theirs if not any(mark in rule[1] + rule[2] for mark in PLUGIN)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_scanned(language: str) -> None:
    assert scanner(language).marks is not None


@pytest.mark.parametrize("language", ["uk", "pl", "nl"])
@pytest.mark.parametrize("far", [8, 100])
def test_exceptions_are_written_as_choppa_writes_them(language: str, far: int) -> None:
    named = DOCUMENT.get_language_rule_list(f"{language}_two")
    manager = DOCUMENT.get_rule_manager(named, far)
    theirs = [
        manager.create_exception_pattern_string(rule)
        for each in named
        for rule in each.rules
        if not rule.is_break and not any(mark in rule[1] + rule[2] for mark in PLUGIN)
    ]
    assert [exception(rule, far) for rule in srx_rules(language) if not rule.breaks] == theirs
