"""Checks of typography: the target as the language and the desk write."""

from l10n.checks.check import Check
from l10n.checks.typography.apostrophes import apostrophes
from l10n.checks.typography.capitals import capitals
from l10n.checks.typography.dashes import dashes
from l10n.checks.typography.doubled_words import doubled_words
from l10n.checks.typography.end_punctuation import end_punctuation
from l10n.checks.typography.no_break_spaces import no_break_spaces
from l10n.checks.typography.number_marks import number_marks
from l10n.checks.typography.quotes import quotes
from l10n.checks.typography.spaces import spaces

CHECKS: tuple[Check, ...] = (
    quotes,
    apostrophes,
    dashes,
    number_marks,
    spaces,
    no_break_spaces,
    doubled_words,
    end_punctuation,
    capitals,
)
"""In the order in which they run."""
