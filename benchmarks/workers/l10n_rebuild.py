"""The tool as a library: article -> segments -> PO, and PO -> version, for a folder of articles."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from loop import serve, worked

from l10n.checks import integrity
from l10n.checks.catalogue import CHECKS
from l10n.exchange.po import file as po
from l10n.formats.markdown.format import Markdown
from l10n.model.article import Article
from l10n.model.conventions import Conventions
from l10n.model.segment import Segment
from l10n.steps.extract import extract as segments_of
from l10n.steps.merge import merge
from l10n.steps.offered import offered
from l10n.steps.proofread import proofread
from l10n.steps.publish import Edition, Policy, choose, publish

NOW = datetime(2026, 3, 14, tzinfo=UTC)
FIELDS = ("title", "description")
_NAMES = frozenset(check.name for check in integrity.CHECKS)
_OTHER = tuple(check for check in CHECKS if check.name not in _NAMES)


Read = tuple[Article, tuple[Segment, ...]]


class Reader:
    """Takes articles apart; what is kept serves the rebuild of the same text, once."""

    def __init__(self, split: str) -> None:
        self._split = split
        self._kept: dict[Path, Read] = {}

    def read(self, format: Markdown, path: Path) -> Read:
        source = path.read_text("utf-8")
        kept = self._kept.pop(path, None)
        if kept is not None and kept[0].source == source:
            return kept
        return self.anew(format, path, source)

    def anew(self, format: Markdown, path: Path, source: str) -> Read:
        article = Article(path.name, "uk", "markdown", source, format.parse(source, FIELDS))
        return article, segments_of(article, self._split).segments

    def keep(self, path: Path, read: Read) -> None:
        self._kept[path] = read


READERS = {split: Reader(split) for split in ("blocks", "sentences")}


def extract(articles: str, catalogs: str, split: str, **more: str) -> dict[str, object]:
    """Extract; where `kept` is asked for, what is read is kept for the rebuild."""
    format = Markdown(Conventions(more.get("dialect", "")))
    paths = sorted(Path(articles).iterdir())
    counts: list[int] = []
    reader = READERS[split]

    def work() -> None:
        for path in paths:
            article, segments = reader.anew(format, path, path.read_text("utf-8"))
            if "kept" in more:
                reader.keep(path, (article, segments))
            merged = merge(segments, None, (), path=f"articles/{path.name}")
            headers = po.new_headers("en", path.name, now=NOW)
            text = po.dump(replace(merged.catalog, headers=headers))
            Path(catalogs, f"{path.name}.po").write_text(text, "utf-8")
            counts.append(len(segments))

    return {"seconds": worked(work), "segments": sum(counts)}


def rebuild(articles: str, catalogs: str, out: str, split: str, **more: str) -> dict[str, object]:
    """Rebuild in the locale `into` (English if left out); `checks` is `all` or of integrity."""
    format = Markdown(Conventions(more.get("dialect", "")))
    paths = sorted(Path(articles).iterdir())
    locale = more.get("into", "en")
    reader = READERS[split]
    checks = integrity.CHECKS + (_OTHER if more.get("checks") == "all" else ())

    def work() -> None:
        for path in paths:
            article, segments = reader.read(format, path)
            catalog = po.load(Path(catalogs, f"{path.name}.po"))
            findings = proofread(segments, catalog, "uk", locale, checks)
            # Latin letters are no translation, and the other checks say so.
            findings = tuple(each for each in findings if each.check in _NAMES)
            choice = choose(segments, offered(catalog, ()), findings, Policy())
            if choice.blockers:
                raise ValueError(f"{path.name}: {choice.blockers[0]}")
            version = publish(
                article,
                format,
                segments,
                choice,
                Edition(locale, FIELDS),
            )
            if version.blockers:
                raise ValueError(f"{path.name}: {version.blockers[0]}")
            Path(out, path.name).write_text(version.text, "utf-8")

    return {"seconds": worked(work)}


serve({"extract": extract, "rebuild": rebuild})
