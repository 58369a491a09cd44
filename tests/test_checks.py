"""Checks of targets: what may not be published, and that a segment's faults are all named."""

import pytest

from l10n.article import Article
from l10n.catalog import Catalog, Entry, State
from l10n.formats.markdown import Markdown
from l10n.markup import Tagged, faults
from l10n.segment import Segment
from l10n.steps.extract import extract
from l10n.steps.proofread import proofread
from l10n.steps.publish import Policy, choose

PAIR = Tagged("<a1>x</a1> y<br2/>", frozenset(("a1",)), frozenset(("br2",)))


def segments(source: str) -> tuple[Segment, ...]:
    parsed = Markdown().parse(source)
    return extract(Article("a.md", "uk", "markdown", source, parsed), "blocks").segments


def found(source: str, target: str) -> list[tuple[str, str]]:
    """Check one segment with one target; give check and severity."""
    (segment,) = segments(source)
    entry = Entry(None, segment.text).with_target(target, State.TRANSLATED)
    findings = proofread([segment], Catalog((), (entry,)), "uk", "en")
    return [(finding.check, finding.severity.value) for finding in findings]


@pytest.mark.parametrize(
    "target",
    [
        *(" ", "\t \n", "\u00a0", "\u200b", "\u2060\u2060", "\ufeff", "\u202f", "\u3000"),
        *("\u2800", "\u3164", "\u115f\u1160", "\u034f", "\ufe0f", "\u0301", "\u00ad", "\u200e"),
    ],
)
def test_a_target_that_shows_nothing_is_an_error(target: str) -> None:
    assert ("blanks", "error") in found("Рада.\n", target)


def test_a_target_of_nothing_but_tags_is_an_error() -> None:
    assert found("Перша [друга](u) третя.\n", "<a1></a1>") == [("blanks", "error")]
    assert found("Перша [друга](u) третя.\n", " <a1>\u200b</a1>") == [("blanks", "error")]


@pytest.mark.parametrize("target", ["…", "—", "?!", "👍"])
def test_a_target_without_letters_and_digits_is_to_be_looked_at(target: str) -> None:
    assert found("Рада.\n", target) == [("blanks", "warning")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        *(("Рада.", "Council."), ("Рада.", "議会"), ("П’ять.", "5"), ("5 травня", "05/05")),
        *(("2024", "—"), ("Рада.", "<b7>")),
    ],
)
def test_a_target_that_can_be_read_has_nothing_blank(source: str, target: str) -> None:
    assert "blanks" not in [check for check, _severity in found(source, target)]


def test_what_is_left_out_on_purpose_is_not_blank() -> None:
    assert [check for check, _severity in found("Рада.\n", "<omit/>")] == ["omissions"]


def test_a_blank_target_is_not_published_and_the_reason_says_what_to_do() -> None:
    (segment,) = segments("Рада.\n")
    entry = Entry(None, segment.text).with_target("\u00a0", State.TRANSLATED)
    catalog = Catalog((), (entry,))
    choice = choose([segment], catalog, proofread([segment], catalog, "uk", "en"), Policy())
    assert choice.targets == ()
    assert [blocker.reason.text("en") for blocker in choice.blockers] == [
        "the target has nothing to read; write <omit/> to leave it out on purpose"
    ]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("<a1>x</a1> y<br2/>", []),
        ("<a1>x</a1/> y<br2/>", ["</a1/> has another form", "<a1> is not closed"]),
        ("<a1>x</a1> y</br2/>", ["</br2/> has another form", "<br2/> is missing"]),
        ("<a1>x</a1> y<br2>", ["<br2> has another form", "<br2/> is missing"]),
        ("<a1/>x y<br2/>", ["<a1/> has another form", "<a1> is missing"]),
        ("</a1>x<a1> y<br2/>", ["</a1> closes nothing", "<a1> is not closed"]),
    ],
)
def test_every_fault_of_the_tags_is_named(target: str, expected: list[str]) -> None:
    said = [fault.text("en").removeprefix("the tag ") for fault in faults(PAIR, target)]
    assert said == expected


def test_a_blocked_segment_names_all_its_errors_in_the_language_asked_for() -> None:
    (segment,) = segments("Перша [друга](u) третя.\n")
    entry = Entry(None, segment.text).with_target("</a1>x<a1>\x07", State.TRANSLATED)
    catalog = Catalog((), (entry,))
    findings = proofread([segment], catalog, "uk", "en")
    (blocker,) = choose([segment], catalog, findings, Policy()).blockers
    assert blocker.reason.text("en") == (
        "</a1> closes nothing; the tag <a1> is not closed; "
        "characters that cannot be published: U+0007"
    )
    assert blocker.reason.text("uk").count("; ") == 2
    assert "closes" not in blocker.reason.text("uk")
