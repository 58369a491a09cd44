"""What a check of a catalog has to offer, and what it finds; for plug-ins too."""

from l10n.checks.check import (
    About,
    ArticleCheck,
    Check,
    DeskCheck,
    EntryCheck,
    Example,
    Family,
    Finding,
    Found,
    Line,
    Pair,
    Rules,
    Severity,
    Subject,
    about,
    example,
    subject_of,
)
from l10n.checks.text import Text, Word

__all__ = [
    "About",
    "ArticleCheck",
    "Check",
    "DeskCheck",
    "EntryCheck",
    "Example",
    "Family",
    "Finding",
    "Found",
    "Line",
    "Pair",
    "Rules",
    "Severity",
    "Subject",
    "Text",
    "Word",
    "about",
    "example",
    "subject_of",
]
