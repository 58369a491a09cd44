"""What a published page says: its title, summary, authors, and the fields of its front matter."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.formats.frontmatter import matter as frontmatter
from l10n.formats.frontmatter.field import Field, MatterError
from l10n.model.article import Block, PieceKind
from l10n.model.version import Version
from l10n.model.workflow import Workflow

_SUMMARY = 300
"""Characters of a first paragraph that stand for a summary."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page, read."""

    format: str
    """The name of its format: `markdown`, `html`, `text`."""
    title: str
    summary: str
    authors: tuple[str, ...]
    fields: Mapping[str, str | tuple[str, ...]]
    """Those of the front matter that hold a string, or a list of strings."""
    body: str
    """What stands behind the front matter."""


def told_by(version: Version) -> tuple[str, ...]:
    """What a page tells readers of itself: no summary of what it says."""
    return (version.label, version.notice)


def read_page(workflow: Workflow, name: str, text: str, told: tuple[str, ...] = ()) -> PageText:
    """Take a page apart; raises ArticleError for what no format can read.

    `name` is that of the article, `told` what the page tells readers of itself.
    """
    format = plugins.format_for(name, workflow.conventions)
    assert format is not None
    wanted = {*workflow.fields, "title", "description", "summary"}
    parsed = format.parse(text, tuple(wanted))
    fields, start = _fields(text)
    blocks = [(block, _words(block)) for block in parsed.blocks]
    said = {block.context: words for block, words in reversed(blocks) if block.role == "field"}
    heading = next((words for block, words in blocks if block.role == "heading" and words), "")
    named = next((words for block, words in blocks if block.context == "title" and words), "")
    silent = ("", *told)
    paragraphs = (words for block, words in blocks if block.role == "paragraph")
    first = next((words for words in paragraphs if words not in silent), "")
    summary = said.get("description") or said.get("summary") or _shortened(first)
    return PageText(
        format=format.name,
        title=said.get("title") or heading or named or PurePosixPath(name).stem,
        summary=summary,
        authors=_authors(workflow, fields),
        fields=fields,
        body=text[start:],
    )


def _fields(text: str) -> tuple[dict[str, str | tuple[str, ...]], int]:
    matter = frontmatter.find(text, loose=True)
    if matter is None:
        return {}, frontmatter.first(text)
    try:
        found = [each for each in frontmatter.located(text, matter) if isinstance(each, Field)]
    except MatterError:
        return {}, matter.end
    fields: dict[str, str | tuple[str, ...]] = {}
    for each in found:
        name = each.path.removesuffix("[]")
        before = fields.get(name, ())
        if each.listed or each.path.endswith("[]"):
            fields[name] = (*(before if isinstance(before, tuple) else (before,)), each.text)
        else:
            fields.setdefault(name, each.text)
    return fields, matter.end


def _authors(workflow: Workflow, fields: Mapping[str, str | tuple[str, ...]]) -> tuple[str, ...]:
    bylines = dict(workflow.metadata.fields).get("byline", ())
    for name in (*bylines, "author", "authors"):
        found = fields.get(name.removesuffix("[]"))
        if found:
            return (found,) if isinstance(found, str) else found
    return ()


def _words(block: Block) -> str:
    text = "".join(piece.text for piece in block.pieces if piece.kind is PieceKind.TEXT)
    return " ".join(text.split())


def _shortened(text: str) -> str:
    if len(text) <= _SUMMARY:
        return text
    return text[:_SUMMARY].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"
