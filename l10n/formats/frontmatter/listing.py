"""A field of the front matter that lists a page's counterparts."""

import re
from collections.abc import Iterator
from dataclasses import replace

from l10n.formats.counterparts import listed
from l10n.formats.frontmatter.field import MatterError
from l10n.formats.frontmatter.matter import Matter, first, located, newline_of
from l10n.model.article import Edit, Span
from l10n.model.counterparts import Counterparts
from l10n.regex import regex

_INDENT = regex(r"^([ ]*)[^ #%\r\n]", re.MULTILINE)


def counterparts_listed(
    source: str, matter: Matter | None, counterparts: Counterparts
) -> Iterator[Edit]:
    """Put the field before all others; a document without front matter gets some.

    Where the article has a field of this name, or front matter that cannot be read, it stays.
    """
    name, alternates = counterparts.field, counterparts.alternates
    if not name or not alternates:
        return
    newline = newline_of(source)
    if matter is None:
        place = first(source)
        line = f"{name}: {listed(alternates, 'yaml')}"
        yield Edit(Span(place, place), newline.join(("---", line, "---", "", "")))
        return
    content = matter.content.of(source)
    if re.search(rf"[\"']?\b{re.escape(name)}\b[\"']?[ \t]*[:=]", content):
        return
    place = matter.content.start
    if matter.kind == "json":
        edit = Edit(Span(place + 1, place + 1), f'"{name}": {listed(alternates, "json")},')
    else:
        indent = _INDENT.search(content) if matter.kind == "yaml" else None
        sign = ": " if matter.kind == "yaml" else " = "
        line = f"{indent[1] if indent else ''}{name}{sign}{listed(alternates, matter.kind)}"
        edit = Edit(Span(place, place), line + newline)
    if _reads(source, matter, edit, name):
        yield edit


def _reads(source: str, matter: Matter, edit: Edit, name: str) -> bool:
    """True if readers find the same as before beside the new field."""
    text = source[: edit.span.start] + edit.text + source[edit.span.end :]
    content = Span(matter.content.start, matter.content.end + len(edit.text))
    try:
        before = [(item.path, item.span.of(source)) for item in located(source, matter)]
        after = located(text, replace(matter, content=content))
    except MatterError:
        return False
    others = [item for item in after if re.split(r"[.\[]", item.path, maxsplit=1)[0] != name]
    return before == [(item.path, item.span.of(text)) for item in others]
