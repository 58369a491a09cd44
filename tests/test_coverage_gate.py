"""The gate: what is covered, what fails, and that nothing is covered by a date or a hash alone."""

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from l10n.errors import WorkflowError
from l10n.model.gate import Demands, Rule
from l10n.store.workflow_file import load_workflow
from l10n.toml import key_lines
from tests.conftest import WORKFLOW, Newsroom

NEWS = """\
# Рада ухвалила бюджет

Міст [відкрито](x.html) знову.

Дощ іде над містом уже третій день.
"""
GERMAN = WORKFLOW.replace('["en"]', '["en", "de"]').replace('["pseudo"]', "[]")


def filled(path: Path, *targets: str | None) -> None:
    """Finish the entries of a catalog in their order; None leaves one as it is."""
    catalog = polib.pofile(str(path))
    for entry, target in zip(catalog, targets, strict=False):
        if target is not None:
            entry.msgstr, entry.flags = target, []
    catalog.save()


GOOD = (
    "The council passed the budget",
    "The bridge is <a1>open</a1> again.",
    "It has been raining over the city for three days.",
)
BAD = (*GOOD[:1], "The bridge is open again.", *GOOD[2:])


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """Two articles, of which one is finished in English and half in German."""
    newsroom.workflow(GERMAN)
    newsroom.article("a.md", NEWS)
    newsroom.article("news/b.md", NEWS)
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), *GOOD)
    filled(newsroom.catalog("a.md", "de"), "Der Rat hat den Haushalt beschlossen", None, None)
    return newsroom


def test_what_has_an_error_is_translated_and_not_covered(desk: Newsroom) -> None:
    filled(desk.catalog("a.md"), *BAD)
    gate = desk.l10n("coverage", "a.md", "--locale", "en", "--fail-under", "100")
    assert gate.code == 1
    assert "en: 66.6% of the entries are translated and sound, 100% are asked for" in gate.err
    assert "en: checks find 1 error: l10n check" in gate.err
    found = desk.l10n("coverage", "a.md", "--locale", "en", "--json").json["articles"][0]
    assert found["entries"] == {"empty": 0, "draft": 0, "translated": 3}
    assert found["gate_entries"] == {"needed": 3, "covered": 2}
    assert (found["percent"], found["percent_covered"]) == (100.0, 66.66)
    assert found["findings"]["error"] == 1
    assert desk.l10n("publish", "a.md", "--locale", "en").code == 1
    table = desk.l10n("coverage", "a.md", "--locale", "en").out
    assert re.search(r"a\.md +en +0 +0 +3 +0 +100% +66% +1\n", table)


def test_what_a_translator_silences_fails_no_gate(desk: Newsroom) -> None:
    filled(desk.catalog("a.md"), *BAD)
    catalog = polib.pofile(str(desk.catalog("a.md")))
    catalog[1].tcomment = "l10n-ignore: tags"
    catalog.save()
    found = desk.l10n("coverage", "a.md", "--locale", "en", "--json", "--max-errors", "0")
    assert found.code == 0
    assert found.json["articles"][0]["findings"]["silenced"] == 1


def test_each_locale_may_have_a_percentage_of_its_own(desk: Newsroom) -> None:
    asked = ("coverage", "a.md", "--fail-under", "100", "--fail-under", "de=30")
    assert desk.l10n(*asked).code == 0
    assert desk.l10n(*asked[:-1], "de=40").code == 1
    answer = desk.l10n("coverage", "a.md", "--fail-under", "de=34")
    assert answer.code == 1
    assert "en:" not in answer.err


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["fr=10"], "the target locales are en, de"),
        (["x y=10"], "x y"),
        (["en=101"], "“101” is not a percentage"),
        (["en="], "“” is not a percentage"),
        (["en=1", "en=2"], "“en” is given twice"),
        (["1", "2"], "“2” is given twice"),
    ],
)
def test_a_percentage_that_cannot_be_is_refused(
    desk: Newsroom, given: list[str], words: str
) -> None:
    options = [part for each in given for part in ("--fail-under", each)]
    answer = desk.l10n("coverage", *options)
    assert answer.code == 2
    assert words in " ".join(answer.err.split())


def test_more_findings_than_allowed_fail_the_gate(desk: Newsroom) -> None:
    filled(desk.catalog("a.md"), *BAD)
    answer = desk.l10n("coverage", "--max-errors", "0", "--json")
    assert answer.code == 1
    (failure,) = answer.json["gate"]["failures"]
    assert (failure["demand"], failure["limit"], failure["found"]) == ("max-errors", 0, 1)
    assert "1 error found, where at most 0 may be" in answer.err
    assert desk.l10n("coverage", "--max-errors", "1").code == 0
    assert desk.l10n("coverage", "--max-warnings", "0").code == 0


def test_without_a_gate_nothing_is_said_of_one(desk: Newsroom) -> None:
    assert desk.l10n("coverage", "--json").json["gate"] is None
    assert desk.l10n("coverage", "--json", "--fail-under", "0").json["gate"]["passed"] is True


RULES = """
[[gate]]
articles = ["news/**"]
fail_under = 50

[[gate]]
locales = ["en"]
max_errors = 0
"""


def test_a_workflow_asks_without_being_asked_to(desk: Newsroom) -> None:
    desk.workflow(GERMAN + RULES)
    filled(desk.catalog("a.md"), *BAD)
    filled(desk.catalog("news/b.md", "de"), "Der Rat", "Die Brücke ist <a1>offen</a1>.", None)
    answer = desk.l10n("coverage")
    assert answer.code == 1
    second, first = answer.err.splitlines()
    assert first.startswith("l10n: catalogs/en/news/b.md.po: en: 0% of the entries are translated")
    assert first.endswith("50% are asked for (workflows/news.toml:9)")
    assert second == (
        "l10n: catalogs/en/a.md.po: 1 error found, where at most 0 may be (workflows/news.toml:13)"
    )
    assert desk.l10n("coverage", "a.md", "--locale", "de").code == 0


def test_rules_and_their_lines_are_read() -> None:
    workflow = load_workflow(Path("w.toml"), GERMAN + RULES)
    assert [rule.articles for rule in workflow.gates] == [("news/**",), ()]
    assert workflow.gates[1] == Rule(Demands(max_errors=0), locales=("en",))
    assert [workflow.line("gate", n) for n in range(2)] == [9, 13]
    assert key_lines("[[a]]\nb = 1\n[[a]]\nb = 2\n[[a.c]]\nd = 1\n[e]\nb = 3\n")["a", 1, "b"] == 4


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("[gate]\nfail_under = 1", "tables: [[gate]]", 9),
        ("gate = 1", "tables: [[gate]]", 9),
        ("[[gate]]\nmax_errors = 1\n[[gate]]", "a gate asks for nothing", 11),
        ("[[gate]]\nfail_under = 101", "a number from 0 to 100, in percent", 10),
        ("[[gate]]\nfail_under = true", "a number from 0 to 100, in percent", 10),
        ("[[gate]]\nfail_under = nan", "a number from 0 to 100, in percent", 10),
        ("[[gate]]\nmax_errors = -1", "a whole number from 0", 10),
        ("[[gate]]\nmax_errors = 1\nmax_warning = 1", "max_warnings", 11),
        ("[[gate]]\nmax_errors = 1\nlocales = ['fr']", "there is a gate for fr", 11),
        ("[[gate]]\nmax_errors = 1\narticles = ['/a']", "a pattern below articles/", 11),
    ],
)
def test_a_mistake_in_a_gate_has_its_line(text: str, words: str, line: int) -> None:
    base = 'source = "uk"\ntargets = ["en"]\narticles = ["**"]\n' + "\n" * 5
    with pytest.raises(WorkflowError) as caught:
        load_workflow(Path("w.toml"), base + text)
    assert words in str(caught.value)
    assert caught.value.line == line


def test_no_date_and_no_hash_makes_a_catalog_current(desk: Newsroom) -> None:
    desk.article(
        "a.md",
        NEWS.replace(
            "Дощ іде над містом уже третій день.", "Дощ іде над містом уже четвертий день."
        ),
    )
    path = desk.catalog("a.md")
    text = path.read_text()
    text = re.sub(r"(?<=Date: )[^\\]*", "2099-01-01 10:00+0000", text)
    path.write_text(text.replace('"X-Generator', '"X-Source-Hash: 0123abcd\\n"\n"X-Generator'))
    asked = ("coverage", "a.md", "--locale", "en", "--fail-under", "0", "--json")
    answer = desk.l10n(*asked)
    assert answer.code == 1
    assert answer.json["articles"][0]["gate_entries"] == {"needed": 3, "covered": 2}
    assert answer.json["articles"][0]["current"] is False
    assert "out of date" in answer.err


def test_a_flag_that_was_taken_off_alone_covers_nothing(desk: Newsroom) -> None:
    desk.article(
        "a.md",
        NEWS.replace(
            "Дощ іде над містом уже третій день.", "Дощ іде над містом уже четвертий день."
        ),
    )
    desk.l10n("sync")
    path = desk.catalog("a.md")
    assert desk.l10n("coverage", "a.md", "--locale", "en", "--fail-under", "67").code == 1
    path.write_text(path.read_text().replace("#, fuzzy\n", ""))
    answer = desk.l10n("coverage", "a.md", "--locale", "en", "--fail-under", "100", "--json")
    assert answer.code == 1
    found = answer.json["articles"][0]
    assert (found["entries"]["translated"], found["gate_entries"]["covered"]) == (3, 2)
    assert found["of_earlier_text"] == 1
    assert "1 translation was made for an earlier text, as `#|` or git tells" in answer.err
    # A person who looks at it takes both off, as editors do.
    filled(path, None, None, "It has been raining over the city for four days.")
    path.write_text(re.sub(r"(?m)^#\| .*\n", "", path.read_text()))
    assert desk.l10n("coverage", "a.md", "--locale", "en", "--fail-under", "100").code == 0


def test_a_source_text_edited_in_its_catalog_is_refused(desk: Newsroom) -> None:
    desk.l10n("status")
    desk.article(
        "a.md",
        NEWS.replace(
            "Дощ іде над містом уже третій день.", "Дощ іде над містом уже четвертий день."
        ),
    )
    path = desk.catalog("a.md")
    path.write_text(
        path.read_text().replace(
            'msgid "Дощ іде над містом уже третій день."',
            'msgid "Дощ іде над містом уже четвертий день."',
        )
    )
    answer = desk.l10n("coverage", "a.md", "--locale", "en", "--fail-under", "100")
    assert answer.code == 3
    assert "has lost 1 entry" in answer.err


def test_counting_needs_no_engine_that_is_an_extra(desk: Newsroom) -> None:
    code = (
        "import sys\n"
        "for name in ('argostranslate', 'ctranslate2', 'sentencepiece', 'numpy'):\n"
        "    sys.modules[name] = None\n"
        "from l10n.cli import main\n"
        "main(['coverage', '--fail-under', '30', 'a.md'])\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=desk.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
