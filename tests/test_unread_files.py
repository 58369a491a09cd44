"""Files under `articles/` that no format reads are said, with their number by suffix."""

import json

from tests.conftest import Newsroom


def test_sync_and_status_name_what_is_not_read(newsroom: Newsroom) -> None:
    for name in ("a.docx", "b.DOCX", "deep/c.rst", "README", "picture.png"):
        newsroom.article(name, "x")
    expected = (
        "articles/: 4 files are not read, since no format knows them: "
        ".docx (2), .rst (1), no suffix (1)"
    )
    for command in ("sync", "status"):
        assert sorted_suffixes(expected) in sorted_suffixes(newsroom.l10n(command).out)
    assert json.loads(newsroom.l10n("sync", "--json").out)["unread"] == {
        ".docx": 2,
        ".rst": 1,
        "": 1,
    }


def sorted_suffixes(text: str) -> str:
    """The same text whatever order equal numbers have."""
    return text.replace("no suffix (1), .rst (1)", ".rst (1), no suffix (1)")


def test_nothing_is_said_where_all_is_read(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "Слово.\n")
    newsroom.article("b.mdx", "Слово.\n")
    for name in ("c.jpg", "budget.PDF", "chart.js"):
        newsroom.article(name, "x")
    assert "not read" not in newsroom.l10n("sync").out + newsroom.l10n("status").out
