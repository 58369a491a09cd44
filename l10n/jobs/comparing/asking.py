"""Ask one engine in a process of its own, so that its time and memory are nobody else's."""

import pickle
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import IO

from l10n.dataclass import dataclass
from l10n.desk.workers.command import command
from l10n.engines.chain import TextOutcome
from l10n.errors import EngineError, L10nError
from l10n.messages import _
from l10n.model.markup import Tagged

COMMAND = command("l10n.jobs.comparing.worker")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the process is to do."""

    root: Path
    """Of the workspace."""
    engine: str
    jobs: tuple[tuple[str, str], ...]
    """Names of articles, each with the target locale."""


@dataclass(frozen=True, slots=True)
class Given:
    """What came of it."""

    outcomes: Mapping[str, Mapping[Tagged, TextOutcome]] = field(default_factory=dict)
    """By article, what became of each text."""
    models: tuple[str, ...] = ()
    seconds: float = 0.0
    memory: int | None = None
    """Bytes that the process held at most."""
    error: L10nError | None = None


def given(asked: Asked, progress: Callable[[int, int], None]) -> Given:
    """Wait for the answer of a process that holds one engine; it ends with the call."""
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            with process.stdin:
                pickle.dump(asked, process.stdin)
            return _answer(process.stdout, progress)
        except (OSError, EOFError, pickle.UnpicklingError):
            return Given(error=_died(asked.engine, process.wait()))
        finally:
            process.kill()


def _answer(stream: IO[bytes], progress: Callable[[int, int], None]) -> Given:
    """The last thing that a process says; before that it tells how far it is."""
    while True:
        # What comes from a process of our own is what we wrote.
        said = pickle.load(stream)
        if isinstance(said, Given):
            return said
        progress(*said)


def _died(engine: str, code: int) -> EngineError:
    return EngineError(
        _("the process of the engine {name} ended (exit code {code})").format(
            name=engine, code=code
        ),
        code="ENG-004",
        remedy=_("see whether there is memory enough for its model"),
    )
