"""What a workflow says of labels, and of a page's own account of itself."""

from pathlib import Path

import pytest

from l10n.errors import WorkflowError
from l10n.language.labels import Wording
from l10n.model.metadata import NO_METADATA, Selector
from l10n.model.statement import Party
from l10n.model.workflow import Workflow
from l10n.store.workflow_file import load_workflow

LEAST = 'source = "uk"\ntargets = ["en", "pt-BR"]\narticles = ["**"]\n'


def load(text: str) -> Workflow:
    return load_workflow(Path("news.toml"), LEAST + text)


def mistake(text: str) -> WorkflowError:
    with pytest.raises(WorkflowError) as failed:
        load(text)
    return failed.value


def test_a_label_has_a_text_for_each_state() -> None:
    publish = load(
        '[publish.label.en]\nmachine = "M"\nreviewed = "R"\napproved = "A"\npartial = "P"\n'
    ).publish
    assert publish.wording("en") == Wording("M", "R", "A", "P")


def test_the_short_forms_of_a_label_go_on_to_work() -> None:
    publish = load('[publish]\nlabel = {en = "M"}\npartial = {en = "P"}\n').publish
    assert publish.wording("en") == Wording(machine="M", partial="P")


def test_words_of_a_locale_go_before_those_of_its_language() -> None:
    text = (
        '[publish.label.pt]\nmachine = "M"\nreviewed = "R"\n[publish.label.pt-BR]\nreviewed = "B"'
    )
    assert load(text).publish.wording("pt-BR") == Wording(machine="M", reviewed="B")


def test_metadata_is_read_as_documented() -> None:
    metadata = load("""
[metadata]
label = false
linked_data = false
translator = {name = "Desk", type = "Person", url = "https://news.example/"}
dates = ["shown"]
bylines = ["authors[].name"]
html_dates = ["time", ".date.big", "span[itemprop='datePublished']"]

[metadata.date_format]
pt = "d MMMM y"

[metadata.names]
"Олена" = "Olena"

[metadata.section_names]
"Політика" = {en = "Politics"}
""").metadata
    assert (metadata.label, metadata.linked_data) == (False, False)
    assert metadata.translator == Party("Person", "Desk", "https://news.example/")
    assert metadata.kind_of("shown") == "date"
    assert metadata.kind_of("authors.name") == "byline"
    assert metadata.kind_of("title") is None
    ((kind, selectors),) = metadata.elements
    assert kind == "date"
    assert selectors == (
        Selector("time"),
        Selector(classes=("date", "big")),
        Selector("span", attribute="itemprop", value="datePublished"),
    )
    assert [metadata.date_format(each) for each in ("en", "pt-BR")] == ["long", "d MMMM y"]
    assert dict(metadata.people) == {"Олена": (("en", "Olena"), ("pt-BR", "Olena"))}
    assert dict(metadata.sections) == {"Політика": (("en", "Politics"),)}
    assert load("").metadata == NO_METADATA


MISTAKES = {
    "unknown state": ('[publish.label.en]\nmashine = "M"\n', 5, "WF-003", "machine"),
    "two texts for one": (
        '[publish.label.en]\npartial = "P"\n[publish.partial]\nen = "P"\n',
        7,
        "WF-040",
        "delete one",
    ),
    "unknown key": ("[metadata]\ndate = []\n", 5, "WF-003", "dates"),
    "no switch": ("[metadata]\nlabel = 1\n", 5, "WF-005", "true, false"),
    "no name": ('[metadata.translator]\nname = " "\n', 5, "WF-005", "a name"),
    "no type": ('[metadata]\ntranslator = {name = "x", type = "x"}\n', 5, "WF-005", "Person"),
    "no address": ('[metadata]\ntranslator = {name = "x", url = "x"}\n', 5, "WF-005", "https"),
    "no party": ("[metadata]\ntranslator = 1\n", 5, "WF-005", "a name"),
    "field of entries": ('[metadata]\ndates = ["x", "title"]\n', 5, "WF-041", "one of the two"),
    "field of two tables": (
        '[metadata]\ndates = ["x"]\nsections = ["x"]\n',
        6,
        "WF-041",
        "one of the two",
    ),
    "field of terms": (
        '[metadata]\nsections = ["tags[]"]\n[taxonomies.tags]\n',
        5,
        "WF-041",
        "one of the two",
    ),
    "selector": ('[metadata]\nhtml_dates = ["p > time"]\n', 5, "WF-005", "a[rel=author]"),
    "empty selector": ('[metadata]\nhtml_dates = [""]\n', 5, "WF-005", "not empty"),
    "format": ('[metadata.date_format]\nen = "lang"\n', 5, "WF-005", "MMMM"),
    "format of two lines": ('[metadata.date_format]\nen = "d\\nM"\n', 5, "WF-005", "MMMM"),
    "format of no target": ('[metadata.date_format]\nde = "long"\n', 5, "WF-022", "en"),
    "name of no target": ('[metadata.names]\n"О" = {de = "O"}\n', 5, "WF-022", "en"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_told_with_its_line_and_remedy(name: str) -> None:
    text, line, code, remedy = MISTAKES[name]
    found = mistake(text)
    assert (found.line, found.code) == (line, f"L10N-{code}")
    assert remedy in (found.remedy or "")
