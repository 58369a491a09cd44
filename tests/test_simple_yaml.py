"""Front matter of names and values is read without a parser, and as the parser reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from l10n.formats.frontmatter.field import MatterError, double_quoted
from l10n.formats.frontmatter.simple_yaml import simple_fields
from l10n.formats.frontmatter.yaml import fields, is_text, parsed_fields

ARTICLE = """title: "Рада ухвалила закон: що зміниться"
description: 'Він набуде чинності за місяць'
author: Олена Коваль
date: 2026-03-14
draft: false
weight: 10
lang: uk"""

names = st.sampled_from(("title", "lang", "a", "_b-2", "yes", "null", "date"))
words = st.text(
    st.sampled_from(
        "Рада яzN019 \"'\\:#-,[]{}&*!|>%@`~?.()/+=–\t\u00a0\u0301\u2028\ufeff\x85\x07😀"
    ),
    max_size=12,
)
known = st.sampled_from(
    (
        *("no", "NO", "Null", "~", "true", "1.5", "0x1F", "1:30", "2026-03-14", "1e3", ".inf"),
        *("word", "два слова", "a  b", "a -b", "x,y", "50/50", "C++", "a: b", "a #b", "x" * 1100),
    )
)
tame = st.text(st.sampled_from("Радаяй zN019,.;()/+–-_\u00a0😀ªⅣ٣"), min_size=1, max_size=12)
values = st.one_of(
    tame,
    tame.map(lambda text: f'"{text}"'),
    tame.map(lambda text: f"'{text}'"),
    known,
    words,
    words.map(lambda text: f'"{text}"'),
    words.map(lambda text: f"'{text}'"),
)
escaped = st.lists(
    st.sampled_from((*"Рa \u00a0:'", r"\"", r"\\", r"\u00A0", r"\u00a0", r"\n"))
).map(lambda parts: f'"{"".join(parts)}"')
simple = st.builds(
    lambda name, value: f"{name}: {value}\n",
    names,
    st.one_of(
        *(tame, known, escaped, tame.map(lambda text: f'"{text}"')),
        words.map(lambda text: f"'{text}'"),
    ),
)
lines = st.builds(
    lambda name, gap, value, end: f"{name}:{gap}{value}{end}",
    names,
    st.sampled_from((" ", "  ", "", "\t")),
    values,
    st.sampled_from(("\n", "\n", "\n", " \n", "\r\n", "\n\n", "\n  ", "", "\n- ", " # x\n")),
)


def test_front_matter_of_an_article_is_simple() -> None:
    found = simple_fields(ARTICLE, is_text)
    assert found == parsed_fields(ARTICLE)
    assert [field.path for field in found or ()] == ["title", "description", "author", "lang"]


@given(st.text(st.sampled_from("Рa 1\"'\\u00A:,\u00a0"), min_size=1))
def test_a_title_that_the_tool_wrote_is_simple(text: str) -> None:
    title = double_quoted(text, strict=False)
    for content in (f"title: {title}\nlang: uk", f"title: {title}"):
        found = simple_fields(content, is_text)
        assert found is not None
        assert found == parsed_fields(content)
        assert found[0].text == text.strip(" ")


def test_anything_else_is_left_to_the_parser() -> None:
    for content in (
        "tags: [a, b]",
        "a:\n  b: c",
        'a: "b\\n"',
        "a: 'it''s'",
        "a: |\n  b",
        "a: &x b",
    ):
        assert simple_fields(content, is_text) is None
        assert fields(content) == parsed_fields(content)


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_any_character_at_any_place_is_read_as_the_parser_does(quote: str) -> None:
    some = (
        "\t\r\x00\x07\x7f\x85\u00a0ªяЇ\u0301\u200b\u2028\u2029\ud7ff\ue000\ufeff\ufffd\ufffe٣Ⅳ—–😀"
    )
    for char in (*map(chr, range(32, 127)), *some):
        for form in ("{}", "{}x", "x{}", "x{}y", "x{} y", "x {}y", "x {} y", "x{0}{0}y", "1{}2"):
            content = f"a: {quote}{form.format(char)}{quote}\n"
            found = simple_fields(content, is_text)
            try:
                assert found is None or found == parsed_fields(content)
            except MatterError as error:
                raise AssertionError(f"{content!r} is no YAML: {error}") from None


@given(st.one_of(*(st.lists(each, max_size=4).map("".join) for each in (lines, simple))))
def test_simple_front_matter_is_read_as_the_parser_does(content: str) -> None:
    found = simple_fields(content, is_text)
    if found is not None:
        assert found == parsed_fields(content)
        assert list(map(repr, found)) == list(map(repr, parsed_fields(content)))


WORDS = ("null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf")
cases = st.builds(
    lambda word, case: case(word),
    st.sampled_from(WORDS),
    st.sampled_from((str.lower, str.upper, str.title)),
)


@given(st.one_of(cases, words, tame, known))
def test_a_word_is_a_string_where_the_parser_resolves_one(value: str) -> None:
    tag = Resolver().resolve(ScalarNode, value, (True, False))
    assert is_text(value) is (tag == "tag:yaml.org,2002:str" or value == "no")


@given(st.one_of(words, tame).map(lambda text: f"a: {text}"))
def test_a_text_without_quotes_is_read_as_the_parser_does(content: str) -> None:
    found = simple_fields(content, is_text)
    try:
        assert found is None or found == parsed_fields(content)
    except MatterError as error:
        raise AssertionError(f"{content!r} is no YAML: {error}") from None
