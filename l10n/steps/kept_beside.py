"""A second translation of an entry, in its comment."""

from l10n.messages import N_, message


def kept_beside(text: str, language: str) -> str:
    """The comment that keeps a second translation; `language` is its own."""
    return message(N_("Another translation: {text}"), text=text).text(language)
