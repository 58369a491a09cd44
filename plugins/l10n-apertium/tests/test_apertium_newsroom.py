"""The whole job: an article in English, drafted and published in Spanish."""

import os
import subprocess

import polib
import pytest

from apertium_newsroom import Newsroom
from apertium_texts import needs_apertium, seed

pytestmark = pytest.mark.generator


@needs_apertium
def test_the_seed_article_is_drafted_and_published_in_spanish(newsroom: Newsroom) -> None:
    newsroom.write("articles/axios.en.txt", seed())
    answer = newsroom.l10n("sync")
    assert answer.code == 0, answer.err
    path = newsroom.root / "catalogs/es/axios.en.txt.po"
    command = ["msgfmt", "--check", "-o", os.devnull, str(path)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    entries = {entry.msgid: entry for entry in polib.pofile(str(path))}
    assert len(entries) > 20
    assert all(entry.fuzzy and entry.msgstr for entry in entries.values())
    assert all("eng-spa" in entry.comment for entry in entries.values())
    assert entries["Ceasefire negotiations"].msgstr == "Negociaciones de alto el fuego"
    after = next(e for e in entries.values() if e.msgid.startswith("After that, Rubio shared"))
    assert "Rubio compartió la decepción de Trump con socios de Francia" in after.msgstr
    assert "does not know" not in after.comment
    citing = next(e for e in entries.values() if e.msgid.startswith("Axios reports this"))
    assert "does not know: diplomats" in citing.comment
    answer = newsroom.l10n("publish")
    assert answer.code == 0, answer.err
    page = newsroom.read("published/es/axios.en.txt")
    assert "El Presidente de EE.UU. Donald Trump" in page
    assert "*" not in page
    assert "Zelensk" not in page


@needs_apertium
def test_a_footnote_after_a_link_is_published_after_the_link(newsroom: Newsroom) -> None:
    note = "The minister went to [Madrid](https://ex.org/m)[^1] on Sunday.\n\n[^1]: A note.\n"
    newsroom.write("articles/note.en.md", note)
    for command in ("sync", "publish"):
        answer = newsroom.l10n(command)
        assert answer.code == 0, answer.err
    page = newsroom.read("published/es/note.en.md")
    assert "[Madrid](https://ex.org/m)[^1]" in page
