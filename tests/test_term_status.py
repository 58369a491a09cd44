"""Status of terms at work: allowed renderings, people, acronyms, and what is not translated."""

import json

import pytest

from l10n.engines import Draft, Request
from l10n.engines.accept import Accepted, accept
from l10n.engines.openai.prompt import Prompter
from l10n.glossary.telling import term_messages
from l10n.glossary.terms import Kind, Status, Term
from l10n.model.markup import Tagged
from tests.test_terms import done

SOROKA = Term(
    "Ольга Сорока",
    "Olha Soroka",
    kind=Kind.PERSON,
    aliases=("Сорока", "міністерка Сорока"),
    allowed=("Olga Soroka-Lys",),
    forbidden=("Olga Soroka", "Magpie", "Minister Magpie"),
)
BUREAU = Term(
    "АКБ",
    "ACB",
    kind=Kind.ACRONYM,
    expansion="Антикорупційне бюро",
    expansion_translation="Anti-Corruption Bureau",
    forbidden=("AKB", "Anticorruption Office"),
)
COUNCIL = Term(
    "міська рада",
    "city council",
    allowed=("municipal council",),
    forbidden=("town soviet", "council of the city"),
    reasons=(("town soviet", "that was before 1991"),),
)
PAPER = Term("Нова хвиля", "Нова хвиля", status=Status.KEEP)
BRAND = Term("Notepad", "Notepad", status=Status.KEEP, forbidden=("Блокнот",))


def outcome(draft: str, source: str, *terms: Term, target: str = "en") -> tuple[str, ...]:
    finished = done(draft, source, *terms, target=target)
    return (finished.text, *finished.remarks)


@pytest.mark.parametrize(
    "draft",
    [
        "The city council met on Monday.",
        "On Monday the municipal councils met.",
        "A Municipal Council meeting was held on Monday.",
    ],
)
def test_an_allowed_rendering_is_left_alone_without_a_word(draft: str) -> None:
    assert outcome(draft, "Міські ради засідали в понеділок.", COUNCIL) == (draft,)


def test_a_draft_gets_what_the_desk_prefers() -> None:
    assert outcome("The town soviets met.", "Засідали міські ради.", COUNCIL)[0] == (
        "The city councils met."
    )


def test_where_nothing_is_preferred_nothing_is_written() -> None:
    term = Term("рада", "council", status=Status.ALLOWED, allowed=("board",), forbidden=("advice",))
    text, remark = outcome("The advice met.", "Засідала рада.", term)
    assert text == "The advice met."
    assert remark == "“advice” is not wanted for “рада”: write “council” or “board” (glossary)"


def test_a_reason_says_why_a_rendering_is_not_wanted() -> None:
    term = Term("рада", "", forbidden=("soviet",), reasons=(("soviet", "that was before 1991"),))
    assert outcome("The soviet met.", "Засідала рада.", term) == (
        "The soviet met.",
        "“soviet” is not wanted for “рада” (glossary): that was before 1991",
    )
    assert outcome("The house met.", "Засідала рада.", term) == ("The house met.",)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("Magpie", "Soroka"),
        ("Olga Soroka", "Olha Soroka"),
        ("Minister Magpie", "Olha Soroka"),
        ("MAGPIE", "SOROKA"),
    ],
)
def test_a_person_is_put_right_in_the_form_that_stood_there(found: str, wanted: str) -> None:
    assert outcome(f"{found}’s car has come.", "Приїхала машина Сороки.", SOROKA) == (
        f"{wanted}’s car has come.",
        f"“{found}” → “{wanted}” (glossary)",
    )


def test_an_allowed_name_may_hold_a_forbidden_one() -> None:
    draft = "Olga Soroka-Lys has come."
    assert outcome(draft, "Приїхала Сорока.", SOROKA) == (draft,)


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("Ольга Сорока приїхала.", "Olha Soroka has come."),
        ("Ольга Сорока приїхала.", "Soroka has come."),
        ("Ольга Сорока приїхала.", "Minister Soroka has come."),
        ("Сорокою пишаються.", "They are proud of Soroka."),
        ("Машина Сороки зупинилася.", "Soroka’s car has stopped."),
        ("Сказала міністерка Сорока.", "So said Olha Soroka, the minister."),
    ],
)
def test_any_name_of_a_person_may_be_said_in_any_form(source: str, draft: str) -> None:
    assert outcome(draft, source, SOROKA) == (draft,)


def test_a_person_whom_the_draft_does_not_name_is_told() -> None:
    assert outcome("She has come.", "Приїхала Сорока.", SOROKA) == (
        "She has come.",
        "“Ольга Сорока” is “Olha Soroka” in the glossary, and the draft does not say so",
    )


@pytest.mark.parametrize(
    ("source", "draft", "expected"),
    [
        ("АКБ повідомило про обшук.", "The ACB reported a search.", None),
        ("АКБ повідомило про обшук.", "The Anti-Corruption Bureau (ACB) reported it.", None),
        ("Антикорупційне бюро мовчить.", "The ACB is silent.", None),
        ("Антикорупційне бюро мовчить.", "The AKB is silent.", "The ACB is silent."),
        (
            "АКБ мовчить.",
            "The Anticorruption Office is silent.",
            "The Anti-Corruption Bureau is silent.",
        ),
    ],
)
def test_an_acronym_and_what_it_stands_for_are_one(
    source: str, draft: str, expected: str | None
) -> None:
    assert outcome(draft, source, BUREAU)[0] == (expected or draft)
    assert len(outcome(draft, source, BUREAU)) == (1 if expected is None else 2)


@pytest.mark.parametrize(
    ("source", "draft", "target"),
    [
        ("Про це пише «Нова хвиля».", "«Нова хвиля» reports it.", "en"),
        ("У «Новій хвилі» пишуть.", "“Нова хвиля” reports.", "en"),
        ("У Notepad’і пишуть.", "Pišu v Notepadu.", "cs"),
        ("Notepad is old.", "Notepad’ом уже не пишуть.", "uk"),
        ("Notepad is old.", "У Notepad-і вже не пишуть.", "uk"),
    ],
)
def test_what_is_not_translated_may_be_inflected_or_quoted(
    source: str, draft: str, target: str
) -> None:
    terms = (PAPER, BRAND)
    assert outcome(draft, source, *terms, target=target) == (draft,)


@pytest.mark.parametrize(
    ("source", "draft", "expected", "target"),
    [
        ("Пише «Нова хвиля».", "“New Wave” reports it.", "“Нова хвиля” reports it.", "en"),
        ("Пише Нова хвиля.", "Nova khvylia reports it.", "Нова хвиля reports it.", "en"),
        ("Пише Нова хвиля.", "НОВА ХВИЛЯ reports it.", "Нова хвиля reports it.", "en"),
        ("Use Notepad now.", "Скористайтеся Блокнот.", "Скористайтеся Notepad.", "uk"),
        ("Use notepad, or Notepad.", "Notepad чи нотпед.", "Notepad чи нотпед.", "uk"),
    ],
)
def test_a_translated_name_that_stays_is_put_right_where_sure(
    source: str, draft: str, expected: str, target: str
) -> None:
    assert outcome(draft, source, PAPER, BRAND, target=target)[0] == expected


@pytest.mark.parametrize(
    "draft",
    ["The newspaper reports it.", "“New Wave” and “Old Sea” report it.", "New Wave reports it."],
)
def test_a_translated_name_that_stays_is_told_where_unsure(draft: str) -> None:
    assert outcome(draft, "Пише «Нова хвиля».", PAPER) == (
        draft,
        "“Нова хвиля” is not translated (glossary), and the draft does not have it as it stands",
    )


def test_tags_around_what_stays_are_left_where_they_are() -> None:
    source = Tagged("Пише <em1>«Нова хвиля»</em1>.", frozenset(("em1",)), frozenset())
    finished = done("<em1>“New Wave”</em1> writes.", "", PAPER, tagged=source)
    assert finished.text == "<em1>“Нова хвиля”</em1> writes."


def lines(term: Term) -> list[str]:
    return [each.text("en") for each in term_messages(term)]


def test_a_note_tells_all_that_a_translator_should_know() -> None:
    assert lines(COUNCIL) == [
        "Term: міська рада → city council",
        "Term: міська рада: allowed too: municipal council",
        "Term: міська рада: not “town soviet” (that was before 1991)",
    ]
    assert lines(SOROKA)[:2] == [
        "Term: Ольга Сорока → Olha Soroka",
        "Term: Ольга Сорока: for the first time “Olha Soroka”, later “Soroka”",
    ]
    assert lines(BUREAU) == [
        "Term: АКБ → ACB",
        "Term: АКБ: for the first time “Anti-Corruption Bureau (ACB)”, later “ACB”",
    ]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (PAPER, ["Term: Нова хвиля is not translated"]),
        (Term("віче", "", "x", status=Status.FORBIDDEN),
         ["Term: the desk does not write віче in its articles (x)"]),
        (Term("рада", "council", status=Status.ALLOWED, allowed=("board",)),
         ["Term: рада → council / board"]),
        (Term("рада", "", forbidden=("soviet",)), []),
    ],
)  # fmt: skip
def test_a_note_says_what_is_not_translated_or_not_settled(term: Term, expected: list[str]) -> None:
    assert lines(term) == expected


def test_a_draft_may_hold_what_is_not_translated() -> None:
    request = Request(Tagged("Нова хвиля пише про бюджет міста."), terms=(PAPER,))
    text = "Нова хвиля writes about the budget of the city."
    accepted = accept(request, Draft(text, "m"), ("uk", "en"))
    assert isinstance(accepted, Accepted)
    assert accepted.draft == Draft(text, "m")
    strange = accept(Request(request.text), Draft(text, "m"), ("uk", "en"))
    assert isinstance(strange, Accepted)
    assert strange.draft.doubtful


def test_a_language_model_is_told_all_of_a_term() -> None:
    request = Request(Tagged("Сорока читає «Нову хвилю»."), terms=(SOROKA, PAPER, BUREAU))
    told = json.loads(Prompter("uk", "en").messages([request])[1]["content"].split("\n\n")[0])
    assert told["terms"] == [
        {
            "term": "Ольга Сорока",
            "translation": "Olha Soroka",
            "also": ["Сорока", "міністерка Сорока"],
            "or": ["Olga Soroka-Lys"],
            "later": "Soroka",
            "not": ["Olga Soroka", "Magpie", "Minister Magpie"],
        },
        {"term": "Нова хвиля", "keep": True},
        {
            "term": "АКБ",
            "translation": "ACB",
            "also": ["Антикорупційне бюро"],
            "full": "Anti-Corruption Bureau",
            "not": ["AKB", "Anticorruption Office"],
        },
    ]


def test_a_model_is_told_nothing_of_a_term_without_a_wish() -> None:
    term = Term("віче", "", status=Status.FORBIDDEN)
    request = Request(Tagged("Віче."), terms=(term,))
    told = json.loads(Prompter("uk", "en").messages([request])[1]["content"].split("\n\n")[0])
    assert "terms" not in told


def test_accented_letters_in_the_place_of_a_draft_are_left_alone() -> None:
    source = "Пише «Нова хвиля»."
    assert outcome("⟦Пїїшӗ «Нøвȧ хвїльȧ».⟧", source, PAPER)[0] == "⟦Пїїшӗ «Нøвȧ хвїльȧ».⟧"
