"""Compare what several systems make of the same texts: passages and outputs -> scores."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from l10n.dataclass import dataclass
from l10n.engines.chain import TextOutcome
from l10n.messages import Message
from l10n.model.catalog import Entry, State
from l10n.model.markup import OMIT, Tagged
from l10n.model.segment import Key, Segment
from l10n.steps.chrf import NO_OVERLAP, overlap

Blocks = tuple[tuple[Segment, ...], ...]
"""The segments of an article by block, those without any left out."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is compared at once: a segment, or a whole block where a file cuts one otherwise."""

    article: str
    line: int
    """Of the article, from 1."""
    segments: tuple[Segment, ...]
    reference: str = ""
    """A finished translation, without tags; empty where there is none."""

    @property
    def source(self) -> str:
        """The text, without tags."""
        return " ".join(each.tagged.plain() for each in self.segments)


@dataclass(frozen=True, slots=True)
class Output:
    """What one system made of one passage."""

    text: str = ""
    """Without tags; empty where it made nothing of some of it."""
    doubts: tuple[Message, ...] = ()
    reason: Message | None = None
    """Why it is empty, if that is known."""


NOTHING = Output()


@dataclass(frozen=True, slots=True)
class Scores:
    """How near a system comes to the references, over all passages that have one."""

    passages: int
    chrf: float
    """chrF2, 0 to 100."""


def blocks(segments: Iterable[Segment]) -> Blocks:
    """Put segments together that stand in one block."""
    return tuple(
        tuple(each) for _block, each in groupby(segments, key=lambda part: part.place.block)
    )


def first_difference(ours: Blocks, theirs: Blocks) -> int | None:
    """Where two articles have not the same blocks: the index of the first, None if they have."""
    for place, (one, other) in enumerate(zip(ours, theirs, strict=False)):
        if one[0].place.role != other[0].place.role:
            return place
    return None if len(ours) == len(theirs) else min(len(ours), len(theirs))


def passages(
    article: str, ours: Blocks, files: Sequence[Blocks], asked: frozenset[Key]
) -> Iterator[tuple[Passage, tuple[str, ...]]]:
    """Lay files beside an article whose blocks they have: each passage with the files' texts.

    A passage is a segment where all files cut its block into as many, else the block. Segments
    that are not `asked` for, such as figures, make none.
    """
    for place, own in enumerate(ours):
        others = [each[place] for each in files]
        if all(len(other) == len(own) for other in others):
            for number, segment in enumerate(own):
                if segment.key in asked:
                    texts = tuple(other[number].tagged.plain() for other in others)
                    yield Passage(article, segment.place.line, (segment,)), texts
        elif any(segment.key in asked for segment in own):
            texts = tuple(" ".join(part.tagged.plain() for part in other) for other in others)
            yield Passage(article, own[0].place.line, own), texts


def finished(passage: Passage, entries: Mapping[Key, Entry]) -> str:
    """What people have made of a passage, without tags; empty unless all of it is translated."""
    texts: list[str] = []
    for segment in passage.segments:
        entry = entries.get(segment.key)
        if entry is None or entry.state is not State.TRANSLATED or entry.target in ("", OMIT):
            return ""
        tagged = segment.tagged
        texts.append(Tagged(entry.target, tagged.pairs, tagged.empties).plain())
    return " ".join(texts)


def output(passage: Passage, outcomes: Mapping[Tagged, TextOutcome]) -> Output:
    """What became of the texts of a passage; nothing where one of them was left empty."""
    texts: list[str] = []
    doubts: list[Message] = []
    for segment in passage.segments:
        tagged = segment.tagged
        outcome = outcomes.get(tagged, TextOutcome())
        draft = outcome.draft
        if draft is None:
            return Output(reason=outcome.reason)
        texts.append(Tagged(draft.text, tagged.pairs, tagged.empties).plain())
        if draft.doubtful and draft.reason is not None:
            doubts.append(draft.reason)
    return Output(" ".join(texts), tuple(doubts))


def scores(passages: Sequence[Passage], outputs: Sequence[Output]) -> Scores | None:
    """Hold outputs against the references; one that is empty counts as such. None without any."""
    pairs = scored(passages, outputs)
    if not pairs:
        return None
    total = sum((overlap(text, reference) for text, reference in pairs), NO_OVERLAP)
    return Scores(len(pairs), total.score)


def scored(passages: Sequence[Passage], outputs: Sequence[Output]) -> list[tuple[str, str]]:
    """The outputs of passages that have a reference, each with that."""
    return [
        (given.text, passage.reference)
        for passage, given in zip(passages, outputs, strict=True)
        if passage.reference
    ]
