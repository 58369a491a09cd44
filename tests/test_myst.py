"""MyST: directives, roles and targets are kept, and their texts are translated."""

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

ROWS = rows("myst")


@pytest.mark.parametrize("name", ROWS)
def test_code_comes_back_and_words_are_translated(name: str) -> None:
    marked = ROWS[name]
    expected = in_upper_case(marked)
    if name == "text on the line of the name":
        expected = "```{note} STARTS HERE AND GOES ON.\n```\n"
    assert written("myst", source_of(marked), upper) == expected


def test_text_of_a_directive_is_one_with_its_first_line() -> None:
    source = "```{note} Starts here\nand goes on.\n```\n"
    assert texts("myst", source) == ["Starts here and goes on."]


def test_tags_stand_for_what_is_no_text() -> None:
    source = "See [the *map*](a.md){.x} in {doc}`page` and $x$ with {{ key }}.\n"
    assert texts("myst", source) == [
        "See <a1>the <i2>map</i2></a1> in <code3/> and <code4/> with <code5/>."
    ]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (":::{note}", "&#58;::&#123;note}"),
        ("% x", "&#37; x"),
        ("+++ x", "&#43;++ x"),
        ("(label)=", "&#40;label)="),
        (":a: b", "&#58;a: b"),
        ("a {{ b }} {ref}`c`", "a &#123;&#123; b }} &#123;ref}&#96;c&#96;"),
        ("costs $5 and $6", "costs &#36;5 and &#36;6"),
    ],
)
def test_targets_never_become_code(target: str, expected: str) -> None:
    assert written("myst", "Text.\n", {"Text.": target}) == expected + "\n"


def test_a_role_that_cannot_hold_a_target_keeps_its_source() -> None:
    source = "Read {ref}`the story <target>` now.\n\nMore.\n"
    done = published("myst", source, {"the story": "a `tick`", "More.": "Other."})
    assert done.text == source.replace("More", "Other")
    assert "the story" in [blocker.segment.text for blocker in done.blockers]


def test_hostile_targets_leave_all_code_as_it_was() -> None:
    source = "\n".join(source_of(row) for row in ROWS.values())
    before = [each.shown for each in article("myst", source).parsed.code]
    for target in HOSTILE[::16]:
        done = published("myst", source, lambda _text, target=target: target)
        after = [each.shown for each in article("myst", done.text).parsed.code]
        assert after == before, target


@pytest.mark.growth
@pytest.mark.parametrize(
    "part",
    ["```{note}\n", "```{note} a\n:b: c\n", "```{x}\n", ":::{tip}\n", ":::\n", "{a}`", "{a}``b` ",
     "{{ ", "[a]{", "[a", "(a)=\n", "% a\n", ":a: b\n", "\\begin{a}\n", "{.a ", "$$", "$a ",
     "```{glossary}\na\n  b\n", "```{toctree}\na <b>\n", "```{note}\n---\n"],
)  # fmt: skip
@pytest.mark.sampled(7)
def test_work_grows_with_the_article(part: str) -> None:
    assert in_proportion(lambda size: article("myst", part * size), 1600)


def test_words_of_an_unknown_directive_are_said_with_their_line() -> None:
    source = "Text.\n\n```{mystery} a\nWords.\n```\n\n```{math}\na = b\n```\n"
    problems = article("myst", source).parsed.problems
    assert [(each.line, each.message.text()) for each in problems] == [
        (3, "what the directive “mystery” holds is not translated")
    ]


def test_an_option_says_characters_beyond_the_first_plane() -> None:
    family, source = "Ada 👩\u200d👧\x85", ":::{figure} a.png\n:alt: Words\n:::\n"
    made = written("myst", source, {"Words": family})
    assert made == source.replace("Words", '"Ada 👩\u200d👧\\u0085"')
    assert texts("myst", made) == [family]
