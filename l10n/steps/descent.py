"""Descent: from which former entries of its catalog each new text of an article came.

Asked in the order of what tells most: tags that only changed their kind, the place in the article,
likeness to what vanished anywhere, and at last halves of sentences wherever they stand.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field

from l10n.dataclass import dataclass
from l10n.model.catalog import Entry
from l10n.model.markup import OMIT, Tagged
from l10n.model.segment import Key, Segment
from l10n.steps.lineage import beads
from l10n.steps.parts import Wholes
from l10n.steps.similar import Pool, likeness
from l10n.tags.renumbering import tagged
from l10n.tags.retagging import skeleton

CLOSER = 15
"""How much more a text elsewhere has to resemble one than what stood in its place, in percent."""


@dataclass(frozen=True, slots=True)
class Former:
    """The former entries that a new text came from, and how much alike they are, in percent."""

    entries: tuple[Entry, ...]
    """In the order in which they stood, or in which the new text says what they said."""
    score: float

    @property
    def may_be_closer(self) -> bool:
        """True if another text may resemble it more: it is neither part nor whole of several."""
        return len(self.entries) == 1 and self.score + CLOSER < 100


@dataclass(slots=True)
class Descent:
    """What new texts came from; those that nothing is known of are in neither."""

    of: dict[Key, Former] = field(default_factory=dict)
    """Of texts whose former entries have something that a person wrote or confirmed."""
    of_drafts: dict[Key, Former] = field(default_factory=dict)
    """Of texts whose former entries had machine drafts, which nobody touched."""


class Search:
    """Looks for the past of new texts in the entries of one catalog."""

    def __init__(
        self,
        active: Mapping[Key, Entry],
        obsolete: Mapping[Key, Entry],
        offered: Mapping[Key, Entry],
        is_draft: Callable[[Entry], bool],
    ) -> None:
        """`active` is in the order of the article as it was.

        `offered` has those entries of both that vanished and have a target of a person, active ones
        first; `is_draft` tells machine drafts that nobody touched.
        """
        self._active, self._obsolete = active, obsolete
        self._offered = offered
        self._is_draft = is_draft
        self._places = {key: index for index, key in enumerate(active)} if offered else {}

    def descent(self, texts: Mapping[Key, Segment]) -> Descent:
        """Find what each text came from that the catalog does not have; in the article's order."""
        same = {
            key: key if key in self._active else None
            for key in texts
            if key in self._active or key in self._obsolete
        }
        found = Descent()
        if len(same) == len(texts):
            return found
        new = [key for key in texts if key not in same]
        if self._offered:
            self._retagged({key: texts[key].tagged for key in new}, found, same)
        self._beside(tuple(texts), found, same)
        if self._offered:
            self._elsewhere(tuple(texts), found)
            self._parts(new, found)
        return found

    def _retagged(
        self, new: Mapping[Key, Tagged], found: Descent, same: dict[Key, Key | None]
    ) -> None:
        """Find texts that differ in kinds of tags alone; each entry is the past of one."""
        tags = {key: (key[0], skeleton(text)) for key, text in new.items() if text.pairs}
        former: dict[tuple[str | None, str], Entry] = {}
        for entry in self._offered.values() if tags else ():
            if "<" in entry.source:
                former.setdefault((entry.context, skeleton(tagged(entry.source))), entry)
        for key, wanted in tags.items():
            if wanted in former:
                entry = former.pop(wanted)
                found.of[key] = Former((entry,), 100)
                same[key] = None if entry.obsolete else entry.key

    def _beside(self, keys: Sequence[Key], found: Descent, same: Mapping[Key, Key | None]) -> None:
        """Find texts that stand in the place of others, as parts and wholes of them too."""
        for bead in beads(tuple(self._active), keys, same):
            former = tuple(self._active[key] for key in bead.old)
            mine = tuple(each for each in former if each.key in self._offered or _left_out(each))
            if any(each.key in self._offered for each in mine):
                found.of.update(dict.fromkeys(bead.new, Former(mine, bead.score)))
            elif all(map(self._is_draft, former)):
                found.of_drafts.update(dict.fromkeys(bead.new, Former(former, bead.score)))

    def _elsewhere(self, keys: Sequence[Key], found: Descent) -> None:
        """Find texts that resemble one which stood elsewhere, and more so than that beside them."""
        pool = Pool(self._offered)
        here = -1

        def distance(key: Key) -> float:
            return abs(self._places[key] - here - 1) if key in self._places else float("inf")

        for key in keys:
            if key in self._active:
                here = self._places[key]
            if key in self._active or key in self._obsolete:
                continue
            near = found.of.get(key) or found.of_drafts.get(key)
            if near is None or near.may_be_closer:
                match = pool.best(key, distance)
                if match is not None and (near is None or match.score > near.score + CLOSER):
                    found.of[key] = Former((self._offered[match.key],), match.score)
                    found.of_drafts.pop(key, None)
            if key in found.of:
                here = self._places.get(found.of[key].entries[-1].key, here)

    def _parts(self, new: Sequence[Key], found: Descent) -> None:
        """Find halves of sentences whose other half no longer stands beside them."""
        gone = [key for key in self._active if key in self._offered]
        rest = [key for key in new if key not in found.of and key not in found.of_drafts]
        for part, whole in _in_wholes(rest, gone):
            found.of[part] = Former((self._active[whole],), 0)
        inherited = {entry.key for each in found.of.values() for entry in each.entries}
        for part, whole in _in_wholes([key for key in gone if key not in inherited], new):
            self._add(whole, self._active[part], found)

    def _add(self, key: Key, part: Entry, found: Descent) -> None:
        """Add an entry to those that a text came from, if it is more like them then."""
        known = found.of[key].entries if key in found.of else ()
        both = sorted((*known, part), key=lambda entry: self._places.get(entry.key, -1))
        orders = (tuple(both), (part, *known), (*known, part))
        scores = [likeness((entry.source for entry in each), key[1]) for each in orders]
        if not known or max(scores) > likeness((entry.source for entry in known), key[1]):
            best = scores.index(max(scores))
            found.of[key] = Former(orders[best], scores[best])


def _in_wholes(parts: Sequence[Key], wholes: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
    """Those of some texts that are a part of another, each with that."""
    if not parts or not wholes:
        return
    pool = Wholes(text for _context, text in wholes)
    for key in parts:
        index = pool.of(key[1])
        if index is not None:
            yield key, wholes[index]


def _left_out(entry: Entry) -> bool:
    """True for a sentence whose translation stands with its neighbour's."""
    return entry.target == OMIT and entry.plurals is None
