"""What an editor and a translator see of machine drafts: where each comes from, how sure it is."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polib
import pytest

from l10n.engines import Draft, Request
from l10n.messages import message
from tests.conftest import Newsroom, Offer

ARTICLE = "# Перше\n\nДруге речення.\n\nТретє речення.\n\nЧетверте речення.\n"
MADE: dict[str, Draft] = {
    "Перше": Draft("First", "m 1", confidence=0.9),
    "Друге речення.": Draft("Second sentence.", "m 1", confidence=0.29),
    "Третє речення.": Draft(
        "Third sentence.",
        "m 1",
        message("odd word: {word}", word="x"),
        True,
        0.8,
        ("The third sentence.", "Sentence three."),
        (message("“{found}” → “{wanted}” (glossary)", found="Kiev", wanted="Kyiv"),),
    ),
    "Четверте речення.": Draft("Fourth sentence.", "m 2"),
}


class Sure:
    """An engine that is as sure of each draft as the test says."""

    name = "sure"

    def __init__(self, settings: Mapping[str, object] | None = None) -> None:
        self.given: list[Request] = []

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset({("uk", "en")})

    def models(self) -> tuple[str, ...]:
        return ("m 1", "m 2")

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterable[Draft]:
        self.given += requests
        return [MADE[request.text.text] for request in requests]


@pytest.fixture
def sure(newsroom: Newsroom, offer: Offer) -> list[Sure]:
    made: list[Sure] = []
    offer("sure", lambda settings: made.append(Sure(settings)) or made[-1])
    newsroom.workflow(
        'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["sure"]\n'
        '[publish]\nrequire = "draft"\n'
    )
    newsroom.article("a.md", ARTICLE)
    return made


def entries(path: Path) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(path))}


def test_the_least_certain_drafts_stand_first(newsroom: Newsroom, sure: list[Sure]) -> None:
    newsroom.l10n("sync")
    answer = newsroom.l10n("status", "--drafts")
    assert answer.out.split("\n") == [
        "articles/a.md:5: en: 80%, sure, m 1, doubtful: odd word: x",
        "    Третє речення.",
        "    Third sentence.",
        "articles/a.md:3: en: 29%, sure, m 1",
        "    Друге речення.",
        "    Second sentence.",
        "articles/a.md:1: en: 90%, sure, m 1",
        "    Перше",
        "    First",
        "articles/a.md:7: en: sure, m 2",
        "    Четверте речення.",
        "    Fourth sentence.",
        "",
    ]


def test_a_draft_that_a_person_went_over_is_no_machines(
    newsroom: Newsroom, sure: list[Sure]
) -> None:
    newsroom.l10n("sync")
    path = newsroom.catalog("a.md")
    catalog = polib.pofile(str(path))
    for entry in catalog:
        if entry.msgid == "Третє речення.":
            entry.flags.remove("fuzzy")
        else:
            entry.msgstr += "!"
    catalog.save()
    answer = newsroom.l10n("status", "--drafts")
    assert answer.out.split("\n")[:3] == [
        "articles/a.md:1: en: a machine draft that somebody changed and has not confirmed",
        "    Перше",
        "    First!",
    ]
    found = newsroom.l10n("status", "--json").json[0]
    assert [each["author"] for each in found["drafts"]] == ["changed"] * 3
    assert found["draft"] == found["unfinished"] == 3


def test_there_is_nothing_to_review_once_all_is_translated(
    newsroom: Newsroom, sure: list[Sure]
) -> None:
    newsroom.l10n("sync")
    path = newsroom.catalog("a.md")
    path.write_text(path.read_text().replace("#, fuzzy\n", ""))
    assert newsroom.l10n("status", "--drafts").out == "There are no drafts to review.\n"


def test_provenance_and_certainty_stand_in_json(newsroom: Newsroom, sure: list[Sure]) -> None:
    synced = newsroom.l10n("sync", "--json").json["synced"][0]
    assert synced["drafts"] == [
        {"engine": "sure", "model": "m 1", "entries": 3},
        {"engine": "sure", "model": "m 2", "entries": 1},
    ]
    drafts = newsroom.l10n("status", "--json").json[0]["drafts"]
    assert drafts[0] == {
        "line": 5,
        "source": "Третє речення.",
        "target": "Third sentence.",
        "author": "machine",
        "engine": "sure",
        "model": "m 1",
        "confidence": 0.8,
        "doubtful": True,
        "reason": "odd word: x",
        "stand_in": "",
        "memory": None,
    }
    assert [draft["confidence"] for draft in drafts] == [0.8, 0.29, 0.9, None]


def test_the_table_counts_what_is_doubtful(newsroom: Newsroom, sure: list[Sure]) -> None:
    newsroom.l10n("sync")
    assert "may be published with 4 drafts, 1 doubtful" in " ".join(
        newsroom.l10n("status").out.split()
    )
    assert (
        "articles/a.md:5: en: a doubtful draft: odd word: x" in newsroom.l10n("status", "a.md").out
    )


def test_the_note_tells_origin_doubt_changes_and_alternatives(
    newsroom: Newsroom, sure: list[Sure]
) -> None:
    newsroom.l10n("sync")
    note = entries(newsroom.catalog("a.md"))["Третє речення."].comment
    assert note.split("\n")[1:] == [
        "Draft: sure, m 1",
        "Check with care: odd word: x",
        "About the draft: “Kiev” → “Kyiv” (glossary)",
        "Or: The third sentence.",
        "Or: Sentence three.",
    ]


def test_notes_stay_as_they_are_when_nothing_is_drafted_anew(
    newsroom: Newsroom, sure: list[Sure]
) -> None:
    newsroom.l10n("sync")
    before = newsroom.catalog("a.md").read_bytes()
    (newsroom.root / ".l10n" / "index.sqlite").unlink(missing_ok=True)
    newsroom.article("a.md", ARTICLE + "\n")
    assert newsroom.l10n("sync").code == 0
    assert newsroom.catalog("a.md").read_bytes() == before


def test_an_engine_is_told_the_headline_and_the_neighbours(
    newsroom: Newsroom, sure: list[Sure]
) -> None:
    newsroom.l10n("sync")
    told = {request.text.text: request for request in sure[0].given}
    second = told["Друге речення."]
    assert (second.title, second.before, second.after) == ("Перше", "Перше", "Третє речення.")
    assert told["Четверте речення."].after == ""


TOLD = {
    "en": [
        "Draft: sure, m 1",
        "Check with care: odd word: x",
        "About the draft: “Kiev” → “Kyiv” (glossary)",
        "Or: The third sentence.",
        "Or: Sentence three.",
    ],
    "uk": [
        "Чернетка: sure, m 1",
        "Перевірте уважно: odd word: x",
        "Про чернетку: «Kiev» → «Kyiv» (глосарій)",
        "Або: The third sentence.",
        "Або: Sentence three.",
    ],
}


def told(newsroom: Newsroom) -> list[str]:
    return entries(newsroom.catalog("a.md"))["Третє речення."].comment.split("\n")[1:]


def test_all_about_a_draft_survives_a_change_of_language(
    newsroom: Newsroom, sure: list[Sure]
) -> None:
    workflow = (newsroom.root / "workflows" / "news.toml").read_text()
    newsroom.l10n("sync")
    newsroom.workflow('notes = "uk"\n' + workflow)
    newsroom.l10n("sync")
    assert told(newsroom) == TOLD["uk"]
    newsroom.workflow(workflow)
    newsroom.l10n("sync")
    assert told(newsroom) == TOLD["en"]


def test_it_survives_a_tool_that_wraps_notes(newsroom: Newsroom, sure: list[Sure]) -> None:
    newsroom.l10n("sync")
    path = newsroom.catalog("a.md")
    catalog = polib.pofile(str(path), wrapwidth=30)
    catalog.save()
    assert told(newsroom) != TOLD["en"]
    newsroom.l10n("sync")
    assert told(newsroom) == TOLD["en"]


def test_it_returns_with_a_paragraph_that_was_away(newsroom: Newsroom, sure: list[Sure]) -> None:
    newsroom.l10n("sync")
    newsroom.article("a.md", ARTICLE.replace("Третє речення.\n\n", ""))
    newsroom.l10n("sync")
    newsroom.article("a.md", ARTICLE)
    newsroom.l10n("sync")
    assert told(newsroom) == TOLD["en"]
    assert sum(len(each.given) for each in sure) == 4


def test_an_alternative_that_is_the_draft_but_for_spaces_is_none(
    newsroom: Newsroom, sure: list[Sure], monkeypatch: pytest.MonkeyPatch
) -> None:
    same = Draft("First", "m 1", alternatives=(" First", "The  first", "The first"))
    monkeypatch.setitem(MADE, "Перше", same)
    newsroom.l10n("sync")
    note = entries(newsroom.catalog("a.md"))["Перше"].comment
    assert [line for line in note.split("\n") if line.startswith("Or: ")] == ["Or: The first"]
