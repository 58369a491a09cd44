"""What a page says is true: no text of another source is published as a translation of this one."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polib
import pytest

from l10n.engines import Draft, Request
from l10n.messages import message
from l10n.model.catalog import text_digest
from tests.conftest import Newsroom, Offer

OLD = "У бюджеті міста на дороги 87 мільйонів гривень."
NEW = "У бюджеті міста на дороги 78 мільйонів гривень."
THEIRS = "The city has set aside 87 million hryvnias for roads."
OTHER = "Засідання почалося о дев'ятій."
OTHER_EN = "The meeting began at nine."
DRAFTS = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["sure"]
[checks]
foreign-script = "off"
magnitudes = "off"
"""
MAY = '[publish]\nrequire = "draft"\n'
LABEL = "Machine translation, not yet reviewed by a person."


class Sure:
    """An engine that says which text it drafted; it leaves empty what it is told to."""

    name = "sure"
    translates = False
    refuses = ""

    def __init__(self, settings: Mapping[str, object] | None = None) -> None:
        self.asked: list[str] = []

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset({("uk", "en")})

    def models(self) -> tuple[str, ...]:
        return ("m 1",)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterable[Draft]:
        self.asked += [request.text.text for request in requests]
        return [self.draft(request.text.text) for request in requests]

    def draft(self, text: str) -> Draft:
        if self.refuses and self.refuses in text:
            return Draft("", "m 1", message("too many roads"))
        return Draft(f"Draft: {text}", "m 1")


@pytest.fixture
def engine(newsroom: Newsroom, offer: Offer) -> Sure:
    made = Sure()
    offer("sure", lambda settings: made)
    newsroom.workflow(DRAFTS + MAY)
    newsroom.article("a.md", f"{OLD}\n\n{OTHER}\n")
    newsroom.l10n("sync")
    return made


def change(path: Path, texts: Mapping[str, str], *, fuzzy: bool = False) -> None:
    """Save translations as a translator's editor does."""
    catalog = polib.pofile(str(path))
    for entry in catalog:
        if entry.msgid in texts:
            entry.msgstr = texts[entry.msgid]
            entry.flags = ["fuzzy"] if fuzzy else []
    catalog.save()


def translated_then_changed(newsroom: Newsroom) -> None:
    """A page by people, whose article then says something else."""
    change(newsroom.catalog("a.md"), {OLD: THEIRS, OTHER: OTHER_EN})
    assert newsroom.l10n("publish").code == 0
    newsroom.article("a.md", f"{NEW}\n\n{OTHER}\n")


def page(newsroom: Newsroom) -> str:
    return newsroom.published("a.md").read_text()


def test_an_older_translation_is_not_a_machines(newsroom: Newsroom, engine: Sure) -> None:
    translated_then_changed(newsroom)
    newsroom.l10n("sync")
    answer = newsroom.l10n("publish")
    assert answer.code == 0
    assert f"Draft: {NEW}" in page(newsroom)
    assert LABEL in page(newsroom)
    assert "87" not in page(newsroom)
    (entry,) = [each for each in polib.pofile(str(newsroom.catalog("a.md"))) if each.msgid == NEW]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (THEIRS, True, OLD)
    words = f"A machine draft of this text (sure, m 1): Draft: {NEW}"
    assert words in entry.comment.split("\n")


def test_the_good_version_stays_where_no_draft_is(newsroom: Newsroom, engine: Sure) -> None:
    translated_then_changed(newsroom)
    before = page(newsroom)
    engine.refuses = "78"
    synced = newsroom.l10n("sync")
    assert "1 without a draft beside a person’s text: too many roads" in synced.out
    answer = newsroom.l10n("publish")
    assert (answer.code, page(newsroom)) == (1, before)
    assert answer.out.split("\n")[:2] == [
        "published/en/a.md: refused, 1 entry stands in the way; version 1 stays",
        "  articles/a.md:1: the text has changed since it was translated; "
        "no machine draft: too many roads",
    ]


def test_without_drafts_no_engine_is_asked_for_it(newsroom: Newsroom, engine: Sure) -> None:
    newsroom.workflow(DRAFTS)
    translated_then_changed(newsroom)
    engine.asked.clear()
    newsroom.l10n("sync")
    assert engine.asked == []
    answer = newsroom.l10n("publish")
    assert answer.code == 1
    assert "articles/a.md:1: the text has changed since it was translated\n" in answer.out


def test_the_source_stands_where_a_desk_says_so(newsroom: Newsroom, engine: Sure) -> None:
    newsroom.workflow(DRAFTS + '[publish]\nfallback = "source"\n')
    translated_then_changed(newsroom)
    newsroom.l10n("sync")
    answer = newsroom.l10n("publish")
    assert answer.code == 0
    assert "1 segment in the source language" in answer.out
    assert NEW in page(newsroom)
    assert "Part of this article is not translated yet." in page(newsroom)
    assert LABEL not in page(newsroom)


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ({OLD: THEIRS}, "a machine draft that somebody changed and has not confirmed"),
        ({OLD: THEIRS, OTHER: OTHER_EN}, "a machine draft that somebody changed"),
    ],
)
def test_a_draft_half_mended_is_nobodys(
    newsroom: Newsroom, engine: Sure, texts: dict[str, str], why: str
) -> None:
    change(newsroom.catalog("a.md"), texts, fuzzy=True)
    answer = newsroom.l10n("publish")
    assert answer.code == 1
    assert f"articles/a.md:1: {why}" in answer.out
    assert "no machine draft was made of it as it is now; run `l10n sync`" in answer.out
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    assert f"Draft: {OLD}" in page(newsroom)
    assert THEIRS not in page(newsroom)


def test_a_text_marked_as_unfinished_is_no_draft(newsroom: Newsroom, engine: Sure) -> None:
    change(newsroom.catalog("a.md"), {OLD: THEIRS, OTHER: OTHER_EN})
    newsroom.l10n("sync")
    newsroom.records("a.md").unlink()
    change(newsroom.catalog("a.md"), {OLD: THEIRS}, fuzzy=True)
    answer = newsroom.l10n("publish")
    assert answer.code == 1
    assert "articles/a.md:1: its translation is marked as unfinished" in answer.out


def test_a_kept_draft_is_used_with_its_settings_only(newsroom: Newsroom, engine: Sure) -> None:
    translated_then_changed(newsroom)
    newsroom.l10n("sync")
    (newsroom.root / "glossary.csv").write_text("term,translation,pair\nРада,Council,uk>en\n")
    answer = newsroom.l10n("publish")
    assert answer.code == 1
    assert "its machine draft was made with other settings; run `l10n sync`" in answer.out
    engine.asked.clear()
    newsroom.l10n("sync")
    assert engine.asked == [NEW]
    assert newsroom.l10n("publish").code == 0


def test_it_is_asked_for_once(newsroom: Newsroom, engine: Sure) -> None:
    translated_then_changed(newsroom)
    engine.asked.clear()
    assert "1 drafted beside a person’s text" in newsroom.l10n("sync").out
    newsroom.l10n("sync", "a.md")
    assert engine.asked == [NEW]
    newsroom.l10n("sync", "--no-draft", "a.md")
    assert newsroom.l10n("publish").code == 0


def test_it_goes_when_a_person_has_translated(newsroom: Newsroom, engine: Sure) -> None:
    translated_then_changed(newsroom)
    newsroom.l10n("sync")
    change(newsroom.catalog("a.md"), {NEW: THEIRS.replace("87", "78")})
    newsroom.l10n("sync")
    assert '"text"' not in newsroom.records("a.md").read_text()
    assert newsroom.l10n("publish").code == 0
    assert "78 million" in page(newsroom)
    assert LABEL not in page(newsroom)


def test_it_fills_an_entry_that_a_person_emptied(newsroom: Newsroom, engine: Sure) -> None:
    translated_then_changed(newsroom)
    newsroom.l10n("sync")
    change(newsroom.catalog("a.md"), {NEW: ""})
    engine.asked.clear()
    newsroom.l10n("sync", "--accept-removals", "a.md")
    assert engine.asked == []
    (entry,) = [each for each in polib.pofile(str(newsroom.catalog("a.md"))) if each.msgid == NEW]
    assert (entry.msgstr, entry.fuzzy) == (f"Draft: {NEW}", True)
    assert "1 draft" in newsroom.l10n("publish").out


def test_a_faulty_draft_does_not_stand_in(newsroom: Newsroom, engine: Sure) -> None:
    translated_then_changed(newsroom)
    newsroom.l10n("sync")
    path = newsroom.records("a.md")
    bad = "Draft\u202e."
    lines = path.read_text().replace(f'"Draft: {NEW}"', '"Draft\\u202e."')
    path.write_text(lines.replace(text_digest(f"Draft: {NEW}"), text_digest(bad)))
    answer = newsroom.l10n("publish")
    assert answer.code == 1
    assert "the text has changed since it was translated; its machine draft:" in answer.out


def test_a_translator_gets_the_new_tags(newsroom: Newsroom, engine: Sure) -> None:
    newsroom.article("a.md", "Рада ухвалила [бюджет](b.md) міста.\n")
    newsroom.l10n("sync")
    first = "Рада ухвалила <a1>бюджет</a1> міста."
    change(newsroom.catalog("a.md"), {first: "The council adopted the city’s <a1>budget</a1>."})
    newsroom.article("a.md", "Рада **учора** ухвалила [бюджет](b.md) міста.\n")
    synced = newsroom.l10n("sync", "--json").json["synced"][0]
    assert synced["tags_to_place"] == 1
    (entry,) = [each for each in polib.pofile(str(newsroom.catalog("a.md"))) if not each.obsolete]
    assert entry.msgstr == "The council adopted the city’s <a2>budget</a2>."
    assert "Please check: the tag <b1> is missing [tags]" in entry.comment
    newsroom.l10n("sync", "a.md")
    assert newsroom.l10n("sync", "a.md").out.endswith("0 catalogs written, 1 unchanged\n")


def test_status_says_what_stands_in_the_place_of_what(newsroom: Newsroom, engine: Sure) -> None:
    translated_then_changed(newsroom)
    newsroom.l10n("sync")
    assert (
        "articles/a.md:1: en: the text has changed since it was translated; "
        "a machine draft stands in its place\n    " + NEW
    ) in newsroom.l10n("status", "a.md").out
