"""A second translation of an entry, in its comment."""

from l10n.messages import N_, message

ANOTHER = N_("Another translation: {text}")
"""How it stands there."""


def kept_beside(text: str, language: str) -> str:
    """The comment that keeps a second translation; `language` is its own."""
    return message(ANOTHER, text=text).text(language)
