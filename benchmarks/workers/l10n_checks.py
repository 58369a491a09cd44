"""The tool's judgement of catalogs: every check of every entry, articles and catalogs in memory."""

import json
from pathlib import Path

from loop import serve, worked

from l10n.model.article import Span
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.segment import Place, Segment
from l10n.steps.proofread import judge

WORK: list[tuple[tuple[Segment, ...], Catalog, str, str]] = []


def start(path: str) -> dict[str, object]:
    for article in json.loads(Path(path).read_text("utf-8")):
        segments, entries = [], []
        for number, (source, target) in enumerate(article["lines"]):
            segments.append(Segment(None, source, Place(number, Span(0, 0), 1, "paragraph")))
            entries.append(Entry(None, source).with_target(target, State.TRANSLATED))
        catalog = Catalog(entries=tuple(entries))
        WORK.append((tuple(segments), catalog, article["source"], article["target"]))
    return {}


def run() -> dict[str, object]:
    found = 0

    def work() -> None:
        nonlocal found
        for segments, catalog, source, target in WORK:
            found += len(judge(segments, catalog, source, target).findings)

    return {"seconds": worked(work), "findings": found}


serve({"start": start, "run": run})
