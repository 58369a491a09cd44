"""How many threads of the processor Argos Translate's models may have."""

from pathlib import Path

import pytest

pytest.importorskip("argostranslate", reason="the extra argos is not installed")
pytest.importorskip("ctranslate2", reason="the extra argos is not installed")

from l10n.engines.argos.engine import Argos
from l10n.engines.decoder import loading
from tests.argos.desk import one


@pytest.mark.parametrize(
    ("setting", "most", "used"), [(0, 1, 1), (0, 64, 2), (3, 2, 2), (3, 8, 3), (3, 0, 3)]
)
def test_a_model_has_no_more_threads_than_it_may(
    packages: Path, monkeypatch: pytest.MonkeyPatch, setting: int, most: int, used: int
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    made = []
    load = loading.load

    def kept(*given: object) -> loading.Files:
        made.append(load(*given))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr("l10n.engines.decoder.decoding.load", kept)
    with Argos({"threads": setting, "beam_size": 1}, folders=[packages]) as engine:
        engine.use_threads(most)
        assert one(engine, "Мер міста.").text == "Mer mista."
        assert made[0].translator.num_translators == used
