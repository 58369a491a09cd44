"""Figures take their places on their page, and what a person wrote there stays."""

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks.cluster import ALONE, CLUSTER, THREADS, Took, compared_rows
from benchmarks.page import with_rows
from benchmarks.table import Part, Row

PAGE = """# Benchmarks

Measured on a quiet machine: | is no table.

| what | l10n | beside | theirs | ratio | aim | |
|---|---|---|---|---|---|---|
| sync  | 1.00 s | mdpo   | 2.00 s | 2.00 | ≥ 3 | NOT MET: others were at work |
| sync | 1.00 s | po4a | 9.00 s | 9.00 | ≥ 4 | met |

A person says: `sync` is slow.

| what | ratio |
|---|---|
| sync | 2.00 |
"""
FASTER = Row("sync", "0.50 s", "mdpo", "2.00 s", 4.0, 3)


def test_a_row_takes_its_place_and_all_else_stays():
    text, homeless = with_rows(PAGE, [Part((FASTER,))])
    old = "| sync  | 1.00 s | mdpo   | 2.00 s | 2.00 | ≥ 3 | NOT MET: others were at work |"
    assert text == PAGE.replace(old, "| sync | 0.50 s | mdpo | 2.00 s | 4.00 | ≥ 3 | met |")
    assert homeless == ()
    assert with_rows(text, [Part((FASTER,))]) == (text, ())


def test_what_could_not_be_measured_leaves_what_is_there():
    missing = Row("sync", "", "po4a", aim=4, note="po4a is not installed")
    assert with_rows(PAGE, [Part((missing,))]) == (PAGE, ())


def test_a_new_row_stands_behind_those_of_its_part():
    new = Row("sync, nothing changed", "0.10 s", "mdpo", "2.00 s", 20.0)
    text, homeless = with_rows(PAGE, [Part((FASTER, new))])
    lines = text.splitlines()
    assert lines[6].startswith("| sync | 0.50 s | mdpo ")
    assert lines[7] == "| sync, nothing changed | 0.10 s | mdpo | 2.00 s | 20.0 |  |  |"
    assert lines[8].startswith("| sync | 1.00 s | po4a ")
    assert homeless == ()


def test_a_row_without_a_table_is_told_of():
    alone = Row("align", "1 s", "hunalign", "1 s", 1.0)
    text, homeless = with_rows(PAGE, [Part((FASTER,)), Part((alone,))])
    assert text == with_rows(PAGE, [Part((FASTER,))])[0]
    assert homeless == (alone,)


def test_writing_keeps_the_sentences_of_the_page(tmp_path, monkeypatch, capsys):
    place = tmp_path / "benchmarks.md"
    place.write_text(PAGE, "utf-8")
    monkeypatch.setattr(benchmarks, "PAGE", place)
    families = {"sync": lambda folder, *, quick: Part((FASTER,), ("A note.",))}
    monkeypatch.setattr(benchmarks, "FAMILIES", benchmarks.FAMILIES | families)
    assert benchmarks.main(["--only", "sync", "--write", "--no-install"]) == 0
    text = place.read_text("utf-8")
    assert "A person says: `sync` is slow." in text
    assert "| sync | 0.50 s | mdpo |" in text
    assert "A note." not in text
    assert "put its sentences right" in capsys.readouterr().err


@pytest.mark.parametrize("way", ["public size: processor", "bundled package: processor", "peak"])
def test_rows_of_the_cluster_have_their_places(way):
    took = {ALONE: Took(9, 9, 9), THREADS: Took(9, 9, 9), CLUSTER: Took(9, 9, 9)}
    rows = compared_rows(took, took)
    (row,) = (each for each in rows if way in each.what and "2 threads" in each.beside)
    page = benchmarks.PAGE.read_text("utf-8")
    text, homeless = with_rows(page, [Part((row,))])
    assert homeless == ()
    assert len(text.splitlines()) == len(page.splitlines())
