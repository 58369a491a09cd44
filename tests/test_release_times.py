"""Embargoes, and pages that go out together or not at all."""

import itertools
import json
import shutil
from pathlib import Path

import pytest

from l10n.jobs.publish.report import Release
from l10n.jobs.publish.run import Prepared, PublishRun
from l10n.model.moments import moment
from l10n.store.document import Document
from l10n.store.workspace import Workspace
from tests.conftest import LONG, WORKFLOW, Newsroom
from tests.test_cli import ENGLISH, NEWS, filled, one_line

TIME = "2026-12-01T09:00:00+02:00"
BEFORE, AT = "1796108399", "1796108400"
"""Seconds since 1970, one before the time and the time itself."""
TOGETHER = WORKFLOW.replace('["en"]', '["en", "de"]') + "together = true\n"


def headed(line: str) -> str:
    return f"---\ntitle: Рада ухвалила бюджет\n{line}\n---\n\n{NEWS}"


def pages(newsroom: Newsroom) -> list[str]:
    root = newsroom.root / "published"
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.md"))


@pytest.mark.parametrize(
    "head",
    [
        f"---\nrelease_at: {TIME}\n---\n",
        f'---\ntitle: x\nrelease_at: "{TIME}"\nmore: [1]\n---\n',
        "---\nrelease_at: 2026-12-01 09:00:00 +02:00\n---\n",
        "---\n'release_at': 2026-12-01T07:00:00Z\n---\n",
        f"+++\nrelease_at = {TIME}\n+++\n",
        f'{{"release_at": "{TIME}"}}\n',
    ],
)
def test_an_article_is_kept_back_until_its_time(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, head: str
) -> None:
    newsroom.article("a.md", head + NEWS)
    newsroom.l10n("sync")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BEFORE)
    for _again in range(2):
        answer = newsroom.l10n("publish")
        assert (answer.code, pages(newsroom)) == (1, [])
        assert "publish.release_at_field: may be published from 2026-12-01T0" in answer.out
    found = newsroom.l10n("publish", "--json").json[0]
    assert moment(found["release_at"]) == moment(TIME)
    assert found["result"] == "refused"
    assert "release_at" in newsroom.l10n("status").out
    monkeypatch.setenv("SOURCE_DATE_EPOCH", AT)
    assert "may be published" in newsroom.l10n("status").out
    assert newsroom.l10n("publish").code == 0
    assert pages(newsroom) == ["en/a.md"]


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "value", ["2026-12-01T09:00:00", "2026-12-01", "tomorrow", "[]", "{a: 1}", "''", "+02:00", "~"]
)
def test_a_time_without_its_offset_is_refused(newsroom: Newsroom, value: str) -> None:
    newsroom.article("a.md", headed(f"release_at: {value}"))
    newsroom.l10n("sync")
    answer = newsroom.l10n("publish")
    assert (answer.code, pages(newsroom)) == (1, []), answer
    assert "its offset from UTC" in answer.out


@pytest.mark.parametrize(
    "head",
    [
        "release_at: 2020-01-01T00:00:00Z\nrelease_at: 2999-01-01T00:00:00Z",
        "x: &x\n  release_at: 2999-01-01T00:00:00Z\n<<: *x",
    ],
)
def test_a_time_that_yaml_may_read_otherwise_keeps_back(newsroom: Newsroom, head: str) -> None:
    newsroom.article("a.md", headed(head))
    newsroom.l10n("sync")
    answer = newsroom.l10n("publish")
    assert (answer.code, pages(newsroom)) == (1, []), answer
    assert "publish.release_at_field: release_at" in answer.out


def test_front_matter_that_cannot_be_read_keeps_back(newsroom: Newsroom) -> None:
    newsroom.article("a.md", headed(f"release_at: {TIME}\nbroken: a: b"))
    newsroom.l10n("sync")
    answer = newsroom.l10n("publish")
    assert (answer.code, pages(newsroom)) == (1, [])
    assert "release_at cannot be read" in answer.out


def test_a_workflow_names_field_and_times(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BEFORE)
    times = f'[publish.release_at]\n"news/**" = {TIME}\n"*.txt" = "{TIME}"\n'
    newsroom.workflow(WORKFLOW + 'release_at_field = "embargo"\n' + times)
    newsroom.article("a.md", headed("embargo: 2027-01-01T00:00:00Z"))
    newsroom.article("b.md", headed(f"release_at: {TIME}"))
    newsroom.article("c.txt", "Текст новини тут.\n")
    newsroom.article("news/d.md", NEWS)
    newsroom.l10n("sync")
    assert newsroom.l10n("publish").code == 1
    assert pages(newsroom) == ["en/b.md"]
    for value in ("2026-12-01T09:00:00", "2026-12-01", '"soon"', "12"):
        newsroom.workflow(WORKFLOW + f'[publish.release_at]\n"*" = {value}\n')
        answer = newsroom.l10n("publish")
        assert (answer.code, "offset from UTC" in one_line(answer)) == (3, True)


def test_an_embargo_keeps_the_version_that_there_is(newsroom: Newsroom) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    newsroom.article("a.md", headed("release_at: 2999-01-01T00:00:00Z"))
    newsroom.l10n("sync")
    for command in (("publish",), ("correct", "a.md", "--reason", "x")):
        answer = newsroom.l10n(*command)
        assert (answer.code, "version 1 stays" in answer.out) == (1, True)


@pytest.fixture
def together(newsroom: Newsroom) -> Newsroom:
    newsroom.workflow(TOGETHER)
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    return newsroom


def test_all_languages_go_out_together_or_none(together: Newsroom) -> None:
    title = "Рада ухвалила бюджет"
    filled(together.catalog("a.md", "de"), {title: "Halb"}, fuzzy=True)
    answer = together.l10n("publish")
    assert (answer.code, pages(together)) == (1, [])
    assert "publish.together: is published together with de" in answer.out
    filled(together.catalog("a.md", "de"), {title: "Ganz"})
    answer = together.l10n("publish", "--locale", "en")
    assert (answer.code, pages(together)) == (1, [])
    assert together.l10n("publish").code == 0
    assert pages(together) == ["de/a.md", "en/a.md"]
    assert together.l10n("publish").out == "2 unchanged\n"
    assert together.l10n("publish", "--locale", "en").code == 0


def test_what_waits_for_another_leaves_its_last_version(together: Newsroom) -> None:
    together.l10n("publish")
    before = together.published("a.md").read_text()
    filled(together.catalog("a.md"), ENGLISH)
    together.published("a.md", "de").write_text("By hand.\n")
    filled(together.catalog("a.md", "de"), {"Рада ухвалила бюджет": "Neu"})
    answer = together.l10n("publish")
    assert answer.code == 1
    assert "changed by hand" in answer.err
    assert "version 1 stays" in answer.out
    assert together.published("a.md").read_text() == before
    assert together.l10n("publish", "--replace-edited").code == 0
    assert together.published("a.md").read_text() != before


def test_an_article_in_one_of_the_languages_waits_for_no_page(together: Newsroom) -> None:
    together.article("b.md", "---\nlang: de\n---\n\nSchon deutsch.\n")
    together.l10n("sync")
    assert together.l10n("publish").code == 0
    assert "en/b.md" in pages(together)
    assert together.l10n("publish", "--locale", "en").code == 0


@pytest.mark.campaign
def test_a_joint_release_that_is_cut_short_is_ended_by_the_next(
    together: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", AT)
    assert together.l10n("publish").code == 0
    for locale in ("en", "de"):
        filled(together.catalog("a.md", locale), {"Рада ухвалила бюджет": f"Titel {locale}"})
    start = tmp_path / "start"
    shutil.copytree(together.root, start)
    write, remove = Workspace.write, Workspace.remove
    halves = 0
    for step in itertools.count(1, 1 if LONG else 3):
        shutil.rmtree(together.root)
        shutil.copytree(start, together.root)
        steps = itertools.count(1)

        def cut(steps: "itertools.count[int]" = steps, step: int = step) -> None:
            if next(steps) == step:
                raise KeyboardInterrupt

        def writing(
            self: Workspace, path: Path, data: str | bytes, before: Document | None
        ) -> Document | None:
            cut()
            return write(self, path, data, before)

        def removing(self: Workspace, document: Document) -> bool:
            cut()
            return remove(self, document)

        with monkeypatch.context() as broken:
            broken.setattr(Workspace, "write", writing)
            broken.setattr(Workspace, "remove", removing)
            code = together.l10n("publish").code
        if code == 0:
            break
        texts = [together.published("a.md", locale).read_text() for locale in ("en", "de")]
        new = ["Titel" in text for text in texts]
        halves += any(new) and not all(new)
        # Meanwhile one of the two cannot be published any more.
        filled(together.catalog("a.md", "de"), {"Рада ухвалила бюджет": "Halb"}, fuzzy=True)
        together.l10n("publish")
        texts = [together.published("a.md", locale).read_text() for locale in ("en", "de")]
        assert len({"Titel" in text for text in texts}) == 1, step
        assert not list((together.root / ".l10n/together").glob("*")), step
        for locale in ("en", "de"):
            assert len(together.history("a.md", locale).versions) == 1 + ("Titel" in texts[0])
    assert halves


def test_a_release_that_was_cut_short_goes_over_no_retraction(
    together: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    together.l10n("publish")
    for locale in ("en", "de"):
        filled(together.catalog("a.md", locale), {"Рада ухвалила бюджет": f"Titel {locale}"})
    place = PublishRun.place

    def second_fails(self: PublishRun, prepared: Prepared) -> Release:
        if prepared.job.locale == "de":
            raise KeyboardInterrupt
        return place(self, prepared)

    with monkeypatch.context() as broken:
        broken.setattr(PublishRun, "place", second_fails)
        broken.setenv("GIT_AUTHOR_NAME", "Ed")
        broken.setenv("GIT_AUTHOR_EMAIL", "ed@example.org")
        together.l10n("publish")
    (note,) = (together.root / ".l10n/together").glob("*")
    noted = note.read_bytes()
    together.l10n("publish")
    assert [v.editor for v in together.history("a.md", "de").versions][1] == "Ed <ed@example.org>"
    together.l10n("retract", "a.md", "--reason", "wrong")
    # As if the retraction had come by git, while the release waited.
    note.write_bytes(noted)
    together.l10n("publish")
    assert "Titel" not in together.published("a.md", "de").read_text()
    assert together.history("a.md", "de").retraction is not None


def test_a_note_of_a_stranger_publishes_nothing(together: Newsroom) -> None:
    together.l10n("publish")
    note = together.root / ".l10n/together/x.jsonl"
    note.parent.mkdir(exist_ok=True)
    version = json.loads(together.versions("a.md").read_text().splitlines()[0])
    before = {path: path.read_bytes() for path in together.root.rglob("*.*") if path.is_file()}
    for name, locale in (("../workflows/news.toml", "en"), ("a.md", "../.."), ("b.md", "xx")):
        line = {"name": name, "locale": locale, "version": json.dumps(version | {"id": ""})}
        for each in (line, line | {"version": "{"}, line | {"version": "\u2028"}, {"x": 1}):
            note.write_text(json.dumps(each | {"replaces": "ab" * 32}) + "\n")
            assert "Traceback" not in together.l10n("publish").err
    note.unlink(missing_ok=True)
    after = {path: path.read_bytes() for path in together.root.rglob("*.*") if path.is_file()}
    differ = {path for path in before if before[path] != after.get(path)}
    assert all(".l10n" in path.parts for path in differ)
