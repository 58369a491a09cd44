"""The tool's pretranslation step on catalogs of ten segments, with the Argos engine."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from loop import serve, timed

from l10n.engines.argos.engine import Argos
from l10n.engines.chain import Candidate, Chain
from l10n.glossary.finding import FoundTerms
from l10n.model.article import Span
from l10n.model.markup import TAG
from l10n.model.segment import Place, RawTag, Segment
from l10n.steps.merge import merge
from l10n.steps.pretranslate import CatalogWork, Pretranslated, ask, fill

SIZE = 10
ENGINES: list[Argos] = []


def start(folder: str, settings: dict[str, object]) -> dict[str, object]:
    ENGINES.append(Argos(settings, folders=[Path(folder)]))
    return {}


def tags(text: str) -> tuple[RawTag, ...]:
    """Take every `<a1>` in a text for a tag."""
    names = dict.fromkeys(match["name"] for match in TAG.finditer(text))
    return tuple(RawTag(name, Span(0, 0), Span(0, 0)) for name in names)


def run(texts: Sequence[str], source: str, target: str) -> dict[str, object]:
    place = Place(0, Span(0, 0), 1, "paragraph")
    works = []
    for first in range(0, len(texts), SIZE):
        segments = tuple(
            Segment(None, text, replace(place, tags=tags(text)))
            for text in texts[first : first + SIZE]
        )
        catalog = merge(segments, None, (), path="articles/a.md").catalog
        works.append(CatalogWork(catalog, segments, records=(), terms=FoundTerms(source, target)))
    done: list[Pretranslated] = []
    chain = Chain(tuple(map(Candidate, ENGINES)), source, target)

    def drafted() -> None:
        answers = ask(works, chain)
        done.extend(fill(work, answers) for work in works)

    start = time.process_time()
    seconds = timed(drafted)
    processor = time.process_time() - start
    for work in done:
        for failure in work.failures:
            raise failure.error
    drafts = [entry.target for work in done for entry in work.catalog.entries]
    return {"seconds": seconds, "processor": processor, "drafts": drafts}


serve({"start": start, "run": run})
