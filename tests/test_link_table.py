"""`links.csv`: addresses of other sites that lead elsewhere in a locale."""

from pathlib import Path

import pytest

from l10n.errors import LinksError
from l10n.store.link_table import canonical, link_of, load_links
from tests.conftest import Newsroom

HEAD = "url,locale,target\n"
UK = "https://uk.wikipedia.org/wiki/Київ"
EN = "https://en.wikipedia.org/wiki/Kyiv"
ROW = f"{UK},en,{EN}\n"
ARTICLE = f"# Київ\n\nПро [Київ]({UK}) і [Львів](https://uk.example/lviv), <{UK}>.\n"


def load(text: str) -> dict[tuple[str, str], str]:
    return dict(load_links(Path("links.csv"), text.encode()))


@pytest.mark.parametrize(
    "url",
    [
        UK,
        "HTTPS://UK.Wikipedia.org/wiki/Київ",
        "https://uk.wikipedia.org/wiki/%D0%9A%d0%b8%D1%97%D0%B2",
    ],
)
def test_an_address_is_found_however_it_is_written(url: str) -> None:
    table = load(HEAD + ROW)
    assert link_of(table, url, "en") == link_of(table, url, "en-GB") == EN
    assert link_of(table, url, "de") is None


@pytest.mark.parametrize("url", [f"{UK}/x", f"{UK}#a", UK[:-1], "/wiki/Київ", "mailto:a@b.example"])
def test_any_other_address_stays(url: str) -> None:
    assert link_of(load(HEAD + ROW), url, "en") is None
    assert canonical("") == ""


MISTAKES = {
    "": (None, "LNK-002"),
    "url,locale\n": (1, "LNK-002"),
    ROW: (1, "LNK-002"),
    HEAD + f"{UK},en\n": (2, "LNK-003"),
    HEAD + f"{UK},en,\n": (2, "LNK-003"),
    HEAD + f"{UK},en,{EN},x\n": (2, "LNK-003"),
    HEAD + f"a.md,en,{EN}\n": (2, "LNK-004"),
    HEAD + f"{UK},en,javascript:alert(1)\n": (2, "LNK-004"),
    HEAD + f'{UK},en,"https://x.example/ y"\n': (2, "LNK-004"),
    HEAD + f"{UK},en,https://x.example/\x1b[31m\n": (2, "LNK-004"),
    HEAD + f"\n{ROW}\nhttps://uk.wikipedia.org/wiki/%D0%9A%D0%B8%D1%97%D0%B2,en,{EN}\n": (
        5,
        "LNK-005",
    ),
    HEAD + f"{UK},english,{EN}\n": (2, "LNK-006"),
    HEAD + f'"{UK},en,{EN}\n': (2, "LNK-001"),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_in_the_table_is_told_with_its_line(text: str) -> None:
    with pytest.raises(LinksError) as failed:
        load(text)
    assert (failed.value.line, failed.value.code) == (
        MISTAKES[text][0],
        f"L10N-{MISTAKES[text][1]}",
    )
    assert failed.value.remedy


def test_a_page_follows_the_table_and_its_changes(newsroom: Newsroom) -> None:
    newsroom.article("a.md", ARTICLE)
    newsroom.l10n("sync")
    (newsroom.root / "links.csv").write_text(HEAD + ROW)
    assert newsroom.l10n("publish").code == 0
    page = newsroom.published("a.md").read_text()
    assert f"]({EN})" in page
    assert f"<{UK}>" in page, "an address that is its own text is text, and stays"
    assert "https://uk.example/lviv" in page
    assert newsroom.l10n("publish").out.strip() == "1 unchanged"
    (newsroom.root / "links.csv").write_text(HEAD + ROW.replace("/Kyiv", "/Kiev"))
    assert "current" not in newsroom.l10n("status", "--json").out
    newsroom.l10n("publish")
    assert "/wiki/Kiev" in newsroom.published("a.md").read_text()


def test_a_table_with_a_mistake_stops_no_other_command(newsroom: Newsroom) -> None:
    newsroom.article("a.md", ARTICLE)
    newsroom.l10n("sync")
    (newsroom.root / "links.csv").write_text("url\n")
    answer = newsroom.l10n("publish")
    assert answer.code == 3
    assert "links.csv:1: the first line has to name" in answer.err
    assert not newsroom.published("a.md").exists()
    assert newsroom.l10n("sync").code == 0


def test_the_first_line_that_excel_adds_is_no_mistake() -> None:
    rows = f"sep=;\n{HEAD}{ROW}".replace(",", ";")
    assert link_of(load(rows), UK, "en") == EN
