"""Writing text into code, so that its reader takes it for just this text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from l10n.formats.code import (
    hugo_values,
    kramdown,
    liquid_values,
    myst_options,
    wordpress,
    wordpress_blocks,
    wordpress_json,
)
from l10n.formats.code.site import CodeSite
from l10n.formats.code.values import (
    written_attribute,
    written_critic,
    written_line,
    written_verbatim,
)
from l10n.messages import N_, message
from l10n.model.article import Block, Problem, line_at, line_starts

Rule = Callable[[str, CodeSite], str]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "attribute": written_attribute,
        "critic": written_critic,
        "line": written_line,
        "option": myst_options.written_option,
        "option of markdown": myst_options.written_markdown_option,
        "verbatim": written_verbatim,
        kramdown.ABBREVIATION: kramdown.write_meaning,
        liquid_values.WRITING: liquid_values.write_value,
        wordpress.WRITING: wordpress.write_value,
        wordpress_json.WRITING: wordpress_json.write_value,
        wordpress_blocks.WRITING_MORE: wordpress_blocks.write_more,
        hugo_values.WRITING: hugo_values.write_value,
        hugo_values.WRITING_MARKDOWN: hugo_values.write_markdown,
        hugo_values.WRITING_PLAIN: hugo_values.write_plain,
    }
)
"""How text is written, by the name that a site gives."""


_DROPPED: Mapping[str, Callable[[str, CodeSite], frozenset[int]]] = MappingProxyType(
    {hugo_values.WRITING_MARKDOWN: hugo_values.dropped}
)


def dropped(raw: str, site: CodeSite) -> frozenset[int]:
    """Where signs stand at a site that its reader drops before it reads the text."""
    find = _DROPPED.get(site.writing)
    return find(raw, site) if find else frozenset()


def plain_texts(texts: Iterable[Block], source: str) -> Iterator[Block | Problem]:
    """The texts of code for a format that reads no Markdown: one with markup stays, and is told."""
    starts: tuple[int, ...] = ()
    for text in texts:
        if not isinstance(text.site, CodeSite) or not text.site.markdown:
            yield text
            continue
        plain = hugo_values.plain_block(text, text.site, text.span.of(source))
        if plain is not None:
            yield plain
        else:
            starts = starts or line_starts(source)
            line = line_at(starts, text.span.start)
            left = N_("this text with markup stands in code and is not translated")
            yield Problem(line, message(left), untranslated=True)


def write(text: str, site: CodeSite, *, strict: bool) -> str:
    """Write a text of one line at a site; a rule has one form, strict or not."""
    return RULES[site.writing](text, site)
