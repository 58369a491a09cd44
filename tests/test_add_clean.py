"""Exports of Word and Google Docs are cleaned where a person wants it, and nowhere else."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from l10n.formats.html.cleaning import Dirt, clean, is_export
from tests.conftest import Newsroom
from tests.growth import in_proportion
from tests.test_html_noise import CASES, GOOGLE, tagged

DOCS = GOOGLE % (
    '<p class="c1"><span class="c0">The council was </span><span class="c3">very</span>'
    '<span class="c3"> late</span><span class="c0">.</span><sup><a href="#cmnt1" id="cmnt_ref1">'
    '[a]</a></sup></p><p class="c1"><span class="c0">Read </span><span class="c5"><a class="c4" '
    'href="https://www.google.com/url?q=https://e.org/a?b%3Dc%26d&amp;sa=D&amp;source=editors&amp;'
    'ust=1&amp;usg=AOv">the story</a></span><span class="c0">.</span></p><div class="c9"><p class='
    '"c1"><a href="#cmnt_ref1" id="cmnt1">[a]</a><span class="c0">Is it?</span></p></div>'
)
CLEANED = (
    '<p class="c1">The council was <b>very late</b>.</p><p class="c1">Read <a class="c4" '
    'href="https://e.org/a?b=c&amp;d">the story</a>.</p>'
)


def test_an_export_of_google_docs_becomes_plain_html() -> None:
    cleaning = clean(DOCS, "en")
    assert CLEANED in cleaning.text()
    assert cleaning.text() == DOCS.replace(
        DOCS.split('doc-content">')[1], CLEANED + "</body></html>\n"
    )
    numbers = {dirt: cleaning.number(dirt) for dirt in Dirt}
    assert numbers == {Dirt.SPANS: 7, Dirt.LINKS: 1, Dirt.COMMENTS: 2, Dirt.TAGS: 0}


@pytest.mark.parametrize(("page", "body", "texts"), CASES.values(), ids=CASES.keys())
def test_cleaning_keeps_all_words(page: str, body: str, texts: list[str]) -> None:
    cleaned = clean(page % body, "en").text()
    plain = [re.sub(r"</?[a-z]+[0-9]+/?>", "", text) for text in texts]
    assert [re.sub(r"</?[a-z]+[0-9]+/?>", "", text) for text in tagged(cleaned)] == plain
    assert [*clean(cleaned, "en").changes] == [] or "SpellingErrorV2" in body or "mso-list" in body


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        ("<p>a<o:p></o:p></p>", "<p>a</p>"),
        ('{"title": "a<o:p></o:p>"}\n<p>a<o:p></o:p>', '{"title": "a<o:p></o:p>"}\n<p>a'),
        ("<p>a<o:p>&nbsp;</o:p></p>", "<p>a</p>"),
        ("<p><o:p>a</o:p></p>", "<p>a</p>"),
        ("<!--[if gte mso 9]><xml>x</xml><![endif]--><p>a", "<p>a"),
        ("<!-- more --><p>a", "<!-- more --><p>a"),
        ('<span class="price">a</span>', '<span class="price">a</span>'),
        ('<p>a <span lang="FR">bonjour</span>', "<p>a bonjour"),
        (
            '<p><span lang="FR">Bonjour à tous</span></p>',
            '<p><span lang="FR">Bonjour à tous</span>',
        ),
        ('<h2><span style="font-weight:700">a</span></h2>', "<h2>a</h2>"),
        ('<p><span style="font-style:italic;color:red">a</span> b', "<p><i>a</i> b"),
        ('<p>x<span style="vertical-align:super">2</span>', "<p>x<sup>2</sup>"),
        ('<p><span style="background-color:#ff0">a</span> b', "<p><mark>a</mark> b"),
        ('<a href="https://www.google.com/url?q=javascript:x">a</a>', None),
        ('<a href="https://www.google.com/search?q=x">a</a>', None),
        ('<a href="https://www.google.com/url?q=[">a</a>', None),
        ('<a href="http://[::1/url?q=http://x">a</a>', None),
        ("<a class=msocomanchor href=#_msocom_1>[A1]</a>b", "b"),
        ("<p>a</p><div style='mso-element:comment-list'><p>c</p></div>", "<p>a</p>"),
    ],
)
def test_what_goes_and_what_stays(source: str, cleaned: str | None) -> None:
    result = clean(source, "en").text()
    assert result == source if cleaned is None else result.startswith(cleaned)


def test_each_change_is_shown_before_and_after() -> None:
    lines = list(clean(DOCS, "en").lines())
    assert [after for _before, after in lines][1:] == [
        '<p class="c1">Read <a class="c4" href="https://e.org/a?b=c&amp;d">the story</a>.</p>',
        "",
    ]
    assert lines[2][0].startswith('<div class="c9"><p class="c1"><a href="#cmnt_ref1"')


@pytest.mark.growth
@pytest.mark.parametrize(
    "shape",
    [
        "<span style='font-weight:700'>a</span>",
        "<p><a href='#cmnt1'>[a]</a>",
        "<div><p><a href='#cmnt_ref1'>[a]</a>x</p>",
        "<o:p>a ",
    ],
)
@pytest.mark.sampled(2)
def test_time_grows_with_the_export(shape: str) -> None:
    in_proportion(lambda size: list(clean(shape * size, "en").lines()), 150)


def export(folder: Path) -> Path:
    path = folder / "story.html"
    path.write_text(DOCS, "utf-8")
    return path


def test_nothing_is_cleaned_unasked(newsroom: Newsroom, tmp_path: Path) -> None:
    answer = newsroom.l10n("add", export(tmp_path))
    assert (
        "story.html: an export of a word processor; `l10n add --clean` would clean away 7 styled "
        "spans, 1 redirected link, 2 comments"
    ) in " ".join(answer.out.split())
    assert (newsroom.root / "articles/story.html").read_text("utf-8") == DOCS
    assert "word processor" not in newsroom.l10n("add", "--no-clean", tmp_path / "story.html").out


def test_cleaning_shows_its_changes_and_leaves_the_file(newsroom: Newsroom, tmp_path: Path) -> None:
    file = export(tmp_path)
    answer = newsroom.l10n("add", "--clean", file)
    assert answer.code == 0
    assert '+ <p class="c1">Read <a class="c4" href="https://e.org/a?b=c&amp;d">' in answer.out
    assert CLEANED in (newsroom.root / "articles/story.html").read_text("utf-8")
    assert file.read_text("utf-8") == DOCS
    again = newsroom.l10n("add", "--clean", file)
    assert "there already, with the same text" in again.out
    assert newsroom.l10n("add", "--no-clean", file).code == 5


def test_an_uncleaned_article_may_be_cleaned_until_edited(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    file, article = export(tmp_path), newsroom.root / "articles/story.html"
    newsroom.l10n("add", file)
    bad = tmp_path / "bad.html"
    bad.write_bytes(b"\xff")
    assert newsroom.l10n("add", "--clean", file, bad).code == 3
    assert article.read_text("utf-8") == DOCS
    answer = newsroom.l10n("add", "--clean", file)
    assert "articles/story.html: added" in answer.out
    assert CLEANED in article.read_text("utf-8")
    article.write_text(DOCS + "<p>More.</p>", "utf-8")
    assert newsroom.l10n("add", "--clean", file).code == 5
    assert article.read_text("utf-8") == DOCS + "<p>More.</p>"


@pytest.mark.parametrize(("answer", "is_clean"), [("y", True), ("", False)])
def test_at_a_terminal_a_person_is_asked(
    newsroom: Newsroom, tmp_path: Path, answer: str, is_clean: bool
) -> None:
    ours, theirs = pty.openpty()
    command = (sys.executable, "-m", "l10n", "-C", newsroom.root, "add", export(tmp_path))
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, f"{answer}\n".encode())
        shown = b""
        while True:
            try:
                shown += os.read(ours, 4_096)
            except OSError:
                break
    os.close(ours)
    assert process.returncode == 0
    assert b"Clean it?" in shown
    added = (newsroom.root / "articles/story.html").read_text("utf-8")
    assert (CLEANED in added) is is_clean
    assert is_clean or added == DOCS


@pytest.mark.parametrize("source", ["<p>a</p>", '<p><span style="color:red">a</span></p>'])
def test_other_pages_are_no_exports(source: str) -> None:
    assert not is_export(source)
