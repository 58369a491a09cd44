"""`l10n preview`: what stands in the page, for whom, and what a hostile text makes of it."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.model.article import Span
from l10n.model.markup import OMIT, Tagged
from l10n.model.severity import Severity
from l10n.preview.page import STAGES, page
from l10n.preview.sheet import Remark, Row, Sheet, Side, Stage, Unit
from l10n.preview.texts import shown
from tests.conftest import Newsroom
from tests.test_cli import filled

UK = Side("uk", "Ukrainian", "ltr")
EN = Side("en", "English", "ltr")
AR = Side("ar", "Arabic", "rtl")


def unit(target: str = "A word.", stage: Stage = Stage.TRANSLATED, **more: object) -> Unit:
    values = {"source": Tagged("Слово."), "line": 3} | more
    return Unit(target=target, stage=stage, **values)  # type: ignore[arg-type]


def sheet(*units: Unit, target: Side = EN, **more: object) -> Sheet:
    rows = (Row("paragraph", "paragraph", units),)
    return Sheet("news/a.md", "en", UK, target, rows, **more)  # type: ignore[arg-type]


class Reader(HTMLParser):
    """Collects elements with their attributes, and checks that all are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "br", "img", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1:] == [tag], f"</{tag}> in {self.open}"
        self.open.pop()


def read(html: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader.found


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize("stage", Stage)
def test_each_state_has_a_sign_and_a_name(stage: Stage) -> None:
    html = page(sheet(unit(stage=stage)))
    sign, name = STAGES[stage]
    assert f'class="unit {stage.value}"' in html
    assert sign in words(html)
    assert words(html).count(name) >= 2, "in the filter and in what is told"
    assert len({sign for sign, _name in STAGES.values()}) == len(Stage)


def test_each_cell_names_its_language_and_direction() -> None:
    found = read(page(sheet(unit(), target=AR)))
    cells = [at for tag, at in found if tag == "div" and "text" in (at.get("class") or "")]
    assert [(at["lang"], at["dir"]) for at in cells] == [("uk", "ltr"), ("ar", "rtl")]


def test_what_is_told_is_reached_by_the_keyboard() -> None:
    remark = Remark(Severity.ERROR, "2019 is not 2091", "numbers", target=(Span(2, 6),))
    found = read(page(sheet(unit(remarks=(remark,), notes=("Draft: argos",), comments=("why?",)))))
    (focused,) = [at for tag, at in found if at.get("tabindex") == "0"]
    card = next(at for tag, at in found if at.get("id") == focused["aria-describedby"])
    assert card["role"] == "tooltip"


def test_findings_mark_their_words_and_say_why() -> None:
    remark = Remark(Severity.WARNING, "“word” is no name", "names", target=(Span(2, 6),))
    html = page(sheet(unit(remarks=(remark,))))
    assert "<mark>word</mark>" in html
    assert "“word” is no name" in words(html)
    assert "[names]" in words(html)


def test_a_changed_source_shows_what_changed() -> None:
    html = page(sheet(unit(source=Tagged("Нове слово."), previous="Старе слово.")))
    assert "<del>Старе</del><ins>Нове</ins>" in html


def test_a_text_left_out_on_purpose_says_so() -> None:
    html = page(sheet(unit(OMIT)))
    assert "left out on purpose" in html
    assert "omit" not in words(html)


def test_the_page_loads_nothing_and_runs_its_own_alone() -> None:
    html = page(sheet(unit("https://example.org/x.js")))
    found = read(html)
    assert not [tag for tag, at in found if {"src", "href", "srcset", "data"} & at.keys()]
    (policy,) = [at["content"] for _tag, at in found if at.get("http-equiv")]
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy.split("script-src")[1]
    assert "url(" not in html
    assert "@import" not in html


HOSTILE = st.text(
    st.sampled_from("<>&\"'/b1i2 a\x1b[31m\u202e\x07\u200bабв`{}-!")
    | st.characters(codec="utf-8", exclude_categories=("Cs",)),
    max_size=60,
)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_becomes_markup_or_steers(text: str, other: str, name: str) -> None:
    remark = Remark(Severity.ERROR, other, name, (Span(0, 3),), (Span(1, 40),))
    tagged = Tagged(text, frozenset({"b1"}), frozenset({"i2"}))
    told = unit(
        other, source=tagged, remarks=(remark,), notes=(name,), comments=(text,), previous=other,
        tags={"b1": name, "i2": text},
    )  # fmt: skip
    made = page(sheet(told, facts=(text,), problems=(other,), version=name, made=text))
    plain = page(sheet(unit(), facts=("x",), problems=("x",)))
    kinds = {tag for tag, _at in read(made)}
    assert kinds <= {tag for tag, _at in read(plain)} | FORMATTING
    assert not any(char in made for char in "\x1b\x07\u202e")


FORMATTING = {"strong", "em", "code", "br", "mark", "del", "ins", "i", "span", "b"}


@given(st.text("ab<>/12 b1", max_size=30), st.lists(st.tuples(st.integers(0, 30)), max_size=3))
def test_marks_change_no_word_of_a_text(text: str, starts: list[tuple[int]]) -> None:
    tagged = Tagged(text, frozenset({"b1"}), frozenset({"b2"}))
    spans = [Span(start, start + 4) for (start,) in starts]
    html = shown(text, tagged, spans)
    assert words(html) == words(shown(text, tagged))
    read(html)


def test_the_command_writes_a_page_for_each_language(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "# Рада\n\nДругий абзац має **одне** речення.\n")
    newsroom.l10n("sync", "--no-draft")
    answer = newsroom.l10n("preview", "a.md")
    assert answer.code == 0
    (place,) = answer.out.splitlines()
    html = Path(place).read_text("utf-8")
    assert "Другий абзац має <strong>одне</strong> речення." in html
    assert "Cannot be published: 2 entries stand in the way." in html
    again = newsroom.l10n("preview", "a.md", "--json").json
    assert again == [{"article": "a.md", "locale": "en", "file": place}]


def test_a_signature_shows_until_its_text_is_changed(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "Перше слово.\n\nДруге слово.\n")
    newsroom.l10n("sync", "--no-draft")
    filled(newsroom.catalog("a.md"), {"Перше слово.": "A word.", "Друге слово.": "Another."})
    signed = newsroom.l10n("approve", "a.md", "--as", "Olena <olena@example.org>")
    assert signed.code == 0, signed.err
    filled(newsroom.catalog("a.md"), {"Друге слово.": "Another word."})
    html = Path(newsroom.l10n("preview", "a.md").out.strip()).read_text("utf-8")
    units = re.findall(r'class="unit (\w+)', html)
    assert units == ["approved", "changed"]


def test_a_page_takes_the_place_of_no_other_file(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.article("a.md", "Слово.\n")
    newsroom.l10n("sync", "--no-draft")
    mine = tmp_path / "mine.html"
    mine.write_text("<p>mine")
    answer = newsroom.l10n("preview", "a.md", "-o", mine)
    assert answer.code == 2
    assert mine.read_text() == "<p>mine"
    page_of_ours = tmp_path / "page.html"
    assert newsroom.l10n("preview", "a.md", "-o", page_of_ours).code == 0
    assert newsroom.l10n("preview", "a.md", "-o", page_of_ours).code == 0


def test_one_file_cannot_hold_two_pages(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.article("a.md", "Слово.\n")
    newsroom.article("b.md", "Слово.\n")
    answer = newsroom.l10n("preview", "a.md", "b.md", "-o", tmp_path / "page.html")
    assert answer.code == 2
    assert "L10N-USE-017" in answer.err
    assert not (tmp_path / "page.html").exists()


def test_a_browser_is_opened_where_it_is_asked_for(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.article("a.md", "Слово.\n")
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) is None)
    newsroom.l10n("preview", "a.md", "--open")
    assert [url.rsplit("/", 1)[1] for url in opened] == ["a.md.html"]
