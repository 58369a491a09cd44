"""Front matter: the fields at the head of a document, in YAML, TOML or JSON."""

from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType
from typing import TypeGuard

from l10n.dataclass import dataclass
from l10n.formats.frontmatter import json, toml, yaml
from l10n.formats.frontmatter.field import Field, MatterError, Unlocated
from l10n.formats.frontmatter.site import JsonSite, TomlSite, YamlSite
from l10n.formats.frontmatter.taxonomies import NO_TERMS, Terms
from l10n.formats.visible import NOTHING_VISIBLE, Visible
from l10n.messages import N_, Message, message
from l10n.model.article import Block, Edit, Piece, PieceKind, Problem, Span, line_at, line_starts
from l10n.regex import regex

LANGUAGE_FIELDS = ("lang", "locale", "language", "inLanguage")

_YAML_OPEN = regex(r"---(?:yaml|yml|json|toml|)[ \t]*(?=[\r\n])")
_YAML_CLOSE = regex(r"(?:\r\n|[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|[\r\n]|\Z)")
_TOML_OPEN = regex(r"\+\+\+[ \t]*(?=[\r\n])")
_TOML_CLOSE = regex(r"(?:\r\n|[\r\n])\+\+\+[ \t]*(?:\r\n|[\r\n]|\Z)")
_KINDS = MappingProxyType(
    {
        "---": "yaml",
        "---yaml": "yaml",
        "---yml": "yaml",
        "---toml": "toml",
        "---json": "json",
        "+++": "toml",
    }
)
"""By what the first fence is; a language's name is gray-matter's, with which Eleventy reads."""
_WHITE = ("", " ", "\t", "\n", "\r")
_LINE_ENDS = ("", "\n")
_BLANK = regex(r"[ \t]*[\r\n]")
_LINE_REST = regex(r"[ \t]*(?:\r\n|[\r\n]|\Z)")
_UNWRITABLE = regex("[\0\ud800-\udfff]")
_NEWLINE = regex(r"\r\n|[\r\n]")
_LANGUAGE_TAG = regex(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Matter:
    """Front matter, located."""

    kind: str
    """`yaml`, `toml` or `json`."""
    content: Span
    """What stands between the fences; for JSON without any, the object."""
    end: int
    """The first character of the body."""


def first(source: str) -> int:
    """The offset of the first character after a byte-order mark."""
    return 1 if source.startswith("\ufeff") else 0


def newline_of(source: str) -> str:
    """The newline of a document: its first one, LF if it has none."""
    found = _NEWLINE.search(source)
    return found[0] if found else "\n"


def find(source: str, *, loose: bool = False) -> Matter | None:
    """Find the front matter of a document, by the fences in its first lines.

    A blank line after the first fence makes it a thematic break, as in pulldown-cmark, unless it is
    `loose`, as Jekyll and Hugo have it. What stands between the fences does not matter, so that no
    translation can turn text into front matter.
    """
    usual = _usual(source)
    if usual is not None:
        return usual
    start = first(source)
    for opening, closing in ((_YAML_OPEN, _YAML_CLOSE), (_TOML_OPEN, _TOML_CLOSE)):
        opened = opening.match(source, start)
        closed = closing.search(source, opened.end()) if opened else None
        if opened and closed:
            line = _NEWLINE.match(source, opened.end())
            begin = line.end() if line else opened.end()
            if _BLANK.match(source, begin) and not loose:
                return None
            content = Span(begin, max(begin, closed.start()))
            return Matter(_KINDS[opened[0].strip()], content, closed.end())
    return _bare_json(source, start)


def _usual(source: str) -> Matter | None:
    """Front matter as it is nearly always written, seen without patterns; None for any other."""
    if not source.startswith("---\n") or source[4:5] in _WHITE:
        return None
    close = source.find("\n---", 3)
    end = close + 5
    if close < 4 or source[end - 1 : end] not in _LINE_ENDS:
        return None
    if source.find("\r", 0, end + 1) >= 0 or source.find("\n...", 0, close) >= 0:
        return None
    return Matter("yaml", Span(4, close), min(end, len(source)))


def _bare_json(source: str, start: int) -> Matter | None:
    """An object at the head of a document, with nothing after it on its last line (Hugo)."""
    end = json.end_of(source, start)
    rest = None if end is None else _LINE_REST.match(source, end)
    if end is None or rest is None:
        return None
    return Matter("json", Span(start, end), rest.end())


def parse(
    source: str,
    matter: Matter | None,
    names: Collection[str],
    terms: Terms = NO_TERMS,
    visible: Visible = NOTHING_VISIBLE,
) -> tuple[tuple[Block, ...], tuple[Problem, ...], str | None]:
    """Find the blocks of the named fields, and the locale that the document declares.

    A name may be a path (`author.bio`, and `authors[].bio` in a list of authors); the strings of a
    list are blocks of their own. What `terms` translates is no block; what it lacks is a Problem.
    What `visible` knows is a marked block.
    """
    if matter is None:
        return (), (), None
    names = frozenset([name.replace("[]", "") for name in names])
    try:
        found = located(source, matter)
    except MatterError as error:
        starts = line_starts(source)
        offset = matter.content.start if error.offset is None else error.offset
        line = line_at(starts, min(matter.content.start + offset, matter.content.end))
        if error.offset is None:
            line = line_at(starts, matter.content.start)
        return (), (Problem(line, error.reason, untranslated=bool(names)),), None
    blocks: list[Block] = []
    faults: list[tuple[int, Message]] = []
    lacking: list[tuple[int, Message, tuple[str, ...]]] = []
    locales = (item for item in found if item.path in LANGUAGE_FIELDS)
    locale = next((item.text for item in locales if _is_locale(item)), None)
    for item in found:
        by_table = terms.holds(item)
        kind = visible.of_field(item.path)
        if not (by_table or kind or item.path in names) or not item.text.strip():
            continue
        if isinstance(item, Unlocated):
            reason = message(N_("the field {name} could not be located"), name=item.path)
            faults.append((item.span.start, reason))
            continue
        if by_table:
            lacking += [(item.span.start, *each) for each in terms.lacking(item)]
            continue
        piece = Piece(PieceKind.TEXT, item.span, item.text)
        block = Block("field", (piece,), item.path, item.site)
        blocks.append(block if kind is None else visible.marked(block, kind, locale or ""))
    if not (faults or lacking):
        return tuple(blocks), (), locale
    starts = line_starts(source)
    # A term is a name of the site, and no text that a label would tell readers of.
    problems = sorted(
        (
            *(Problem(line_at(starts, at + 1), why, untranslated=True) for at, why in faults),
            *(Problem(line_at(starts, at + 1), why, locales=those) for at, why, those in lacking),
        ),
        key=lambda problem: problem.line,
    )
    return tuple(blocks), tuple(problems), locale


_READERS: Mapping[str, Callable[[str], tuple[Field | Unlocated, ...]]] = MappingProxyType(
    {"toml": toml.fields, "json": json.fields}
)


def located(source: str, matter: Matter) -> tuple[Field | Unlocated, ...]:
    """All strings with their places in the source; raises MatterError where it cannot be read."""
    start = matter.content.start
    content = matter.content.of(source)
    if matter.kind == "yaml":
        return yaml.fields(content, start)
    return tuple([item.moved(start) for item in _READERS[matter.kind](content)])


def _is_locale(item: Field | Unlocated) -> TypeGuard[Field]:
    return (
        isinstance(item, Field)
        and not item.listed
        and _LANGUAGE_TAG.fullmatch(item.text) is not None
    )


def localize(
    source: str, matter: Matter | None, locale: str, terms: Terms = NO_TERMS
) -> Iterator[Edit]:
    """Set the language fields that hold a language tag to a locale, and translate terms.

    Each value keeps its own quotes where they can hold the new one.
    """
    if matter is None:
        return
    try:
        found = located(source, matter)
    except MatterError:
        return
    for item in found:
        if item.path in LANGUAGE_FIELDS and _is_locale(item):
            tag = locale.replace("-", "_") if "_" in item.text else locale
            if tag != item.text:
                yield from rewritten(item, tag, source)
        elif isinstance(item, Field) and terms.holds(item) and item.text.strip():
            said = terms.translated(item, locale)
            if said is not None:
                yield from rewritten(item, said, source)


def rewritten(item: Field, said: str | tuple[str, ...], source: str) -> Iterator[Edit]:
    """Put a text, or a list of texts, into the place of a field."""
    raw = item.span.of(source)
    written: str | None
    if isinstance(said, str):
        block = Block("field", (Piece(PieceKind.TEXT, item.span, item.text),), None, item.site)
        written = write(said, block, source, strict=False)
    else:
        written = yaml.write_list(said, item.site, raw) if isinstance(item.site, YamlSite) else None
    if written is not None and written != raw:
        yield Edit(item.span, written)


def write(text: str, block: Block, source: str, *, strict: bool) -> str:
    """Write the value of a field in the place of the old one; `text` is one line.

    NUL and lone surrogates, which no file can hold, become U+FFFD.
    """
    text = _UNWRITABLE.sub("\ufffd", text)
    raw = block.span.of(source)
    if isinstance(block.site, YamlSite):
        return yaml.write(text, block.site, raw, strict=strict)
    if isinstance(block.site, TomlSite):
        return toml.write(text, block.site, strict=strict)
    if isinstance(block.site, JsonSite):
        return json.write(text, strict=strict)
    raise TypeError(f"a field at {block.site}")
