"""An article that is told anew: texts are held against the one that most of it comes from."""

import pytest

from l10n.memory import Grade, Match, Place
from l10n.model.article import Span
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.markup import Tagged
from l10n.model.segment import Key, Segment
from l10n.model.segment import Place as SegmentPlace
from l10n.model.unit import Unit
from l10n.steps.relatives import from_relative, relative


def match(article: str, kind: str = "catalog", workspace: str = "") -> Match:
    unit = Unit(Tagged("a"), "b", "uk", "en")
    place = Place(kind, article, "en", workspace)  # type: ignore[arg-type]
    return Match(unit, place, Grade.FUZZY, 80)


def found(*articles: str, empty: int = 0, **more: str) -> dict[Key, tuple[Match, ...]]:
    texts = {(None, str(at)): (match(name, **more),) for at, name in enumerate(articles)}
    return {**texts, **{(None, f"-{at}"): () for at in range(empty)}}


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (found("a", "a", "b", "a"), "a"),
        (found("a", "a", "b", "b", "b"), "b"),
        (found("b", "b", "b", "a", "a", "a"), "a"),
        (found("a", "a"), ""),
        (found("a", "a", "a", empty=10), ""),
        (found("own", "own", "own"), ""),
        (found("a", "a", "a", kind="file"), ""),
        (found("a", "a", "a", workspace="kharkiv"), ""),
        ({}, ""),
    ],
)
def test_a_relative_has_a_good_part_of_the_texts(
    texts: dict[Key, tuple[Match, ...]], wanted: str
) -> None:
    assert relative(texts, "own") == wanted


def segments(*texts: str) -> list[Segment]:
    return [
        Segment(None, text, SegmentPlace(at, Span(at, at + 1), at + 1, "paragraph"))
        for at, text in enumerate(texts)
    ]


FIRST = "Мер подякував депутатам за роботу цілого року."
SECOND = "Рада ухвалила бюджет міста на рік наступний."


def test_two_sentences_made_one_have_both_translations() -> None:
    catalog = Catalog(
        entries=(
            Entry(None, FIRST, "First.", State.TRANSLATED),
            Entry(None, SECOND, "Second.", State.TRANSLATED),
            Entry(None, "Чернетка про школи та двори.", "Draft.", State.DRAFT),
        )
    )
    joined = f"{FIRST[:-1]}, а {SECOND[0].lower()}{SECOND[1:]}"
    new = "Чернетка про школи та сади."
    parts = segments(joined, new, "Зоопарк купив слона.")
    told = from_relative(parts, "a.md", catalog, [each.key for each in parts])
    assert {key[1] for key in told} == {joined}
    assert [each.target for each in told[None, joined].entries] == ["First.", "Second."]
    assert told[None, joined].article == "a.md"


def test_only_what_is_asked_for_is_told() -> None:
    catalog = Catalog(entries=(Entry(None, FIRST, "First.", State.TRANSLATED),))
    parts = segments(FIRST.replace("цілого", "всього"))
    assert from_relative(parts, "a.md", catalog, []) == {}
