"""Log: what was published of each article, when, by whom, and how it was made."""

from collections.abc import Iterable

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.desk.placing import Address, standing
from l10n.desk.published import published
from l10n.errors import L10nError
from l10n.model.version import Version


@dataclass(frozen=True, slots=True)
class Logged:
    """A version as the log has it."""

    at: Address
    number: int
    version: Version
    made: Version
    """How it was made, as it was last confirmed: the version itself, or a confirmation."""
    current: bool
    """It is the one that counts now."""
    kept: bool
    """Its text is kept, or it never had one."""


@dataclass(frozen=True, slots=True)
class LogReport:
    """All versions that were asked for: articles by name, versions the newest first."""

    versions: tuple[Logged, ...]
    errors: tuple[L10nError, ...] = ()


def log(desk: Desk, articles: Iterable[str], locales: Iterable[str]) -> LogReport:
    """Read all versions of some articles, gone or not; changes nothing.

    Raises UsageError for what was never published.
    """
    found = published(desk, articles, locales)
    errors = list(found.problems)
    logged: list[Logged] = []
    for at in found:
        try:
            logged += _versions(desk, at)
        except L10nError as error:
            errors.append(error.kept())
    return LogReport(tuple(logged), tuple(errors))


def _versions(desk: Desk, at: Address) -> list[Logged]:
    place = standing(desk.workspace, at)
    history = place.history
    current = history.retraction or place.current
    return [
        Logged(
            at=at,
            number=history.number(version),
            version=version,
            made=history.made_from(version),
            current=version is current,
            kept=not version.text
            or desk.workspace.is_file(desk.workspace.text_path(at.locale, at.name, version.text)),
        )
        for version in reversed(history.versions)
    ]
