"""An error that a person can act on: its one line, and its copies."""

import pickle
from pathlib import Path

import pytest

from l10n.errors import CatalogError, EngineError, L10nError, UsageError
from l10n.net.http import AnswerError


def broken() -> CatalogError:
    return CatalogError("a quote is not closed", code="PO-007", line=3, remedy="close it")


def test_the_line_is_place_meaning_remedy_code() -> None:
    error = broken().at(path="catalogs/en/a.md.po")
    assert str(error) == ("catalogs/en/a.md.po:3: a quote is not closed — close it [L10N-PO-007]")


def test_a_line_without_its_file_is_not_shown() -> None:
    assert str(broken()) == "a quote is not closed — close it [L10N-PO-007]"


def test_a_message_of_several_lines_is_shown_as_one() -> None:
    error = UsageError("no\r\n such\x1b[2J thing", code="USE-001")
    assert str(error) == "no such\\x1b[2J thing [L10N-USE-001]"


def test_a_place_is_given_to_a_copy() -> None:
    first = broken()
    second = first.at(path=Path("a.po"))
    assert (first.path, second.path) == (None, Path("a.po"))
    assert (type(second), second.code, second.exit_code) == (CatalogError, "L10N-PO-007", 3)
    assert (second.line, second.remedy, second.message) == (3, "close it", first.message)
    assert second.at(path="b.po", line=5).line == 5


def test_other_advice_is_given_to_a_copy() -> None:
    first = broken()
    assert str(first.with_remedy(None)) == "a quote is not closed [L10N-PO-007]"
    assert first.remedy == "close it"


@pytest.mark.parametrize("name", ["path", "line", "remedy", "message", "code"])
def test_an_error_does_not_change_once_it_is_made(name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(broken(), name, "x")


def test_a_copy_keeps_what_a_subclass_knows() -> None:
    error = AnswerError("the server refused", code="NET-009", status=404, server_words="no")
    copy = error.at(path="workflows/a.toml")
    assert (copy.status, copy.server_words, copy.path) == (404, "no", "workflows/a.toml")
    assert isinstance(copy, EngineError)


def test_an_error_passes_from_process_to_process() -> None:
    error: L10nError = pickle.loads(pickle.dumps(broken().at(path="a.po")))
    assert str(error) == str(broken().at(path="a.po"))
