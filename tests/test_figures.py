"""Text with nothing to translate is no entry; figures of another locale are drafted by rule."""

from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest

from l10n.desk.desk import Desk, Wanted, open_desk
from l10n.jobs.coverage import cover
from l10n.jobs.layout import lay_out
from l10n.jobs.publish import ReleaseOptions, release
from l10n.jobs.sync import sync
from l10n.language.figures import is_figures, is_nothing, rewritten
from l10n.store.workspace import Workspace
from tests.growth import in_proportion
from tests.test_publish import read

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("https://example.org/a?b=1", "www.example.org", "desk@example.org", "[embed]", "@desk"),
        *("[embed]https://example.org/1[/embed]", "#Річкове #news", "{{ page.date }}", "%s", "—"),
        *("[gallery ids=1,2]", "DSC_0042.JPG", "https://example.org — desk@example.org", "{0}"),
    ],
)
def test_text_with_nothing_to_translate_is_told(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize(
    "text",
    ["Київ", "F-16", "XIX", "5 km", "№ 5 of 6", "#news today", "[Updated]", "a", "www", "7 p"],
)
def test_text_that_people_may_have_to_translate_stays(text: str) -> None:
    assert not is_nothing(text)
    assert not is_figures(text)


@pytest.mark.parametrize(
    ("pair", "text", "written"),
    [
        ("uk>en", "7,9", "7.9"),
        ("uk>en", "1 234,5", "1,234.5"),
        ("uk>en", "12,5–13,0 %", "12.5–13.0 %"),
        ("uk>en", "10.30", "10:30"),
        ("uk>en", "−0,125", "−0.125"),
        ("en>uk", "7.9", "7,9"),
        ("en>uk", "1,234.5", "1\u00a0234,5"),
        ("en>uk", "$1,234.50 (+0.8%)", "$1\u00a0234,50 (+0,8%)"),
        ("en>uk", "9.30 a.m.", "09:30"),
        ("en>uk", "12 a.m. – 12:15 pm", "00:00 – 12:15"),
        ("de>en", "1.234", "1,234"),
        ("en>de", "1,234.5", "1.234,5"),
        ("fi>en", "10.30", "10:30"),
        ("uk>de", "31.12", "31.12"),
        ("uk>de", "5.05.2026", "5.05.2026"),
        ("en>fi", "09:30", "09.30"),
        ("fa>en", "۱٬۲۳۴٫۵", "1,234.5"),
        ("uk>en", "https://example.org/7,9 7,9", "https://example.org/7,9 7.9"),
    ],
)
def test_figures_are_written_as_the_locale_does(pair: str, text: str, written: str) -> None:
    found = rewritten(text, tuple(pair.split(">")))
    assert found is not None
    assert found.text == written
    assert is_figures(text)


@pytest.mark.parametrize("pair", ["uk>en", "en>uk", "uk>de", "ja>fr"])
@pytest.mark.parametrize(
    "text",
    [
        *("10:05", "13 %", "[1]", "2026", "2:1", "1–0", "2026-11-27", "1.2.3", "+380 44 000-00-00"),
        *("8 800 555-35-35", "0 800 000 000", "17 22 45", "25 °C", "*** 5 ***", "10 000-12-12"),
        *("½", "²", "24/7", "①"),
    ],
)
def test_what_all_locales_write_alike_stays_as_it_is(pair: str, text: str) -> None:
    found = rewritten(text, tuple(pair.split(">")))
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    ("pair", "text"),
    [
        ("uk>en", "1,234"),
        ("uk>en", "10.05"),
        ("uk>en", "31.12"),
        ("en>uk", "7–9 p.m."),
        ("uk>en", "5.05.2026"),
        ("uk>en", "5/11/2026"),
        ("en>uk", "9.30"),
        ("en>fi", "21:19"),
        ("en>hi", "1,234,567"),
        ("en>fa", "10"),
        ("uk>tr", "13 %"),
        ("qaa>en", "7,9"),
    ],
)
def test_what_is_read_in_two_ways_is_not_guessed(pair: str, text: str) -> None:
    assert rewritten(text, tuple(pair.split(">"))) is None


@pytest.mark.parametrize(
    ("source", "suffix", "found"),
    [
        ("| Town | Rate |\n|---|---|\n| Leeds | 10:05 |\n| https://a.example | [1] |\n", ".md", 3),
        ("![DSC_1.jpg](a.jpg) Text\n\n<https://a.example>\n\n#a #b\n", ".md", 1),
        ("<p>Word</p><p>[embed]</p><p><a href=x>https://a.example</a></p><p>—</p>", ".html", 1),
        ("Word\n\nhttps://a.example\n\ndesk@a.example\n", ".txt", 1),
        ("---\ntitle: https://a.example\ndescription: Word\n---\n", ".md", 1),
    ],
)
def test_nothing_to_translate_is_no_entry_in_any_format(
    source: str, suffix: str, found: int
) -> None:
    for split in ("sentences", "blocks"):
        words = [s for s in read(source, suffix, split).segments if not s.place.figures]
        assert len(words) == found


def newsroom(root: Path, targets: tuple[str, ...], require: str = "draft") -> Desk:
    lay_out(root, "uk", list(targets))
    locales = ", ".join(f'"{target}"' for target in targets)
    (root / "workflows/news.toml").write_text(
        f'source = "uk"\ntargets = [{locales}]\narticles = ["**"]\nengines = []\n'
        f'[publish]\nrequire = "{require}"\n',
        "utf-8",
    )
    (root / "articles/a.md").write_text(
        "| 10:05 | 7,9 | 1,234 | https://a.example |\n|---|---|---|---|\n"
        "| 12 | **1 234,5** % | | |\n",
        "utf-8",
    )
    return open_desk(Workspace(root))


def entries(desk: Desk, locale: str) -> dict[str, str]:
    found = polib.pofile(str(desk.workspace.catalog_path(locale, "a.md")))
    return {entry.msgid: entry.msgstr for entry in found if not entry.obsolete}


def test_cells_of_figures_are_drafted_by_rule_and_say_so(tmp_path: Path) -> None:
    desk = newsroom(tmp_path, ("en", "de"))
    report = sync(desk, Wanted(), now=NOW)
    assert report.errors == ()
    assert entries(desk, "en") == {
        "7,9": "7.9",
        "1,234": "",
        "<b1>1 234,5</b1> %": "<b1>1,234.5</b1> %",
    }
    assert list(entries(desk, "de")) == ["<b1>1 234,5</b1> %"]
    text = desk.workspace.catalog_path("en", "a.md").read_text("utf-8")
    assert "#. Draft: figures, Unicode CLDR\n" in text
    assert "no engine was asked" in text
    assert text.count("#, fuzzy") == 2
    records = desk.workspace.drafts_path("en", "a.md").read_text("utf-8")
    assert records.count('"engine": "figures"') == 2
    assert all(each.current for each in cover(desk, Wanted()).covered)


def test_without_drafting_figures_stay_empty_too(tmp_path: Path) -> None:
    desk = newsroom(tmp_path, ("en",))
    sync(desk, Wanted(), now=NOW, draft=False)
    assert set(entries(desk, "en").values()) == {""}


def test_figures_of_the_article_stand_where_there_is_no_entry(tmp_path: Path) -> None:
    desk = newsroom(tmp_path, ("de",))
    sync(desk, Wanted(), now=NOW)
    (done,) = release(desk, Wanted(), ReleaseOptions(NOW)).releases
    assert done.counts.empty == 0
    page = desk.workspace.published_path("de", "a.md").read_text("utf-8")
    assert "| 10:05 | 7,9 | 1,234 | https://a.example |" in page
    assert "| 12 | **1.234,5** % | | |" in page


def test_an_entry_that_is_none_any_more_is_kept_as_obsolete(tmp_path: Path) -> None:
    desk = newsroom(tmp_path, ("en",))
    sync(desk, Wanted(), now=NOW)
    path = desk.workspace.catalog_path("en", "a.md")
    old = path.read_text("utf-8")
    path.write_text(
        f'{old}\n#. Role: table cell\n#: articles/a.md:1\nmsgid "10:05"\nmsgstr "10.05 am"\n',
        "utf-8",
    )
    report = sync(desk, Wanted(("a.md",)), now=NOW)
    assert report.errors == ()
    assert '#~ msgid "10:05"\n#~ msgstr "10.05 am"\n' in path.read_text("utf-8")
    assert "10:05" not in entries(desk, "en")


@pytest.mark.growth
@pytest.mark.parametrize("unit", ["1 234,", "1.", "7 p m ", "[embed]", "1:2", "a@", "#a ", "+1 "])
@pytest.mark.sampled(3)
def test_hostile_figures_take_time_in_proportion(unit: str) -> None:
    def work(size: int) -> None:
        text = unit * (size // len(unit))
        assert is_nothing(text) in (True, False)
        assert is_figures(text) in (True, False)
        rewritten(text, ("uk", "en"))

    assert in_proportion(work, 20_000)
