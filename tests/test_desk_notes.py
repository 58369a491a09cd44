"""Notes at the desk: a sync makes them anew from its records, whatever became of them."""

from collections.abc import Iterable, Mapping, Sequence

import polib
import pytest

from l10n.engines import Draft, Request
from l10n.glossary.finding import Finder, Hits
from l10n.messages import message
from tests.conftest import Newsroom, Offer

WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["picky"]
"""
MADE = {
    "Міська рада": "The city council",
    "У Києві засідала <b1>міська рада</b1>.": "The <b1>city council</b1> met in Kyiv.",
    "Київ чекає на дощ.": "Kyiv is waiting for rain.",
    "Мер Києва мовчав.": "The mayor of Kyiv was silent.",
    "Міська рада теж.": "So was the city council.",
}
ARTICLE = """\
# Міська рада

У Києві засідала **міська рада**. Дощ. Київ чекає на дощ.

Мер Києва мовчав. Дощ.

Міська рада теж.
"""


class Picky:
    """An engine that says why it leaves a sentence of one word."""

    name = "picky"

    def __init__(self, settings: Mapping[str, object] | None = None) -> None:
        pass

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset({("uk", "en")})

    def models(self) -> tuple[str, ...]:
        return ("picky 1",)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterable[Draft]:
        for request in requests:
            text = request.text.text
            if text in MADE:
                yield Draft(MADE[text], "picky 1")
            else:
                yield Draft("", "picky 1", message("one word is no sentence: {word}", word=text))


@pytest.fixture
def desk(newsroom: Newsroom, offer: Offer) -> Newsroom:
    offer("picky", Picky)
    newsroom.workflow(WORKFLOW)
    newsroom.article("a.md", ARTICLE)
    glossary = "term,translation\nміська рада,city council\nКиїв,Kyiv\n"
    (newsroom.root / "glossary.csv").write_text(glossary, "utf-8")
    return newsroom


def notes(desk: Newsroom) -> dict[str, str]:
    return {entry.msgid: entry.comment for entry in polib.pofile(str(desk.catalog("a.md")))}


def test_six_entries_take_six_searches_for_terms(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    search = Finder.search

    def counted(self: Finder, text: str) -> Hits:
        searched.append(text)
        return search(self, text)

    monkeypatch.setattr(Finder, "search", counted)
    assert desk.l10n("sync").code == 0
    assert len(notes(desk)) == 6
    assert len(searched) == 6
    assert "Term: Київ → Kyiv" in notes(desk)["Київ чекає на дощ."]


def garbled(desk: Newsroom, change: str) -> None:
    catalog = polib.pofile(str(desk.catalog("a.md")), wrapwidth=0)
    for entry in catalog:
        entry.comment = {
            "dropped": "",
            "wrapped": entry.comment.replace(" ", "\n"),
            "joined": entry.comment.replace("\n", " "),
            "foreign": "Rolle: Absatz\nEntwurf: picky, picky 1\nKein Entwurf: zu kurz",
        }[change]
    catalog.save()


@pytest.mark.parametrize("command", [("sync",), ("sync", "--no-draft")])
@pytest.mark.parametrize("change", ["dropped", "wrapped", "joined", "foreign"])
def test_notes_that_a_tool_garbled_are_made_anew(
    desk: Newsroom, change: str, command: tuple[str, ...]
) -> None:
    desk.l10n("sync")
    before = notes(desk)
    assert before["Дощ."] == "Role: paragraph\nNo draft: one word is no sentence: Дощ."
    garbled(desk, change)
    assert notes(desk) != before
    assert desk.l10n(*command).code == 0
    assert notes(desk) == before


def test_a_desk_that_changes_its_language_changes_all_notes(desk: Newsroom) -> None:
    desk.l10n("sync")
    before = notes(desk)
    desk.workflow(WORKFLOW + 'notes = "uk"\n')
    desk.l10n("sync", "--no-draft")
    after = notes(desk)
    assert after["Дощ."].endswith(": one word is no sentence: Дощ.")
    for source, note in after.items():
        assert not set(note.split("\n")) & set(before[source].split("\n"))
    desk.workflow(WORKFLOW)
    desk.l10n("sync", "--no-draft")
    assert notes(desk) == before


def test_a_reason_that_stood_in_a_note_alone_is_asked_for(desk: Newsroom) -> None:
    """As in catalogs that earlier versions wrote."""
    desk.l10n("sync")
    before = notes(desk)
    records = desk.records("a.md")
    lines = records.read_text("utf-8").splitlines(keepends=True)
    drafts = [line for line in lines if '"target"' in line]
    assert len(drafts) == len(lines) - 1
    records.write_text("".join(drafts), "utf-8")
    desk.l10n("sync")
    assert notes(desk) == before
    assert records.read_text("utf-8") == "".join(lines)
