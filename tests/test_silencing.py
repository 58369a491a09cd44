"""Comments that silence checks: how people write them, and what is said of a wrong name."""

import pytest

from l10n.checks import Finding, Severity, subject_of
from l10n.checks.catalogue import CHECKS
from l10n.checks.check import Example, Line
from l10n.checks.ignoring import ignored
from l10n.checks.silencing import silencing


@pytest.mark.parametrize(
    ("comment", "names"),
    [
        ("l10n-ignore: numbers", {"numbers"}),
        ("l10n-ignore: numbers, head-fields", {"numbers", "head-fields"}),
        ("As the agency has it.\nl10n-ignore: times\nOlena", {"times"}),
        ("L10n-ignore: Numbers.", {"numbers"}),
        ("l10n-ignore [numbers]", {"numbers"}),
        ("Do not ignore the numbers.", set()),
    ],
)
def test_a_comment_names_checks_as_people_write_it(comment: str, names: set[str]) -> None:
    assert ignored(comment) == names


def told(comment: str) -> list[Finding]:
    subject = subject_of(Example((Line("Рада.", "The Rada.", comment=comment),)))
    return list(silencing([each.name for each in CHECKS])(subject))


def test_a_name_that_no_check_has_is_told_with_the_nearest() -> None:
    [finding] = told("l10n-ignore: magnitude")
    assert finding.severity is Severity.WARNING
    assert finding.message.text("en") == (
        "no check is named “magnitude”; did you mean “magnitudes”?"
    )


def test_a_comment_that_silences_nothing_is_told_once() -> None:
    [finding] = told("l10n-ignore: everything in here")
    assert "“everything”" in finding.message.text("en")


def test_words_behind_a_name_are_for_people() -> None:
    assert told("l10n-ignore: numbers, since the agency has it so") == []
