"""Relatives: a new article that is another one told anew, such as a rewritten wire report.

Sentences of it that the memory has nothing like are held against those of that article, in their
order, as if it had been edited: halves of a sentence, two made one, one rewritten in its place.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from l10n.memory import Match
from l10n.model.catalog import Catalog, State
from l10n.model.segment import Key, Segment
from l10n.steps.elsewhere import Elsewhere, is_taken_over
from l10n.steps.merge import merge

LEAST, SHARE = 3, 0.25
"""How many texts an article and its relative have to have in common, and which share of those that
the memory was asked for."""


def relative(found: Mapping[Key, Sequence[Match]], article: str) -> str:
    """The other article that most texts of one have a match in; empty where none is like it."""
    articles = Counter(
        name
        for matches in found.values()
        for name in {
            each.place.name
            for each in matches
            if each.place.kind == "catalog" and not each.place.workspace
        }
        if name != article
    )
    if not articles:
        return ""
    name, texts = min(articles.items(), key=lambda each: (-each[1], each[0]))
    return name if texts >= max(LEAST, SHARE * len(found)) else ""


def from_relative(
    segments: Sequence[Segment], name: str, catalog: Catalog, keys: Collection[Key]
) -> Mapping[Key, Elsewhere]:
    """What some texts of an article came from, if a relative's catalog were its own."""
    finished = tuple(
        each if is_taken_over(each) else each.with_target("", State.EMPTY)
        for each in catalog.active()
        if each.plurals is None
    )
    told = merge(segments, replace(catalog, entries=finished), path=name)
    found: dict[Key, Elsewhere] = {}
    for key in keys:
        former = tuple(each for each in told.came_from.get(key, ()) if each.target)
        if former:
            found[key] = Elsewhere(name, former)
    return found
