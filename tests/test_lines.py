"""A text on one line: what becomes of line ends, blanks and control characters."""

from pathlib import Path

import pytest

from l10n.lines import collapsed, display_line, one_line, printable

PACKAGE = Path(__file__).parent.parent / "l10n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_end_is_one_space_whatever_system_wrote_it(end: str) -> None:
    assert one_line(f"one{end}two{end}{end}three{end}") == "one two  three"


def test_a_segment_keeps_the_spaces_that_its_writer_chose() -> None:
    assert one_line("\t 5\u00a0km,  so\u2028ran ") == "5\u00a0km,  so\u2028ran"


def test_words_compare_alike_whatever_stands_between_them() -> None:
    assert collapsed(" one\u00a0 two\r\nthree ") == "one two three"


def test_control_characters_are_shown_as_escapes() -> None:
    assert printable("a\x1b[2Jb\u200bc\u00a0d") == "a\\x1b[2Jb\\u200bc\u00a0d"
    assert display_line("a\r\nb\x07\u2028c") == "a b\\x07 c"


def test_no_module_has_a_one_line_of_its_own() -> None:
    own = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "def one_line(" in (text := path.read_text("utf-8")) or "def _one_line(" in text
    }
    assert own == {"lines.py"}
