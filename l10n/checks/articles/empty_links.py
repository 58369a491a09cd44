"""Empty links: a link has words that a reader can click."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Example, Family, Found, Line, Pair, Severity
from l10n.messages import N_, message
from l10n.model.article import Span
from l10n.model.markup import TAG

_LINK = "a"
"""What names of tags of links begin with, before their number."""
_PICTURE = "x"
"""Stands for an empty tag: a picture or code, which can be clicked as words can."""


def _look(pair: Pair) -> Iterator[Found]:
    links = {name for name in pair.tagged.pairs if name.rstrip("0123456789") == _LINK}
    if not links or not _has_words(pair.target.plain):
        return
    worded = {name for name, text, _ in _within(pair.segment.text, links) if _has_words(text)}
    for name, text, span in _within(pair.entry.target, links):
        if name not in worded or _has_words(text):
            continue
        if text.strip():
            told = message(N_("the link <{tag}> has no words, only “{text}”"), tag=name, text=text)
        else:
            told = message(N_("the link <{tag}> has no words, so nobody can follow it"), tag=name)
        yield Found(told, target=(span,))


def _within(written: str, links: set[str]) -> Iterator[tuple[str, str, Span]]:
    """Each link with what stands in it, and the span of both tags."""
    opened: dict[str, tuple[int, int]] = {}
    parts: list[str] = []
    end = 0
    for match in TAG.finditer(written):
        parts.append(written[end : match.start()])
        end = match.end()
        name = match["name"]
        if match["empty"]:
            parts.append(_PICTURE)
        if name not in links:
            continue
        if not match["close"]:
            opened[name] = (len(parts), match.start())
        elif name in opened:
            first, start = opened.pop(name)
            yield name, "".join(parts[first:]), Span(start, end)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _example(source: str, target: str) -> Example:
    return Example((Line(source, target),), tags=(("a1", True),))


empty_links = EntryCheck(
    About(
        "empty-links",
        Family.ARTICLE,
        Severity.ERROR,
        N_("A link has words that a reader can click."),
        fires=_example("Рада <a1>ухвалила закон</a1>.", "The council passed a law<a1>.</a1>"),
        passes=_example("Рада <a1>ухвалила закон</a1>.", "The council <a1>passed a law</a1>."),
    ),
    _look,
)
