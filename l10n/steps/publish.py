"""Publish: an article and its catalog give the text of a version."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from l10n.checks import Finding, Severity
from l10n.dataclass import dataclass
from l10n.formats import Format, is_linking, is_stating
from l10n.lines import one_line
from l10n.messages import N_, Message, joined, message
from l10n.model.addendum import Addendum
from l10n.model.article import Article, Edit
from l10n.model.catalog import Entry, State
from l10n.model.counterparts import ALONE, Counterparts
from l10n.model.markup import OMIT
from l10n.model.metadata import NO_METADATA, Metadata
from l10n.model.segment import Key, Segment
from l10n.model.statement import SILENT, Statement
from l10n.steps.addenda import Adrift, Anchorage
from l10n.steps.anchors import anchor_edits
from l10n.steps.kept_words import standing
from l10n.steps.offered import Offered
from l10n.steps.readback import misread, takes
from l10n.steps.signoff import UNSIGNED, Objection, Signoff
from l10n.steps.splice import Splice
from l10n.steps.visible import visible_edits
from l10n.steps.works import work_edits

TRIALS = 24
"""How often a document is written and read again to find out which block does not read as meant;
then all blocks are written strictly, and refused if that does not help."""
_TRIED = 10
"""Addenda that are tried one by one where they cannot stand together."""

Relink = Callable[[str], str]
"""From an address to what it must read in the published place."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a workflow allows to be published."""

    drafts: bool = False
    """Machine drafts may be published, with a label."""
    source_for_missing: bool = False
    """Where an entry may not be published, the source text stands in its place, with a label."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a version differs in from its article besides the targets."""

    locale: str
    fields: tuple[str, ...] = ()
    """The front-matter fields that are translated."""
    label: str = ""
    """The notice to readers, empty for none."""
    notices: tuple[str, ...] = ()
    """What readers are told of corrections, behind the label."""
    statement: Statement = SILENT
    """What it says of itself to machines."""
    metadata: Metadata = NO_METADATA
    """How dates, bylines and sections are written in it."""
    addenda: tuple[Addendum, ...] = ()
    """Texts that it has, and the article has not."""
    counterparts: Counterparts = ALONE
    """Its address, and those of what it is in other languages."""
    relink: Relink | None = None
    """None leaves addresses as they are."""
    copy_equal: bool = True
    """A segment whose target equals its source is copied as it stands, not written anew."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What a person is told of a blocker."""

    line: int
    """Of the article, from 1."""
    reason: Message
    rule: str = ""
    """As the blocker has it."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why one segment cannot be published as a translation."""

    segment: Segment
    reason: Message
    rule: str = ""
    """The key of `[publish]` that says so; empty where no key does."""

    @property
    def told(self) -> Obstacle:
        """It in a line."""
        return Obstacle(self.segment.place.line, self.reason, self.rule)


@dataclass(frozen=True, slots=True)
class ChosenTargets:
    """Which targets a version is made of, and what stands in its way."""

    targets: tuple[tuple[int, str], ...]
    """Index of the segment and its target."""
    blockers: tuple[Blocker, ...]
    empty: int
    """Entries, as the next two: a text that stands in two places counts once."""
    draft: int
    translated: int
    left: int = 0
    """Parts of the article that could not be taken in; they stand in the source language."""

    @property
    def partial(self) -> bool:
        """True if readers find text in the source language."""
        return self.empty > 0 or self.left > 0


@dataclass(frozen=True, slots=True)
class Published:
    """The text of a version."""

    text: str
    blockers: tuple[Blocker, ...] = ()
    """Segments whose target could not be placed; their source stands instead."""
    adrift: tuple[Adrift, ...] = ()
    """Addenda that have no place in it; it is not to be published without them."""


def choose(
    segments: Sequence[Segment],
    texts: Offered,
    findings: Sequence[Finding],
    policy: Policy,
    signoff: Signoff = UNSIGNED,
) -> ChosenTargets:
    """Pick the target of each segment by what it is, findings, policy and signatures.

    `findings` are those of the texts that are offered. The reason of a segment whose target is
    wrong in several ways names them all.
    """
    entries = texts.catalog.by_key()
    judged = _Judged(texts, _faulty(findings), policy, signoff)
    targets: list[tuple[int, str]] = []
    blockers: list[Blocker] = []
    states: dict[Key, State] = {}
    for index, segment in enumerate(segments):
        entry = entries.get(segment.key)
        objection = judged.objection(entry)
        if objection is not None or entry is None:
            why = objection or Objection(message(N_("not translated")))
            blockers.append(Blocker(segment, why.reason, why.rule))
            states[segment.key] = State.EMPTY
            continue
        states[segment.key] = entry.state
        targets.append((index, entry.target))
    found = tuple(states.values())
    return ChosenTargets(
        tuple(targets),
        tuple(blockers),
        empty=found.count(State.EMPTY),
        draft=found.count(State.DRAFT),
        translated=found.count(State.TRANSLATED),
    )


def _faulty(findings: Iterable[Finding]) -> Mapping[Key, Sequence[Message]]:
    """What is wrong with each entry that has an error."""
    faulty: dict[Key, list[Message]] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR:
            faulty.setdefault(finding.key, []).append(finding.message)
    return faulty


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is known of the texts of a catalog, and what a workflow asks of them."""

    texts: Offered
    faulty: Mapping[Key, Sequence[Message]]
    policy: Policy
    signoff: Signoff

    def objection(self, entry: Entry | None) -> Objection | None:
        """Why the target of an entry may not be published, the gravest first; None if it may."""
        if entry is None:
            return Objection(message(N_("not in the catalog; run `l10n sync`")))
        if entry.state is State.EMPTY:
            return Objection(message(N_("not translated")))
        rejected = self.signoff.rejection(entry)
        if rejected is not None:
            return rejected
        key = entry.key
        if key in self.texts.held:
            return Objection(self.texts.held[key])
        if entry.state is State.DRAFT and not (self.policy.drafts and entry.target.strip() != OMIT):
            return Objection(message(N_("a draft, not yet reviewed")), "require")
        if key not in self.faulty:
            return self.signoff.unsigned(entry)
        if key in self.texts.stand_ins:
            # What is wrong is wrong with the draft, and not with the text that the catalog shows.
            why = (
                message(N_("its machine draft: {reason}"), reason=each.text())
                for each in self.faulty[key]
            )
            return Objection(joined((self.texts.stand_ins[key].why, *why)))
        return Objection(joined(self.faulty[key]))


def publish(
    article: Article,
    format: Format,
    segments: Sequence[Segment],
    choice: ChosenTargets,
    edition: Edition,
) -> Published:
    """Splice the chosen targets into the article and verify that it is the same document.

    The result is parsed again: it must have the same blocks in the same order with the same
    tags and addresses, and read as the targets say. A block that does not is written in the
    format's strict form; if that fails too its source stands and a Blocker names it. The time
    it takes does not grow with the number of such blocks.
    """
    targets = {
        index: target
        for index, target in choice.targets
        if not edition.copy_equal or one_line(target) != segments[index].text
    }
    splice = Splice(article, format, segments, targets)
    splice, failed = _verified(splice, edition.fields) if targets else (splice, ())
    ids = anchor_edits(article, format, segments, splice.targets)
    edits = standing(_edits(article, format, edition), segments, splice.targets)
    anchorage = Anchorage(article, format, edition.addenda, edition.locale)
    added, adrift = _added(splice, anchorage, edition.fields)
    return Published(splice.text((*edits, *ids, *added)), failed, adrift)


def _added(
    splice: Splice, anchorage: Anchorage, fields: Sequence[str]
) -> tuple[tuple[Edit, ...], tuple[Adrift, ...]]:
    """The edits of addenda, written plainly or strictly; none where one cannot stand."""
    if not anchorage.found or anchorage.lost:
        return (), anchorage.lost
    for strict in (False, True):
        edits = tuple(anchorage.edits(strict=strict))
        if takes(splice, fields, edits, [each.addendum.text for each in anchorage.found]):
            return edits, ()
    reason = message(N_("no paragraph can stand there without changing the structure of the page"))
    alone = [
        each.addendum
        for each, edit in tuple(zip(anchorage.found, edits, strict=True))[:_TRIED]
        if not takes(splice, fields, (edit,), (each.addendum.text,))
    ]
    lost = alone or [each.addendum for each in anchorage.found]
    return (), tuple(Adrift(each, reason) for each in lost)


def _edits(article: Article, format: Format, edition: Edition) -> tuple[Edit, ...]:
    edits: list[Edit] = []
    # Front matter that is added comes before a label.
    if is_linking(format):
        edits += format.link(article.source, article.parsed, edition.counterparts)
    said = " ".join(filter(None, (edition.label, *edition.notices)))
    if edition.locale != article.locale or said:
        edits += format.localize(article.source, article.parsed, edition.locale, said)
    if is_stating(format):
        edits += format.state(article.source, article.parsed, edition.statement)
    edits += visible_edits(article, format, edition.metadata, edition.locale)
    edits += work_edits(article, edition.locale, edition.statement)
    if edition.relink is not None:
        for link in article.parsed.links:
            url = edition.relink(link.url)
            if url != link.url:
                edits.append(Edit(link.span, format.relink(link, url)))
    return tuple(edits)


def _verified(splice: Splice, fields: Sequence[str]) -> tuple[Splice, tuple[Blocker, ...]]:
    """Write plainly, then strictly what went wrong, then leave out what cannot be placed."""
    wanted = splice.targets
    blocks = frozenset(splice.segments[index].place.block for index in wanted)
    lost: frozenset[int] = frozenset()
    sure = splice.strict
    for trial in range(TRIALS + 2):
        wrong = misread(splice, fields)
        if not wrong:
            break
        left = blocks - lost
        suspects = (wrong & left) or (_around(wrong) & left) or left
        if trial >= TRIALS:
            suspects = left
        plain = suspects - splice.strict
        near = (_around(suspects) & left) - splice.strict
        if plain or near:
            sure = splice.strict | plain if plain else sure
            splice = replace(splice, strict=splice.strict | (plain or near))
            continue
        lost |= suspects
        kept = {
            index: target
            for index, target in splice.targets.items()
            if splice.segments[index].place.block not in lost
        }
        splice = replace(splice, targets=kept, strict=sure)
    reason = message(
        N_("this translation cannot stand here without changing the structure of the document")
    )
    failed = sorted(index for index in wanted if index not in splice.targets)
    return splice, tuple(Blocker(splice.segments[index], reason) for index in failed)


def _around(blocks: Iterable[int]) -> frozenset[int]:
    """Blocks with their neighbours, of which one may have taken in the other."""
    return frozenset(number + step for number in blocks for step in (-1, 0, 1))
