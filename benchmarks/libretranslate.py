"""Segments/s of pretranslation, beside LibreTranslate's own API for batches."""

import random
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.pretranslate import BEAM, Case, cases
from benchmarks.processes import L10N, WORKERS, Worker
from benchmarks.table import Part, Row, interleaved, rate, ratio
from tests.libretranslate_server import MISSING, LibreTranslateServer, installed

ARRAY = 50
"""Texts in one request."""
AIM = 3.0
"""For a server with its defaults, as most are."""
SERVERS = {"defaults": {}, "one intra-thread": {"ARGOS_INTRA_THREADS": "1"}}
"""Ways to start the server, and the variables for each."""
_TIMEOUT = 1200
"""Seconds for one request; the slowest takes half a minute."""


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Measure with the bundled package and with one of the size of the public packages."""
    rows: list[Row] = []
    for case in cases(folder, quick):
        if not (case.package / "metadata.json").is_file():
            rows.append(Row(_what(case), "", "", note="no bundled package"))
        elif not installed():
            rows.append(Row(_what(case), "", "LibreTranslate", note=MISSING))
        else:
            rows += _rows(case, folder)
    note = (
        "LibreTranslate 1.9.6 on this machine, as `libretranslate` starts it, and with "
        "`ARGOS_INTRA_THREADS=1`: `q` arrays, `format=text`, the same package and texts, beam size "
        f"{BEAM} on both sides, which is its default; l10n does the whole step, catalogs in, "
        "catalogs with drafts out. By default CTranslate2 takes a thread for each core on both "
        "sides. Each segment is one sentence; the package's sentence splitter is one of rules, "
        "which takes next to no time, where the published ones are neural."
    )
    return Part(tuple(rows), (note,))


def _what(case: Case) -> str:
    return f"pretranslate, {case.name}"


def _rows(case: Case, folder: Path) -> list[Row]:
    size = min(len(case.texts), 4 * ARRAY if case.few > ARRAY else ARRAY)
    few = random.Random(3).sample(case.texts, size)
    with ExitStack() as stack:
        command = [L10N[0], WORKERS / "l10n_pretranslate.py"]
        own = stack.enter_context(Worker(command, log=folder / "log"))
        own.ask("start", folder=str(case.folder), settings={"beam_size": BEAM})
        sides = {"l10n": partial(own.seconds, "run", texts=case.texts, source="uk", target="en")}
        for name, variables in SERVERS.items():
            server = stack.enter_context(LibreTranslateServer([case.package], variables=variables))
            for length in sorted({min(ARRAY, size), size}):
                if length <= ARRAY or name == "defaults":
                    kind = "all" if length > ARRAY else str(length)
                    sides[f"{name}, arrays of {kind}"] = partial(_seconds, server.url, few, length)
        took = interleaved(sides, case.rounds)
    ours = rate(len(case.texts), took["l10n"], "segments")
    return [
        Row(
            _what(case),
            ours,
            f"LibreTranslate, {name}",
            rate(size, seconds, "segments"),
            ratio(seconds, took["l10n"]) * len(case.texts) / size,
            AIM if name.startswith("defaults") else None,
        )
        for name, seconds in took.items()
        if name != "l10n"
    ]


def _seconds(url: str, texts: Sequence[str], length: int) -> float:
    """Have a server translate texts in arrays of a length, and give the seconds that it took."""
    import time

    from l10n.net.http import Client, RequestLimits, Server

    client = Server(
        Client("libretranslate", "libretranslate"), url, RequestLimits(_TIMEOUT, retries=0)
    )
    start = time.perf_counter()
    for first in range(0, len(texts), length):
        part = list(texts[first : first + length])
        asked = {"q": part, "source": "uk", "target": "en", "format": "text"}
        answer = client.post("translate", asked)
        assert isinstance(answer, dict)
        assert len(answer["translatedText"]) == len(part)
    seconds = time.perf_counter() - start
    client.close()
    return seconds
