"""Checks of polarity."""

from l10n.checks.check import Check
from l10n.checks.polarity.negations import negation_added, negation_lost

CHECKS: tuple[Check, ...] = (negation_lost, negation_added)
"""In the order in which they run."""
