"""The bundled model gives the same drafts on every processor, with any number of threads."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from l10n.engines import Draft, Request
from l10n.engines.argos.engine import Argos
from l10n.model.markup import Tagged
from tests.conftest import LONG
from tests.drafts_of_the_bundled_model import texts as sentences

pytest.importorskip("ctranslate2", reason="the extra argos is not installed")

ROOT = Path(__file__).parents[1]
KINDS = ("GENERIC", "AVX", "AVX2", "AVX512")
"""Instruction sets that CTranslate2 can be held to, the one that every processor has first."""
PROGRAM = ROOT / "tests" / "drafts_of_the_bundled_model.py"
THREADS = (1, 2, 5) if LONG else (2,)
SIZE = "long" if LONG else "short"

Drafted = dict[str, list[object]]


def drafted(kind: str, threads: int, *, mkl: bool = True) -> Drafted:
    """For each text all that is said of it; empty if this processor lacks the instructions."""
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(threads), SIZE],
        env={**os.environ, "CT2_FORCE_CPU_ISA": kind, **({} if mkl else {"CT2_USE_MKL": "0"})},
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if "does not support" in done.stderr:
        return {}
    assert done.returncode == 0, done.stderr
    found: Drafted = json.loads(done.stdout)
    return found


def digest(draft: Draft) -> tuple[str, bool, float]:
    """What a record holds of a draft."""
    return draft.text, draft.doubtful, round(draft.confidence or 0.0, 2)


@pytest.mark.campaign
def test_every_kind_of_processor_gives_the_same_drafts() -> None:
    first = drafted("GENERIC", 1)
    assert len(first) > (1900 if LONG else 80)
    for kind in KINDS if LONG else KINDS[1:]:
        for threads in THREADS:
            # Without MKL CTranslate2 computes as it does on a processor that is not Intel's.
            for mkl in (True, False) if LONG else (kind != "AVX2",):
                found = drafted(kind, threads, mkl=mkl)
                if found:
                    assert found.keys() == first.keys()
                    differing = [text for text in first if found[text] != first[text]]
                    assert not differing, (kind, threads, mkl)


def test_a_sentence_alone_is_drafted_as_among_others() -> None:
    texts = list(dict.fromkeys(text.text for text in sentences("short")))[:40]
    requests = [Request(Tagged(text)) for text in texts if "<" not in text]
    with Argos({"threads": 1}, folders=[]) as engine:
        together = list(engine.translate(requests, "uk", "en"))
        alone = [next(iter(engine.translate([each], "uk", "en"))) for each in requests]
        backwards = list(engine.translate(requests[::-1], "uk", "en"))[::-1]
    assert [digest(draft) for draft in alone] == [digest(draft) for draft in together]
    assert [digest(draft) for draft in backwards] == [digest(draft) for draft in together]
