"""Heading marks: a typed mark makes no heading, it is printed."""

import re
from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.messages import N_, message
from l10n.regex import regex

_MARK = regex(r"(?:#{1,6} |<h[1-6]>|={2,6} ?(?=\S)|h[1-6]\. )", re.IGNORECASE)
"""Marks of Markdown, HTML, MediaWiki and Textile."""


def _look(pair: Pair) -> Iterator[Found]:
    found = _MARK.match(pair.entry.target)
    if found and not _MARK.match(pair.segment.text):
        text = N_("“{mark}” makes no heading here, it is printed as it stands")
        yield Found(
            message(text, mark=found[0].strip()), target=(pair.target.span(0, found.end()),)
        )


heading_marks = EntryCheck(
    About(
        "heading-marks",
        Family.ARTICLE,
        Severity.WARNING,
        N_("A heading keeps its level, which stands in the article and not in its text."),
        fires=example("Переговори в Парижі", "## Talks in Paris"),
        passes=example("Переговори в Парижі", "Talks in Paris"),
    ),
    _look,
)
