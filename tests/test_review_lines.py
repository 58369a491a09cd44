"""Review in lines: commands come from a pipe, and every line is plain."""

import io
import os
import stat
from pathlib import Path

import pytest

from l10n.jobs.review.keys import BINDINGS
from tests.conftest import Answer, Newsroom
from tests.reviewing import (
    FOURTH,
    HEADLINE,
    NAMED,
    TAGGED,
    TARGETS,
    THIRD,
    entry,
    filled,
    prepared,
    signatures,
)


@pytest.fixture
def catalog(newsroom: Newsroom) -> Path:
    return prepared(newsroom)


class Typed:
    """Types lines into a review."""

    def __init__(self, newsroom: Newsroom, patch: pytest.MonkeyPatch) -> None:
        self.newsroom = newsroom
        self.patch = patch

    def __call__(self, *lines: str, more: tuple[str, ...] = ("a.md",)) -> Answer:
        self.patch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return self.newsroom.l10n("review", *more, "--as", NAMED)

    def editor(self, script: str) -> None:
        """Have $EDITOR be a shell script; "$1" is the file."""
        path = self.newsroom.root / "editor.sh"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IEXEC)
        self.patch.delenv("VISUAL", raising=False)
        self.patch.setenv("EDITOR", f"{path} --wait")


@pytest.fixture
def typed(newsroom: Newsroom, catalog: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    return Typed(newsroom, monkeypatch)


def answers(answer: Answer) -> list[str]:
    """What became of each wish."""
    return [line for line in answer.out.splitlines() if line.startswith(("= ", "! "))]


def test_an_entry_is_shown_with_all_that_is_known(typed: Typed, catalog: Path) -> None:
    text = catalog.read_text("utf-8")
    place = f'msgid "{THIRD}"'
    catalog.write_text(
        text.replace(place, f'# Так було.\n#| msgid "Третє старе речення."\n{place}'), "utf-8"
    )
    answer = typed(f"/ {THIRD}")
    assert answer.code == 0
    assert answer.out.splitlines()[-8:] == [
        "",
        "articles/a.md:5 · uk → en · fuzzy · 1 of 1, not approved · search: Третє речення.",
        "4 not approved",
        "< Третє речення.",
        "> The third sentence.",
        "  source, changed since: Третє [-старе-] речення.",
        "  comment: Так було.",
        "  Role: paragraph",
    ]


def test_a_similar_text_of_the_memory_is_no_earlier_source(
    typed: Typed, newsroom: Newsroom
) -> None:
    newsroom.article("b.md", "Мер подякував усім містянам за їхню допомогу.\n")
    newsroom.l10n("sync")
    filled(
        newsroom.catalog("b.md"),
        {"Мер подякував усім містянам за їхню допомогу.": "The mayor thanked all for their help."},
    )
    done = newsroom.catalog("b.md")
    done.write_text(done.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    newsroom.article("c.md", "Мер подякував усім містянкам за їхню допомогу.\n")
    newsroom.l10n("sync")
    shown = typed(more=("c.md",)).out
    assert "changed since" not in shown
    assert "  From memory, 9" in shown


def test_decisions_from_a_pipe_are_in_the_files(
    typed: Typed, newsroom: Newsroom, catalog: Path
) -> None:
    answer = typed(
        "t", "ф", f"/ {THIRD}", "r Не те.", "u", f"/ {FOURTH}", "e The 4th sentence.", "q"
    )
    assert answer.code == 0
    assert answers(answer) == [
        "= accepted as translated",
        "= approved",
        "= rejected",
        "= undone; that you took it back is recorded",
        "= saved as translated",
    ]
    assert set(signatures(newsroom)) == {
        ("approved", TAGGED),
        ("rejected", THIRD),
        ("withdrawn", THIRD),
    }
    assert not entry(catalog, HEADLINE).fuzzy
    assert entry(catalog, THIRD).msgstr == TARGETS[THIRD]
    assert entry(catalog, FOURTH).msgstr == "The 4th sentence."


def test_an_end_without_quit_is_an_end(typed: Typed, catalog: Path) -> None:
    assert typed().code == 0
    assert typed("n", "n", "n", "n", "n").code == 0


def test_what_is_no_command_changes_nothing(typed: Typed, catalog: Path) -> None:
    before = catalog.read_bytes()
    answer = typed("approve", "7", "\x1b[31mt", "e", "s nothing", "r", "t" * 3, "")
    assert catalog.read_bytes() == before
    assert "“approve” is no command; ? lists them" in answer.out
    assert "\x1b" not in answer.out
    assert "! a rejection needs a reason" in answer.out


def test_help_lists_every_command(typed: Typed) -> None:
    out = typed("?").out
    assert [line for line in BINDINGS if f"\n{line.letter}" not in out] == []


def test_a_save_elsewhere_is_shown_before_a_command_is_done(
    typed: Typed, catalog: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Late(io.StringIO):
        """Input whose second line comes after somebody has saved the file."""

        def readline(self, size: int = -1, /) -> str:
            line = super().readline(size)
            if line.startswith("t"):
                filled(catalog, {HEADLINE: "Saved elsewhere"})
            return line

    monkeypatch.setattr("sys.stdin", Late("t\nq\n"))
    answer = newsroom.l10n("review", "a.md", "--as", NAMED)
    assert "= this entry was changed elsewhere, and is shown as it is now" in answer.out
    assert "> Saved elsewhere" in answer.out
    assert entry(catalog, HEADLINE).fuzzy


def test_nothing_that_people_wrote_steers_a_terminal(typed: Typed, catalog: Path) -> None:
    filled(catalog, {HEADLINE: "\x9b31m[red]\u202e"})
    typed.editor("true")
    answer = typed("c \x1b]0;x\x07", "a", "r \x1b[2J\u202e", "E")
    assert not set("\x1b\x07\x9b\u202e") & set(answer.out + answer.err)
    assert "> \\x9b31m[red]\\u202e" in answer.out


def test_lines_of_an_article_alone_are_walked(typed: Typed) -> None:
    out = typed(more=("a.md:3",)).out
    assert "articles/a.md:3 · uk → en · fuzzy · 1 of 1, not approved" in out
    assert HEADLINE not in out
    answer = typed(more=("a.md:4",))
    assert (answer.code, answer.out) == (2, "")
    assert "no text begins in line 4" in answer.err


def test_all_articles_are_walked_and_those_approved_left_out(
    typed: Typed, newsroom: Newsroom
) -> None:
    newsroom.article("b.md", "Кілька слів.\n")
    newsroom.l10n("sync")
    filled(newsroom.catalog("b.md"), {"Кілька слів.": "A few words, 7."})
    out = typed("]", "]", more=()).out
    assert out.index("articles/b.md:1") < out.index("articles/a.md:1"), "findings come first"
    assert "= there is no other article" in out
    typed("e A few words.", "a", more=("b.md",))
    assert "articles/b.md" not in typed(more=()).out
    assert "articles/b.md" in typed("s all", more=("b.md",)).out


def test_nothing_to_review_is_said(typed: Typed, newsroom: Newsroom) -> None:
    typed("a", "a", "a", "a")
    assert typed(more=()).out == "Nothing waits for a review.\n"


def test_without_a_name_nobody_reviews(
    newsroom: Newsroom, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(newsroom.root / "nobody"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(newsroom.root / "nobody"))
    answer = newsroom.l10n("review")
    assert answer.code == 2
    assert "--as" in answer.err


def test_an_article_without_a_catalog_is_told(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "Текст.\n")
    answer = newsroom.l10n("review", "--as", NAMED)
    assert answer.out == "articles/a.md: no catalog in en — run `l10n sync`\n"


def test_an_editor_gets_the_text_alone_and_gives_it_back(
    typed: Typed, newsroom: Newsroom, catalog: Path
) -> None:
    seen = newsroom.root / "seen"
    typed.editor(
        f'test "$1" = --wait && cp "$2" {seen} && ls -l "$2" "$(dirname "$2")/.." >> {seen}.mode\n'
        'sed -i "1s/.*/By my editor./" "$2"'
    )
    answer = typed(f"/ {THIRD}", "E")
    assert answers(answer) == ["= saved as translated"]
    assert entry(catalog, THIRD).msgstr == "By my editor."
    assert seen.read_text("utf-8").startswith(f"{TARGETS[THIRD]}\n\n# >8 ")
    assert THIRD in seen.read_text("utf-8")
    assert (newsroom.root / "seen.mode").read_text().startswith("-rw-------")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("true", "= nothing was changed"),
        ("exit 1", "! the editor ended with an error; nothing was changed"),
        ('rm "$2"', "! the editor left no file; nothing was changed"),
        (
            'echo Half > "$2"; exit 1',
            "! the editor ended with an error; what you typed is there when you edit",
        ),
    ],
    ids=["never saved", "failed", "deleted", "saved and failed"],
)
def test_an_editor_that_gives_nothing_changes_nothing(
    typed: Typed, catalog: Path, script: str, told: str
) -> None:
    before = catalog.read_bytes()
    typed.editor(script)
    assert answers(typed("E")) == [told]
    assert catalog.read_bytes() == before


def test_what_an_editor_saved_in_no_utf_8_is_kept(typed: Typed, catalog: Path) -> None:
    before = catalog.read_bytes()
    typed.editor('printf "\\\\351\\\\n" > "$2"')
    answer = typed("E")
    assert catalog.read_bytes() == before
    line = next(line for line in answer.out.splitlines() if "UTF-8" in line)
    kept = Path(line.split(":")[0])
    assert kept.read_bytes() == b"\xe9\n"
    kept.unlink()
    kept.parent.rmdir()


def test_an_editor_that_is_not_there_is_named(
    typed: Typed, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor --wait")
    assert "the editor “no-such-editor --wait” is not to be found" in typed("E").out
    monkeypatch.setenv("EDITOR", "'")
    assert "is not to be found" in typed("E").out
    monkeypatch.delenv("EDITOR")
    monkeypatch.setenv("PATH", os.devnull)
    assert "no editor is named" in typed("E").out


def test_bytes_that_are_no_text_are_left_out(
    newsroom: Newsroom, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = io.TextIOWrapper(io.BytesIO(b"e \xff\xfe\nt\n/ \xd0\n"), "utf-8")
    monkeypatch.setattr("sys.stdin", pipe)
    answer = newsroom.l10n("review", "a.md", "--as", NAMED)
    assert answer.code == 0
    assert answer.out.count("this line is not UTF-8, and is left out") == 2
    assert not entry(catalog, HEADLINE).fuzzy
    assert entry(catalog, HEADLINE).msgstr == TARGETS[HEADLINE]


def test_a_closed_input_is_an_end(
    newsroom: Newsroom, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert newsroom.l10n("review", "a.md", "--as", NAMED).code == 0


def test_without_textual_a_terminal_gets_lines(
    typed: Typed, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("l10n.cli.review._is_capable", lambda: True)
    monkeypatch.setattr("l10n.cli.review.find_spec", lambda name: None)
    answer = typed("t")
    assert answer.err == (
        "l10n: the package textual is not installed, so this is the form in lines\n"
    )
    assert answers(answer) == ["= accepted as translated"]
