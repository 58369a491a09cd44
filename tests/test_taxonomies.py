"""Terms of taxonomies are translated by a table of the workflow, and what it lacks is said."""

import json
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from l10n.errors import WorkflowError
from l10n.formats.html.format import Html
from l10n.formats.markdown.format import Markdown
from l10n.model.conventions import Conventions
from l10n.store.workflow_file import load_workflow
from tests.test_markdown import apply

TABLE = """\
source = "uk"
targets = ["en", "de"]
articles = ["**"]
dialect = "{dialect}"

[taxonomies.tags]
"війна" = {{ en = "war", de = "Krieg" }}
"Facebook" = "Facebook"
"Україна: схід" = {{ en = "Ukraine: east", de = "Ukraine, Osten" }}
"мир" = {{ en = "peace" }}

[taxonomies.categories]
"новини міста" = {{ en = "city news", de = "Stadt" }}
"спорт" = {{ en = "winter sport", de = "Sport" }}

[taxonomies."params.topics"]
"війна" = "war"
"""
YAML = """\
---
title: війна
tags: [Війна, "Україна: схід", Facebook]
categories:
  - новини міста
params: {topics: війна}
---
Війна.
"""
TOML = """\
+++
tags = ["війна", 'Україна: схід', "Facebook"]
categories = ["новини міста"]
[params]
topics = "війна"
+++
"""
JSON = """\
{"tags": ["війна", "Україна: схід", "Facebook"],
 "categories": ["новини міста"], "params": {"topics": "війна"}}
"""


def conventions(dialect: str = "hugo") -> Conventions:
    return load_workflow(Path("workflows/news.toml"), TABLE.format(dialect=dialect)).conventions


def published(source: str, locale: str, dialect: str = "hugo") -> str:
    format = Markdown(conventions(dialect))
    return apply(source, format.localize(source, format.parse(source), locale, ""))


def said(source: str, dialect: str = "hugo") -> list[tuple[int, str]]:
    problems = Markdown(conventions(dialect)).parse(source, ("title",)).problems
    return [(problem.line, problem.message.text("en")) for problem in problems]


def data(source: str) -> Any:
    if source.startswith("{"):
        return json.loads(source)
    inside = source.split(source[:3])[1]
    return yaml.safe_load(inside) if source.startswith("---") else tomllib.loads(inside)


@pytest.mark.parametrize("source", [YAML, TOML, JSON], ids=["yaml", "toml", "json"])
@pytest.mark.parametrize(
    ("locale", "tags", "category"),
    [
        ("en", ["war", "Ukraine: east", "Facebook"], "city news"),
        ("de", ["Krieg", "Ukraine, Osten", "Facebook"], "Stadt"),
    ],
)
def test_terms_become_those_of_the_locale(
    source: str, locale: str, tags: list[str], category: str
) -> None:
    found = data(published(source, locale))
    assert found["tags"] == tags
    assert found["categories"] == [category]
    assert found["params"] == {"topics": "war"}
    assert found.get("title", "війна") == "війна"


def test_before_html_they_are_translated_too() -> None:
    format = Html(conventions("jekyll"))
    edits = format.localize(YAML, format.parse(YAML), "en", "")
    assert data(apply(YAML, edits))["tags"][0] == "war"


def test_terms_are_no_entries() -> None:
    parsed = Markdown(conventions()).parse(YAML, ("title",))
    assert [block.context for block in parsed.blocks] == ["title", None]
    assert parsed.problems == ()


def test_a_term_that_the_table_lacks_is_said_with_its_line() -> None:
    source = "---\ntags:\n  - війна\n  - мир\n  - зима\n---\n"
    assert said(source) == [
        (
            4,
            "“мир” (tags) has no translation into de in [taxonomies.tags] of the workflow; it "
            "stays as it is",
        ),
        (
            5,
            "“зима” (tags) has no translation into en, de in [taxonomies.tags] of the workflow; "
            "it stays as it is",
        ),
    ]
    assert data(published(source, "de"))["tags"] == ["Krieg", "мир", "зима"]
    parsed = Markdown(conventions()).parse(source)
    assert not any(problem.untranslated for problem in parsed.problems)


@pytest.mark.parametrize(
    ("written", "dialect", "read"),
    [
        ("війна, Facebook", "hugo", "war, Facebook"),
        ("новини міста", "hugo", "новини міста"),
        ("війна Facebook", "hugo", "війна Facebook"),
        ("війна Facebook", "jekyll", "war Facebook"),
        ("'війна Facebook'", "jekyll", "war Facebook"),
    ],
)
def test_several_terms_may_stand_in_one_string(written: str, dialect: str, read: str) -> None:
    assert data(published(f"---\ntags: {written}\n---\n", "en", dialect))["tags"] == read


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_term_with_blanks_stays_one_term_to_jekyll(quote: str) -> None:
    source = f"---\ncategories: {quote}спорт місто{quote}\n---\n"
    assert data(published(source, "en", "jekyll"))["categories"] == ["winter sport", "місто"]
    assert data(published(source, "de", "jekyll"))["categories"] == "Sport місто"


@pytest.mark.skipif(shutil.which("hugo") is None, reason="Hugo is not installed")
def test_hugo_sorts_articles_by_the_translated_terms(tmp_path: Path) -> None:
    for folder in ("content", "layouts/_default"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "config.toml").write_text("")
    page = '{{ range .Params.tags }}{{ . }}|{{ end }}{{ .Params.topics | default "" }}'
    (tmp_path / "layouts/_default/single.html").write_text(page)
    (tmp_path / "layouts/_default/list.html").write_text("{{ .Title }}")
    for name, source in (("y", YAML), ("t", TOML), ("j", JSON)):
        (tmp_path / f"content/{name}.md").write_text(published(source, "en"), "utf-8")
    subprocess.run(("hugo", "--quiet", "-s", tmp_path), capture_output=True, check=True)
    for name in "ytj":
        shown = (tmp_path / f"public/{name}/index.html").read_text("utf-8")
        assert shown.startswith("war|Ukraine: east|Facebook|")
    terms = {each.name for each in (tmp_path / "public/tags").iterdir() if each.is_dir()}
    assert terms == {"war", "ukraine-east", "facebook"}


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ('[taxonomies.tags]\n"a" = 1\n', "WF-005", 5),
        ('[taxonomies.tags]\n"a" = ""\n', "WF-005", 5),
        ('[taxonomies.tags]\n"a" = "b\\u202e"\n', "WF-005", 5),
        ('[taxonomies.tags]\n"a" = { fr = "b" }\n', "WF-022", 5),
        ('[taxonomies.tags]\n"a" = { xx-yy-zz-q = "b" }\n', "WF-007", 5),
        ('[taxonomies.title]\n"a" = "b"\n', "WF-021", 4),
        ('taxonomies = ["tags"]\n', "WF-005", 4),
        ('foreign = "drop"\n', "WF-005", 4),
    ],
)
def test_a_mistake_in_the_table_is_said_with_its_line(lines: str, code: str, line: int) -> None:
    text = 'source = "uk"\ntargets = ["en"]\narticles = ["**"]\n' + lines
    with pytest.raises(WorkflowError) as raised:
        load_workflow(Path("workflows/news.toml"), text)
    assert (raised.value.code, raised.value.line) == (f"L10N-{code}", line)
