"""What the checks make of the status of terms, of people, acronyms and what is not translated."""

import pytest

from l10n.checks.catalogue import CHECKS
from l10n.checks.check import Example, Line, subject_of
from l10n.glossary.terms import Kind, Status, Term

ZOZULIA = Term(
    "Ольга Зозуля",
    "Olha Zozulia",
    kind=Kind.PERSON,
    aliases=("Зозуля", "міністерка Зозуля"),
    allowed=("Olga Zozulia",),
    forbidden=("Cuckoo",),
    reasons=(("Cuckoo", "a surname is no bird"),),
)
BUREAU = Term(
    "АКБ",
    "ACB",
    kind=Kind.ACRONYM,
    expansion="Антикорупційне бюро",
    expansion_translation="Anti-Corruption Bureau",
)
WAVE = Term("Нова хвиля", "Нова хвиля", status=Status.KEEP)
SONG = Term("Let it be", "Let it be", status=Status.KEEP)
METRO = Term("метрополітен", "metro", "write метро", status=Status.FORBIDDEN)
UNION = Term("ЄС", "the Union")
TERMS = (ZOZULIA, BUREAU, WAVE, SONG, METRO, UNION)


def told(*lines: tuple[str, str], locales: tuple[str, str] = ("uk", "en")) -> list[str]:
    """What all checks find in an article, by name, with severity and words."""
    example = Example(tuple(Line(*line) for line in lines), locales, terms=TERMS)
    subject = subject_of(example)
    return [
        f"{found.check} {found.severity.value}: {found.message.text('en')}"
        for check in CHECKS
        for found in check(subject)
    ]


@pytest.mark.parametrize(
    ("source", "target", "locales"),
    [
        ("Про це пише «Нова хвиля».", "“Нова хвиля” reports it.", ("uk", "en")),
        ("Про це пише Нова хвиля.", "Нова хвиля reports it.", ("uk", "en")),
        ("Нова хвиля", "Нова хвиля", ("uk", "en")),
        ("They sang Let it be here.", "Sie sangen Let it be hier.", ("en", "de")),
        ("They sang Let it be here.", "Вони співали тут Let it be.", ("en", "uk")),
        ("ЄС ухвалив пакет.", "The Union adopted a package.", ("uk", "en")),
        ("Приїхала Ольга Зозуля.", "Olga Zozulia has come.", ("uk", "en")),
        ("Антикорупційне бюро мовчить.", "The Anti-Corruption Bureau is silent.", ("uk", "en")),
    ],
)
def test_what_the_glossary_wants_is_no_finding(
    source: str, target: str, locales: tuple[str, str]
) -> None:
    assert told((source, target), locales=locales) == []


def test_allowed_spellings_of_a_person_may_stand_together() -> None:
    assert (
        told(
            ("Приїхала Ольга Зозуля.", "Olha Zozulia has come."),
            ("На Зозулю чекали.", "Zozulia was expected."),
            ("Зозуля й не знала.", "Zozulia did not know."),
        )
        == []
    )


def test_a_forbidden_spelling_is_an_error_with_its_reason() -> None:
    found = told(("Приїхала Ольга Зозуля.", "Olha Cuckoo has come."))
    assert found[-1] == (
        "forbidden error: “Cuckoo” is not wanted for “Ольга Зозуля”: "
        "write “Zozulia” (glossary: a surname is no bird)"
    )


def test_what_was_to_stay_and_is_gone_is_told() -> None:
    assert (
        "terms warning: “Нова хвиля” is not translated (glossary): the target lacks it as it stands"
    ) in told(("Про це пише Нова хвиля.", "New Wave reports it."))


def test_a_word_that_the_desk_has_given_up_is_a_hint() -> None:
    assert told(("Метрополітен зачинено.", "The metro is closed.")) == [
        "given-up-words hint: the desk does not write “метрополітен” in its articles: write метро"
    ]


FIRST = "mentions {}: “{}” is mentioned for the first time: write “{}” (glossary)"
LATER = "mentions hint: “{}” was mentioned before: write “{}” (glossary)"


def mentions(*lines: tuple[str, str, str]) -> list[str]:
    every = told(*lines)  # type: ignore[arg-type]
    return [each for each in every if each.startswith("mentions")]


BODY = "paragraph"


def test_a_person_is_named_in_full_for_the_first_time() -> None:
    assert mentions(
        ("Ольга Зозуля прибула до Львова.", "Zozulia arrived in Lviv.", BODY),
        ("Зозуля виступила в театрі.", "Zozulia spoke in the theatre.", BODY),
    ) == [FIRST.format("warning", "Ольга Зозуля", "Olha Zozulia")]


def test_a_person_whom_the_source_does_not_introduce_is_a_hint() -> None:
    assert mentions(("До Львова прибула Зозуля.", "Zozulia arrived in Lviv.", BODY)) == [
        FIRST.format("hint", "Зозуля", "Olha Zozulia")
    ]


def test_a_surname_like_a_word_is_theirs_whom_the_article_names() -> None:
    bird = ("Зозуля летить.", "A bird flies.")
    assert told(bird) == []
    assert "terms warning" in " ".join(told(bird, ("Є Ольга Зозуля.", "Here is Olha Zozulia.")))


def test_a_person_has_the_short_name_after_that() -> None:
    assert mentions(
        ("Ольга Зозуля прибула.", "Olha Zozulia has arrived.", BODY),
        ("Міністерка Зозуля мовчала.", "Minister Olha Zozulia was silent.", BODY),
        ("Зозуля пішла.", "Zozulia left.", BODY),
    ) == [LATER.format("Міністерка Зозуля", "Zozulia")]


@pytest.mark.parametrize("role", ["title", "heading", "caption", "alt", "description"])
def test_headlines_and_captions_introduce_nobody(role: str) -> None:
    assert (
        mentions(
            ("Зозуля прибула", "Zozulia arrives", role),
            ("Прибула Ольга Зозуля.", "Olha Zozulia has arrived.", BODY),
            ("Знову Ольга Зозуля", "Olha Zozulia again", role),
        )
        == []
    )


def test_a_name_between_is_a_full_name_too() -> None:
    line = ("Прибула Ольга Зозуля.", "Olha Ivanivna Zozulia has arrived.", BODY)
    assert mentions(line) == []


def test_an_acronym_is_explained_for_the_first_time() -> None:
    assert mentions(
        ("Обшук провело АКБ.", "The ACB carried out a search.", BODY),
        ("АКБ мовчить.", "The ACB is silent.", BODY),
        ("АКБ мовчить і далі.", "The Anti-Corruption Bureau is still silent.", BODY),
        ("Антикорупційне бюро йде.", "The Anti-Corruption Bureau leaves.", BODY),
    ) == [
        FIRST.format("hint", "АКБ", "Anti-Corruption Bureau (ACB)"),
        LATER.format("АКБ", "ACB"),
    ]
