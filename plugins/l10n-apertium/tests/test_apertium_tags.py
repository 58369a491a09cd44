"""Tags stand around what became of the words that they held."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apertium_texts import (
    LONG,
    around,
    draft,
    drafts,
    held,
    needs_apertium,
    nested_texts,
    reason,
    tagged,
)
from l10n.model.markup import Tagged, faults
from l10n_apertium.drafts import draft_of
from l10n_apertium.names import SourceText
from l10n_apertium.stream import Part, PartKind, Source, Word, source_of
from l10n_apertium.words import rendered

pytestmark = pytest.mark.generator


@needs_apertium
@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("The mayor bought a <a1>red house</a1> on Tuesday.", "a1", "casa roja"),
        ("He saw a big <b1>red</b1> house.", "b1", "roja"),
        ("<b1>The mayor</b1> saw the house.", "b1", "El alcalde"),
        ("The mayor saw <a1>the house</a1>.", "a1", "la casa"),
        ("It is the house of <a1>the mayor</a1>.", "a1", "alcalde"),
        ("He saw <a1>the water</a1> in the house.", "a1", "el agua"),
        ("He saw the <a1>water</a1> in the house.", "a1", "agua"),
        ("The president spoke in <a1>London</a1>.", "a1", "Londres"),
        ("<b1>The houses are red.</b1>", "b1", "Las casas son rojas."),
        ("“<a1>The houses are red</a1>,” he said.", "a1", "Las casas son rojas"),
        ("The mayor saw the <a1>“red house”</a1>.", "a1", "“casa roja”"),
        ("See <a1>https://example.org/a_b</a1> now.", "a1", "https://example.org/a_b"),
        ("The mayor has <a1>17</a1> houses.", "a1", "17"),
        ("The <a1><b2>big</b2> house</a1> is red.", "a1", "casa grande"),
        ("The <a1><b2>big</b2> house</a1> is red.", "b2", "grande"),
        ("The cat, <b1>the dog</b1> and <a2>the horse</a2>.", "a2", "el caballo"),
    ],
)
def test_a_tag_holds_what_became_of_its_words(text: str, name: str, words: str) -> None:
    found = draft(text)
    assert faults(tagged(text), found.text) == ()
    assert held(found.text, name).casefold() == words.casefold()
    assert "tag" not in reason(found)


@needs_apertium
@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The house<fn1/> is red.", "La casa<fn1/> es roja."),
        ("The red house<fn1/> is big.", "La casa roja<fn1/> es grande."),
        ("The house is red.<fn1/>", "La casa es roja.<fn1/>"),
        ("The house.<br1/>The horse.", "La casa.<br1/>El caballo."),
        ("<img1/> The house", "<img1/> La casa"),
        ("The house <br1/> the dog", "La casa <br1/> el perro"),
        ("The house: <img1/>", "La casa: <img1/>"),
    ],
)
def test_an_empty_tag_stays_at_its_word(text: str, written: str) -> None:
    found = draft(text).text
    if text.startswith("The red house<fn1/>"):
        assert re.search(r"(casa|roja)<fn1/>", found)
    else:
        assert found == written


@needs_apertium
def test_a_tag_on_a_part_of_a_word_or_on_nothing_is_doubtful() -> None:
    part, nothing = drafts(["He lives in <a1>New</a1> York.", "<a1></a1>The house is red."])
    assert held(part.text, "a1") == "Nueva York"
    assert part.doubtful
    assert "<a1>" in reason(part)
    assert nothing.doubtful
    assert "tag" in reason(nothing)
    assert faults(tagged("<a1></a1>"), nothing.text) == ()


@needs_apertium
def test_tags_change_nothing_about_the_words() -> None:
    plain = "The mayor of the big city saw the red house in front of the old church."
    spots = [match.start() for match in re.finditer(r"(?<=\s)\w", plain)]
    texts = []
    for start in spots:
        for end in (match.end() for match in re.finditer(r"\w(?=[\s.])", plain)):
            if start < end:
                texts.append(f"{plain[:start]}<a1>{plain[start:end]}</a1>{plain[end:]}")
    wanted = draft(plain).text
    for text, found in zip(texts, drafts(texts), strict=True):
        assert faults(tagged(text), found.text) == ()
        assert tagged(found.text).plain() == wanted


@needs_apertium
@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "The minister went to <a1>Madrid</a1><fn2/> on Sunday.",
            "El ministro fue a <a1>Madrid</a1><fn2/> el domingo.",
        ),
        ("The minister saw <fn1/><a2>the house</a2>.", "El ministro vio <fn1/><a2>la casa</a2>."),
        ("He saw the <a1>house<fn2/></a1>.", "Vio la <a1>casa<fn2/></a1>."),
        ("He saw <a1><fn2/>Madrid</a1>.", "Vio <a1><fn2/>Madrid</a1>."),
    ],
)
def test_a_tag_beside_a_pair_does_not_go_into_it_nor_out_of_it(text: str, written: str) -> None:
    assert draft(text).text == written


@needs_apertium
@given(st.lists(nested_texts(), min_size=20, max_size=30))
@settings(deadline=None, max_examples=200 if LONG else 5)
def test_every_tag_stands_in_the_same_pair_as_in_the_source(texts: list[Tagged]) -> None:
    for text, found in zip(texts, drafts([text.text for text in texts]), strict=True):
        assert found.text or found.reason
        if found.text:
            assert faults(text, found.text) == ()
            assert around(found.text, text) == around(text.text, text)


def parts_of(source: Source, words: tuple[Word, ...], order: list[int]) -> list[Part]:
    """Answer with the words of a source in another order, its blanks where they were."""
    parts: list[Part] = []
    waiting = list(range(len(source.blanks)))
    for place, number in enumerate(order):
        while waiting and source.blanks[waiting[0]].start <= words[place].start:
            parts.append(Part(PartKind.BLANK, blank=waiting.pop(0)))
        word = words[number]
        parts.append(Part(PartKind.WORD, source.plain[word.start : word.end], (number,)))
        parts.append(Part(PartKind.GAP, " "))
    return parts + [Part(PartKind.BLANK, blank=number) for number in waiting]


@given(nested_texts(), st.data())
@settings(deadline=None, max_examples=3000 if LONG else 80)
def test_every_tag_keeps_its_pair_however_the_words_are_mixed(
    text: Tagged, data: st.DataObject
) -> None:
    source = source_of(text)
    found_words = (Word(*each.span()) for each in re.finditer(r"\w+", source.plain))
    words = tuple(
        word
        for word in found_words
        if not any(blank.start < word.end and word.start < blank.end for blank in source.blanks)
    )
    order = data.draw(st.permutations(range(len(words))))
    parts = parts_of(source, words, order)
    made = rendered(source, words, parts, divided=True)
    found = draft_of(SourceText.of(source, words), made, frozenset(), "label", divided=True)
    assert found.text or found.reason
    if not found.text:
        return
    assert faults(text, found.text) == ()
    assert around(found.text, text) == around(text.text, text)
    if "  " not in text.text:
        assert "  " not in found.text


@needs_apertium
@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "Tiffany <a1>also noted that it</a1> <code2/> was the first house.",
            "Tiffany <a1>también notó que</a1> <code2/> era la primera casa.",
        ),
        ("The house <code1/> <img2/> is red.", "La casa <code1/> <img2/> es roja."),
        ("It <code1/> is red.", "<code1/> Es rojo."),
    ],
)
def test_one_space_is_left_where_the_word_beside_a_tag_fell_away(text: str, written: str) -> None:
    assert draft(text).text == written


@needs_apertium
def test_tags_that_are_not_well_nested_are_left_to_a_person() -> None:
    found = draft("The <a1>red <b2>house</a1> is</b2> big.")
    assert found.text == ""
    assert "nested" in reason(found)
