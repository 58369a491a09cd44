"""CTranslate2's bare `translate_batch`, on tokens that are there already; nothing else is timed."""

from collections.abc import Mapping, Sequence

import ctranslate2
import sentencepiece
from loop import serve, timed

STATE: dict[str, object] = {}


def start(
    folder: str, texts: Sequence[str], threads: int, options: Mapping[str, object]
) -> dict[str, object]:
    vocabulary = sentencepiece.SentencePieceProcessor(model_file=f"{folder}/sentencepiece.model")
    tokens = vocabulary.encode(list(texts), out_type=str)
    translator = ctranslate2.Translator(
        f"{folder}/model", device="cpu", inter_threads=threads, intra_threads=1
    )
    STATE.update(tokens=tokens, translator=translator, options=dict(options))
    return {"tokens": sum(map(len, tokens))}


def run() -> dict[str, object]:
    translator, tokens, options = STATE["translator"], STATE["tokens"], STATE["options"]
    assert isinstance(translator, ctranslate2.Translator)
    made: list[object] = []
    seconds = timed(lambda: made.extend(translator.translate_batch(tokens, **options)))
    return {"seconds": seconds, "made": len(made)}


serve({"start": start, "run": run})
