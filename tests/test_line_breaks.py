"""A line break that a translator typed: a line where the source has lines, else a finding."""

import pytest

from l10n.checks import Severity, Subject
from l10n.checks.integrity.lines import lines
from l10n.model.catalog import Entry, State
from tests.test_publish import Read, block_text, fold, read


def put(document: Read, *targets: str) -> str:
    """Publish targets for the first segments; the others stay."""
    new = {id(s): target for s, target in zip(document.segments, targets, strict=False)}
    made = document.published(lambda segment: new.get(id(segment), segment.text), copy_equal=True)
    assert made.blockers == ()
    return made.text


def findings(document: Read, target: str) -> list[str]:
    pairs = tuple(
        (segment, Entry(*segment.key).with_target(target, State.TRANSLATED))
        for segment in document.segments
    )
    found = list(lines(Subject("en", "de", pairs)))
    assert all(finding.severity is Severity.WARNING for finding in found)
    return [finding.key[1] for finding in found]


@pytest.mark.parametrize(
    ("source", "suffix", "target", "published"),
    [
        ("a  \nb\n", ".md", "eins\nzwei\ndrei<br1/>vier", "eins  \nzwei  \ndrei  \nvier\n"),
        ("> - a\\\n>   b\n", ".md", "x\r\ny<br1/>z", "> - x\\\n>   y\\\n>   z\n"),
        ("<p>a<br/>b</p>", ".html", "eins\nzwei<br1/>drei", "<p>eins<br/>zwei<br/>drei</p>"),
        ("<p>a<br>b</p>", ".html", "eins<br1/>\n  zwei\n", "<p>eins<br>zwei</p>"),
        ("Desk\nPhone 1\n", ".txt", "Редакція\nвідділ новин", "Редакція\nвідділ новин\nPhone 1\n"),
        ("Desk\r\nPhone 1", ".txt", "a\n\n b ", "a\r\nb\r\nPhone 1"),
        ("▪️ one\n▪️ two\n", ".txt", "eins\nund mehr", "▪️ eins\nund mehr\n▪️ two\n"),
    ],
)
def test_a_typed_line_break_is_written_as_the_block_does(
    source: str, suffix: str, target: str, published: str
) -> None:
    document = read(source, suffix)
    assert put(document, target).replace("\u2060", "") == published
    assert findings(document, target) == []


@pytest.mark.parametrize(
    "target",
    [
        *("▪️ eins\n▪️ zwei", "a\nPhone: 1", "x\n===", "x\n-30-\nY", "1\n2", "- a\n- b", "x\n---\ny"),
        *("第一行\n第二行", "🎉\n🎉", "x\n-\ny", "a    b    c\nd    e"),
    ],
)
def test_lines_of_a_target_read_back_as_one_block(target: str) -> None:
    document = read("Desk\nPhone 1\nHouse\n", ".txt")
    again = read(put(document, target, "Тел. 1"), ".txt")
    assert len(again.article.parsed.blocks) == 3
    assert block_text(again.article.parsed.blocks[0]) == fold(target)


@pytest.mark.parametrize(
    ("source", "suffix"),
    [("# One\n", ".md"), ("One two.\n", ".md"), ("<p>One</p>", ".html"), ("One two.\n", ".txt")],
)
def test_a_line_break_where_text_flows_is_a_finding(source: str, suffix: str) -> None:
    document = read(source, suffix)
    assert put(document, "eins\nzwei") == source.replace(document.segments[0].text, "eins zwei")
    assert findings(document, "eins\nzwei") == [document.segments[0].text]
    assert findings(document, "eins zwei\n") == []


def test_a_text_is_told_of_if_one_of_its_places_has_no_lines() -> None:
    document = read("One<br>two\n\n<p>Same</p>\n", ".html")
    assert findings(document, "x\ny") == ["Same"]
