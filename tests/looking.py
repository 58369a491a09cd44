"""What a check finds in one entry, in an article of several, and where."""

from collections.abc import Sequence

from l10n.checks import Example, Finding, Line, Subject, subject_of
from l10n.checks.catalogue import CHECKS
from l10n.model.style import NO_STYLE, Style

UK_EN = ("uk", "en")
EN_UK = ("en", "uk")


def article(
    lines: Sequence[tuple[str, str] | Line],
    locales: tuple[str, str] = UK_EN,
    style: Style = NO_STYLE,
) -> Subject:
    """An article of some pairs of source and target."""
    made = tuple(line if isinstance(line, Line) else Line(*line) for line in lines)
    return subject_of(Example(made, locales, style=style))


def findings(name: str, subject: Subject) -> list[Finding]:
    """What the check of a name finds in an article."""
    (check,) = [check for check in CHECKS if check.name == name]
    return list(check(subject))


def look(
    name: str, source: str, target: str, locales: tuple[str, str] = UK_EN
) -> list[tuple[str, str]]:
    """What the check of a name finds in one entry: severity and message."""
    found = findings(name, article([(source, target)], locales))
    return [(each.severity.value, each.message.text("en")) for each in found]


def severities(name: str, source: str, target: str, locales: tuple[str, str] = UK_EN) -> list[str]:
    """The severities alone."""
    return [severity for severity, _message in look(name, source, target, locales)]


def words(name: str, source: str, target: str, locales: tuple[str, str] = UK_EN) -> list[str]:
    """The words of the target that its findings mark."""
    found = findings(name, article([(source, target)], locales))
    return [target[span.start : span.end] for each in found for span in each.target]
