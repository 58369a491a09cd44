"""What a published page says of how it was made: to readers, to machines, in its record."""

import json
from pathlib import Path
from typing import Any

import polib
import pytest
import yaml

from l10n.language.labels import APPROVED, MACHINE, REVIEWED
from l10n.model.signature import signed_digest
from tests.conftest import WORKFLOW, Newsroom

ARTICLE = "---\ntitle: Рада\ndate: 2026-11-27\n---\n\nПерше речення.\n"
PAGE = """\
<!doctype html><html lang="uk"><head><title>Рада</title>
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "NewsArticle", "url": "https://news.example/a"}
</script></head><body><p>Перше речення.</p></body></html>
"""
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"


EN = {"Рада": "Council", "Перше речення.": "The first sentence."}


def finished(newsroom: Newsroom, name: str) -> None:
    """A person goes through all entries, and changes them."""
    catalog = polib.pofile(str(newsroom.catalog(name)))
    for entry in catalog:
        entry.msgstr, entry.flags = EN[entry.msgid], []
    catalog.save()


def signed(newsroom: Newsroom, name: str) -> None:
    """An editor signs for all entries."""
    path = newsroom.records(name, "reviews")
    with path.open("a") as file:
        for entry in polib.pofile(str(newsroom.catalog(name))):
            texts = (entry.msgctxt, entry.msgid, entry.msgstr)
            said = {"who": "Ed Itor <ed@news.example>", "date": "2026-11-27T10:00:00Z"}
            said |= dict(zip(("context", "source", "target"), texts, strict=True))
            said |= {"signed": signed_digest(*texts), "verdict": "approved"}
            file.write(json.dumps(said) + "\n")


def published(newsroom: Newsroom, name: str) -> str:
    answer = newsroom.l10n("publish")
    assert answer.code == 0, answer.err
    return newsroom.published(name).read_text()


def head(text: str) -> Any:
    return yaml.safe_load(text.split("---\n")[1])


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.workflow(WORKFLOW + 'label_when = "always"\n')
    newsroom.article("a.md", ARTICLE)
    newsroom.article("b.html", PAGE)
    newsroom.l10n("sync")
    return newsroom


def test_a_machines_text_says_so_to_readers_and_machines(desk: Newsroom) -> None:
    text = published(desk, "a.md")
    assert f"> *{MACHINE['en']}*" in text
    said = head(text)
    assert said["l10n_state"] == "machine"
    assert said["l10n_label"] == MACHINE["en"]
    assert said["l10n_source_type"] == IPTC + "trainedAlgorithmicMedia"
    page = desk.published("b.html").read_text()
    assert '<meta name="l10n-state" content="machine">' in page
    assert f'<meta name="l10n-label" content="{MACHINE["en"]}">' in page
    data = json.loads(page.partition("ld+json")[2].partition(">")[2].partition("</script>")[0])
    assert data["translator"]["name"] == "pseudo"
    assert data["inLanguage"] == "en"
    assert data["translationOfWork"]["url"] == "https://news.example/a"


def test_what_people_have_reviewed_says_that(desk: Newsroom) -> None:
    finished(desk, "a.md")
    text = published(desk, "a.md")
    assert REVIEWED["en"] in text
    assert head(text)["l10n_state"] == "reviewed"
    assert head(text)["l10n_source_type"].endswith("compositeWithTrainedAlgorithmicMedia")


def test_what_is_signed_for_says_that(desk: Newsroom) -> None:
    finished(desk, "a.md")
    signed(desk, "a.md")
    assert APPROVED["en"] in published(desk, "a.md")


def test_what_people_wrote_says_nothing_of_machines(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace('engines = ["pseudo"]\n', "") + 'label_when = "always"\n')
    newsroom.article("a.md", ARTICLE)
    newsroom.l10n("sync")
    finished(newsroom, "a.md")
    text = published(newsroom, "a.md")
    assert "achine" not in text
    assert "l10n_" not in text


def test_by_default_what_people_have_reviewed_needs_no_label(desk: Newsroom) -> None:
    desk.workflow(WORKFLOW)
    finished(desk, "a.md")
    assert "l10n_" not in published(desk, "a.md")


def test_one_unfinished_draft_makes_the_page_a_machines(desk: Newsroom) -> None:
    catalog = polib.pofile(str(desk.catalog("a.md")))
    catalog[0].flags = []
    catalog.save()
    assert MACHINE["en"] in published(desk, "a.md")


def test_each_part_can_be_switched_off(desk: Newsroom) -> None:
    desk.workflow(WORKFLOW + "[metadata]\nlabel = false\nlinked_data = false\n")
    text = published(desk, "a.md")
    assert "l10n_" not in text
    assert MACHINE["en"] in text
    page = desk.published("b.html").read_text()
    assert "l10n-state" not in page
    assert "translator" not in page


def test_a_changed_wording_is_told_and_published(desk: Newsroom) -> None:
    published(desk, "a.md")
    assert desk.l10n("publish").out.strip() == "2 unchanged"
    desk.workflow(WORKFLOW + '[publish.label.en]\nmachine = "By a machine."\n')
    pages = {each["page"] for each in desk.l10n("status", "--json").json}
    assert pages == {"template changed"}
    assert "label, addresses or metadata changed since" in desk.l10n("status").out
    assert "By a machine." in published(desk, "a.md")


NOTE = '[[addendum]]\nafter = "Перше речення."\ntext = "A note."\n'


def addenda(newsroom: Newsroom, text: str) -> Path:
    path = newsroom.root / "addenda" / "en" / "a.md.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_an_addendum_is_published_in_its_locale_alone(desk: Newsroom) -> None:
    desk.workflow(WORKFLOW.replace('["en"]', '["en", "de"]'))
    desk.l10n("sync")
    published(desk, "a.md")
    addenda(desk, NOTE)
    assert desk.l10n("publish").code == 0
    assert "\n\nA note.\n" in desk.published("a.md").read_text()
    assert "A note." not in desk.published("a.md", "de").read_text()
    assert desk.l10n("publish").out.strip() == "4 unchanged"


def test_an_addendum_whose_anchor_is_gone_stops_its_article(desk: Newsroom) -> None:
    addenda(desk, NOTE)
    before = published(desk, "a.md")
    desk.article("a.md", ARTICLE.replace("Перше", "Інше"))
    desk.l10n("sync")
    answer = desk.l10n("publish")
    assert answer.code == 1
    line = "addenda/en/a.md.toml:2: the article has no block with the text “Перше речення.”"
    assert line in " ".join(answer.out.split())
    assert desk.published("a.md").read_text() == before
    assert "addenda/en/a.md.toml:2" in desk.l10n("status", "a.md").out
    addenda(desk, NOTE.replace("Перше", "Інше"))
    assert desk.l10n("publish").code == 0


def test_addenda_of_no_article_are_told(desk: Newsroom) -> None:
    path = addenda(desk, NOTE)
    path.rename(path.with_name("nowhere.md.toml"))
    for command in ("publish", "status"):
        answer = desk.l10n(command)
        assert answer.code == 3
        assert "addenda/en/nowhere.md.toml: no article takes in these addenda" in answer.err


def test_a_rename_takes_addenda_along(desk: Newsroom) -> None:
    path = addenda(desk, NOTE)
    published(desk, "a.md")
    assert desk.l10n("rename", "a.md", "c.md").code == 0
    assert not path.exists()
    assert path.with_name("c.md.toml").read_text() == NOTE
    assert "A note." in published(desk, "c.md")


def test_addenda_of_both_names_are_kept_apart(desk: Newsroom) -> None:
    path = addenda(desk, NOTE)
    path.with_name("c.md.toml").write_text(NOTE + NOTE)
    answer = desk.l10n("rename", "a.md", "c.md")
    assert answer.code == 5
    assert "has addenda of its own" in answer.err
    assert path.read_text() == NOTE
    assert path.with_name("c.md.toml").read_text() == NOTE + NOTE


def test_a_broken_file_of_addenda_is_told_with_its_line(desk: Newsroom) -> None:
    addenda(desk, "[[addendum]]\nafter = 1\n")
    answer = desk.l10n("publish", "a.md")
    assert answer.code == 3
    assert "addenda/en/a.md.toml:1" in answer.err


def test_a_page_that_is_only_partly_translated_says_that(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace('engines = ["pseudo"]\n', "") + 'fallback = "source"\n')
    newsroom.article("a.md", ARTICLE)
    newsroom.l10n("sync")
    assert head(published(newsroom, "a.md"))["l10n_state"] == "partial"


BYLINES = WORKFLOW + '[metadata]\nbylines = ["author", "agency"]\n'
SIGNED = "---\nauthor: Олена Згурська\nagency: УНІАН\n---\n\nПерше речення.\n"


def test_the_glossary_spells_names_before_the_rules(newsroom: Newsroom) -> None:
    newsroom.workflow(BYLINES)
    newsroom.article("a.md", SIGNED)
    assert "nobody knows how “УНІАН” is written in en" in newsroom.l10n("sync").out
    text = published(newsroom, "a.md")
    assert [head(text)[name] for name in ("author", "agency")] == ["Olena Zghurska", "УНІАН"]
    terms = "term,translation\nОлена Згурська,Olena Zgurska\nУНІАН,UNIAN\n"
    (newsroom.root / "glossary.csv").write_text(terms)
    assert "nobody knows" not in newsroom.l10n("sync").out
    text = published(newsroom, "a.md")
    assert [head(text)[name] for name in ("author", "agency")] == ["Olena Zgurska", "UNIAN"]


def test_the_workflow_spells_names_before_the_glossary(newsroom: Newsroom) -> None:
    newsroom.workflow(BYLINES + '[metadata.names]\n"УНІАН" = "The UNIAN"\n')
    newsroom.article("a.md", SIGNED)
    (newsroom.root / "glossary.csv").write_text("term,translation\nУНІАН,UNIAN\n")
    newsroom.l10n("sync")
    assert head(published(newsroom, "a.md"))["agency"] == "The UNIAN"
