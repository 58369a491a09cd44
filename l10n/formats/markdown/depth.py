"""How deeply quotes and lists are nested in a Markdown source, told before it is parsed.

pulldown-cmark looks through all quotes and lists that are open at each line of a paragraph in them.
"""

import re

from l10n.errors import ArticleError
from l10n.messages import _
from l10n.regex import regex

MOST_STEPS = 100_000_000
"""The characters before the text of a line, if there is a mark of a quote or a list among them,
times the lines of the article: about a fifth of a second."""
_DEEP = 400
"""Characters before the text that any article may have, whatever its length."""

_MARK = r"(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))"
_HEAD = regex(rf"^(?=[ \t]*{_MARK})(?:[ \t]|{_MARK}){{{_DEEP},}}", re.MULTILINE)


def check_depth(text: str, lines: int) -> None:
    """Look for a line that begins with too many marks for the number of lines.

    Raises ArticleError.
    """
    if len(text) * lines <= MOST_STEPS:
        return
    found = _HEAD.finditer(text.replace("\r", "\n") if "\r" in text else text)
    for head in found:
        if len(head[0]) * lines > MOST_STEPS:
            raise ArticleError(
                _("quotes and lists are nested too deeply for an article of so many lines"),
                code="ART-009",
                line=text.count("\n", 0, head.start()) + 1,
                remedy=_("take the text out of some of them"),
            )
