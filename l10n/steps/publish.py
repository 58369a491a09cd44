"""Publish: an article and its catalog give the text of a version."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from l10n.article import Article, Block, Edit, Link, Piece, PieceKind, Span
from l10n.catalog import Catalog, Entry, State
from l10n.checks import Finding, Severity
from l10n.formats import Format
from l10n.markup import OMIT, TokenKind, tokens
from l10n.messages import N_, Message, message
from l10n.segment import Segment
from l10n.steps.splice import Gaps, Splice, one_line

BLANKS = re.compile(r"[ \t\r\n]+")
TRIALS = 24
"""How often a document is written and read again to find out which block does not read as meant;
then all blocks are written strictly, and refused if that does not help."""

Relink = Callable[[str], str]
"""Gives an address as it must read in the published place."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a workflow allows to be published."""

    drafts: bool = False
    """Machine drafts may be published, with a label."""
    source_for_missing: bool = False
    """Where an entry may not be published, the source text stands in its place, with a label."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why one segment cannot be published as a translation."""

    segment: Segment
    reason: Message


@dataclass(frozen=True, slots=True)
class Choice:
    """Which targets a version is made of, and what stands in its way."""

    targets: tuple[tuple[int, str], ...]
    """Index of the segment and its target."""
    blockers: tuple[Blocker, ...]
    empty: int
    draft: int
    translated: int

    @property
    def labelled(self) -> bool:
        """Say whether readers have to be told that not everything was translated by people."""
        return self.draft > 0 or self.empty > 0


@dataclass(frozen=True, slots=True)
class Published:
    """The text of a version."""

    text: str
    blockers: tuple[Blocker, ...] = ()
    """Segments whose target could not be placed; their source stands instead."""


def choose(
    segments: Sequence[Segment], catalog: Catalog, findings: Sequence[Finding], policy: Policy
) -> Choice:
    """Pick the target of each segment by state, findings and policy."""
    entries = catalog.by_key()
    faulty = {f.key: f.message for f in findings if f.severity is Severity.ERROR}
    targets: list[tuple[int, str]] = []
    blockers: list[Blocker] = []
    counts = dict.fromkeys(State, 0)
    for index, segment in enumerate(segments):
        entry = entries.get(segment.key)
        reason = _reason(segment, entry, faulty, policy)
        if reason is not None or entry is None:
            blockers.append(Blocker(segment, reason or message(N_("not translated"))))
            counts[State.EMPTY] += 1
            continue
        counts[entry.state] += 1
        targets.append((index, entry.target))
    return Choice(
        tuple(targets),
        tuple(blockers),
        counts[State.EMPTY],
        counts[State.DRAFT],
        counts[State.TRANSLATED],
    )


def _reason(
    segment: Segment,
    entry: Entry | None,
    faulty: dict[tuple[str | None, str], Message],
    policy: Policy,
) -> Message | None:
    if entry is None:
        return message(N_("not in the catalog; run `l10n sync`"))
    if entry.state is State.EMPTY:
        return message(N_("not translated"))
    if entry.state is State.DRAFT and (not policy.drafts or entry.target.strip() == OMIT):
        return message(N_("a draft, not yet reviewed"))
    return faulty.get(segment.key)


def publish(
    article: Article,
    format: Format,
    segments: Sequence[Segment],
    choice: Choice,
    *,
    locale: str,
    fields: Sequence[str],
    label: str,
    relink: Relink | None,
    copy_equal: bool = True,
) -> Published:
    """Splice the chosen targets into the article and verify that it is the same document.

    The result is parsed again: it must have the same blocks in the same order with the same
    tags and addresses, and read as the targets say. A block that does not is written in the
    format's strict form; if that fails too its source stands and a Blocker names it. The time
    it takes does not grow with the number of such blocks.

    `label` is the notice to readers, empty for none. With `copy_equal` off a segment whose
    target equals its source is written anew all the same.
    """
    targets = {
        index: target
        for index, target in choice.targets
        if not copy_equal or one_line(target) != segments[index].text
    }
    splice = Splice(article, format, segments, targets)
    splice, failed = _verified(splice, fields) if targets else (splice, ())
    return Published(splice.text(_edits(article, format, locale, label, relink)), failed)


def _edits(
    article: Article, format: Format, locale: str, label: str, relink: Relink | None
) -> tuple[Edit, ...]:
    edits: list[Edit] = []
    if locale != article.locale or label:
        edits += format.localize(article.source, article.parsed, locale, label)
    if relink is not None:
        for link in article.parsed.links:
            url = relink(link.url)
            if url != link.url:
                edits.append(Edit(link.span, format.relink(link, url)))
    return tuple(edits)


Shape = tuple[str, str | None, tuple[tuple[str, str], ...]]
"""Role, context and content of a block, white space runs as one space."""


def _verified(splice: Splice, fields: Sequence[str]) -> tuple[Splice, tuple[Blocker, ...]]:
    """Write plainly, then strictly what went wrong, then leave out what cannot be placed."""
    wanted = splice.targets
    blocks = frozenset(splice.segments[index].place.block for index in wanted)
    lost: frozenset[int] = frozenset()
    for trial in range(TRIALS + 2):
        wrong = _wrong(splice, fields)
        if not wrong:
            break
        left = blocks - lost
        suspects = (wrong & left) or (_around(wrong) & left) or left
        if trial >= TRIALS:
            suspects = left
        plain = suspects - splice.strict or (_around(suspects) & left) - splice.strict
        if plain:
            splice = replace(splice, strict=splice.strict | plain)
            continue
        lost |= suspects
        kept = {
            index: target
            for index, target in splice.targets.items()
            if splice.segments[index].place.block not in lost
        }
        splice = replace(splice, targets=kept)
    reason = message(N_("this target cannot be written here without changing the document"))
    failed = sorted(index for index in wanted if index not in splice.targets)
    return splice, tuple(Blocker(splice.segments[index], reason) for index in failed)


def _around(blocks: Iterable[int]) -> frozenset[int]:
    """Name blocks with their neighbours, of which one may have taken in the other."""
    return frozenset(number + step for number in blocks for step in (-1, 0, 1))


def _wrong(splice: Splice, fields: Sequence[str]) -> frozenset[int]:
    """Compare the rebuilt document with what it should be; name the blocks that differ.

    Where there are more or fewer blocks than there should be, the first and the last that differ
    are named: what lies between cannot be told apart.
    """
    parsed = splice.format.parse(splice.text(), fields)
    expected = _expected(splice)
    found = [_shape(block.role, block.context, _content(block)) for block in parsed.blocks]
    if len(found) == len(expected):
        pairs = zip(expected, found, strict=True)
        wrong = frozenset(number for (number, shape), other in pairs if shape != other)
    else:
        wrong = _edges_of_difference(expected, found)
    if not wrong and _addresses(parsed.links) != _addresses(_kept_links(splice)):
        return frozenset(splice.segments[index].place.block for index in splice.targets)
    return wrong


def _edges_of_difference(
    expected: Sequence[tuple[int, Shape]], found: Sequence[Shape]
) -> frozenset[int]:
    wrong: set[int] = set()
    for step in (1, -1):
        number = 0
        for mine, other in zip_longest(expected[::step], found[::step]):
            number = number if mine is None else mine[0]
            if mine is None or mine[1] != other:
                break
        wrong.add(number)
    return frozenset(wrong)


def _addresses(links: Iterable[Link]) -> list[str]:
    return sorted(link.url for link in links)


def _kept_links(splice: Splice) -> Iterator[Link]:
    """Give the links that were not left out together with their sentence."""
    gaps = Gaps(splice)
    omitted = [
        gaps.of(index).span for index, target in splice.targets.items() if one_line(target) == OMIT
    ]
    for link in splice.article.parsed.links:
        if not any(span.holds(link.span) for span in omitted):
            yield link


def _expected(splice: Splice) -> list[tuple[int, Shape]]:
    by_block: dict[int, list[int]] = {}
    for index in splice.targets:
        by_block.setdefault(splice.segments[index].place.block, []).append(index)
    gaps = Gaps(splice)
    result: list[tuple[int, Shape]] = []
    for number, block in enumerate(splice.article.parsed.blocks):
        content = _content(block)
        if number in by_block:
            content = _replaced(splice, gaps, block, sorted(by_block[number]))
        shape = _shape(block.role, block.context, content)
        if shape[2] or number not in by_block:
            result.append((number, shape))
    return result


Content = list[tuple[str, str]]


def _content(block: Block) -> Content:
    return [_item(piece) for piece in block.pieces]


def _item(piece: Piece) -> tuple[str, str]:
    if piece.kind in (PieceKind.TEXT, PieceKind.CLOSE):
        return (piece.kind.value, piece.text)
    return (piece.kind.value, f"{piece.text} {piece.note}")


def _replaced(splice: Splice, gaps: Gaps, block: Block, indexes: Sequence[int]) -> Content:
    """Give the content of a block with the targets of its segments in place."""
    source = splice.article.source
    covers: list[tuple[Span, int]] = []
    gone: set[int] = set()
    for index in indexes:
        span = splice.segments[index].place.span
        if one_line(splice.targets[index]) == OMIT:
            gap = gaps.of(index)
            span = gap.span
            gone.update(gap.tags)
        covers.append((span, index))
    covers.reverse()
    taken = Counter(half for index in indexes for half in _halves(splice.segments[index]))
    content: Content = []
    position = block.span.start
    for number, piece in enumerate(block.pieces):
        start = max(piece.span.start, position)
        while covers and covers[-1][0].start < max(piece.span.end, piece.span.start + 1):
            span, index = covers.pop()
            if piece.kind is PieceKind.TEXT and start < span.start:
                content.append(("text", source[start : span.start]))
            content += _target(splice, index)
            start = position = max(position, span.end)
        half = (piece.kind, piece.span, piece.text)
        if taken[half]:
            taken[half] -= 1
        elif piece.kind is not PieceKind.TEXT:
            if number not in gone:
                content.append(_item(piece))
        elif start <= piece.span.start:
            content.append(("text", piece.text))
        elif start < piece.span.end:
            content.append(("text", source[start : piece.span.end]))
    return content


def _halves(segment: Segment) -> Iterator[tuple[PieceKind, Span, str]]:
    """Name the pieces that are tags of a segment."""
    for tag in segment.place.tags:
        name = tag.name.rstrip("0123456789")
        if tag.close is None:
            yield (PieceKind.EMPTY, tag.open, name)
        else:
            yield (PieceKind.OPEN, tag.open, name)
            yield (PieceKind.CLOSE, tag.close, name)


def _target(splice: Splice, index: int) -> Content:
    segment = splice.segments[index]
    target = one_line(splice.targets[index])
    if target == OMIT:
        return []
    notes = {tag.name: tag.note for tag in segment.place.tags}
    content: Content = []
    for token in tokens(target, segment.tagged):
        name = token.text.rstrip("0123456789")
        if token.kind is TokenKind.TEXT:
            content.append(("text", token.text))
        elif token.kind is TokenKind.CLOSE:
            content.append(("close", name))
        else:
            content.append((token.kind.value, f"{name} {notes[token.text]}"))
    return content


def _shape(role: str, context: str | None, content: Content) -> Shape:
    """Join neighbouring text, fold white space, drop it at the ends."""
    folded: Content = []
    for kind, text in content:
        if kind == "text" and folded and folded[-1][0] == "text":
            folded[-1] = ("text", folded[-1][1] + text)
        else:
            folded.append((kind, text))
    result: Content = []
    last = len(folded) - 1
    for index, (kind, text) in enumerate(folded):
        if kind == "text":
            flat = _fold(text)
            flat = flat.lstrip(" ") if index == 0 else flat
            flat = flat.rstrip(" ") if index == last else flat
            if flat:
                result.append((kind, flat))
        else:
            result.append((kind, text))
    return (role, context, tuple(result))


def _fold(text: str) -> str:
    """Fold each run of blanks, tabs and line ends into one blank; other space stays."""
    return BLANKS.sub(" ", text)
