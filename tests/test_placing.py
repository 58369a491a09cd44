import math
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.glossary.terms import Term
from l10n.model.markup import TAG, Tagged, faults
from l10n.tags.place import Attention, Evidence, Placed, place
from l10n.tags.position import by_position
from tests.gold_news import NEWS, same_words
from tests.tagged_texts import WORD, tagged_texts


def tagged(text: str) -> Tagged:
    """Take every tag in a text for one of its own."""
    names = {match["name"]: match["empty"] for match in TAG.finditer(text)}
    pairs = frozenset(name for name, empty in names.items() if not empty)
    return Tagged(text, pairs, frozenset(names) - pairs)


def put(source: str, translation: str, **known: object) -> Placed:
    evidence = Evidence(source="uk", target="en", **known)  # type: ignore[arg-type]
    return place(tagged(source), translation, evidence)


# Where tags go


PLAIN = [
    # numbers and words in Latin letters are the same on both sides
    ("Рейс <b1>PS 101</b1> вилетів о 5:40.", "At 5:40, flight <b1>PS 101</b1> took off."),
    ("Сайт <a1>Open Data</a1> запрацював.", "The website <a1>Open Data</a1> is live."),
    # names are found by their romanization, in any case
    (
        "Нагороду <a1>Олені Коваленко</a1> вручив Тарас.",
        "Taras presented the award to <a1>Olena Kovalenko</a1>.",
    ),
    # a preposition stays where it was: outside, or inside
    ("Це сталося в <a1>Полтаві</a1> 3 липня.", "It happened in <a1>Poltava</a1> on 3 July."),
    ("Це сталося <a1>в Полтаві</a1> 3 липня.", "It happened <a1>in Poltava</a1> on 3 July."),
    # quotation marks go with the tag that held them
    ("Газета <a1>«Вісник»</a1> вийшла.", "The newspaper <a1>“Visnyk”</a1> is out."),
    ("Газета «<a1>Вісник</a1>» вийшла.", "The newspaper “<a1>Visnyk</a1>” is out."),
    # what encloses the sentence encloses it afterwards, stops as in the source
    ("<b1>Усе скінчилося.</b1>", "<b1>It is all over.</b1>"),
    ("<b1>Усе скінчилося</b1>.", "<b1>It is all over</b1>."),
    # marks go to the edge of the word that they followed or preceded
    ("Жителів — 1250<fn1/>, шкіл — 3.", "There are 1,250<fn1/> residents and 3 schools."),
    ("<img1/> Олена приїхала.", "<img1/>Olena has arrived."),
    ("Приїхала Олена<fn1/>.", "Olena has arrived<fn1/>."),
    ("Перший рядок<br1/>", "First line<br1/>"),
    # nested pairs stay nested, siblings may change places
    (
        "<a1>Мер <b2>Полтави</b2></a1> приїхав.",
        "<a1>The mayor of <b2>Poltava</b2></a1> has arrived.",
    ),
    (
        "<a1>У Полтаві</a1> виступила <b2>Олена Коваленко</b2>.",
        "<b2>Olena Kovalenko</b2> performed <a1>in Poltava</a1>.",
    ),
]


@pytest.mark.parametrize(("source", "expected"), PLAIN)
def test_tags_go_to_the_words_that_must_be_the_same(source: str, expected: str) -> None:
    assert put(source, TAG.sub("", expected)).text == expected


def test_a_pair_goes_to_what_the_engine_makes_of_its_words_alone() -> None:
    source = "Учора <a1>міська рада</a1> затвердила новий бюджет."
    translation = "The new budget was approved by the city council yesterday."
    placed = put(source, translation, spans={"a1": "the city council"})
    assert placed.text == ("The new budget was approved by <a1>the city council</a1> yesterday.")


def test_a_pair_goes_to_words_like_those_of_its_translation() -> None:
    source = "Учора <a1>міська рада</a1> затвердила новий бюджет."
    translation = "The new budget was approved by the city council yesterday."
    placed = put(source, translation, spans={"a1": "City Council"})
    assert "<a1>the city council</a1>" in placed.text


def test_a_term_of_the_glossary_shows_where_a_pair_goes() -> None:
    source = "Торік <a1>виконавчий комітет</a1> змінив правила."
    translation = "The rules were changed by the executive committee last year."
    terms = (Term("виконавчий комітет", "executive committee"),)
    placed = put(source, translation, terms=terms)
    assert "<a1>the executive committee</a1>" in placed.text


def looks(source: str, translation: str, pairs: Sequence[tuple[str, str]]) -> Attention:
    """Make up the looks of a model that knows its words."""
    mine, theirs = source.split(), translation.split()
    at = {word: source.index(word) for word in mine}
    there = {word: translation.index(word) for word in theirs}
    weights = [[0.05 / len(mine)] * len(mine) for _word in theirs]
    for one, other in pairs:
        weights[theirs.index(other)][mine.index(one)] = 0.95
    return Attention(
        tuple((at[word], at[word] + len(word)) for word in mine),
        tuple((there[word], there[word] + len(word)) for word in theirs),
        tuple(map(tuple, weights)),
    )


def test_a_pair_goes_to_what_the_attention_points_at() -> None:
    source = "Діти годували сірих качок"
    translation = "Grey ducks were fed by children"
    known = [("сірих", "Grey"), ("качок", "ducks"), ("годували", "fed"), ("Діти", "children")]
    placed = put(
        source.replace("сірих качок", "<b1>сірих качок</b1>"),
        translation,
        attention=looks(source, translation, known),
    )
    assert placed.text == "<b1>Grey ducks</b1> were fed by children"
    assert not placed.doubtful


def test_without_any_evidence_a_placement_is_doubtful() -> None:
    placed = put("Діти <b1>годували</b1> сірих качок", "Grey ducks were fed by children")
    assert placed.doubtful
    assert placed.reason is not None
    assert "wrong words" in placed.reason.text("en")


def test_a_pair_around_everything_needs_no_evidence() -> None:
    placed = put("<b1>Діти годували качок</b1>", "Ducks were fed by children")
    assert placed == Placed("<b1>Ducks were fed by children</b1>", 1.0)


def test_a_text_whose_own_tags_cross_comes_back_without_tags() -> None:
    placed = put("<a1>мер <b2>міста</a1></b2>", "the mayor")
    assert placed == Placed("the mayor", 0.0)


def test_in_real_news_most_wrong_tags_are_reported() -> None:
    right, wrong = [], []
    for case in NEWS:
        placed = put(case.source, TAG.sub("", case.target), spans=case.alone)
        fits = same_words(placed.text, case.target)
        (right if fits else wrong).append(placed.doubtful)
    assert len(right) >= 0.75 * len(NEWS)
    assert sum(wrong) >= 0.8 * len(wrong)
    assert sum(right) <= 0.4 * len(right)


# Laws


TRANSLATION = st.text(alphabet="xyzKM12 .,“”<>ÀßİǰЖ\u00a0\u2028", max_size=40)
NUMBER = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True), st.floats(0, 1), st.just(math.nan)
)
SPAN = st.tuples(st.integers(-3, 60), st.integers(-3, 60))
ATTENTION = st.builds(
    Attention,
    st.lists(SPAN, max_size=8).map(tuple),
    st.lists(SPAN, max_size=8).map(tuple),
    st.lists(st.lists(NUMBER, max_size=8).map(tuple), max_size=8).map(tuple),
)
TERMS = st.lists(st.builds(Term, WORD, WORD), max_size=2).map(tuple)


@given(
    text=tagged_texts(),
    translation=TRANSLATION,
    alone=st.lists(TRANSLATION, max_size=3),
    evidence=st.builds(
        lambda attention, terms, locales: Evidence({}, terms, attention, *locales),
        st.none() | ATTENTION,
        TERMS,
        st.sampled_from([("", ""), ("uk", "en"), ("en", "uk"), ("xx", "de")]),
    ),
)
@settings(max_examples=400, deadline=None)
def test_every_tag_stands_once_in_an_untouched_translation(
    text: Tagged,
    translation: str,
    alone: list[str],
    evidence: Evidence,
) -> None:
    spans = dict(zip(sorted(text.pairs), alone, strict=False))
    placed = place(text, translation, replace(evidence, spans=spans))
    assert faults(text, placed.text) == ()
    assert Tagged(placed.text, text.pairs, text.empties).plain() == translation
    assert 0 <= placed.confidence <= 1
    assert placed.doubtful is (placed.reason is not None)


@given(text=tagged_texts(), translation=TRANSLATION)
@settings(max_examples=200)
def test_by_position_alone_every_tag_stands_once(text: Tagged, translation: str) -> None:
    result = by_position(text, translation)
    assert faults(text, result) == ()
    assert Tagged(result, text.pairs, text.empties).plain() == translation


@given(text=tagged_texts())
@settings(max_examples=200, deadline=None)
def test_an_unchanged_text_gets_its_tags_back_or_a_doubt(
    text: Tagged,
) -> None:
    placed = place(text, text.plain(), Evidence())
    same = [name for name in text.pairs if _words(text.text, name) == _words(placed.text, name)]
    assert placed.doubtful or len(same) == len(text.pairs)


def test_a_translation_of_far_too_many_words_is_not_compared() -> None:
    text = Tagged("рада " * 1_500 + "<b1>ухвалила</b1>", frozenset({"b1"}))
    placed = place(text, "council " * 100_000, Evidence())
    assert placed.doubtful
    assert not faults(text, placed.text)


def _words(text: str, name: str) -> str:
    inner = text.split(f"<{name}>")[1].split(f"</{name}>", maxsplit=1)[0]
    return "".join(char for char in TAG.sub("", inner) if char.isalnum())
