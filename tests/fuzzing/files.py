"""The other files of a workspace, and archives and packages that come from elsewhere."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from l10n.desk.engine_settings import check_built_in
from l10n.engines.argos import archive as packages
from l10n.engines.argos.packages import read_package
from l10n.engines.decoder.limits import read_patterns
from l10n.errors import L10nError
from l10n.glossary.enforcing import corrected, term_issues
from l10n.glossary.file import load_glossary
from l10n.glossary.finding import Finder, find_terms
from l10n.glossary.writing import glossary_csv
from l10n.model.article import Span
from l10n.model.catalog import DraftRecord, Entry, State
from l10n.model.draft import Draft
from l10n.model.machine_draft import MachineDraft
from l10n.model.markup import Tagged
from l10n.model.question import QuestionRecord, question_id
from l10n.model.segment import Place, Segment
from l10n.model.signature import Signature, signed_digest
from l10n.model.version import Version, history, named
from l10n.model.workflow import matches
from l10n.steps.approval import approvals
from l10n.store import (
    addenda,
    drafts,
    index,
    journal,
    jsonl,
    link_table,
    machine_drafts,
    questions,
    reviews,
    sent,
    versions,
)
from l10n.store.archive import opened
from l10n.store.former_versions import FormerVersion
from l10n.store.text_file import decode
from l10n.store.workflow_file import load_workflow
from l10n.store.workspace import Workspace
from tests.fuzzing import seeds
from tests.fuzzing.laws import Target, check_error

WORKFLOW = b"""source = "uk"
targets = ["en", "de"]
articles = ["news/**", "*.md"]
engines = ["pseudo", "openai"]
split = "blocks"
fields = ["title"]
notes = "uk"
[engine.openai]
url = "http://127.0.0.1:9/v1"
model = "m"
[engine.openai.when]
pairs = ["uk>en"]
max_characters = 200
[publish]
require = "draft"
[publish.label]
en = "A draft"
"""
GLOSSARY = """term,translation,pair,note,forbidden
рада,council,uk>en,,board|soviet
Київ,Kyiv,,,
""".encode()
TERMS = """term;translation;status;domain;kind;part of speech;aliases;later mention;allowed;\
expansion;expansion translation
Ольга Гай;Olha Hai;;news|city;person;proper noun;Гай|пані Гай;Hai;Olga Hai;;
АКБ;ACB;;;acronym;;;;;Антикорупційне бюро;Anti-Corruption Bureau
Хвиля;;do not translate;;work;;;;;;
рада;soviet;forbidden;;;noun;;;;;
""".encode()
DRAFTS = (
    b'{"key": "a", "target": "b", "engine": "c", "model": "d", "confidence": 0.5}\n'
    b'{"key": "e", "target": "f", "engine": "c", "model": "d", "doubtful": true,'
    b' "reason": ["the draft lacks: {text}", ["text", "5"]], "remarks": [["r"]]}\n'
)
SENT = b'{"key": "a", "target": "b", "state": "draft", "date": "2026-01-01", "parcel": "c"}\n'
_TEXT = "ab" * 32
VERSIONS = jsonl.dump(
    (
        named(
            Version(
                id="",
                kind="update",
                text=_TEXT,
                date="2026-01-01T00:00:00Z",
                parents=(_TEXT,),
                draft=2,
                label="x",
                approvers=(("Name <mail>", "editor", "2026-01-01", "2026-01-01", "2"),),
                engines=(("argos", "uk_en 1.9"),),
                files=(("a.png", _TEXT),),
            )
        ),
    )
).encode()
FORMER = (
    f'{{"number": 1, "text": "{_TEXT}", "source": "{_TEXT}", "date": "2026-01-01T00:00:00Z",'
    ' "empty": 0, "draft": 2, "translated": 3, "label": "x", "by_hand": false, "pending": true}}\n'
).encode()
_DATE = "2026-01-01T00:00:00Z"
REVIEWS = jsonl.dump(
    Signature(
        signed_digest("title", source, "b"),
        "title",
        source,
        target="b",
        verdict=verdict,
        who="Name <mail@example.org>",
        date=_DATE,
        role="editor",
        declared=("c", "d") if verdict == "minor" else (),
    )
    for source, verdict in (("a", "approved"), ("e", "rejected"), ("f", "minor"))
).encode()
QUESTIONS = jsonl.dump(
    (
        QuestionRecord(
            question_id((None, "a"), "чому?", "Name", _DATE),
            "asked",
            context=None,
            source="a",
            who="Name",
            date=_DATE,
            text="чому?",
        ),
    )
).encode()
MACHINE = jsonl.dump((MachineDraft("a", "b", "argos", "uk_en 1.9", _DATE),)).encode()
LINKS = b"url,locale,target\nhttps://uk.example.org/a,en,https://en.example.org/a\n"
ADDENDA = b'[[addendum]]\nafter = "A paragraph."\ntext = "A note for readers abroad."\n'
METADATA = (
    b'{"package_version": "1.0", "from_code": "uk", "to_code": "en", "target_prefix": "",'
    b' "l10n": {"demonstration": true, "characters": "abc", "max_digits": 4, "tags": 1,'
    b' "least_confidence": 0.5, "words": "words.txt"}}'
)
PATTERNS = """sentence = ^{town} відкрили {what}. | № #
town = Кленополі | {what} <>
what = міст
""".encode()
JOURNAL = (
    b'["a", "text", "m", null, false, 0.5, [], []]\n'
    b'["b", "text", "m", ["no: {w}", ["w", "x"]], true, null, ["o"], [["r"]]]\n["a"]\n'
)


@cache
def folder() -> Path:
    """Where parsers that want a file get one; in memory, where the system has that."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="l10n-fuzz-", dir=memory if memory.is_dir() else None))


def placed(name: str, data: bytes) -> Path:
    """Write a file of this process."""
    path = folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def workflow(data: bytes) -> None:
    """A workflow is read and its engines' settings held against them."""
    path = Path("workflows/x.toml")
    found = load_workflow(path, decode(data, path))
    check_built_in(found)
    for name in ("a.md", "news/b/c.txt", "x" * 100 + "/y.md"):
        matches(found, name)


TEXTS = tuple(
    Segment(None, text, Place(0, Span(0, 0), 1, "paragraph"))
    for text in ("Рада Києва, the board; 10 %.", "Пані Гай та АКБ читають «Хвилю».")
)


def glossary(data: bytes) -> None:
    """A glossary is read, and its terms looked for."""
    found = load_glossary(Path("glossary.csv"), data)
    for pair in (("uk", "en"), ("de", "fr")):
        terms = find_terms(TEXTS, Finder(found, *pair))
        for text in TEXTS:
            corrected("The board of Kiev, Notepad; 10 %.", text.tagged, terms)
            term_issues("the board of ACB", text.tagged, terms)
    found.of(("news",)).for_pair("uk", "en")
    written = glossary_csv(found.terms).encode()
    assert load_glossary(Path("glossary.csv"), written).digest == found.digest


def records(data: bytes) -> None:
    """Records of each kind are read, and written again as they were read."""
    workspace = Workspace(folder())
    for kind, load, dump in (
        ("drafts", drafts.load_drafts, drafts.dump_drafts),
        ("sent", sent.load_sent, sent.dump_sent),
        ("versions", versions.load_versions, jsonl.dump),
        ("former", partial(jsonl.load, kind=FormerVersion), jsonl.dump),
        ("reviews", reviews.load_reviews, jsonl.dump),
        ("questions", questions.load_questions, jsonl.dump),
        ("machine", machine_drafts.load_machine_drafts, jsonl.dump),
    ):
        with _refused():
            found = _loaded(workspace, kind, data, load)
            assert _loaded(workspace, kind, dump(found).encode(), load) == found
            for each in found:
                if isinstance(each, DraftRecord) and each.doubt is not None:
                    each.doubt.text("uk")
            if kind == "reviews":
                signed = [Entry(*each.key, each.target, State.TRANSLATED) for each in found]
                approvals(signed, found)
            if kind == "versions":
                ordered = history(found)
                assert len(ordered.versions) + len(ordered.confirmations) == len(found)


def linked(data: bytes) -> None:
    """A table of links is refused with a line, or answers."""
    workspace = Workspace(folder() / "links")
    placed("links/links.csv", data)
    table = link_table.read_links(workspace)
    link_table.link_of(table, "https://uk.example.org/а", "en-GB")


def added(data: bytes) -> None:
    """Addenda are refused with a line, or are texts with a place."""
    path = Path("addenda/en/a.md.toml")
    for each in addenda.load_addenda(path, decode(data, path), "en"):
        assert each.text


def _loaded(workspace: Workspace, kind: str, data: bytes, load: Callable[..., Any]) -> Any:
    path = placed(f"records/en/x.{kind}.jsonl", data)
    return load(workspace, path)[1]


@contextlib.contextmanager
def _refused() -> Iterator[None]:
    """What one reader refuses, another may take."""
    try:
        yield
    except L10nError as error:
        check_error(error)


def drafted(data: bytes) -> None:
    """A damaged journal holds what can be read of it, and is written on."""
    path = placed("drafts.jsonl", data)
    text = Tagged("a")
    first = journal.load(path)
    first.recall("x", text)
    first.note("x", text, Draft("b", "m"))
    first.close()
    second = journal.load(path)
    assert second.recall("x", text) == Draft("b", "m")
    second.settle()
    second.close()
    assert journal.load(path).recall("x", text) is None


def indexed(data: bytes) -> None:
    """A damaged index answers nothing, or what it holds, and can be written again."""
    path = placed("index/index.sqlite", data)
    for suffix in ("-wal", "-journal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    basis = index.Basis("s", (None,))
    found = index.load(path, "sync", wait=0)
    found.answer("a", "en", basis)
    found.note("a", "en", basis, {"n": 1})
    found.save()
    index.load(path, "sync", wait=0).answer("a", "en", basis)


@cache
def good_index() -> bytes:
    """An index with an answer in it."""
    path = placed("index/seed.sqlite", b"")
    path.unlink()
    made = index.load(path, "sync")
    made.note("a", "en", index.Basis("s", (None,)), {"n": 1})
    made.save()
    return path.read_bytes()


def zipped(data: bytes) -> None:
    """An archive of anybody's: what it holds is given whole, or refused."""
    path = placed("x.zip", data)
    with opened(path) as archive:
        for member in archive.members:
            with _refused():
                assert len(archive.read(member)) == member.size
        archive.check_names()


def packaged(data: bytes) -> None:
    """A package of a model is refused, or unpacked below its folder."""
    path = placed("x.argosmodel", data)
    package = packages.check(path)
    target = folder() / "unpacked"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    assert packages.unpack(package, target).is_relative_to(target)
    assert "/" not in package.folder
    assert package.folder.isprintable()


def described(data: bytes) -> None:
    """The metadata of a package, its lists, and what Argos Translate's own reader makes of it."""
    metadata, _nul, words = data.partition(b"\0")
    path = placed("package/metadata.json", metadata).parent
    placed("package/words.txt", words)
    placed("package/model/model.bin", b"x")
    placed("package/sentencepiece.model", b"x")
    model = read_package(path, bundled=True)
    if model is not None:
        assert model.label.isprintable()


def patterned(data: bytes) -> None:
    """The sentences that a package lists: read, or refused with an error that its reader knows."""
    lines, _nul, text = data.partition(b"\0")
    path = placed("patterns.txt", lines)
    try:
        found = read_patterns(path)
    except (OSError, ValueError):
        return
    found.match(text.decode("utf-8", "replace"))
    found.match("№ 5")


TARGETS = (
    Target("workflow", workflow, (WORKFLOW, *seeds.own("workflows/*.toml"))),
    Target("glossary", glossary, (GLOSSARY, TERMS, *seeds.own("glossary.csv"))),
    Target("links", linked, (LINKS,)),
    Target("addenda", added, (ADDENDA,)),
    Target("records", records, (DRAFTS, SENT, VERSIONS, FORMER, REVIEWS, QUESTIONS, MACHINE)),
    Target("journal", drafted, (JOURNAL,)),
    Target("index", indexed, (good_index(),)),
    Target("zip", zipped, tuple(seeds.archives())),
    Target("packages", packaged, tuple(seeds.archives())),
    Target("package-metadata", described, (METADATA + b"\0" + "рада\n".encode(), METADATA)),
    Target("package-patterns", patterned, (PATTERNS + "\0Міст".encode(), PATTERNS)),
)
