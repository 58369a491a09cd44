"""XLIFF out and back: texts, tags, states and comments stay, whatever a tool makes of the file."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.exchange.xliff.outgoing import Offer, Origin, Outgoing, OutgoingUnit
from l10n.exchange.xliff.reading import parse_bytes
from l10n.exchange.xliff.writing_1 import dump_1
from l10n.exchange.xliff.writing_2 import dump_2
from l10n.model.catalog import Catalog, Entry, Reference, State
from l10n.steps.returned_units import Matched, matched
from tests.conftest import LONG

PATH = Path("a.md.xlf")
Dump = Callable[[Outgoing], str]
BOTH = pytest.mark.parametrize("dump", [dump_1, dump_2], ids=["1.2", "2.1"])


def entry(source: str, target: str = "", state: State = State.TRANSLATED, **more: str) -> Entry:
    return Entry(more.pop("context", None), source, **more).with_target(target, state)  # type: ignore[arg-type]


def outgoing(*units: Entry | OutgoingUnit) -> Outgoing:
    found = tuple(each if isinstance(each, OutgoingUnit) else OutgoingUnit(each) for each in units)
    return Outgoing("news/a.md", "uk", "en", "0123456789ab", found)


def back(text: str, *ours: Entry) -> Matched:
    (file,) = parse_bytes(text.encode(), PATH)
    return matched(file, Catalog(entries=ours), PATH)


def only(text: str, *ours: Entry) -> Entry:
    (found,) = back(text, *ours).catalog.entries
    return found


def problems(found: Matched) -> list[tuple[str, int | None]]:
    return [(each.code.removeprefix("L10N-"), each.line) for each in found.problems]


WORDS = st.lists(
    st.sampled_from(["Рада", "<b9>", "a < b", "&amp;", "«»", " ", "\u2028", "\ufffe", "]]>", "\t"]),
    min_size=1,
    max_size=4,
).map(lambda words: "x" + "".join(words) + "x")
TAGGED = st.tuples(WORDS, WORDS, WORDS).map(lambda w: f"{w[0]}<a1>{w[1]}</a1>{w[2]}<br2/>.")
TARGETS = st.lists(
    st.sampled_from(["<a1>", "</a1>", "<br2/>", "the", " ", "<a1/>", "<br2>", "\ufffe", "\u0085"]),
    max_size=8,
).map("".join)


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    sources = draw(st.lists(st.one_of(WORDS, TAGGED), unique=True, min_size=1, max_size=4))
    made = []
    for source in sources:
        for context in draw(
            st.lists(st.sampled_from([None, "title", "alt"]), max_size=2, min_size=1, unique=True)
        ):
            state = draw(st.sampled_from([State.DRAFT, State.TRANSLATED]))
            comment = draw(st.sampled_from(["", "Так?\n  <ні> & ні", "a: b"]))
            one = Entry(context, source, comment=comment)
            made.append(one.with_target(draw(TARGETS), state))
    return tuple(made)


@BOTH
@settings(max_examples=500 if LONG else 40)
@given(made=entries())
def test_what_goes_out_comes_back(dump: Dump, made: tuple[Entry, ...]) -> None:
    found = back(dump(outgoing(*made)), *made)
    assert found.catalog.entries == made
    assert found.problems == ()


@BOTH
def test_a_file_names_its_article_locale_and_parcel(dump: Dump) -> None:
    (file,) = parse_bytes(dump(outgoing(entry("Так.", "Yes."))).encode(), PATH)
    assert (file.original, file.target_locale, file.parcel) == ("news/a.md", "en", "0123456789ab")


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (OutgoingUnit(entry("Так.")), "<source>Так.</source>\n      </trans-unit>"),
        (OutgoingUnit(entry("Так.", "Yes.")), '<target state="translated">'),
        (OutgoingUnit(entry("Так.", "Yes."), approved=True), '<target state="signed-off">'),
        (
            OutgoingUnit(entry("Так.", "Yes.", State.DRAFT), Origin.MACHINE),
            '<target state="needs-review-translation" state-qualifier="mt-suggestion">',
        ),
        (
            OutgoingUnit(entry("Так.", "Yes.", State.DRAFT), Origin.MEMORY),
            '<target state="needs-review-translation" state-qualifier="leveraged-tm">',
        ),
        (
            OutgoingUnit(entry("Так.", "Yes.", State.DRAFT), Origin.FUZZY),
            '<target state="needs-review-translation" state-qualifier="fuzzy-match">',
        ),
        (
            OutgoingUnit(entry("Так.", "Yes.", State.DRAFT)),
            '<target state="needs-review-translation">',
        ),
    ],
)
def test_a_state_is_told_in_the_words_of_1_2(unit: OutgoingUnit, expected: str) -> None:
    assert expected in dump_1(outgoing(unit))


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (OutgoingUnit(entry("Так.")), 'state="initial"'),
        (OutgoingUnit(entry("Так.", "Yes.")), 'state="translated"'),
        (OutgoingUnit(entry("Так.", "Yes."), approved=True), 'state="final"'),
        (
            OutgoingUnit(entry("Так.", "Yes.", State.DRAFT), Origin.MACHINE),
            'state="initial" subState="l10n:machine"',
        ),
    ],
)
def test_a_state_is_told_in_the_words_of_2_1(unit: OutgoingUnit, expected: str) -> None:
    assert f'<segment id="s1" {expected}>' in dump_2(outgoing(unit))


def test_notes_earlier_texts_and_alternatives_go_out() -> None:
    made = replace(
        entry("Рада ухвалила.", "The council adopted.", State.DRAFT, note="Role: paragraph"),
        previous=(None, "Рада схвалила."),
        references=(Reference("articles/news/a.md", 3),),
    )
    text = dump_1(outgoing(OutgoingUnit(made, Origin.FUZZY, offers=(Offer("It did.", "argos"),))))
    assert '<note from="l10n" annotates="source">Role: paragraph</note>' in text
    assert '<alt-trans alttranstype="previous-version" xml:space="preserve">' in text
    assert "<source>Рада схвалила.</source>" in text
    assert '<alt-trans alttranstype="proposal" origin="argos" xml:space="preserve">' in text
    assert '<context context-type="linenumber">3</context>' in text
    assert only(text, made).comment == ""


def one_unit(inner: str, attributes: str = "", more: str = "") -> str:
    return (
        '<?xml version="1.0"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"'
        ' xmlns:mq="MQXliff" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"'
        ' xmlns:m="http://www.memsource.com/mxlf/2.0">\n'
        f'<file original="x.xlf" source-language="uk" target-language="en-GB">{more}<body>\n'
        f'<trans-unit id="1" {attributes}>{inner}</trans-unit></body></file></xliff>'
    )


STATES = [
    ("<target>Yes.</target>", "", State.TRANSLATED),
    ('<target state="final">Yes.</target>', "", State.TRANSLATED),
    ('<target state="signed-off">Yes.</target>', "", State.TRANSLATED),
    ('<target state="translated">Yes.</target>', "", State.TRANSLATED),
    ('<target state="translated">Yes.</target>', 'approved="no"', State.TRANSLATED),
    ('<target state="needs-translation">Yes.</target>', "", State.DRAFT),
    ('<target state="needs-review-l10n">Yes.</target>', 'approved="yes"', State.DRAFT),
    ('<target state="new">Yes.</target>', "", State.DRAFT),
    ('<target state="x-whatever">Yes.</target>', "", State.DRAFT),
    ('<target state-qualifier="mt-suggestion">Yes.</target>', "", State.DRAFT),
    ("<target>Yes.</target>", 'approved="no"', State.DRAFT),
    ("<target>Yes.</target>", 'approved="yes"', State.TRANSLATED),
    ("<target>Yes.</target>", 'mq:status="ManuallyConfirmed"', State.TRANSLATED),
    ("<target>Yes.</target>", 'mq:status="PartiallyEdited"', State.DRAFT),
    ("<target>Yes.</target>", 'm:confirmed="1"', State.TRANSLATED),
    ("<target>Yes.</target>", 'm:confirmed="0"', State.DRAFT),
    (
        '<target>Yes.</target><sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs>',
        "",
        State.TRANSLATED,
    ),
    (
        '<target>Yes.</target><sdl:seg-defs><sdl:seg id="1" conf="Translated"/><sdl:seg id="2"/>'
        "</sdl:seg-defs>",
        "",
        State.DRAFT,
    ),
]


@pytest.mark.parametrize(("inner", "attributes", "expected"), STATES)
def test_a_state_of_another_tool_is_read(inner: str, attributes: str, expected: State) -> None:
    text = one_unit(f"<source>Так.</source>{inner}", attributes)
    assert only(text, entry("Так.")) == entry("Так.", "Yes.", expected)


OURS = entry("Це <a1>рада</a1> і<br2/> мер.")
TAGGED_TARGETS = {
    "g and x": (
        '<source>Це <g id="1">рада</g> і<x id="2"/> мер.</source>'
        '<target>The <x id="2"/>mayor and <g id="1">council</g>.</target>'
    ),
    "native codes as memoQ has them": (
        '<source>Це <bpt id="1" rid="1">&lt;a&gt;</bpt>рада<ept id="2" rid="1">}</ept> і'
        '<ph id="3">x</ph> мер.</source>'
        '<target>The <ph id="3">x</ph>mayor and <bpt id="1" rid="1">&lt;a&gt;</bpt>council'
        '<ept id="2" rid="1">}</ept>.</target>'
    ),
    "codes in other numbers, segments as Trados has them": (
        '<source>Це <g id="54">рада</g> і<x id="60"/> мер.</source>'
        '<seg-source><mrk mtype="seg" mid="1">Це <g id="54">рада</g></mrk> '
        '<mrk mtype="seg" mid="2">'
        'і<x id="60"/> мер.</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="1">The <x id="60"/>mayor</mrk> <mrk mtype="seg" mid="2">and '
        '<g id="54">council</g>.</mrk></target>'
    ),
    "codes in braces as Phrase has them": (
        "<source>Це {1>рада&lt;1} і{2} мер.</source>"
        "<target>The {2}mayor and {1>council&lt;1}.</target>"
        '<m:tunit-metadata><m:mark id="1"/></m:tunit-metadata>'
    ),
    "changes that Trados tracks": (
        '<source>Це <g id="1">рада</g> і<x id="2"/> мер.</source>'
        '<target>The <x id="2"/><mrk mtype="x-sdl-deleted">king</mrk>'
        '<mrk mtype="x-sdl-added">mayor</mrk> and <g id="1">council</g>.</target>'
    ),
    "halves": (
        '<source>Це <bx id="1" rid="1"/>рада<ex id="2" rid="1"/> і<x id="3"/> мер.</source>'
        '<target>The <x id="3"/>mayor and <bx id="1" rid="1"/>council<ex id="2" rid="1"/>.</target>'
    ),
    "tags typed as text": (
        '<source>Це <g id="1">рада</g> і<x id="2"/> мер.</source>'
        "<target>The &lt;br2/>mayor and &lt;a1>council&lt;/a1>.</target>"
    ),
}


@pytest.mark.parametrize("inner", TAGGED_TARGETS.values(), ids=TAGGED_TARGETS)
def test_codes_of_another_tool_become_our_tags(inner: str) -> None:
    found = back(one_unit(inner), OURS)
    assert problems(found) == []
    assert found.catalog.entries[0].target == "The <br2/>mayor and <a1>council</a1>."


def test_comments_of_other_tools_become_ours() -> None:
    text = one_unit(
        "<source>Так.</source><target>Yes.</target><note>Sure?</note><note from='Olena'>Yes.</note>"
        "<mq:comments><mq:comment>No.</mq:comment></mq:comments><m:comment>Well.</m:comment>"
    )
    assert only(text, entry("Так.")).comment == "Sure?\nOlena: Yes.\nNo.\nWell."


def test_a_file_laid_out_anew_says_the_same() -> None:
    text = one_unit("\n  <source>\n   Так. \n </source>\n<target>\n\t Yes.\n</target>\n")
    assert only(text, entry("Так.")).target == "Yes."


def test_segments_of_2_1_are_one_text_again() -> None:
    ours = entry("Так. Ні.")
    text = dump_2(outgoing(ours))
    start = text.index("<segment")
    text = (
        text[:start]
        + (
            '<segment id="s1" state="final"><source>Так.</source><target order="3">Yes.</target>'
            "</segment><ignorable><source> </source></ignorable>"
            '<segment id="s2" state="translated"><source>Ні.</source><target order="1">No.</target>'
            "</segment>"
        )
        + text[text.index("</unit>") :]
    )
    assert only(text, ours) == entry("Так. Ні.", "No. Yes.")


def test_a_copy_of_the_original_is_no_translation() -> None:
    made = entry("Так.", "Yes", State.DRAFT), entry("Ні.", "No.")
    text = dump_1(outgoing(*made), copies=True)
    assert "<target>Так.</target>" in text
    assert 'translate="no"' in text
    assert back(text, *made).catalog.entries == (entry("Так."), entry("Ні.", "No."))
    done = back(text.replace("<target>Так.", "<target>Yes."), *made)
    assert done.catalog.entries[0] == entry("Так.", "Yes.")


def test_the_same_words_are_told_apart_by_role_or_order() -> None:
    ours = entry("Так.", context="title"), entry("Так.")
    unit = "<trans-unit id='{}'><source>Так.</source><target>{}</target></trans-unit>"
    start, _one, end = re.split("(<trans-unit.*</trans-unit>)", one_unit(""))
    both = start + unit.format(7, "Title") + unit.format(8, "Text") + end
    assert [each.target for each in back(both, *ours).catalog.entries] == ["Title", "Text"]
    one = back(start + unit.format(7, "Title") + end, *ours)
    assert problems(one) == [("XLF-003", 4)]


BROKEN = {
    "a code is missing": ('<g id="1">council</g>', "XLF-006"),
    "a code is not known": ('<g id="1">council</g><x id="2"/><x id="77"/>', "XLF-006"),
    "a code comes twice": ('<g id="1">c</g><g id="1">c</g><x id="2"/>', "XLF-006"),
    "a pair is torn": ('<bx id="1"/>council<x id="2"/>', "XLF-006"),
}


@pytest.mark.parametrize(("target", "code"), BROKEN.values(), ids=BROKEN)
def test_a_target_with_broken_codes_is_a_draft(target: str, code: str) -> None:
    source = '<source>Це <g id="1">рада</g> і<x id="2"/> мер.</source>'
    found = back(one_unit(f'{source}<target state="final">{target}</target>'), OURS)
    assert problems(found) == [(code, 4)]
    assert found.catalog.entries[0].state is State.DRAFT
    assert "c" in found.catalog.entries[0].target


def test_a_unit_that_nobody_knows_is_told_and_kept() -> None:
    found = back(one_unit('<source>Що <g id="4">це</g>?</source><target>What?</target>'), OURS)
    assert problems(found) == [("XLF-007", 4), ("XLF-006", 4)]
    assert found.catalog.entries[0].target == "What?"
    assert found.catalog.entries[0].source == "Що <g1>це</g1>?"


@BOTH
def test_a_changed_original_is_told_and_its_text_kept(dump: Dump) -> None:
    ours = entry("Так.", "Yes.")
    found = back(dump(outgoing(ours)).replace("Так.", "Ні."), ours)
    assert [code for code, _line in problems(found)] == ["XLF-005"]
    assert found.catalog.entries == (entry("Ні.", "Yes."),)


@BOTH
def test_a_unit_that_comes_twice_keeps_both_translations(dump: Dump) -> None:
    ours = entry("Так.", "Yes."), entry("Ні.", "No.")
    text = dump(outgoing(ours[0], entry("Так.", "Yeah."), ours[1]))
    found = back(text, *ours)
    assert [code for code, _line in problems(found)] == ["XLF-004"]
    assert [each.target for each in found.catalog.entries] == ["Yes.", "No."]
    assert found.catalog.entries[0].comment == "Another translation: Yeah."
