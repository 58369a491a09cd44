"""What becomes of words: translated, kept, unknown, taken for names."""

import re

import pytest

from apertium_texts import draft, drafts, needs_apertium, reason
from l10n.engines import Request
from l10n.model.markup import Tagged
from l10n_apertium.engine import Apertium

pytestmark = pytest.mark.generator


@needs_apertium
def test_both_directions_and_variants_of_a_locale_are_translated() -> None:
    assert draft("The houses are red.").text == "Las casas son rojas."
    assert draft("Las casas son rojas.", "es", "en").text == "The houses are red."
    there, here = (draft("El color gris.", "es", target).text for target in ("en-US", "en-GB"))
    assert ("color" in there, "colour" in here) == (True, True)


@needs_apertium
@pytest.mark.parametrize(
    "kept",
    [
        "https://example.org/a_b?c=d#e",
        "www.example.org",
        "desk@example.org",
        "@news_room",
        "#Elections_2026",
        "{name}",
        "%s",
        "<b7>",
        "[1]",
        "^$",
        "C:\\temp",
        "*",
        "/",
        "🙂",
        "10\u00a0000",
    ],
)
def test_what_must_stay_as_it_is_comes_back_once(kept: str) -> None:
    found = draft(f"The mayor saw {kept} in the house.")
    assert found.text.count(kept) == 1
    assert "casa" in found.text


@needs_apertium
def test_money_stays_with_its_number() -> None:
    found = draft("Paul's $15,000 jacket costs $5 million or €3.5 million.")
    assert re.findall(r"[$€]?\d[\d,.]*", found.text) == ["$15,000", "$5", "€3.5"]


@needs_apertium
@pytest.mark.parametrize("text", ["17.04.2025", "—", "https://example.org", "<a1>42</a1>"])
def test_a_text_without_words_is_its_own_draft(text: str) -> None:
    found = draft(text)
    assert (found.text, found.doubtful) == (text, False)


@needs_apertium
def test_outer_white_space_stays_and_a_blank_text_is_left_empty() -> None:
    found, blank = drafts([" The house \u00a0", "  "])
    assert found.text == " La casa \u00a0"
    assert (blank.text, reason(blank)) == ("", "there is nothing to translate")


@needs_apertium
def test_contractions_quotes_dashes_and_spaces_survive() -> None:
    texts = [
        "“The house’s door isn’t red,” she said – twice…",
        "‘It’s big’ — and that's all.",
        "Mr. O’Brien saw the houseʼs door.",
        "It costs 10\u00a0000 dollars.",
        "«The house» is (not) red: why?",
    ]
    quoted, single, name, spaced, french = (found.text for found in drafts(texts))
    assert quoted.startswith("“La puerta de la casa no es")
    assert quoted.endswith("–" + quoted.split("–")[1])
    assert quoted.endswith("…")
    assert single.startswith("‘Es grande’ — ")
    assert "O’Brien" in name
    assert "la puerta de la casa" in name
    assert "10\u00a0000" in spaced
    assert french.startswith("«La casa» ")
    assert french.endswith("?")
    assert not any("  " in text or "*" in text for text in (quoted, single, name, spaced, french))


@needs_apertium
def test_a_capital_does_not_move_into_the_sentence() -> None:
    found = draft("Axios reports that Axios is red.").text
    assert found.startswith("Axios informa")


@needs_apertium
def test_an_unknown_word_stays_and_makes_the_draft_doubtful() -> None:
    found = draft("The mayor saw the red blorfing house.")
    assert "blorfing" in found.text
    assert "*" not in found.text
    assert found.doubtful
    assert reason(found) == "words that Apertium does not know: blorfing"
    assert found.confidence == pytest.approx(6 / 7, abs=0.001)


@needs_apertium
def test_a_reason_names_three_words_at_most() -> None:
    found = draft("The blorf and the glarf and the smarf and the varf saw the house.")
    assert reason(found).endswith("blorf, glarf, smarf, …")


@needs_apertium
def test_a_name_that_stays_as_it_is_makes_no_doubt() -> None:
    found = draft("Yesterday the mayor and Perepechko saw Marco Rubio.")
    assert (found.doubtful, found.confidence) == (False, 1.0)
    assert "Perepechko" in found.text
    assert "Marco Rubio" in found.text


@needs_apertium
def test_what_stands_around_a_name_is_put_as_around_a_name() -> None:
    found = draft("The mayor saw Perepechko's house, and Zaluzhny’s dog.").text
    assert "la casa de Perepechko" in found
    assert "el perro de Zaluzhny" in found


@needs_apertium
def test_a_surname_that_is_a_common_word_is_kept_in_its_article() -> None:
    texts = ["The president Donald Trump saw the house.", "Trump's dog saw the mayor."]
    article = [Request(Tagged(text), title="The house") for text in texts]
    there = list(Apertium().translate(article, "en", "es"))
    assert all("Trump" in found.text for found in there)
    assert "El perro de Trump" in there[1].text
    assert not any(found.doubtful for found in there)
    alone = draft("The mayor and Trump saw it.")
    assert "Trump" not in alone.text
    assert alone.doubtful
    assert reason(alone) == "perhaps names, translated as words: Trump"


@needs_apertium
def test_in_a_headline_of_capitals_a_capital_makes_no_name() -> None:
    found = draft("Young Mayor Bought Blorfing House")
    assert reason(found) == "words that Apertium does not know: Blorfing"


@needs_apertium
def test_a_first_word_is_a_name_if_it_has_a_capital_elsewhere() -> None:
    request = Request(Tagged("Axios reports it."), before="The mayor told Axios about it.")
    (known,) = Apertium().translate([request], "en", "es")
    assert not known.doubtful
    assert draft("Axios reports it.").doubtful


@needs_apertium
def test_a_text_in_another_language_is_left_empty() -> None:
    found = draft("Мер побачив будинок.")
    assert found.text == ""
    assert reason(found) == "Apertium knows none of its words"
