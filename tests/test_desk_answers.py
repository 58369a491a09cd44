"""What status, publish and the others answer about an article, and that they agree."""

import json
import shutil
from pathlib import Path

import pytest

from l10n.model.version import Version
from l10n.store.document import Document
from l10n.store.workspace import Workspace
from tests.conftest import WORKFLOW, Newsroom
from tests.test_cli import ENGLISH, NEWS, filled, one_line

TITLE = "Рада ухвалила бюджет"
MIXED = "Перше речення тут.\n\n<iframe srcdoc='Текст'></iframe>\n\n<iframe srcdoc='Ще'></iframe>\n"


def plain(require: str, fallback: str, targets: str = '["en"]', engines: str = "") -> str:
    return (
        f'source = "uk"\ntargets = {targets}\narticles = ["**"]\n{engines}[publish]\n'
        f'require = "{require}"\nfallback = "{fallback}"\n'
    )


def recorded(newsroom: Newsroom) -> tuple[Version, ...]:
    """Read the versions of the article `a.md`."""
    return newsroom.history("a.md").versions


def row(newsroom: Newsroom, name: str = "a.md") -> list[str]:
    """The line of an article in the table, in its columns."""
    out = newsroom.l10n("status", "--all").out
    line = next(line for line in out.splitlines() if line.startswith(name))
    return [cell.strip() for cell in line.split("  ") if cell.strip()]


def test_parts_that_are_not_taken_in_are_named_whenever_one_asks(newsroom: Newsroom) -> None:
    newsroom.article("a.md", MIXED)
    newsroom.l10n("sync")
    line = "articles/a.md:3: <iframe srcdoc> holds text that is not translated"
    assert line in newsroom.l10n("status", "a.md").out
    assert row(newsroom)[-1].endswith(", 2 parts left in the source language")
    for _again in range(2):
        answer = newsroom.l10n("publish")
        assert answer.code == 0
        assert answer.out.count(line) == 1
    assert row(newsroom)[-1].startswith("nothing to publish, 1 draft to review, 2 parts")
    for command in ("status", "publish"):
        problems = newsroom.l10n(command, "--json").json[0]["problems"]
        assert [each["line"] for each in problems] == [3, 5]


def test_problems_are_said_once_for_all_locales(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace('["en"]', '["en", "de"]'))
    newsroom.article("a.md", MIXED)
    newsroom.l10n("sync")
    for arguments in (("status", "a.md"), ("publish",)):
        assert newsroom.l10n(*arguments).out.count("articles/a.md:3:") == 1


@pytest.fixture
def twice(newsroom: Newsroom) -> Newsroom:
    """A newsroom with an article that was published twice."""
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    filled(newsroom.catalog("a.md"), ENGLISH)
    assert "version 2" in newsroom.l10n("publish").out
    return newsroom


def test_an_earlier_version_put_back_by_hand_stays(twice: Newsroom) -> None:
    page = twice.published("a.md")
    newest = page.read_bytes()
    shutil.copy(twice.text("a.md", 1), page)
    before = page.read_bytes()
    answer = twice.l10n("publish")
    assert answer.code == 1
    assert "changed by hand" in one_line(answer)
    assert page.read_bytes() == before
    assert "changed by hand" in row(twice)[-2]
    assert row(twice)[-1] == "a page changed by hand blocks publishing"
    assert twice.l10n("publish", "--replace-edited").code == 0
    assert page.read_bytes() == newest
    assert [each.name for each in page.parent.iterdir()] == ["a.md"]
    assert len(recorded(twice)) == 2
    assert row(twice)[-1] == "nothing to do"


def test_a_rollback_then_a_new_text_keeps_nothing_twice(twice: Newsroom) -> None:
    page = twice.published("a.md")
    shutil.copy(twice.text("a.md", 1), page)
    filled(twice.catalog("a.md"), {TITLE: "Budget passes"})
    assert twice.l10n("publish").code == 1
    assert "version 3" in twice.l10n("publish", "--replace-edited").out
    assert [each.by_hand for each in recorded(twice)] == [False, False, False]


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_publish_that_was_cut_short_is_finished_by_the_next(
    twice: Newsroom, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    filled(twice.catalog("a.md"), {TITLE: "Budget passes"})
    write = Workspace.write
    done = 0

    def cut(self: Workspace, path: Path, data: str | bytes, before: Document | None) -> bool:
        nonlocal done
        done += 1
        if done == step:
            raise KeyboardInterrupt
        return write(self, path, data, before)

    monkeypatch.setattr(Workspace, "write", cut)
    assert twice.l10n("publish").code == 130
    monkeypatch.undo()
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert twice.l10n("publish").code == 0
    assert twice.published("a.md").read_text().startswith("# Budget passes")
    record = recorded(twice)
    assert [each.interrupted for each in record] == [False, False, False]
    assert twice.text("a.md", 2).read_text().startswith("# Council passes budget")
    assert row(twice)[-1] == "nothing to do"


def test_an_article_in_its_target_language_is_named(newsroom: Newsroom) -> None:
    newsroom.article("en.md", "---\nlang: en\n---\n\nAlready English.\n")
    for command in ("sync", "status", "publish", "coverage"):
        answer = newsroom.l10n(command)
        assert answer.code == 0, answer
        assert "articles/en.md: is in en already" in answer.out, command
        assert "no articles here" not in answer.out
    assert newsroom.l10n("status", "--json").json == []
    gate = newsroom.l10n("coverage", "--fail-under", "100")
    assert gate.code == 1
    assert "no article to count" in gate.err
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync", "--no-draft")
    filled(newsroom.catalog("a.md"), ENGLISH)
    assert newsroom.l10n("coverage", "--fail-under", "100").code == 0


def test_a_desk_of_two_languages_does_not_name_each_article(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace('["en"]', '["en", "uk"]'))
    newsroom.article("en.md", "---\nlang: en\n---\n\nAlready English.\n")
    newsroom.article("a.md", NEWS)
    for command in ("sync", "status", "publish"):
        assert "already" not in newsroom.l10n(command).out
    assert "is in en already" in newsroom.l10n("status", "en.md", "--locale", "en").out


@pytest.mark.parametrize("engines", ['engines = ["pseudo"]\n', ""])
def test_status_counts_what_publish_would_leave_in_the_source(
    newsroom: Newsroom, engines: str
) -> None:
    newsroom.workflow(plain("translated", "source", engines=engines))
    newsroom.article("a.md", NEWS + "\nДругий абзац має одне речення.\n")
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), {TITLE: "Council passes budget"})
    assert row(newsroom)[-1] == "may be published, 3 segments in the source language"
    answer = newsroom.l10n("publish")
    assert ", 3 segments in the source language" in answer.out
    assert "draft" not in answer.out
    assert row(newsroom)[-1] == "nothing to publish, 3 segments in the source language"
    status = newsroom.l10n("status", "--json").json[0]
    assert (status["left_in_source"], status["drafts_used"]) == (3, 0)


def test_a_refusal_counts_entries_as_status_does(newsroom: Newsroom) -> None:
    newsroom.workflow(plain("translated", "refuse"))
    newsroom.article("a.md", NEWS + "\nДругий абзац має одне речення.\n")
    newsroom.l10n("sync")
    assert row(newsroom)[-1] == "4 entries block publishing"
    assert "refused, 4 entries stand in the way" in newsroom.l10n("publish").out
    found = newsroom.l10n("publish", "--json").json[0]
    assert len(found["blockers"]) == found["empty"] == 4


def test_a_missing_label_is_told_by_status_and_once_by_publish(newsroom: Newsroom) -> None:
    newsroom.workflow(
        plain("draft", "refuse", targets='["ar", "en"]', engines='engines = ["pseudo"]\n')
    )
    newsroom.article("a.md", NEWS)
    newsroom.article("b.md", NEWS + "\nЩе одне.\n")
    newsroom.l10n("sync")
    assert row(newsroom)[-1] == "publishing needs a label in “ar” in the workflow"
    assert "[publish.label]" in newsroom.l10n("status", "a.md").out
    status = {
        (each["article"], each["locale"]): each for each in newsroom.l10n("status", "--json").json
    }
    assert status["a.md", "ar"]["label_missing"] is True
    assert status["a.md", "ar"]["publishable"] is False
    answer = newsroom.l10n("publish")
    assert answer.code == 3
    assert "there is no label in “ar”" in one_line(answer)
    for name in ("a.md", "b.md"):
        assert f"published/ar/{name}: refused, its label is missing" in answer.out
        assert f"published/en/{name}: version 1" in answer.out


def test_status_says_what_has_to_be_published_again(newsroom: Newsroom) -> None:
    newsroom.workflow(plain("translated", "refuse"))
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), ENGLISH)
    assert row(newsroom)[-2:] == ["not published", "may be published"]
    newsroom.l10n("publish")
    assert row(newsroom)[-2].endswith(", up to date")
    assert row(newsroom)[-1] == "nothing to do"
    filled(newsroom.catalog("a.md"), {TITLE: "Budget passes"})
    assert row(newsroom)[-2].endswith(", translation changed since")
    assert row(newsroom)[-1] == "may be published"
    newsroom.l10n("publish")
    assert row(newsroom)[-1] == "nothing to do"
    newsroom.article("a.md", NEWS + "\n")
    assert row(newsroom)[-2].endswith(", article changed since")
    newsroom.l10n("publish")
    newsroom.published("a.md").unlink()
    assert row(newsroom)[-2].endswith(", page is missing")
    assert row(newsroom)[-1] == "may be published"
    newsroom.l10n("publish")
    assert row(newsroom)[-1] == "nothing to do"
    assert newsroom.l10n("status", "--json").json[0]["page"] == "current"


def test_a_change_that_reads_the_same_is_noted_by_publish(newsroom: Newsroom) -> None:
    newsroom.workflow(plain("translated", "refuse"))
    newsroom.article("a.md", "Речення з крапкою.\n")
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), {"Речення з крапкою.": "A sentence."})
    newsroom.l10n("publish")
    newsroom.article("a.md", "Інше речення тут.\n")
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), {"Інше речення тут.": "A sentence."})
    assert "article changed since" in row(newsroom)[-2]
    assert "version 1, unchanged" in newsroom.l10n("publish", "a.md").out
    assert row(newsroom)[-1] == "nothing to do"
    record = newsroom.versions("a.md").read_bytes()
    newsroom.l10n("publish")
    assert newsroom.versions("a.md").read_bytes() == record
    assert len(recorded(newsroom)) == 1


def test_an_article_whose_link_found_its_page_is_to_be_published(
    newsroom: Newsroom,
) -> None:
    newsroom.workflow(
        plain("translated", "refuse").replace("[publish]", '[publish]\nlinks = "relink"')
    )
    newsroom.article("a.md", "[Друга стаття](b.md).\n")
    newsroom.article("b.md", "Друга стаття тут.\n")
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), {"<a1>Друга стаття</a1>.": "<a1>Another</a1>."})
    newsroom.l10n("publish")
    assert row(newsroom)[-1] == "nothing to do"
    filled(newsroom.catalog("b.md"), {"Друга стаття тут.": "Another article."})
    newsroom.l10n("publish", "b.md")
    assert "addresses or metadata changed since" in row(newsroom)[-2]
    newsroom.l10n("publish")
    assert row(newsroom)[-1] == "nothing to do"


def test_a_record_of_old_is_read_and_claims_nothing(newsroom: Newsroom) -> None:
    newsroom.workflow(plain("translated", "refuse"))
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), ENGLISH)
    newsroom.l10n("publish")
    (version,) = recorded(newsroom)
    value = {"number": 1, "text": version.text, "source": version.source, "date": version.date}
    newsroom.published("a.md.versions.jsonl").write_text(json.dumps(value) + "\n")
    newsroom.versions("a.md").unlink()
    assert row(newsroom)[-1] == "may be published"
    assert newsroom.l10n("status", "--json").json[0]["page"] == "unknown"
    newsroom.l10n("publish")
    assert row(newsroom)[-1] == "nothing to do"
