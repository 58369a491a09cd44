"""Checks of integrity: nothing lost or broken on the way from source to target."""

from l10n.checks.check import Check
from l10n.checks.integrity.blanks import blanks
from l10n.checks.integrity.characters import characters
from l10n.checks.integrity.lines import lines
from l10n.checks.integrity.omissions import omissions
from l10n.checks.integrity.tags import tags
from l10n.checks.integrity.unseen import unseen

CHECKS: tuple[Check, ...] = (tags, omissions, blanks, lines, characters, unseen)
"""In the order in which they run."""
