"""The dialects of GitHub, Obsidian and Pandoc."""

from l10n.formats.code import alerts, emoji, fences, math, pandoc, pandoc_blocks, struck, wiki
from l10n.formats.dialects.dialect import Dialect

GITHUB = Dialect(
    "github",
    (math.MATH, alerts.ALERTS, emoji.OF_GITHUB, struck.STRUCK),
    guard=math.GUARD,
)
OBSIDIAN = Dialect(
    "obsidian",
    (
        *(wiki.COMMENTS, math.MATH, alerts.CALLOUTS, wiki.BLOCK_IDS),
        *(wiki.LINKS, wiki.HIGHLIGHTS, wiki.TAGS),
    ),
    guard=f"{math.GUARD}|{wiki.GUARD}",
)
PANDOC = Dialect(
    "pandoc",
    (
        *(
            fences.ATTRIBUTES,
            math.MATH,
            pandoc_blocks.METADATA,
            pandoc_blocks.ENVIRONMENTS,
            pandoc_blocks.TITLE_BLOCK,
            pandoc_blocks.TABLES,
        ),
        *(pandoc_blocks.LINE_BLOCKS, pandoc_blocks.CAPTIONS, pandoc_blocks.DIVS),
        *(pandoc_blocks.DEFINITIONS, pandoc_blocks.MARKERS, pandoc_blocks.BOXES, pandoc.HEADINGS),
        *(pandoc.EXAMPLES, pandoc.BRACKETS, pandoc.ATTACHED, pandoc.TEX),
        *(pandoc.SUBSCRIPTS, pandoc.SUPERSCRIPTS),
    ),
    guard=f"{math.GUARD}|{pandoc.GUARD}",
    line_guard=pandoc_blocks.LINE_GUARD,
    tight=frozenset("~^"),
    bracketed_titles=frozenset(("definition",)),
    links_addresses=False,
)
CERTAIN = (
    *(pandoc_blocks.DIVS, wiki.COMMENTS, math.CERTAIN_MATH, alerts.CALLOUTS, wiki.BLOCK_IDS),
    *(
        pandoc_blocks.ENVIRONMENTS,
        pandoc_blocks.GRIDS,
        pandoc_blocks.CERTAIN_LINE_BLOCKS,
        pandoc_blocks.COLON_DEFINITIONS,
    ),
    *(pandoc.HEADINGS, wiki.CERTAIN_LINKS, wiki.CERTAIN_HIGHLIGHTS, pandoc.CERTAIN_BRACKETS),
    *(pandoc.ATTACHED, pandoc.CERTAIN_SUBSCRIPTS, pandoc.CERTAIN_SUPERSCRIPTS),
)
"""What is code in an article of whatever dialect."""
