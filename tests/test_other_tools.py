"""What other tools do to a catalog between two syncs: nothing finished is unsettled by it."""

import re
import subprocess
from pathlib import Path

import polib
import pytest

from tests.conftest import Newsroom
from tests.test_cli import ENGLISH, NEWS, filled
from tests.test_peers import NEEDS_PEERS, PEERS

DATE = "2020-01-01 10:00+0000"


def dated(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(?<=POT-Creation-Date: )[^\\]*", DATE, text), "utf-8")


def source_date(path: Path) -> str:
    return str(polib.pofile(str(path)).metadata["POT-Creation-Date"])


def test_a_translators_save_does_not_move_the_source_date(newsroom: Newsroom) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    path = newsroom.catalog("a.md")
    dated(path)
    filled(path, ENGLISH)
    # Poedit leaves out what it has made of the notes and the previous texts.
    path.write_text(re.sub(r"(?m)^#\. .*\n", "", path.read_text("utf-8")), "utf-8")
    newsroom.l10n("sync")
    assert "#. " in path.read_text("utf-8")
    assert source_date(path) == DATE
    newsroom.article("a.md", NEWS.replace("одне речення", "одне довге речення"))
    newsroom.l10n("sync")
    assert source_date(path) != DATE


@NEEDS_PEERS
@pytest.mark.parametrize("head", ["", "---\ntitle: Рада ухвалила бюджет\n---\n\n"])
def test_a_way_through_xliff_unsettles_nothing(
    newsroom: Newsroom, tmp_path: Path, head: str
) -> None:
    newsroom.article("a.md", head + NEWS)
    newsroom.l10n("sync")
    path = newsroom.catalog("a.md")
    filled(path, ENGLISH)
    newsroom.l10n("sync")
    before = newsroom.l10n("coverage", "--json").out
    sent = tmp_path / "out"
    newsroom.l10n("send", "--all", "--to", str(sent))
    for name in (path, *sent.rglob("*.po")):
        for tool, made in (("po2xliff", "a.xlf"), ("xliff2po", "a.po")):
            source = name if tool == "po2xliff" else tmp_path / "a.xlf"
            command = [PEERS / "bin" / tool, "--progress=none", source, tmp_path / made]
            subprocess.run(command, check=True, capture_output=True)
        made_contexts = re.findall("msgctxt (.*)", (tmp_path / "a.po").read_text("utf-8"))
        assert all(each.startswith('"articles/a.md:') for each in made_contexts)
        assert bool(made_contexts) is bool(head)
        name.write_bytes((tmp_path / "a.po").read_bytes())
    newsroom.l10n("sync")
    assert newsroom.l10n("coverage", "--json").out == before
    answer = newsroom.l10n("receive", str(sent))
    assert "set aside" not in answer.out
    assert newsroom.l10n("coverage", "--json").out == before
