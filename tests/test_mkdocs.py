"""MkDocs: Python-Markdown's and pymdownx's markup is kept, and its texts are translated."""

import pytest

from tests.dialect_texts import (
    article,
    in_upper_case,
    published,
    rows,
    source_of,
    texts,
    upper,
    written,
)
from tests.growth import in_proportion
from tests.test_markdown_laws import HOSTILE

ROWS = rows("mkdocs")


@pytest.mark.parametrize("name", ROWS)
def test_code_comes_back_and_words_are_translated(name: str) -> None:
    assert written("mkdocs", source_of(ROWS[name]), upper) == in_upper_case(ROWS[name])


def test_tags_stand_for_what_is_no_text() -> None:
    source = "See [the *map*](a.md){ .x } at :smile: with ++a++ and ==b==.\n"
    assert texts("mkdocs", source) == [
        "See <a1>the <i2>map</i2></a1> at <code3/> with <code4/> and <code5>b</code5>."
    ]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("!!! note", "&#33;!! note"),
        ("??? x", "&#63;?? x"),
        ('=== "x"', '&#61;&#61;= "x"'),
        ("/// x", "&#47;// x"),
        ('--8<-- "/etc/passwd"', '&#45;-8<-- "/etc/passwd"'),
        ("#tag", "&#35;tag"),
        (":   x", "&#58;   x"),
        ("Title: x", "&#84;itle: x"),
        ("[TOC]", "&#91;TOC&#93;"),
        ("*[HTML]: x", "\\*&#91;HTML&#93;: x"),
        ("a {: .x} b", "a &#123;: .x} b"),
        ("a <b> ~c~ | ^d^", "a &#60;b> &#126;c&#126; &#124; &#94;d&#94;"),
        ("a :smile: ++b++ ==c==", "a &#58;smile: &#43;+b&#43;+ &#61;=c&#61;="),
        ("1. x", "1\\. x"),
    ],
)
def test_targets_never_become_code(target: str, expected: str) -> None:
    assert written("mkdocs", "Text.\n", {"Text.": target}) == expected + "\n"


def test_hostile_targets_leave_all_code_as_it_was() -> None:
    source = "\n".join(source_of(row) for row in ROWS.values())
    before = [each.shown for each in article("mkdocs", source).parsed.code]
    for target in HOSTILE[::16]:
        done = published("mkdocs", source, lambda _text, target=target: target)
        after = [each.shown for each in article("mkdocs", done.text).parsed.code]
        assert after == before, target


@pytest.mark.growth
@pytest.mark.parametrize(
    "part",
    ["!!! a\n", "=== \"", "*[", "*[a", "{", "{: .a ", "{: a=\"", "++a", "{~~", "{++", "{>>", "==a",
     "--8<--\n", "<div markdown>\n", "</div>\n<div markdown>", "a: b\n", ":a-",
     "/// a\n    b: c\n"],
)  # fmt: skip
@pytest.mark.sampled(6)
def test_work_grows_with_the_article(part: str) -> None:
    assert in_proportion(lambda size: article("mkdocs", part * size), 1600)


@pytest.mark.parametrize("sign", ["<!-- x", "<script>", "<![CDATA[", "<?x"])
def test_no_title_begins_html(sign: str) -> None:
    source = 'Text [a](b "Title") [c] end.\n\n[c]: d "Other"\n'
    made = written("mkdocs", source, {"Title": sign, "Other": sign})
    assert (made.count("&#60;" + sign[1:]), "<" in made) == (2, False)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("<![word", "&#60;![word"),
        ("<!-- y", "&#60;!-- y"),
        ("a </p> < &lt; & b", "a &#60;/p> &#60; &#38;lt; & b"),
    ],
)
def test_no_meaning_of_an_abbreviation_is_html(target: str, expected: str) -> None:
    source = "The W3C met.\n\n*[W3C]: Meaning\n"
    made = written("mkdocs", source, {"Meaning": target})
    assert made == source.replace("Meaning", expected)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_text_below_a_box_is_its_own_whatever_ends_lines(newline: str) -> None:
    source = newline.join(("!!! note", "    In it.", "Below it.", "#Head", ""))
    assert texts("mkdocs", source) == ["In it.", "Below it.", "Head"]
