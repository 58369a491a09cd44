"""`l10n glossary suggest` and `check`: what the glossary lacks, and what is wrong with it."""

import json
from pathlib import Path

import pytest

from l10n.glossary.appending import appended
from l10n.glossary.looking_after import contradictions
from l10n.glossary.suggesting import suggestions
from l10n.glossary.terms import Part, Term
from l10n.model.markup import Tagged
from l10n.model.unit import Unit
from tests.conftest import Newsroom
from tests.memory_desk import catalog

TEXTS = {
    "Міська рада ухвалила бюджет у Каневі.": "The city council adopted the budget in Kaniv.",
    "Мешканці Канева чекали рішення міської ради.": "People of Kaniv awaited the city council.",
    "У Каневі міська рада зібралася знову.": "In Kaniv the city council met again.",
    "До Канева приїхав Ігор Сорока.": "Ihor Soroka came to Kaniv.",
    "Про це розповів Ігор Сорока.": "Ihor Soroka told of it.",
    "Учора Ігор Сорока мовчав.": "Yesterday Ihor Soroka said nothing.",
}


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.l10n("init")
    catalog(newsroom, "a.md", TEXTS)
    (newsroom.root / "glossary.csv").unlink(missing_ok=True)
    return newsroom


def listed(desk: Newsroom, *arguments: str) -> dict[str, str]:
    answer = desk.l10n("glossary", "suggest", "--json", "--pair", "uk>en", *arguments)
    assert (answer.code, answer.err) == (0, "")
    (found,) = json.loads(answer.out)
    return {each["term"]: each["renderings"][0]["text"] for each in found["suggestions"]}


def test_names_and_phrases_are_suggested_with_renderings(desk: Newsroom) -> None:
    found = listed(desk)
    assert found["міська рада"] == "city council"
    assert found["Ігор Сорока"] == "Ihor Soroka"
    assert found["Канів"] == "Kaniv"


def test_what_the_glossary_has_is_not_suggested(desk: Newsroom) -> None:
    (desk.root / "glossary.csv").write_text("term,translation\nКанів,Kaniv\n", "utf-8")
    assert "Канів" not in listed(desk)
    assert "міська рада" in listed(desk)


def test_an_accepted_term_goes_behind_the_lines_that_are_there(desk: Newsroom) -> None:
    before = "note;translation;term;pair\r\nбез тире;mayor;мер;uk>en"
    path = desk.root / "glossary.csv"
    path.write_bytes(before.encode())
    number = [*listed(desk)].index("міська рада") + 1
    answer = desk.l10n("glossary", "suggest", "--pair", "uk>en", "--accept", str(number))
    assert answer.code == 0
    assert answer.out == "міська рада → city council\n1 term is now in glossary.csv\n"
    assert path.read_bytes() == (before + "\r\n;city council;міська рада;uk>en\r\n").encode()


@pytest.mark.parametrize("numbers", ["0", "1-99999", "a", "2-1", "1,,2"])
def test_numbers_that_are_not_listed_are_refused(desk: Newsroom, numbers: str) -> None:
    answer = desk.l10n("glossary", "suggest", "--pair", "uk>en", "--accept", numbers)
    assert answer.code == 2
    assert "L10N-GLO-042" in answer.err
    assert not (desk.root / "glossary.csv").exists()


def test_suggestions_are_written_as_a_file_of_the_glossary(desk: Newsroom) -> None:
    path = desk.root.parent / "new.csv"
    answer = desk.l10n("glossary", "suggest", "--pair", "uk>en", "-o", path)
    assert answer.code == 0
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("term,translation,pair,note")
    assert any(line.startswith("Канів,Kaniv,uk>en,") for line in lines)
    again = desk.l10n("glossary", "suggest", "--pair", "uk>en", "-o", path)
    assert (again.code, path.read_text("utf-8").splitlines()) == (2, lines)


def test_a_term_that_translators_overrule_is_told_with_places(desk: Newsroom) -> None:
    (desk.root / "glossary.csv").write_text(
        "term,translation\nміська рада,town council\nКанів,Kaniv\nмер,mayor\n", "utf-8"
    )
    answer = desk.l10n("glossary", "check")
    assert answer.code == 1
    assert "“міська рада” is not “town council” in 3 of 3 texts" in answer.out
    assert "a.md: " in answer.out
    assert "1 term stands in none of" in answer.out
    (found,) = json.loads(desk.l10n("glossary", "check", "--json").out)
    assert [each["overruled"] for each in found["overruled"]] == [3]
    assert found["unused"] == ["мер"]


def test_a_sound_glossary_ends_with_nothing_to_do(desk: Newsroom) -> None:
    (desk.root / "glossary.csv").write_text("term,translation\nКанів,Kaniv\n", "utf-8")
    answer = desk.l10n("glossary", "check")
    assert answer.code == 0
    assert "All terms agree" in answer.out


def test_terms_with_a_name_in_common_contradict_each_other() -> None:
    council = Term("рада", "council", aliases=("міськрада",))
    other = Term("міськрада", "city hall")
    assert [each.name for each in contradictions((council, other))] == ["міськрада"]
    assert not [*contradictions((council, Term("міськрада", "council")))]
    verb = Term("report", "повідомляти", part=Part.VERB)
    assert not [*contradictions((Term("report", "звіт", part=Part.NOUN), verb))]
    sport = Term("рада", "board", domains=("sport",))
    assert not [*contradictions((Term("рада", "council", domains=("city",)), sport))]


def test_what_is_appended_changes_nothing_before_it() -> None:
    term = Term("Канів", "Kaniv", pair=("uk", "en"))
    for data in (b"\xef\xbb\xbfterm,translation,pair\na,b,\n", b"term\ttranslation\tpair\n"):
        assert appended(Path("glossary.csv"), data, [term]).encode().startswith(data)
    assert appended(Path("glossary.csv"), None, [term]).startswith("term,translation")


def test_what_people_wrote_steers_no_terminal(newsroom: Newsroom) -> None:
    evil = {f"Ось {word} \u202eМіна тут.": f"Here is {word} \u202eMina." for word in "абвг"}
    catalog(newsroom, "a.md", evil)
    (newsroom.root / "glossary.csv").write_text("term,translation\nМіна,Tina\u202e\n", "utf-8")
    for command in ("suggest", "check"):
        answer = newsroom.l10n("glossary", command)
        assert "\u202e" not in answer.out + answer.err


def test_an_empty_memory_suggests_nothing(newsroom: Newsroom) -> None:
    answer = newsroom.l10n("glossary", "suggest")
    assert answer.code == 0
    assert "Nothing is suggested." in answer.out
    refused = newsroom.l10n("glossary", "suggest", "--ask")
    assert (refused.code, "L10N-GLO-043" in refused.err) == (2, True)


def test_an_accepted_term_never_goes_into_a_file_with_mistakes(desk: Newsroom) -> None:
    path = desk.root / "glossary.csv"
    path.write_bytes(b"term\nx\n")
    answer = desk.l10n("glossary", "suggest", "--pair", "uk>en", "--accept", "1")
    assert answer.code == 3
    assert path.read_bytes() == b"term\nx\n"


def test_it_is_told_which_desk_writes_what() -> None:
    def units() -> list[tuple[str, Unit]]:
        sources = (
            "Учора міська рада збиралася.",
            "Мешканці просять міську раду.",
            "Канів любить міську раду.",
        )
        targets = (
            "Yesterday the {council} gathered.",
            "People ask the {council}.",
            "Kaniv loves its {council}.",
        )
        said = {"news": "city council", "sport": "town board"}
        return [
            (
                f"{desk}.md",
                Unit(Tagged(source), target.format(council=council), "uk", "en", desk=desk),
            )
            for desk, council in said.items()
            for source, target in zip(sources, targets, strict=True)
        ]

    found = {each.term: each for each in suggestions(units, ("uk", "en"), lambda _term: False)}
    council = found["міська рада"]
    assert council.disagreement
    desks = {one.text: dict(one.desks) for one in council.renderings}
    assert desks == {"city council": {"news": 3}, "town board": {"sport": 3}}
    assert [one.place for one in council.examples] == ["news.md", "news.md"]
