"""Every check with its two examples: one in which it finds something, one in which it does not."""

from dataclasses import replace

import pytest

from l10n.checks import ArticleCheck, EntryCheck, Example, subject_of
from l10n.checks.articles.head_fields import head_fields
from l10n.checks.catalogue import CHECKS
from l10n.checks.glance import is_checked
from l10n.messages import Message

BUILT_IN = [check for check in CHECKS if isinstance(check, EntryCheck | ArticleCheck)]


def found(check: EntryCheck | ArticleCheck, example: Example) -> list[str]:
    return [finding.message.text("en") for finding in check(subject_of(example))]


def test_every_check_says_what_it_is_about() -> None:
    assert list(CHECKS) == BUILT_IN
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    for check in BUILT_IN:
        assert check.name == check.name.lower()
        assert " " not in check.name
        assert check.about.purpose.endswith(".")
        assert len(check.about.purpose) <= 100


@pytest.mark.parametrize("check", BUILT_IN, ids=lambda check: check.name)
def test_it_finds_something_in_the_example_that_fires(check: EntryCheck | ArticleCheck) -> None:
    assert found(check, check.about.fires)


@pytest.mark.parametrize("check", BUILT_IN, ids=lambda check: check.name)
def test_it_finds_nothing_in_the_example_that_passes(check: EntryCheck | ArticleCheck) -> None:
    assert found(check, check.about.passes) == []


@pytest.mark.parametrize("check", BUILT_IN, ids=lambda check: check.name)
def test_its_words_lie_within_the_texts(check: EntryCheck | ArticleCheck) -> None:
    subject = subject_of(check.about.fires)
    entries = {entry.key: entry for _segment, entry in subject.pairs}
    for finding in check(subject):
        entry = entries[finding.key]
        for spans, text in ((finding.source, entry.source), (finding.target, entry.target)):
            assert all(0 <= span.start <= span.end <= len(text) for span in spans)
            assert not isinstance(finding.message, str)
            assert isinstance(finding.message, Message)


UNTRANSLATED = [
    replace(given, lines=tuple(replace(line, target="") for line in given.lines))
    for check in BUILT_IN
    for given in (check.about.fires, check.about.passes)
]


def test_no_check_finds_anything_where_a_glance_sees_nothing() -> None:
    subjects = list(map(subject_of, UNTRANSLATED))
    unchecked = [
        each for each in subjects if not is_checked(*map(list, zip(*each.pairs, strict=True)))
    ]
    assert len(subjects) - len(unchecked) in range(1, 5)
    for subject in unchecked:
        assert [finding for check in BUILT_IN for finding in check(subject)] == []


def test_a_field_without_a_value_is_found_in_the_source_alone() -> None:
    subject = subject_of(UNTRANSLATED[2 * BUILT_IN.index(head_fields)])
    assert is_checked(*map(list, zip(*subject.pairs, strict=True)))
    assert [finding.check for finding in head_fields(subject)] == ["head-fields"]
