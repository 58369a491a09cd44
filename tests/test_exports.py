"""A page once more: as one file of HTML without network, and as JSON for another system."""

import json
import re

import pytest

from tests.conftest import WORKFLOW, Newsroom

ALSO = WORKFLOW + 'also = ["html", "json"]\n'
ARTICLE = """\
---
title: Рада
tags: [місто, бюджет]
author: Олена
---

Міст ![вид](p.png) відкрили: [далі](https://news.example/).

<script src="https://evil.example/x.js"></script>
"""
PICTURE = b"\x89PNG\r\n\x1a\n0000"


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.workflow(ALSO)
    newsroom.article("news/a.md", ARTICLE)
    (newsroom.root / "articles/news/p.png").write_bytes(PICTURE)
    newsroom.l10n("sync")
    assert newsroom.l10n("publish").code == 0
    return newsroom


def exports(newsroom: Newsroom) -> dict[str, str]:
    folder = newsroom.root / "exports"
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_json_says_what_another_system_needs(desk: Newsroom) -> None:
    said = json.loads(exports(desk)["en/news/a.md.json"])
    assert (said["article"], said["locale"], said["direction"]) == ("news/a.md", "en", "ltr")
    assert said["fields"]["author"] == "Олена"
    assert said["fields"]["tags"] == ["місто", "бюджет"]
    assert said["authors"] == ["Олена"]
    assert said["format"] == "markdown"
    page = (desk.root / "published/en/news/a.md").read_text("utf-8")
    assert page.endswith(said["body"])
    assert "<p>" in said["html"]
    assert said["label"]["text"]
    assert said["source"]["path"] == "articles/news/a.md"
    version = said["version"]
    assert (version["number"], version["kind"]) == (1, "first")
    assert re.fullmatch("[0-9a-f]{64}", version["id"])
    record = desk.root / "versions/en/news/a.md.versions.jsonl"
    assert version["id"] in record.read_text("utf-8")


def test_html_stands_alone_and_reaches_no_network(desk: Newsroom) -> None:
    text = exports(desk)["en/news/a.md.html"]
    assert 'src="data:image/png;base64,' in text
    assert "p.png" not in text
    head = text[: text.index("</head>")]
    assert "default-src 'none'" in head
    assert "script-src" not in head
    assert head.index("Content-Security-Policy") < text.index("<script")
    assert '<html lang="en">' in text


def test_a_page_of_html_stands_alone_too(desk: Newsroom) -> None:
    page = (
        '<!doctype html><html lang="uk"><head><title>Рада</title>'
        '<link rel="preconnect" href="https://evil.example">'
        '<meta http-equiv="refresh" content="0; url=https://evil.example/">'
        '<link rel="stylesheet" href="s.css"></head><body><p>Міст.</p>'
        '<img src="p.png" srcset="p.png 2x" alt="">'
        '<a href="p.png">вид</a><img src="../../../../etc/passwd.png">'
        "</body></html>\n"
    )
    desk.article("news/b.html", page)
    (desk.root / "articles/news/s.css").write_text("p { color: red }", "utf-8")
    desk.l10n("sync")
    desk.l10n("publish")
    text = exports(desk)["en/news/b.html.html"]
    assert '<link rel="stylesheet" href="data:text/css;base64,' in text
    assert '<img src="data:image/png;base64,' in text
    assert 'srcset="data:image/png;base64,' in text
    assert '<a href="p.png">' in text
    assert text.count("Content-Security-Policy") == 1
    assert "evil.example" not in text


def test_exports_follow_their_page_and_nothing_else(desk: Newsroom) -> None:
    before = exports(desk)
    answer = desk.l10n("publish")
    assert "1 unchanged" in answer.out
    assert "exports/" not in answer.out
    assert exports(desk) == before
    desk.article("news/a.md", ARTICLE.replace("відкрили", "закрили"))
    desk.l10n("sync")
    assert "exports/en/news/a.md.json: up to date" in desk.l10n("publish").out
    assert json.loads(exports(desk)["en/news/a.md.json"])["version"]["number"] == 2


def test_exports_of_a_page_that_is_taken_back_go(desk: Newsroom) -> None:
    answer = desk.l10n("retract", "news/a.md", "--reason", "wrong")
    assert "exports/en/news/a.md.json: removed" in answer.out
    assert exports(desk) == {}


def test_an_export_that_is_missing_is_made_again(desk: Newsroom) -> None:
    before = exports(desk)
    (desk.root / "exports/en/news/a.md.json").unlink()
    desk.l10n("publish")
    assert exports(desk) == before


def test_a_file_of_a_person_in_its_place_stays(desk: Newsroom) -> None:
    path = desk.root / "exports/en/news/a.md.json"
    path.write_text('{"mine": true}\n', "utf-8")
    answer = desk.l10n("publish")
    assert answer.code == 5
    assert "exports/en/news/a.md.json: was not made by this tool" in answer.err
    assert path.read_text("utf-8") == '{"mine": true}\n'


def test_exports_of_a_former_name_go(desk: Newsroom) -> None:
    assert desk.l10n("rename", "news/a.md", "news/c.md").code == 0
    assert desk.l10n("sync").code == 0
    assert desk.l10n("publish").code == 0
    assert [*exports(desk)] == ["en/news/c.md.html", "en/news/c.md.json"]


def test_exports_among_the_articles_are_refused(desk: Newsroom) -> None:
    desk.workflow(f'{ALSO}\n[paths]\nexports = "articles/{{locale}}/{{path}}"\n')
    answer = desk.l10n("publish")
    assert answer.code == 3
    assert "no articles are in" in answer.err


def test_another_form_than_those_is_refused(desk: Newsroom) -> None:
    desk.workflow(WORKFLOW + 'also = ["pdf"]\n')
    assert '"html", "json"' in desk.l10n("publish").err
