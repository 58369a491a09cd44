from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines import Draft, Engine, Request
from l10n.engines.chain import Candidate, Chain
from l10n.engines.pseudo import Pseudo
from l10n.errors import EngineError
from l10n.glossary.finding import FoundTerms
from l10n.messages import joined, message
from l10n.model.article import Span
from l10n.model.catalog import Catalog, DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.markup import OMIT, Tagged
from l10n.model.segment import Place, RawTag, Segment
from l10n.steps.note import with_notes
from l10n.steps.pretranslate import CatalogWork, Pretranslated, ask, fill, pretranslate


class Upper:
    """Drafts by upper case; leaves empty what it is told to refuse."""

    name = "upper"
    translates = False

    def __init__(self, refuses: str = "", doubts: str = "") -> None:
        self.calls: list[list[Tagged]] = []
        self.refuses, self.doubts = refuses, doubts

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset({("en", "uk")})

    def models(self) -> tuple[str, ...]:
        return ("upper 1",)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterable[Draft]:
        self.calls.append([request.text for request in requests])
        return tuple(self.one(request.text.text) for request in requests)

    def one(self, text: str) -> Draft:
        if self.refuses and self.refuses in text:
            return Draft("", "upper 1", message("cannot say {word}", word=text))
        doubtful = bool(self.doubts) and self.doubts in text
        reason = message("odd word") if doubtful else None
        return Draft(text.upper(), "upper 1", reason, doubtful)


class Fixed(Upper):
    def __init__(self, *drafts: str) -> None:
        super().__init__()
        self.drafts = drafts

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterable[Draft]:
        return tuple(Draft(text, "fixed") for text in self.drafts)


class Broken(Upper):
    name = "broken"

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterable[Draft]:
        raise EngineError("no model", code="ENG-002", remedy="install one")


def chain(*engines: Engine, **options: Any) -> Chain:
    return Chain(tuple(map(Candidate, engines)), "en", "uk", **options)


def segment(text: str, context: str | None = None, pair: str = "") -> Segment:
    tags = (RawTag(pair, Span(0, 1), Span(2, 3)),) if pair else ()
    return Segment(context, text, Place(0, Span(0, 1), 1, "paragraph", tags))


NO_TERMS = FoundTerms("en", "uk")


def work(*texts: str) -> CatalogWork:
    return held([Entry(None, text) for text in texts])


def held(entries: Iterable[Entry], *records: DraftRecord, pair: str = "") -> CatalogWork:
    found = tuple(entries)
    parts = tuple(segment(entry.source, pair=pair) for entry in found if not entry.obsolete)
    return CatalogWork(Catalog(entries=found), parts, records, NO_TERMS)


def again(before: Pretranslated) -> CatalogWork:
    return held(before.catalog.entries, *before.records)


def drafted(*texts: str, engine: Upper | None = None) -> Pretranslated:
    return pretranslate(work(*texts), chain(engine or Upper()))


def notes(result: Pretranslated) -> list[str]:
    """What the notes say beside the role."""
    parts = again(result).segments
    noted = with_notes(result.catalog, parts, result.records, NO_TERMS, "en")
    return [entry.note.partition("\n")[2] for entry in noted.entries]


def test_an_empty_entry_becomes_a_draft_with_a_record() -> None:
    result = drafted("a dog")
    entry = result.catalog.entries[0]
    assert (entry.target, entry.state) == ("A DOG", State.DRAFT)
    assert notes(result) == ["Draft: upper, upper 1"]
    assert result.records == (
        DraftRecord(key_digest(entry.key), text_digest("A DOG"), "upper", "upper 1"),
    )
    assert result.counts.drafted == 1


def test_a_doubtful_draft_says_so_in_record_note_and_count() -> None:
    result = drafted("a dog", "a cat", engine=Upper(doubts="dog"))
    assert notes(result)[0].split("\n")[1] == "Check with care: odd word"
    assert [record.doubtful for record in result.records].count(True) == 1
    assert (result.counts.drafted, result.counts.doubtful) == (2, 1)


def test_what_is_left_empty_says_why_and_is_counted_by_reason() -> None:
    result = drafted("a dog", "a fox", "a dog too", engine=Upper(refuses="dog"))
    assert result.catalog.entries[0].state is State.EMPTY
    assert notes(result)[0] == "No draft: cannot say a dog"
    assert [(kind.reason.text("en"), kind.entries) for kind in result.counts.left] == [
        ("cannot say a dog", 2)
    ]
    assert result.counts.left_empty == 2
    assert [record.target for record in result.records].count("") == 2


def test_an_entry_left_empty_has_a_record_of_who_and_why() -> None:
    result = pretranslate(work("a dog"), chain(Upper(refuses="dog"), Fixed(" ")))
    assert result.records == (
        DraftRecord(
            key_digest((None, "a dog")),
            engine="upper, upper",
            reason=joined(
                [message("cannot say {word}", word="a dog"), message("the engine gave no text")]
            ),
        ),
    )


TYPED = [
    Entry(None, "a dog", "пес", State.TRANSLATED),
    Entry(None, "a dog", "пес", State.DRAFT),
    Entry(None, "a dog", "", State.EMPTY, obsolete=True),
    Entry(None, "a dog", "", State.EMPTY, plurals=("dogs", ("", ""))),
]


@pytest.mark.parametrize("entry", TYPED)
def test_what_is_not_an_active_empty_entry_is_not_touched(entry: Entry) -> None:
    engine = Upper()
    result = pretranslate(held([entry]), chain(engine))
    assert result.catalog.entries == (entry,)
    assert engine.calls == []


def test_the_next_engine_gets_only_what_the_first_left_empty() -> None:
    first, second = Upper(refuses="dog"), Upper()
    result = pretranslate(work("a dog", "a fox"), chain(first, second))
    assert [[text.text for text in call] for call in second.calls] == [["a dog"]]
    assert [entry.target for entry in result.catalog.entries] == ["A DOG", "A FOX"]
    assert result.counts.left == ()


def test_the_next_engine_takes_over_from_one_that_fails() -> None:
    result = pretranslate(work("a dog"), chain(Broken(), Upper()))
    assert result.catalog.entries[0].target == "A DOG"
    assert [(failure.engine, failure.error.remedy) for failure in result.failures] == [
        ("broken", "install one")
    ]


def test_without_an_engine_that_works_the_catalog_is_as_it_was() -> None:
    item = work("a dog")
    result = pretranslate(item, chain(Broken()))
    assert result.catalog == item.catalog


def test_a_run_without_an_engine_keeps_every_record() -> None:
    before = drafted("a dog", "a cat", "a fox", engine=Upper(refuses="fox", doubts="cat"))
    after = pretranslate(again(before), chain())
    assert after.catalog == before.catalog
    assert after.records == before.records


def test_an_engine_that_fails_leaves_the_reason_that_was_known() -> None:
    before = drafted("a dog", engine=Upper(refuses="dog"))
    assert pretranslate(again(before), chain(Broken())).records == before.records


def test_a_draft_that_a_person_changed_loses_its_origin_line() -> None:
    before = drafted("a dog")
    entry = before.catalog.entries[0].with_target("пес", State.DRAFT)
    after = pretranslate(held([entry], *before.records), chain(Upper()))
    assert notes(after) == [""]
    assert after.catalog.entries[0].target == "пес"


def test_a_reason_goes_once_the_entry_is_drafted_or_typed() -> None:
    empty = drafted("a dog", engine=Upper(refuses="dog"))
    filled = pretranslate(again(empty), chain(Upper()))
    assert notes(filled) == ["Draft: upper, upper 1"]
    assert len(filled.records) == 1
    typed = empty.catalog.entries[0].with_target("пес", State.TRANSLATED)
    after = pretranslate(held([typed], *empty.records), chain())
    assert notes(after) == [""]
    assert after.records == ()


def test_a_new_reason_takes_the_place_of_the_old_one() -> None:
    first = drafted("a dog", engine=Upper(refuses="dog"))
    second = pretranslate(again(first), chain(Fixed(" ")))
    assert notes(second) == ["No draft: the engine gave no text"]


def test_reasons_of_both_sides_of_a_union_merge_are_told() -> None:
    sides = [drafted("a dog", engine=Upper(refuses="dog")), drafted("a dog", engine=Fixed(" "))]
    records = [record for side in sides for record in side.records]
    after = pretranslate(held(sides[0].catalog.entries, *records), chain())
    assert set(after.records) == set(records)
    assert notes(after) == ["No draft: cannot say a dog; the engine gave no text"]


def test_records_go_with_their_entries_and_obsolete_ones_stay() -> None:
    gone = DraftRecord(key_digest((None, "gone")), "0", "upper", "upper 1")
    kept = DraftRecord(key_digest((None, "old")), "0", "upper", "upper 1")
    entry = Entry(None, "old", "OLD", State.DRAFT, obsolete=True)
    assert pretranslate(held([entry], gone, kept), chain()).records == (kept,)


def test_both_records_of_a_union_merge_stay() -> None:
    before = drafted("a dog")
    entry, mine = before.catalog.entries[0], before.records[0]
    for other in ("0" * 64, "f" * 64):
        theirs = replace(mine, target=other, model="upper 2")
        for records in ([mine, theirs], [theirs, mine]):
            after = pretranslate(held([entry], *records), chain(Upper()))
            assert after.catalog.entries == (entry,)
            assert set(after.records) == {mine, theirs}


def test_an_entry_drafted_anew_has_one_record() -> None:
    first = drafted("a dog").records[0]
    old = [replace(first, target="0" * 64), replace(first, target="1" * 64)]
    after = pretranslate(held([Entry(None, "a dog")], *old), chain(Upper()))
    assert after.records == (first,)


def test_tags_are_known_from_the_segment() -> None:
    text = "a <b7> <a1>dog</a1>"
    engine = Fixed("A <a1>DOG</a1> <b7>")
    result = pretranslate(held([Entry(None, text)], pair="a1"), chain(engine))
    assert result.catalog.entries[0].target == "A <a1>DOG</a1> <b7>"


@pytest.mark.parametrize(
    "bad", ["no tag", "<a1>x", "<a1/>", "<a1>x</a1><a1>y</a1>", "  ", OMIT, "<a1>x</a1>\n", "\0"]
)
def test_a_draft_that_a_catalog_cannot_hold_is_left_empty(bad: str) -> None:
    result = pretranslate(held([Entry(None, "<a1>x</a1> y")], pair="a1"), chain(Fixed(bad)))
    assert result.catalog.entries[0].target == ""
    assert [record.target for record in result.records] == [""]


def test_an_engine_that_gives_too_few_drafts_is_a_failure() -> None:
    result = drafted("a", "b", engine=Fixed("A"))
    assert "1 drafts for 2 texts" in str(result.failures[0].error)
    assert result.catalog.entries[0].target == ""


def test_a_text_is_asked_for_once_across_articles() -> None:
    engine = Upper()
    works = [work(f"t{index}", f"t{index + 1}", "all") for index in range(10)]
    answers = ask(works, chain(engine))
    for item in works:
        result = fill(item, answers)
        wanted = [entry.source.upper() for entry in item.catalog.entries]
        assert [entry.target for entry in result.catalog.entries] == wanted
    (call,) = engine.calls
    assert len(set(call)) == len(call) == 12


def test_drafts_reach_a_catalog_that_changed_meanwhile() -> None:
    answers = ask([work("kept", "typed", "gone")], chain(Upper()))
    now = work("new", "kept", "typed")
    typed = now.catalog.entries[2].with_target("By hand.", State.TRANSLATED)
    now = replace(now, catalog=replace(now.catalog, entries=(*now.catalog.entries[:2], typed)))
    result = fill(now, answers)
    assert [entry.target for entry in result.catalog.entries] == ["", "KEPT", "By hand."]
    assert (result.counts.drafted, result.unasked) == (1, 1)


def test_progress_counts_texts() -> None:
    seen: list[tuple[int, int]] = []
    item = work(*[f"t{index}" for index in range(7)])
    ask([item], chain(Upper(), progress=lambda done, total: seen.append((done, total))))
    assert seen == [(number, 7) for number in range(1, 8)]


entries = st.builds(
    lambda source, target, state, obsolete: Entry(
        None, source, target, state if target else State.EMPTY, obsolete
    ),
    st.sampled_from("abcdef"),
    st.sampled_from(["", "", "x", "B"]),
    st.sampled_from([State.DRAFT, State.TRANSLATED]),
    st.booleans(),
)


@given(st.lists(entries, max_size=6, unique_by=lambda entry: entry.source), st.data())
@settings(max_examples=150)
def test_only_what_is_empty_changes_and_only_once(found: list[Entry], data: st.DataObject) -> None:
    engine = Upper(refuses=data.draw(st.sampled_from("abc")), doubts="d")
    once = pretranslate(held(found), chain(engine))
    for old, new in zip(found, once.catalog.entries, strict=True):
        if old.target or old.obsolete:
            assert (new.target, new.state, new.key) == (old.target, old.state, old.key)
    for engines in ([engine], []):
        twice = pretranslate(again(once), chain(*engines))
        assert twice.catalog == once.catalog
        assert twice.records == once.records


def test_pseudo_serves_as_an_engine() -> None:
    result = pretranslate(work("The mayor spoke."), chain(Pseudo()))
    assert notes(result) == ["Draft: pseudo, pseudo 1"]
