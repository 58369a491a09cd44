"""The laws of the formats in a dialect, held by publishing as the tool does it."""

from collections.abc import Callable
from dataclasses import dataclass

from l10n import plugins
from l10n.formats import Format
from l10n.model.article import Article, Parsed
from l10n.model.conventions import DIALECTS, Conventions
from l10n.model.markup import Token, TokenKind, write
from l10n.model.segment import Segment
from l10n.steps.extract import extract
from l10n.steps.publish import ChosenTargets, Edition, publish
from tests.markdown_laws import faults

ALL = ("", *DIALECTS)
"""Every dialect, and none named."""
FIELDS = ("title", "description")
Change = Callable[[str], str]


@dataclass(frozen=True)
class Taken:
    """An article of a dialect with its segments."""

    article: Article
    format: Format
    segments: tuple[Segment, ...]

    def publish(self, targets: list[str], *, copy_equal: bool = False) -> tuple[str, set[int]]:
        """The published text, and the numbers of the segments that were refused."""
        choice = ChosenTargets(tuple(enumerate(targets)), (), 0, 0, len(targets))
        edition = Edition(self.article.locale, FIELDS, copy_equal=copy_equal)
        done = publish(self.article, self.format, self.segments, choice, edition)
        refused = {id(each.segment) for each in done.blockers}
        return done.text, {n for n, each in enumerate(self.segments) if id(each) in refused}


@dataclass(frozen=True)
class Outcome:
    """What became of the targets of one article."""

    written: int
    refused: tuple[str, ...]
    """The segments whose target may not stand in their place."""


def take(dialect: str, suffix: str, source: str) -> Taken:
    """Read an article, by blocks."""
    name = f"a{suffix}"
    format = plugins.format_for(name, Conventions(dialect))
    assert format is not None
    parsed = format.parse(source, FIELDS)
    article = Article(name, "uk", format.name, source, parsed)
    return Taken(article, format, extract(article, "blocks").segments)


def changed(segment: Segment, change: Change) -> str:
    """The target of a segment: its words changed, its tags as they are."""
    return write(
        [
            Token(each.kind, change(each.text)) if each.kind is TokenKind.TEXT else each
            for each in segment.tagged.tokens()
        ]
    )


def untouched(dialect: str, suffix: str, source: str) -> Taken:
    """Read an article and hold it against the laws of what is not translated."""
    taken = take(dialect, suffix, source)
    if suffix != ".html":
        assert faults(source, taken.article.parsed) == []
    same, refused = taken.publish([each.text for each in taken.segments], copy_equal=True)
    assert (same, refused) == (source, set())
    return taken


def translated(taken: Taken, change: Change) -> Outcome:
    """Publish an article with a map of its words, and hold it against the laws.

    What is read back has the same roles, tags, code and addresses, and the same bytes outside.
    """
    targets = [changed(each, change) for each in taken.segments]
    text, refused = taken.publish(targets)
    before, after = taken.article.parsed, taken.format.parse(text, FIELDS)
    assert [each.role for each in after.blocks] == [each.role for each in before.blocks], text
    assert sorted(each.shown for each in after.code) == sorted(e.shown for e in before.code), text
    assert sorted(each.url for each in after.links) == sorted(e.url for e in before.links), text
    assert between(text, after) == between(taken.article.source, before), text
    return Outcome(
        len(targets) - len(refused), tuple(taken.segments[number].text for number in refused)
    )


def between(text: str, parsed: Parsed) -> list[str]:
    """What stands outside all blocks, a blank before a value of front matter apart."""
    parts: list[str] = []
    position = 0
    for block in parsed.blocks:
        if block.span.start >= position:
            parts.append(
                text[position : block.span.start].rstrip(" ")
                if block.role == "field"
                else text[position : block.span.start]
            )
            position = block.span.end
    return [*parts, text[position:]]
