"""What comes back from a translator: taken, kept, or both, and never lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from l10n.model.catalog import Catalog, DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.sent_record import SentRecord, sent_record
from l10n.steps.receive import Outcome, Received, Records, receive

DATE = "2026-01-01T00:00:00Z"


def entry(source: str, target: str = "", state: State | None = None, **more: object) -> Entry:
    made = Entry(None, source, **more)  # type: ignore[arg-type]
    return made.with_target(target, state or State.TRANSLATED)


def catalog(*entries: Entry) -> Catalog:
    return Catalog(entries=entries)


def sent(*entries: Entry) -> tuple[SentRecord, ...]:
    return tuple(sent_record(each, DATE) for each in entries)


def draft_record(made: Entry) -> DraftRecord:
    return DraftRecord(key_digest(made.key), text_digest(made.target), "argos", "m 1")


def outcomes(received: Received) -> list[Outcome]:
    return [receipt.outcome for receipt in received.receipts]


def take(ours: Catalog, theirs: Catalog, **more: object) -> Received:
    return receive(ours, theirs, Records(**more), origin="a.md.po")  # type: ignore[arg-type]


def test_a_translation_fills_an_empty_entry() -> None:
    received = take(catalog(entry("Так.")), catalog(entry("Так.", "Yes.")))
    assert received.catalog.entries[0].target == "Yes."
    assert received.catalog.entries[0].state is State.TRANSLATED
    assert outcomes(received) == [Outcome.TAKEN]


def test_a_translation_replaces_a_machine_draft() -> None:
    ours = entry("Так.", "Yeah.", State.DRAFT)
    received = take(catalog(ours), catalog(entry("Так.", "Yes.")), drafts=(draft_record(ours),))
    assert received.catalog.entries[0].target == "Yes."


def test_a_confirmed_draft_becomes_translated() -> None:
    ours = entry("Так.", "Yes.", State.DRAFT)
    received = take(catalog(ours), catalog(entry("Так.", "Yes.")), sent=sent(ours))
    assert received.catalog.entries[0].state is State.TRANSLATED
    assert outcomes(received) == [Outcome.TAKEN]


def test_what_the_translator_left_alone_does_not_undo_our_work() -> None:
    before = entry("Так.", "Yeah.", State.DRAFT)
    received = take(catalog(entry("Так.", "Yes.")), catalog(before), sent=sent(before))
    assert received.catalog.entries[0].target == "Yes."
    assert received.catalog.entries[0].state is State.TRANSLATED
    assert outcomes(received) == [Outcome.UNTOUCHED]


def test_an_empty_entry_that_comes_back_empties_nothing() -> None:
    received = take(catalog(entry("Так.", "Yes.")), catalog(entry("Так.")))
    assert received.catalog.entries[0].target == "Yes."


def test_what_was_changed_here_and_there_keeps_both_texts() -> None:
    before = entry("Так.", "Yeah.", State.DRAFT)
    received = take(
        catalog(entry("Так.", "Yes, here.")),
        catalog(entry("Так.", "Yes, there.")),
        sent=sent(before),
    )
    merged = received.catalog.entries[0]
    assert merged.target == "Yes, here."
    assert merged.state is State.DRAFT
    assert "Yes, there." in merged.comment
    assert "a.md.po" in merged.comment
    assert outcomes(received) == [Outcome.CONFLICT]


def test_two_persons_texts_without_a_record_are_a_conflict() -> None:
    received = take(catalog(entry("Так.", "Yes.")), catalog(entry("Так.", "Yep.")))
    assert outcomes(received) == [Outcome.CONFLICT]
    assert "Yep." in received.catalog.entries[0].comment


def test_a_translation_of_an_older_source_becomes_a_draft() -> None:
    old = "Рада ухвалила бюджет міста на рік."
    new = "Рада ухвалила новий бюджет міста на рік."
    received = take(
        catalog(entry(new), entry(old, obsolete=True)), catalog(entry(old, "The budget."))
    )
    active, obsolete = received.catalog.entries
    assert (active.target, active.state, active.previous) == (
        "The budget.",
        State.DRAFT,
        (None, old),
    )
    assert obsolete.obsolete
    assert obsolete.target == "The budget."
    assert outcomes(received) == [Outcome.SOURCE_CHANGED]


def test_a_translation_whose_source_is_gone_is_set_aside() -> None:
    received = take(
        catalog(entry("Зовсім інше речення про погоду.", "Weather.")),
        catalog(entry("Рада ухвалила бюджет.", "The budget.")),
    )
    kept = received.catalog.obsolete()
    assert [each.target for each in kept] == ["The budget."]
    assert outcomes(received) == [Outcome.SET_ASIDE]


def test_an_older_translation_never_replaces_a_persons() -> None:
    old = "Рада ухвалила бюджет міста на рік."
    new = "Рада ухвалила новий бюджет міста на рік."
    received = take(catalog(entry(new, "New budget.")), catalog(entry(old, "The budget.")))
    assert received.catalog.active()[0].target == "New budget."
    assert received.catalog.obsolete()[0].target == "The budget."


def test_a_translators_comment_is_added_once() -> None:
    ours = catalog(entry("Так.", comment="ours"))
    theirs = catalog(entry("Так.", "Yes.", comment="check the name"))
    once = take(ours, theirs)
    twice = take(once.catalog, theirs)
    assert once.catalog.entries[0].comment == "ours\ncheck the name"
    assert twice.catalog == once.catalog


def test_needs_work_set_by_the_translator_is_respected() -> None:
    ours = entry("Так.", "Yes.")
    received = take(catalog(ours), catalog(entry("Так.", "Yes.", State.DRAFT)), sent=sent(ours))
    assert received.catalog.entries[0].state is State.DRAFT


texts = st.sampled_from(["", "Один.", "Два слова.", "Три слова тут.", "Три слова там."])
entries = st.builds(
    lambda source, target, state, obsolete: replace(
        entry(source, target, state), obsolete=obsolete
    ),
    st.sampled_from(["Один.", "Два слова.", "Три слова тут.", "Три слова там.", "П’ять."]),
    texts,
    st.sampled_from([State.DRAFT, State.TRANSLATED]),
    st.booleans(),
)
catalogs = st.lists(entries, max_size=6, unique_by=lambda each: each.key).map(
    lambda found: catalog(
        *[each for each in found if not each.obsolete], *[each for each in found if each.obsolete]
    )
)


def everything(made: Catalog) -> str:
    return "\n".join(f"{each.target}\n{each.comment}" for each in made.entries)


@given(catalogs, catalogs, st.booleans())
def test_no_text_of_a_person_is_lost(ours: Catalog, theirs: Catalog, with_sent: bool) -> None:
    given_out = sent(*ours.entries) if with_sent else ()
    received = receive(ours, theirs, Records(given_out), origin="x.po")
    told = everything(received.catalog)
    for each in theirs.active():
        assert each.target in told
    if not with_sent:
        for each in ours.entries:
            assert each.target in told


@given(catalogs, catalogs)
def test_receiving_twice_is_receiving_once(ours: Catalog, theirs: Catalog) -> None:
    once = receive(ours, theirs, origin="x.po").catalog
    assert receive(once, theirs, origin="x.po").catalog == once


@given(catalogs, catalogs)
def test_keys_stay_unique(ours: Catalog, theirs: Catalog) -> None:
    merged = receive(ours, theirs, origin="x.po").catalog
    keys = [each.key for each in merged.entries]
    assert len(keys) == len(set(keys))
    assert [each.key for each in merged.active()] == [each.key for each in ours.active()]


def test_a_file_without_contexts_is_taken_all_the_same() -> None:
    ours = catalog(entry("Рада"), replace(entry("Рада міста"), context="heading"))
    theirs = catalog(entry("Рада", "Council"), entry("Рада міста", "City council"))
    received = take(ours, theirs)
    assert [(each.context, each.target) for each in received.catalog.entries] == [
        (None, "Council"),
        ("heading", "City council"),
    ]
    assert outcomes(received) == [Outcome.TAKEN] * 2


def test_a_text_of_two_contexts_is_not_guessed_at() -> None:
    places = [replace(entry("Рада"), context=context) for context in ("heading", "title")]
    received = take(catalog(*places), catalog(entry("Рада", "Council")))
    assert [each.state for each in received.catalog.active()] == [State.DRAFT, State.EMPTY]


def test_a_file_that_has_contexts_is_taken_at_its_word() -> None:
    ours = catalog(replace(entry("Рада"), context="heading"), replace(entry("Місто"), context="a"))
    theirs = catalog(entry("Рада", "Council"), replace(entry("Місто", "City"), context="a"))
    received = take(ours, theirs)
    assert [each.state for each in received.catalog.active()] == [State.DRAFT, State.TRANSLATED]


def test_what_was_taken_and_got_lost_is_taken_again() -> None:
    came = sent(entry("Так.", "Yes."))
    for ours in (entry("Так."), entry("Так.", "Yeah.", State.DRAFT)):
        received = take(
            catalog(ours),
            catalog(entry("Так.", "Yes.")),
            sent=came,
            drafts=(draft_record(ours),),
        )
        assert outcomes(received) == [Outcome.TAKEN]
        assert received.catalog.entries[0].target == "Yes."
