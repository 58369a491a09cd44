"""The glossary at work: in drafts, in the notes of a PO file, and when it holds a mistake."""

from collections.abc import Iterable, Mapping, Sequence

import polib
import pytest

from l10n.engines import Draft, Request
from tests.conftest import Newsroom, Offer

GLOSSARY = """\
term,translation,pair,note,forbidden
міська рада,city council,uk>en,not town hall,municipal council|town council
Київ,Kyiv,uk>en,,Kiev
"""
MADE = {
    "У Києві засідала міська рада.": "The municipal council met in Kiev.",
    "Рішення <b1>міської ради</b1> чекають.": "The <b1>town council</b1>’s decision is awaited.",
    "Виступив Остап Зоринський.": "Mr. Dawn spoke.",
    "Гай мовчав.": "The grove was silent.",
    "Приїхав Лев Гай.": "Lev Hai came.",
}


class Old:
    """An engine that learned its English from old papers."""

    name = "old"
    told: list[Request]

    def __init__(self, settings: Mapping[str, object] | None = None) -> None:
        self.told = []

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset({("uk", "en")})

    def models(self) -> tuple[str, ...]:
        return ("old 1",)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterable[Draft]:
        self.told += requests
        return [Draft(MADE[request.text.text], "old 1") for request in requests]


@pytest.fixture
def old(newsroom: Newsroom, offer: Offer) -> list[Old]:
    made: list[Old] = []
    offer("old", lambda settings: made.append(Old(settings)) or made[-1])
    newsroom.workflow('source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["old"]\n')
    newsroom.article(
        "a.md",
        "У Києві засідала міська рада.\n\nРішення **міської ради** чекають.\n\n"
        "Виступив Остап Зоринський.\n",
    )
    (newsroom.root / "glossary.csv").write_text(GLOSSARY, "utf-8")
    return made


def entries(newsroom: Newsroom) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(newsroom.catalog("a.md")))}


def test_a_new_workspace_has_an_empty_glossary(newsroom: Newsroom) -> None:
    assert (newsroom.root / "glossary.csv").read_text().startswith("term,translation,pair,note,")
    newsroom.article("a.md", "Речення.\n")
    assert newsroom.l10n("sync").code == 0


def test_forbidden_renderings_are_replaced_and_the_note_says_so(
    newsroom: Newsroom, old: list[Old]
) -> None:
    assert newsroom.l10n("sync").code == 0
    entry = entries(newsroom)["У Києві засідала міська рада."]
    assert entry.msgstr == "The city council met in Kyiv."
    assert entry.comment.split("\n") == [
        "Role: paragraph",
        "Term: Київ → Kyiv",
        "Term: міська рада → city council (not town hall)",
        "Draft: old, old 1",
        "About the draft: “municipal council” → “city council” (glossary)",
        "About the draft: “Kiev” → “Kyiv” (glossary)",
    ]
    tagged = entries(newsroom)["Рішення <b1>міської ради</b1> чекають."]
    assert tagged.msgstr == "The <b1>city council</b1>’s decision is awaited."
    assert newsroom.l10n("status", "--json").json[0]["draft"] == 3


def test_a_mangled_name_is_offered_in_latin_letters(newsroom: Newsroom, old: list[Old]) -> None:
    newsroom.l10n("sync")
    entry = entries(newsroom)["Виступив Остап Зоринський."]
    assert entry.msgstr == "Mr. Dawn spoke."
    assert "Ostap Zorynskyi" in entry.comment


def test_the_engine_is_told_the_terms_of_each_text(newsroom: Newsroom, old: list[Old]) -> None:
    newsroom.l10n("sync")
    told = {request.text.text: request.terms for request in old[-1].told}
    assert [term.term for term in told["У Києві засідала міська рада."]] == ["Київ", "міська рада"]
    assert told["Виступив Остап Зоринський."] == ()


def test_a_changed_glossary_renews_notes_and_nothing_else(
    newsroom: Newsroom, old: list[Old]
) -> None:
    newsroom.l10n("sync")
    path = newsroom.catalog("a.md")
    catalog = polib.pofile(str(path))
    catalog[0].msgstr, catalog[0].flags = "A person wrote: the municipal council.", []
    catalog.save()
    (newsroom.root / "glossary.csv").write_text(GLOSSARY.replace("not town hall", "see style"))
    assert newsroom.l10n("sync").code == 0
    entry = entries(newsroom)["У Києві засідала міська рада."]
    assert entry.msgstr == "A person wrote: the municipal council."
    assert "Term: міська рада → city council (see style)" in entry.comment
    assert "About the draft" not in entry.comment
    assert sum(len(each.told) for each in old) == 3


def test_a_mistake_in_the_glossary_stops_a_sync_at_once(newsroom: Newsroom, old: list[Old]) -> None:
    (newsroom.root / "glossary.csv").write_text("term,translatoin\nКиїв,Kyiv\n")
    answer = newsroom.l10n("sync")
    assert answer.code == 3
    (line,) = answer.err.splitlines()
    assert line.startswith("l10n: glossary.csv:1: ")
    assert "translation" in line
    assert not newsroom.catalog("a.md").exists()


def test_a_term_that_is_added_later_rewrites_nothing(newsroom: Newsroom, old: list[Old]) -> None:
    (newsroom.root / "glossary.csv").write_text("term,translation\nКиїв,Kyiv\n", "utf-8")
    newsroom.l10n("sync")
    entry = entries(newsroom)["У Києві засідала міська рада."]
    assert entry.msgstr == "The municipal council met in Kiev."
    assert "“Київ” is “Kyiv” in the glossary, and the draft does not say so" in entry.comment
    records = newsroom.records("a.md").read_bytes()
    (newsroom.root / "glossary.csv").write_text(GLOSSARY, "utf-8")
    newsroom.l10n("sync")
    entry = entries(newsroom)["У Києві засідала міська рада."]
    assert entry.msgstr == "The municipal council met in Kiev."
    assert "“Kiev” is not wanted for “Київ”: write “Kyiv” (glossary)" in entry.comment
    assert "does not say so" not in entry.comment
    assert newsroom.records("a.md").read_bytes() == records
    assert sum(len(each.told) for each in old) == 3
    assert len(newsroom.l10n("status", "--json").json[0]["drafts"]) == 3


def test_a_change_stays_in_the_note_a_lack_goes_with_its_term(
    newsroom: Newsroom, old: list[Old]
) -> None:
    (newsroom.root / "glossary.csv").write_text(GLOSSARY + "рішення,ruling,,,\n", "utf-8")
    newsroom.l10n("sync")
    note = entries(newsroom)["Рішення <b1>міської ради</b1> чекають."].comment
    assert "“рішення” is “ruling” in the glossary, and the draft does not say so" in note
    (newsroom.root / "glossary.csv").unlink()
    newsroom.l10n("sync")
    note = entries(newsroom)["Рішення <b1>міської ради</b1> чекають."].comment
    assert "Term: " not in note
    assert "ruling" not in note
    assert "About the draft: “town council” → “city council” (glossary)" in note


def test_a_surname_is_found_where_the_article_names_the_person(
    newsroom: Newsroom, old: list[Old]
) -> None:
    lines = "term,translation,kind,aliases\nЛев Гай,Lev Hai,person,Гай\n"
    (newsroom.root / "glossary.csv").write_text(lines, "utf-8")
    newsroom.article("a.md", "Гай мовчав.\n")
    newsroom.l10n("sync")
    assert "Is “Лев Гай” meant here?" in entries(newsroom)["Гай мовчав."].comment
    newsroom.article("a.md", "Гай мовчав. Приїхав Лев Гай.\n")
    newsroom.l10n("sync")
    assert "“Лев Гай” is “Lev Hai” in the glossary" in entries(newsroom)["Гай мовчав."].comment
