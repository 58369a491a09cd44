"""The page that stands in the place of one that was taken back: a notice, and nothing of the text.

What decides where and when a site shows a page (its address, date and layout) stays as it was, so
that readers find the notice where they had read the text. All else goes, titles and summaries too:
they may be what was taken back.
"""

import json
import re
from collections.abc import Iterator
from html import escape

from l10n.formats import Format
from l10n.formats.frontmatter import matter as frontmatter
from l10n.formats.frontmatter.field import double_quoted
from l10n.formats.frontmatter.matter import Matter
from l10n.model.article import Article
from l10n.regex import regex
from l10n.steps.publish import ChosenTargets, Edition, publish

KEPT = frozenset(
    (
        *("date", "publishDate", "expiryDate", "lastmod", "slug", "url", "permalink", "id"),
        *("layout", "type", "lang", "language", "locale", "translationKey", "weight"),
        *("sidebar_position", "draft", "published", "release_at"),
    )
)
"""Fields of the front matter that say where, when and how a page stands; its text is in none."""
_LINE = regex(r"(?P<name>[A-Za-z_][\w-]*)[ \t]*[:=][ \t]*(?P<value>[^ \t\r\n|>&*\[{!].*)")
_NEWLINE = regex(r"\r\n|[\r\n]")
_PAGE = regex(r"<(?:!doctype|html)\b", re.IGNORECASE)
_CHOSEN = ChosenTargets((), (), empty=0, draft=0, translated=0)


def retracted_page(format: Format, former: str, locale: str, notice: str) -> str | None:
    """The page with a notice in its reader's language; None for a format that has none.

    `former` is the page that it takes the place of.
    """
    skeleton = _skeleton(format.name, former, locale, notice)
    if skeleton is None:
        return None
    parsed = format.parse(skeleton)
    article = Article("", locale, format=format.name, source=skeleton, parsed=parsed)
    edition = Edition(locale, label=notice)
    return publish(article, format, segments=(), choice=_CHOSEN, edition=edition).text


def _skeleton(name: str, former: str, locale: str, notice: str) -> str | None:
    """A document without a text of its own."""
    if name == "text":
        return ""
    if name not in ("markdown", "html"):
        return None
    matter = frontmatter.find(former, loose=True)
    if matter is not None:
        return _head(former, matter, notice)
    if name == "markdown":
        return ""
    if not _PAGE.search(former, 0, 4096):
        return "<article>\n</article>\n"
    return (
        f'<!doctype html>\n<html lang="{locale}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="robots" content="noindex">\n<title>{escape(notice)}</title>\n</head>\n'
        "<body>\n<main>\n</main>\n</body>\n</html>\n"
    )


def _head(former: str, matter: Matter, notice: str) -> str:
    """The front matter of the former page, without all that may be of its text."""
    content = matter.content.of(former)
    opening = former[: matter.content.start]
    closing = former[matter.content.end : matter.end]
    title = double_quoted(notice, strict=False)
    if matter.kind == "json":
        return f"{opening}{_object(content, notice)}{closing}"
    sign = ": " if matter.kind == "yaml" else " = "
    newline = frontmatter.newline_of(former)
    lines = [f"title{sign}{title}", *_lines(content)]
    return f"{opening}{newline.join(lines)}{closing}"


def _object(content: str, notice: str) -> str:
    """The same of JSON."""
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        values = {}
    kept = {"title": notice}
    if isinstance(values, dict):
        kept |= {
            name: value
            for name, value in values.items()
            if name in KEPT and not isinstance(value, dict | list)
        }
    return json.dumps(kept, ensure_ascii=False, indent=2)


def _lines(content: str) -> Iterator[str]:
    """The lines at the top that hold a name and a plain value, of names that are kept."""
    lines = _NEWLINE.split(content)
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("["):
            # A table of TOML: what follows belongs to it.
            return
        match = _LINE.fullmatch(line)
        if match and match["name"] in KEPT and not after[:1].isspace():
            yield line
