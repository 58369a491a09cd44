"""Translation memories as TMX: what is written is read to the letter, and what others write."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import FileError
from l10n.exchange.tmx.reading import TmxReading, of_file
from l10n.exchange.tmx.writing import write_units
from l10n.model.markup import Tagged
from l10n.model.unit import Standing, Unit

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PATH = Path("memory/old.tmx")


def written(units: Sequence[Unit]) -> str:
    file = io.StringIO(newline="")
    assert write_units(file, units, now=NOW) == len(units)
    return file.getvalue()


def reading(text: str, sources: Sequence[str] = ()) -> TmxReading:
    return of_file(io.BytesIO(text.encode()), PATH, sources=sources)


def read(text: str, sources: Sequence[str] = ()) -> list[Unit]:
    return list(reading(text, sources).units())


def tmx(body: str, *, tool: str = "XYZ", srclang: str = "uk", version: str = "1.4") -> str:
    header = f'<header creationtool="{tool}" srclang="{srclang}"/>'
    return f'<tmx version="{version}">{header}<body>{body}</body></tmx>'


def pair(source: str, target: str, inside: str = "") -> str:
    return tmx(
        f'<tu>{inside}<tuv xml:lang="uk"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{target}</seg></tuv></tu>'
    )


def texts(text: str) -> list[tuple[str, str]]:
    return [(unit.source.text, unit.target) for unit in read(text)]


FULL = Unit(
    source=Tagged("Рада <a1>ухвалила</a1> <br2/>", frozenset({"a1"}), frozenset({"br2"})),
    target="The <br2/><a1>council</a1> & <b3> \r\n it",
    source_locale="uk",
    target_locale="en-GB",
    context="title",
    before="До цього",
    after="Після \x07цього",
    standing=Standing.APPROVED,
    machine=True,
    desk="news",
    article="news/a.md",
    date="2026-02-03T04:05:06Z",
    who='Олена "О" <o@example.org>',
    note="Note\n  of \x1b[31m two \ud800 lines",
)


def test_a_unit_comes_back_with_all_that_it_says() -> None:
    assert read(written([FULL])) == [FULL]


NAMES = ("a1", "b2", "br3")
TAGS = [f"<{name}>" for name in NAMES] + [f"</{name}>" for name in NAMES] + ["<br3/>", "<a1/>"]
CHARACTERS = st.characters() | st.sampled_from("\x00\x07\r\n\t\ufffe\ud800<>&\"'")
PARTS = st.text(CHARACTERS, min_size=1, max_size=6) | st.sampled_from(TAGS)
FREE = st.text(CHARACTERS, max_size=8)


@st.composite
def units(draw: st.DrawFn) -> Unit:
    first, inner, last = (draw(st.text(CHARACTERS, max_size=5)) for _each in range(3))
    source = Tagged(f"w{first}")
    if draw(st.booleans()):
        text = f"w{first}<a1>{inner}<b2></a1>{last}</b2>x<br3/>"
        source = Tagged(text, frozenset(NAMES[:2]), frozenset(NAMES[2:]))
    return Unit(
        source=source,
        target="w" + "".join(draw(st.lists(PARTS, max_size=6))),
        source_locale=draw(st.sampled_from(("uk", "en", "pt-BR"))),
        target_locale=draw(st.sampled_from(("de", "zh-Hant"))),
        context=draw(st.none() | FREE),
        before=draw(FREE),
        after=draw(FREE),
        standing=draw(st.sampled_from(Standing)),
        machine=draw(st.booleans()),
        note=draw(FREE),
    )


@given(st.lists(units(), max_size=3))
def test_units_come_back_to_the_letter(found: list[Unit]) -> None:
    assert read(written(found)) == found


def test_a_file_without_units_is_a_file() -> None:
    assert read(written([])) == []


def test_what_reads_like_a_tag_in_our_files_is_text() -> None:
    unit = Unit(Tagged("Пишіть <b1>так</b1>"), "Write <b1>so</b1>", "uk", "en")
    assert read(written([unit])) == [unit]
    renamed = written([unit]).replace('creationtool="l10n"', 'creationtool="OmegaT"')
    assert read(renamed)[0].source.pairs == {"b1"}


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (
            '<bpt i="1" x="1" type="bold">{\\b </bpt>Рада<ept i="1">}</ept>',
            '<bpt i="1" x="1" type="bold">{\\b </bpt>Council<ept i="1">}</ept>',
            ("<b1>Рада</b1>", "<b1>Council</b1>"),
        ),
        (
            '<bpt i="0" x="1">&lt;em&gt;</bpt>а<ept i="0"/> <bpt i="1" x="2"/>б<ept i="1"/>',
            '<bpt i="0" x="2"/>b<ept i="0"/> <bpt i="1" x="1"/>a<ept i="1"/>',
            ("<em1>а</em1> <g2>б</g2>", "<g2>b</g2> <em1>a</em1>"),
        ),
        (
            'а <ph type="x-img">{1}</ph> б <ph>{2}</ph>',
            "<ph>{2}</ph> b <ph>{1}</ph> a",
            ("а <img1/> б <x2/>", "<x2/> b <img1/> a"),
        ),
        ('а<ph type="lb"/>б', 'a<ph type="lb"/>b', ("а<br1/>б", "a<br1/>b")),
        (
            '<hi type="bold" x="1">а <ph x="2"/></hi>',
            '<ph x="2"/><hi type="bold" x="1">a</hi>',
            ("<b1>а <x2/></b1>", "<x2/><b1>a</b1>"),
        ),
        (
            '<it pos="begin" x="1">&lt;b&gt;</it>а',
            '<it pos="begin" x="1">&lt;b&gt;</it>a',
            ("<b1/>а", "<b1/>a"),
        ),
        (
            "<ut>&lt;b&gt;</ut>а<ut>&lt;/b&gt;</ut><ut>\\tab </ut>",
            "<ut>&lt;b&gt;</ut>a<ut>&lt;/b&gt;</ut><ut>\\tab </ut>",
            ("<b1>а</b1><x2/>", "<b1>a</b1><x2/>"),
        ),
        ("а <ph>1</ph> б", "a <ph>9</ph> <ph>8</ph> b", ("а <x1/> б", "a   b")),
        ('<bpt i="1"/>а', '<ept i="7"/>a', ("<x1/>а", "<x1/>a")),
        ("Тег <b>a</b> так", "A tag <b>a</b> so", ("Тег a так", "A tag a so")),
        (
            '&lt;g1&gt; <bpt i="1"/>а<ept i="1"/>',
            '&lt;g1&gt; <bpt i="1"/>a<ept i="1"/>',
            ("<g1> <g2>а</g2>", "<g1> <g2>a</g2>"),
        ),
        ("\n  Рада\n ", " Council\n", ("Рада", "Council")),
    ],
)
def test_codes_of_other_tools_become_tags(
    source: str, target: str, expected: tuple[str, str]
) -> None:
    assert texts(pair(source, target)) == [expected]


def test_tags_of_ours_come_back_from_tools_that_know_no_codes() -> None:
    found = read(pair("&lt;a1&gt;Рада&lt;/a1&gt;&lt;br2/&gt;", "&lt;a1&gt;C&lt;/a1&gt;"))
    assert found[0].source.pairs == {"a1"}
    assert found[0].source.empties == {"br2"}


@pytest.mark.parametrize("coded", [False, True])
def test_tags_that_omegat_counts_from_0_are_ours(coded: bool) -> None:
    first, last = "&lt;b0&gt;", "&lt;/b0&gt;"
    if coded:
        first, last = f'<bpt i="0" x="0">{first}</bpt>', f'<ept i="0">{last}</ept>'
    found = texts(pair(f"а {first}б{last}", f"{first}b{last} a"))
    assert found == [("а <b1>б</b1>", "<b1>b</b1> a")]


def test_a_text_within_a_code_is_a_unit_of_its_own() -> None:
    found = texts(
        pair(
            'Ось <ph x="1">&lt;img alt="<sub>міст</sub>"&gt;</ph>',
            'Here <ph x="1">&lt;img alt="<sub>a bridge</sub>"&gt;</ph>',
        )
    )
    assert found == [("Ось <img1/>", "Here <img1/>"), ("міст", "a bridge")]


def variants(*each: tuple[str, str], srclang: str = "uk", own: str = "") -> str:
    tuvs = (f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in each)
    return tmx(f"<tu{own}>{''.join(tuvs)}</tu>", srclang=srclang)


def locales_of(text: str, sources: Sequence[str] = ()) -> list[tuple[str, str, str]]:
    return [(u.source_locale, u.target_locale, u.target) for u in read(text, sources)]


def test_each_language_of_a_unit_is_a_translation() -> None:
    text = variants(("EN_gb", "b"), ("UK", "а"), ("de", "c"), ("EN_gb", "d"))
    assert locales_of(text) == [("uk", "en-GB", "b"), ("uk", "de", "c"), ("uk", "en-GB", "d")]


def test_the_source_is_what_the_file_says() -> None:
    both = (("en-US", "b"), ("uk-UA", "а"))
    assert locales_of(variants(*both, srclang="uk")) == [("uk-UA", "en-US", "b")]
    assert locales_of(variants(*both, own=' srclang="EN"')) == [("en-US", "uk-UA", "а")]
    assert locales_of(variants(*both, srclang="*all*")) == [("en-US", "uk-UA", "а")]
    assert locales_of(variants(*both, srclang="*all*"), ("uk",)) == [("uk-UA", "en-US", "b")]


def test_the_language_of_old_files_is_read() -> None:
    text = variants(("uk", "а"), ("en", "b")).replace("xml:lang", "lang")
    assert locales_of(text) == [("uk", "en", "b")]


def test_names_with_a_prefix_are_read() -> None:
    text = pair("а", "b").replace("</", "</t:").replace("<t", "<t:t").replace("<body", "<t:body")
    text = text.replace("<seg", "<t:seg").replace("<header", "<t:header")
    assert texts(text) == [("а", "b")]


def test_units_that_cannot_be_used_are_told_and_left_out() -> None:
    body = (
        '<tu><tuv xml:lang="english"><seg>x</seg></tuv><tuv xml:lang="uk"><seg>а</seg></tuv></tu>\n'
        '<tu><tuv xml:lang="fr"><seg>x</seg></tuv><tuv xml:lang="en"><seg>y</seg></tuv></tu>\n'
        '<tu><tuv xml:lang="uk"><seg>а</seg></tuv><tuv xml:lang="en"><seg> </seg></tuv></tu>\n'
        '<tu><tuv xml:lang="uk"><seg>а</seg></tuv><tuv xml:lang="en"><seg>z</seg></tuv></tu>'
    )
    file = reading(tmx(body))
    assert [unit.target for unit in file.units()] == ["z"]
    assert [(each.code, each.line) for each in file.problems] == [
        ("L10N-TMX-002", 1),
        ("L10N-TMX-003", 2),
    ]


def test_what_an_error_quotes_of_a_file_is_short() -> None:
    text = pair("а", "b").replace('"en"', f'"{"e" * 9_000}&#10;"')
    file = reading(text.replace('srclang="uk"', f'srclang="{"u" * 9_000}"'))
    assert list(file.units()) == []
    assert all(len(str(each)) < 200 for each in file.problems)


def test_a_text_of_tags_alone_is_no_unit() -> None:
    assert read(pair("<ph/> ", "<ph/>")) == []


def test_problems_without_an_end_are_counted() -> None:
    tu = '<tu><tuv xml:lang="fr"><seg>x</seg></tuv><tuv xml:lang="en"><seg>y</seg></tuv></tu>'
    file = reading(tmx(tu * 250))
    assert list(file.units()) == []
    assert (len(file.problems), file.more) == (100, 150)


@pytest.mark.parametrize("text", ["<xliff/>", "<html><body/></html>", "<martif/>"])
def test_another_format_is_no_memory(text: str) -> None:
    with pytest.raises(FileError, match="is no TMX"):
        read(text)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<prop type="prev">а</prop><prop type="next">б</prop>', {"before": "а", "after": "б"}),
        (
            '<prop type="x-context-pre">&lt;seg&gt;а &lt;ph&gt;&lt;/ph&gt;&lt;/seg&gt;</prop>'
            '<prop type="x-document">a.docx</prop>',
            {"before": "а", "article": "a.docx"},
        ),
        ('<prop type="file">a.po</prop><note>one</note><note>two</note>', {"article": "a.po"}),
        ("<note>one</note><note>two</note>", {"note": "one\ntwo"}),
        ('<prop type="x-Origin">MachineTranslation</prop>', {"machine": True}),
        ('<prop type="project">News</prop>', {"desk": "News"}),
    ],
)
def test_what_other_tools_say_of_a_unit_is_kept(inside: str, expected: dict[str, object]) -> None:
    plain = read(pair("а", "b"))[0]
    wanted = replace(plain, **expected)  # type: ignore[arg-type]
    found = read(pair("а", "b", inside))[0]
    assert {name: getattr(found, name) for name in expected} == expected
    assert found.standing is wanted.standing is Standing.IMPORTED


def test_the_last_date_and_its_person_count() -> None:
    text = pair("а", "b").replace("<tu>", '<tu creationdate="20200102T030405Z" creationid="x">')
    assert (read(text)[0].date, read(text)[0].who) == ("2020-01-02T03:04:05Z", "x")
    later = text.replace('"en"', '"en" changedate="20210102T030405Z" changeid="y"')
    assert (read(later)[0].date, read(later)[0].who) == ("2021-01-02T03:04:05Z", "y")
    wrong = text.replace("20200102T030405Z", "yesterday")
    assert read(wrong)[0].date == ""
