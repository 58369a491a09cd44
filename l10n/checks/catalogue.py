"""All built-in checks, by family."""

from l10n.checks import articles, facts, fluency, integrity, names, polarity, terms, typography
from l10n.checks.check import Check, DeskCheck
from l10n.checks.silencing import silencing
from l10n.checks.terms.desk import consistency

_OF_TEXTS: tuple[Check, ...] = (
    *integrity.CHECKS,
    *facts.CHECKS,
    *polarity.CHECKS,
    *names.CHECKS,
    *terms.CHECKS,
    *typography.CHECKS,
    *fluency.CHECKS,
    *articles.CHECKS,
)
DESK_CHECKS: tuple[DeskCheck, ...] = (consistency,)
"""Those that look at all articles of a desk together."""

CHECKS: tuple[Check, ...] = (
    *_OF_TEXTS,
    silencing([each.name for each in (*_OF_TEXTS, *DESK_CHECKS)]),
)
"""In the order in which they run."""
