"""The head of a catalog, and its comments, merged from two versions that go back to one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from l10n.model.catalog import Catalog
from l10n.steps.receive import SIGNATURE

_SAVED = (*SIGNATURE, "X-Generator")
"""Headers that each save of a translator makes anew."""
REVISION_DATE, SOURCE_DATE = "PO-Revision-Date", "POT-Creation-Date"
_OLDEST = datetime.min.replace(tzinfo=UTC)


def merged_head(base: Catalog, ours: Catalog, theirs: Catalog) -> Catalog:
    """Our catalog with the headers and the comment of both sides, entries as they are.

    A header that both sides have changed is that of the later save (`PO-Revision-Date` tells) where
    saves make it, the later one where it is the date of the source, and else ours; theirs is kept
    in the comment then.
    """
    before, mine, other = map(_numbered, (base, ours, theirs))
    theirs_later = when(theirs, REVISION_DATE) > when(ours, REVISION_DATE)
    theirs_newer = when(theirs, SOURCE_DATE) > when(ours, SOURCE_DATE)
    headers: dict[tuple[str, int], str] = {}
    lost: list[str] = []
    for place in dict.fromkeys((*mine, *other)):
        name = place[0]
        old, one, two = before.get(place), mine.get(place), other.get(place)
        if two in (one, old):
            value = one
        elif one == old or one is None:
            value = two
        elif two is None:
            value = one
        elif name in _SAVED:
            value = two if theirs_later else one
        elif name == SOURCE_DATE:
            value = two if theirs_newer else one
        else:
            value = one
            lost.append(f"{name}: {two}")
        if value is not None:
            headers[place] = value
    comment = three_way_lines(base.comment, ours.comment, theirs.comment)
    fuzzy = ours.header_fuzzy if theirs.header_fuzzy is base.header_fuzzy else theirs.header_fuzzy
    return replace(
        ours,
        headers=tuple((name, value) for (name, _number), value in headers.items()),
        comment=with_lines(comment, lost),
        header_fuzzy=fuzzy,
    )


def _numbered(catalog: Catalog) -> dict[tuple[str, int], str]:
    """Headers by name and number: a name may stand there twice."""
    seen: Counter[str] = Counter()
    found = {}
    for name, value in catalog.headers:
        found[name, seen[name]] = value
        seen[name] += 1
    return found


def when(catalog: Catalog, name: str) -> datetime:
    """The time in a header; one before all others where it holds none."""
    try:
        return datetime.strptime(catalog.header(name) or "", "%Y-%m-%d %H:%M%z")
    except ValueError:
        return _OLDEST


def three_way_lines(base: str, ours: str, theirs: str) -> str:
    """The lines of two comments: those of both, without those that one side has taken out."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    before, mine, other = (text.split("\n") if text else [] for text in (base, ours, theirs))
    gone = frozenset(before)
    stay = frozenset(other)
    left = [line for line in mine if line not in gone or line in stay]
    known = {*before, *left}
    return "\n".join([*left, *(line for line in other if line not in known)])


def with_lines(comment: str, lines: Iterable[str]) -> str:
    """A comment with further lines, those that it does not have yet."""
    mine = comment.split("\n") if comment else []
    known = frozenset(mine)
    return "\n".join([*mine, *(line for line in dict.fromkeys(lines) if line not in known)])
