"""Checks of articles: their parts, their order, and what belongs to none of them."""

from l10n.checks.articles.empty_links import empty_links
from l10n.checks.articles.furniture import furniture
from l10n.checks.articles.head_fields import head_fields
from l10n.checks.articles.heading_marks import heading_marks
from l10n.checks.articles.lengths import description_length, headline_length
from l10n.checks.articles.swapped import swapped
from l10n.checks.articles.unattributed import unattributed
from l10n.checks.check import Check

CHECKS: tuple[Check, ...] = (
    head_fields,
    empty_links,
    swapped,
    heading_marks,
    headline_length,
    description_length,
    furniture,
    unattributed,
)
"""In the order in which they run."""
