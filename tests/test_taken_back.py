"""Pages that are corrected, set back and taken back; nothing that was published is lost by it."""

import re
from pathlib import Path

import pytest

from tests.conftest import WORKFLOW, Newsroom
from tests.test_cli import ENGLISH, NEWS, filled, one_line
from tests.test_versions import TITLE, published

WHY = ("--reason", "wrong")


def page(newsroom: Newsroom, name: str = "a.md") -> str:
    return newsroom.published(name).read_text()


def kinds(newsroom: Newsroom) -> list[str]:
    return [each.kind for each in newsroom.history("a.md").versions]


def texts(newsroom: Newsroom) -> list[str]:
    """The first lines of all texts that were ever published of the article."""
    found = newsroom.history("a.md").versions
    numbers = [number for number, each in enumerate(found, 1) if each.text]
    return [newsroom.text("a.md", number).read_text().split("\n")[0] for number in numbers]


@pytest.fixture
def twice(newsroom: Newsroom) -> Newsroom:
    published(newsroom, "One", "Two")
    return newsroom


def workflow(newsroom: Newsroom, *lines: str, targets: str = '["en"]') -> None:
    text = WORKFLOW.replace('["en"]', targets)
    newsroom.workflow(text + "\n".join(lines) + "\n")


def test_a_page_that_was_set_back_stays_so(twice: Newsroom) -> None:
    answer = twice.l10n("rollback", "a.md", "--reason", "Two was wrong", "--as", "Ed <ed@x.org>")
    assert answer.code == 0
    assert "version 3, with the text of version 1" in answer.out
    assert page(twice).startswith("# One")
    for title in ("Two", "Three"):
        filled(twice.catalog("a.md"), ENGLISH | {TITLE: title})
        answer = twice.l10n("publish")
        assert (answer.code, "version 3, set back, stays until" in answer.out) == (0, True)
        assert page(twice).startswith("# One")
    assert "rolled back" in twice.l10n("status").out
    version = twice.history("a.md").versions[-1]
    assert (version.editor, version.reason) == ("Ed <ed@x.org>", "Two was wrong")
    assert version.restores == twice.history("a.md").versions[0].id
    twice.published("a.md").unlink()
    assert twice.l10n("publish").code == 0
    assert page(twice).startswith("# One")
    assert twice.l10n("correct", "a.md", *WHY).code == 0
    assert page(twice).startswith("# Three")
    assert kinds(twice) == ["first", "update", "update", "correction"]
    assert texts(twice) == ["# One", "# Two", "# One", "# Three"]


def test_setting_back_to_the_newest_ends_it(twice: Newsroom) -> None:
    twice.l10n("rollback", "a.md", "1")
    answer = twice.l10n("rollback", "a.md", "2")
    assert "it stays so until" not in answer.out
    assert "unchanged" in twice.l10n("publish", "a.md").out
    filled(twice.catalog("a.md"), ENGLISH | {TITLE: "Three"})
    assert "version 5" in twice.l10n("publish").out
    assert page(twice).startswith("# Three")


def test_a_rollback_needs_a_version_that_has_a_text(twice: Newsroom) -> None:
    answer = twice.l10n("rollback", "a.md", "2")
    assert (answer.code, "reads as version 2 already" in answer.out) == (0, True)
    assert len(kinds(twice)) == 2
    twice.l10n("rollback", "a.md", "1")
    answer = twice.l10n("rollback", "a.md")
    assert (answer.code, "L10N-PUB-042" in answer.err) == (1, True)
    twice.l10n("retract", "a.md", *WHY)
    assert "L10N-USE-068" in twice.l10n("rollback", "a.md", "4").err
    twice.text("a.md", 1).unlink()
    assert "L10N-PUB-040" in twice.l10n("rollback", "a.md", "1").err
    assert "retracted" in page(twice)


def test_a_page_changed_by_hand_is_not_set_back_unasked(twice: Newsroom) -> None:
    twice.published("a.md").write_text("By hand.\n")
    answer = twice.l10n("rollback", "a.md", "1")
    assert (answer.code, "changed by hand" in one_line(answer)) == (1, True)
    assert page(twice) == "By hand.\n"
    assert twice.l10n("rollback", "a.md", "1", "--replace-edited").code == 0
    assert texts(twice) == ["# One", "# Two", "By hand.", "# One"]


def test_a_retracted_page_is_a_notice_and_stays_one(twice: Newsroom) -> None:
    answer = twice.l10n("retract", "a.md", *WHY)
    assert answer.code == 0
    assert "This article was retracted on" in answer.out
    notice = page(twice)
    assert re.fullmatch(r"> \*This article was retracted on \w+ \d+, \d{4}\.\*\n+", notice)
    filled(twice.catalog("a.md"), ENGLISH | {TITLE: "Three"})
    for _again in range(2):
        answer = twice.l10n("publish")
        assert (answer.code, "retracted, and stays so until" in answer.out) == (0, True)
        assert page(twice) == notice
    assert "retracted" in twice.l10n("status").out
    found = twice.l10n("publish", "--json").json[0]
    assert (found["result"], found["version"]) == ("retracted", 3)
    again = twice.l10n("retract", "a.md", *WHY)
    assert (again.code, "was retracted before, as version 3" in again.out) == (0, True)
    assert texts(twice)[:2] == ["# One", "# Two"]
    assert twice.l10n("rollback", "a.md").code == 0
    assert page(twice).startswith("# Two")
    assert "version 5" in twice.l10n("publish").out
    assert page(twice).startswith("# Three")


def test_a_retraction_is_ended_by_a_correction(twice: Newsroom) -> None:
    twice.l10n("retract", "a.md", *WHY)
    assert twice.l10n("correct", "a.md", "--reason", "it was right").code == 0
    assert page(twice).startswith("# Two")
    assert kinds(twice) == ["first", "update", "retraction", "correction"]
    assert twice.l10n("publish").out == "1 unchanged\n"


def test_a_page_may_be_removed_instead(twice: Newsroom) -> None:
    workflow(twice, 'retraction = "remove"')
    assert "the page is removed" in twice.l10n("retract", "a.md", *WHY).out
    for _again in range(2):
        assert not twice.published("a.md").exists()
        assert twice.l10n("publish").code == 0
    assert twice.l10n("diff", "a.md", "2", "3").out.count("[-") > 1
    assert twice.l10n("rollback", "a.md").code == 0
    assert page(twice).startswith("# Two")


def test_pages_of_articles_that_are_gone_are_taken_back(twice: Newsroom) -> None:
    (twice.root / "articles/a.md").unlink()
    for command in ("publish", "status"):
        assert "published/en/a.md: its article is gone" in twice.l10n(command).out
    assert twice.l10n("retract", "a.md", *WHY).code == 0
    for command in ("publish", "status"):
        assert "its article is gone" not in twice.l10n(command).out
    assert "retracted" in page(twice)
    assert twice.l10n("rollback", "a.md").code == 0
    assert page(twice).startswith("# Two")


def test_all_languages_are_taken_back_in_their_own_words(newsroom: Newsroom) -> None:
    own = 'retracted = { de = "Zurückgezogen, {date}." }'
    workflow(newsroom, own, targets='["en", "de", "uk-UA"]')
    newsroom.article("a.md", NEWS.replace("# ", "# "))
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    answer = newsroom.l10n("retract", "a.md", *WHY)
    assert answer.code == 0, answer
    assert "Zurückgezogen, " in newsroom.published("a.md", "de").read_text()
    assert "This article was retracted" in page(newsroom)
    answer = newsroom.l10n("rollback", "a.md")
    assert (answer.code, "L10N-USE-062" in answer.err) == (2, True)


def test_words_of_one_language_are_for_its_page_alone(newsroom: Newsroom) -> None:
    workflow(newsroom, targets='["en", "de"]')
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync", "--no-draft")
    for locale in ("en", "de"):
        filled(newsroom.catalog("a.md", locale), ENGLISH)
    assert newsroom.l10n("publish").code == 0
    words = (*WHY, "--notice", "Zurückgezogen")
    for command in ("correct", "retract"):
        answer = newsroom.l10n(command, "a.md", *words)
        assert answer.code == 2
        assert "name its language with --locale: " in one_line(answer)
    assert kinds(newsroom) == ["first"]
    assert newsroom.l10n("retract", "a.md", "--locale", "de", *words).code == 0
    assert "Zurückgezogen" in newsroom.published("a.md", "de").read_text()
    assert newsroom.l10n("retract", "a.md", *WHY).code == 0


def test_a_language_without_words_needs_some(newsroom: Newsroom) -> None:
    workflow(newsroom, "[publish.label]", 'ar = "ترجمة آلية"', targets='["ar"]')
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    assert newsroom.l10n("publish").code == 0
    answer = newsroom.l10n("retract", "a.md", *WHY)
    assert (answer.code, "[publish.retracted] ar" in one_line(answer)) == (3, True)
    assert newsroom.l10n("retract", "a.md", *WHY, "--notice", "سُحب هذا المقال").code == 0
    assert "سُحب هذا المقال" in newsroom.published("a.md", "ar").read_text()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<!doctype html>\n<html lang=uk><head><title>Ганьба</title></head><p>Ганьба."),
        ("a.html", "<p>Ганьба мера.</p>\n"),
        ("a.txt", "Ганьба мера.\n"),
        ("a.md", '---\ntitle: Ганьба\nsummary: "Ганьба"\ndate: 2026-01-01\n---\n\nГаньба мера.\n'),
        ("a.md", '+++\ntitle = "Ганьба"\ndate = 2026-01-01\n+++\n\nГаньба мера.\n'),
        ("a.mdx", "# Ганьба\n\nТекст {1 + 1}.\n"),
    ],
)
def test_nothing_of_a_retracted_text_stays_public(newsroom: Newsroom, name: str, text: str) -> None:
    newsroom.article(name, text)
    newsroom.l10n("sync", "--no-draft")
    newsroom.workflow(WORKFLOW.replace('"draft"', '"translated"\nfallback = "source"'))
    assert newsroom.l10n("publish").code == 0
    assert "Ганьба" in page(newsroom, name)
    notice = "Gone: <b>*x*</b> [a](b) `c`"
    assert newsroom.l10n("retract", name, *WHY, "--notice", notice).code == 0
    public = [
        path.read_text() for path in (newsroom.root / "published").rglob("*") if path.is_file()
    ]
    assert len(public) == 1
    assert "Ганьба" not in public[0]
    shown = {"a.txt": "<b>*x*", "a.html": "&lt;b&gt;*x*"}.get(name, "\\<b>\\*x\\*")
    assert shown in public[0]
    assert ("date" in public[0]) is ("date" in text)
    assert newsroom.l10n("rollback", name).code == 0
    assert "Ганьба" in page(newsroom, name)


def test_pictures_go_with_a_page_and_come_back(newsroom: Newsroom) -> None:
    newsroom.article("a.png", "a")
    newsroom.article("both.png", "both")
    newsroom.article("b.md", "Слово ![опис](both.png).\n")
    newsroom.article("a.md", f"![опис](a.png) ![опис](both.png)\n\n{NEWS}")
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    newsroom.l10n("retract", "a.md", *WHY)
    assert not newsroom.published("a.png").exists()
    assert newsroom.published("both.png").exists()
    newsroom.article("a.png", "another")
    newsroom.l10n("rollback", "a.md")
    assert newsroom.published("a.png").read_text() == "another"


def test_links_to_a_retracted_page_are_named(newsroom: Newsroom) -> None:
    newsroom.article("b.md", "Слово [тут](a.md).\n\nІ [там](a.md).\n")
    published(newsroom, "One")
    answer = newsroom.l10n("retract", "a.md", *WHY)
    assert answer.out.count("articles/b.md:1: a link leads to a.md") == 1
    workflow(newsroom, 'retraction = "remove"')
    newsroom.l10n("rollback", "a.md")
    newsroom.l10n("retract", "a.md", *WHY)
    assert "a link leads to articles/a.md, which has no page in en" in newsroom.l10n("publish").out


def test_a_correction_is_dated_for_readers_who_keep_seeing_it(twice: Newsroom) -> None:
    workflow(twice, "correction_notice = true")
    filled(twice.catalog("a.md"), ENGLISH | {TITLE: "Three"})
    answer = twice.l10n("correct", "a.md", *WHY, "--notice", "It was *not* two.")
    assert answer.code == 0
    assert re.search(r"Corrected on \w+ \d+, 20\d\d\. It was \\\*not\\\* two\.", page(twice))
    filled(twice.catalog("a.md"), ENGLISH | {TITLE: "Four"})
    assert twice.l10n("publish").code == 0
    assert page(twice).count("Corrected on") == 1
    for _again in range(2):
        answer = twice.l10n("correct", "a.md", *WHY)
        assert (answer.code, "Nothing was corrected" in answer.out) == (1, True)
    assert kinds(twice) == ["first", "update", "correction", "update"]
    assert "nothing to do" in twice.l10n("status", "--all").out


def test_what_is_not_allowed_is_not_corrected_either(twice: Newsroom) -> None:
    twice.workflow(WORKFLOW.replace('"draft"', '"translated"'))
    filled(twice.catalog("a.md"), {TITLE: "Three"}, fuzzy=True)
    answer = twice.l10n("correct", "a.md", *WHY)
    assert (answer.code, "version 2 stays" in answer.out) == (1, True)
    assert page(twice).startswith("# Two")


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 10_001])
def test_a_reason_is_some_words(twice: Newsroom, reason: str) -> None:
    for command in ("correct", "retract"):
        answer = twice.l10n(command, "a.md", "--reason", reason)
        assert (answer.code, len(answer.err.splitlines())) == (2, 1)
    assert len(kinds(twice)) == 2


def test_reasons_and_names_hold_anything_and_steer_nothing(twice: Newsroom) -> None:
    reason = "\x1b]0;x\x07\x9b2J \u202e<script>\n::error::x"
    assert twice.l10n("retract", "a.md", "--reason", reason).code == 0
    assert twice.history("a.md").versions[-1].reason == reason.strip()
    for arguments in (("log",), ("log", "--record"), ("log", "--json")):
        answer = twice.l10n(*arguments)
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(answer.out), arguments
    assert twice.l10n("log", "--json").json[0]["reason"] == reason.strip()
    for notice in ("", "\x1b[2J", "a\u202eb\u200bc", "x" * 1001, "{{< x >}}", "{evil()}"):
        answer = twice.l10n("rollback", "a.md") and twice.l10n(
            "retract", "a.md", *WHY, "--notice", notice
        )
        assert (answer.code, "L10N-USE-069" in answer.err) == (2, True), notice


def test_a_refused_version_leaves_the_last_good_one(twice: Newsroom) -> None:
    good = page(twice)
    wrong = {"Про це <a1>повідомляє</a1> прессекретар.": "Lost its link."}
    twice.workflow(WORKFLOW.replace('"draft"', '"translated"'))
    filled(twice.catalog("a.md"), ENGLISH | wrong)
    answer = twice.l10n("publish")
    assert answer.code == 1
    assert "refused, 1 entry stands in the way; version 2 stays" in answer.out
    assert page(twice) == good
    assert twice.l10n("publish", "--json").json[0]["version"] == 2


def test_who_published_is_on_record(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    assert newsroom.l10n("publish", "--as", "Olena <olena@example.org>").code == 0
    (version,) = newsroom.history("a.md").versions
    assert version.editor == "Olena <olena@example.org>"
    assert version.source_type == "trainedAlgorithmicMedia"
    assert version.engines[0][0] == "pseudo"
    assert (version.draft, version.words, version.raw_words) == (4, version.words, version.words)
    filled(newsroom.catalog("a.md"), ENGLISH)
    newsroom.l10n("publish")
    version = newsroom.history("a.md").versions[-1]
    assert version.source_type == "compositeWithTrainedAlgorithmicMedia"
    assert (version.draft, version.edited, version.edited_words) == (0, 4, version.words)
    said = newsroom.l10n("log", "--record").out
    assert "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia" in said
    assert "responsible editor: Olena <olena@example.org>" in said
    assert "drafts edited by people: 4" in said


def test_a_held_page_changed_by_hand_is_named_with_what_helps(twice: Newsroom) -> None:
    twice.l10n("rollback", "a.md")
    filled(twice.catalog("a.md"), ENGLISH | {TITLE: "One"})
    place = twice.published("a.md")
    place.write_text(page(twice) + "by hand\n")
    assert "l10n correct --replace-edited" in one_line(twice.l10n("publish"))
    answer = twice.l10n("correct", "a.md", *WHY)
    assert (answer.code, "changed by hand" in answer.err) == (1, True)
    assert twice.l10n("correct", "a.md", *WHY, "--replace-edited").code == 0
    assert "by hand" not in page(twice)
    assert kinds(twice)[-1] == "correction"
    twice.l10n("retract", "a.md", *WHY)
    place.write_text(page(twice) + "by hand\n")
    assert "take it back once more" in one_line(twice.l10n("publish", "--replace-edited"))
    assert twice.l10n("retract", "a.md", *WHY).code == 0
    assert "by hand" not in page(twice)
