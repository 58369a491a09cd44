"""What became of a page between two versions, as one self-contained HTML file."""

from collections.abc import Sequence
from html import escape
from pkgutil import get_data

from l10n.language.locales import direction
from l10n.lines import printable
from l10n.messages import _

START = "<!doctype html><!-- l10n diff -->"
"""By which a page is known for one of ours."""
_STYLE = """\
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.text p { margin: 0; min-height: 1.5em; }
del { color: var(--bad); text-decoration: line-through; }
ins { color: var(--good); text-decoration: underline; }
.left-out { color: var(--quiet); }
"""


def changes_page(title: str, locale: str, lines: Sequence[str | None]) -> str:
    """A page of changed lines, each as HTML with `<del>` and `<ins>`; None where some are left out.

    It loads nothing and runs nothing, and follows the reader's choice of light or dark. The text
    has the language and direction of its locale.
    """
    style = (get_data("l10n.reports", "page.css") or b"").decode("utf-8") + _STYLE
    head = escape(printable(title))
    body = "\n".join(
        '<p class="left-out">…</p>' if each is None else f"<p>{each}</p>" for each in lines
    )
    if not lines:
        words = _("Both read the same.")
        body = f"<p>{escape(words)}</p>"
    tag = escape(locale)
    return (
        f"{START}\n<html>\n<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{head}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<h1>{head}</h1>\n<div class="text" lang="{tag}" dir="{direction(locale)}">\n'
        f"{body}\n</div>\n</body>\n</html>\n"
    )
