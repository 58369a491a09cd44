import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines import Request
from l10n.engines.accept import Accepted, accept
from l10n.engines.pseudo import Pseudo
from l10n.errors import EngineError
from l10n.model.markup import Tagged, TokenKind, faults, tokens
from tests.growth import in_proportion

NTREX = Path(__file__).parent.parent / "../shared/data/ntrex"


def draft(text: str, pairs: str = "", empties: str = "") -> str:
    tagged = Tagged(text, frozenset(pairs.split()), frozenset(empties.split()))
    return Pseudo().translate([Request(tagged)], "en", "uk")[0].text


def test_a_latin_text_is_accented_longer_and_in_brackets() -> None:
    result = draft("The mayor spoke.")
    assert result.startswith("⟦Ťĥé")
    assert result.endswith(".⟧")
    assert not re.search("[a-zA-Z]", result)


def test_a_cyrillic_text_stays_cyrillic_and_changes() -> None:
    result = draft("Мер виступив у середу.")
    letters = [char for char in result if char.isalpha()]
    assert all("CYRILLIC" in unicodedata.name(char) for char in letters)
    assert "Мер" not in result


def test_tags_stay_where_they_are() -> None:
    result = draft("See <a1>the <b2>map</b2></a1>.<br3/>Go", "a1 b2", "br3")
    tags = [
        (t.kind, t.text)
        for t in tokens(result, Tagged("", frozenset({"a1", "b2"}), frozenset({"br3"})))
        if t.kind is not TokenKind.TEXT
    ]
    assert [name for _, name in tags] == ["a1", "b2", "b2", "a1", "br3"]


@pytest.mark.parametrize(
    "kept",
    [
        "2024",
        "12,5",
        "https://example.org/a?b=c",
        "www.example.org",
        "desk@example.org",
        "COVID19",
        "{name}",
        "%s",
        "<b7>",
        "</i>",
    ],
)
def test_numbers_addresses_and_placeholders_are_kept(kept: str) -> None:
    assert kept in draft(f"Before {kept} after")


def test_a_foreign_unit_is_kept_in_a_tag_and_alone() -> None:
    assert "<b1>5 GHz</b1>" in draft("Лінія має <b1>5 GHz</b1>.", "b1")
    assert draft("5 GHz") == "⟦5 GHz⟧"
    assert "GHz" not in draft("It has <b1>5 GHz</b1>.", "b1")


def test_any_pair_will_do() -> None:
    assert ("uk", "en") in Pseudo().pairs()
    assert ("sr-Latn", "pt-BR") in Pseudo().pairs()
    assert ("uk",) not in Pseudo().pairs()


def test_a_text_of_tags_alone_is_left_empty_with_a_reason() -> None:
    found = Pseudo().translate(
        [Request(Tagged("<br1/>", frozenset(), frozenset({"br1"})))], "en", "uk"
    )
    assert found[0].text == ""
    assert found[0].reason is not None


@pytest.mark.parametrize(
    "kept",
    ["https://example.org/a", "desk@example.org", "@desk", "#Київ", "5 %", "{{ name }}", "%1$s"],
)
def test_a_text_may_begin_and_end_with_what_stays(kept: str) -> None:
    for text in (f"Див. {kept}", f"{kept} тут", kept):
        source = Request(Tagged(text))
        (found,) = Pseudo().translate([source], "uk", "en")
        verdict = accept(source, found, ("uk", "en"), words=Pseudo.translates)
        assert isinstance(verdict, Accepted)
        assert kept in verdict.draft.text
        assert not verdict.draft.doubtful


@pytest.mark.growth
@pytest.mark.parametrize("char", "aд@<{.%")
@pytest.mark.sampled(3)
def test_a_text_without_a_space_takes_time_in_proportion(char: str) -> None:
    assert in_proportion(lambda size: draft(char * size), 80_000)


def test_a_setting_is_a_mistake_that_names_the_key() -> None:
    with pytest.raises(EngineError, match="speed"):
        Pseudo({"speed": 1})


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
@settings(max_examples=150)
def test_any_text_keeps_its_tags_and_gives_the_same_draft_twice(text: str) -> None:
    source = Tagged(f"{text}<a1>x{text}</a1>", frozenset({"a1"}))
    if faults(source, source.text):
        return
    first, second = Pseudo().translate([Request(source)] * 2, "uk", "en")
    assert first == second
    assert faults(source, first.text) == ()


@pytest.mark.skipif(not NTREX.is_dir(), reason="the corpora in ../shared/data are not here")
@pytest.mark.parametrize("name", ["news.en.txt", "news.uk.txt"])
def test_news_grows_by_about_a_third(name: str) -> None:
    lines = (NTREX / name).read_text("utf-8").splitlines()[:500]
    drafts = Pseudo().translate([Request(Tagged(line)) for line in lines], "en", "uk")
    ratio = sum(len(found.text) for found in drafts) / sum(map(len, lines))
    assert 1.3 < ratio < 1.42
    assert all(found.text != line for found, line in zip(drafts, lines, strict=True))
