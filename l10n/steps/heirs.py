"""Heirs: what the entry of a new text gets of those of the former texts that it came from."""

import re
from collections.abc import Iterable, Sequence

from l10n.checks.ignoring import without_silence
from l10n.dataclass import dataclass
from l10n.language.joins import Join, join
from l10n.lines import one_line
from l10n.model.catalog import Entry, State
from l10n.model.markup import OMIT, TAG, Tagged
from l10n.model.segment import Key
from l10n.tags.renumbering import base_of, renumbered, tagged
from l10n.tags.retagging import retagged


@dataclass(frozen=True, slots=True)
class Made:
    """A translation, and what it was made for."""

    context: str | None
    source: str
    target: str

    @property
    def key(self) -> Key:
        """Context and text of the source."""
        return self.context, self.source


def heir(key: Key, text: Tagged, former: Sequence[Entry]) -> Entry:
    """Make the entry of a text that came from others, which stood one after the other.

    It has all their targets, as a draft with the tags of the new text, and their sources as the
    previous text. One that differs from its only former text in kinds of tags alone is translated
    as that was: no word of it has changed.
    """
    context, source = key
    # What was silenced in a former text stays with it, in the obsolete entry.
    comment = without_silence("\n".join(each.comment for each in former if each.comment))
    result = Entry(context, source, comment=comment)
    made = joined([first_made(each) for each in former])
    bases = joined([_base(each) for each in former])
    renamed = retagged(bases.target, bases.source, text)
    if renamed is not None and len(former) == 1 and former[0].state is State.TRANSLATED:
        return result.with_target(renamed, State.TRANSLATED)
    target = renumbered(bases.target, bases.source, text) if renamed is None else renamed
    previous = None if made.key == key else made.key
    return Entry(context, source, previous=previous, comment=comment).with_target(
        target, State.DRAFT
    )


def first_made(entry: Entry) -> Made:
    """What the target of an entry was made for, however often that has changed since."""
    first = entry.previous if entry.state is State.DRAFT else None
    context, source = first or entry.key
    return Made(context, source, _said(entry))


def _base(entry: Entry) -> Made:
    """The target of an entry with the source that it has its tags of."""
    first = entry.previous if entry.state is State.DRAFT else None
    source = base_of(entry.target, entry.source, None if first is None else first[1])
    return Made(entry.context, source, _said(entry))


def _said(entry: Entry) -> str:
    """A target; that of a sentence which was left out stands with its neighbour."""
    return "" if entry.target == OMIT else entry.target


def joined(parts: Sequence[Made]) -> Made:
    """Several texts with their translations as one; tags are numbered on."""
    first, *rest = parts
    for part in rest:
        source, target = _numbered_on(part, first)
        first = Made(
            first.context, _together(first.source, source), _together(first.target, target)
        )
    return first


def _together(before: str, after: str) -> str:
    """Two texts as one; what stands between them goes by the signs at which they meet."""
    before, after = one_line(before), one_line(after)
    space = " " if before and after and join(before, after) is not Join.NOTHING else ""
    return f"{before}{space}{after}"


def _numbered_on(part: Made, first: Made) -> tuple[str, str]:
    """Source and target of a part, its tags numbered as they are behind another text."""
    mine, theirs = tagged(part.source), tagged(first.source)
    if not mine.names:
        return part.source, part.target
    literal = _names((first.source, part.source)) - mine.names - theirs.names
    number = max((_number(name) for name in theirs.names), default=0)
    names: dict[str, str] = {}
    for match in TAG.finditer(part.source):
        name = match["name"]
        if name not in mine.names or name in names:
            continue
        kind = name.rstrip("0123456789")
        number += 1
        while f"{kind}{number}" in literal:
            number += 1
        names[name] = f"{kind}{number}"

    def renamed(match: re.Match[str]) -> str:
        return f"<{match['close']}{names.get(match['name'], match['name'])}{match['empty']}>"

    return TAG.sub(renamed, part.source), TAG.sub(renamed, part.target)


def _names(texts: Iterable[str]) -> set[str]:
    return {match["name"] for text in texts for match in TAG.finditer(text)}


def _number(name: str) -> int:
    return int(name.lstrip("abcdefghijklmnopqrstuvwxyz"))
