"""`l10n engines compare` where there is little to compare, or names are the same by chance."""

import polib
import pytest

from tests.conftest import Newsroom

ARTICLE = "# Міст відкрито\n\nРух відновлено.\n"
FINISHED = "# The bridge is open\n\nTraffic is back.\n"
COMPARE = ("engines", "compare")


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.article("bridge.md", ARTICLE)
    (newsroom.root / "finished.md").write_text(FINISHED, "utf-8")
    return newsroom


def test_a_system_that_is_alone_is_not_ahead(desk: Newsroom) -> None:
    page = desk.root / "page.html"
    given = ("--reference", "finished.md", "-o", page)
    assert desk.l10n(*COMPARE, "bridge.md", *given).code == 0
    assert '"number best"' not in page.read_text("utf-8")
    answer = desk.l10n(*COMPARE, "bridge.md", "--with", "other=finished.md", *given)
    assert answer.code == 0, answer.err
    assert '"number best"' in page.read_text("utf-8")


def test_an_article_that_cannot_be_read_is_told_as_that(desk: Newsroom) -> None:
    desk.article("broken.md", "").write_bytes(b"\xff\n")
    for given in ((), ("--with", "other=finished.md"), ("--reference", "finished.md")):
        answer = desk.l10n(*COMPARE, "broken.md", *given)
        assert answer.code == 3, answer.err
        assert answer.err.startswith("l10n: articles/broken.md")
        assert len(answer.err.splitlines()) == 1


def test_an_article_in_the_language_of_the_target_is_not_drafted(desk: Newsroom) -> None:
    desk.article("english.md", "---\nlang: en\n---\n\nThe bridge is open.\n")
    answer = desk.l10n(*COMPARE, "bridge.md", "english.md", "--json")
    assert answer.code == 0, answer.err
    assert {each["article"] for each in answer.json["texts"]} == {"bridge.md"}
    for given in ((), ("--reference", "finished.md")):
        alone = desk.l10n(*COMPARE, "english.md", *given)
        assert (alone.code, "is in en already" in alone.err) == (2, True), alone.err


def test_a_file_is_no_engine_that_has_its_name(desk: Newsroom) -> None:
    desk.l10n("sync")
    catalog = polib.pofile(str(desk.catalog("bridge.md")), wrapwidth=0)
    entry = catalog.find("Рух відновлено.")
    entry.msgstr, entry.flags = "Traffic is back.", []
    catalog.save()
    given = ("--engine", "pseudo", "--with", "pseudo=finished.md")
    answer = desk.l10n(*COMPARE, "bridge.md", *given, "--json")
    assert answer.code == 0, answer.err
    engine, file = answer.json["systems"]
    assert (engine["references_of_its_own"], file["references_of_its_own"]) == (1, 0)
