"""Addresses without brackets in texts that put no blanks around them; pipes above a rule."""

from html import unescape

import pytest
from markdown_it import MarkdownIt

from tests.dialect_texts import written
from tests.growth import in_proportion

SOURCE = "See https://example.com/a for details.\n"


@pytest.mark.parametrize("dialect", ["", "github", "hugo", "obsidian", "docusaurus"])
@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("詳細はhttps://example.com/a。", "詳細は<https://example.com/a>。"),
        ("详情见 https://example.com/a，谢谢。", "详情见 <https://example.com/a>，谢谢。"),
        ("https://example.com/aを参照。", "<https://example.com/a>を参照。"),
        ("자세히: https://example.com/a에서", "자세히: <https://example.com/a>에서"),
        (
            "انظر \u2066https://example.com/a\u2069 هنا",
            "انظر \u2066<https://example.com/a>\u2069 هنا",
        ),
        ("Докладно: https://example.com/a.", "Докладно: https://example.com/a."),
        ("«https://example.com/a»", "«<https://example.com/a>»"),
        (
            "あhttps://example.com/aいhttps://example.com/a。",
            "あ<https://example.com/a>い<https://example.com/a>。",
        ),
    ],
)
def test_known_address_stays_a_link(dialect: str, target: str, expected: str) -> None:
    assert written(dialect, SOURCE, lambda _text: target) == expected + "\n"


@pytest.mark.parametrize("dialect", ["pandoc", "jekyll", "mkdocs", "myst"])
def test_no_link_is_made_where_the_system_makes_none(dialect: str) -> None:
    page = written(dialect, SOURCE, lambda _text: "詳細はhttps://example.com/a。")
    assert "<" not in page
    assert unescape(page.replace("\\", "")) == "詳細はhttps://example.com/a。\n"


@pytest.mark.parametrize(
    "target",
    ["詳細はhttps://evil.example/a。", "Див. https://example.com/aбв", "https://example.com/abc"],
)
def test_another_address_becomes_no_link(target: str) -> None:
    assert written("", SOURCE, lambda _text: target) == target.replace("://", "\\://") + "\n"


def test_no_address_in_brackets_within_a_link() -> None:
    source = "[see https://example.com/a](https://example.com/a)\n"
    page = written("", source, lambda text: text.replace("see ", "詳細は"))
    assert MarkdownIt("commonmark").render(page).count("<a ") == 1


@pytest.mark.parametrize("rule", ["---", ":--", "- - -", "-|-", "---:"])
@pytest.mark.parametrize(
    "line",
    [
        "> foo",
        "- foo",
        "1. foo",
        "> - foo",
        "- > foo",
        "> ![foo](a.png)",
        '> [x](y "foo")',
        "foo\n\n> bar",
    ],
)
@pytest.mark.parametrize("target", ["a|b", "|", "a\\|b", "a \\\\| b"])
def test_no_pipe_above_a_rule_makes_a_table(line: str, rule: str, target: str) -> None:
    source = f"{line}\n{rule}\n"
    page = written("", source, lambda text: target if text in ("foo", "bar") else text)
    parser = MarkdownIt("commonmark").enable("table")
    assert "<table" not in parser.render(page), page


@pytest.mark.growth
def test_addresses_take_time_in_proportion() -> None:
    def write(size: int) -> None:
        source = "See https://example.com/a and https://example.com/b for details.\n"
        written("", source, lambda _text: "はhttps://example.com/a。" * (size // 24))

    assert in_proportion(write, 40_000)
