"""Front matter: which fields are found, and what is written in their place."""

import tomllib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.model.article import Parsed
from tests.markdown_laws import FORMAT, as_meant, faults, published, rebuild, variants
from tests.test_markdown import apply

YAML = """\
---
title: Рада 🎉 ухвалила закон  # a comment
lang: uk
date: 2024-01-01
draft: false
number: 1991
summary: >-
  Перший рядок
  другий рядок

  новий абзац
verse: |
  один

    два
single: 'it''s'
double: "a \\"b\\" \\u0444"
long: простий рядок
  у двох рядках
tags: [перший, "другий", третій]
keywords:
  - четвертий
  - &name п'ятий
again: *name
author:
  name: Ім'я
  links:
    - title: Сайт
      url: https://a.b
custom: !thing value
empty: ""
"no": quoted key
---

Body
"""
TOML = """\
+++
title = "Рада \\u0444 \\"так\\""
lang = 'uk'
date = 2024-01-01
tags = ["one", 'two', # three
  "four"]
params = { summary = "inline", deep = { x = 'y' } }
"quoted key" = "value"
a.b = "dotted"
long = \"\"\"
first \\
   joined
second ""quoted""\"\"\"
raw = '''it's \\n raw'''
[author]
name = "Name"
[[links]]
title = "First"
[[links]]
title = "Second"
+++
Body
"""


def found(source: str, *fields: str) -> list[tuple[str | None, str]]:
    parsed = FORMAT.parse(source, fields)
    assert faults(source, parsed) == []
    return [
        (block.context, "".join(piece.text for piece in block.pieces))
        for block in parsed.blocks
        if block.role == "field"
    ]


def data(source: str) -> object:
    fence = source.removeprefix("\ufeff")[:3]
    inside = source.removeprefix("\ufeff").replace("\r\n", "\n").split(fence + "\n")[1]
    return yaml.safe_load(inside) if fence == "---" else tomllib.loads(inside)


def said(parsed: Parsed) -> list[tuple[int, str]]:
    return [(problem.line, problem.message.text("en")) for problem in parsed.problems]


class TestYaml:
    def test_only_the_named_fields_are_found(self) -> None:
        assert found(YAML) == []
        assert found(YAML, "title") == [("title", "Рада 🎉 ухвалила закон")]

    @pytest.mark.parametrize(
        ("field", "texts"),
        [
            ("summary", ["Перший рядок другий рядок", "новий абзац"]),
            ("verse", ["один", "два"]),
            ("single", ["it's"]),
            ("double", ['a "b" ф']),
            ("long", ["простий рядок у двох рядках"]),
            ("tags", ["перший", "другий", "третій"]),
            ("keywords", ["четвертий", "п'ятий"]),
            ("author.name", ["Ім'я"]),
            ("author.links.title", ["Сайт"]),
            ("no", ["quoted key"]),
            *(
                (name, [])
                for name in ("date", "draft", "number", "again", "custom", "empty", "name")
            ),
        ],
    )
    def test_strings_of_every_style_are_found(self, field: str, texts: list[str]) -> None:
        for source in variants(YAML):
            assert found(source, field) == [(field, text) for text in texts]

    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ("Звичайний текст, так", "Звичайний текст, так"),
            ("Рада: так", '"Рада: так"'),
            ("час 12:30", "час 12:30"),
            ("a #b", '"a #b"'),
            ("a#b", "a#b"),
            ("C# мова", "C# мова"),
            *((word, f'"{word}"') for word in ("yes", "No", "null", "true", "on", "~", "y")),
            *((word, f'"{word}"') for word in ("12", "1.5", "1e3", "0x1F", "12:30", "2024-01-01")),
            *(
                (word, f'"{word}"')
                for word in ("- a", "? a", "[a", "{a", "&a", "*a", "!a", "%a", "@a")
            ),
            *((word, f'"{word}"') for word in ("a:", "> a", "| a", "'a", "---", "=", "<<", ".inf")),
            ('"a', '"\\"a"'),
            ("a\\b", "a\\b"),
        ],
    )
    def test_quotes_stand_only_where_plain_would_mean_another_thing(
        self, text: str, written: str
    ) -> None:
        source = "---\ntitle: x\n---\n"
        parsed = FORMAT.parse(source, ("title",))
        result = rebuild(source, parsed, lambda _text: text)
        assert result == f"---\ntitle: {written}\n---\n"
        assert data(result) == {"title": text}

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("a: 'x'", "a: 'Y: ''z'' \"q\" \\'"),
            ('a: "x"', 'a: "Y: \'z\' \\"q\\" \\\\"'),
            ("a: >\n  x\n  y\n", "a: >\n  Y: 'z' \"q\" \\\n"),
            ("a: |+\n    x\n\n", "a: |+\n    Y: 'z' \"q\" \\\n\n"),
            ("a: [x, b]", 'a: ["Y: \'z\' \\"q\\" \\\\", "Y: \'z\' \\"q\\" \\\\"]'),
            ("a: &n x", 'a: &n "Y: \'z\' \\"q\\" \\\\"'),
            ("a: x  # why", 'a: "Y: \'z\' \\"q\\" \\\\"  # why'),
        ],
    )
    def test_each_style_is_kept_where_it_can_say_the_text(self, before: str, after: str) -> None:
        source = f"---\n{before}\n---\n"
        parsed = FORMAT.parse(source, ("a",))
        text = rebuild(source, parsed, lambda _text: "Y: 'z' \"q\" \\")
        assert text == f"---\n{after}\n---\n"

    def test_a_colon_without_quotes_is_reported_and_the_body_goes_on(self) -> None:
        for source in variants("---\nlang: uk\ntitle: Рада: так\n---\n\nBody\n"):
            parsed = FORMAT.parse(source, ("title",))
            assert [block.role for block in parsed.blocks] == ["paragraph"]
            assert said(parsed) == [
                (
                    3,
                    "a front matter value that holds a colon has to stand in quotes; "
                    "it was left out",
                )
            ]
            assert published(source, str.upper, ("title",)).count("Рада: так") == 1

    @pytest.mark.parametrize(
        "matter",
        [
            *(
                "just text",
                "- a\n- b",
                "[a",
                "'a",
                "a: b\n  c: d",
                "a: *b",
                "\ta: b",
                "a: \x01",
                "a: @b",
            ),
            *("--- a: b", "%YAML 9.9", "a: b\n--- c\n", "? [", "{" * 300, "a: !!binary =", "<<: 1"),
        ],
    )
    def test_what_cannot_be_read_is_a_problem_or_holds_no_field(self, matter: str) -> None:
        parsed = FORMAT.parse(f"---\n{matter}\n---\n\nBody\n", ("a",))
        assert parsed.blocks[-1].role == "paragraph"
        assert all(block.role != "field" for block in parsed.blocks)
        assert all(1 <= problem.line <= 5 for problem in parsed.problems)

    def test_brackets_that_are_too_deep_are_left_out_with_a_line(self) -> None:
        deep = "[" * 200 + "x" + "]" * 200
        assert found(f"---\ntitle: x\ndeep: {deep}\n---\n", "title") == [("title", "x")]
        parsed = FORMAT.parse(f"---\ntitle: x\ndeep: [{deep}]\n---\n", ("title",))
        assert parsed.blocks == ()
        (problem,) = parsed.problems
        reason = "the front matter is nested too deeply; it was left out"
        assert problem.message.text("en") == reason

    def test_what_a_block_scalar_cannot_hold_breaks_nothing(self) -> None:
        parsed = FORMAT.parse(YAML, ("summary", "title"))
        text = rebuild(YAML, parsed, lambda _text: "a\u2028b\x01c: d #e")
        again = FORMAT.parse(text, ("summary", "title"))
        assert again.problems == ()
        assert [block.pieces[0].text for block in again.blocks[:3]] == [
            "a\u2028b\x01c: d #e",
            *["a\ufffdb\ufffdc: d #e"] * 2,
        ]

    @settings(max_examples=150, deadline=None)
    @given(
        st.text(
            st.one_of(
                st.sampled_from(":#-?[]{},&*!|>'\"%@`\\ \t~=<.0123456789yesnoNULltrue"),
                st.characters(exclude_categories=("Cs",), exclude_characters="\0"),
            ),
            min_size=1,
            max_size=15,
        ).filter(lambda text: text.strip())
    )
    def test_any_text_reads_back_in_any_style(self, text: str) -> None:
        source = "---\nplain: x\nsingle: 'x'\ndouble: \"x\"\nflow: [x,x]\nblock: >\n  x\n"
        source += "literal: |-\n  x\n---\n"
        fields = ("plain", "single", "double", "flow", "block", "literal")
        parsed = FORMAT.parse(source, fields)
        written = rebuild(source, parsed, lambda _text: text)
        assert as_meant(source, parsed, written, lambda _text: text, fields=fields), written


class TestToml:
    @pytest.mark.parametrize(
        ("field", "texts"),
        [
            ("title", ['Рада ф "так"']),
            ("tags", ["one", "two", "four"]),
            ("params.summary", ["inline"]),
            ("params.deep.x", ["y"]),
            ("quoted key", ["value"]),
            ("a.b", ["dotted"]),
            ("long", ['first joined second ""quoted""']),
            ("raw", ["it's \\n raw"]),
            ("author.name", ["Name"]),
            ("links.title", ["First", "Second"]),
            ("date", []),
        ],
    )
    def test_strings_of_every_style_are_found(self, field: str, texts: list[str]) -> None:
        for source in variants(TOML):
            assert found(source, field) == [(field, text) for text in texts]

    def test_each_style_is_kept_where_it_can_say_the_text(self) -> None:
        fields = ("title", "tags", "long", "raw")
        parsed = FORMAT.parse(TOML, fields)
        text = rebuild(TOML, parsed, lambda _text: 'a "b" \\')
        assert 'title = "a \\"b\\" \\\\"\n' in text
        assert "'a \"b\" \\', # three" in text
        assert 'long = """a \\"b\\" \\\\"""\n' in text
        assert "raw = '''a \"b\" \\'''\n" in text

    def test_a_mistake_is_reported_with_its_line(self) -> None:
        source = "+++\nlang = 'uk'\ntitle = Рада\n+++\nBody\n"
        parsed = FORMAT.parse(source, ("title",))
        assert said(parsed) == [
            (3, "the front matter is not valid TOML (Invalid value); it was left out")
        ]
        assert [block.role for block in parsed.blocks] == ["paragraph"]

    @settings(max_examples=150, deadline=None)
    @given(
        st.text(
            st.one_of(
                st.sampled_from("'\"\\#=[]{},. \t0u"),
                st.characters(exclude_categories=("Cs",), exclude_characters="\0"),
            ),
            min_size=1,
            max_size=15,
        ).filter(lambda text: text.strip())
    )
    def test_any_text_reads_back_in_any_style(self, text: str) -> None:
        fields = ("title", "lang", "tags", "params.summary", "long", "raw", "author.name")
        parsed = FORMAT.parse(TOML, fields)
        written = rebuild(TOML, parsed, lambda _text: text)
        assert as_meant(TOML, parsed, written, lambda _text: text, fields=fields), written

    @settings(max_examples=150, deadline=None)
    @given(st.text(st.sampled_from("ab=.'\"\\#[]{},\n 1"), max_size=40))
    def test_any_toml_gives_its_strings_or_a_problem(self, text: str) -> None:
        source = f"+++\nx{text}\n+++\n"
        parsed = FORMAT.parse(source, ("x", "xa", "xb", "x.a"))
        assert faults(source, parsed) == []
        assert not any("located" in problem.message.template for problem in parsed.problems)


class TestLocale:
    @pytest.mark.parametrize(
        ("line", "locale", "translated"),
        [
            ("lang: uk", "uk", "lang: en"),
            ("locale: uk_UA", "uk_UA", "locale: pt_BR"),
            ("locale: uk-UA", "uk-UA", "locale: pt-BR"),
            ('language: "uk"', "uk", 'language: "en"'),
            ("lang: 'uk'", "uk", "lang: 'en'"),
            ("lang: no", "no", "lang: en"),
            ("lang: Ukrainian language", None, "lang: Ukrainian language"),
            ("lang: [uk, en]", None, "lang: [uk, en]"),
            ("page:\n  lang: uk", None, "page:\n  lang: uk"),
            ("language: 5", None, "language: 5"),
        ],
    )
    def test_the_declared_language_becomes_that_of_the_translation(
        self, line: str, locale: str | None, translated: str
    ) -> None:
        source = f"---\n{line}\n---\n\nBody\n"
        parsed = FORMAT.parse(source)
        assert parsed.locale == locale
        target = "pt-BR" if locale and len(locale) > 3 else "en"
        assert apply(source, FORMAT.localize(source, parsed, target, "")) == source.replace(
            line, translated
        )

    def test_norwegian_is_no_boolean(self) -> None:
        source = "---\nlang: uk\n---\n"
        edits = FORMAT.localize(source, FORMAT.parse(source), "no", "")
        assert apply(source, edits) == '---\nlang: "no"\n---\n'

    def test_toml_too(self) -> None:
        parsed = FORMAT.parse(TOML)
        assert parsed.locale == "uk"
        assert apply(TOML, FORMAT.localize(TOML, parsed, "en", "")) == TOML.replace("'uk'", "'en'")

    def test_a_language_is_never_added(self) -> None:
        source = "---\ntitle: x\n---\n"
        assert FORMAT.localize(source, FORMAT.parse(source), "en", "") == ()
