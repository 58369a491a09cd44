"""Which models lead from one locale to another."""

import re
from collections.abc import Sequence

from l10n.engines.codes import locales_for
from l10n.engines.ctranslate2.description import ANY
from l10n.engines.ctranslate2.packages import DescribedModel

Hop = tuple[DescribedModel, tuple[str, str]]
"""A model, and the pair of its own that is asked for."""
_BRIDGE = "en"
"""Where no model is for a pair, the way through this language is tried first."""


def route(models: Sequence[DescribedModel], source: str, target: str) -> tuple[Hop, ...] | None:
    """One model for a pair of locales, or two with a language between them; None if there is none.

    Of several, one that is no demonstration goes first, one that is nearer to the locales, one for
    that pair alone, then the name and the highest version.
    """
    direct = _best(models, source, target)
    if direct is not None:
        return (direct,)
    if source.split("-", maxsplit=1)[0] == target.split("-", maxsplit=1)[0]:
        return None
    between = {locale for model in models for locale in model.sides(1)} - {_BRIDGE}
    for middle in (_BRIDGE, *sorted(between)):
        first = _best(models, source, middle)
        second = _best(models, middle, target)
        if first is not None and second is not None:
            return first, second
    return None


def _best(models: Sequence[DescribedModel], source: str, target: str) -> Hop | None:
    hops = [(model, pair) for model in models if (pair := model.pair(source, target)) is not None]
    return min(hops, key=lambda hop: _rank(hop, (source, target)), default=None)


def _rank(hop: Hop, wanted: tuple[str, str]) -> tuple[object, ...]:
    model, pair = hop
    said = model.description
    return (
        model.limits.demonstration,
        [locales_for(locale).index(own) for locale, own in zip(wanted, pair, strict=True)],
        any(ANY in each for each in said.pairs),
        said.name,
        [-int(number[:9]) for number in re.findall("[0-9]+", said.version)],
        str(model.path),
    )


def reachable(models: Sequence[DescribedModel]) -> frozenset[tuple[str, str]]:
    """All pairs of locales that one model is for, or that two in a row lead through."""
    sources: dict[str, set[str]] = {}
    for model in models:
        for source, target in model.pairs():
            sources.setdefault(target, set()).add(source)
    found: set[tuple[str, str]] = set()
    for target, direct in sources.items():
        every = direct.union(*(sources.get(middle, ()) for middle in direct))
        found.update((source, target) for source in every if source != target)
    return frozenset(found)
