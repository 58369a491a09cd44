"""What Translate Toolkit has rewritten of ours, and its own, is read without a loss."""

import json
import subprocess
from pathlib import Path

from l10n.exchange.tbx.reading import opened as opened_terms
from l10n.exchange.tbx.writing import Languages, write_terms
from l10n.exchange.tmx.reading import opened
from l10n.exchange.tmx.writing import write_units
from l10n.model.unit import Unit
from l10n.tags.renumbering import tagged
from tests.test_peers import NEEDS_PEERS, PEERS
from tests.test_tbx import FULL as TERMS
from tests.test_tmx import FULL, NOW

pytestmark = NEEDS_PEERS

SEEN = """
import json, sys
from translate.storage.tmx import tmxfile
store = tmxfile.parsefile(sys.argv[1])
units = [[each.source, each.target, each.getcontext(), each.getnotes()] for each in store.units]
store.units[0].addnote("seen")
store.savefile(sys.argv[2])
print(json.dumps(units))
"""
UNITS = [
    FULL,
    Unit(tagged("Друге <b1>речення</b1> & <ще>"), "A <b1>second</b1> one & <more>", "uk", "en-GB"),
]


def toolkit(path: Path, made: Path) -> list[list[str]]:
    command = [PEERS / "bin" / "python", "-c", SEEN, path, made]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: list[list[str]] = json.loads(done.stdout)
    return found


def test_the_toolkit_reads_and_rewrites_a_memory_of_ours(tmp_path: Path) -> None:
    path, made = tmp_path / "a.tmx", tmp_path / "b.tmx"
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        write_units(file, UNITS, now=NOW)
    first, second = toolkit(path, made)
    assert second[:2] == [UNITS[1].source.text, UNITS[1].target]
    assert first[2] == "title"
    with opened(made) as reading:
        found = list(reading.units())
    assert found[1] == UNITS[1]
    assert (found[0].source, found[0].target) == (FULL.source, FULL.target)
    assert found[0].standing is FULL.standing
    assert "seen" in found[0].note


def test_a_memory_of_the_toolkit_is_read(tmp_path: Path) -> None:
    po = tmp_path / "a.po"
    po.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "title"\nmsgid "Рада"\nmsgstr "Council"\n\n'
        'msgid "Рада <a1>тут</a1>"\nmsgstr "The <a1>council</a1>"\n',
        "utf-8",
    )
    made = tmp_path / "a.tmx"
    command = [PEERS / "bin" / "po2tmx", "--progress=none", "-l", "en", "--source-language=uk"]
    subprocess.run([*command, po, made], check=True, capture_output=True)
    with opened(made) as reading:
        found = list(reading.units())
    assert reading.problems == []
    assert [(each.source, each.target, each.target_locale) for each in found] == [
        (tagged("Рада"), "Council", "en"),
        (tagged("Рада <a1>тут</a1>"), "The <a1>council</a1>", "en"),
    ]


TERMBASE = """
import json, sys
from translate.storage.tbx import tbxfile
store = tbxfile.parsefile(sys.argv[1])
print(json.dumps([[each.source, each.target] for each in store.units]))
store.savefile(sys.argv[2])
"""


def test_the_toolkit_reads_and_rewrites_a_glossary_of_ours(tmp_path: Path) -> None:
    path, made = tmp_path / "a.tbx", tmp_path / "b.tbx"
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        write_terms(file, TERMS, Languages("uk", ("en",)))
    command = [PEERS / "bin" / "python", "-c", TERMBASE, path, made]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert json.loads(done.stdout)[1] == ["Володимир Зеленський", "Volodymyr Zelenskyy"]
    with opened_terms(made) as reading:
        assert list(reading.terms()) == list(TERMS)
