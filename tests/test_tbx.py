"""Glossaries as TBX-Basic: what is written is read again, and what other tools write."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import GlossaryError
from l10n.exchange.tbx.names import Edition
from l10n.exchange.tbx.reading import TbxReading, of_file
from l10n.exchange.tbx.writing import Languages, write_terms
from l10n.glossary.file import lines_of, load_glossary
from l10n.glossary.terms import Kind, Part, Status, Term
from l10n.glossary.writing import glossary_csv

PATH = Path("terms.tbx")
PAIR = ("uk", "en")


def written(terms: Sequence[Term], edition: Edition = Edition.MARTIF) -> str:
    file = io.StringIO(newline="")
    assert write_terms(file, terms, Languages("uk", ("en", "de")), edition) == len(terms)
    return file.getvalue()


def reading(text: str, *pairs: tuple[str, str]) -> TbxReading:
    return of_file(io.BytesIO(text.encode()), PATH, pairs)


def read(text: str, *pairs: tuple[str, str]) -> list[Term]:
    return list(reading(text, *pairs).terms())


FULL = (
    Term(
        "ЄС",
        "EU",
        note="A union & <more>",
        forbidden=("EC", "Common Market"),
        pair=PAIR,
        allowed=("the Union",),
        reasons=(("EC", "older"),),
        domains=("law", "Politics"),
        part=Part.PROPER_NOUN,
        kind=Kind.ACRONYM,
        aliases=("Євросоюз",),
        expansion="Європейський Союз",
        expansion_translation="European Union",
    ),
    Term(
        "Володимир Зеленський",
        "Volodymyr Zelenskyy",
        kind=Kind.PERSON,
        later="Zelenskyy",
        aliases=("Зеленський", "Зе"),
    ),
    Term("Укрзалізниця", "Укрзалізниця", status=Status.KEEP, pair=("uk", "en-GB")),
    Term("спецоперація", "", status=Status.FORBIDDEN, pair=PAIR, note="not our word"),
    Term("війна", "", forbidden=("operation",), pair=PAIR, part=Part.NOUN),
    Term("рада", "council", status=Status.ALLOWED, allowed=("board",), pair=PAIR),
    Term("село", "village", note="l10n: kind = person", pair=PAIR),
    Term("слово", "word", note="do not translate", pair=PAIR),
)


@pytest.mark.parametrize("edition", Edition)
def test_terms_come_back_with_all_that_they_say(edition: Edition) -> None:
    assert read(written(FULL, edition)) == list(FULL)


WORDS = st.text("абвгґ'<>&\"ab-", min_size=1, max_size=6).map(lambda text: f"w{text}")
SOME = st.lists(WORDS, max_size=2, unique=True).map(tuple)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    """A line of a glossary as its file gives it."""
    made = Term(
        draw(WORDS),
        draw(WORDS | st.just("")),
        note=draw(st.text("ab <&:=", max_size=8).map(lambda text: " ".join(text.split()))),
        forbidden=tuple(f"f{each}" for each in draw(SOME)),
        pair=draw(st.sampled_from((None, PAIR, ("uk", "en-GB"), ("de", "pt-BR"), ("en", "uk")))),
        allowed=tuple(f"a{each}" for each in draw(SOME)),
        domains=tuple(sorted(draw(SOME))),
        part=draw(st.none() | st.sampled_from(Part)),
        kind=draw(st.none() | st.sampled_from(Kind)),
        aliases=tuple(f"s{each}" for each in draw(SOME)),
        later=draw(st.just("") | WORDS.map(lambda text: f"l{text}")),
        expansion=draw(st.just("") | WORDS.map(lambda text: f"x{text}")),
        expansion_translation=draw(st.just("") | WORDS.map(lambda text: f"y{text}")),
    )
    status = draw(st.sampled_from(Status))
    if status is Status.KEEP:
        return replace(made, status=status, translation=made.term)
    if status is Status.FORBIDDEN or made.translation:
        return replace(made, status=status, allowed=made.allowed if made.translation else ())
    return replace(made, allowed=(), forbidden=("fx",))


@given(st.lists(terms(), max_size=3), st.sampled_from(Edition))
def test_any_terms_come_back(found: list[Term], edition: Edition) -> None:
    assert read(written(found, edition)) == found


def test_a_glossary_comes_back_from_tbx_as_its_csv_says_it() -> None:
    csv = glossary_csv(FULL)
    glossary = load_glossary(Path("glossary.csv"), csv.encode())
    again = glossary_csv(read(written(glossary.terms)))
    assert again == csv
    assert list(lines_of(Path("glossary.csv"), again.encode()))


DCT = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="c1"><min:subjectField>law</min:subjectField>
<langSec xml:lang="en"><descripGrp><basic:definition>what councils do</basic:definition>
<basic:source>y</basic:source></descripGrp>
<termSec><term>bill</term><min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>
<langSec xml:lang="uk"><termSec><term>законопроєкт</term>
<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>законопроект</term><note>old spelling</note>
<min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>проєкт закону</term></termSec></langSec></conceptEntry></body></text></tbx>
"""
DCA = """<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<text><body><conceptEntry><descrip type="subjectField">law</descrip>
<langSec xml:lang="en"><termSec><term>bill</term>
<termNote type="partOfSpeech">noun</termNote></termSec></langSec>
<langSec xml:lang="uk"><termSec><term>законопроєкт</term></termSec></langSec>
</conceptEntry></body></text></tbx>
"""
MARTIF = """<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX" xml:lang="en">
<martifHeader/><text><body><termEntry>
<langSet xml:lang="EN_us"><ntig><termGrp><term>bill</term>
<termNote type="partOfSpeech">noun</termNote></termGrp></ntig></langSet>
<langSet xml:lang="uk"><tig><term>законо<hi>проєкт</hi></term></tig></langSet>
<langSet xml:lang="de"><tig><term>Gesetzentwurf</term></tig></langSet></termEntry></body></text>
</martif>
"""


def test_the_style_with_categories_as_tags_is_read() -> None:
    (term,) = read(DCT)
    assert (term.term, term.translation, term.pair) == ("bill", "законопроєкт", ("en", "uk"))
    assert (term.forbidden, term.allowed) == (("законопроект",), ("проєкт закону",))
    assert (term.domains, term.part) == (("law",), Part.NOUN)
    assert term.reason("законопроект") == "old spelling"


def test_the_style_with_categories_as_attributes_is_read() -> None:
    (term,) = read(DCA)
    assert (term.term, term.translation, term.domains) == ("bill", "законопроєкт", ("law",))


def test_the_older_form_is_read_with_all_languages() -> None:
    found = read(MARTIF)
    assert [(each.term, each.translation, each.pair) for each in found] == [
        ("bill", "законопроєкт", ("en-US", "uk")),
        ("bill", "Gesetzentwurf", ("en-US", "de")),
    ]
    assert {each.part for each in found} == {Part.NOUN}


def test_the_pair_that_is_asked_for_turns_a_file_round() -> None:
    (term,) = read(MARTIF, ("uk", "en"))
    assert (term.term, term.translation, term.pair) == ("законопроєкт", "bill", ("uk", "en-US"))
    assert read(MARTIF, ("fr", "en")) == []


def test_languages_that_are_none_are_told_and_left_out() -> None:
    file = reading(MARTIF.replace('"de"', '"Deutsch"'))
    assert len(list(file.terms())) == 1
    assert [(each.code, each.line) for each in file.problems] == [("L10N-TBX-002", 6)]


def test_another_format_is_no_glossary() -> None:
    with pytest.raises(GlossaryError, match="is no TBX"):
        read("<tmx/>")
