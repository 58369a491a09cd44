"""Aligning: which texts of an article say what texts of its translation say."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.alignment.aligned import align
from l10n.alignment.bead import MOVES, Bead
from l10n.alignment.verdict import Fault, are_strangers, language_fault, sure
from tests.alignment_sides import EN, UK, sides

Blocks = list[list[str]]


def pairs(source: Blocks, target: Blocks) -> list[tuple[list[int], list[int]]]:
    """The pairs by their places, the sure ones alone."""
    one, other = sides(source, target)
    limit = sure(one, other)
    return [
        (list(bead.source), list(bead.target))
        for bead in align(one, other)
        if bead.is_pair and bead.confidence >= limit
    ]


def test_texts_of_an_article_find_their_translations() -> None:
    assert pairs(UK, EN) == [([at], [at]) for at in range(6)]


def test_a_text_that_was_left_out_has_no_counterpart() -> None:
    found = pairs(UK, [*EN[:2], *EN[3:]])
    assert ([4], [3]) in found
    assert ([5], [4]) in found
    assert not any(3 in source for source, _target in found)


def test_what_a_page_has_around_its_text_is_left_over() -> None:
    around = [["Menu"], ["Share this story"], *EN, ["All rights reserved"]]
    assert pairs(UK, around) == [([at], [at + 2]) for at in range(6)]


def test_two_sentences_that_became_one_are_a_pair_with_both() -> None:
    joined = [EN[0], ["262 deputies voted for the document, and only seven were against."], *EN[2:]]
    assert ([1, 2], [1]) in pairs(UK, joined)


def test_a_sentence_that_was_split_is_a_pair_with_both_halves() -> None:
    split = [*EN[:-1], ["The law takes effect on 1 January.", "The president has to sign it."]]
    assert ([5], [5, 6]) in pairs(UK, split)


def test_paragraphs_that_changed_places_are_said_to_be_moved() -> None:
    one, other = sides(UK, [*EN[:2], EN[3], EN[2], EN[4]])
    found = {(*bead.source, *bead.target): bead for bead in align(one, other) if bead.is_pair}
    assert {(3, 4), (4, 3)} <= set(found)
    assert found[3, 4].moved
    assert found[4, 3].moved


def test_two_paragraphs_may_have_become_one() -> None:
    assert pairs(UK, [[text for block in EN for text in block]]) == [
        ([at], [at]) for at in range(6)
    ]


def test_another_article_is_no_translation() -> None:
    other = [
        ["Dynamo Kyiv lost the derby in extra time."],
        ["Shaurma prices in Odesa have doubled since spring, vendors say."],
        ["A bridge in Dnipro will be closed for repairs until autumn."],
        ["Scientists found a new species of beetle in the Carpathians."],
    ]
    one, two = sides(UK, other)
    assert are_strangers(one, two, align(one, two))
    one, two = sides(UK, EN)
    assert not are_strangers(one, two, align(one, two))


def test_swapped_languages_are_told() -> None:
    assert language_fault(*sides(EN, UK)) is Fault.SWAPPED


def test_an_article_is_no_translation_of_itself() -> None:
    assert language_fault(*sides(UK, UK)) is Fault.SAME_LANGUAGE
    assert language_fault(*sides(EN, EN, "de-en")) is Fault.SAME_LANGUAGE


def test_an_empty_article_is_told() -> None:
    assert language_fault(*sides(UK, [])) is Fault.EMPTY
    assert [bead.kind for bead in align(*sides(UK[:1], []))] == ["1-0"]


def test_right_languages_are_let_through() -> None:
    assert language_fault(*sides(UK, EN)) is None


def test_languages_without_a_list_of_words_go_by_the_rest() -> None:
    french = [
        ["La Rada a adopté la loi de finances pour 2026."],
        ["262 députés ont voté pour le texte.", "Sept seulement s'y sont opposés."],
        ["La Première ministre Ioulia Svyrydenko a remercié le parlement de sa rapidité."],
        ["L'opposition critique les dépenses routières dans la région de Lviv."],
        ["La loi entre en vigueur le 1er janvier, une fois signée par le président."],
    ]
    one, other = sides(UK, french, "uk-fr")
    best = [bead for bead in align(one, other) if bead.is_pair]
    assert [(bead.source, bead.target) for bead in best] == [
        (range(at, at + 1), range(at, at + 1)) for at in range(6)
    ]


words = st.sampled_from(
    [
        "Рада",
        "закон",
        "Київ",
        "2026",
        "року",
        "дорога",
        "не",
        "президент",
        "Lviv",
        "бюджет",
        "і",
        "Байден",
        "5",
        "%",
        "слово",
    ]
)
sentence = st.lists(words, min_size=1, max_size=6).map(" ".join)
article = st.lists(st.lists(sentence, min_size=1, max_size=3), max_size=6)


def places(beads: Sequence[Bead], side: str) -> list[int]:
    """The places of one side in the order of the beads."""
    return [at for bead in beads for at in getattr(bead, side)]


@settings(max_examples=40, deadline=None)
@given(article, article)
def test_each_text_is_in_one_bead_in_order_but_for_what_moved(
    source: Blocks, target: Blocks
) -> None:
    one, other = sides(source, target)
    beads = align(one, other)
    assert sorted(places(beads, "source")) == list(range(len(one)))
    assert sorted(places(beads, "target")) == list(range(len(other)))
    kept = [bead for bead in beads if not bead.moved]
    assert places(kept, "source") == sorted(places(kept, "source"))
    paired = [bead for bead in kept if bead.is_pair]
    assert places(paired, "target") == sorted(places(paired, "target"))
    assert all((len(bead.source), len(bead.target)) in MOVES for bead in beads)
    assert all(0 <= bead.confidence <= 1 for bead in beads)
    assert align(*sides(source, target)) == beads
