"""Glossaries, records, the journal and lists of patterns: their cost grows with their size."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines.decoder.limits import readings
from l10n.engines.decoder.patterns import Patterns
from l10n.errors import GlossaryError, L10nError
from l10n.glossary.file import load_glossary
from l10n.glossary.finding import Finder
from l10n.model.catalog import Catalog, DraftRecord, Entry, State
from l10n.model.draft_records import records_by_entry
from l10n.model.markup import Tagged
from l10n.model.sent_record import SentRecord
from l10n.steps.receive import receive
from l10n.steps.similar import Pool
from l10n.store import journal, jsonl
from l10n.store.workspace import Workspace
from l10n.tags.units import Unit
from tests.conftest import LONG
from tests.growth import in_proportion

PATH = Path("glossary.csv")
HEAD = "term,translation,forbidden,allowed,aliases,status,domain,kind\n"
HASH = "a" * 64

GLOSSARIES: dict[str, Callable[[int], str]] = {
    "many terms": lambda n: "".join(f"рада{i},council {i},board {i}\n" for i in range(n // 30)),
    "one term many times": lambda n: "".join(f"рада,council,b{i}\n" for i in range(n // 20)),
    "many forbidden ones": lambda n: "рада,council," + "|".join(map(str, range(n // 6))) + "\n",
    "all of a column against another": lambda n: (
        "рада,council,"
        + "|".join(f"a{i}" for i in range(n // 12))
        + ","
        + "|".join(f"b{i}" for i in range(n // 12))
        + "\n"
    ),
    "forbidden and allowed in turns": lambda n: "".join(
        f"рада,a{i},,,,allowed\nрада,b{i},,,,forbidden\n" for i in range(n // 50)
    ),
    "one alias of all": lambda n: "".join(
        f"Гай{i},H{i},x|y,z,Гай,,,person\n" for i in range(n // 35)
    ),
    "aliases that are terms": lambda n: (
        "".join(f"Г{i},H,,,,,d{i},\n" for i in range(n // 20))
        + "".join(f"Б{i},B,H|J,,Г0|Г1,,e{i},\n" for i in range(n // 30))
    ),
    "many domains": lambda n: "рада,council,,,,," + "|".join(map(str, range(n // 6))) + "\n",
    "each line another domain": lambda n: "".join(f"рада,c{i},,,,,d{i}\n" for i in range(n // 20)),
    "many commas": lambda n: "," * n + "\n",
    "many lines": lambda n: "\n" * n,
    "a quote that is not closed": lambda n: 'рада,"council\n' + "a,b\n" * (n // 4),
    "quotes": lambda n: 'рада,"' + '""' * (n // 2) + 'c"\n',
}


@pytest.mark.growth
@pytest.mark.parametrize("shape", GLOSSARIES)
@pytest.mark.sampled(9)
def test_a_glossary_is_read_in_proportion(shape: str) -> None:
    def read(size: int) -> None:
        data = (HEAD + GLOSSARIES[shape](size)).encode()
        try:
            Finder(load_glossary(PATH, data), "uk", "en").find("Гая, ради.")
        except GlossaryError as error:
            assert error.code == "L10N-GLO-003"
            assert error.line == 2

    assert in_proportion(read, 32_000)


def finder(*terms: str) -> Finder:
    lines = "".join(f"{term},x{number},\n" for number, term in enumerate(terms))
    return Finder(load_glossary(PATH, (HEAD + lines).encode()), "uk", "en")


@pytest.mark.growth
def test_terms_that_begin_alike_are_found_in_proportion() -> None:
    def find(size: int) -> None:
        found = finder(*(f"рада міста{number}" for number in range(size)))
        text = "Рада міста. " * size + f"Раду міста{size - 1} розпущено."
        assert [hit.term.translation for hit in found.find(text)] == [f"x{size - 1}"]

    assert in_proportion(find, 1_600)


@pytest.mark.growth
def test_a_long_term_in_a_text_of_its_words_grows_in_proportion() -> None:
    def find(size: int) -> None:
        found = finder("рада", "рада " * 99 + "міста")
        assert len(found.find("рада " * size)) == size

    assert in_proportion(find, 1_000)


def test_a_term_of_more_than_a_hundred_words_is_refused() -> None:
    for values in (f"{'a ' * 101},b,", f"a,{'b ' * 101},", f"a,b,c|{'d ' * 101}"):
        with pytest.raises(GlossaryError) as caught:
            load_glossary(PATH, f"{HEAD}{values}\n".encode())
        assert (caught.value.code, caught.value.line) == ("L10N-GLO-014", 2)
        assert len(str(caught.value)) < 250


def test_longer_phrases_win_and_gaps_count() -> None:
    found = finder("міська рада", "рада", "міська рада Львова", "івано-франківськ")
    hits = found.find(
        "Міської ради Львова, міською радою, ради; Івано-Франківська, Івано Франківськ."
    )
    assert [hit.term.term for hit in hits] == [
        "міська рада Львова",
        "міська рада",
        "рада",
        "івано-франківськ",
    ]


RECORDS: dict[str, Callable[[int], str]] = {
    "many records": lambda n: "".join(
        f'{{"key": "{i:064}", "target": "{HASH}", "engine": "a"}}\n' for i in range(n // 160)
    ),
    "records of one key": lambda n: "".join(
        f'{{"key": "{HASH}", "target": "{i:064}", "engine": "a"}}\n' for i in range(n // 160)
    ),
    "many alternatives": lambda n: (
        f'{{"key": "{HASH}", "target": "{HASH}", "engine": "a", "alternatives": '
        + json.dumps(["ab"] * (n // 6))
        + "}\n"
    ),
    "many lines": lambda n: "\n" * n,
    "many brackets": lambda n: '{"key": ' + "[" * n + "\n",
    "many fields": lambda n: "{" + ", ".join(f'"k{i}": 1' for i in range(n // 10)) + "}\n",
    "many digits": lambda n: '{"key": ' + "9" * n + "}\n",
}


@pytest.mark.growth
@pytest.mark.parametrize("shape", RECORDS)
@pytest.mark.sampled(9)
def test_records_are_read_in_proportion(shape: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)

    def read(size: int) -> None:
        path = tmp_path / "a.drafts.jsonl"
        path.write_text(RECORDS[shape](size), "utf-8")
        try:
            _file, records = jsonl.load(workspace, path, DraftRecord)
        except L10nError as error:
            assert error.line == 1
        else:
            records_by_entry(records)
            jsonl.dump(records)

    assert in_proportion(read, 64_000)


@pytest.mark.growth
def test_a_received_comment_is_joined_in_proportion() -> None:
    def work(size: int) -> None:
        def catalog(word: str) -> Catalog:
            lines = "\n".join(f"{word} {number}" for number in range(size))
            return Catalog((), (Entry(None, "a", "b", State.TRANSLATED, comment=lines),))

        received = receive(catalog("ours"), catalog("theirs"), origin="a.po")
        assert received.catalog.entries[0].comment.count("\n") == 2 * size - 1

    assert in_proportion(work, 4_000)


@settings(max_examples=20_000 if LONG else 100)
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=60),
            st.sampled_from(
                [
                    b'["d", "text", "m", null, false, 0.5, [], []]',
                    b'["d", "text", "m", null, false, NaN, [], []]',
                    b'["d", "text", "m", null, false, Infinity, ["a"], []]',
                    b'["d", "text", "m", ["x", {}], true, null, [], [["y", {}], 3]]',
                    b'["d", "text", "m", [[["x"]]], true, null, "ab", {"a": 1}]',
                    b'["d"]',
                    b'{"d": 1}',
                    b"[" * 2_000,
                    b"9" * 5_000,
                ]
            ),
        ),
        max_size=6,
    )
)
def test_any_bytes_as_a_journal(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    path = tmp_path_factory.getbasetemp() / "drafts.jsonl"
    path.write_bytes(b"\n".join(lines))
    journal.load(path).close()


def test_a_confidence_that_is_no_number_is_not_remembered(tmp_path: Path) -> None:
    path = tmp_path / "drafts.jsonl"
    path.write_bytes(b'["d", "text", "m", null, false, NaN, [], []]\n')
    journal.load(path).close()
    assert not path.exists()


PATTERNS: dict[str, Callable[[int], list[str]]] = {
    "many texts": lambda n: ["sentence = " + " | ".join(f"слово{i}" for i in range(n // 10))],
    "many sequences": lambda n: [
        "sentence = " + " | ".join(f"{{a}} {i}" for i in range(n // 10)),
        "a = x | y",
    ],
    "many names": lambda n: ["sentence = {a1}", *(f"a{i} = x" for i in range(n // 8))],
}


@pytest.mark.growth
@pytest.mark.parametrize("shape", PATTERNS)
def test_patterns_are_read_in_proportion(shape: str) -> None:
    assert in_proportion(lambda size: Patterns.of(PATTERNS[shape](size)), 40_000)


def test_patterns_that_may_begin_with_anything_are_refused() -> None:
    lines = [
        "a = " + " | ".join(map(chr, range(0x4E00, 0x4E00 + 2_000))),
        "sentence = " + " | ".join(f"{{a}}{number}" for number in range(600)),
    ]
    with pytest.raises(ValueError, match="too long"):
        Patterns.of(lines)


@pytest.mark.growth
def test_a_text_that_patterns_match_in_many_ways_is_none_of_them() -> None:
    lines = ["a0 = x | xx | xxx", *(f"a{n} = {{a{n - 1}}}{{a{n - 1}}}" for n in range(1, 20))]
    patterns = Patterns.of([*lines, "sentence = {a19}y"])

    def work(size: int) -> None:
        assert not patterns.match("x" * size)

    assert in_proportion(work, 4_000)


def test_a_sentence_of_many_tags_is_read_in_few_ways() -> None:
    names = [f"br{number}" for number in range(40)]
    text = Tagged("".join(f"<{name}/>" for name in names), empties=frozenset(names))
    unit = Unit(tuple(text.tokens()))
    assert len(list(readings(unit))) == 256


def test_sent_records_hold_what_they_held(tmp_path: Path) -> None:
    record = SentRecord(key=HASH, target=HASH, state="draft", date="2026-11-27", parcel="p")
    path = tmp_path / "a.sent.jsonl"
    path.write_text(jsonl.dump([record, record]), "utf-8")
    assert jsonl.load(Workspace(tmp_path), path, SentRecord)[1] == (record,)


def test_texts_too_long_to_compare_resemble_nothing() -> None:
    pool = Pool([(None, "слово " * 500_000), (None, "Рада ухвалила бюджет.")])
    assert pool.best((None, "слово " * 500_000 + "є")) is None
    match = pool.best((None, "Рада ухвалила бюджети."))
    assert match is not None
    assert match.key == (None, "Рада ухвалила бюджет.")


@pytest.mark.growth
def test_a_received_file_of_unknown_texts_grows_in_proportion() -> None:
    ours = Catalog(
        (), tuple(Entry(None, f"Наше речення номер {n}, зовсім інше.") for n in range(200))
    )

    def work(size: int) -> None:
        theirs = Catalog(
            (),
            tuple(
                Entry(None, f"{n} чужих слів тут", "theirs", State.TRANSLATED) for n in range(size)
            ),
        )
        received = receive(ours, theirs, origin="a.po")
        assert len(received.catalog.entries) == 200 + size

    assert in_proportion(work, 1_600)


def test_each_changed_text_of_a_parcel_finds_an_heir_of_its_own() -> None:
    ours = Catalog((), tuple(Entry(None, f"Рада ухвалила бюджет {n}.") for n in range(30)))
    theirs = Catalog(
        (),
        tuple(
            Entry(None, f"Рада ухвалила бюджет {n}!", f"{n}", State.TRANSLATED) for n in range(30)
        ),
    )
    entries = receive(ours, theirs, origin="a.po").catalog.active()
    assert sorted(int(entry.target) for entry in entries) == list(range(30))
    assert {entry.state for entry in entries} == {State.DRAFT}
