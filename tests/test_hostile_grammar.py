"""Targets that a grammar of markup makes, in every place of every format: they stay text."""

import random
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import LONG
from tests.hostile import (
    ARTICLES,
    HARMLESS,
    Skeleton,
    Tags,
    body,
    folded,
    markdown_skeleton,
    publisher,
    synced_desk,
    tree_skeleton,
)
from tests.tally import Tally
from tests.test_hostile import HOSTILE

pytestmark = pytest.mark.campaign

TARGETS = 25_000 if LONG else 15
"""For each format."""
SIGNS = "*_`~[](){}<>!&#;:|\\\"'=+-.^@%$/?,0123456789 \t\nxЖ"
PIECES = (
    *("**", "__", "``", "```", "~~", "](", "![", "[^1]", "[x]: /y", "---", "===", "+++", "|---|"),
    *("<b>", "</p>", "<!--", "-->", "<script>", "</script>", "<![CDATA[", "]]>", "<?", "?>"),
    *("&lt;", "&amp;", "&#60;", "&#x3c;", "&nbsp", "\n\n", "  \n", "\\\n", "\n# ", "\n- ", "\n> "),
    *("1. ", "1991. ", "- ", "# ", "> ", "    ", ": ", " #", "'''", '"""', "{{", "}}", "{%", "%}"),
    *("https://e.example/", "a@e.example", "www.e.example", "javascript:", "\u00a0", "\u2028"),
)


PINNED = ('"$`', "\n%", "%%x {%%}", "%}05%x=[x]: /y\\\"$:1'6_9<`")
"""What went wrong once."""


def made(chance: random.Random) -> str:
    """A target of signs, of pieces of markup, of other hostile targets, or of all of them."""
    parts = []
    for _part in range(chance.randint(1, 7)):
        kind = chance.random()
        if kind < 0.4:
            parts.append("".join(chance.choice(SIGNS) for _sign in range(chance.randint(1, 6))))
        elif kind < 0.8:
            parts.append(chance.choice(PIECES))
        else:
            parts.append(chance.choice(HOSTILE)[:60])
    return "".join(parts)


def front_matter(text: str, load: Callable[[str], dict[str, object]]) -> dict[str, object]:
    return load(text[4 : len(text) - len(body(text)) - 4])


def fields_hold(text: str, target: str, load: Callable[[str], dict[str, object]]) -> None:
    matter = front_matter(text, load)
    for key in ("title", "description"):
        assert folded(str(matter[key])) == folded(target), (key, target)


def shape(suffix: str, text: str) -> Skeleton:
    """What of a page is no text."""
    if suffix == "md":
        return markdown_skeleton(text)
    if suffix == "toml.md":
        # Other readers of CommonMark know no footnotes; its fields are looked at.
        return []
    if suffix == "html":
        return tree_skeleton(text)
    return [text.count("\n"), len(re.split(r"\n\s*\n", text))]


def unbroken(skeleton: Skeleton) -> Skeleton:
    """The skeleton of a Markdown page without its line breaks."""
    return [each for each in skeleton if not (isinstance(each, tuple) and each[0] == "hardbreak")]


@pytest.mark.parametrize("suffix", ARTICLES)
def test_a_target_of_any_markup_stays_text(suffix: str, tmp_path: Path, tally: Tally) -> None:
    published = publisher(synced_desk(tmp_path / "newsroom"), suffix)
    harmless = published(HARMLESS)
    assert harmless is not None
    want, loosely = shape(suffix, harmless), Tags(harmless).found
    chance = random.Random(f"20261127 {suffix}")
    refused = 0
    for number in range(-len(PINNED), TARGETS):
        target = PINNED[number] if number < 0 else made(chance)
        text = published(target)
        if text is None:
            refused += 1
            continue
        found = shape(suffix, text)
        if suffix == "md" and "\n" in target:
            # A line that a translator ends in a block with line breaks ends with one.
            assert unbroken(found) == unbroken(want), (number, target)
        else:
            assert found == want, (number, target)
        if suffix == "html":
            assert "\x85" in target or Tags(text).found == loosely, (number, target)
        elif suffix == "md":
            fields_hold(text, target, yaml.safe_load)
        elif suffix == "toml.md":
            fields_hold(text, target, tomllib.loads)
    assert refused < TARGETS / 2
    tally(f"hostile targets: {suffix}", tried=TARGETS, refused=refused, faults=0)
