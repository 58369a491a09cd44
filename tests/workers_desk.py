"""A desk with something of every kind, for what several processes must do as one does."""

import shutil
from dataclasses import replace
from pathlib import Path

from l10n.exchange.po import file as po
from l10n.model.catalog import State
from tests.conftest import Answer, Run

NEWS = """source = "uk"
targets = ["en", "de"]
articles = ["news/**"]
engines = []

[publish]
require = "draft"
fallback = "source"

[site]
url = "https://news.example"
feed = true
hreflang = true
name.en = "News"
name.de = "Nachrichten"
"""
STORIES = """source = "uk"
targets = ["en", "de"]
articles = ["stories/**"]
engines = []

[publish]
together = true
"""
MOVED = "Бібліотека відкриється в суботу після довгого ремонту двох поверхів."
PICTURE = b"\x89PNG\r\n\x1a\n"
EACH = 6
"""Articles of each kind."""


def lay_out(root: Path) -> None:
    """Articles that link to one another, share pictures, name their language, cannot be read."""
    (root / "workflows/news.toml").write_text(NEWS, "utf-8")
    (root / "workflows/stories.toml").write_text(STORIES, "utf-8")
    (root / "glossary.csv").write_text("term,translation\nрада,council\n", "utf-8")
    for number in range(EACH):
        other = (number + 2) % EACH
        body = f"# Новина {number}\n\nРада ухвалила бюджет на 20{number} гривень. Міст відкрили.\n"
        links = f"\nДивіться [другу](n{other}.md#новина-{other}) і [мертву](gone{number}.md).\n"
        picture = "\n![Міст](bridge.png)\n" if number % 3 == 0 else ""
        _write(root, f"news/n{number}.md", body + links + picture)
        _write(root, f"stories/s{number}.md", f"# Оповідь {number}\n\nЙого звали Іван {number}.\n")
    _write(root, "news/moved.md", f"# Переїзд\n\nПерше. {MOVED}\n")
    _write(root, "news/own.html", "<!doctype html><html lang=en><p>It is English.</html>")
    _write(root, "news/bad.md", "---\ntitle: Рада: так\n---\n\nТекст.\n")
    (root / "articles/news/broken.md").write_bytes(b"# \xff\xfe\n")
    (root / "articles/news/bridge.png").write_bytes(PICTURE)
    _write(root, "news/unknown.xyz", "?")
    _write(root, "elsewhere.md", "Нічия.\n")


def translate(root: Path) -> None:
    """What people do: most is translated, some faulty, some a draft; one catalog is damaged."""
    for number, path in enumerate(sorted((root / "catalogs").rglob("*.po"))):
        catalog = po.load(path)
        entries = []
        for place, entry in enumerate(catalog.entries):
            target = f"In English {entry.source}" if place % 4 else f"{entry.source} 7"
            state = State.DRAFT if (number + place) % 7 == 3 else State.TRANSLATED
            left = (number + place) % 9 == 8
            entries.append(entry if left else entry.with_target(target, state))
        path.write_text(po.dump(replace(catalog, entries=tuple(entries))), "utf-8")
    damaged = root / "catalogs/en/news/n1.md.po"
    damaged.write_text(damaged.read_text("utf-8") + '\nmsgid "x\n', "utf-8")


def edit(root: Path) -> None:
    """What editors do: a text goes to another article, others change, one is gone, one is new."""
    _write(root, "news/moved.md", "# Переїзд\n\nПерше.\n")
    path = root / "articles/news/n4.md"
    path.write_text(path.read_text("utf-8") + f"\n{MOVED}\n", "utf-8")
    for number in (0, 2, 5):
        path = root / f"articles/news/n{number}.md"
        text = path.read_text("utf-8").replace("ухвалила бюджет", "ухвалила новий бюджет")
        path.write_text(text, "utf-8")
    (root / "articles/stories/s3.md").rename(root / "articles/stories/renamed.md")


def change_page(root: Path) -> None:
    """Somebody edits a page in its place, and another one is lost."""
    pages = sorted((root / "published").rglob("*.md"))
    pages[0].write_text(pages[0].read_text("utf-8") + "\nby hand\n", "utf-8")
    pages[-1].unlink()


def _write(root: Path, name: str, text: str) -> None:
    path = root / "articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def through_a_day(run: Run, root: Path, jobs: int, *, whole: bool) -> list[object]:
    """All that commands say in two days of work, and all files at the end of each.

    `whole` in JSON; else what is most of it.
    """
    more = ("--json",) if whole else ()
    shutil.rmtree(root, ignore_errors=True)
    assert run("init", root).code == 0
    lay_out(root)
    told: list[object] = []

    def said(*arguments: str) -> None:
        answer: Answer = run(*arguments, "--jobs", jobs, *more, at=root)
        told.append((arguments, answer))

    said("sync", "--no-draft")
    told.append(files(root))
    translate(root)
    edit(root)
    if whole:
        said("sync", "--no-draft")
        said("check")
        said("coverage")
    said("publish")
    told.append(files(root))
    if whole:
        change_page(root)
        said("publish")
        told.append(files(root))
    return told


def files(root: Path) -> dict[str, bytes]:
    """All files but those of the cache."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".l10n" not in path.relative_to(root).parts
    }
