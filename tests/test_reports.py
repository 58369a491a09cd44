"""Reports of what checks found: each form is sound, whole, and safe whatever an article holds."""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.cli.reports import FORMATS, rendered
from l10n.reports.report import Amount, CheckInfo, Level, Moment, Report, Reported, Row
from tests.conftest import Newsroom

HOSTILE = "<script>alert(1)</script> & \"'`|*_[x](y)\n::error::\u202e\x1b[31m]]> --> ${{ x }}"
CATALOG = "catalogs/en/a b.md.po"


def finding(message: str = "the year", *, level: Level = Level.ERROR, **given: object) -> Reported:
    fields: dict[str, object] = {
        "article": "a b.md", "locale": "en", "line": 3, "catalog": CATALOG, "catalog_line": 12,
        "check": "years", "family": "facts", "source": "У 2019 році.", "target": "In 2091.",
        "source_spans": ((2, 6),), "target_spans": ((3, 7),),
    }  # fmt: skip
    return Reported(level=level, message=message, **fields | given)  # type: ignore[arg-type]


def report(*findings: Reported, **given: object) -> Report:
    row = Row(
        "a b.md",
        "en",
        CATALOG,
        translated=Amount(3, 20),
        needed=Amount(3, 20),
        covered=Amount(2, 15),
        errors=1,
        warnings=1,
    )
    checks = (CheckInfo("years", "facts", Level.ERROR, "Years are the same."),)
    fields: dict[str, object] = {"version": "0.1.0", "day": "2026-11-27", "checks": checks}
    return Report("Checks", (row,), findings, **fields | given)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_names_what_was_found_and_where(form: str) -> None:
    text = rendered(report(finding()), form)
    if form == "badge":
        assert "66%" in text
        return
    assert "the year" in text
    assert "12" in text
    assert "a b.md.po" in text or "a%20b.md.po" in text


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "badge"])
def test_what_the_gate_refused_stands_in_every_form_but_one(form: str) -> None:
    text = rendered(report(failures=("too little",), problems=("no such file",)), form)
    said = "too little" in text and "no such file" in text
    assert said is (form != "gitlab")


def test_only_an_error_fails_a_case_of_junit() -> None:
    made = report(finding(), finding("look", level=Level.WARNING), finding(silenced=True))
    root = ElementTree.fromstring(rendered(made, "junit"))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("2", "1", "0")


def test_what_is_silenced_is_suppressed_or_left_out() -> None:
    made = report(finding("quiet", silenced=True))
    (result,) = json.loads(rendered(made, "sarif"))["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource"}]
    for form in ("junit", "github", "gitlab", "markdown"):
        assert "quiet" not in rendered(made, form)
    assert "silenced" in rendered(made, "html")


def test_a_fingerprint_outlives_an_insertion_above() -> None:
    before, after = (
        json.loads(rendered(report(finding(catalog_line=line)), "gitlab")) for line in (12, 90)
    )
    assert before[0]["fingerprint"] == after[0]["fingerprint"]
    twice = json.loads(rendered(report(finding(), finding()), "gitlab"))
    assert len({each["fingerprint"] for each in twice}) == 2


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.marked: list[str] = []
        self.addresses: list[str] = []
        self._mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._mark = tag == "mark"
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        self._mark = False

    def handle_data(self, data: str) -> None:
        if self._mark:
            self.marked.append(data)


def page(text: str) -> _Page:
    found = _Page()
    found.feed(text)
    return found


def test_the_page_marks_the_words_and_loads_nothing() -> None:
    found = page(rendered(report(finding()), "html"))
    assert found.marked == ["2019", "2091"]
    assert not {"script", "link", "img", "iframe"} & set(found.tags)
    assert found.addresses == []


def test_the_page_plots_the_past_where_there_is_one() -> None:
    trend = tuple(
        Moment(f"2026-11-{day:02}", "en", empty=10 - day, draft=0, translated=day)
        for day in (1, 5, 9)
    )
    assert page(rendered(report(trend=trend), "html")).tags.count("polyline") == 1
    assert "polyline" not in page(rendered(report(trend=trend[:1]), "html")).tags


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_in_an_article_is_markup_or_steers(form: str) -> None:
    made = report(
        finding(HOSTILE, source=HOSTILE, target=HOSTILE, article=HOSTILE, catalog=HOSTILE),
        failures=(HOSTILE,),
        problems=(HOSTILE,),
    )
    text = rendered(made, form)
    assert "\x1b" not in text
    assert "\u202e" not in text
    if form in ("html", "badge"):
        assert "script" not in page(text).tags
    if form == "junit":
        ElementTree.fromstring(text)
    if form in ("sarif", "gitlab"):
        json.loads(text)
    if form == "github":
        assert all(line.startswith("::") for line in text.splitlines())
        assert sum(line.startswith("::error::") for line in text.splitlines()) == 0


@given(st.text(), st.text(), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=4))
def test_any_text_and_spans_give_a_sound_page(
    source: str, target: str, spans: list[tuple[int, int]]
) -> None:
    made = report(finding(source=source, target=target, target_spans=tuple(spans)))
    for form in FORMATS:
        rendered(made, form).encode("utf-8")
    ElementTree.fromstring(rendered(made, "junit"))


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.workflow('source = "uk"\ntargets = ["en"]\narticles = ["**"]\nsplit = "blocks"\n')
    newsroom.article("a.md", "Рада [ухвалила](https://example.org) закон.\n")
    assert newsroom.l10n("sync").code == 0
    path = newsroom.catalog("a.md")
    text = path.read_text("utf-8")
    path.write_text(text.replace('msgstr ""\n', 'msgstr "The <a1>Rada<a1>."\n').replace(
        'msgstr "The <a1>Rada<a1>."\n', 'msgstr ""\n', 1
    ), "utf-8")  # fmt: skip
    return newsroom


def test_several_reports_are_written_at_once_and_replaced(desk: Newsroom, tmp_path: Path) -> None:
    files = {form: tmp_path / "out" / f"report.{form}" for form in ("json", *FORMATS)}
    options = [f"--report={form}={path}" for form, path in files.items()]
    for _time in range(2):
        assert desk.l10n("check", *options).code == 1
        assert all(path.stat().st_size for path in files.values())
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        path.name for path in files.values()
    )


def test_a_report_takes_the_place_of_nothing_else(desk: Newsroom) -> None:
    article = desk.root / "articles/a.md"
    before = article.read_bytes()
    for form in ("json", *FORMATS):
        done = desk.l10n("check", "--report", f"{form}={article}")
        assert done.code == 2
        assert "something else than a report stands there" in done.err
    assert article.read_bytes() == before


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("json", " " * 600 + "\nСлова.\n"),
        ("github", ":::note\nСлова.\n:::\n"),
        ("gitlab", "[](x) Слова.\n"),
        ("markdown", "## l10n\n"),
    ],
)
def test_what_looks_nearly_like_a_report_is_kept(desk: Newsroom, form: str, text: str) -> None:
    article = desk.article("b.md", text)
    done = desk.l10n("check", "--report", f"{form}={article}")
    assert done.code == 2
    assert article.read_text() == text


@pytest.mark.parametrize("text", ["junit", "junit=", "pdf=a.pdf", "=a.xml"])
def test_a_report_needs_a_form_that_there_is_and_a_file(desk: Newsroom, text: str) -> None:
    done = desk.l10n("check", "--report", text)
    assert done.code == 2
    assert "is no report" in done.err


def test_annotations_point_to_the_line_of_the_entry(desk: Newsroom) -> None:
    done = desk.l10n("check", "--format", "github")
    lines = desk.catalog("a.md").read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith('msgid "Рада'))
    assert f"::error file=catalogs/en/a.md.po,line={number},title=tags (en)::" in done.out


def test_annotations_name_the_file_from_the_repository(desk: Newsroom, tmp_path: Path) -> None:
    inner = tmp_path / "repository" / "desk"
    shutil.copytree(desk.root, inner, ignore=shutil.ignore_patterns(".l10n", "repository"))
    (inner.parent / ".git").mkdir()
    desk = Newsroom(inner, desk.run)
    below = "desk/catalogs/en/a.md.po"
    assert f"::error file={below},line=" in desk.l10n("check", "--format", "github").out
    found, *_others = desk.l10n("check", "--format", "gitlab").json
    assert found["location"]["path"] == below
    result, *_others = desk.l10n("check", "--format", "sarif").json["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == below
    assert desk.l10n("check", "--json").json["findings"][0]["article"] == "a.md"


@pytest.mark.parametrize("word", ["::add-mask::e", "a ##[add-mask]e", "a ##vso[x]y"])
def test_a_target_commands_no_service_of_ci(
    desk: Newsroom, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.catalog("a.md")
    path.write_text(path.read_text("utf-8").replace("The <a1>", f"{word} <a1>"), "utf-8")
    assert f"    {word} <a1>Rada" in desk.l10n("check").out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for options in ((), ("--json",)):
        done = desk.l10n("check", *options)
        assert not any(line.lstrip().startswith("::") for line in done.out.splitlines())
        assert not re.search(r"##\w*\[", done.out)
    assert any(each["target"].startswith(word) for each in done.json["findings"])


def test_a_link_that_leads_nowhere_is_no_report(desk: Newsroom, tmp_path: Path) -> None:
    link = tmp_path / "report.xml"
    link.symlink_to(tmp_path / "elsewhere.xml")
    assert desk.l10n("check", "--report", f"junit={link}").code == 2
    assert link.is_symlink()
    assert not (tmp_path / "elsewhere.xml").exists()
