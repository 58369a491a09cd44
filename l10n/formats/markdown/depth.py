"""How deeply quotes and lists are nested in a Markdown source, told before it is parsed.

pulldown-cmark looks through all quotes and lists that are open at each line of a paragraph in them.
"""

import re

from l10n.errors import ArticleError
from l10n.messages import _

DEEPEST = 400
"""Characters of a line before its text, if there is a mark of a quote or a list among them."""

_MARK = r"(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))"
_HEAD = re.compile(rf"^(?=[ \t]*{_MARK})(?:[ \t]|{_MARK}){{{DEEPEST}}}", re.MULTILINE)


def check_depth(text: str) -> None:
    """Look for a line that begins with more marks than any page shows; raises ArticleError."""
    found = _HEAD.search(text.replace("\r", "\n") if "\r" in text else text)
    if found is None:
        return
    raise ArticleError(
        _("quotes and lists are nested more deeply than {most} characters of a line").format(
            most=DEEPEST
        ),
        code="ART-009",
        line=text.count("\n", 0, found.start()) + 1,
        remedy=_("take the text out of some of them"),
    )
