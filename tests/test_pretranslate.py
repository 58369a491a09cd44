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
from l10n.messages import Message, message
from l10n.model.article import Span
from l10n.model.catalog import Catalog, DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.markup import OMIT, Tagged
from l10n.model.segment import Place, RawTag, Segment
from l10n.steps.pretranslate import Pretranslated, Work, ask, fill, pretranslate


class Upper:
    """Drafts by upper case; leaves empty what it is told to refuse."""

    name = "upper"

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
        raise EngineError("no model", remedy="install one")


def chain(*engines: Engine, **options: Any) -> Chain:
    return Chain(tuple(map(Candidate, engines)), "en", "uk", **options)


def segment(text: str, context: str | None = None, pair: str = "") -> Segment:
    tags = (RawTag(pair, Span(0, 1), Span(2, 3)),) if pair else ()
    return Segment(context, text, Place(0, Span(0, 1), 1, "paragraph", tags))


def work(*texts: str) -> Work:
    return Work(
        Catalog(entries=tuple(Entry(None, text) for text in texts)),
        tuple(segment(text) for text in texts),
    )


def drafted(*texts: str, engine: Upper | None = None) -> Pretranslated:
    item = work(*texts)
    return pretranslate(item.catalog, item.segments, chain(engine or Upper()))


def test_an_empty_entry_becomes_a_draft_with_a_record_and_its_origin() -> None:
    result = drafted("a dog")
    entry = result.catalog.entries[0]
    assert (entry.target, entry.state) == ("A DOG", State.DRAFT)
    assert entry.note == "Draft: upper, upper 1"
    assert result.records == (
        DraftRecord(key_digest(entry.key), text_digest("A DOG"), "upper", "upper 1"),
    )
    assert result.counts.drafted == 1


def test_a_doubtful_draft_says_so_in_record_note_and_count() -> None:
    result = drafted("a dog", "a cat", engine=Upper(doubts="dog"))
    assert result.catalog.entries[0].note.split("\n")[1] == "Check with care: odd word"
    assert [record.doubtful for record in result.records].count(True) == 1
    assert (result.counts.drafted, result.counts.doubtful) == (2, 1)


def test_what_is_left_empty_says_why_and_is_counted_by_reason() -> None:
    result = drafted("a dog", "a fox", "a dog too", engine=Upper(refuses="dog"))
    assert result.catalog.entries[0].state is State.EMPTY
    assert result.catalog.entries[0].note == "No draft: cannot say a dog"
    assert [(kind.reason.text("en"), kind.entries) for kind in result.counts.left] == [
        ("cannot say a dog", 2)
    ]
    assert result.counts.left_empty == 2
    assert len(result.records) == 1


TYPED = [
    Entry(None, "a dog", "пес", State.TRANSLATED),
    Entry(None, "a dog", "пес", State.DRAFT),
    Entry(None, "a dog", "", State.EMPTY, obsolete=True),
    Entry(None, "a dog", "", State.EMPTY, plurals=("dogs", ("", ""))),
]


@pytest.mark.parametrize("entry", TYPED)
def test_what_is_not_an_active_empty_entry_is_not_touched(entry: Entry) -> None:
    engine = Upper()
    result = pretranslate(Catalog(entries=(entry,)), [segment("a dog")], chain(engine))
    assert result.catalog.entries == (entry,)
    assert engine.calls == []


def test_the_next_engine_gets_only_what_the_first_left_empty() -> None:
    item = work("a dog", "a fox")
    first, second = Upper(refuses="dog"), Upper()
    result = pretranslate(item.catalog, item.segments, chain(first, second))
    assert [[text.text for text in call] for call in second.calls] == [["a dog"]]
    assert [entry.target for entry in result.catalog.entries] == ["A DOG", "A FOX"]
    assert result.counts.left == ()


def test_an_engine_that_fails_is_reported_and_the_next_takes_over() -> None:
    item = work("a dog")
    result = pretranslate(item.catalog, item.segments, chain(Broken(), Upper()))
    assert result.catalog.entries[0].target == "A DOG"
    assert [(failure.engine, failure.error.remedy) for failure in result.failures] == [
        ("broken", "install one")
    ]


def test_without_an_engine_that_works_the_catalog_is_as_it_was() -> None:
    item = work("a dog")
    result = pretranslate(item.catalog, item.segments, chain(Broken()))
    assert result.catalog == item.catalog


def test_a_run_without_an_engine_keeps_every_note() -> None:
    before = drafted("a dog", "a cat", "a fox", engine=Upper(refuses="fox", doubts="cat"))
    item = work("a dog", "a cat", "a fox")
    after = pretranslate(before.catalog, item.segments, chain(), before.records)
    assert after.catalog == before.catalog
    assert after.records == before.records


def test_origins_come_back_from_the_records_where_the_notes_were_remade() -> None:
    before = drafted("a dog", "a cat", engine=Upper(doubts="cat"))
    bare = Catalog(entries=tuple(replace(entry, note="role") for entry in before.catalog.entries))
    item = work("a dog", "a cat")
    after = pretranslate(bare, item.segments, chain(), before.records)
    assert after.catalog.entries[0].note == "role\nDraft: upper, upper 1"
    assert after.catalog.entries[1].note.startswith("role\nDraft: upper, upper 1\nCheck with care")


def test_a_draft_that_a_person_changed_loses_its_origin_line() -> None:
    before = drafted("a dog")
    entry = before.catalog.entries[0].with_target("пес", State.DRAFT)
    after = pretranslate(
        Catalog(entries=(entry,)), [segment("a dog")], chain(Upper()), before.records
    )
    assert after.catalog.entries[0].note == ""
    assert after.catalog.entries[0].target == "пес"


def test_a_reason_goes_once_the_entry_is_drafted_or_typed() -> None:
    empty = drafted("a dog", engine=Upper(refuses="dog"))
    item = work("a dog")
    filled = pretranslate(empty.catalog, item.segments, chain(Upper()))
    assert filled.catalog.entries[0].note == "Draft: upper, upper 1"
    typed = empty.catalog.entries[0].with_target("пес", State.TRANSLATED)
    after = pretranslate(Catalog(entries=(typed,)), item.segments, chain())
    assert after.catalog.entries[0].note == ""


def test_records_of_entries_that_are_gone_are_dropped_and_obsolete_ones_kept() -> None:
    gone = DraftRecord(key_digest((None, "gone")), "0", "upper", "upper 1")
    kept = DraftRecord(key_digest((None, "old")), "0", "upper", "upper 1")
    catalog = Catalog(entries=(Entry(None, "old", "OLD", State.DRAFT, obsolete=True),))
    assert pretranslate(catalog, [], chain(), [gone, kept]).records == (kept,)


def test_both_records_of_a_union_merge_stay_and_the_one_that_matches_is_used() -> None:
    before = drafted("a dog")
    entry, mine = before.catalog.entries[0], before.records[0]
    for other in ("0" * 64, "f" * 64):
        theirs = replace(mine, target=other, model="upper 2")
        for records in ([mine, theirs], [theirs, mine]):
            after = pretranslate(before.catalog, [segment("a dog")], chain(Upper()), records)
            assert after.catalog.entries == (entry,)
            assert set(after.records) == {mine, theirs}


def test_an_entry_drafted_anew_has_one_record() -> None:
    first = drafted("a dog").records[0]
    old = [replace(first, target="0" * 64), replace(first, target="1" * 64)]
    item = work("a dog")
    after = pretranslate(item.catalog, item.segments, chain(Upper()), old)
    assert after.records == (first,)


def test_tags_are_known_from_the_segment() -> None:
    text = "a <b7> <a1>dog</a1>"
    engine = Fixed("A <a1>DOG</a1> <b7>")
    catalog = Catalog(entries=(Entry(None, text),))
    result = pretranslate(catalog, [segment(text, pair="a1")], chain(engine))
    assert result.catalog.entries[0].target == "A <a1>DOG</a1> <b7>"


@pytest.mark.parametrize(
    "bad", ["no tag", "<a1>x", "<a1/>", "<a1>x</a1><a1>y</a1>", "  ", OMIT, "<a1>x</a1>\n", "\0"]
)
def test_a_draft_that_a_catalog_cannot_hold_is_left_empty_whatever_the_engine(bad: str) -> None:
    catalog = Catalog(entries=(Entry(None, "<a1>x</a1> y"),))
    result = pretranslate(catalog, [segment("<a1>x</a1> y", pair="a1")], chain(Fixed(bad)))
    assert result.catalog.entries[0].target == ""
    assert result.catalog.entries[0].note.startswith("No draft: ")


def test_an_engine_that_gives_too_few_drafts_is_a_failure() -> None:
    result = drafted("a", "b", engine=Fixed("A"))
    assert "1 drafts for 2 texts" in str(result.failures[0].error)
    assert result.catalog.entries[0].target == ""


def test_a_text_is_asked_for_once_across_articles() -> None:
    engine = Upper()
    works = [work(f"t{index}", f"t{index + 1}", "all") for index in range(10)]
    answers = ask(works, chain(engine))
    for item in works:
        result = fill(item, answers, chain(engine))
        wanted = [entry.source.upper() for entry in item.catalog.entries]
        assert [entry.target for entry in result.catalog.entries] == wanted
    (call,) = engine.calls
    assert len(set(call)) == len(call) == 12


def test_drafts_reach_a_catalog_that_changed_meanwhile() -> None:
    answers = ask([work("kept", "typed", "gone")], chain(Upper()))
    now = work("new", "kept", "typed")
    typed = now.catalog.entries[2].with_target("By hand.", State.TRANSLATED)
    now = replace(now, catalog=replace(now.catalog, entries=(*now.catalog.entries[:2], typed)))
    result = fill(now, answers, chain(Upper()))
    assert [entry.target for entry in result.catalog.entries] == ["", "KEPT", "By hand."]
    assert (result.counts.drafted, result.unasked) == (1, 1)


def test_progress_counts_texts() -> None:
    seen: list[tuple[int, int]] = []
    item = work(*[f"t{index}" for index in range(7)])
    ask([item], chain(Upper(), progress=lambda done, total: seen.append((done, total))))
    assert seen == [(number, 7) for number in range(1, 8)]


def test_lines_are_known_again_wherever_a_language_puts_the_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turned = {
        "Draft: {engine}, {model}": "{model} ({engine}) drafted this",
        "No draft: {reason}": "{reason}, so no draft",
    }
    text = Message.text

    def translated(self: Message, language: str | None = None) -> str:
        return text(Message(turned.get(self.template, self.template), self.arguments), "en")

    monkeypatch.setattr(Message, "text", translated)
    catalog = Catalog(entries=(Entry(None, "a dog", note="role"), Entry(None, "a fox")))
    parts = [segment("a dog"), segment("a fox")]
    records: tuple[DraftRecord, ...] = ()
    for _ in range(2):
        engines = [Upper(refuses="fox")]
        result = pretranslate(catalog, parts, chain(*engines), records, language="xx")
        notes = [entry.note for entry in result.catalog.entries]
        assert notes == ["role\nupper 1 (upper) drafted this", "cannot say a fox, so no draft"]
        catalog, records = result.catalog, result.records


def test_the_note_speaks_its_own_language_and_other_lines_stay() -> None:
    catalog = Catalog(entries=(Entry(None, "a dog", note="heading\n\na1: /x"),))
    result = pretranslate(catalog, [segment("a dog")], chain(Upper()), language="en")
    assert result.catalog.entries[0].note == "heading\n\na1: /x\nDraft: upper, upper 1"


entries = st.builds(
    lambda source, target, state, note, obsolete: Entry(
        None, source, target, state if target else State.EMPTY, obsolete, note=note
    ),
    st.sampled_from("abcdef"),
    st.sampled_from(["", "", "x", "B"]),
    st.sampled_from([State.DRAFT, State.TRANSLATED]),
    st.sampled_from(["", "role", "No draft: odd", "Draft: upper, upper 1\nCheck with care: odd"]),
    st.booleans(),
)


@given(st.lists(entries, max_size=6, unique_by=lambda entry: entry.source), st.data())
@settings(max_examples=150)
def test_nothing_with_a_target_changes_and_a_second_run_changes_nothing(
    found: list[Entry], data: st.DataObject
) -> None:
    catalog = Catalog(entries=tuple(found))
    parts = [segment(entry.source) for entry in found]
    engine = Upper(refuses=data.draw(st.sampled_from("abc")), doubts="d")
    once = pretranslate(catalog, parts, chain(engine))
    for old, new in zip(found, once.catalog.entries, strict=True):
        if old.target or old.obsolete:
            assert (new.target, new.state, new.key) == (old.target, old.state, old.key)
    twice = pretranslate(once.catalog, parts, chain(engine), once.records)
    assert twice.catalog == once.catalog
    assert twice.records == once.records
    offline = pretranslate(once.catalog, parts, chain(), once.records)
    assert offline.catalog == once.catalog


def test_pseudo_serves_as_an_engine() -> None:
    item = work("The mayor spoke.")
    result = pretranslate(item.catalog, item.segments, chain(Pseudo()))
    assert result.catalog.entries[0].note == "Draft: pseudo, pseudo 1"
