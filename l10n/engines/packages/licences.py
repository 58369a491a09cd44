"""Licences of models: what a newsroom, which earns money, has to see before it takes one."""

from l10n.regex import regex

_FORBIDS = regex(
    r"(?i)(?<![a-z])(?:nc|(?:non?|not(?:[ _-]for)?)[ _-]?commercial(?:ly)?|research(?:-only)?"
    r"|academic|evaluation)(?![a-z])"
)
"""Words of licences that shut out commercial use: CC BY-NC, "research only"."""
_ALLOWS = regex(
    r"(?i)(?:apache-2\.0|mit|bsd(?:-[23]-clause)?|mpl-2\.0|cc0-1\.0|cc-by(?:-sa)?-[1-4]\.0|unlicense)"
)
"""Names, whole, of those that are known to allow it."""


def forbids_commerce(licence: str) -> bool:
    """True for a licence that names itself one for other than commercial use."""
    return _FORBIDS.search(licence) is not None


def allows_commerce(licence: str) -> bool:
    """True for a licence that is known to allow commercial use; an unknown one does not."""
    return _ALLOWS.fullmatch(licence) is not None
