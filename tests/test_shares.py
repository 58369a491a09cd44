"""Shares: what of a version a machine wrote, what people did, and who answers for it."""

from collections.abc import Mapping

from l10n.model.catalog import Entry, State, key_digest, text_digest
from l10n.model.composition import Signatory
from l10n.model.counts import Tally
from l10n.model.segment import Key
from l10n.steps.approval import approvals
from l10n.steps.shares import Drafted, composition
from tests.test_signatures import OLENA, TARAS, signature

DONE = State.TRANSLATED
RAW = Entry(None, "Сире.", "Raw.", State.DRAFT)
TAKEN = Entry(None, "Прийняте без змін.", "Taken as it was.", DONE)
EDITED = Entry("title", "Виправлене.", "Put right.", DONE)
OWN = Entry(None, "Своє.", "Our own.", DONE)
MISSING: Key = (None, "Тут поки нічого немає.")
TEXTS: Mapping[Key, Entry | None] = {
    **{each.key: each for each in (RAW, TAKEN, EDITED, OWN)},
    MISSING: None,
}


def drafted(entry: Entry, target: str | None = None, *, beside: bool = False) -> Drafted:
    text = entry.target if target is None else target
    return Drafted(key_digest(entry.key), text_digest(text), "argos", "1.9", beside=beside)


DRAFTS = (drafted(RAW), drafted(TAKEN), drafted(EDITED, "Wrong."))


def test_every_entry_is_counted_as_what_it_is() -> None:
    found = composition(TEXTS, DRAFTS, {}, {})
    assert (found.raw, found.accepted, found.edited) == (Tally(1, 1), Tally(1, 3), Tally(1, 1))
    assert (found.people, found.source) == (Tally(1, 1), Tally(1, 4))
    assert found.total == Tally(5, 10)
    assert found.unedited.percent(words=True) == 40
    assert found.engines == (("argos", "1.9"),)


def test_a_draft_of_an_earlier_source_is_still_the_machines() -> None:
    before = Entry(None, "Прийняте без змін", TAKEN.target)
    found = composition({TAKEN.key: TAKEN}, [drafted(before)], {}, {})
    assert found.accepted == Tally(1, 3)


def test_a_draft_that_lay_beside_a_text_made_it_no_machines() -> None:
    beside = [drafted(OWN, "Its own.", beside=True), drafted(RAW, beside=True)]
    found = composition({OWN.key: OWN, RAW.key: RAW}, beside, {}, {})
    assert (found.people, found.raw) == (Tally(1, 1), Tally(1, 1))


def test_whoever_translated_and_signed_is_named() -> None:
    record = [
        signature(OWN, second=1),
        signature(TAKEN, second=5),
        signature(OWN, who=TARAS, role="lawyer", second=3),
        signature(RAW),
    ]
    found = composition(
        TEXTS, DRAFTS, approvals(filter(None, TEXTS.values()), record), {OWN.key: TARAS}
    )
    assert found.approved == Tally(2, 4)
    assert not found.is_approved
    first, last = "2026-11-27T12:00:01Z", "2026-11-27T12:00:05Z"
    assert found.approvers == (
        Signatory(OLENA, "", first, last, 2),
        Signatory(TARAS, "lawyer", first.replace("01Z", "03Z"), first.replace("01Z", "03Z"), 1),
    )
    assert found.translators == (TARAS,)


def test_a_version_is_approved_when_all_of_it_is() -> None:
    signed = approvals([OWN], [signature(OWN)])
    assert composition({OWN.key: OWN}, (), signed, {}).is_approved
    assert not composition({}, (), {}, {}).is_approved
