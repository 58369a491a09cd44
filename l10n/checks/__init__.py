"""What a check of a catalog has to offer, and what it finds; for plug-ins too.

What checks are made of is imported when somebody asks for it: of a catalog without translations a
command asks for no check.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from l10n.checks.finding import Finding
from l10n.model.severity import Severity

if TYPE_CHECKING:
    from l10n.checks.check import (
        About,
        ArticleCheck,
        Check,
        DeskCheck,
        EntryCheck,
        Example,
        Family,
        Found,
        Line,
        Pair,
        Rules,
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


def __getattr__(name: str) -> Any:
    """What is imported late (PEP 562); from then on it is an attribute like any other."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{'text' if name in ('Text', 'Word') else 'check'}")
    value = globals()[name] = getattr(module, name)
    return value
