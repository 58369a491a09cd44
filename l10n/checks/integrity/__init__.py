"""Checks of integrity: nothing lost or broken on the way from source to target."""

from l10n.checks.check import Check
from l10n.checks.integrity.addresses import addresses
from l10n.checks.integrity.blanks import blanks
from l10n.checks.integrity.brackets import brackets
from l10n.checks.integrity.characters import characters
from l10n.checks.integrity.code import code
from l10n.checks.integrity.entities import entities
from l10n.checks.integrity.foreign_script import foreign_script
from l10n.checks.integrity.handles import handles
from l10n.checks.integrity.lines import lines
from l10n.checks.integrity.mixed_script import mixed_script
from l10n.checks.integrity.omissions import omissions
from l10n.checks.integrity.outer_space import outer_space
from l10n.checks.integrity.placeholders import placeholders
from l10n.checks.integrity.same_as_source import same_as_source
from l10n.checks.integrity.tagged_words import tagged_words
from l10n.checks.integrity.tags import tags
from l10n.checks.integrity.unseen import unseen

CHECKS: tuple[Check, ...] = (
    tags,
    tagged_words,
    omissions,
    blanks,
    lines,
    outer_space,
    characters,
    unseen,
    entities,
    same_as_source,
    foreign_script,
    mixed_script,
    brackets,
    addresses,
    handles,
    placeholders,
    code,
)
"""In the order in which they run."""
