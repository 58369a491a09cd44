"""A workspace whose every name and text tries to steer a terminal, and what may not be printed."""

import json
import os
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polib

from l10n.model.version import Version, history, named
from l10n.store import jsonl
from l10n.store.document import Document
from tests.conftest import Answer, Run

PARTS = (
    *(
        "\x1b[2J",
        "\x1b]0;owned\x07",
        "\x1bc",
        "\x08\x08",
        "\x7f",
        "\x00",
        "\x9b2K",
        "\x85",
        "\x0b\x0c",
    ),
    *(
        "\u2028",
        "\u2029",
        "\u202egnp\u202c",
        "\u202d",
        "\u202a",
        "\u202b",
        "\u2066",
        "\u2067",
        "\u2068",
    ),
    *(
        "\u2069",
        "\u061c",
        "\u200e",
        "\u200f",
        "\u200b",
        "\ufeff",
        "\u2060",
        "\u034f",
        "\u3164",
        "\ufff9",
    ),
    *(
        "\U000e0041",
        "\U000e007f",
        "\ufe0f",
        "\ue000",
        "\U0010ffff",
        "\udc9b",
        "\ud800",
        "\x1c\x1d\x1e",
    ),
    *("\nFORGED: all is well", "\r\nFORGED", "\rFORGED", "\tx"),
)
"""Pieces that do something each; what comes after a line end would pass for a line of ours."""
UNHELD = frozenset("\x00\x07\x08\x0b\x0c\x1b\x1c\x1d\x1e\x7f\x9b\r\n\t\ud800\udc9b")
"""What no PO file, or no name of an article, can hold."""
STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2061-\u206f\ufeff\ufff9-\ufffb"
    "\u034f\u3164\ue000-\uf8ff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""All that a line may not hold; what stands above is among it, a choice of look (U+FE0F) aside."""
OWN = re.compile("\x1b\\[(?:[0-9;]*m|[0-9]*A|2K|\\?25[lh])|\r")
"""What rich, and a heading in bold, send to a terminal; nothing above looks like it."""
WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["pseudo"]
[publish]
require = "draft"
[publish.label]
en = "MT"
"""


def steering(shown: str, *, terminal: bool = False) -> list[str]:
    """The lines of an output that could steer a terminal, or that only look like ours."""
    text = OWN.sub("", shown) if terminal else shown
    lines = text.split("\n")
    return [line for line in lines if STEERING.search(line) or line.startswith("FORGED")]


@dataclass(frozen=True)
class Hostile:
    """One text that steers, in the forms in which names and files can hold it."""

    text: str

    @property
    def name(self) -> str:
        """As a file's name, within its bounds; a lone surrogate is a byte that is no UTF-8."""
        name = self.text.replace("\0", "").replace("\ud800", "").replace("/", "")
        while len(os.fsencode(name)) > 120:
            name = name[:-1]
        return name

    @property
    def utf8(self) -> str:
        """As a UTF-8 file can hold it."""
        return self.text.encode("utf-8", "ignore").decode()

    @property
    def json(self) -> str:
        return json.dumps(self.text)

    @property
    def flat(self) -> str:
        """In one line of a file."""
        return " ".join(re.split("[\r\n\0]+", self.utf8))

    @property
    def toml(self) -> str:
        """As a basic string, all of it in escapes."""
        escaped = "".join(f"\\U{ord(character):08X}" for character in self.utf8)
        return f'"{escaped}"'


ALL = Hostile("evil" + "".join(PARTS))
"""So much that articles of that name, and segments of that text, are refused."""
HELD = Hostile("evil" + "".join(part for part in PARTS if not set(part) & UNHELD))
"""What articles and catalogs can hold, so that it comes as far as drafts and pages."""
EACH = tuple(Hostile(f"evil{part}live") for part in PARTS)


class Desk:
    """A hostile workspace, and all that its commands have said."""

    def __init__(self, folder: Path, evil: Hostile, run: Run) -> None:
        self.root = folder / f"desk{evil.name}"
        self.evil = evil
        self._run = run
        self.commands = 0
        self.lines = 0
        self.said = ""
        self.found: list[str] = []
        self.codes: set[int] = set()

    def __call__(self, *arguments: object, at: Path | None = None) -> Answer:
        answer = self._run(*arguments, at=at or self.root)
        self.commands += 1
        for shown in (answer.out, answer.err):
            assert "Traceback" not in shown
            self.said += shown
            self.lines += shown.count("\n")
            self.found += [f"{arguments[:2]!a:.40}: {line!a}" for line in steering(shown)]
        self.codes.add(answer.code)
        return answer

    def counts(self) -> dict[str, int]:
        """What a campaign counts."""
        return {"commands": self.commands, "lines": self.lines, "steering lines": len(self.found)}


def wrong_workflows(evil: Hostile) -> Iterator[str]:
    """Workflows that are wrong, each in another place."""
    text, raw = evil.toml, evil.utf8.replace("\n", "").replace("\r", "")
    right = WORKFLOW
    yield right.replace('"MT"', text)
    yield f"{right}\n[{text}]\nx = 1\n"
    yield right.replace('"**"', text)
    yield right.replace('"uk"', text)
    yield right.replace('["en"]', f'["en", {text}]')
    yield right.replace('"pseudo"', text)
    yield right.replace('"draft"', text)
    yield right.replace("en = ", f"{text} = ")
    yield f"{right}\n[engine.{text}]\nuse = {text}\n"
    yield f"{right}\n[engine.pseudo]\n{text} = {text}\n"
    yield f"{right}\n[engine.pseudo.when]\npairs = [{text}]\n"
    yield right.replace('"pseudo"', '"libretranslate"') + f"[engine.libretranslate]\nurl = {text}\n"
    yield f"{right}\nx = '{raw}'\n"
    yield f'{right}\ny = """{raw}'
    yield f"{right}\n{raw}\n"


def lay_out(root: Path, evil: Hostile) -> None:
    """Fill a workspace that has been laid out: articles, strays, records, a glossary."""
    name, flat = evil.name, evil.flat
    (root / "workflows/news.toml").write_text(WORKFLOW)
    other = WORKFLOW.replace('"**"', Hostile(f"{name}/**").toml)
    (root / f"workflows/{name}.toml").write_text(other)
    articles = root / "articles"
    page = f"---\ntitle: Рада\nbad: [{flat}\n---\n# Рада {flat}\n\nМер [сказав]({flat}) {flat}.\n"
    for each in ("a.md", "b.html", "-d.md", f"{name}.md", f"{name}.zzz", f"{name}/e.md"):
        (articles / each).parent.mkdir(parents=True, exist_ok=True)
        (articles / each).write_text(page)
    (articles / f"x{name}.txt").write_bytes(b"\xff\xfe\xfd")
    (articles / "bytes.md").write_bytes(page.encode() + b"\xff\x1b[2J")
    (articles / f"link{name}.md").symlink_to(root.parent / "elsewhere")
    told = "".join(character for character in flat if unicodedata.category(character) != "Cc")
    (root / "glossary.csv").write_text(
        "term,translation,note,allowed,status,kind,later mention,aliases\n"
        f'"Мер","{told}","{told}","x{told}",,person,"y{told}",\n'
        f'"Мер","z{told}","{told}",,forbidden,,,\n'
    )
    for locale in ("en", name, f"xx-{name}"):
        for stray in (f"{name}.md.po", f"gone{name}.md.po"):
            path = root / "catalogs" / locale / stray
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f'msgid "x"\nmsgstr "{flat}"\n')
        page_ = root / "published" / locale / f"gone{name}.md"
        page_.parent.mkdir(parents=True, exist_ok=True)
        page_.write_text(flat)
        page_.with_name(f"gone{name}.md.versions.jsonl").write_text("{}\n")


def fill(root: Path, evil: Hostile) -> None:
    """Let people and tools fill the catalogs, with targets and contexts that steer."""
    for number, path in enumerate(sorted((root / "catalogs/en").rglob("*.po"))):
        try:
            catalog = polib.pofile(str(path), encoding="utf-8")
        except (OSError, UnicodeError):
            continue
        for entry in catalog:
            entry.msgstr = f"Mayor {evil.utf8}" if entry.msgstr or number % 2 else entry.msgstr
            entry.flags = []
            entry.tcomment = evil.utf8
        catalog.metadata[f"X-{number}"] = evil.utf8.replace("\n", " ")
        catalog.append(polib.POEntry(msgid=f"foreign {evil.utf8}", msgstr="x", msgctxt=evil.utf8))
        catalog.save()


def mark_records(root: Path, evil: Hostile) -> None:
    """Let the records of drafts name engines, models and reasons that steer."""
    for path in sorted((root / "records").rglob("*.drafts.jsonl")):
        lines = []
        for line in path.read_text().splitlines():
            record = json.loads(line)
            record.update(engine=evil.text, model=evil.text, doubtful=True)
            record["reason"] = [f"{evil.text} {{x}}", ["x", evil.text]]
            record["alternatives"] = [evil.text]
            lines.append(json.dumps(record))
        path.write_text("\n".join(lines) + "\n")
    for path in sorted((root / "versions").rglob("*.versions.jsonl")):
        whole = jsonl.parsed(Document(path, path.read_bytes()), Version)
        said = dict.fromkeys(("editor", "reason", "notice", "label", "state"), evil.text)
        newest = history(whole).versions[-1]
        strange = replace(
            newest,
            **said,
            id="",
            parents=(newest.id,),
            source_type=evil.text,
            engines=((evil.text, evil.text),),
            translators=(evil.text,),
            approvers=((evil.text, evil.text, evil.text, evil.text, "1"),),
        )
        path.write_text(path.read_text() + jsonl.dump([named(strange)]))


def wrong_glossaries(evil: Hostile) -> Iterator[str]:
    """Glossaries that are wrong, each in another place."""
    text = evil.flat
    yield f"{text},translation\nа,б\n"
    yield f"term,translation,{text}\nа,б,в\n"
    yield f'term,translation\n"а","{text}","{text}"\n'
    yield f'term,translation\n"{text}","а"\n"{text}","б"\n'
    yield f'term,translation\n"{text}\n'
    yield f'term,translation\n"{text}"x,а\n'
    yield f'term,translation,status\nа,б,"{text}"\n'
    yield f'term,translation,status\n"{text}","б{text}",do not translate\n'
    yield f'term,translation,kind\nа,б,"{text}"\n'
    yield f'term,translation,later mention\n"{text}",б,"в{text}"\n"{text}",б,"г{text}"\n'
    yield f'term,translation,allowed,forbidden\nа,б,"{text}","{text}"\n'


def break_catalogs(root: Path, evil: Hostile) -> None:
    """Leave catalogs and records that cannot be read, each with the text where it is quoted."""
    text = evil.utf8
    broken = (
        f'msgid "a"\n{text}\n',
        f'msgid "{text}\n',
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset={text}\\n"\n',
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=KOI8-U\\n"\n',
        f"{text}",
    )
    for number, path in enumerate(sorted((root / "catalogs/en").rglob("*.po"))):
        path.write_text(broken[number % len(broken)])
    for path in sorted((root / "records").rglob("*.jsonl")):
        path.write_text(f'{{"{text}": 1}}\n{text}\n')


def parcels(folder: Path, evil: Hostile) -> list[Path]:
    """Files that may come back from a translator, none of them sound."""
    folder.mkdir(parents=True)
    name = evil.name
    (folder / f"{name}.po").write_text(f'msgid "a"\n{evil.utf8}\n')
    (folder / f"x{name}.po").write_text(
        f'msgid ""\nmsgstr "Language: {evil.utf8!r}\\nX-L10n-Article: {evil.utf8!r}\\n"\n'
    )
    (folder / "bytes.po").write_bytes(b'msgid "\xff\x1b[2J"\n')
    (folder / f"{name}.txt").write_text(evil.utf8)
    (folder / f"no{name}.zip").write_text(evil.utf8)
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        for member in (f"{evil.utf8}.po", f"../{evil.utf8}.po", f"en/{evil.utf8}.md.po"):
            archive.writestr(member.replace("\0", ""), evil.utf8)
    return [*sorted(folder.iterdir()), folder]
