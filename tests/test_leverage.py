"""What the memory found for empty texts, and what their entries are filled with."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.finding import Finder, FoundTerms, find_terms
from l10n.glossary.terms import Glossary, Term
from l10n.language.tables import table_of
from l10n.memory import Match, Place, Query
from l10n.memory.grading import Asked, best
from l10n.model.article import Span
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.counts import Tally
from l10n.model.markup import Tagged, faults
from l10n.model.memory_settings import MemorySettings, Penalties
from l10n.model.segment import Place as SegmentPlace
from l10n.model.segment import Segment
from l10n.model.unit import Standing, Unit
from l10n.steps.leverage import Filled, MemoryCounts, filling, leverage, queries
from l10n.steps.memory_offers import Policy
from l10n.steps.new_figures import Languages

PAIR = ("uk", "en")
NO_TERMS = FoundTerms(*PAIR)
LANGUAGES = Languages(table_of("uk"), table_of("en"), PAIR)
FREE = MemorySettings(penalties=Penalties(0, 0, 0, 0))
POLICY = Policy("news", FREE, LANGUAGES, NO_TERMS)

BUDGET = "Міська рада ухвалила бюджет на наступний рік."
BUDGET_EN = "The city council adopted next year’s budget."


def unit(source: str | Tagged, target: str, **more: object) -> Unit:
    text = source if isinstance(source, Tagged) else Tagged(source)
    made = Unit(text, target, *PAIR, desk="news", article="a.md", date="2026-03-12T10:00:00Z")
    return replace(made, **more)  # type: ignore[arg-type]


def filled(
    text: str | Tagged,
    *units: Unit,
    policy: Policy = POLICY,
    context: str | None = None,
    workspace: str = "",
    **around: str,
) -> Filled | None:
    tagged = text if isinstance(text, Tagged) else Tagged(text)
    query = Query(tagged, *PAIR, context=context, least=policy.settings.least, **around)
    place = Place("catalog", "a.md", "en", workspace)
    matches = best(Asked.of(query), [(place, each) for each in units])
    return filling(Entry(context, tagged.text), query, matches, policy)


def required(made: Filled | None) -> Filled:
    assert made is not None
    return made


def test_the_very_text_has_its_translation_as_a_draft() -> None:
    made = required(filled(BUDGET, unit(BUDGET, BUDGET_EN)))
    assert (made.entry.target, made.entry.state) == (BUDGET_EN, State.DRAFT)
    assert made.entry.previous is None
    assert (made.origin.grade, made.origin.percent, made.origin.place) == ("exact", 100, "a.md")
    assert (made.origin.date, made.origin.standing) == ("2026-03-12T10:00:00Z", "translated")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Бюджет ухвалено”, — каже мер.", "“The budget is adopted,” the mayor said."),
        ("«БЮДЖЕТ УХВАЛЕНО», — КАЖЕ МЕР.", "“THE BUDGET IS ADOPTED,” THE MAYOR SAID."),
    ],
)
def test_other_quotes_blanks_and_capitals_are_no_other_text(text: str, wanted: str) -> None:
    stored = unit("«Бюджет ухвалено», — каже мер.", "“The budget is adopted,” the mayor said.")
    made = required(filled(text, stored))
    assert (made.entry.target, made.origin.grade, made.origin.percent) == (wanted, "normalized", 99)
    assert "[-" in made.origin.different


def test_a_translation_begins_with_a_capital_where_its_text_does() -> None:
    made = required(filled("Рада міста ухвалила", unit("рада міста ухвалила", "the council did")))
    assert made.entry.target == "The council did"
    made = required(filled("рада міста ухвалила", unit("Рада міста ухвалила", "Kyiv’s council")))
    assert made.entry.target == "Kyiv’s council"


def test_figures_and_dates_are_those_of_the_new_text() -> None:
    stored = unit("12 березня рада дала 1 500 гривень.", "On March 12 it gave 1,500 hryvnias.")
    made = required(filled("3 квітня рада дала 2 750 гривень.", stored))
    assert made.entry.target == "On April 3 it gave 2,750 hryvnias."
    assert (made.origin.grade, made.origin.percent, made.entry.previous) == ("figures", 98, None)
    assert made.record.remarks[0].text("en").startswith("figures of this text put in: ")


def test_figures_without_a_place_make_it_similar_only() -> None:
    stored = unit("На виставу прийшло 12 глядачів міста.", "A dozen people came to the play.")
    made = required(filled("На виставу прийшло 34 глядачів міста.", stored))
    assert (made.origin.grade, made.entry.target) == ("fuzzy", "A dozen people came to the play.")
    assert made.entry.previous == (None, "На виставу прийшло 12 глядачів міста.")


def test_a_similar_text_is_shown_with_what_differs() -> None:
    made = required(filled(BUDGET.replace("рік", "квартал"), unit(BUDGET, BUDGET_EN)))
    assert (made.entry.target, made.entry.state) == (BUDGET_EN, State.DRAFT)
    assert made.entry.previous == (None, BUDGET)
    assert made.origin.grade == "fuzzy"
    assert 75 <= made.origin.percent < 98
    assert made.origin.different.endswith("[-рік-]{+квартал+}.")


@pytest.mark.parametrize("short", ["Так.", "***", "https://example.org/a"])
def test_next_to_nothing_resembles_nothing(short: str) -> None:
    assert filled(short, unit("Там.", "There."), unit("24 %", "24%")) is None


PENALTIES = [
    ({"desk": "sport"}, {}, "other_desk"),
    ({"context": "title"}, {}, "other_role"),
    ({"standing": Standing.IMPORTED}, {}, "imported"),
    ({"machine": True}, {}, "machine"),
    ({}, {"workspace": "kharkiv"}, "other_desk"),
]


@pytest.mark.parametrize(("stored", "asked", "name"), PENALTIES)
def test_a_match_counts_less_for_where_it_comes_from(
    stored: dict[str, object], asked: dict[str, str], name: str
) -> None:
    costly = replace(FREE, penalties=replace(FREE.penalties, **{name: 7}))
    policy = replace(POLICY, settings=costly)
    made = required(
        filled(BUDGET, unit(BUDGET, BUDGET_EN, **stored), policy=policy, **asked)  # type: ignore[arg-type]
    )
    assert made.origin.percent == 93
    strict = replace(policy, settings=replace(costly, least=94))
    assert filled(BUDGET, unit(BUDGET, BUDGET_EN, **stored), policy=strict, **asked) is None  # type: ignore[arg-type]


def test_the_mark_of_a_machine_and_the_other_workspace_stay() -> None:
    made = required(filled(BUDGET, unit(BUDGET, BUDGET_EN, machine=True), workspace="kharkiv"))
    assert made.origin.machine
    assert made.origin.place == "kharkiv: a.md"


def test_the_very_text_goes_before_a_likelier_similar_one() -> None:
    settings = replace(FREE, penalties=Penalties(imported=20))
    near = BUDGET.replace("наступний", "наступний-")
    made = required(
        filled(
            BUDGET,
            unit(near, "Another text."),
            unit(BUDGET, BUDGET_EN, standing=Standing.IMPORTED),
            policy=replace(POLICY, settings=settings),
        )
    )
    assert (made.entry.target, made.origin.percent) == (BUDGET_EN, 80)


def test_of_two_good_translations_both_are_told() -> None:
    other = "The council passed the budget."
    made = required(filled(BUDGET, unit(BUDGET, BUDGET_EN), unit(BUDGET, other)))
    assert {made.entry.target, *made.record.alternatives} == {BUDGET_EN, other}


AROUND = {"before": "До.", "after": "Після."}


@pytest.mark.parametrize(
    ("takes", "stored", "state"),
    [
        (True, {}, State.TRANSLATED),
        (False, {}, State.DRAFT),
        (True, {"before": "Інше."}, State.DRAFT),
        (True, {"machine": True}, State.TRANSLATED),
        (True, {"target_locale": "en-GB"}, State.DRAFT),
    ],
)
def test_only_the_same_place_is_taken_as_translated(
    takes: bool, stored: dict[str, object], state: State
) -> None:
    policy = replace(POLICY, takes_context=takes)
    found = unit(BUDGET, BUDGET_EN, **(AROUND | stored))  # type: ignore[arg-type]
    made = required(filled(BUDGET, found, policy=policy, **AROUND))
    assert (made.entry.state, made.origin.finished) == (state, state is State.TRANSLATED)


def test_two_translations_in_the_same_place_are_a_question() -> None:
    policy = replace(POLICY, takes_context=True)
    one, other = (unit(BUDGET, each, **AROUND) for each in (BUDGET_EN, "It passed."))
    made = required(filled(BUDGET, one, other, policy=policy, **AROUND))
    assert made.entry.state is State.DRAFT


def test_terms_of_today_are_put_right_in_old_translations() -> None:
    term = Term("рада", "council", forbidden=("soviet",))
    text = Segment(None, BUDGET, SegmentPlace(0, Span(0, 1), 1, "paragraph"))
    terms = find_terms([text], Finder(Glossary((term,)), *PAIR))
    policy = replace(POLICY, terms=terms, takes_context=True)
    old = unit(BUDGET, "The city soviet adopted next year’s budget.", **AROUND)
    made = required(filled(BUDGET, old, policy=policy, **AROUND))
    assert made.entry.target == BUDGET_EN
    assert made.entry.state is State.DRAFT
    assert "soviet" in made.record.remarks[0].text("en")


BOLD = Tagged("Рада <b1>ухвалила</b1> бюджет міста.", frozenset({"b1"}))
BOLD_EN = "The council <b1>adopted</b1> the city budget."


def test_tags_are_those_of_the_new_text() -> None:
    text = Tagged("<a1>Рада</a1> <b2>ухвалила</b2> бюджет міста вчора.", frozenset({"a1", "b2"}))
    made = required(filled(text, unit(BOLD, BOLD_EN)))
    assert made.entry.target == "The council <b2>adopted</b2> the city budget."
    assert "<a1>" in made.record.doubt.text("en")  # type: ignore[union-attr]
    assert made.origin.grade == "fuzzy"


@pytest.mark.parametrize("target", ["", "<omit/>", "a\x07b", "a\nb"])
def test_what_no_catalog_holds_is_not_taken(target: str) -> None:
    assert filled(BUDGET, unit(BUDGET, target)) is None


def test_a_rejected_text_is_not_offered_again() -> None:
    query = Query(Tagged(BUDGET), *PAIR)
    found = [
        Match(each, Place("catalog", "a.md", "en"), *grade)
        for each in (unit(BUDGET, "Rejected."), unit(BUDGET, BUDGET_EN))
        for grade in [(best(Asked.of(query), [(Place("catalog", "a.md"), each)])[0].grade, 100)]
    ]
    made = filling(
        Entry(None, BUDGET), query, found, POLICY, lambda entry: entry.target == "Rejected."
    )
    assert required(made).entry.target == BUDGET_EN
    assert required(made).record.alternatives == ()


def segment(text: str, role: str = "paragraph", language: str = "") -> Segment:
    place = SegmentPlace(0, Span(0, 1), 1, role, language=language)
    return Segment("title" if role == "title" else None, text, place)


def test_empty_texts_are_asked_for_with_their_neighbours() -> None:
    parts = [
        segment("Заголовок", "title"),
        segment("Перше речення."),
        segment("1 200"),
        segment("Друге речення."),
        segment("Третє речення.", language="ru"),
    ]
    entries = tuple(Entry(*each.key) for each in parts)
    done = replace(entries[3], target="Done.", state=State.TRANSLATED)
    gone = Entry(None, "Зникло.", obsolete=True)
    asked = queries(Catalog(entries=(*entries[:3], done, entries[4], gone)), parts, PAIR, 80)
    assert [key[1] for key in asked] == ["Заголовок", "Перше речення.", "Третє речення."]
    first = asked[None, "Перше речення."]
    assert (first.before, first.after, first.least) == ("Заголовок", "1 200", 80)
    last = asked[None, "Третє речення."]
    assert (last.source_locale, last.before, last.after) == ("ru", "Друге речення.", "")


def test_what_was_filled_is_counted_in_entries_and_words() -> None:
    texts = [BUDGET, BUDGET.replace("рік", "квартал"), "Зовсім інше речення тут."]
    parts = [segment(each) for each in texts]
    catalog = Catalog(entries=tuple(Entry(None, each, comment="c") for each in texts))
    asked = queries(catalog, parts, PAIR, 75)
    found = {
        key: best(Asked.of(query), [(Place("catalog", "a.md", "en"), unit(BUDGET, BUDGET_EN))])
        for key, query in asked.items()
    }
    done = leverage(catalog, asked, found, POLICY)
    assert done.counts == MemoryCounts(drafts=Tally(1, 7), similar=Tally(1, 7))
    assert [each.target for each in done.catalog.entries] == [BUDGET_EN, BUDGET_EN, ""]
    assert len(done.records) == 2
    assert {each.comment for each in done.catalog.entries} == {"c"}


WORDS = st.lists(
    st.sampled_from(
        ["рада", "<b1>", "</b1>", "<br2/>", "12", "«", "»", "березня", "Київ", ",", "І"]
    ),
    max_size=8,
).map(" ".join)


@given(WORDS, WORDS, WORDS, st.booleans())
def test_whatever_is_found_is_a_draft_or_nothing(
    text: str, source: str, target: str, takes: bool
) -> None:
    names = frozenset({"b1"}), frozenset({"br2"})
    policy = replace(POLICY, takes_context=takes)
    made = filled(Tagged(text, *names), unit(Tagged(source, *names), target), policy=policy)
    if made is not None:
        assert made.entry.source == text
        assert made.entry.target.strip()
        wrong = bool(faults(Tagged(text, *names), made.entry.target))
        assert made.record.doubtful is wrong
        assert made.entry.state is State.DRAFT
        assert (made.entry.previous is not None) <= made.origin.fuzzy
