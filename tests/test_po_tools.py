"""PO files beside gettext and Babel: what they read and write is what we read and write."""

import itertools
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from l10n.exchange.po import file as po
from l10n.model.catalog import Catalog, Entry, Reference, State
from tests.test_po import DATA, GOOD, HEADERS, NOW, needs, tool


def test_polib_by_itself_reads_what_we_write(tmp_path: Path) -> None:
    import polib

    path = tmp_path / "a.po"
    for catalog in news_catalogs()[::20]:
        path.write_text(po.dump(catalog), "utf-8")
        found = polib.pofile(str(path), encoding="utf-8")
        assert [
            (each.msgctxt, each.msgid, each.msgstr, each.fuzzy, bool(each.obsolete), each.tcomment)
            for each in found
        ] == [
            (e.context, e.source, e.target, e.state is State.DRAFT, e.obsolete, e.comment)
            for e in catalog.entries
        ]
        assert found.metadata == dict(catalog.headers)


def news() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    folder = DATA / "ntrex"
    if not folder.is_dir():
        pytest.skip("shared/data/ntrex is not here")
    names = (folder / "document-ids.tsv").read_text("utf-8").splitlines()
    uk = (folder / "news.uk.txt").read_text("utf-8").split("\n")
    en = (folder / "news.en.txt").read_text("utf-8").split("\n")
    rows = zip(names, uk, en, strict=False)
    for name, group in itertools.groupby(rows, key=lambda row: row[0]):
        yield name, [(source, target) for _name, source, target in group]


def news_catalogs() -> list[Catalog]:
    found = []
    for name, pairs in news():
        path = f"articles/news/{name} стаття.md"
        made: dict[str, Entry] = {}
        for line, (source, target) in enumerate(pairs, 1):
            old = made.get(source)
            places = (*(old.references if old else ()), Reference(path, 2 * line - 1))
            state = (State.TRANSLATED, State.DRAFT, State.EMPTY)[line % 7 // 3]
            entry = Entry(None, source, references=places, note="Role: paragraph")
            made[source] = entry.with_target(target if state is not State.EMPTY else "", state)
        rows = list(made.values())
        rows[1] = replace(rows[1], comment="Перевірити\n\n дату")
        rows[2] = replace(
            rows[2].with_target(pairs[2][1], State.DRAFT), previous=(None, rows[1].source)
        )
        last = rows[-1].with_target(pairs[-1][1], State.DRAFT)
        rows[-1] = replace(last, obsolete=True, references=(), note="")
        found.append(Catalog(po.new_headers("en", f"{name}.md", now=NOW), tuple(rows)))
    return found


@needs("msgcat")
def test_msgcat_leaves_123_real_catalogs_byte_for_byte(tmp_path: Path) -> None:
    found = news_catalogs()
    assert len(found) == 123
    for number, catalog in enumerate(found):
        text = po.dump(catalog)
        assert po.parse(text, Path("a.po")) == catalog
        path = tmp_path / f"{number}.po"
        path.write_text(text, "utf-8")
        assert tool("msgcat", str(path)) == text


@needs("msgfmt")
def test_msgfmt_check_passes_real_catalogs_and_a_new_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    for catalog in [*news_catalogs()[::6], Catalog(HEADERS)]:
        path.write_text(po.dump(catalog), "utf-8")
        done = subprocess.run(
            ["msgfmt", "--check", "-o", "/dev/null", str(path)], capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")


@needs("msgmerge")
def test_msgmerge_changes_nothing_that_a_person_wrote(tmp_path: Path) -> None:
    for number, catalog in enumerate(news_catalogs()[::12]):
        path, template = tmp_path / f"{number}.po", tmp_path / f"{number}.pot"
        path.write_text(po.dump(catalog), "utf-8")
        blank = [replace(entry, target="", state=State.EMPTY) for entry in catalog.active()]
        blank = [replace(entry, previous=None, comment="") for entry in blank]
        template.write_text(po.dump(replace(catalog, entries=tuple(blank))), "utf-8")
        tool(
            "msgmerge",
            "--quiet",
            "--update",
            "--backup=none",
            "--previous",
            str(path),
            str(template),
        )
        assert po.load(path) == catalog


def test_babel_rewrites_a_catalog_and_keeps_every_text_and_state(tmp_path: Path) -> None:
    from babel.messages.pofile import read_po, write_po

    catalog = po.parse(GOOD, Path("a.po"))
    out = BytesIO()
    write_po(out, read_po(BytesIO(GOOD.encode()), locale="en"), include_previous=True, width=79)
    path = tmp_path / "a.po"
    path.write_bytes(out.getvalue())
    again = po.load(path)
    for old, new in zip(catalog.entries, again.entries, strict=True):
        assert (old.key, old.target, old.obsolete) == (new.key, new.target, new.obsolete)
        # Babel keeps `#|` as a comment, and no `fuzzy` on what is obsolete.
        assert old.comment in new.comment
        assert old.state is new.state or old.obsolete


@needs("msgcat")
@pytest.mark.parametrize(
    "text",
    [
        "слово " * 30,
        "x" * 200,
        "https://example.org/" + "дуже/довга/" * 12 + "адреса?a=b&c=d",
        "Він сказав: «" + "довге слово, " * 12 + "кінець» — і пішов.",
        'He said "' + "long word, " * 12 + 'end" and left.',
        "日本語の文章、" * 20,
        "пряма\u00a0мова " * 20,
        "наго\u0301лос " * 20,
        "- " * 60,
        "a\x7f b\x7f " * 30,
        "оʼкей ₴ " * 20,
        "2024-05-01, 12:30–13:45, +5 %, 1,000.50 грн; " * 4,
        "рядок\nдругий рядок\n",
        "один рядок\n",
        "\t\\" * 50,
        "кінець" + " " * 90 + "тут",
        "<a1>посилання</a1>, <b2>грубо</b2>… " * 5,
        "слово… " * 13 + "…",
    ],
)
def test_lines_break_where_gettext_breaks_them(text: str) -> None:
    entries = (
        Entry(None, text, text, State.TRANSLATED, previous=("c", text)),
        Entry("контекст", text, text, State.DRAFT, obsolete=True, previous=(None, text)),
    )
    written = po.dump(Catalog(HEADERS, entries))
    assert tool("msgcat", "-", text=written) == written
