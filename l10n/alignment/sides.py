"""One side of an alignment: the texts of an article in their order, and what they are known by."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from l10n.alignment.anchors import Anchors
from l10n.checks.answers import Kind, Unit, vocabulary
from l10n.checks.expansion import lengths
from l10n.checks.text import Text
from l10n.dataclass import dataclass
from l10n.language.facts.fact import Fact
from l10n.language.facts.fact import Kind as FactKind
from l10n.language.tables import table_of
from l10n.model.segment import Segment

HEADINGS = frozenset(("heading", "headline", "label", "section", "subheading", "title"))
_PROSE = frozenset(("definition", "item", "note", "paragraph", "quote"))
_SHAPE: Mapping[str, str] = MappingProxyType(
    {**dict.fromkeys(HEADINGS, "heading"), **dict.fromkeys(_PROSE, "prose")}
)
_FACT = Kind(-1.2, 0.3, 0.5)
"""What is known of a date or an amount, besides what its digits say."""
ANCHOR = Kind(-2.6, 1.2, 1.0)
"""What is known of a term of the glossary and its settled rendering."""
_SAID = frozenset((FactKind.DATE, FactKind.MONEY, FactKind.PERCENT, FactKind.TIME, FactKind.UNIT))
"""Facts of which digits alone do not tell all: 18 April, 5 %, half past six."""
_MOST = 400
"""Words of one text that are evidence: what is longer is a list, or made to be slow."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the structure of an article says of one of its texts."""

    kind: str
    """`heading`, `prose`, or its role where it is neither: `cell`, `alt`."""
    block: int
    begins: bool
    """It is the first of its block."""
    ends: bool
    """It is the last of it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A text as evidence."""

    units: tuple[Unit, ...]
    """The words that ask for something; each is a bit of what is answered, by its place."""
    gives: frozenset[str]
    """All keys that words of the other side may find."""
    missed: float
    """The evidence against it where nothing of it is answered: see `answers.Kind`."""
    gains: tuple[float, ...]
    """What an answer to each of the units makes of that."""
    size: float
    """Its length, in what `expected` of the other side is measured in."""
    expected: float
    """The length that a translation of it is expected to have."""


class Side:
    """An article as a sequence of texts."""

    def __init__(
        self, segments: Sequence[Segment], locale: str, other: str, anchors: Anchors | None = None
    ) -> None:
        """Take the texts in their order, their locale and that of the other side.

        `anchors` finds what a desk has settled in texts of this side.
        """
        self.segments = tuple(segments)
        self.locale = locale
        self.table = table_of(locale)
        self.other = table_of(other)
        self._anchors = anchors

    def __len__(self) -> int:
        """How many texts it has."""
        return len(self.segments)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Its texts as checks read them."""
        return tuple(Text(each.text, each.tagged, self.table) for each in self.segments)

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """What the structure says of each."""
        blocks = [each.place.block for each in self.segments]
        last = len(blocks) - 1
        return tuple(
            Shape(
                kind=_SHAPE.get(each.place.role, each.place.role),
                block=blocks[at],
                begins=at == 0 or blocks[at - 1] != blocks[at],
                ends=at == last or blocks[at + 1] != blocks[at],
            )
            for at, each in enumerate(self.segments)
        )

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Each text as evidence."""
        blank = Text("", self.segments[0].tagged, self.other) if self.segments else None
        return tuple(self._known(text, blank) for text in self.texts) if blank else ()

    def _known(self, text: Text, blank: Text) -> Known:
        unit = vocabulary(self.table, self.other.language).unit
        words = text.words[:_MOST]
        units = [unit(word.text) for word in words]
        units += [unit(sign) for sign in _signs(text.normal)]
        units += map(_of_fact, filter(_tells, text.facts[:_MOST]))
        if self._anchors is not None:
            units += [_anchor(key) for key in self._anchors.keys(text.normal)]
        asking = tuple(each for each in units if each.asks)
        size, expected, _has = lengths(text, blank)
        return Known(
            units=asking,
            gives=frozenset().union(*(each.gives for each in units)) if units else frozenset(),
            missed=sum(each.kind.missed for each in asking),
            gains=tuple(each.kind.missed - each.kind.answered for each in asking),
            size=size,
            expected=expected,
        )


_SIGNS = "%$€£₴№&"


def _signs(text: str) -> list[str]:
    return [sign for sign in _SIGNS if sign in text]


def _tells(fact: Fact) -> bool:
    return fact.kind in _SAID and not fact.vague


def _of_fact(fact: Fact) -> Unit:
    value = fact.value
    if fact.kind is FactKind.DATE and isinstance(value, tuple):
        value = value[1:]
    keys = frozenset((f"{fact.kind.value}={value}",))
    return Unit(_FACT, keys, keys)


def _anchor(key: str) -> Unit:
    keys = frozenset((f"§{key}",))
    return Unit(ANCHOR, keys, keys)
