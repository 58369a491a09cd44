"""Fields that a version puts into the front matter: what it says of itself to templates."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from l10n.formats.frontmatter.field import Field, MatterError, double_quoted
from l10n.formats.frontmatter.matter import Matter, located, newline_of, rewritten
from l10n.model.article import Edit, Span
from l10n.regex import regex

_INDENT = regex(r"^([ ]*)[^ #%\r\n]", re.MULTILINE)
_OPENING = regex(r"\{([ \t\r\n]*)(\"?)")


def field_names(said: Mapping[str, str]) -> dict[str, str]:
    """The names of fields for what a version says of itself."""
    return {f"l10n_{name.replace('-', '_')}": text for name, text in said.items()}


def stated(source: str, matter: Matter | None, fields: Mapping[str, str]) -> Iterator[Edit]:
    """Set the fields of some names, or put them before all others.

    Front matter that cannot be read stays as it is, and so does a name that holds no string.
    """
    if matter is None or not fields:
        return
    try:
        found = [item for item in located(source, matter) if isinstance(item, Field)]
    except MatterError:
        return
    new = {name: text for name, text in fields.items() if not _names(source, matter, name)}
    for item in found:
        if item.path in fields and not item.listed:
            yield from rewritten(item, fields[item.path], source)
    edit = _added(source, matter, new) if new else None
    if edit is not None and _reads(source, matter, edit, found, new):
        yield edit


def _names(source: str, matter: Matter, name: str) -> bool:
    """True if a name stands there already, whatever it holds."""
    pattern = rf"[\"']?\b{re.escape(name)}\b[\"']?[ \t]*[:=]"
    return re.search(pattern, matter.content.of(source)) is not None


def _added(source: str, matter: Matter, fields: Mapping[str, str]) -> Edit | None:
    """Put fields first: behind the opening brace, or on lines of their own."""
    place = matter.content.start
    content = matter.content.of(source)
    quoted = {name: double_quoted(text, strict=False) for name, text in fields.items()}
    if matter.kind == "json":
        opening = _OPENING.match(content)
        if opening is None:
            return None
        said = ",".join(f'{opening[1]}"{name}": {text}' for name, text in quoted.items())
        comma = "," if opening[2] else ""
        return Edit(Span(place + 1, place + 1), said + comma)
    indent = _INDENT.search(content) if matter.kind == "yaml" else None
    sign = ": " if matter.kind == "yaml" else " = "
    newline = newline_of(source)
    lines = (f"{indent[1] if indent else ''}{name}{sign}{text}" for name, text in quoted.items())
    return Edit(Span(place, place), "".join(f"{line}{newline}" for line in lines))


def _reads(
    source: str, matter: Matter, edit: Edit, found: list[Field], fields: Mapping[str, str]
) -> bool:
    """True if readers find the same as before, and the new fields (not in `{title: x}`)."""
    text = source[: edit.span.start] + edit.text + source[edit.span.end :]
    content = Span(matter.content.start, matter.content.end + len(edit.text))
    try:
        after = located(text, replace(matter, content=content))
    except MatterError:
        return False
    said = Counter((item.path, item.text) for item in found)
    said.update(fields.items())
    return said == Counter((item.path, item.text) for item in after if isinstance(item, Field))
