"""Every check with its two examples: one in which it finds something, one in which it does not."""

import pytest

from l10n.checks import ArticleCheck, EntryCheck, Example, subject_of
from l10n.checks.catalogue import CHECKS
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
