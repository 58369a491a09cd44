"""How much of an article a format takes apart."""

from l10n.errors import ArticleError
from l10n.messages import _

MOST_PARTS = 250_000
"""What a format finds in one article at most, by its own count (docs/formats.md). A part costs up
to two thousand bytes and a tenth of a millisecond; the longest novel, its lines wrapped, has some
150,000."""


class Parts:
    """Counts what is found in one article, so that no article takes all memory."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self._left = MOST_PARTS

    def add(self, number: int = 1) -> None:
        """Count what was found; raises ArticleError as soon as it is too much."""
        self._left -= number
        if self._left < 0:
            raise ArticleError(
                _("the article has more than {most} lines, tags and other parts").format(
                    most=f"{MOST_PARTS:,}"
                ),
                code="ART-008",
                remedy=_("split it into several articles"),
            )
