"""Merging: a changed article never costs a person's work."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n.exchange.po import file as po
from l10n.model.article import Span
from l10n.model.catalog import (
    Catalog,
    DraftRecord,
    Entry,
    Reference,
    State,
    key_digest,
    text_digest,
)
from l10n.model.draft_records import records_by_entry, untouched
from l10n.model.segment import Place, RawTag, Segment
from l10n.steps.contexts import with_contexts
from l10n.steps.merge import Changes, Merged, merge
from l10n.steps.similar import Pool
from l10n.tags.renumbering import tagged
from l10n.tags.retagging import skeleton

DATA = Path(__file__).parents[2] / "shared" / "data"
PATH = "articles/news/рада.md"


def segment(
    text: str,
    line: int = 1,
    context: str | None = None,
    role: str = "paragraph",
    tags: Sequence[RawTag] = (),
) -> Segment:
    return Segment(context, text, Place(0, Span(0, 0), line, role, tuple(tags)))


def article(*texts: str) -> list[Segment]:
    return [segment(text, line) for line, text in enumerate(texts, 1)]


def done(source: str, target: str, **more: object) -> Entry:
    return replace(Entry(None, source, target, State.TRANSLATED), **more)


def record(entry: Entry) -> DraftRecord:
    return DraftRecord(key_digest(entry.key), text_digest(entry.target), "argos", "uk_en 1.9")


def merged(texts: Sequence[str], *entries: Entry, drafts: Sequence[DraftRecord] = ()) -> Merged:
    return merge(article(*texts), Catalog(entries=entries), drafts, path=PATH)


COUNCIL = "Міська рада ухвалила бюджет на наступний рік."
COUNCIL_EN = "The city council adopted the budget for next year."
EDITED = "Міська рада Львова ухвалила бюджет на наступний рік."
VOTES = "За проголосували сорок один із шістдесяти чотирьох депутатів."
VOTES_EN = "Forty-one of the sixty-four deputies voted in favour."


def test_a_new_article_gives_empty_entries_in_its_order() -> None:
    result = merge(article(COUNCIL, VOTES), None, path=PATH)
    assert [(e.source, e.state) for e in result.catalog.entries] == [
        (COUNCIL, State.EMPTY),
        (VOTES, State.EMPTY),
    ]
    assert result.catalog.entries[1].references == (Reference(PATH, 2),)
    assert result.changes == Changes(new=2)


def test_a_moved_entry_keeps_all_that_a_person_sees() -> None:
    one = done(COUNCIL, COUNCIL_EN, comment="Ask the desk", flags=("no-wrap",))
    two = replace(done(VOTES, VOTES_EN), state=State.DRAFT, previous=(None, "За — сорок один."))
    found = merged([VOTES, COUNCIL], one, two).catalog.entries
    bare = [replace(entry, references=()) for entry in found]
    assert bare == [two, one]


def test_line_ends_around_a_target_go_and_those_within_stay() -> None:
    """Where a source has none, `msgfmt --check` refuses a file that has one in a target."""
    typed = done(COUNCIL, f"\n{COUNCIL_EN}\nToday.\r\n")
    first, second = merged([COUNCIL, VOTES], typed, done(VOTES, "\n")).catalog.entries
    assert (first.target, first.state) == (f"{COUNCIL_EN}\nToday.", State.TRANSLATED)
    assert (second.target, second.state) == ("", State.EMPTY)


def test_a_repeated_sentence_is_one_entry_with_all_its_places() -> None:
    parts = [segment("Так.", 3), segment("Ні.", 4), segment("Так.", 9), segment("Так.", 9)]
    entries = merge(parts, None, path=PATH).catalog.entries
    assert [entry.source for entry in entries] == ["Так.", "Ні."]
    assert entries[0].references == (Reference(PATH, 3), Reference(PATH, 9))


def test_the_same_words_in_another_role_are_another_entry() -> None:
    parts = [segment("Рада", 1, "title", "title"), segment("Рада", 3)]
    entries = merge(parts, None, path=PATH).catalog.entries
    assert [entry.context for entry in entries] == ["title", None]


@pytest.mark.parametrize("state", [State.DRAFT, State.TRANSLATED])
def test_a_vanished_entry_is_obsolete_and_returns_as_it_was(state: State) -> None:
    before = done(COUNCIL, COUNCIL_EN, comment="Ask").with_target(COUNCIL_EN, state)
    gone = merged([VOTES], before)
    (left,) = gone.catalog.obsolete()
    assert (left.target, left.state, left.comment) == (COUNCIL_EN, state, "Ask")
    assert left.references == ()
    assert gone.changes == Changes(new=1, gone=1)
    back = merge(article(VOTES, COUNCIL), gone.catalog, path=PATH)
    (_votes, returned) = back.catalog.entries
    assert replace(returned, references=()) == before
    assert back.changes == Changes(kept=1, returned=1)


def test_an_edited_sentence_keeps_its_translation_as_a_draft() -> None:
    result = merged([EDITED], done(COUNCIL, COUNCIL_EN, comment="Ask the desk"))
    heir, old = result.catalog.entries
    assert (heir.target, heir.state, heir.previous) == (COUNCIL_EN, State.DRAFT, (None, COUNCIL))
    assert heir.comment == "Ask the desk"
    assert old.obsolete
    assert old.state is State.TRANSLATED
    assert result.changes == Changes(changed=1)


def test_an_edit_taken_back_gives_the_translation_back() -> None:
    edited = merged([EDITED], done(COUNCIL, COUNCIL_EN)).catalog
    back = merge(article(COUNCIL), edited, path=PATH).catalog
    assert back.active()[0].state is State.TRANSLATED
    assert back.active()[0].target == COUNCIL_EN


def test_after_two_edits_the_previous_text_is_the_translated_one() -> None:
    first = merged([EDITED], done(COUNCIL, COUNCIL_EN)).catalog
    again = EDITED.replace("наступний", "2026-й")
    second = merge(article(again), first, path=PATH).catalog
    assert second.active()[0].previous == (None, COUNCIL)


def test_an_untouched_machine_draft_is_not_used_for_another_text() -> None:
    draft = done(COUNCIL, COUNCIL_EN).with_target(COUNCIL_EN, State.DRAFT)
    assert merged([EDITED], draft, drafts=[record(draft)]).catalog.active()[0].target == ""
    assert merged([EDITED], draft).catalog.active()[0].target == COUNCIL_EN


def test_a_machine_draft_that_a_person_confirmed_is_used() -> None:
    confirmed = done(COUNCIL, COUNCIL_EN)
    found = merged([EDITED], confirmed, drafts=[record(confirmed)]).catalog.active()[0]
    assert found.target == COUNCIL_EN


def test_two_sentences_that_are_one_now_have_both_translations() -> None:
    parts = (done("Він чл.", "He is a member"), done("НАН України.", "of the Academy."))
    result = merged(["Він чл. НАН України.", VOTES], *parts)
    assert result.catalog.entries[0] == Entry(
        None,
        "Він чл. НАН України.",
        "He is a member of the Academy.",
        State.DRAFT,
        references=(Reference(PATH, 1),),
    )
    assert [entry.target for entry in result.catalog.entries[2:]] == [e.target for e in parts]
    assert (result.changes.changed, result.changes.gone) == (1, 0)
    back = merged([entry.source for entry in parts], *result.catalog.entries)
    assert [entry.target for entry in back.catalog.active()] == [entry.target for entry in parts]


@pytest.mark.parametrize("first", ["Так.", "2026", "2026.", "— Ось.", "№ 70."])
def test_a_short_sentence_that_was_joined_to_the_next_is_kept(first: str) -> None:
    second = "Мер не підпише рішення ради про новий міст через Полтву."
    result = merged([f"{first} {second}", VOTES], done(first, "A."), done(second, "B."))
    assert result.catalog.entries[0].target == "A. B."


def test_a_sentence_that_nobody_translated_is_no_part_of_one() -> None:
    parts = [done("Він чл.", "He is a member"), done(VOTES, ""), done("НАН України.", "of it.")]
    (made, *_rest) = merged(["Він чл. НАН України."], *parts).catalog.entries
    assert made.target in ("He is a member of it.", "of it.", "He is a member")


def test_a_suggestion_that_a_person_emptied_does_not_come_again() -> None:
    first = merged([EDITED], done(COUNCIL, COUNCIL_EN)).catalog
    emptied = replace(
        first,
        entries=tuple(e if e.obsolete else e.with_target("", State.EMPTY) for e in first.entries),
    )
    found = merge(article(EDITED), emptied, path=PATH).catalog.active()[0]
    assert (found.target, found.previous) == ("", None)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("2024", "2023"),
        ("12.05.2024, 14:30", "13.05.2024, 14:30"),
        ("Так.", "Ні."),
        ("<a1>Так</a1>", "<a1>Ні</a1>"),
        ("Він пішов.", "Вона пішла."),
        (VOTES, COUNCIL),
        ("…", "—"),
    ],
)
def test_what_only_looks_alike_is_not_matched(new: str, old: str) -> None:
    assert merged([new], done(old, "x")).catalog.active()[0].target == ""


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (COUNCIL.replace("наступний", "цей"), COUNCIL),
        (COUNCIL.replace("Міська рада", "<a1>Міська рада</a1>"), COUNCIL),
        ("<a1>Рада</a1> міста", "Рада міста"),
        ("Загинули 12 людей", "Загинули 14 людей"),
        (COUNCIL + " " + VOTES[:20], COUNCIL),
    ],
)
def test_an_edit_is_recognised(new: str, old: str) -> None:
    assert merged([new], done(old, "x")).catalog.active()[0].target == "x"


def test_the_same_context_wins_between_equals_then_the_neighbour() -> None:
    title = replace(done(COUNCIL, "Title"), context="title")
    body = done(COUNCIL, "Body")
    parts = [segment(EDITED, 1, "title"), segment(EDITED, 2)]
    found = merge(parts, Catalog(entries=(body, title)), path=PATH).catalog.active()
    assert [entry.target for entry in found] == ["Title", "Body"]

    near = [done("Він погодився з Олею.", "A"), done("Так сказав мер.", "-")]
    near += [done("Він погодився з Юлею.", "B"), done("Інше речення про школу.", "+")]
    texts = ["Він погодився з Інею.", "Так сказав мер.", "Він погодився з Анею.", near[3].source]
    found = merged(texts, *near).catalog.active()
    assert [entry.target for entry in found] == ["A", "-", "B", "+"]


def test_a_sentence_left_out_on_purpose_is_no_suggestion() -> None:
    assert merged([EDITED], done(COUNCIL, "<omit/>")).catalog.active()[0].target == ""


def test_a_vanished_empty_entry_leaves_only_what_a_person_wrote() -> None:
    empty, noted = Entry(None, COUNCIL), Entry(None, VOTES, comment="Cut this?")
    assert [e.source for e in merged(["x"], empty, noted).catalog.obsolete()] == [VOTES]


def test_the_previous_text_goes_when_the_entry_is_finished() -> None:
    entry = done(COUNCIL, COUNCIL_EN, previous=(None, "Рада."))
    assert merged([COUNCIL], entry).catalog.entries[0].previous is None
    assert merged([VOTES], entry).catalog.obsolete()[0].previous is None


def test_foreign_entries_stay_as_obsolete_ones() -> None:
    plural = Entry(None, "рядок", "row", State.TRANSLATED, plurals=("рядки", ("row", "rows")))
    (kept,) = merged([COUNCIL], plural).catalog.obsolete()
    assert kept == replace(plural, obsolete=True)


def test_a_plural_entry_with_a_segments_key_keeps_all_forms() -> None:
    plural = Entry(None, "рядок", "row", State.TRANSLATED, plurals=("рядки", ("row", "rows")))
    (kept,) = merged(["рядок"], plural).catalog.entries
    assert (kept.plurals, kept.target, kept.state) == (None, "row", State.DRAFT)
    assert "rows" in kept.comment


def test_two_entries_with_one_key_become_one_with_both_texts() -> None:
    mine = done(COUNCIL, "Mine", comment="one")
    other = done(COUNCIL, "Other", comment="one\ntwo", obsolete=True)
    (kept,) = merged([COUNCIL], other, mine).catalog.entries
    assert (kept.target, kept.obsolete) == ("Mine", False)
    assert kept.comment == "one\nAnother translation: Other\ntwo"
    draft = replace(mine, state=State.DRAFT)
    (kept,) = merged([COUNCIL], draft, other, drafts=[record(draft)]).catalog.entries
    assert kept.target == "Other"
    assert "Mine" not in kept.comment


def test_an_ordinary_translation_outranks_a_plural_one() -> None:
    mine = done("рада", "council", obsolete=True)
    (kept,) = merged(["рада"], PLURAL, mine).catalog.entries
    assert (kept.target, kept.state, kept.plurals) == ("council", State.TRANSLATED, None)
    assert "one" in kept.comment
    assert "многих" in kept.comment


def test_the_header_of_the_catalog_is_left_alone() -> None:
    old = Catalog((("X-Mine", "1"),), (), "Comment", header_fuzzy=True)
    assert replace(merge(article("a"), old, path=PATH).catalog, entries=()) == old


def test_stale_references_are_made_anew() -> None:
    old = done(COUNCIL, COUNCIL_EN, references=(Reference("b", 1),))
    assert merged([COUNCIL], old).catalog.entries[0].references == (Reference(PATH, 1),)


# Laws

_WORDS = ("рада", "бюджет", "мер", "місто", "ухвалила", "новий", "рік", "школа", "не", "2024")
_TEXTS = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join)
_CONTEXTS = st.sampled_from([None, None, None, "title"])
_TYPED = st.sampled_from(["", "one", "two", "three <a1>x</a1>", "<omit/>", "чотири"])


@st.composite
def olds(draw: st.DrawFn) -> tuple[Catalog, tuple[DraftRecord, ...]]:
    keys = draw(st.lists(st.tuples(_CONTEXTS, _TEXTS), max_size=7, unique=True))
    entries, records = [], []
    for context, source in keys:
        target = draw(_TYPED)
        state = draw(st.sampled_from([State.DRAFT, State.TRANSLATED]))
        entry = Entry(
            context,
            source,
            obsolete=draw(st.booleans()),
            previous=draw(st.none() | st.tuples(_CONTEXTS, _TEXTS)),
            comment=draw(st.sampled_from(["", "", "a comment", "another\n\ncomment"])),
            flags=draw(st.sampled_from([(), ("no-wrap",)])),
        ).with_target(target, state)
        if draw(st.integers(0, 9)) == 0 and target:
            entry = replace(entry, plurals=("many", (target, "многих")))
        entries.append(entry)
        if draw(st.booleans()):
            records.append(record(entry))
    entries.sort(key=lambda entry: entry.obsolete)
    return Catalog(po_headers, tuple(entries)), tuple(records)


po_headers = (("Content-Type", "text/plain; charset=UTF-8"),)
_ARTICLES = st.lists(st.tuples(_CONTEXTS, _TEXTS), max_size=8).map(
    lambda keys: [segment(text, line, context) for line, (context, text) in enumerate(keys, 1)]
)


PLURAL = Entry(None, "рада", "one", State.TRANSLATED, plurals=("many", ("one", "многих")))


@settings(max_examples=200, deadline=None)
@given(olds(), _ARTICLES, st.booleans())
@example((Catalog(entries=(PLURAL,)), ()), article("рада"), True)
def test_the_laws_of_merging(
    old: tuple[Catalog, tuple[DraftRecord, ...]], parts: list[Segment], twins: bool
) -> None:
    catalog, drafts = old
    if twins:
        more = tuple(
            replace(e, obsolete=not e.obsolete, target="zwei", plurals=None)
            for e in catalog.entries[:2]
            if e.target
        )
        catalog = replace(catalog, entries=catalog.entries + more)
    records = records_by_entry(drafts)
    result = merge(parts, catalog, drafts, path=PATH)
    # A catalog that lost its contexts is held to what it holds with them.
    wanted = {part.key: (part.place.line,) for part in parts}
    catalog = replace(catalog, entries=with_contexts(catalog.entries, wanted))
    entries = result.catalog.entries

    # Article order, and no key twice.
    assert [e.key for e in result.catalog.active()] == list(dict.fromkeys(p.key for p in parts))
    assert len({entry.key for entry in entries}) == len(entries)
    # Idempotent.
    assert merge(parts, result.catalog, drafts, path=PATH).catalog == result.catalog
    # Never a finished entry demoted.
    after = {entry.key: entry for entry in entries}
    for entry in catalog.entries:
        if entry.state is State.TRANSLATED and entry.plurals is None:
            assert after[entry.key].state is State.TRANSLATED
    # Nothing typed is lost.
    everything = "\n".join(
        "\n".join((e.target, e.comment, *(e.plurals[1] if e.plurals else ()))) for e in entries
    )
    for entry in catalog.entries:
        for line in entry.comment.split("\n"):
            assert line in everything
        if not untouched(entry, records):
            assert entry.target in everything
            assert entry.plurals is None or all(form in everything for form in entry.plurals[1])
    # A PO file holds it.
    assert po.parse(po.dump(result.catalog), Path("a.po")) == result.catalog
    # What is new is a draft or empty, if it is not a translated text with other kinds of tags.
    before = {entry.key for entry in catalog.entries}
    words = {skeleton(tagged(e.source)) for e in catalog.entries if e.state is State.TRANSLATED}
    for entry in entries:
        if entry.key not in before and entry.state is State.TRANSLATED:
            assert skeleton(tagged(entry.source)) in words
    # Every entry is counted.
    changes = result.changes
    assert changes.kept + changes.new + changes.changed + changes.returned == len(
        result.catalog.active()
    )


@settings(max_examples=100, deadline=None)
@given(olds(), _ARTICLES, _ARTICLES)
def test_a_text_that_goes_and_comes_back_is_what_it_was(
    old: tuple[Catalog, tuple[DraftRecord, ...]], parts: list[Segment], other: list[Segment]
) -> None:
    catalog, drafts = old
    start = merge(parts, catalog, drafts, path=PATH).catalog
    away = merge(other, start, drafts, path=PATH).catalog
    back = {e.key: e for e in merge(parts, away, drafts, path=PATH).catalog.active()}
    for entry in start.active():
        if entry.target:
            assert back[entry.key] == entry


def sentences() -> list[str]:
    path = DATA / "ntrex" / "news.uk.txt"
    if not path.is_file():
        pytest.skip("shared/data/ntrex is not here")
    return list(dict.fromkeys(path.read_text("utf-8").rstrip("\n").split("\n")))


def test_real_edits_find_their_sentence_and_strangers_do_not() -> None:
    texts = sentences()[:800]
    pool = Pool((None, text) for text in texts)
    found = missed = 0
    for text in texts[::4]:
        words = text.split()
        middle = len(words) // 2
        edited = " ".join([*words[:middle], "нещодавно", *words[middle + 1 :]])
        match = pool.best((None, edited))
        found += match is not None and match.key[1] == text
        missed += len(text) >= 30 and match is None
    assert missed == 0
    assert found >= 195  # of 200; the rest are too short to tell
    stranger = Pool((None, text) for text in texts[:400])
    wrong = sum(stranger.best((None, text)) is not None for text in texts[400:])
    assert wrong <= 8  # of 400, most of them rewordings


def test_best_is_none_among_none() -> None:
    assert Pool(()).best((None, "Рада")) is None


def test_a_thousand_texts_find_what_they_came_from() -> None:
    texts = sentences()[:1000]
    old = Catalog(entries=tuple(done(text, "x") for text in texts))
    edited = [f"{text[: len(text) // 2]} нещодавно {text[len(text) // 2 :]}" for text in texts]
    result = merge(article(*edited), old, path=PATH)
    assert result.changes.changed >= len(texts) * 0.99


def test_order_of_records_does_not_matter() -> None:
    draft = done(COUNCIL, COUNCIL_EN).with_target(COUNCIL_EN, State.DRAFT)
    other = replace(record(draft), target=text_digest("Other"))
    results = {
        merged([EDITED], draft, drafts=drafts).catalog
        for drafts in itertools.permutations([record(draft), other])
    }
    assert len(results) == 1


def test_contexts_that_another_tool_dropped_are_found_again() -> None:
    heading = segment(COUNCIL, 1, "heading", "heading")
    old = Catalog(entries=(done(COUNCIL, COUNCIL_EN), done(VOTES, VOTES_EN)))
    result = merge([heading, segment(VOTES, 2)], old, path=PATH)
    assert result.changes == Changes(kept=2)
    assert [(e.context, e.target, e.state) for e in result.catalog.entries] == [
        ("heading", COUNCIL_EN, State.TRANSLATED),
        (None, VOTES_EN, State.TRANSLATED),
    ]
