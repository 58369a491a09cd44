"""Measure the bundled model: python training/evaluate.py [package folder]"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

import ctranslate2
import sentencepiece
from demomodel.data import PACKAGE, article_sentences, held_out


class Model:
    """A package, loaded through CTranslate2 and SentencePiece alone."""

    def __init__(self, package: Path = PACKAGE, threads: int = 2) -> None:
        """Load it."""
        self.tokenizer = sentencepiece.SentencePieceProcessor(
            model_file=str(package / "sentencepiece.model")
        )
        metadata = json.loads((package / "metadata.json").read_text(encoding="utf-8"))
        declared = metadata["l10n"]
        self.beam_size: int = declared["beam_size"]
        self.translator = ctranslate2.Translator(
            str(package / "model"),
            compute_type=declared["compute_type"],
            inter_threads=threads,
            intra_threads=1,
        )

    def translate(self, texts: list[str], beam_size: int | None = None) -> list[str]:
        """Translate texts, their tags as placeholders."""
        results = self.translator.translate_batch(
            self.tokenizer.encode(texts, out_type=str),
            beam_size=beam_size or self.beam_size,
            batch_type="tokens",
            max_batch_size=2048,
        )
        return ["".join(r.hypotheses[0]).replace("▁", " ").strip() for r in results]


def failures(
    model: Model, pairs: list[tuple[str, str]], beam: int = 0
) -> list[tuple[str, str, str]]:
    """The pairs that are not translated exactly: source, expected, got."""
    got = model.translate([uk for uk, _ in pairs], beam or None)
    return [(uk, en, out) for (uk, en), out in zip(pairs, got, strict=True) if out != en]


def sets() -> dict[str, list[tuple[str, str]]]:
    """The held-out sets by name, and the sentences of the articles."""
    plain, tagged = held_out()
    return {
        "held out": [(pair.uk, pair.en) for pair in plain],
        "held out, tagged": [(pair.uk, pair.en) for pair in tagged],
        "articles": article_sentences(),
        "articles, tags left out": [
            (re.sub(r"</?\d>", "", uk), re.sub(r"</?\d>", "", en)) for uk, en in article_sentences()
        ],
    }


def main() -> None:
    """Print the share exactly right of each set, with what failed."""
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE
    model = Model(package)
    for name, pairs in sets().items():
        start = time.monotonic()
        wrong = failures(model, pairs)
        seconds = time.monotonic() - start
        share = 100 * (1 - len(wrong) / len(pairs))
        print(f"{name}: {share:.1f} % of {len(pairs)} exactly right, {seconds:.1f} s")
        for uk, en, out in wrong:
            print(f"  source   {uk}\n  expected {en}\n  got      {out}")
        counts = [f"{beam}: {len(failures(model, pairs, beam))} wrong" for beam in (1, 2, 4)]
        print("  by beam size: " + ", ".join(counts))
    size = sum(path.stat().st_size for path in package.rglob("*") if path.is_file())
    print(f"size: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
