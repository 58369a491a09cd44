"""Draw the picture of a review that docs/review.md shows: `python -m tests.review_picture`.

It is a session over the demonstration's own article, on a copy of the workspace in which an editor
has approved a sentence that was changed afterwards.
"""

import asyncio
import re
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from l10n.cli.review.full_screen import ReviewApp
from l10n.desk.desk import open_desk, wanted
from l10n.desk.entry_addresses import EntryAddress
from l10n.jobs.review.queue import queue
from l10n.jobs.review.review import Review, Reviewer
from l10n.model.person import Person
from l10n.model.signature import Signature, signed_digest
from l10n.store.reviews import append_reviews
from l10n.store.workspace import Workspace

ROOT = Path(__file__).parent.parent
ARTICLE = "news/tram-line.md"
SOURCE = "Будівництво лінії коштувало 48,5 млн грн."
BEFORE = "Будівництво лінії коштувало 45 млн грн."
TARGET = "Building the line cost UAH 45 million."
SIZE = (92, 14)


def changed(root: Path) -> Workspace:
    """A copy of the demonstration in which the source of an approved sentence has changed."""
    for name in ("articles", "catalogs", "records", "workflows", "glossary.csv"):
        there = ROOT / name
        (shutil.copytree if there.is_dir() else shutil.copy)(there, root / name)
    workspace = Workspace(root)
    catalog = workspace.catalog_path("en", ARTICLE)
    text = catalog.read_text("utf-8")
    found = re.search(rf'(#, fuzzy\n)(msgid "{re.escape(SOURCE)}"\n)msgstr "[^\n]*"\n', text)
    assert found is not None
    made = (
        f'# Перепитала в мерії: 48,5.\n#, fuzzy\n#| msgid "{BEFORE}"\n{found[2]}msgstr "{TARGET}"\n'
    )
    catalog.write_text(text[: found.start()] + made + text[found.end() :], "utf-8")
    signature = Signature(
        signed_digest(None, BEFORE, TARGET),
        None,
        BEFORE,
        TARGET,
        "approved",
        "Олена Коваль <olena@example.org>",
        "2026-11-26T15:00:00Z",
    )
    append_reviews(workspace, workspace.reviews_path("en", ARTICLE), [signature])
    return workspace


async def drawn(workspace: Workspace) -> str:
    """The screen as SVG, without addresses that a browser would ask for letters."""
    desk = open_desk(workspace)
    jobs = queue(desk, desk.agenda(wanted(desk, [ARTICLE], ["en"])), named=True).jobs
    person = Person("Тарас Гнатюк", "taras@example.org")
    review = Review(desk, jobs, Reviewer(person, lambda: datetime.now(UTC)), EntryAddress(""))
    review.open_article(0)
    app = ReviewApp(review)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        picture = app.export_screenshot(title="l10n review news/tram-line.md")
    review.close()
    return re.sub(r"@font-face \{[^}]*\}\s*", "", picture)


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        picture = asyncio.run(drawn(changed(Path(folder))))
    (ROOT / "docs" / "review.svg").write_text(picture, "utf-8")


if __name__ == "__main__":
    main()
