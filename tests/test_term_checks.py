"""Terms of the glossary in a target, and one rendering for one text."""

import pytest

from l10n.checks import ArticleCheck, EntryCheck, Example, Line, subject_of
from l10n.checks.terms.consistency import same_source, same_target
from l10n.checks.terms.glossary import forbidden, terms
from l10n.glossary.terms import Term
from tests.growth import in_proportion

KYIV = Term("Київ", "Kyiv", forbidden=("Kiev",))
COUNCIL = Term("міська рада", "city council", forbidden=("town hall",))
GAME = Term("гра", "game", forbidden=("play",))
GLOSSARY = (KYIV, COUNCIL, GAME)


def told(
    check: EntryCheck | ArticleCheck,
    *lines: Line,
    glossary: tuple[Term, ...] = GLOSSARY,
    locales: tuple[str, str] = ("uk", "en"),
) -> list[str]:
    found = check(subject_of(Example(lines, locales, terms=glossary)))
    return [f"{finding.severity.value}: {finding.message.text('en')}" for finding in found]


def test_a_forbidden_rendering_is_an_error() -> None:
    assert told(forbidden, Line("У Києві тихо.", "Kiev is quiet.")) == [
        "error: “Kiev” is not wanted for “Київ”: write “Kyiv” (glossary)"
    ]


def test_it_is_marked_on_both_sides() -> None:
    (finding,) = forbidden(
        subject_of(Example((Line("У Києві тихо.", "It is quiet in Kiev."),), terms=GLOSSARY))
    )
    assert [(span.start, span.end) for span in finding.source] == [(2, 7)]
    assert [(span.start, span.end) for span in finding.target] == [(15, 19)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("У Києві тихо.", "Kyiv is quiet."),
        ("У Львові тихо.", "Kiev is quiet."),
        ("Київ пише kiev.example.com.", "Kyiv writes to kiev.example.com."),
        ("Гра у виставі.", "The game in the play."),
    ],
)
def test_what_is_not_forbidden_passes(source: str, target: str) -> None:
    assert told(forbidden, Line(source, target)) == []


def test_a_term_without_its_rendering_is_a_warning() -> None:
    assert told(terms, Line("Міською радою керує мер.", "The mayor runs the board.")) == [
        "warning: “міська рада” is “city council” in the glossary, and the target does not say so"
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Міськими радами керують мери.", "Mayors run city councils."),
        ("Міською радою керує мер.", "The mayor runs the town hall."),
        ("Київські гості.", "Guests from Kyiv."),
    ],
)
def test_any_form_of_a_rendering_will_do(source: str, target: str) -> None:
    assert told(terms, Line(source, target)) == []


def test_a_word_that_goes_on_from_a_rendering_says_it_too() -> None:
    line = Line("Так каже депутатка міської ради.", "So says a city councillor.")
    assert told(terms, line) == []


def test_german_forms_are_found_too() -> None:
    glossary = (Term("city council", "Stadtrat"),)
    line = Line("The city councils met.", "Die Stadträte trafen sich.")
    assert told(terms, line, glossary=glossary, locales=("en", "de")) == []


def test_a_title_and_its_sentence_may_be_told_apart_with_a_hint() -> None:
    lines = Line("Порт закрито", "Port shut", role="title"), Line("Порт закрито.", "It is shut.")
    assert told(same_source, *lines) == [
        "hint: the same text is “Port shut” elsewhere in this article"
    ]


def test_one_target_for_two_texts_is_a_warning() -> None:
    lines = Line("Порт закрито льодом.", "Ice has closed it."), Line("Рада.", "Ice has closed it.")
    assert told(same_target, *lines) == [
        "warning: “Порт закрито льодом.” has the same target: was it pasted into the wrong place?"
    ]


def test_short_answers_may_be_alike() -> None:
    assert told(same_target, Line("Так.", "Yes."), Line("Авжеж!", "Yes!")) == []


def test_what_is_left_out_has_no_target_in_common() -> None:
    assert told(same_target, Line("Порт.", "<omit/>"), Line("Рада зібралась.", "<omit/>")) == []


@pytest.mark.growth
def test_a_large_glossary_costs_what_it_is_large() -> None:
    def work(size: int) -> None:
        glossary = tuple(Term(f"слово{n} річ", f"word{n} thing", forbidden=(f"thing{n}",))
                         for n in range(size // 20))  # fmt: skip
        source = " ".join(f"слово{n} річ" for n in range(size // 20))
        told(terms, Line(source, "word thing " * (size // 12)), glossary=glossary)

    assert in_proportion(work, 2000)


@pytest.mark.growth
def test_a_hostile_article_costs_what_it_is_long() -> None:
    def work(size: int) -> None:
        lines = [Line(f"Рядок {n} про порт і лід.", "Ice closed the port.") for n in range(size)]
        told(same_target, *lines)
        told(same_source, *lines)

    assert in_proportion(work, 400)
