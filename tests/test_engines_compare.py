"""`l10n engines compare`: the same texts through several engines, side by side."""

import os
import pickle
import re
import subprocess
from pathlib import Path

import polib
import pytest

from l10n.jobs.comparing import asking
from tests.conftest import Newsroom
from tests.distributions import site

WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["pseudo"]
"""
TWO = (
    WORKFLOW.replace('["pseudo"]', '["loud", "pseudo"]')
    + """
[engine.loud]
use = "pseudo"

[engine.loud.when]
max_characters = 1
"""
)
ARTICLE = """\
# Міст відкрито

Рух відновлено. Автобуси їздять **щодня**.

Квитки коштують десять гривень.
"""
OTHERS = """\
# The bridge is open

Traffic is back. Buses run **daily**.

Tickets cost ten hryvnias.
"""
NEAR = OTHERS.replace("is back", "has resumed")
JOINED = OTHERS.replace("is back. Buses", "is back, and buses")

ODD = """
from l10n.engines import Draft


class Odd:
    name = "odd"

    def __init__(self, settings):
        class Label(str):
            pass

        self.label = Label("odd 1")

    def models(self):
        return (self.label,)

    def pairs(self):
        return frozenset({("uk", "en")})

    def translate(self, requests, source, target):
        for request in requests:
            yield Draft(request.text.text, self.label)
"""


def translate(desk: Newsroom, source: str, target: str) -> None:
    """Finish one entry as a translator does."""
    catalog = polib.pofile(str(desk.catalog("bridge.md")), wrapwidth=0)
    entry = catalog.find(source)
    entry.msgstr, entry.flags = target, []
    catalog.save()


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.workflow(WORKFLOW)
    newsroom.article("bridge.md", ARTICLE)
    (newsroom.root / "google.md").write_text(NEAR, "utf-8")
    (newsroom.root / "finished.md").write_text(OTHERS, "utf-8")
    return newsroom


def test_every_engine_drafts_every_text(desk: Newsroom) -> None:
    desk.workflow(TWO)
    answer = desk.l10n("engines", "compare", "bridge.md", "--json")
    assert answer.code == 0, answer.err
    found = answer.json
    assert [each["name"] for each in found["systems"]] == ["loud", "pseudo"]
    assert [each["drafted"] for each in found["systems"]] == [4, 4]
    assert all(each["seconds"] > 0 and each["memory_bytes"] > 1e6 for each in found["systems"])
    texts = [(each["line"], each["source"]) for each in found["texts"]]
    assert texts[2] == (3, "Автобуси їздять щодня.")
    assert all(each["outputs"]["loud"]["text"].startswith("⟦") for each in found["texts"])
    # Nothing is written into the workspace.
    assert not desk.catalog("bridge.md").exists()


def test_files_of_others_stand_beside_and_are_scored(desk: Newsroom) -> None:
    given = ("--with", "google=google.md", "--reference", "finished.md")
    answer = desk.l10n("engines", "compare", "bridge.md", "--engine", "pseudo", *given, "--json")
    assert answer.code == 0, answer.err
    pseudo, google = answer.json["systems"]
    assert google["scored"] == pseudo["scored"] == 4
    assert pseudo["chrf"] < google["chrf"] < 100
    assert pseudo["bleu"] < google["bleu"] < 100
    assert "tok:13a" in google["bleu_signature"]
    assert answer.json["texts"][1]["outputs"]["google"]["text"] == "Traffic has resumed."


def test_scores_are_those_of_sacrebleu(desk: Newsroom) -> None:
    sacrebleu = pytest.importorskip("sacrebleu")
    given = ("--with", "google=google.md", "--reference", "finished.md", "--json")
    answer = desk.l10n("engines", "compare", "bridge.md", "--engine", "pseudo", *given)
    texts = answer.json["texts"]
    ours = [each["outputs"]["google"]["text"] for each in texts]
    theirs = [[each["finished"] for each in texts]]
    google = answer.json["systems"][1]
    assert google["bleu"] == pytest.approx(sacrebleu.corpus_bleu(ours, theirs).score, abs=0.01)
    assert google["chrf"] == pytest.approx(sacrebleu.corpus_chrf(ours, theirs).score, abs=0.01)


def test_systems_that_read_alike_in_a_score_are_both_ahead(desk: Newsroom) -> None:
    numbers = range(200)
    desk.article("long.md", "\n\n".join(f"Квиток {n} дорогий." for n in numbers))
    for name, word in (("finished", "dear"), ("one", "deer"), ("two", "dean")):
        texts = [f"Ticket {n} is {word if n == 7 else 'dear'}." for n in numbers]
        (desk.root / f"{name}.md").write_text("\n\n".join(texts), "utf-8")
    given = ("--reference", "finished.md", "--with", "one=one.md", "--with", "two=two.md")
    place = str(desk.root / "page.html")
    answer = desk.l10n("engines", "compare", "long.md", *given, "-o", place, "--json")
    assert answer.code == 0, answer.err
    _pseudo, one, two = answer.json["systems"]
    assert one["chrf"] != two["chrf"]
    ahead = re.findall(r'class="number best">([0-9.]+)<', Path(place).read_text("utf-8"))
    assert ahead.count("99.9") == 2


def test_a_block_that_is_cut_otherwise_is_one_text(desk: Newsroom) -> None:
    (desk.root / "joined.md").write_text(JOINED, "utf-8")
    answer = desk.l10n("engines", "compare", "bridge.md", "--with", "other=joined.md", "--json")
    second = answer.json["texts"][1]
    assert second["source"] == "Рух відновлено. Автобуси їздять щодня."
    assert second["outputs"]["other"]["text"] == "Traffic is back, and buses run daily."
    assert second["outputs"]["pseudo"]["text"].count("⟧") == 2


def test_a_file_that_is_another_article_is_refused(desk: Newsroom) -> None:
    (desk.root / "short.md").write_text("# The bridge is open\n\nTickets.\n", "utf-8")
    answer = desk.l10n("engines", "compare", "bridge.md", "--reference", "short.md")
    assert answer.code == 3
    assert "short.md:3: has 2 blocks with text, bridge.md has 3" in answer.err
    assert "L10N-CMP-004" in answer.err


def test_finished_translations_are_the_references(desk: Newsroom) -> None:
    desk.l10n("sync", "--no-draft")
    translate(desk, "Рух відновлено.", "Traffic is back.")
    answer = desk.l10n("engines", "compare", "bridge.md", "--json")
    finished = [each["finished"] for each in answer.json["texts"]]
    assert finished == [None, "Traffic is back.", None, None]
    assert [each["scored"] for each in answer.json["systems"]] == [1]


def test_it_is_said_whose_draft_a_reference_was(desk: Newsroom) -> None:
    desk.l10n("sync")
    translate(desk, "Рух відновлено.", "Traffic is back.")
    answer = desk.l10n("engines", "compare", "bridge.md")
    assert "1 finished translation began as a draft of pseudo and speaks for it." in answer.out


def test_the_page_shows_all_and_runs_nothing(desk: Newsroom) -> None:
    given = (
        "--with",
        "google=google.md",
        "--reference",
        "finished.md",
        "-o",
        desk.root / "compared.html",
    )
    desk.article("bridge.md", ARTICLE.replace("Міст", "<Міст> `<script>`"))
    answer = desk.l10n("engines", "compare", "bridge.md", *given)
    assert answer.code == 0, answer.err
    page = (desk.root / "compared.html").read_text("utf-8")
    assert "<del>is back</del><ins>has resumed</ins>" in page
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_a_page_takes_no_other_files_place(desk: Newsroom) -> None:
    article = desk.root / "articles" / "bridge.md"
    answer = desk.l10n("engines", "compare", "bridge.md", "-o", str(article))
    assert answer.code == 2
    assert article.read_text("utf-8") == ARTICLE


def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be seen if an engine was asked at all."""
    monkeypatch.setattr(asking, "COMMAND", ("python3", "-c", "raise SystemExit('asked')"))


def test_the_place_of_a_page_is_looked_at_first(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_engine(monkeypatch)
    taken = desk.l10n("engines", "compare", "bridge.md", "-o", str(desk.root / "google.md"))
    assert (taken.code, "L10N-USE-016" in taken.err, "asked" in taken.err) == (2, True, False)
    below = desk.root / "google.md" / "page.html"
    closed = desk.l10n("engines", "compare", "bridge.md", "-o", str(below))
    assert (closed.code, "ENG-004" in closed.err) == (2, False), closed.err
    assert (desk.root / "google.md").read_text("utf-8") == NEAR


def test_an_engine_that_nobody_has_is_a_mistake_of_the_command(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_engine(monkeypatch)
    given = ("--engine", "pseudo", "--engine", "nope")
    answer = desk.l10n("engines", "compare", "bridge.md", *given)
    assert (answer.code, answer.out) == (2, "")
    assert "there is no engine named nope" in answer.err
    assert "L10N-CMP-006" in answer.err
    desk.workflow(TWO)
    answer = desk.l10n("engines", "compare", "bridge.md", "--engine", "luod")
    assert "did you mean “loud”?" in answer.err


def test_an_engine_that_cannot_work_leaves_the_others(desk: Newsroom) -> None:
    given = ("--engine", "libretranslate", "--engine", "pseudo")
    answer = desk.l10n("engines", "compare", "bridge.md", *given)
    assert answer.code == 3
    assert "libretranslate" in answer.err
    assert "pseudo          ⟦" in answer.out
    assert "cannot work now" in answer.out


def test_a_process_that_dies_is_told(desk: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ("python3", "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr(asking, "COMMAND", command)
    answer = desk.l10n("engines", "compare", "bridge.md", "--engine", "pseudo")
    assert answer.code == 4
    assert "L10N-ENG-004" in answer.err


def test_a_process_whose_command_is_gone_ends_without_a_word(desk: Newsroom) -> None:
    asked = asking.Asked(desk.root, "pseudo", (("bridge.md", "en"),))
    for data in (b"", pickle.dumps(asked)):
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        with subprocess.Popen(asking.COMMAND, **pipes) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            with process.stdin:
                process.stdin.write(data)
            assert process.stderr.read() == b""


def test_what_another_packages_engine_gives_may_not_travel(tmp_path: Path) -> None:
    there = site(tmp_path)
    there.install("l10n_odd", {"__init__.py": ODD.encode()}, "[l10n.engines]\nodd = l10n_odd:Odd\n")
    there.write("workflows/news.toml", WORKFLOW.replace('["pseudo"]', '["odd", "pseudo"]'))
    there.write("articles/bridge.md", ARTICLE)
    answer = there.l10n("engines", "compare", "bridge.md")
    assert answer.code == 4
    assert "the engine odd failed" in answer.err
    assert "L10N-ENG-002" in answer.err
    assert len(answer.err.splitlines()) == 1
    assert "pseudo  ⟦" in answer.out


def test_what_cannot_be_compared_is_refused_at_once(desk: Newsroom) -> None:
    desk.article("other.md", ARTICLE)
    several = desk.l10n("engines", "compare", "bridge.md", "other.md", "--reference", "finished.md")
    assert (several.code, "L10N-CMP-003" in several.err) == (2, True)
    unnamed = desk.l10n("engines", "compare", "bridge.md", "--with", "google.md")
    assert (unnamed.code, "L10N-CMP-005" in unnamed.err) == (2, True)
    desk.workflow(WORKFLOW.replace('["en"]', '["en", "de"]'))
    locales = desk.l10n("engines", "compare", "bridge.md")
    assert (locales.code, "L10N-CMP-002" in locales.err) == (2, True)
    assert desk.l10n("engines", "compare", "bridge.md", "--locale", "de").code == 0


def test_the_folder_of_a_person_offers_no_package(
    desk: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "polib.py").write_text("raise SystemExit('taken in')", "utf-8")
    monkeypatch.chdir(tmp_path)
    given = ("-o", "page.html")
    assert (
        desk.l10n("-C", os.fspath(desk.root), "engines", "compare", "bridge.md", *given).code == 0
    )
    # What a person names is meant from where -C says.
    assert (desk.root / "page.html").is_file()
