"""Units: what of a catalog goes into the translation memory."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise

from l10n.dataclass import dataclass
from l10n.model.approval import Approval, ApprovalState
from l10n.model.catalog import Catalog, Entry, State, key_digest, text_digest
from l10n.model.machine_draft import MachineDraft
from l10n.model.markup import OMIT, PSEUDO
from l10n.model.person import last_translator
from l10n.model.segment import Key
from l10n.model.signature import shown_date
from l10n.model.unit import Standing, Unit
from l10n.tags.renumbering import tagged

_DATES = ("%Y-%m-%d %H:%M%z", "%Y-%m-%d %H:%M:%S%z")
"""How gettext writes the date of a catalog, and how some tools do."""
_LONGEST = 64
"""Characters of a date."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What all units of one catalog have in common."""

    source_locale: str
    target_locale: str
    desk: str
    """The name of the workflow."""
    article: str


def units(
    catalog: Catalog,
    provenance: Provenance,
    approvals: Mapping[Key, Approval],
    machine: Iterable[MachineDraft],
) -> Iterator[Unit]:
    """The finished translations of a catalog, in its order; drafts are none.

    Nor are texts that are left out, plurals, texts in accented letters, what somebody rejected, and
    what the article no longer has; nor what says a neighbour's text as well, since that was left
    out. `machine` has its drafts as the machine wrote them.
    """
    written = {(each.key, each.digest) for each in machine}
    saved = _saved(catalog)
    person = last_translator(catalog.header("Last-Translator") or "")
    joined = _joined(catalog)
    for entry, (before, after) in with_neighbours(catalog.active()):
        approval = approvals.get(entry.key)
        if not _is_finished(entry) or entry.key in joined:
            continue
        if approval and approval.state is ApprovalState.REJECTED:
            continue
        approved = approval is not None and approval.approved
        yield Unit(
            source=tagged(entry.source),
            target=entry.target,
            source_locale=provenance.source_locale,
            target_locale=provenance.target_locale,
            context=entry.context,
            before=before,
            after=after,
            standing=Standing.APPROVED if approved else Standing.TRANSLATED,
            machine=_is_of(written, entry),
            desk=provenance.desk,
            article=provenance.article,
            date=approval.signature.date if approval and approved else saved,
            who=person.name if person else "",
        )


def _joined(catalog: Catalog) -> Collection[Key]:
    """Texts with a neighbour that was left out and went into them: they are as long as both.

    As the translation of one text alone, that of two would be wrong wherever it came back. How long
    translations are is told from those that have no such neighbour.
    """
    beside = [
        (each, left)
        for one, other in pairwise(catalog.active())
        for each, left in ((one, other), (other, one))
        if _is_left_out(left) and _is_finished(each) and left.context == each.context
    ]
    keys = {each.key for each, _left in beside}
    others = [e for e in catalog.active() if beside and _is_finished(e) and e.key not in keys]
    longer = sum(len(e.target) for e in others) / (sum(len(e.source) for e in others) or 1) or 1
    return {
        each.key
        for each, left in beside
        if len(each.target) ** 2
        > longer**2 * len(each.source) * (len(each.source) + len(left.source))
    }


def _is_left_out(entry: Entry) -> bool:
    return entry.target == OMIT and entry.state is State.TRANSLATED


def with_neighbours(entries: Iterable[Entry]) -> Iterator[tuple[Entry, tuple[str, str]]]:
    """Entries, each with the texts before and after it, without tags; empty at the ends.

    A text that stands in several places of its article has the neighbours of its first.
    """
    found = [(entry, _plain(entry)) for entry in entries]
    texts = ["", *(text for _entry, text in found), ""]
    for (entry, _text), before, after in zip(found, texts, texts[2:], strict=False):
        yield entry, (before, after)


def _plain(entry: Entry) -> str:
    return tagged(entry.source).plain() if "<" in entry.source else entry.source


def _is_finished(entry: Entry) -> bool:
    target = entry.target
    return (
        entry.state is State.TRANSLATED
        and not entry.obsolete
        and entry.plurals is None
        and target != OMIT
        and not (target.startswith(PSEUDO[0]) and target.endswith(PSEUDO[1]))
    )


def _is_of(written: Collection[tuple[str, str]], entry: Entry) -> bool:
    return bool(written) and (key_digest(entry.key), text_digest(entry.target)) in written


def _saved(catalog: Catalog) -> str:
    """When a catalog was saved last, as records write a moment; empty where it does not say."""
    text = (catalog.header("PO-Revision-Date") or "").strip()
    for form in _DATES if len(text) <= _LONGEST else ():
        try:
            return shown_date(datetime.strptime(text, form).astimezone(UTC))
        except (ValueError, OverflowError):
            continue
    return ""
