"""Of the sample sites each word is in an entry, in code that nobody reads, or in a problem."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n import plugins
from l10n.model.conventions import Conventions

SITES = Path(__file__).parent / "generators" / "sites"
FIELDS = ("title", "description", "summary", "subtitle", "excerpt", "lead")
_TEMPLATES = frozenset(("_includes", "_layouts", "layouts", "node_modules", "overrides", "theme"))
_WORD = re.compile(r"[^\W\d_]{3,}")
_FENCE = re.compile(r"[\s>*+-]*(?:\d+[.)])?\s*(`{3,}|~{3,})")
_UNSEEN = re.compile(
    r"`+[^`]*`+|</?[A-Za-z][^<>]*>|<!--.*?-->|<!doctype[^<>]*>"
    r"|\{[.#:][^{}]*\}|^[ >]*\[\^?[\w ]+\]:|\s+\{$",
    re.IGNORECASE,
)
"""Code in a line, tags, comments, attributes and ids, labels of notes and references."""
INDENTED_CODE = {
    "github": ("indented code",),
    "hugo": ("indented *code*",),
    "jekyll": ("indented {:.y}",),
    "mkdocs": ("!!! tip", "Indented code.", "code in an item"),
    "myst": ("indented code",),
    "pandoc": ("indented code stays",),
}
"""Lines of code without a fence, which no entry holds and nobody says."""
KEPT_IN_HTML = ("SELECT name", "kept   as it is", "kept in lines", "Kept    as it", "stands</pre>")
"""What stands in `<pre>`, which is kept as it is (docs/formats.md)."""
SCRIPTS = ("var words", "var more")
"""What stands in `[sourcecode]`."""


def articles(site: Path) -> Iterator[Path]:
    for path in sorted(site.rglob("*")):
        if path.suffix in (".md", ".mdx", ".html") and not _TEMPLATES & set(path.parts):
            yield path


def unread(path: Path, dialect: str) -> Iterator[str]:
    """The lines of an article's body with words that are in nothing that was found."""
    format = plugins.format_for(path.name, Conventions(dialect))
    assert format is not None
    source = path.read_text("utf-8")
    parsed = format.parse(source, FIELDS)
    shown = list(source)
    spans = [each.span for each in (*parsed.blocks, *parsed.links, *parsed.code)]
    for span in spans:
        shown[span.start : span.end] = [
            char if char in "\r\n" else " " for char in shown[span.start : span.end]
        ]
    said = {problem.line for problem in parsed.problems}
    matter, fence = source.startswith(("---\n", "+++\n", "{\n")), ""
    for number, line in enumerate("".join(shown).splitlines(), 1):
        if matter:
            matter = number == 1 or line.strip() not in ("---", "+++", "}")
            continue
        mark = _FENCE.match(line)
        if mark:
            fence = ("" if mark[1].startswith(fence) else fence) if fence else mark[1]
        elif not fence and number not in said and _WORD.search(_UNSEEN.sub(" ", line)):
            yield line.strip()


@pytest.mark.parametrize("dialect", sorted(path.name for path in SITES.iterdir() if path.is_dir()))
def test_every_word_is_handed_out_or_said(dialect: str) -> None:
    known = (*INDENTED_CODE.get(dialect, ()), *KEPT_IN_HTML, *SCRIPTS)
    lost = [
        f"{path.name}: {line}"
        for path in articles(SITES / dialect)
        for line in unread(path, dialect)
        if not any(each in line for each in known)
    ]
    assert lost == []
