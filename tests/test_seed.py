"""The news article that the project starts from: recognised, drafted, published."""

from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest

from l10n import plugins
from l10n.desk.desk import Desk, Wanted, open_desk
from l10n.jobs.layout import lay_out
from l10n.jobs.publish import ReleaseOptions, Result, release
from l10n.jobs.sync import sync
from l10n.model.article import PieceKind
from l10n.store.workspace import Workspace
from tests.corpora import seed, variants

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAME = "axios-negotiations.en.txt"
WORKFLOW = """\
source = "en"
targets = ["{target}"]
articles = ["**"]
engines = ["pseudo"]

[publish]
require = "{require}"
"""


def newsroom(root: Path, source: str, target: str, require: str) -> Desk:
    lay_out(root, "en", [target])
    workflow = WORKFLOW.format(target=target, require=require)
    (root / "workflows/news.toml").write_text(workflow, "utf-8")
    (root / "articles" / NAME).write_bytes(source.encode())
    return open_desk(Workspace(root))


def paragraphs(text: str) -> list[str]:
    return [part for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


@pytest.mark.parametrize("variant", range(6))
def test_the_parts_of_a_scraped_article_are_recognised(variant: int) -> None:
    source = list(variants(seed()))[variant]
    parsed = plugins.format_for(NAME).parse(source)
    roles = [block.role for block in parsed.blocks]
    assert roles[:5] == ["section", "headline", "label", "author", "label"]
    assert roles[5:14] == ["paragraph"] * 9
    assert roles[14:] == ["subheading", *["paragraph"] * 4, "footer"]
    texts = ["".join(p.text for p in b.pieces if p.kind is PieceKind.TEXT) for b in parsed.blocks]
    assert texts[0] == "News"
    assert texts[1].startswith("Axios: The US statements")
    assert texts[2:5] == ["Author:", "Iryna Perepechko", "Date:"]
    assert texts[14] == "Ceasefire negotiations"
    assert texts[19].startswith("For more news")


def test_the_empty_date_is_a_problem_with_its_line_and_no_crash(tmp_path: Path) -> None:
    desk = newsroom(tmp_path, seed(), "uk", "draft")
    report = sync(desk, Wanted(), now=NOW)
    assert report.errors == ()
    assert [(name, problem.line) for name, problem in report.problems] == [(NAME, 7)]
    assert "Date" in report.problems[0][1].message.text()


def test_a_draft_is_published_with_a_label_and_the_same_shape(tmp_path: Path) -> None:
    desk = newsroom(tmp_path, seed(), "uk", "draft")
    sync(desk, Wanted(), now=NOW)
    catalog = polib.pofile(str(desk.workspace.catalog_path("uk", NAME)))
    assert all(entry.fuzzy and entry.msgstr for entry in catalog)
    (done,) = release(desk, Wanted(), ReleaseOptions(NOW)).releases
    assert (done.result, done.counts.empty) == (Result.PUBLISHED, 0)
    assert done.counts.draft > 20
    text = desk.workspace.published_path("uk", NAME).read_text("utf-8")
    assert "Машинний переклад" in text
    assert "Perepechko" not in text.replace(done.label, "")
    parsed = plugins.format_for(NAME).parse(text.replace(f"[{done.label}]\n\n", ""))
    roles = [block.role for block in plugins.format_for(NAME).parse(seed()).blocks]
    assert [block.role for block in parsed.blocks] == roles


@pytest.mark.parametrize("variant", range(6))
def test_an_equal_translation_is_the_source_to_the_byte(tmp_path: Path, variant: int) -> None:
    source = list(variants(seed()))[variant]
    desk = newsroom(tmp_path, source, "en-GB", "translated")
    sync(desk, Wanted(), now=NOW)
    path = desk.workspace.catalog_path("en-GB", NAME)
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = entry.msgid
        entry.flags = []
    catalog.save()
    (done,) = release(desk, Wanted(), ReleaseOptions(NOW)).releases
    assert done.result is Result.PUBLISHED
    assert desk.workspace.published_path("en-GB", NAME).read_bytes() == source.encode()
