"""What a version says of itself in front matter of all kinds and in the head of any page."""

import json
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from l10n import plugins
from l10n.formats import Stating
from l10n.model.statement import RAW, Statement

LABEL = "A “label” with 'quotes', \\ and: <b>signs</b> {{ x }} # \u2028."
SAID = Statement("machine", LABEL, RAW)
FIELDS = ("l10n_state", "l10n_label", "l10n_source_type")


def stated(name: str, source: str, statement: Statement = SAID) -> str:
    format = plugins.format_for(name)
    assert isinstance(format, Stating)
    text = source
    edits = format.state(source, format.parse(source), statement)
    for edit in sorted(edits, key=lambda each: each.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def between(text: str, fence: str) -> str:
    return text.lstrip("\ufeff").split(fence)[1]


def _bare(text: str) -> Any:
    return json.JSONDecoder().raw_decode(text)[0]


READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "yaml": ("---\ntitle: a\nb: [1, 2]\n---\nx\n", lambda t: yaml.safe_load(between(t, "---"))),
    "a comment": ("---\n# c\n\ntitle: a\n---\n", lambda t: yaml.safe_load(between(t, "---"))),
    "set in": ("---\n  title: a\n  b: c\n---\n", lambda t: yaml.safe_load(between(t, "---"))),
    "crlf": ("\ufeff---\r\ntitle: a\r\n---\r\n", lambda t: yaml.safe_load(between(t, "---"))),
    "toml": ("+++\ntitle = 'a'\n[b]\nc = 1\n+++\n", lambda t: tomllib.loads(between(t, "+++"))),
    "json": ('{\n  "title": "a",\n  "b": {}\n}\nx\n', _bare),
    "json on a line": ('{"title": "a"}\n', _bare),
    "empty json": ("{}\nx\n", _bare),
    "fenced json": ('---json\n{"title": "a"}\n---\n', lambda t: _bare(t.split("\n", 1)[1])),
}


@pytest.mark.parametrize("name", READERS)
def test_front_matter_has_the_fields_and_all_it_had(name: str) -> None:
    source, read = READERS[name]
    after, before = read(stated("a.md", source)), read(source)
    assert [after.pop(each) for each in FIELDS][:2] == ["machine", LABEL]
    assert after == before


@pytest.mark.parametrize(
    "source",
    [
        "x\n",
        "---\n{title: a}\n---\n",
        "---\n[a, b]\n---\n",
        "---\na: b: c\n---\n",
        "---\nl10n_state: 3\nl10n_label: [x]\nl10n_source_type: {}\n---\n",
    ],
)
def test_what_has_no_room_for_fields_stays(source: str) -> None:
    assert stated("a.md", source) == source


def test_fields_that_are_there_are_set() -> None:
    text = stated("a.md", "---\nl10n_state: 'reviewed'\ntitle: a\nl10n_label: x\n---\n")
    head = yaml.safe_load(between(text, "---"))
    assert [head[each] for each in FIELDS[:2]] == ["machine", LABEL]
    assert text.count("l10n_state") == 1


@given(st.text(alphabet="ab:{}[]#-'\"\n ,|>&*!%", max_size=40))
def test_no_front_matter_is_broken(content: str) -> None:
    assume("---" not in content)
    source = f"---\n{content}\n---\n\nx\n"
    text = stated("a.md", source)
    if text != source:
        after, before = (
            yaml.safe_load(each[4:].rpartition("\n---\n")[0]) for each in (text, source)
        )
        assert {name: text for name, text in after.items() if name not in FIELDS} == (before or {})


META = '<meta name="l10n-state" content="machine">'


@pytest.mark.parametrize(
    ("source", "before"),
    [
        ("<html><head><title>a</title></head><body>x", "</title>"),
        ("<!doctype html><html><head><title>a</title><body>x", "<head>"),
        ("<!doctype html><html><head><meta charset=utf-8><title>a", "utf-8>"),
        ("<!doctype html><html><body>x", "<html>"),
        ("<!doctype html><title>a</title><p>x", "<!doctype html>"),
        ("<body>x", ""),
    ],
)
def test_a_page_says_it_in_its_head(source: str, before: str) -> None:
    text = stated("a.html", source)
    assert f"{before}{META}" in text
    assert text.replace(text[len(before) + source.find(before) :], "") in source
    assert len(text) > len(source)


@pytest.mark.parametrize("source", ["<p>x", "x", ""])
def test_a_fragment_has_no_head(source: str) -> None:
    assert stated("a.html", source) == source


def test_a_page_that_says_it_already_is_set() -> None:
    source = "<html><head><meta name=l10n-state content='x'></head></html>"
    text = stated("a.html", source)
    assert "<meta name=l10n-state content='machine'>" in text
    assert text.count("l10n-state") == 1


@pytest.mark.parametrize("source", ["<html><head></head></html>", "---\na: b\n---\n"])
def test_without_a_label_nothing_is_said(source: str) -> None:
    assert stated("a.html", source, Statement("reviewed", "", RAW)) == source
