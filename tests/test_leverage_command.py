"""What `sync` fills from the translation memory, as a newsroom sees it."""

import json
from collections.abc import Mapping
from dataclasses import replace

from l10n.exchange.po.file import dump, load
from l10n.model.catalog import Entry, State, key_digest
from l10n.model.machine_draft import MachineDraft
from l10n.store import jsonl
from tests.conftest import Newsroom

COLOURS = ["Біла", "Синя", "Чорна", "Жовта", "Сіра", "Зелена", "Червона"]
SENTENCES = [
    f"{each} школа чекає {what}." for each in COLOURS for what in ("дах", "вікна", "двері")
]
ARTICLE = "# Школи міста\n\nМер пообіцяв гроші на ремонт.\n\n" + "\n\n".join(SENTENCES) + "\n"
WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["pseudo"]
{more}

[publish]
require = "{require}"

[memory]
{memory}
"""


def workflow(desk: Newsroom, require: str = "translated", memory: str = "", more: str = "") -> None:
    desk.workflow(WORKFLOW.format(require=require, memory=memory, more=more))


def finish(desk: Newsroom, name: str, targets: Mapping[str, str] | None = None) -> None:
    path = desk.catalog(name)
    catalog = load(path)
    entries = tuple(
        each.with_target((targets or {}).get(each.source, f"EN: {each.source}"), State.TRANSLATED)
        for each in catalog.entries
    )
    path.write_text(dump(replace(catalog, entries=entries)), "utf-8")


def sync(desk: Newsroom, *more: str) -> str:
    answer = desk.l10n("sync", *more)
    assert answer.code == 0, answer.err
    return answer.out


def entries(desk: Newsroom, name: str) -> tuple[Entry, ...]:
    return load(desk.catalog(name)).active()


def translated(desk: Newsroom, name: str = "a.md", text: str = ARTICLE) -> None:
    """An article that is translated as a person would have it."""
    desk.article(name, text)
    sync(desk, "--no-draft")
    finish(desk, name)


def test_a_copy_with_one_word_changed_has_nothing_empty(newsroom: Newsroom) -> None:
    workflow(newsroom)
    translated(newsroom)
    newsroom.article("b.md", ARTICLE.replace("гроші на ремонт", "кошти на ремонт"))
    out = sync(newsroom)
    words = "22 filled from the memory, 1 from a similar text of the memory"
    assert f"articles/b.md → en: 23 new entries, {words}\n" in out
    found = entries(newsroom, "b.md")
    assert {each.state for each in found} == {State.DRAFT}
    [similar] = [each for each in found if each.previous is not None]
    assert similar.previous == (None, "Мер пообіцяв гроші на ремонт.")
    assert "Different: Мер пообіцяв [-гроші-]{+кошти+} на ремонт." in similar.note
    assert "From memory, 86%: a.md, " in similar.note
    assert all("From memory, 100%: a.md, " in each.note for each in found if each != similar)
    assert not any("pseudo" in each.note for each in found)
    done = newsroom.l10n("status", "--json", "b.md").json[0]
    assert done["drafts_from_memory"]["entries"] == 23
    assert (done["similar"], done["unfinished"]) == (1, 0)
    told = " ".join(newsroom.l10n("status").out.split())
    assert "23 from memory (of similar texts: 1)" in told
    assert "unfinished" not in told
    assert done["drafts_by_engines"]["entries"] == 0
    counted = newsroom.l10n("coverage", "--json").json["articles"]
    assert [each["drafts_from_memory"]["entries"] for each in counted] == [0, 23]
    assert newsroom.l10n("coverage", "--json").json["articles"] == counted
    before = newsroom.catalog("b.md").read_bytes()
    sync(newsroom, "b.md")
    assert newsroom.catalog("b.md").read_bytes() == before


def test_without_drafts_nothing_is_filled(newsroom: Newsroom) -> None:
    workflow(newsroom)
    translated(newsroom)
    newsroom.article("b.md", "Мер пообіцяв кошти на ремонт.\n")
    sync(newsroom, "--no-draft")
    assert entries(newsroom, "b.md")[0].target == ""


def test_a_desk_that_publishes_drafts_takes_the_memorys(newsroom: Newsroom) -> None:
    workflow(newsroom, require="draft")
    newsroom.article("a.md", "Рада ухвалила бюджет міста.\n\nМер подякував за це депутатам.\n")
    sync(newsroom, "--no-draft")
    targets = {
        "Рада ухвалила бюджет міста.": "The council adopted the city’s budget.",
        "Мер подякував за це депутатам.": "The mayor thanked the deputies for this.",
    }
    finish(newsroom, "a.md", targets)
    newsroom.article("b.md", "Рада ухвалила бюджет міста.\n\nМер подякував за те депутатам.\n")
    sync(newsroom)
    same, similar = entries(newsroom, "b.md")
    assert "pseudo" not in same.note
    # What another text says is never published: an engine's draft stands beside it.
    assert "A machine draft of this text (pseudo" in similar.note
    assert newsroom.l10n("publish", "b.md").code == 0
    page = newsroom.published("b.md").read_text("utf-8")
    assert "The council adopted the city’s budget." in page
    assert "The mayor thanked" not in page
    assert "not yet reviewed" in page.split("\n\n")[0]


CONTEXT = 'in_context = "translated"'


def test_the_same_place_is_translated_where_a_desk_says_so(newsroom: Newsroom) -> None:
    workflow(newsroom, memory=CONTEXT)
    translated(newsroom)
    newsroom.article("b.md", ARTICLE)
    out = sync(newsroom)
    assert "articles/b.md → en: 23 new entries, 23 from the memory, taken as translated" in out
    assert {each.state for each in entries(newsroom, "b.md")} == {State.TRANSLATED}
    assert "From memory, 100%, taken as translated: a.md" in entries(newsroom, "b.md")[0].note
    # Nobody signed for it here, whatever the workflow requires.
    workflow(newsroom, require="approved", memory=CONTEXT)
    assert newsroom.l10n("publish", "b.md").code == 1


def test_two_pairs_of_eyes_take_no_place_for_a_translator(newsroom: Newsroom) -> None:
    workflow(newsroom, require='approved"\ntwo_pairs_of_eyes = true\n#', memory=CONTEXT)
    translated(newsroom)
    newsroom.article("b.md", ARTICLE)
    sync(newsroom)
    assert {each.state for each in entries(newsroom, "b.md")} == {State.DRAFT}


def test_an_engines_words_keep_their_mark(newsroom: Newsroom) -> None:
    workflow(newsroom)
    text = "Рада ухвалила бюджет міста на рік."
    translated(newsroom, text=f"{text}\n")
    drafted = MachineDraft(key_digest((None, text)), f"EN: {text}", "argos", "uk_en 1")
    records = newsroom.records("a.md", "machine")
    records.parent.mkdir(parents=True, exist_ok=True)
    records.write_text(jsonl.dump([drafted]), "utf-8")
    newsroom.article("b.md", f"# Бюджет\n\n{text}\n")
    sync(newsroom)
    found = entries(newsroom, "b.md")[1]
    assert "From memory, 90%: a.md, " in found.note
    assert "(translated, a machine’s words)" in found.note
    machine = newsroom.records("b.md", "machine").read_text("utf-8")
    assert '"engine": "argos", "model": "uk_en 1"' in machine
    # A desk that wants better than that does not get it by another way.
    workflow(newsroom, memory="least = 95")
    newsroom.article("c.md", f"# Гроші\n\n{text}\n")
    sync(newsroom)
    assert "pseudo" in entries(newsroom, "c.md")[1].note


def test_a_rejected_text_is_not_filled_in_again(newsroom: Newsroom) -> None:
    workflow(newsroom)
    text = "Рада ухвалила бюджет міста на рік.\n"
    translated(newsroom, text=text)
    newsroom.article("b.md", text)
    sync(newsroom)
    assert entries(newsroom, "b.md")[0].target.startswith("EN: ")
    finish(newsroom, "b.md")
    rejected = newsroom.l10n("reject", "b.md:1", "--as", "Ed <e@x.org>", "--reason", "no")
    assert rejected.code == 0, rejected.err
    path = newsroom.catalog("b.md")
    catalog = load(path)
    emptied = tuple(each.with_target("", State.EMPTY) for each in catalog.entries)
    path.write_text(dump(replace(catalog, entries=emptied)), "utf-8")
    sync(newsroom)
    assert "pseudo" in entries(newsroom, "b.md")[0].note


def test_a_workflow_may_do_without(newsroom: Newsroom) -> None:
    workflow(newsroom, memory="use = false")
    translated(newsroom, text="Рада ухвалила бюджет міста на рік.\n")
    newsroom.article("b.md", "Рада ухвалила бюджет міста на ріки.\n")
    sync(newsroom)
    assert "pseudo" in entries(newsroom, "b.md")[0].note
    assert not (newsroom.root / ".l10n" / "memory.sqlite").exists()


def test_a_damaged_record_of_the_memory_is_told(newsroom: Newsroom) -> None:
    workflow(newsroom)
    translated(newsroom, text="Рада ухвалила бюджет міста на рік.\n")
    newsroom.article("b.md", "Рада ухвалила бюджет міста на рік.\n")
    sync(newsroom)
    path = newsroom.records("b.md")
    good = json.loads(path.read_text("utf-8"))
    for wrong in ({"percent": 101}, {"grade": "best"}, {"place": ""}, {"percent": "9"}, {"x": 1}):
        bad = good | {"memory": good["memory"] | wrong}
        path.write_text(json.dumps(bad) + "\n", "utf-8")
        answer = newsroom.l10n("sync", "b.md")
        assert answer.code == 3, wrong
        assert "records/en/b.md.drafts.jsonl:1: " in answer.err


def test_effort_counts_the_memorys_words_apart(newsroom: Newsroom) -> None:
    workflow(newsroom)
    texts = ["Рада ухвалила бюджет міста.", "Мер подякував за це депутатам.", "Школи чекають зиму."]
    translated(newsroom, text="\n\n".join(texts) + "\n")
    texts[1] = texts[1].replace("це", "те")
    newsroom.article("b.md", "\n\n".join(texts) + "\n")
    sync(newsroom)
    assert newsroom.l10n("effort", "--json", "b.md").json["memory"]["accepted"]["entries"] == 0
    finish(newsroom, "b.md", {texts[2]: "Schools wait for winter."})
    found = newsroom.l10n("effort", "--json", "b.md").json
    assert found["memory"] == {
        "accepted": {"entries": 1, "words": 4},
        "edited": {"entries": 1, "words": 3},
        "similar": {"entries": 1, "words": 5},
    }
    assert (found["rows"], found["lost"]) == ([], 0)
    said = newsroom.l10n("effort", "b.md").out
    assert "From the memory: 3 translations (12 words); 1 (4) as they were, 1 (3) edited" in said


def test_a_story_told_anew_has_what_it_was_told_with(newsroom: Newsroom) -> None:
    workflow(newsroom)
    whole = "Мер подякував депутатам за роботу, а рада ухвалила великий бюджет міста на рік."
    rewritten = "Школи отримають нові вікна, двері та дахи ще до початку зими цього року."
    kept = [f"{each} школа чекає на ремонт." for each in COLOURS]
    parts = [*kept[:3], whole, *kept[3:5], rewritten, *kept[5:]]
    translated(newsroom, text="\n\n".join(parts) + "\n")
    halves = ["Мер подякував депутатам за роботу.", "Рада ухвалила великий бюджет міста на рік."]
    again = "Школи отримають нові меблі, книжки та дахи ще до кінця цієї осені."
    new = "Зоопарк купив слона."
    parts = [*kept[:3], *halves, *kept[3:5], again, new, *kept[5:]]
    newsroom.article("b.md", "\n\n".join(parts) + "\n")
    out = sync(newsroom)
    assert "7 filled from the memory" in out
    assert "3 with translations from other articles" in out
    found = {each.source: each for each in entries(newsroom, "b.md")}
    assert all(found[each].target == f"EN: {whole}" for each in halves)
    assert found[halves[0]].previous == (None, whole)
    assert "is 2 texts now; this is number 1" in found[halves[0]].note
    assert "Translated so in a.md; confirm it for this article" in found[again].note
    assert "pseudo" in found[new].note
