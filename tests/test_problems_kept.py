"""Problems of articles that stay as they are come back from the index as they were said."""

import json

import pytest

from l10n.desk.problems import packed_problems, unpacked_problems
from l10n.messages import Message, joined, message
from l10n.model.article import Problem

SAID = Problem(3, message("odd {word}", word="х{"), untranslated=True)
BOTH = Problem(4, joined([message("one"), message("two")]))


def test_they_are_the_same_after_json() -> None:
    kept = json.loads(json.dumps(packed_problems([SAID, BOTH])))
    assert unpacked_problems(kept) == (SAID, BOTH)


def test_one_whose_words_cannot_be_unpacked_reads_as_it_did() -> None:
    odd = Problem(5, Message("{word:>5}", (("word", "х"),)))
    (found,) = unpacked_problems(packed_problems([odd]))
    assert (found.line, found.message.text("en")) == (5, "    х")


@pytest.mark.parametrize("kept", [None, 1, {}, [[]], [[1, ["{x}"], False]], [["x", ["y"], 0]], [7]])
def test_a_damaged_index_says_nothing(kept: object) -> None:
    assert unpacked_problems(kept) == ()
