import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.language import inflection
from l10n.language.inflection import Word, plural
from l10n.language.uk.forms import adjective_forms, noun_forms, plain
from tests.corpora import DATA


@given(st.text())
def test_every_word_is_a_form_of_itself(word: str) -> None:
    sure, guess = noun_forms(word)
    assert plain(word) in sure
    assert not sure & guess
    assert plain(word) in adjective_forms(word)


@given(st.text(min_size=1), st.sampled_from(("uk", "en", "qaa")))
def test_a_word_accepts_itself_in_any_language(word: str, language: str) -> None:
    assert Word(word, language).accepts(word)


def test_a_language_without_dictionary_has_words_as_they_are() -> None:
    assert inflection.lemma("猫", "ja") == "猫"
    assert inflection.lemma("", "uk") == ""


def test_stress_marks_and_apostrophes_make_no_difference() -> None:
    assert plain("Пам’я\u0301ть") == plain("пам'ять") == plain("ПАМʼЯТЬ")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("council", "councils"),
        ("city", "cities"),
        ("day", "days"),
        ("church", "churches"),
        ("prime minister", "prime ministers"),
        ("policeman", "policemen"),
        ("German", "Germans"),
        ("Child", "Children"),
        ("aircraft", "aircraft"),
        ("bus", "buses"),
        ("press", "presses"),
        ("election results", "election results"),
    ],
)
def test_an_english_noun_has_its_plural(word: str, expected: str) -> None:
    assert plural(word) == expected


def test_dictionaries_are_not_loaded_for_text_without_guesses() -> None:
    code = (
        "import sys; from l10n.glossary.finding import Finder; "
        "from l10n.glossary.terms import Glossary, Term; "
        "Finder(Glossary((Term('міська рада', 'x'),)), 'uk', 'en').find('Міської ради'); "
        "sys.exit('simplemma' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _occurrences() -> list[tuple[str, str, str]]:
    """Form, lemma and part of speech of each word of UD Ukrainian-IU."""
    path = DATA / "ud-ukrainian-iu/dev.conllu"
    if not path.is_file():
        pytest.skip("../shared/data/ud-ukrainian-iu is not there")
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [(row[1], row[2], row[3]) for row in rows if len(row) == 10 and row[0].isdigit()]


def test_nearly_all_forms_in_real_text_are_found_and_few_others() -> None:
    occurrences = Counter(_occurrences())
    by_letter: dict[str, set[str]] = {}
    of_form: dict[str, list[tuple[str, int]]] = {}
    of_word: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for (form, lemma, pos), times in occurrences.items():
        by_letter.setdefault(form[0], set()).add(form)
        of_form.setdefault(form, []).append((lemma, times))
        of_word.setdefault((lemma, pos), []).append((form, times))
    right = missed = wrong = 0
    lemmas = {x[1]: x[2] for x in occurrences if x[2] in ("NOUN", "PROPN") and len(x[1]) > 2}
    for lemma, pos in lemmas.items():
        word = Word(lemma, "uk")
        near = by_letter.get(lemma[0], set()) | by_letter.get(lemma[0].upper(), set())
        accepted = {form for form in near if word.accepts(form)}
        for form, times in of_word[lemma, pos]:
            right += times * (form in accepted)
            missed += times * (form not in accepted)
        for form in accepted:
            wrong += sum(times for other, times in of_form[form] if other != lemma)
    assert right > 3000
    assert right / (right + missed) > 0.97
    assert right / (right + wrong) > 0.96
