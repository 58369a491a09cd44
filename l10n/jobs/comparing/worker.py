"""The process that holds one engine: articles come in by name, drafts go out."""

import contextlib
import os
import pickle
import resource
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO

from l10n.desk.checking import Checkings
from l10n.desk.desk import Job, open_desk
from l10n.desk.engines import candidate, close, models
from l10n.desk.reading import Source, read_source
from l10n.engines.candidate import Candidate, engine_failure
from l10n.engines.chain import Chain, TextOutcome
from l10n.errors import FileError, L10nError
from l10n.glossary.finding import Finder, find_terms
from l10n.jobs.comparing.asking import Asked, Given
from l10n.model.conditions import ALWAYS
from l10n.model.markup import Tagged
from l10n.model.workflow import Workflow
from l10n.steps.merge import merge
from l10n.steps.pretranslate import CatalogWork, ask
from l10n.store.text_file import read_bytes
from l10n.store.workspace import find

_STATUS = Path("/proc/self/status")
_PEAK = "VmHWM:"
"""What Linux calls the most memory that a program held, whatever ran before it in its process."""


def work() -> None:
    """Answer one question, and end."""
    # An interruption is told by the process that a person started.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whoever asked may be gone at any moment, and then nobody is left to be told anything.
    with contextlib.suppress(EOFError, BrokenPipeError), os.fdopen(os.dup(1), "wb") as answers:
        # What an engine prints is no answer.
        os.dup2(2, 1)
        asked: Asked = pickle.load(sys.stdin.buffer)
        try:
            answer = _answer(asked, answers)
        except L10nError as error:
            answer = Given(error=error)
        answers.write(_packed(asked.engine, answer))


def _packed(engine: str, answer: Given) -> bytes:
    """An answer on its way; that it cannot travel, where another package's engine made it so."""
    try:
        data = pickle.dumps(answer)
        pickle.loads(data)
    except Exception as error:
        return pickle.dumps(Given(error=engine_failure(engine, error)))
    return data


def _answer(asked: Asked, answers: IO[bytes]) -> Given:
    desk = open_desk(find(asked.root))
    checkings = Checkings(desk, strict=False)
    works: dict[str, tuple[Job, Source, CatalogWork]] = {}
    for name, locale in asked.jobs:
        workflow = desk.workflow_of(name)
        assert workflow is not None, "the article has been read"
        job = Job(name, locale, workflow)
        source = read_source(desk.workspace, name, workflow)
        works[name] = (job, source, _work(checkings, job, source))
    total = len({part.tagged for _job, source, _work in works.values() for part in source.segments})
    began, told = time.monotonic(), 0

    def tell(done: int, _all: int) -> None:
        pickle.dump((told + done, total), answers)
        answers.flush()

    outcomes: dict[str, Mapping[Tagged, TextOutcome]] = {}
    named: dict[str, None] = {}
    for workflow in dict.fromkeys(job.workflow for job, _source, _work in works.values()):
        group = {name: each for name, each in works.items() if each[0].workflow is workflow}
        asking = _asking(asked.engine, workflow, checkings)
        try:
            named |= dict.fromkeys(models(asking.engine))
            some = next(iter(group.values()))
            chain = Chain((asking,), some[1].article.locale, some[0].locale, progress=tell)
            found = ask([work for _job, _source, work in group.values()], chain)
        finally:
            close(asking.engine)
        if found.failures:
            raise found.failures[0].error
        told += len(found.asked)
        outcomes |= dict.fromkeys(group, found.outcomes)
    return Given(outcomes, tuple(named), time.monotonic() - began, _peak())


def _asking(engine: str, workflow: Workflow, checkings: Checkings) -> Candidate:
    """An engine as a workflow has it, but asked for every text."""
    made = candidate(workflow, engine, checkings.glossary_of(workflow).digest)
    return replace(made, when=ALWAYS)


def _work(checkings: Checkings, job: Job, source: Source) -> CatalogWork:
    """All texts of an article, as a new catalog would hold them."""
    segments = source.into(job.locale).segments
    glossary = checkings.glossary_of(job.workflow)
    finder = Finder(glossary, source.article.locale, job.locale)
    return CatalogWork(
        merge(segments, None, path=job.name).catalog,
        segments,
        records=(),
        terms=find_terms(segments, finder),
    )


def _peak() -> int | None:
    """Bytes that this process held at most."""
    with contextlib.suppress(FileError, ValueError, IndexError):
        for line in read_bytes(_STATUS, error=FileError).decode("ascii", "replace").splitlines():
            if line.startswith(_PEAK):
                return int(line.split()[1]) * 1024
    # The BSDs and macOS begin this count with the program; macOS counts bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
