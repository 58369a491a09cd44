"""`l10n glossary import` and `export`: terms come in from other tools, and go out."""

from pathlib import Path

from tests.conftest import Newsroom
from tests.test_tbx import DCT, MARTIF

GLOSSARY = (
    "term,translation,pair,note,forbidden\nбюджет,budget,uk>en,yearly,\nПетренко,Petrenko,,,\n"
)


def csv_of(newsroom: Newsroom, name: str) -> str:
    return (newsroom.root / "glossary" / name).read_text("utf-8")


def test_a_termbase_becomes_a_file_of_the_glossary(newsroom: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "law.tbx"
    path.write_text(MARTIF, "utf-8")
    answer = newsroom.l10n("glossary", "import", str(path), "--pair", "uk>en")
    assert answer.code == 0
    assert "1 term is now in glossary/law.csv" in answer.out
    assert "законопроєкт,bill,uk>en-US" in csv_of(newsroom, "law.csv")
    again = newsroom.l10n("glossary", "import", str(path), "--pair", "uk>en", "--json")
    assert again.json == {"file": "", "added": 0, "known": 1, "left_out": 0, "errors": []}


def test_an_import_that_fails_says_so_in_json(newsroom: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "law.tbx"
    path.write_text("no terms", "utf-8")
    for given in ([str(path)], [str(tmp_path / "none.tbx")], [str(path), "--as", "../x"]):
        plain = newsroom.l10n("glossary", "import", *given)
        answer = newsroom.l10n("glossary", "import", *given, "--json")
        assert (answer.code, answer.err) == (plain.code, plain.err)
        said = answer.json
        (error,) = said.pop("errors")
        assert said == {"file": "", "added": 0, "known": 0, "left_out": 0}
        assert f"[{error['code']}]" in answer.err


def test_what_contradicts_the_glossary_is_told_and_left_out(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    (newsroom.root / "glossary.csv").write_text(
        "term,translation,pair\nзаконопроєкт,draft law,uk>en-US\n", "utf-8"
    )
    path = tmp_path / "law.tbx"
    path.write_text(MARTIF + "\n", "utf-8")
    answer = newsroom.l10n("glossary", "import", str(path), "--pair", "uk>en")
    assert answer.code == 3
    assert "Nothing is new" in answer.out
    assert f"{path}:2: “законопроєкт” is “bill” here" in answer.err
    assert not (newsroom.root / "glossary").exists()


def test_a_file_that_is_there_is_left_as_it_is(newsroom: Newsroom, tmp_path: Path) -> None:
    place = newsroom.root / "glossary" / "law.csv"
    place.parent.mkdir()
    place.write_text(GLOSSARY, "utf-8")
    path = tmp_path / "law.tbx"
    path.write_text(DCT, "utf-8")
    answer = newsroom.l10n("glossary", "import", str(path))
    assert answer.code == 5
    assert place.read_text("utf-8") == GLOSSARY
    assert newsroom.l10n("glossary", "import", str(path), "--as", "bills").code == 0
    assert "bill,законопроєкт,en>uk" in csv_of(newsroom, "bills.csv")
    outside = newsroom.l10n("glossary", "import", str(path), "--as", "../x")
    assert outside.code == 2


def test_a_glossary_goes_out_and_comes_back(newsroom: Newsroom, tmp_path: Path) -> None:
    glossary = newsroom.root / "glossary.csv"
    glossary.write_text(GLOSSARY, "utf-8")
    for name in ("all.tbx", "all.csv"):
        path = tmp_path / name
        answer = newsroom.l10n("glossary", "export", str(path))
        assert f"2 terms are in {path}" in answer.out
        glossary.unlink()
        assert newsroom.l10n("glossary", "import", str(path)).code == 0
        assert csv_of(newsroom, "all.csv") == GLOSSARY
        glossary.write_text(GLOSSARY, "utf-8")
        (newsroom.root / "glossary" / "all.csv").unlink()
        assert newsroom.l10n("glossary", "export", str(path)).code == 2
    assert newsroom.l10n("glossary", "export", str(tmp_path / "all.xlsx")).code == 2
    nothing = newsroom.l10n("glossary", "export", str(tmp_path / "b.tbx"), "--pair", "de>fr")
    assert nothing.code == 0
    glossary.unlink()
    assert newsroom.l10n("glossary", "export", str(tmp_path / "c.tbx")).code == 2


def test_a_zip_called_tbx_is_refused_in_a_line(newsroom: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    path.write_bytes(b"PK\x03\x04" + b"\0" * 60)
    answer = newsroom.l10n("glossary", "import", str(path))
    assert answer.code == 3
    assert answer.err.count("\n") == 1
    assert "this is an archive" in answer.err
