"""A first look at a text: no check that goes by it misses anything."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.checks.catalogue import CHECKS
from l10n.checks.check import EntryCheck, Subject
from l10n.checks.integrity.brackets import unpaired
from l10n.checks.signs import CYRILLIC, LATIN, OTHER, signs
from l10n.checks.text import Text
from l10n.language.tables import table_of
from l10n.model.article import Span
from l10n.model.catalog import Entry, State
from l10n.model.markup import Tagged
from l10n.model.segment import Place, RawTag, Segment
from l10n.unseen import is_suspect

GATED = tuple(each for each in CHECKS if isinstance(each, EntryCheck) and each.needs is not None)
ODD = (
    *"'ʼ`´‘’′ʹ＇\u00a0\u202f\u200b\u200d\u00ad\u2060\u202e\u2011µΩ\u0301éñßІіyе№°()[]{}<>&@#%:;=",
    *'8XxХх-~^o’/\\.,!?«»“”"_\n\t\x07\x1f\x7f\x85\u2028\u212a\u037e１本🙂\ud800\ufffe\uffa0\u2800',
    *("<a1>", "</a1>", "<br2/>", "<omit/>", "<x9>", "&quot;", "%s", "{name}", ":smile:", "a@b.org"),
    *("https://example.org/a", "@desk", "#topic", ":-)", "(((", "1)", " a) ", "F-16", "a.pdf"),
    *("Amazon.com", "PDFки", "Євроcоюз", " i ", "Рада ухвалила. ", "The Rada passed it. "),
)
texts = st.lists(st.sampled_from(ODD), min_size=1, max_size=12).map("".join)
tags = st.sampled_from(
    ((), (RawTag("a1", Span(0, 3), Span(5, 9)), RawTag("br2", Span(0, 3)))),
)
locales = st.sampled_from((("uk", "en"), ("en", "uk"), ("uk", "pl"), ("en", "ja")))


@given(texts, texts, tags, locales)
def test_a_check_finds_the_same_without_its_first_look(
    source: str, target: str, tags: tuple[RawTag, ...], locales: tuple[str, str]
) -> None:
    place = Place(0, Span(0, 9), 1, "paragraph", tags)
    entry = Entry(None, source).with_target(target, State.TRANSLATED)
    subject = Subject(*locales, ((Segment(None, source, place), entry),))
    for check in GATED:
        assert list(check(subject)) == list(replace(check, needs=None)(subject)), check.name


@given(texts, texts, tags, locales)
def test_every_check_finds_the_same_in_a_text_of_no_page(
    source: str, target: str, tags: tuple[RawTag, ...], locales: tuple[str, str]
) -> None:
    place = Place(0, Span(0, 9), 1, "paragraph", tags)
    entry = Entry(None, source).with_target(target, State.TRANSLATED)
    pairs = ((Segment(None, source, place), entry),)
    subject = Subject(*locales, pairs)
    found = [list(check(subject)) for check in CHECKS]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("l10n.checks.text.signs", lambda _text: frozenset((OTHER,)))
        subject = Subject(*locales, pairs)
        assert [list(check(subject)) for check in CHECKS] == found


@given(st.text("аz '`´’\u00a0\u00adé1./#@µ", max_size=12))
def test_a_text_of_a_page_is_normalized_as_any(raw: str) -> None:
    text = Text(raw, Tagged(raw), table_of("uk"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("l10n.checks.text.signs", lambda _text: frozenset((OTHER,)))
        other = Text(raw, Tagged(raw), table_of("uk"))
    assert (text.normal, text.kept) == (other.normal, other.kept)
    places = range(len(text.normal))
    assert [text.span(n, n + 1) for n in places] == [other.span(n, n + 1) for n in places]


@pytest.mark.parametrize("page", ["cp1251", "cp1252"])
def test_no_character_of_a_page_is_composed_or_unseen(page: str) -> None:
    every = bytes(range(256)).decode(page, "ignore")
    known = [each for each in every if OTHER not in signs(each)]
    assert len(known) > 240
    assert all(unicodedata.is_normalized("NFC", each) for each in known)
    assert not any(unicodedata.combining(each) for each in known)
    assert not any(map(is_suspect, known))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Рада ухвалила закон — 15 разів.", {CYRILLIC}),
        ("Рада (Київ) – The Rada", {CYRILLIC, LATIN, "(", ")"}),
        ("The Rada’s law", {LATIN, "’"}),
        ("", set()),
        ("日本", {OTHER}),
    ],
)
def test_signs_of_a_text(text: str, found: set[str]) -> None:
    assert signs(text) == found


@given(st.text("()[ ab1:;=-x8’o.\n", max_size=12))
def test_brackets_behind_a_text_change_nothing_in_it(text: str) -> None:
    found = [(place, sign) for place, sign in unpaired(f"{text} a[]a") if place < len(text)]
    assert found == unpaired(text)
