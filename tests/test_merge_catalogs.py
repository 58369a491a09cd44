"""Two versions of a catalog become one: what people typed on either side is in it."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.model.catalog import (
    Catalog,
    DraftRecord,
    Entry,
    Reference,
    State,
    key_digest,
    text_digest,
)
from l10n.steps.kept_beside import kept_beside
from l10n.steps.merge_catalogs import MergedCatalogs, Sides, merge_catalogs
from l10n.steps.merge_heads import three_way_lines

TRANSLATED, DRAFT, EMPTY = State.TRANSLATED, State.DRAFT, State.EMPTY
YES = "Так."


def entry(target: str = "", state: State = TRANSLATED, source: str = YES, **more: object) -> Entry:
    return Entry(None, source, **more).with_target(target, state)  # type: ignore[arg-type]


def merged(
    base: Iterable[Entry],
    ours: Iterable[Entry],
    theirs: Iterable[Entry],
    drafts: Iterable[Entry] = (),
) -> MergedCatalogs:
    """Merge catalogs of some entries; those of `drafts` are on record as a machine's."""
    sides = Sides(*(Catalog(entries=tuple(each)) for each in (base, ours, theirs)))
    return merge_catalogs(sides, lambda: records(drafts), kept=kept)


def records(drafts: Iterable[Entry]) -> list[DraftRecord]:
    return [DraftRecord(key_digest(e.key), text_digest(e.target), "argos", "m 1") for e in drafts]


def kept(text: str) -> str:
    return kept_beside(text, "en")


def one(found: MergedCatalogs) -> Entry:
    (entry,) = found.catalog.entries
    return entry


MACHINE = entry("Yeah.", DRAFT)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        # One side has changed it.
        (entry(), entry("Yes."), entry(), entry("Yes.")),
        (entry("Yes."), entry("Yes."), entry("Yes, sir."), entry("Yes, sir.")),
        (entry("Yes."), entry("Yes.", DRAFT), entry("Yes."), entry("Yes.", DRAFT)),
        (entry("Yes."), entry("Yes."), entry(), entry()),
        # Both have, and it is the same.
        (entry(), entry("Yes."), entry("Yes."), entry("Yes.")),
        (entry(), entry("Yes.", DRAFT), entry("Yes."), entry("Yes.")),
        # An emptied entry is no text of anybody's.
        (MACHINE, entry("Yes."), entry(), entry("Yes.")),
        (entry("Yes."), entry(), entry("Yes, sir."), entry("Yes, sir.")),
        (entry("Yes."), entry("Yes.", DRAFT), entry(), entry("Yes.", DRAFT)),
        # A machine draft that nobody has touched gives way.
        (entry(), entry("Yes."), MACHINE, entry("Yes.")),
        (entry(), MACHINE, entry("Yes."), entry("Yes.")),
        (entry(), MACHINE, entry("Yes?", DRAFT), entry("Yes?", DRAFT)),
        (entry("Aye.", DRAFT), MACHINE, entry("Yes?", DRAFT), entry("Yes?", DRAFT)),
        # A text that was to be looked at again has been written anew.
        (entry("Yes."), entry("Yes.", DRAFT), entry("Aye."), entry("Aye.", DRAFT)),
        (entry("Yes."), entry("Aye."), entry("Yes.", DRAFT), entry("Aye.", DRAFT)),
    ],
)
def test_one_text_stands_where_it_can_be_told(
    base: Entry, ours: Entry, theirs: Entry, expected: Entry
) -> None:
    found = merged([base], [ours], [theirs], [MACHINE])
    assert one(found) == expected
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        (entry(), entry("Yes."), entry("Aye."), "Yes."),
        (entry("Yeah."), entry("Yes."), entry("Aye."), "Yes."),
        (entry("Yeah."), entry("Yes.", DRAFT), entry("Aye."), "Yes."),
        (entry(), entry("Yes?", DRAFT), entry("Aye?", DRAFT), "Yes?"),
        # Accepted as it was here, edited there: both are finished.
        (MACHINE, entry("Yeah."), entry("Aye."), "Yeah."),
    ],
)
def test_two_finished_texts_are_both_kept_in_a_draft(
    base: Entry, ours: Entry, theirs: Entry, expected: str
) -> None:
    found = merged([base], [ours], [theirs], [MACHINE])
    assert one(found).target == expected
    assert one(found).state is DRAFT
    assert one(found).comment == f"Another translation: {theirs.target}"
    assert found.conflicts == (ours.key,)


def test_a_finished_text_stands_and_an_unfinished_one_is_kept() -> None:
    for ours, theirs in (
        (entry("Yes."), entry("Aye?", DRAFT)),
        (entry("Aye?", DRAFT), entry("Yes.")),
    ):
        found = merged([entry()], [ours], [theirs])
        assert one(found) == entry("Yes.", comment="Another translation: Aye?")
        assert found.conflicts == ()


def test_what_was_merged_once_is_not_told_twice() -> None:
    ours, theirs = entry("Yes."), entry("Aye.")
    first = one(merged([entry()], [ours], [theirs]))
    again = one(merged([entry()], [first], [theirs]))
    assert again == first


def test_a_text_that_only_a_comment_keeps_stays_there() -> None:
    """What git makes of branches that merged one another: their base is a conflict, too."""
    base = entry("Aye.", DRAFT, comment=kept("Yes."))
    ours = entry("Yes.", DRAFT, comment=kept("Aye."))
    theirs = entry("Yeah?", DRAFT, comment=kept("Yes."))
    for one_side, other in ((ours, theirs), (theirs, ours)):
        found = one(merged([base], [one_side], [other]))
        assert "Yes." in found.target + found.comment
        assert "Yeah?" in found.target + found.comment


def test_comments_of_both_sides_are_united_line_by_line() -> None:
    assert three_way_lines("a\nb", "a\nb\nours", "theirs\na\nb") == "a\nb\nours\ntheirs"
    assert three_way_lines("a\nb", "b", "a\nb\nnew") == "b\nnew"
    assert three_way_lines("", "same", "same") == "same"
    assert three_way_lines("a", "", "a") == ""
    assert three_way_lines("a\nb", "a\nb\nours", "b") == "b\nours"


def test_a_text_taken_out_here_keeps_what_was_written_there() -> None:
    base, theirs = entry(), entry("Yes.")
    assert one(merged([base], [], [theirs])) == replace(theirs, obsolete=True)
    assert one(merged([base], [replace(base, obsolete=True)], [theirs])) == replace(
        theirs, obsolete=True
    )
    assert merged([theirs], [], [theirs]).catalog.entries == ()


def test_a_comment_alone_keeps_an_entry_that_was_taken_out() -> None:
    noted = entry(comment="Who is that?")
    assert one(merged([entry()], [noted], [])) == replace(noted, obsolete=True)


def test_a_text_that_returns_is_active_with_the_work_of_both() -> None:
    old = entry("Yeah.", obsolete=True)
    found = merged([old], [entry("Yeah.")], [entry("Yes.", obsolete=True)])
    assert one(found) == entry("Yes.")


def test_a_text_that_one_side_has_at_all_is_active_if_it_is_new() -> None:
    found = merged([], [entry("Yes.")], [entry("Yes.", obsolete=True)])
    assert one(found) == entry("Yes.")


OLD, NEW = "Школа чекає на дітей.", "Школи чекають на дітей."


def test_a_translation_follows_its_text_that_was_edited_there() -> None:
    base = entry("The school waits.", source=OLD)
    heir = entry("The school waits.", DRAFT, NEW, previous=(None, OLD))
    theirs = entry("The school awaits children.", source=OLD, comment="Checked.")
    gone = replace(base, obsolete=True)
    for one_side, other in (([heir, gone], [theirs]), ([theirs], [heir, gone])):
        found = merged([base], one_side, other)
        by_source = {each.source: each for each in found.catalog.entries}
        assert by_source[OLD] == replace(theirs, obsolete=True)
        assert by_source[NEW] == replace(heir, target=theirs.target, comment="Checked.")


def test_a_translation_goes_to_an_edited_text_with_a_draft() -> None:
    old, new = entry("Ŝĉħ", DRAFT, OLD), entry("Ŝĉħŝ", DRAFT, NEW)
    theirs = entry("The school awaits children.", source=OLD)
    found = merged([old], [new, replace(old, obsolete=True)], [theirs], [old, new])
    by_source = {each.source: each for each in found.catalog.entries}
    assert by_source[NEW] == entry(theirs.target, DRAFT, NEW, previous=(None, OLD))


def test_what_a_person_wrote_in_the_edited_text_stays() -> None:
    base = entry("The school waits.", source=OLD)
    heir = entry("Schools wait.", DRAFT, NEW, previous=(None, OLD))
    theirs = entry("The school awaits children.", source=OLD)
    found = merged([base], [heir, replace(base, obsolete=True)], [theirs])
    assert heir in found.catalog.entries
    assert replace(theirs, obsolete=True) in found.catalog.entries


def test_a_translation_follows_with_the_tags_of_the_edited_text() -> None:
    old, new = "Рада <a1>ухвалила</a1> бюджет.", "Рада <b1>ухвалила</b1> бюджет міста."
    base = entry("The council <a1>adopted</a1> it.", source=old)
    heir = entry("The council <b1>adopted</b1> it.", DRAFT, new, previous=(None, old))
    theirs = entry("Council <a1>passed</a1> the budget.", source=old)
    found = merged([base], [heir, replace(base, obsolete=True)], [theirs])
    assert found.catalog.entries[0].target == "Council <b1>passed</b1> the budget."


def texts(found: MergedCatalogs) -> str:
    return "".join(each.source for each in found.catalog.active())


def sources(order: str) -> list[Entry]:
    return [entry(f"translated {each}", source=each) for each in order]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("abc", "aXbc", "abYc", "aXbYc"),
        ("abc", "abcX", "abcY", "abcXY"),
        ("abc", "Xabc", "Yabc", "XYabc"),
        ("abc", "abc", "cab", "cab"),
        ("abc", "abXc", "cab", "cabX"),
        ("abc", "cab", "abXc", "cabX"),
        ("", "ab", "bc", "abc"),
        ("abc", "ac", "abXc", "aXc"),
        ("abcd", "dcba", "abXcd", "dcbXa"),
    ],
)
def test_texts_stand_in_the_order_of_the_article(
    base: str, ours: str, theirs: str, expected: str
) -> None:
    assert texts(merged(sources(base), sources(ours), sources(theirs))) == expected


def test_places_and_notes_are_of_the_side_with_the_newer_article() -> None:
    def placed(line: int, note: str) -> list[Entry]:
        return [entry(references=(Reference("articles/a.md", line),), note=note)]

    def dated(entries: list[Entry], date: str) -> Catalog:
        return Catalog((("POT-Creation-Date", date),), tuple(entries))

    base = dated(placed(1, "Role: heading"), "2026-11-01 10:00+0000")
    early = dated(placed(2, "early"), "2026-11-02 10:00+0000")
    late = dated(placed(3, "late"), "2026-11-02 11:30+0200")
    latest = dated(placed(4, "latest"), "2026-11-02 10:00+0000")
    for ours, theirs, expected in (
        (base, early, "early"),
        (early, base, "early"),
        (early, late, "early"),
        (late, early, "early"),
        (early, latest, "early"),
    ):
        found = merge_catalogs(Sides(base, ours, theirs), kept=kept).catalog
        assert found.entries[0].note == expected


def test_flags_are_united_and_taken_away() -> None:
    base = entry("Yes.", flags=("no-wrap", "x"))
    found = merged([base], [entry("Yes.", flags=("no-wrap", "y"))], [replace(base, flags=("x",))])
    assert one(found).flags == ("y",)


def test_foreign_plurals_are_kept_whole() -> None:
    def forms(*texts: str) -> Entry:
        return Entry(None, YES, texts[0], TRANSLATED, plurals=("plural", texts))

    found = merged([forms("a", "b")], [forms("a", "B")], [forms("A", "b")])
    assert one(found).plurals == ("plural", ("a", "B"))
    assert one(found).state is DRAFT
    assert one(found).comment == "Another translation: A\nAnother translation: b"


def test_previous_texts_stay_though_one_tool_dropped_them() -> None:
    base = entry("Yes?", DRAFT, previous=(None, "Так"))
    found = merged([base], [replace(base, previous=None)], [replace(base, comment="Hm.")])
    assert one(found).previous is None
    found = merged([base], [base], [entry("Yes!", DRAFT, previous=(None, "Так"))])
    assert one(found).previous == (None, "Так")


def test_contexts_that_a_tool_dropped_are_found_again() -> None:
    base = Entry("title", YES, note="Role: title")
    ours = replace(base.with_target("Yes.", TRANSLATED), comment="Mine.")
    theirs = replace(base.with_target("Yes.", TRANSLATED), context=None)
    found = merged([base], [ours], [theirs])
    assert one(found) == ours


HEAD = (
    ("PO-Revision-Date", "2026-11-01 10:00+0000"),
    ("Last-Translator", ""),
    ("X-Desk", "news"),
)


def headed(**values: str) -> Catalog:
    named = {name.replace("_", "-"): value for name, value in values.items()}
    found = dict(HEAD) | named
    return Catalog(tuple(found.items()))


def test_the_later_save_signs_the_catalog() -> None:
    early = headed(PO_Revision_Date="2026-11-02 10:00+0000", Last_Translator="Ірина")
    late = headed(PO_Revision_Date="2026-11-02 11:00+0000", Last_Translator="Оля")
    for ours, theirs in ((early, late), (late, early)):
        found = merge_catalogs(Sides(headed(), ours, theirs), kept=kept).catalog
        assert found.headers == late.headers


def test_a_header_that_both_changed_is_kept_in_both_forms() -> None:
    ours, theirs = headed(X_Desk="city"), headed(X_Desk="world", X_New="1")
    found = merge_catalogs(Sides(headed(), ours, theirs), kept=kept).catalog
    assert found.header("X-Desk") == "city"
    assert found.header("X-New") == "1"
    assert found.comment == "X-Desk: world"


def test_a_header_that_stands_twice_stays_twice() -> None:
    double = Catalog((("X-Note", "one"), ("X-Note", "two")))
    more = Catalog((*double.headers, ("X-Other", "three")))
    found = merge_catalogs(Sides(double, double, more), kept=kept).catalog
    assert found.headers == more.headers


SOURCES = ("Перше речення.", "Друге речення.", "Школа чекає.", "Школи чекають.")


@st.composite
def versions(draw: st.DrawFn) -> Catalog:
    """A catalog of some texts, each with what anybody might have made of it."""
    chosen = draw(st.lists(st.sampled_from(SOURCES), unique=True))
    return Catalog(
        entries=tuple(draw(st.builds(_entry, st.just(source), _ENTRIES)) for source in chosen)
    )


_ENTRIES = st.tuples(
    st.sampled_from(("", "one", "two", "three")),
    st.sampled_from((DRAFT, TRANSLATED)),
    st.booleans(),
    st.sampled_from(("", "first", "second", "first\nsecond", kept("one"), kept("two"))),
    st.sampled_from((None, (None, SOURCES[0]), (None, SOURCES[2]))),
)


def _entry(source: str, values: tuple[str, State, bool, str, tuple[None, str] | None]) -> Entry:
    target, state, obsolete, comment, previous = values
    if comment == kept(target):
        # Two copies of one text, each taken out by one side, are gone by right.
        comment = ""
    made = entry(target, state, source, obsolete=obsolete, comment=comment)
    return replace(made, previous=previous if made.state is DRAFT else None)


def said(found: Entry) -> set[str]:
    """The words that somebody typed, wherever they stand now."""
    return set(re.findall("one|two|three|first|second", f"{found.target} {found.comment}"))


def keeps_all_that_was_typed(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    found = {
        each.key: each
        for each in merge_catalogs(Sides(base, ours, theirs), kept=kept).catalog.entries
    }
    before, mine, other = ({e.key: e for e in each.entries} for each in (base, ours, theirs))
    for side, opposite in ((mine, other), (other, mine)):
        for key, each in side.items():
            was = said(before[key]) if key in before else set()
            still = said(opposite[key]) if key in opposite else set()
            for text in said(each) - (was - still):
                assert text in found[key].target or text in found[key].comment, text


@given(versions(), versions())
def test_what_one_side_alone_changed_is_taken_as_it_is(base: Catalog, ours: Catalog) -> None:
    for sides in (Sides(base, ours, base), Sides(base, base, ours), Sides(base, ours, ours)):
        found = merge_catalogs(sides, kept=kept)
        assert {e.key: e for e in found.catalog.entries} == {e.key: e for e in ours.entries}
        assert [e.key for e in found.catalog.active()] == [e.key for e in ours.active()]
        assert found.conflicts == ()


def keeps_the_same_both_ways(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    one_way, other_way = (
        merge_catalogs(sides, kept=kept)
        for sides in (Sides(base, ours, theirs), Sides(base, theirs, ours))
    )
    mine, other = ({e.key: e for e in each.catalog.entries} for each in (one_way, other_way))
    assert mine.keys() == other.keys()
    assert set(one_way.conflicts) == set(other_way.conflicts)
    for key, each in mine.items():
        assert each.obsolete is other[key].obsolete
        assert each.state is other[key].state
        if key not in one_way.conflicts:
            assert each.target == other[key].target
            assert sorted(each.comment.split("\n")) == sorted(other[key].comment.split("\n"))


def finishes_no_draft(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    finished = {
        (e.key, e.target) for each in (ours, theirs) for e in each.entries if e.state is TRANSLATED
    }
    for each in merge_catalogs(Sides(base, ours, theirs), kept=kept).catalog.entries:
        assert each.state is not TRANSLATED or (each.key, each.target) in finished


@given(versions(), versions(), versions())
def test_whatever_both_sides_did_is_in_what_comes_of_it(
    base: Catalog, ours: Catalog, theirs: Catalog
) -> None:
    keeps_all_that_was_typed(base, ours, theirs)
    keeps_the_same_both_ways(base, ours, theirs)
    finishes_no_draft(base, ours, theirs)
