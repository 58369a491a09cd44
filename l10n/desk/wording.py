"""What an editor says to readers in words of their own is in one language."""

from collections.abc import Iterable

from l10n.errors import UsageError
from l10n.messages import _


def in_one_language(words: str, locales: Iterable[str]) -> None:
    """Refuse words that pages in several languages would say; none are the tool's in each."""
    found = tuple(dict.fromkeys(locales))
    if words and len(found) > 1:
        raise UsageError(
            _("words of your own are in one language, and pages in several would say them"),
            code="USE-101",
            remedy=_("name its language with --locale: {locales}").format(locales=", ".join(found)),
        )
