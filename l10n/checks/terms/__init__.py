"""Checks of terms: the glossary, and one rendering for one text."""

from l10n.checks.check import Check
from l10n.checks.terms.consistency import same_source, same_target
from l10n.checks.terms.glossary import forbidden, given_up, terms
from l10n.checks.terms.mentions import mentions

CHECKS: tuple[Check, ...] = (
    terms,
    forbidden,
    mentions,
    given_up,
    same_source,
    same_target,
)
"""In the order in which they run."""
