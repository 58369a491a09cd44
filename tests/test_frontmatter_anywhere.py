"""Front matter in JSON, behind fences that name a language, and before HTML."""

import json
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from l10n.formats import Format
from l10n.formats.html.format import Html
from l10n.formats.markdown.format import Markdown
from l10n.model.article import Article, Parsed, Span
from l10n.model.conventions import Conventions
from l10n.steps.extract import extract
from l10n.steps.publish import ChosenTargets, Edition, publish
from tests.growth import in_proportion
from tests.test_markdown import apply

HUGO = """\
{
  "title": "Рада \\u0444 \\"так\\"", "lang" : "uk",
  "params": {"description": "Опис", "n": 12},
  "resources": [
    {"src": "a.jpg", "title": "Світлина"},
    {"src": "b.jpg", "title": "Карта", "params": {"caption": "Підпис"}}
  ],
  "tags": ["війна", ["мир"]]
}

Текст.
"""
YAML = """\
---
title: Рада
inLanguage: uk
authors:
  - name: Олена
    bio: Пише про місто.
  - name: Іван
    bio: Знімає.
matrix: [[раз, два], [три]]
params: {description: Опис}
---
"""
TOML = """\
+++
title = "Рада"
[params]
description = "Опис"
[[resources]]
src = "a.jpg"
title = "Світлина"
[[resources]]
src = "b.jpg"
[resources.params]
caption = "Підпис"
+++
"""
FENCED = """\
---json
{"title": "Рада", "lang": "uk"}
---
Текст.
"""
PAGE = """\
---
layout: default
title: Про нас
lang: uk
---
<h1>Про нас</h1>
<p>Перше. Друге.</p>
"""


def fields(format: Format, source: str, *names: str) -> list[tuple[str | None, str]]:
    parsed = format.parse(source, names)
    assert parsed.problems == ()
    return [
        (block.context, block.pieces[0].text) for block in parsed.blocks if block.role == "field"
    ]


def body(format: Format, source: str) -> list[str]:
    return ["".join(piece.text for piece in block.pieces) for block in format.parse(source).blocks]


def said(parsed: Parsed) -> list[tuple[int, str]]:
    return [(problem.line, problem.message.text("en")) for problem in parsed.problems]


def translated(format: Format, source: str, target: str, *names: str) -> str:
    """The article published with one target for all its segments."""
    article = Article("a.md", "uk", format.name, source, format.parse(source, names))
    segments = extract(article).segments
    chosen = tuple((index, target) for index in range(len(segments)))
    choice = ChosenTargets(chosen, (), empty=0, draft=0, translated=len(chosen))
    result = publish(article, format, segments, choice, Edition("en", names))
    assert result.blockers == ()
    return result.text


BOTH = pytest.mark.parametrize("format", [Markdown(), Html()], ids=("markdown", "html"))


@BOTH
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_object_at_the_head_is_front_matter(format: Format, newline: str, mark: str) -> None:
    source = mark + HUGO.replace("\n", newline)
    assert fields(format, source, "title") == [("title", 'Рада ф "так"')]
    assert body(format, source) == ["Текст."]
    assert format.parse(source).locale == "uk"


@BOTH
def test_fields_of_lists_are_found_by_either_name(format: Format) -> None:
    titles = [("resources.title", "Світлина"), ("resources.title", "Карта")]
    assert fields(format, HUGO, "resources.title") == titles
    assert fields(format, HUGO, "resources[].title") == titles
    caption = [("resources.params.caption", "Підпис")]
    assert fields(format, HUGO, "resources[].params.caption") == caption
    assert fields(format, TOML, "resources[].params.caption") == caption
    assert fields(format, TOML, "resources[].title") == titles[:1]
    bios = [("authors.bio", "Пише про місто."), ("authors.bio", "Знімає.")]
    assert fields(format, YAML, "authors[].bio") == bios
    assert fields(format, YAML, "matrix") == [("matrix", word) for word in ("раз", "два", "три")]
    for source in (HUGO, YAML, TOML):
        assert fields(format, source, "params.description") == [("params.description", "Опис")]


@BOTH
def test_a_fence_may_name_its_language(format: Format) -> None:
    assert fields(format, FENCED, "title") == [("title", "Рада")]
    assert body(format, FENCED) == ["Текст."]
    toml = "---toml\ntitle = 'Рада'\n---\nТекст.\n"
    assert fields(format, toml, "title") == [("title", "Рада")]
    assert fields(format, toml.replace("toml", "yaml").replace(" =", ":"), "title") != []


@pytest.mark.parametrize(("dialect", "found"), [("hugo", 1), ("jekyll", 1), ("github", 0), ("", 0)])
def test_a_blank_line_behind_the_fence_is_the_dialects(dialect: str, found: int) -> None:
    format = Markdown(Conventions(dialect=dialect))
    source = "---\n\ntitle: Рада\n---\n\nТекст.\n"
    assert len(fields(format, source, "title")) == found
    assert (body(format, source)[-1:], format.parse(source).problems) == (["Текст."], ())


def test_front_matter_before_html_is_no_text() -> None:
    assert body(Html(), PAGE) == ["Про нас", "Перше. Друге."]
    assert fields(Html(), PAGE, "title") == [("title", "Про нас")]


@BOTH
@pytest.mark.parametrize("source", [HUGO, FENCED, YAML, PAGE], ids=("hugo", "json", "yaml", "page"))
def test_its_language_becomes_that_of_the_page(format: Format, source: str) -> None:
    edits = format.localize(source, format.parse(source), "en", "")
    assert apply(source, edits) == source.replace('"uk"', '"en"').replace(" uk\n", " en\n")


def test_the_label_of_a_page_stands_behind_its_head() -> None:
    edits = Html().localize(PAGE, Html().parse(PAGE), "en", "By a machine")
    head, _fence, rest = apply(PAGE, edits).rpartition("---\n")
    assert "By a machine" not in head
    assert rest.startswith('<p class="l10n-label"')


@BOTH
@pytest.mark.parametrize("target", ['a "b" \\ c', "a: b # c", "</p>{{x}}", "a\u2028b", "{"])
def test_what_a_target_says_is_what_readers_read(format: Format, target: str) -> None:
    result = translated(format, HUGO, target, "title", "resources[].title", "tags")
    data, _end = json.JSONDecoder().raw_decode(result)
    assert [data["title"], *data["tags"][1]] == [target, target]
    assert [each["title"] for each in data["resources"]] == [target, target]
    assert data["params"] == {"description": "Опис", "n": 12}
    assert body(format, result) == [target.replace("\u2028", "\u2028")]


@BOTH
@pytest.mark.parametrize("target", ['{"a": 1}', "{}", "---", "+++", "---json"])
def test_no_target_becomes_front_matter(format: Format, target: str) -> None:
    source = "Перший\n\nДругий\n" if format.name == "markdown" else "Перший\n<p>Другий</p>\n"
    result = translated(format, source, target)
    assert format.parse(result, ("a",)).blocks != ()
    assert {text.strip() for text in body(format, result)} == {target}


@BOTH
@pytest.mark.parametrize(
    ("source", "line"),
    [
        ('{"title": "Рада",\n "n": 1,}\nТекст.\n', 2),
        ('{"title": "Рада"\n "n": 1}\nТекст.\n', 2),
        ('{"a": ' + "[" * 300 + "]" * 300 + "}\n", 1),
        ('{"a": ' + "[" * 90_000 + "]" * 90_000 + "}\n", 1),
    ],
)
def test_json_that_cannot_be_read_is_said(format: Format, source: str, line: int) -> None:
    parsed = format.parse(source, ("title",))
    assert [problem_line for problem_line, _text in said(parsed)] == [line]
    assert "left out" in said(parsed)[0][1]


@BOTH
@pytest.mark.parametrize(
    "source",
    ['{"a" b}\n', "{{ x }}\n", '{"a": 1} text\n', '{"a": "b\n', '{% x "a": %}\n', "{ a: 1 }\n"],
)
def test_other_braces_at_the_head_are_none(format: Format, source: str) -> None:
    assert format.parse(source, ("a",)).problems == ()
    parsed = format.parse(source)
    assert parsed.blocks or parsed.code


@pytest.mark.growth
@BOTH
def test_numbers_without_end_cost_no_time(format: Format) -> None:
    in_proportion(lambda size: format.parse('{"a": ' + "1" * size + "}\n", ("a",)), 20_000)


@pytest.mark.growth
@BOTH
@pytest.mark.parametrize("shape", ['{"a": "\\', '{"a": {', "{}\n"])
@pytest.mark.sampled(3)
def test_json_that_is_cut_off_costs_no_time(format: Format, shape: str) -> None:
    in_proportion(lambda size: format.parse('{"a": ' + shape * size, ("a",)), 1_000)


def test_spans_hold_in_the_untouched_source() -> None:
    parsed = Html().parse(PAGE)
    assert [block.span.of(PAGE) for block in parsed.blocks] == ["Про нас", "Перше. Друге."]
    assert parsed.blocks[0].span == Span(PAGE.index("Про нас</h1>"), PAGE.index("</h1>"))


@pytest.mark.skipif(shutil.which("hugo") is None, reason="Hugo is not installed")
@pytest.mark.parametrize(
    "head",
    [
        '{\n "title": "Рада: так",\n "params": {"description": "Опис"}\n}\n',
        '---\ntitle: "Рада: так"\nparams: {description: Опис}\n---\n',
        "+++\ntitle = 'Рада: так'\n[params]\ndescription = 'Опис'\n+++\n",
    ],
    ids=["json", "yaml", "toml"],
)
def test_hugo_builds_what_stands_behind_a_translated_head(head: str, tmp_path: Path) -> None:
    for folder in ("content", "layouts/_default"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "config.toml").write_text('disableKinds = ["taxonomy", "term", "home"]\n')
    page = "{{ .Title }}|{{ .Params.description | default .Params.params.description }}|"
    (tmp_path / "layouts/_default/single.html").write_text(page + "{{ .Content }}")
    target = 'a "b" \\ c: d # {e}'
    for name, format, rest in (
        ("a.md", Markdown(), "**Текст**.\n"),
        ("b.html", Html(), "Текст.\n"),
    ):
        result = translated(format, head + rest, target, "title", "params.description")
        (tmp_path / "content" / name).write_text(result, "utf-8")
    subprocess.run(("hugo", "--quiet", "-s", tmp_path), capture_output=True, check=True)
    for name in "ab":
        shown = unescape((tmp_path / f"public/{name}/index.html").read_text("utf-8"))
        title, description, content = shown.split("|")
        assert (title, description) == (target, target)
        assert target in content.replace("“", '"').replace("”", '"')
