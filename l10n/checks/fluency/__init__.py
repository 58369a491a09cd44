"""Checks of fluency: length, what is missing and what is added, another's text, repetition."""

from l10n.checks.check import Check
from l10n.checks.fluency.addition import addition
from l10n.checks.fluency.another_text import another_text
from l10n.checks.fluency.false_friends import false_friends
from l10n.checks.fluency.halved import halved
from l10n.checks.fluency.left_untranslated import left_untranslated
from l10n.checks.fluency.length import length
from l10n.checks.fluency.omission import omission
from l10n.checks.fluency.repeats import repeats

CHECKS: tuple[Check, ...] = (
    length,
    another_text,
    halved,
    omission,
    addition,
    repeats,
    left_untranslated,
    false_friends,
)
"""In the order in which they run."""
