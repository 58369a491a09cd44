"""Checks of names: people, places and bodies, whether they are there and how they are spelt."""

from l10n.checks.check import Check
from l10n.checks.names.lost import names
from l10n.checks.names.mentions import first_mention
from l10n.checks.names.places import places
from l10n.checks.names.romanization import romanization
from l10n.checks.names.spelling import spelling

CHECKS: tuple[Check, ...] = (names, spelling, romanization, places, first_mention)
"""In the order in which they run."""
