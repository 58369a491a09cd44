"""Checks of polarity."""

from l10n.checks.check import Check

CHECKS: tuple[Check, ...] = ()
"""In the order in which they run."""
