"""Damaged files of every kind before the commands: each is a line, and all else goes on."""

import random
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import LONG, Answer, Newsroom
from tests.fuzzing import articles, catalogs, files, seeds
from tests.fuzzing.damage import damaged_by
from tests.tally import Tally

pytestmark = pytest.mark.campaign

ROUNDS = 400 if LONG else 1
"""Damaged files of each kind."""
GOOD = "# Добре\n\nІнша стаття, якої ніхто не чіпає.\n"
ARTICLE = "# Новина\n\nПерше речення. Друге, **довше**, [про](x) місто.\n"
_STEERING = frozenset(("Cc", "Cs", "Zl", "Zp"))
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Kind:
    """A file that may be anybody's, where it stands, and the commands that read it."""

    name: str
    """Below the workspace."""
    seeds: tuple[bytes, ...]
    commands: tuple[tuple[str, ...], ...]


BOTH = (("sync",), ("publish",))
ALL = (*BOTH, ("status",), ("coverage",))
KINDS = (
    Kind("workflows/news.toml", (files.WORKFLOW,), ALL),
    Kind("glossary.csv", (files.GLOSSARY,), BOTH),
    Kind("articles/a.md", (articles.MARKUP, ARTICLE.encode()), ALL),
    Kind("articles/c.html", (articles.PAGE,), ALL),
    Kind("articles/d.txt", (articles.LINES,), ALL),
    Kind("catalogs/en/a.md.po", catalogs.SEEDS[:3], (*ALL, ("send", "--to", "out.zip"))),
    Kind("records/en/a.md.drafts.jsonl", (files.DRAFTS,), BOTH),
    Kind("records/en/a.md.sent.jsonl", (files.SENT,), (("receive", "parcel.po"),)),
    Kind("versions/en/a.md.versions.jsonl", (files.VERSIONS,), (("publish",), ("status",))),
    Kind("published/en/a.md.versions.jsonl", (files.FORMER,), (("publish",), ("status",))),
    Kind("parcel.po", catalogs.SEEDS[:3], (("receive", "parcel.po"),)),
    Kind("parcel.zip", tuple(seeds.archives()), (("receive", "parcel.zip"),)),
    Kind(".l10n/index.sqlite", (files.good_index(),), ALL),
    Kind(".l10n/drafts.jsonl", (files.JOURNAL,), (("sync",),)),
)


def sound(answer: Answer, command: tuple[str, ...]) -> None:
    """A command said in whole lines what it did, or what is wrong."""
    assert answer.code in (0, 1, 2, 3, 5), answer.err
    assert "Traceback" not in answer.err
    for line in (answer.out + answer.err).split("\n"):
        wrong = [each for each in line if unicodedata.category(each) in _STEERING]
        wrong += _TURNING.intersection(line)
        assert not [each for each in wrong if each != "\t"], (command, line)
    if answer.code in (2, 3, 5):
        assert answer.err.strip(), command


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_damaged_file_is_a_line_and_the_rest_goes_on(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, kind: Kind, tally: Tally
) -> None:
    monkeypatch.chdir(newsroom.root)
    chance = random.Random(kind.name)
    path = newsroom.root / kind.name
    newsroom.article("a.md", ARTICLE)
    newsroom.article("b.md", GOOD)
    assert newsroom.l10n("sync").code == 0
    assert newsroom.l10n("publish").code == 0
    (newsroom.root / "parcel.po").write_bytes(newsroom.catalog("a.md").read_bytes())
    good, page = (newsroom.catalog("b.md").read_bytes(), newsroom.published("b.md").read_bytes())
    path.parent.mkdir(parents=True, exist_ok=True)
    commands = 0
    for number in range(ROUNDS):
        data = damaged_by(chance, kind.seeds)
        path.write_bytes(data)
        for command in kind.commands:
            commands += 1
            sound(run(newsroom, command, (number, data)), command)
        Path("out.zip").unlink(missing_ok=True)
        if kind.name not in ("workflows/news.toml", "glossary.csv"):
            assert newsroom.catalog("b.md").read_bytes() == good, (number, data)
            assert newsroom.published("b.md").read_bytes() == page, (number, data)
    tally(f"hostile files: {kind.name}", files=ROUNDS, commands=commands, faults=0)


def run(newsroom: Newsroom, command: tuple[str, ...], moment: object) -> Answer:
    """Run a command; whatever leaves it but an exit code is named with the file."""
    try:
        return newsroom.l10n(*command)
    except Exception as error:
        error.add_note(f"{command}: {moment}")
        raise
