"""Memories and glossaries of other tools: what was read is written and read as the same."""

import io
from datetime import UTC, datetime
from pathlib import Path

from l10n.exchange.tbx.names import Edition
from l10n.exchange.tbx.reading import of_file as tbx_of
from l10n.exchange.tbx.writing import Languages, write_terms
from l10n.exchange.tmx.reading import of_file as tmx_of
from l10n.exchange.tmx.writing import write_units
from l10n.exchange.xliff.reading import is_xliff, parse_bytes
from l10n.model.unit import Unit
from tests.fuzzing.laws import Target, check_error

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MOST = 2_000
"""Units of one file that are looked at."""


def memory(data: bytes) -> None:
    """A memory is refused with a line, or what was read of it is written without a loss."""
    reading = tmx_of(io.BytesIO(data), Path("a.tmx"))
    units = list(reading.units())[:MOST]
    for error in reading.problems:
        check_error(error)
    made = io.StringIO(newline="")
    write_units(made, units, now=NOW)
    again = tmx_of(io.BytesIO(made.getvalue().encode()), Path("b.tmx"))
    found: list[Unit] = list(again.units())
    assert found == units, "the memory that was written is another"


def termbase(data: bytes) -> None:
    """A glossary is refused with a line, or its terms are written as a file that is read."""
    reading = tbx_of(io.BytesIO(data), Path("a.tbx"))
    terms = list(reading.terms())
    for error in reading.problems:
        check_error(error)
    for edition in Edition:
        made = io.StringIO(newline="")
        write_terms(made, terms, Languages("uk", ("en",)), edition)
        again = list(tbx_of(io.BytesIO(made.getvalue().encode()), Path("b.tbx")).terms())
        assert [each.term for each in again] == [each.term for each in terms]


def xliff(data: bytes) -> None:
    """An XLIFF file is refused with a line, or read."""
    is_xliff(data)
    parse_bytes(data, Path("a.xlf"))


TMX = (
    '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4">'
    '<header creationtool="OmegaT" srclang="uk"/><body><tu creationdate="20260101T000000Z">'
    '<note>a</note><prop type="prev">b</prop><prop type="x-l10n-state">approved</prop>'
    '<tuv xml:lang="uk"><seg>а <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>б<ept i="1">&lt;/b&gt;'
    '</ept> <ph x="2"><sub>c</sub></ph></seg></tuv><tuv xml:lang="EN_gb" changeid="d"><seg>'
    '<bpt i="1" x="1"/>b<ept i="1"/> a &lt;b0&gt;<ut>x</ut><it pos="end"/><hi>e</hi></seg></tuv>'
    "</tu></body></tmx>"
).encode()
OURS = (
    '<tmx version="1.4"><header creationtool="l10n" srclang="*all*"/><body><tu srclang="uk">'
    '<note o-encoding="x-l10n-json">"a\\u0007"</note><tuv xml:lang="uk"><seg>а '
    '<bpt i="1">&lt;a1&gt;</bpt><ph type="x-l10n-character">U+0007</ph><ept i="1">&lt;/a1&gt;</ept>'
    '</seg></tuv><tuv xml:lang="en"><seg>b &lt;a1&gt;</seg></tuv></tu></body></tmx>'
).encode()
MARTIF = (
    '<martif type="TBX" xml:lang="uk"><text><body><termEntry><descrip type="subjectField">a'
    '</descrip><note>l10n: pair = *</note><langSet xml:lang="uk"><tig><term>рада</term>'
    '<termNote type="partOfSpeech">noun</termNote></tig></langSet><langSet xml:lang="en"><ntig>'
    "<termGrp><term>council</term></termGrp></ntig><tig><term>board</term><termNote "
    'type="administrativeStatus">deprecatedTerm-admn-sts</termNote><note>no</note></tig></langSet>'
    "</termEntry></body></text></martif>"
).encode()
DCT = (
    '<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" '
    'xmlns:min="http://www.tbxinfo.net/ns/min"><text><body><conceptEntry><langSec xml:lang="en">'
    "<termSec><term>bill</term><min:administrativeStatus>admittedTerm-admn-sts"
    '</min:administrativeStatus></termSec></langSec><langSec xml:lang="uk"><termSec><term>закон'
    "</term></termSec></langSec></conceptEntry></body></text></tbx>"
).encode()
XLIFF_1 = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a.md" '
    'source-language="uk" target-language="en" datatype="plaintext"><body><trans-unit id="1">'
    '<source>а <g id="1">б</g></source><target state="translated">a <g id="1">b</g></target>'
    "</trans-unit></body></file></xliff>"
).encode()
XLIFF_2 = (
    '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="uk" trgLang="en">'
    '<file id="f"><unit id="1"><segment state="final"><source>а<ph id="1"/></source>'
    '<target>a<ph id="1"/></target></segment></unit></file></xliff>'
).encode()

TARGETS = (
    Target("tmx", memory, (TMX, OURS)),
    Target("tbx", termbase, (MARTIF, DCT)),
    Target("xliff", xliff, (XLIFF_1, XLIFF_2)),
)
