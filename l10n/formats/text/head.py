"""The head of a wired or scraped news text: section, headline, author and date."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.formats.text.lines import Line, LineUnit
from l10n.regex import regex

BEFORE_LABELS = 3
"""A head has at most a section, a headline and a standfirst before its labels."""
SECTION = 60
HEADLINE = 240
VALUE = 80
"""The most characters that a section, a headline, and a name or date have."""

_ALONE = regex(r"[^\W\d_][^:：.!?…]{0,38}[:：]")
_INLINE = regex(r"(?P<label>[^\W\d_][^:：.!?…]{0,38}[:：])[ \t\u00a0]*(?=\S)")
_NOTICE = regex(r"\[.+\]")

_AUTHOR = (
    "author authors by writer reporter автор автори авторка авторки журналіст журналістка autor"
    " autorin autoren autora autorka autorzy autoři auteur auteure auteurs autore autrice autori"
    " von par por di da od door"
)
_DATE = (
    "date published updated дата опубліковано оновлено datum data fecha veröffentlicht publié"
    " publicado pubblicato opublikowano publikováno gepubliceerd dátum dato"
)
_KNOWN: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(_AUTHOR.split(), "author"),
        **dict.fromkeys(_DATE.split(), "date"),
    }
)
"""What stands after a label, by the label; in any other language the order tells."""
VALUES = ("author", "date", "field")


@dataclass(frozen=True, slots=True)
class Head:
    """The units of a head, and how many groups of lines it takes."""

    units: tuple[LineUnit, ...]
    groups: int
    bare: tuple[Line, ...]
    """Label lines that no value follows."""


def find(groups: Sequence[Sequence[Line]]) -> Head | None:
    """Read the head of a text from its groups of adjacent lines; None where it has none.

    A head is told by its labels: a group of short lines among the first few of which one begins
    with a known label (`Author:`), or of which two are nothing but labels (`Xyz:`), so that a head
    translated into any language is still one. Marks in the text override what lines look like.
    """
    first = 1 if groups and _notice(groups[0]) else 0
    for index in range(first, min(len(groups), first + BEFORE_LABELS + 1)):
        group = groups[index]
        if not _labelled(group):
            continue
        start = next(number for number, line in enumerate(group) if _is_label(line))
        before = [*groups[first:index], *([line] for line in group[:start])]
        above = tuple(_above(before))
        if len(before) > BEFORE_LABELS or (not above and before):
            return None
        notice = tuple(LineUnit("paragraph", tuple(found)) for found in groups[:first])
        last = index + 1
        while last < len(groups) and _labelled(groups[last]) and _is_label(groups[last][0]):
            last += 1
        labels, bare = _labels([group[start:], *groups[index + 1 : last]])
        return Head((*notice, *above, *labels), last, bare)
    return None


def _notice(group: Sequence[Line]) -> bool:
    """True if a group is the notice that stands above a published version."""
    return len(group) == 1 and group[0].mark is None and bool(_NOTICE.fullmatch(group[0].text))


def _labelled(group: Sequence[Line]) -> bool:
    labels = [line for line in group if _is_label(line)]
    if any(line.mark == "label" or _known(line) for line in labels):
        return True
    return len(labels) > 1 and all(len(line.text) <= VALUE for line in group)


def _is_label(line: Line) -> bool:
    if line.mark is not None:
        return line.mark == "label"
    return bool(_ALONE.fullmatch(line.text)) or (
        len(line.text) <= 2 * VALUE and bool(_INLINE.match(line.text)) and _known(line) is not None
    )


def _known(line: Line) -> str | None:
    match = _INLINE.match(line.text) or _ALONE.match(line.text)
    if match is None:
        return None
    return _KNOWN.get(match[0].rstrip(" \t\u00a0:：").casefold())


def _above(before: Sequence[Sequence[Line]]) -> Iterator[LineUnit]:
    """Section, headline and standfirst; nothing where the groups are too long for that."""
    marks = [group[0].mark or group[-1].mark for group in before]
    sizes = [sum(len(line.text) for line in group) for group in before]
    roles: tuple[str, ...] = ("headline", "paragraph", "paragraph")
    if (len(before) > 1 and sizes[0] <= SECTION) or len(before) > 2:
        roles = ("section", "headline", "paragraph")
    limits = {"section": SECTION, "headline": HEADLINE}
    found = list(zip(before, marks, sizes, roles, strict=False))
    if any(
        mark is None and role in limits and size > limits[role] for _g, mark, size, role in found
    ):
        return
    for group, mark, _size, role in found:
        yield LineUnit(mark or role, tuple(group))


def _labels(groups: Sequence[Sequence[Line]]) -> tuple[tuple[LineUnit, ...], tuple[Line, ...]]:
    """Read the labels and their values; what follows them in their group is a paragraph."""
    units: list[LineUnit] = []
    bare: list[Line] = []
    known = {_known(line) for group in groups for line in group if _is_label(line)}
    free = [kind for kind in ("author", "date") if kind not in known]
    for group in groups:
        waiting: tuple[Line, str] | None = None
        for number, line in enumerate(group):
            cut = _cut(line, waiting is not None)
            if cut is not None:
                label, value = cut
                bare += [waiting[0]] if waiting else []
                kind = _known(line) or (free.pop(0) if free else "field")
                units.append(LineUnit("label", (label,)))
                waiting = (line, kind) if value is None else None
                units += [] if value is None else [LineUnit(value.mark or kind, (value,))]
            elif line.mark in VALUES or (waiting and line.mark is None and _fits(line)):
                units.append(LineUnit(line.mark or (waiting or (line, "field"))[1], (line,)))
                waiting = None
            else:
                units.append(LineUnit(line.mark or "paragraph", tuple(group[number:])))
                break
        bare += [waiting[0]] if waiting else []
    return tuple(units), tuple(bare)


def _fits(line: Line) -> bool:
    return len(line.text) <= VALUE


def _cut(line: Line, waiting: bool) -> tuple[Line, Line | None] | None:
    """Part a label from a value in the same line; None where the line is no label."""
    if line.mark not in (None, "label"):
        return None
    parts = line.parts()
    if len(parts) > 1 and (
        line.mark == "label" or (parts[1].mark in VALUES and _ALONE.fullmatch(parts[0].text))
    ):
        return parts[0], parts[1]
    if line.mark == "label" and line.closed:
        return line, None
    match = _INLINE.match(line.text)
    if match is not None and (
        line.mark == "label" or _is_label(line) or (not waiting and _fits(line))
    ):
        return line.share(0, len(match["label"])), line.share(match.end(), len(line.text))
    return (line, None) if _is_label(line) else None
