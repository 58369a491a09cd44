"""Texts of a dialect, taken apart and published as the tool does it."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from l10n.formats.markdown.format import Markdown
from l10n.model.article import Article
from l10n.model.conventions import Conventions
from l10n.model.segment import Segment
from l10n.steps.extract import extract
from l10n.steps.publish import ChosenTargets, Edition, Published, publish

_ROWS = Path(__file__).parent / "data" / "dialects"
_WORDS = re.compile(r"⟦([^⟧]*)⟧")
Change = Callable[[str], str] | Mapping[str, str]
"""The target of a segment by its source; segments that a mapping lacks stay."""


def article(dialect: str, source: str) -> Article:
    """An article of a dialect."""
    parsed = Markdown(Conventions(dialect=dialect)).parse(source, ("title", "description"))
    return Article("a.md", "en", "markdown", source, parsed)


def segments(dialect: str, source: str) -> tuple[Segment, ...]:
    """What is translated at once."""
    return extract(article(dialect, source)).segments


def texts(dialect: str, source: str) -> list[str]:
    """What a translator gets, in the order of the article."""
    return [segment.text for segment in segments(dialect, source)]


def published(dialect: str, source: str, change: Change) -> Published:
    """The article with what a change makes of its segments, each written anew."""
    read = article(dialect, source)
    found = extract(read).segments
    chosen = [
        (number, change(each.text) if callable(change) else change.get(each.text, each.text))
        for number, each in enumerate(found)
    ]
    targets = ChosenTargets(tuple(chosen), (), 0, 0, len(chosen))
    edition = Edition("en", ("title", "description"), copy_equal=False)
    return publish(read, Markdown(Conventions(dialect=dialect)), found, targets, edition)


def written(dialect: str, source: str, change: Change) -> str:
    """The published text; fails where a target was refused."""
    done = published(dialect, source, change)
    assert not done.blockers, [blocker.reason.text() for blocker in done.blockers]
    return done.text


def source_of(marked: str) -> str:
    """An article in which what readers see stands between ⟦ and ⟧, without these."""
    return _WORDS.sub(lambda found: found[1], marked)


def in_upper_case(marked: str) -> str:
    """The same article with what readers see in upper case."""
    return _WORDS.sub(lambda found: found[1].upper(), marked)


def upper(text: str) -> str:
    """A target in upper case, its tags as they are."""
    parts = text.replace("<", "\0<").replace(">", ">\0").split("\0")
    return "".join(part if part.startswith("<") else part.upper() for part in parts)


def rows(dialect: str) -> dict[str, str]:
    """Short articles of a dialect by what they show, each below a line that begins with `§`."""
    text = (_ROWS / f"{dialect}.txt").read_text("utf-8")
    return dict(part.split("\n", 1) for part in text.split("§ ")[1:])
