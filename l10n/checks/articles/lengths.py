"""Lengths: headlines and descriptions that fit where they are shown."""

from collections.abc import Iterator
from dataclasses import replace

from l10n.checks.check import (
    About,
    EntryCheck,
    Example,
    Family,
    Found,
    Line,
    Pair,
    Severity,
)
from l10n.messages import N_, message
from l10n.model.style import Style

HEADLINE = 110
"""Characters of a headline (Google Search Central, structured data of articles: `headline`)."""
DESCRIPTION = 160
"""Characters that search engines and social networks show of a description at most."""
_HEADLINES = frozenset(("title", "headline", "og:title", "twitter:title"))
_DESCRIPTIONS = frozenset(
    ("description", "summary", "excerpt", "standfirst", "og:description", "twitter:description")
)


def _headlines(pair: Pair) -> Iterator[Found]:
    if _role(pair) in _HEADLINES:
        yield from _too_long(pair, pair.rules.style.headline_length, HEADLINE)


def _descriptions(pair: Pair) -> Iterator[Found]:
    if _role(pair) in _DESCRIPTIONS:
        yield from _too_long(pair, pair.rules.style.description_length, DESCRIPTION)


def _role(pair: Pair) -> str:
    return pair.segment.context or pair.segment.place.role


def _too_long(pair: Pair, settled: int | None, usual: int) -> Iterator[Found]:
    """What a desk has settled binds it; what is usual only where the source keeps to it."""
    size, most = len(pair.target.plain), settled or usual
    if size > most and (settled or len(pair.source.plain) <= most):
        text = N_("{size} characters; at most {most} are shown everywhere")
        if settled:
            text = N_("{size} characters; the desk wants {most} at most")
        severity = Severity.WARNING if settled else Severity.HINT
        yield Found(message(text, size=size, most=most), severity=severity)


def _example(role: str, target: str, style: Style) -> Example:
    return Example((Line("Рада ухвалила закон", target, role),), style=style)


_SHORT = Style(headline_length=30, description_length=30)
_LONG = "The council has passed a law that few had expected"

headline_length = EntryCheck(
    About(
        "headline-length",
        Family.ARTICLE,
        Severity.HINT,
        N_("A headline is no longer than the desk wants it, or than is shown of it."),
        fires=_example("title", _LONG, _SHORT),
        passes=_example("title", "Council passes law", _SHORT),
    ),
    _headlines,
)

description_length = EntryCheck(
    About(
        "description-length",
        Family.ARTICLE,
        Severity.HINT,
        N_("A description is no longer than the desk wants it, or than is shown of it."),
        fires=_example("description", _LONG, replace(_SHORT, headline_length=None)),
        passes=_example("description", "The council passed a law", _SHORT),
    ),
    _descriptions,
)
