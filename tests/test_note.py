"""Notes (`#.`): made from data alone, whatever stood in the file."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from l10n.glossary.finding import Finder, FoundTerms, Hits, find_terms
from l10n.glossary.terms import Glossary, Term
from l10n.messages import joined, message
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
from l10n.model.segment import Place, RawTag, Segment
from l10n.steps.note import NoteContent, render_note, with_notes

COUNCIL = "Міська рада ухвалила бюджет."
COUNCIL_EN = "The city council adopted the budget."
NO_TERMS = FoundTerms("uk", "en")


def tag(name: str, note: str = "") -> RawTag:
    return RawTag(name, Span(0, 0), Span(0, 0), note)


def segment(
    text: str, line: int = 1, role: str = "paragraph", tags: Sequence[RawTag] = ()
) -> Segment:
    return Segment(None, text, Place(0, Span(0, 0), line, role, tuple(tags)))


def entry(source: str, target: str = "", state: State = State.DRAFT) -> Entry:
    return Entry(None, source).with_target(target, state)


def record(of: Entry, **more: object) -> DraftRecord:
    drafted = DraftRecord(key_digest(of.key), text_digest(of.target), "argos", "uk_en 1.9")
    return replace(drafted, **more)


def left_empty(of: Entry, *reasons: str) -> DraftRecord:
    told = joined(message(reason) for reason in reasons)
    return DraftRecord(key_digest(of.key), engine="argos", reason=told)


def note(of: Entry, *records: DraftRecord, terms: FoundTerms = NO_TERMS) -> list[str]:
    catalog = Catalog(entries=(of,))
    (noted,) = with_notes(catalog, [segment(of.source)], records, terms, "en").entries
    return noted.note.split("\n")


def test_a_note_says_every_role_and_meaning_of_a_tag() -> None:
    text = "<a1>x</a1> <b2>y</b2>"
    places = [
        segment(text, 3, tags=[tag("a1", "https://a.example/\n"), tag("b2")]),
        segment(text, 7, role="item", tags=[tag("a1", "/b"), tag("b2")]),
        segment(text, 9, tags=[tag("a1", "/b"), tag("b2")]),
    ]
    assert render_note(places, NoteContent(), "en") == (
        "Role: paragraph, list item\na1: https://a.example/\na1: /b\nb2: bold"
    )
    moved = [replace(part, place=replace(part.place, line=99, block=5)) for part in places]
    assert render_note(moved, NoteContent(), "en") == render_note(places, NoteContent(), "en")


@pytest.mark.parametrize(
    ("term", "line"),
    [
        (Term("міська рада", "city council"), "Term: міська рада → city council"),
        (Term("рада", "council", "not “board”"), "Term: рада → council (not “board”)"),
    ],
)
def test_a_translator_reads_the_term_with_its_note(term: Term, line: str) -> None:
    assert (
        render_note([segment("x")], NoteContent(terms=[term]), "en") == f"Role: paragraph\n{line}"
    )


def test_all_that_is_known_of_a_draft_is_told_in_one_order() -> None:
    draft = record(
        entry("x", "y"),
        doubtful=True,
        reason=message("odd {word}", word="х"),
        remarks=(message("changed"),),
        alternatives=("a\tb",),
    )
    found = render_note([segment("x")], NoteContent(draft, issues=[message("lacks a name")]), "en")
    assert found.split("\n") == [
        "Role: paragraph",
        "Draft: argos, uk_en 1.9",
        "Check with care: odd х",
        "About the draft: changed",
        "About the draft: lacks a name",
        "Or: a b",
    ]


def test_a_doubt_without_a_reason_is_the_engines_own() -> None:
    draft = entry("x", "y")
    assert note(draft, record(draft, doubtful=True))[-1] == (
        "Check with care: the engine is not sure of it"
    )


def test_the_origin_goes_when_a_person_touches_the_draft() -> None:
    draft = entry(COUNCIL, COUNCIL_EN)
    assert note(draft, record(draft)) == ["Role: paragraph", "Draft: argos, uk_en 1.9"]
    assert note(draft.with_target("Other", State.DRAFT), record(draft)) == ["Role: paragraph"]


def test_the_glossary_judges_drafts_and_no_finished_text() -> None:
    council = Glossary((Term("міська рада", "municipal council"),))
    terms = find_terms([segment(COUNCIL)], Finder(council, "uk", "en"))
    draft = entry(COUNCIL, COUNCIL_EN)
    assert note(draft, record(draft), terms=terms)[-1] == (
        "About the draft: “міська рада” is “municipal council” in the glossary, "
        "and the draft does not say so"
    )
    finished = replace(draft, state=State.TRANSLATED)
    assert note(finished, record(draft), terms=terms)[-1] == "Draft: argos, uk_en 1.9"


def test_why_there_is_no_draft_is_told_while_there_is_none() -> None:
    empty = entry(COUNCIL)
    reason = left_empty(empty, "too long", "too odd")
    assert note(empty, reason) == ["Role: paragraph", "No draft: too long; too odd"]
    typed = empty.with_target("By hand", State.TRANSLATED)
    assert note(typed, reason) == ["Role: paragraph"]


def test_an_obsolete_entry_has_no_note() -> None:
    gone = replace(entry(COUNCIL, COUNCIL_EN), obsolete=True, note="Role: paragraph")
    assert note(gone, record(gone)) == [""]


def full() -> tuple[Catalog, list[Segment], list[DraftRecord], FoundTerms]:
    """A catalog with all that notes tell of."""
    sources = (COUNCIL, "Мер Львова.", "Він <a1>пішов</a1>.")
    drafted, empty, typed = (entry(source) for source in sources)
    drafted = drafted.with_target(COUNCIL_EN, State.DRAFT)
    typed = typed.with_target("He <a1>went</a1>.", State.TRANSLATED)
    parts = [segment(drafted.source), segment(empty.source, role="heading")]
    parts += [segment(typed.source, tags=[tag("a1", "https://a.example/")])]
    terms = Glossary((Term("Львів", "Lviv"), Term("міська рада", "town hall")))
    found = find_terms(parts, Finder(terms, "uk", "en"))
    records = [
        record(drafted, doubtful=True, alternatives=("Another.",)),
        left_empty(empty, "the engine gave no text"),
    ]
    return Catalog(entries=(drafted, empty, typed)), parts, records, found


GARBLED = (
    "",
    "Role: paragraph Draft: argos, uk_en 1.9",
    "Rolle: Absatz\nEntwurf: argos, uk_en 1.9\nKein Entwurf: zu lang",
    "No draft: an old reason\nDraft: another, model 2\nOr: yet another",
    "Без чернетки: рушій не дав тексту",
)


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("garbled", GARBLED)
def test_a_note_that_a_tool_garbled_is_made_anew(garbled: str, language: str) -> None:
    catalog, parts, records, terms = full()
    noted = with_notes(catalog, parts, records, terms, language)
    broken = replace(noted, entries=tuple(replace(entry, note=garbled) for entry in noted.entries))
    assert with_notes(broken, parts, records, terms, language) == noted


def test_another_language_remakes_all_of_every_note() -> None:
    catalog, parts, records, terms = full()
    english = with_notes(catalog, parts, records, terms, "en")
    ukrainian = with_notes(english, parts, records, terms, "uk")
    for before, after in zip(english.entries, ukrainian.entries, strict=True):
        pairs = list(zip(before.note.split("\n"), after.note.split("\n"), strict=True))
        assert pairs
        same = [one for one, other in pairs if one.split(": ")[0] == other.split(": ")[0]]
        assert same in ([], ["a1: https://a.example/"])
    reason = message("the engine gave no text").text("uk")
    assert ukrainian.entries[1].note.endswith(f": {reason}")
    assert with_notes(ukrainian, parts, records, terms, "en") == english


def test_each_distinct_text_is_searched_once() -> None:
    searched: list[str] = []

    class Counting(Finder):
        def search(self, text: str) -> Hits:
            searched.append(text)
            return super().search(text)

    parts = [segment("Мер Львова.", 1), segment("Рада", 2), segment("Мер Львова.", 3)]
    finder = Counting(Glossary((Term("Львів", "Lviv"),)), "uk", "en")
    terms = find_terms(parts, finder)
    assert searched == ["Мер Львова.", "Рада"]
    assert [term.term for term in terms.terms(parts[2].tagged)] == ["Львів"]
    assert terms.terms(parts[1].tagged) == ()


def test_another_note_changes_nothing_else_of_an_entry() -> None:
    entry = Entry(
        "c",
        "s",
        "t",
        State.DRAFT,
        obsolete=True,
        previous=("p", "q"),
        previous_plural="r",
        comment="u",
        note="v",
        flags=("w",),
        references=(Reference("x", 1),),
        plurals=("y", ("z",)),
    )
    assert entry.with_note("new") == replace(entry, note="new")
