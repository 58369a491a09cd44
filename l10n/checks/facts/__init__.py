"""Checks of facts."""

from l10n.checks.check import Check
from l10n.checks.facts.ages import ages
from l10n.checks.facts.currencies import currencies
from l10n.checks.facts.magnitudes import magnitudes
from l10n.checks.facts.numbers import numbers
from l10n.checks.facts.percent import percent
from l10n.checks.facts.phones import phones
from l10n.checks.facts.scores import scores
from l10n.checks.facts.units import units

CHECKS: tuple[Check, ...] = (
    numbers,
    magnitudes,
    percent,
    currencies,
    units,
    scores,
    ages,
    phones,
)
"""In the order in which they run."""
