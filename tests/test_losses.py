"""What a catalog has lost since it was last seen, and what only looks so."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from l10n.model.catalog import Catalog, DraftRecord, Entry, State, key_digest, text_digest
from l10n.steps.losses import Losses, grown, losses, sighting_of

SOURCES = ("Рада ухвалила бюджет.", "Міст відкрили.", "Школа чекає.")
TARGETS = ("The council passed the budget.", "The bridge is open.", "The school waits.")


def person(source: str, target: str, context: str | None = None) -> Entry:
    return Entry(context, source).with_target(target, State.TRANSLATED)


def machine(source: str, target: str) -> Entry:
    return Entry(None, source).with_target(target, State.DRAFT)


def recorded(entry: Entry) -> DraftRecord:
    return DraftRecord(key_digest(entry.key), text_digest(entry.target), "argos")


ALL = tuple(map(person, SOURCES, TARGETS))
DRAFTS = tuple(map(machine, SOURCES, TARGETS))


def lost(
    before: Sequence[Entry],
    after: Sequence[Entry],
    *,
    records: Sequence[DraftRecord] = (),
    article: Sequence[str] = (),
    broken: bool = False,
) -> Losses:
    seen = sighting_of(Catalog(entries=tuple(before)), records)
    return losses(seen, Catalog(entries=tuple(after)), lambda: article, broken=broken)


def test_a_catalog_that_is_as_it_was_has_lost_nothing() -> None:
    assert not lost(ALL, ALL)
    assert not lost((), ALL)
    assert not lost(ALL, reversed(ALL))  # type: ignore[arg-type]


def test_what_a_person_wrote_is_missed_whatever_the_article_has() -> None:
    assert lost(ALL, ALL[:1]) == Losses(entries=2)
    commented = Entry(None, "Хто це сказав?", comment="Who said this?")
    assert lost((*ALL, commented), ALL) == Losses(entries=1)


def test_an_entry_that_only_went_obsolete_is_there() -> None:
    assert not lost(ALL, [replace(entry, obsolete=True) for entry in ALL])


def test_old_translations_that_were_purged_are_missed() -> None:
    """`msgattrib --no-obsolete`, which looks like a cut behind the last active entry."""
    old = replace(person("Старе.", "Old."), obsolete=True)
    assert lost((*ALL, old), ALL) == Losses(entries=1)
    draft = replace(machine("Старе.", "Old."), obsolete=True)
    assert not lost((*ALL, draft), ALL, records=[recorded(draft)])


def test_drafts_are_missed_if_the_article_has_their_text_still() -> None:
    records = [recorded(entry) for entry in DRAFTS]
    empty = [Entry(None, source) for source in SOURCES]
    assert lost(DRAFTS, DRAFTS[:1], records=records, article=SOURCES) == Losses(entries=2)
    assert lost(empty, empty[:1], article=SOURCES) == Losses(entries=2)
    assert not lost(DRAFTS, DRAFTS[:1], records=records, article=SOURCES[:1])
    assert not lost(empty, empty[:1], article=SOURCES[:1])


def test_a_persons_target_that_is_empty_is_missed() -> None:
    emptied = (ALL[0], Entry(None, SOURCES[1]), ALL[2])
    assert lost(ALL, emptied) == Losses(targets=1)
    records = [recorded(entry) for entry in DRAFTS]
    assert not lost(DRAFTS, emptied, records=records)
    # A draft that a person has confirmed, or that no record knows, is a person's.
    assert lost(DRAFTS, emptied) == Losses(targets=1)


def test_contexts_that_a_tool_dropped_are_no_loss() -> None:
    before = (person("Рада", "Council", "title"), person("Рада", "The council"))
    assert not lost(before, (person("Рада", "Council", "a.md:1"), before[1]))
    assert not lost((before[0],), (person("Рада", "Council"),))
    assert lost(before, (person("Рада", "Council"),)) == Losses(entries=1)


def test_another_normal_form_of_a_text_is_the_same_text() -> None:
    assert not lost((person("й\u0438\u0306", "y"),), (person("\u0438\u0306\u0439", "y"),))


@pytest.mark.parametrize(
    ("target", "broken", "cut"),
    [
        ("The council passed ", True, True),
        ("The council passed the city-", True, True),
        ("The council passed the", True, False),
        ("The council passed the city-wide budget of", True, False),
        ("The council passed ", False, False),
        ("The city's council passed ", True, False),
    ],
)
def test_a_last_target_that_ends_with_its_file(target: str, broken: bool, cut: bool) -> None:
    whole = person(SOURCES[2], "The council passed the city-wide budget of the year.")
    found = lost((*ALL[:2], whole), (*ALL[:2], person(SOURCES[2], target)), broken=broken)
    assert found == Losses(targets=int(cut))


def test_forms_of_a_foreign_plural_entry_are_counted() -> None:
    def plural(*forms: str) -> Entry:
        return replace(Entry(None, "день"), plurals=("дні", forms), state=State.TRANSLATED)

    assert lost((plural("day", "days"),), (plural("day", ""),)) == Losses(targets=1)
    assert not lost((plural("day", ""),), (plural("day", "days"),))


def test_what_the_tool_put_in_need_not_be_known_to_an_editor() -> None:
    """An editor that had the file open all the time saves it as it knew it."""
    before = sighting_of(Catalog(entries=ALL[:2]), ())
    new = (Entry(None, SOURCES[2]), Entry(None, "Ціни зросли."))
    first = grown(sighting_of(Catalog(entries=(*ALL[:2], new[0])), ()), before)
    second = grown(sighting_of(Catalog(entries=(*ALL[:2], *new)), ()), first)
    article = (*SOURCES, "Ціни зросли.")

    def missing(after: Sequence[Entry]) -> Losses:
        return losses(second, Catalog(entries=tuple(after)), lambda: article, broken=False)

    assert not missing(ALL[:2])
    assert not missing((*ALL[:2], new[0]))
    assert missing(ALL[:1]) == Losses(entries=1)


def test_what_was_received_is_missed_by_whoever_saves_over_it() -> None:
    before = sighting_of(Catalog(entries=(*ALL[:2], Entry(None, SOURCES[2]))), ())
    after = grown(sighting_of(Catalog(entries=ALL), ()), before)
    stale = Catalog(entries=(*ALL[:2], Entry(None, SOURCES[2])))
    assert losses(after, stale, lambda: SOURCES, broken=False) == Losses(targets=1)


def test_what_a_changed_text_inherited_is_not_missed() -> None:
    old = replace(ALL[0], obsolete=True)
    heir = replace(Entry(None, "Рада ухвалила новий бюджет."), previous=old.key).with_target(
        old.target, State.DRAFT
    )
    assert not lost((heir, ALL[1], old), ALL[:2])
    own = replace(heir, comment="Is it new?")
    assert lost((own, ALL[1], old), ALL[:2]) == Losses(entries=1)
    own = heir.with_target("The council passed a new budget.", State.DRAFT)
    assert lost((own, ALL[1], old), ALL[:2]) == Losses(entries=1)
