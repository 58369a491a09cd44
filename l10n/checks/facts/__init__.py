"""Checks of facts."""

from l10n.checks.check import Check
from l10n.checks.facts.acronyms import acronyms
from l10n.checks.facts.ages import ages
from l10n.checks.facts.ambiguous_dates import ambiguous_dates
from l10n.checks.facts.centuries import centuries
from l10n.checks.facts.currencies import currencies
from l10n.checks.facts.dates import dates
from l10n.checks.facts.magnitudes import magnitudes
from l10n.checks.facts.numbers import numbers
from l10n.checks.facts.percent import percent
from l10n.checks.facts.phones import phones
from l10n.checks.facts.relative_days import relative_days
from l10n.checks.facts.scores import scores
from l10n.checks.facts.times import times
from l10n.checks.facts.units import units
from l10n.checks.facts.weekdays import weekdays
from l10n.checks.facts.years import years

CHECKS: tuple[Check, ...] = (
    numbers,
    magnitudes,
    percent,
    currencies,
    units,
    scores,
    ages,
    phones,
    dates,
    ambiguous_dates,
    weekdays,
    relative_days,
    times,
    years,
    centuries,
    acronyms,
)
"""In the order in which they run."""
