"""Put the tags of a source into its translation where no model has placed them."""

from collections.abc import Sequence
from dataclasses import field
from math import exp

from l10n.dataclass import dataclass
from l10n.messages import N_, Message, message
from l10n.model.markup import Tagged, TokenKind, faults
from l10n.tags.aligning import Alignment, Attention, Evidence, SpannedWord, align, words
from l10n.tags.boundary_costs import BoundaryCosts
from l10n.tags.confidence import placement_confidence, signs
from l10n.tags.position import by_position
from l10n.tags.spotting import Pair, ScoredRun, candidates, chosen
from l10n.tags.units import spaced

__all__ = ["CERTAIN", "DOUBT", "Attention", "Evidence", "Placed", "place"]

CERTAIN = 0.95
"""From this confidence on a placement is not doubtful."""

_MOST_CELLS = 1_000_000
"""Words of the source times words of the translation that are compared, each with each."""
_MOST_TAGS = 200
_MOST_PAIRS = 250_000
"""Tags, and pairs of a word of the source and one of the translation, that are weighed: those of
500 words. Beyond that the tags go by position alone, and a person looks at them."""
_PART_OF_A_WORD = 0.5
_ASK = 0.98
"""Below this confidence more evidence is wanted."""
DOUBT = message(N_("the tags may stand at the wrong words"))
_OPENING = "«“„\"'‘([{¿¡‹"
_CLOSING = "»”“\"'’)]}›"
_STOPS = ".,;:!?…"
_QUOTES_CLOSE = "»”"
_NOTHING = Evidence()


@dataclass(frozen=True, slots=True)
class Placed:
    """A translation with the tags of its source."""

    text: str
    confidence: float
    """How confident it is that every tag stands at the right words, from 0 to 1."""
    unsure: tuple[str, ...] = ()
    """Names of the paired tags that had better be translated alone for more evidence."""

    @property
    def doubtful(self) -> bool:
        """True if a person should look at the tags."""
        return self.confidence < CERTAIN

    @property
    def reason(self) -> Message | None:
        """What that person is told; None if it is not doubtful."""
        return DOUBT if self.doubtful else None


@dataclass(slots=True)
class _Node:
    """A tag of the source: its span there, what lies in it, and where it goes."""

    name: str
    start: int
    end: int
    pair: bool
    children: "list[_Node]" = field(default_factory=list)
    into: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Side:
    """A text without tags, and its words."""

    text: str
    words: Sequence[SpannedWord]


def place(text: Tagged, translation: str, evidence: Evidence = _NOTHING) -> Placed:
    """Put all tags of a text into its tag-free translation.

    Every tag stands in the result once, well nested, and the rest of it is the translation. A
    text whose own tags are not well nested gives the translation as it is, with confidence 0.
    """
    if not text.names:
        return Placed(translation, 1.0)
    if faults(text, text.text):
        return Placed(translation, 0.0)
    plain, roots = _tree(text)
    source, target = words(plain), words(translation)
    if not source or not target or len(source) * len(target) > _MOST_CELLS:
        return Placed(by_position(text, translation), 0.0)
    ours, theirs = _Side(plain, source), _Side(translation, target)
    alignment = align(source, target, evidence)
    costs = BoundaryCosts.of(alignment, (plain, translation), (evidence.source, evidence.target))
    nodes = [node for root in roots for node in _walk(root)]
    holding = [node for node in nodes if node.pair and _held(source, node)]
    pairs = _pairs(source, holding)
    options = [
        _whole(pair, alignment)
        or candidates(pair, alignment, costs, translation, evidence.spans.get(pair.name))
        for pair in pairs
    ]
    spots = chosen(pairs, options)
    for node, spot in zip(holding, spots, strict=True):
        node.into = _dressed(node, spot.chosen, ours, theirs)
    confidence: dict[str, float] = {}
    for node, pair, spot, some in zip(holding, pairs, spots, options, strict=True):
        if spot.chosen.first == spot.chosen.last:
            confidence[pair.name] = 0.0
        elif (pair.first, pair.last) == (0, len(source)):
            confidence[pair.name] = 1.0
        else:
            found = signs(pair, spot, some, alignment, costs)
            asked = pair.name in evidence.spans
            confidence[pair.name] = placement_confidence(
                found, trusted=alignment.trusted, asked=asked
            )
        if any(word.start < edge < word.end for word in source for edge in (node.start, node.end)):
            confidence[pair.name] = min(confidence[pair.name], _PART_OF_A_WORD)
    for node in nodes:
        if node not in holding:
            offset, confident = _point(node, ours, theirs, alignment, costs)
            node.into = (offset, offset)
            confidence[node.name] = confident
    return Placed(
        _written(roots, translation),
        min(confidence.values(), default=1.0),
        tuple(pair.name for pair in pairs if confidence[pair.name] < _ASK),
    )


def _tree(text: Tagged) -> tuple[str, list[_Node]]:
    """Take a text apart into its plain text and the tree of its tags."""
    plain = ""
    roots: list[_Node] = []
    open_: list[_Node] = []
    for item in spaced(text.tokens()):
        if item.kind is TokenKind.TEXT:
            plain += item.text
        elif item.kind is TokenKind.CLOSE:
            open_.pop().end = len(plain)
        else:
            node = _Node(item.text, len(plain), len(plain), item.kind is TokenKind.OPEN)
            (open_[-1].children if open_ else roots).append(node)
            if node.pair:
                open_.append(node)
    return plain, roots


def _walk(node: _Node) -> list[_Node]:
    return [node, *(each for child in node.children for each in _walk(child))]


def _held(source: Sequence[SpannedWord], node: _Node) -> range:
    """The words that a pair holds; one that it holds in part is its own too."""
    inside = [n for n, w in enumerate(source) if w.start < node.end and w.end > node.start]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _pairs(source: Sequence[SpannedWord], nodes: Sequence[_Node]) -> list[Pair]:
    found: list[Pair] = []
    for node in nodes:
        held = _held(source, node)
        parent = next((n for n, other in enumerate(nodes) if node in other.children), None)
        found.append(Pair(node.name, held.start, held.stop, parent))
    return found


def _whole(pair: Pair, alignment: Alignment) -> tuple[ScoredRun, ...]:
    """A pair that holds all words holds all words afterwards."""
    if pair.first == 0 and pair.last == len(alignment.source):
        return (ScoredRun(0, len(alignment.target), score=2.0, aligned=1.0, alike=1.0),)
    return ()


def _dressed(node: _Node, run: ScoredRun, ours: _Side, theirs: _Side) -> tuple[int, int]:
    """The span of some words with the punctuation that the pair had at its edges."""
    plain, source, translation, target = ours.text, ours.words, theirs.text, theirs.words
    if run.first == run.last:
        offset = target[run.first - 1].end if run.first else target[0].start
        return offset, offset
    start, end = target[run.first].start, target[run.last - 1].end
    held = _held(source, node)
    before = plain[node.start : source[held.start].start].strip()
    after = plain[source[held.stop - 1].end : node.end].strip()
    floor = target[run.first - 1].end if run.first else 0
    ceiling = target[run.last].start if run.last < len(target) else len(translation)
    wanted = sum(char in _OPENING for char in before)
    outside = plain[: node.start]
    spare = len(outside) - len(outside.rstrip(_OPENING))
    there = translation[floor:start]
    there = there[len(there.rstrip(_OPENING)) :]
    start -= max(0, min(wanted, len(there) - spare))
    if after:
        end = _closed(after, translation, end, ceiling)
    return start, end


def _closed(after: str, translation: str, end: int, ceiling: int) -> int:
    """Take in closing quotes, and stops, as far as the source has them there."""
    tail = translation[end:ceiling]
    size = len(tail) - len(tail.lstrip(_CLOSING + _STOPS))
    tail = tail[:size]
    if any(char in _CLOSING for char in after):
        quotes = [n for n, char in enumerate(tail) if char in _CLOSING]
        if quotes:
            last = quotes[-1] + 1
            stop = any(char in _STOPS for char in after.lstrip(_CLOSING))
            return end + (size if stop else last)
    if any(char in _STOPS for char in after):
        stops = [n for n, char in enumerate(tail) if char in _STOPS]
        if stops:
            return end + (stops[-1] + 1 if not any(c in _CLOSING for c in tail) else stops[0] + 1)
    return end


def _point(
    node: _Node, ours: _Side, theirs: _Side, alignment: Alignment, costs: BoundaryCosts
) -> tuple[int, float]:
    """Find where an empty tag goes: the edge of the word that it followed or preceded."""
    plain, source, translation, target = ours.text, ours.words, theirs.text, theirs.words
    offset = node.start
    before, after = plain[:offset], plain[offset:]
    if not before.strip():
        return 0, 1.0
    if not after.strip():
        return len(translation), 1.0
    follows = not before[-1:].isspace()
    leads = not follows and not after[:1].isspace() and after[:1].isalnum()
    edge = sum(word.end <= offset for word in source)
    if edge == len(source):
        end = target[-1].end
        gap = plain[source[-1].end : offset].strip()
        return (_closed(gap, translation, end, len(translation)) if gap else end), 0.97
    if edge == 0:
        return target[0].start, 0.97
    sign = _beside_a_sign(plain, offset, source[edge - 1].end, translation)
    if sign is not None:
        return sign, 0.97
    scores = [_cut(cut, edge, leads, alignment, costs) for cut in range(len(target) + 1)]
    order = sorted(range(len(scores)), key=lambda cut: -scores[cut])
    cut = order[0]
    lead = scores[cut] - scores[order[1]] if len(order) > 1 else 1.0
    confident = min(0.97, 0.6 + 0.6 * lead)
    if cut < len(target) and not costs.leaning[cut]:
        row = alignment.weights[cut]
        if sum(row[max(0, edge - 3) : edge]) > 0.35 * sum(row):
            confident = min(confident, 0.8)
    floor = target[cut - 1].end if cut else 0
    ceiling = target[cut].start if cut < len(target) else len(translation)
    stays = follows or cut == len(target) or not (after[0].isspace() or after[0].isalnum())
    if stays:
        gap = plain[source[edge - 1].end : offset].strip()
        return (_closed(gap, translation, floor, ceiling) if gap else floor), confident
    return ceiling, confident


def _beside_a_sign(plain: str, offset: int, word: int, translation: str) -> int | None:
    """Find the place of a tag that stands right behind a closing quote, or right before a colon.

    Only where both texts have as many of these signs; `word` is the end of the word before the tag.
    """
    gap = plain[word:offset].rstrip()
    if gap and gap[-1] in _QUOTES_CLOSE:
        number = _quotes(plain[:offset])
        ends = [n + 1 for n, char in enumerate(translation) if char in _QUOTES_CLOSE]
        return ends[number - 1] if len(ends) == _quotes(plain) else None
    if not gap and plain[offset : offset + 1] == ":" and plain.count(":") == 1:
        return translation.index(":") if translation.count(":") == 1 else None
    return None


def _quotes(text: str) -> int:
    return sum(char in _QUOTES_CLOSE for char in text)


def _cut(cut: int, edge: int, leads: bool, alignment: Alignment, costs: BoundaryCosts) -> float:
    """Score a place between two words of the translation for one between two of the source."""
    score = 0.0
    weights = alignment.weights
    for j in range(max(0, cut - 6), min(len(weights), cut + 6)):
        near = exp(-abs(j + 0.5 - cut) / 2)
        for i in range(max(0, edge - 5), min(len(alignment.source), edge + 5)):
            value = weights[j][i] * near * exp(-abs(i + 0.5 - edge) / 2)
            score += value if (j < cut) == (i < edge) else -value
    if cut and not leads:
        column = sum(row[edge - 1] for row in weights) or 1.0
        score += weights[cut - 1][edge - 1] / max(column, 0.5)
    if leads and cut < len(weights):
        column = sum(row[edge] for row in weights) or 1.0
        score += weights[cut][edge] / max(column, 0.5)
    if cut and costs.leaning[cut - 1]:
        score -= 0.5
    return score


def _written(roots: Sequence[_Node], translation: str) -> str:
    """Write the translation with all tags; what would cross is pushed aside."""
    pieces: list[str] = []

    def write(nodes: Sequence[_Node], start: int, end: int) -> None:
        done = start
        for node in sorted(nodes, key=lambda each: each.into):
            first = min(max(node.into[0], done), end)
            last = min(max(node.into[1], first), end)
            pieces.append(translation[done:first])
            if node.pair:
                pieces.append(f"<{node.name}>")
                write(node.children, first, last)
                pieces.append(f"</{node.name}>")
            else:
                pieces.append(f"<{node.name}/>")
            done = last
        pieces.append(translation[done:end])

    write(roots, 0, len(translation))
    return "".join(pieces)
