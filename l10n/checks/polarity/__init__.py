"""Checks of polarity: nothing is turned into its contrary."""

from l10n.checks.check import Check
from l10n.checks.polarity.distance import distance
from l10n.checks.polarity.negations import negation_added, negation_lost

CHECKS: tuple[Check, ...] = (negation_lost, negation_added, distance)
"""In the order in which they run."""
