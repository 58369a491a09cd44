"""Gates: what a desk asks of its catalogs before CI lets a change through."""

from decimal import Decimal

from l10n.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Demands:
    """What is asked of catalogs; None asks for nothing."""

    fail_under: Decimal | None = None
    """The least percentage that has to be covered."""
    max_errors: int | None = None
    """The most errors that checks may find."""
    max_warnings: int | None = None

    @property
    def none(self) -> bool:
        """True if nothing is asked for."""
        return (self.fail_under, self.max_errors, self.max_warnings) == (None, None, None)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a workflow asks of each of some articles, in each of some locales: a `[[gate]]`."""

    demands: Demands
    articles: tuple[str, ...] = ()
    """Patterns of names under `articles/`; none are all articles of the workflow."""
    locales: tuple[str, ...] = ()
    """None are all targets."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What the command line asks for."""

    all: Demands = Demands()
    """The percentage of each locale, the findings of all together."""
    by_locale: tuple[tuple[str, Decimal], ...] = ()
    """Percentages of locales that go before that of all."""
    words: bool = False
    """Percentages are of words, not of entries; those of workflows too."""

    @property
    def none(self) -> bool:
        """True if nothing is asked for."""
        return self.all.none and not self.by_locale

    def fail_under(self, locale: str) -> Decimal | None:
        """The least percentage for a locale."""
        return dict(self.by_locale).get(locale, self.all.fail_under)


NO_GATE = Gate()
"""Nothing is asked for."""
