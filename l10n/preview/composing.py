"""Composing: an article, its catalog and what is known of both as a sheet."""

from collections.abc import Iterable, Mapping

from l10n.checks import Finding
from l10n.dataclass import dataclass
from l10n.messages import language
from l10n.model.article import Block
from l10n.model.catalog import Entry, State
from l10n.model.draft_records import Authorship
from l10n.model.segment import Key, Segment
from l10n.preview.sheet import Remark, Row, Stage, Unit
from l10n.steps.note import role_name
from l10n.steps.words_diff import as_note, word_diff


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the entries of a catalog."""

    entries: Mapping[Key, Entry]
    authors: Mapping[Key, Authorship]
    """Whose the targets are."""
    findings: Mapping[Key, tuple[Finding, ...]]
    signed: Mapping[Key, Stage]
    """Those that were approved or rejected: APPROVED, CHANGED or REJECTED."""
    language: str = "en"
    """Of the notes in the catalog."""


def rows(blocks: tuple[Block, ...], segments: Iterable[Segment], known: Known) -> tuple[Row, ...]:
    """The rows of a sheet: blocks in the order in which their texts begin in the article."""
    found: dict[int, list[Unit]] = {}
    for segment in segments:
        found.setdefault(segment.place.block, []).append(_unit(segment, known))
    ordered = sorted(found, key=lambda number: blocks[number].span.start)
    return tuple(_row(blocks[number], found[number]) for number in ordered)


def _row(block: Block, units: Iterable[Unit]) -> Row:
    # A field of the metadata is told by its name.
    role = block.context or block.role
    return Row(role, role_name(role, language()), tuple(units))


def _notes(entry: Entry, findings: Iterable[Finding], known: Known) -> tuple[str, ...]:
    """What the translator is told, but for what the page says itself: findings, changes."""
    said = [each.message.text(known.language) for each in findings]
    if entry.previous is not None:
        said.append(as_note(word_diff(entry.previous[1], entry.source)))
    lines = entry.note.splitlines()
    return tuple(line for line in lines if not any(each in line for each in said))


def _unit(segment: Segment, known: Known) -> Unit:
    entry = known.entries.get(segment.key)
    if entry is None:
        return Unit(segment.tagged, "", Stage.EMPTY, segment.place.line)
    findings = known.findings.get(segment.key, ())
    return Unit(
        source=segment.tagged,
        target=entry.target,
        stage=_stage(entry, known),
        line=segment.place.line,
        remarks=tuple(
            Remark(
                severity=each.severity,
                text=each.message.text(),
                check=each.check,
                source=each.source,
                target=each.target,
            )
            for each in findings
        ),
        notes=_notes(entry, findings, known),
        comments=tuple(entry.comment.splitlines()),
        previous=None if entry.previous is None else entry.previous[1],
        tags={each.name: each.note for each in segment.place.tags if each.note},
    )


def _stage(entry: Entry, known: Known) -> Stage:
    if entry.state is State.EMPTY:
        return Stage.EMPTY
    signed = known.signed.get(entry.key)
    if signed is not None:
        return signed
    if entry.state is State.TRANSLATED:
        return Stage.TRANSLATED
    author = known.authors.get(entry.key)
    return Stage.MACHINE if author is Authorship.MACHINE else Stage.UNFINISHED
