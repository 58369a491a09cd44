"""A desk with work of all kinds in it, and what must hold of it after any kill."""

import hashlib
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from l10n.exchange.po import file as po
from l10n.model.catalog import Entry, State
from l10n.model.draft_records import records_by_entry, untouched
from l10n.store import drafts, sent, versions
from l10n.store.questions import load_questions
from l10n.store.reviews import load_reviews
from l10n.store.workspace import Workspace
from tests.conftest import WORKFLOW
from tests.kills.killer import Ended, Killer

NEWS = "# Новина\n\nРада ухвалила бюджет. Міст **відкрили**.\n\nШкола чекає на дітей.\n"
CHANGED = NEWS.replace("Школа чекає", "Школи чекають") + "\nНовий абзац про [ціни](b.html).\n"
PAGE = "<!doctype html><html lang=uk><title>Ціни</title><p>Ціни зросли.<p>Дощ у місті.</html>\n"
LINES = "Новини\n\nЗаголовок новини\n\nПерше речення. Друге речення.\n"
HEADLINE, COUNCIL, SCHOOL = "Новина", "Рада ухвалила бюджет.", "Школа чекає на дітей."
PRICES, RAIN = "Ціни зросли.", "Дощ у місті."
DONE = {
    HEADLINE: "A person's headline",
    COUNCIL: "A person wrote that the council adopted it.",
    PRICES: "A person wrote that prices rose.",
}
UNSURE = {SCHOOL: "A person is not sure of the school."}
BACK = {RAIN: "A translator wrote of rain.", PRICES: "A translator wrote of prices too."}
COMMENT = "a person's own words"
EDITOR = "Ada <ada@example.org>"
QUESTION = "Which school is meant?"
SIGNED = DONE[HEADLINE]
"""What is approved before any kill."""
NOBODY: Mapping[str, str] = {}


def translate(
    path: Path, done: Mapping[str, str], unsure: Mapping[str, str] = NOBODY, comment: str = COMMENT
) -> None:
    """Write targets into a catalog as a person does, with a comment."""
    catalog = po.load(path)
    entries = []
    for entry in catalog.entries:
        new = entry
        if entry.source in done:
            new = entry.with_target(done[entry.source], State.TRANSLATED)
        elif entry.source in unsure:
            new = entry.with_target(unsure[entry.source], State.DRAFT)
        entries.append(entry if new is entry else replace(new, comment=comment))
    path.write_text(po.dump(replace(catalog, entries=tuple(entries))), "utf-8")


def ran(ended: Ended) -> None:
    """A step of the preparation has to succeed."""
    assert ended.code == 0, ended.said


def prepare(killer: Killer, base: Path) -> None:
    """Lay out the desk in `base/desk`, a parcel that came back in `base/parcel`, a new article.

    Two articles are published in two versions, one has changed since, one is new; records of one
    stand where earlier versions of the tool kept them.
    """
    desk = base / "desk"
    base.mkdir()
    ran(killer.run(base, "init", desk))
    (desk / "workflows/news.toml").write_text(WORKFLOW, "utf-8")
    (desk / "articles/a.md").write_text(NEWS, "utf-8")
    (desk / "articles/b.html").write_text(PAGE, "utf-8")
    ran(killer.run(desk, "sync"))
    catalog = desk / "catalogs/en/a.md.po"
    translate(catalog, DONE, UNSURE)
    # No page is made of what a person is not sure of: a draft stands in its place.
    ran(killer.run(desk, "sync"))
    ran(killer.run(desk, "publish"))
    ran(killer.run(desk, "send", "b.html", "--to", base / "parcel"))
    translate(base / "parcel/en/b.html.po", BACK, comment="from the translator")
    # What both have written meanwhile is a conflict.
    translate(desk / "catalogs/en/b.html.po", DONE)
    ran(killer.run(desk, "publish"))
    ran(killer.run(desk, "approve", "a.md", "--text", SIGNED, "--as", EDITOR))
    ran(killer.run(desk, "ask", "a.md:5", QUESTION, "--as", EDITOR))
    (desk / "articles/a.md").write_text(CHANGED, "utf-8")
    (desk / "articles/c.txt").write_text(LINES, "utf-8")
    former = desk / "catalogs/en/b.html.drafts.jsonl"
    (desk / "records/en/b.html.drafts.jsonl").rename(former)
    (desk / "glossary.csv").write_text("term,translation\n", "utf-8")
    (base / "d.md").write_text("# Додано\n\nЩе стаття.\n", "utf-8")


@dataclass(frozen=True)
class Words:
    """What a person wrote in one entry."""

    source: str
    target: str
    state: State


def written_by_people() -> Iterator[Words]:
    """All that stood in the catalogs before any kill, by people's hands."""
    yield from (Words(source, target, State.TRANSLATED) for source, target in DONE.items())
    yield from (Words(source, target, State.DRAFT) for source, target in UNSURE.items())


def check(root: Path) -> None:
    """Nothing of a person's is lost, nothing of a machine's counts as a person's, all is whole."""
    found = [entry for each in dict(_catalogs(root)).values() for entry in each]
    for words in written_by_people():
        same = [entry for entry in found if entry.target == words.target]
        same = same or [entry for entry in found if words.target in entry.comment]
        assert same, f"lost: {words.target}"
        assert any(COMMENT in entry.comment for entry in same), f"without its comment: {words}"
    check_records(root)
    people = {*DONE.values(), *UNSURE.values(), *BACK.values()}
    check_whole(root, lambda target: target in people)


def check_records(root: Path) -> None:
    """What was signed and asked is on record, and all records can be read."""
    workspace = Workspace(root)
    signed = [
        each
        for path in sorted((root / "records").rglob("*.reviews.jsonl"))
        for each in load_reviews(workspace, path)[1]
    ]
    assert EDITOR in {each.who for each in signed if each.target == SIGNED}, signed
    asked = [
        each
        for path in sorted((root / "records").rglob("*.questions.jsonl"))
        for each in load_questions(workspace, path)[1]
    ]
    assert any(each.text == QUESTION for each in asked), asked


def check_whole(root: Path, by_people: Callable[[str], bool]) -> None:
    """All files can be read; a machine's draft is marked as one; no version is lost."""
    for name, entries in _catalogs(root):
        _check_drafts(root, name, entries, by_people)
    for path in sorted((root / "versions").rglob("*.versions.jsonl")):
        _check_versions(root, path)
    for path in sorted((root / "records").rglob("*.sent.jsonl")):
        sent.load_sent(Workspace(root), path)


def _catalogs(root: Path) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    paths = sorted((root / "catalogs").rglob("*.po"))
    for path in paths:
        yield (
            path.relative_to(root / "catalogs/en").as_posix()[: -len(".po")],
            po.load(path).entries,
        )
    for path in paths:
        checked = subprocess.run(
            ["msgfmt", "--check", "--output-file=/dev/null", path], capture_output=True, check=False
        )
        assert checked.returncode == 0, checked.stderr.decode()


def _check_drafts(
    root: Path, name: str, entries: tuple[Entry, ...], by_people: Callable[[str], bool]
) -> None:
    """A machine's draft is marked, and on record as the machine's."""
    workspace = Workspace(root)
    _file, found = drafts.load_drafts(workspace, workspace.drafts_path("en", name))
    records = records_by_entry(found)
    for entry in entries:
        if entry.target and not by_people(entry.target):
            assert entry.state is State.DRAFT, f"a draft counts as a person's: {entry.target}"
            # Under a name that records have not come to yet, or have left, nothing is known.
            if found:
                assert untouched(entry, records), f"a draft nobody knows: {entry.target}"


def _check_versions(root: Path, path: Path) -> None:
    """The text of each version is kept."""
    _file, record = versions.load_versions(Workspace(root), path)
    # A rename that was cut short has the record at one name and some of the texts at the other.
    texts = {_digest(each) for each in (root / "versions").rglob("*") if each.is_file()}
    for each in record:
        assert each.text in texts, f"the text of a version is lost: {path}, {each.id}"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
