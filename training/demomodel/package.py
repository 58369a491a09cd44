"""Write the trained model as an Argos package: metadata, words, patterns, tokenizer, weights."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from demomodel.grammar import MAX_DIGITS, MOST_TAGS, TAG, WORD, Pair, untagged, words
from demomodel.listing import listing

VERSION = "1.0"
BEAM_SIZE = 1
LEAST_CONFIDENCE = 0.97  # 0.06 % of its right translations are below it, half of the wrong ones
COMPUTE_TYPE = "float32"  # integers are rounded differently by each kind of processor
SPACES = " \u00a0\u2009\u202f"  # the tokenizer reads each as a plain space


def characters_of(sources: Iterable[str]) -> str:
    """Every character of some texts, letters and digits too, tags aside; and other spaces."""
    found = set(SPACES).union(*(set(TAG.sub("", text)) for text in sources))
    return "".join(sorted(found | {c.lower() for c in found} | {c.upper() for c in found}))


def usual_length(sources: Iterable[str]) -> int:
    """The number of words that one text in a thousand exceeds."""
    counts = sorted(len(WORD.findall(untagged(text))) for text in sources)
    return counts[len(counts) * 999 // 1000]


def write_package(target: Path, built: Path, pairs: list[Pair], *, limited: bool = True) -> None:
    """Put the package together from `built` and the training pairs; its README stays.

    One that is not limited declares nothing, as the published packages do.
    """
    sources = [pair.uk for pair in pairs]
    metadata = {
        "package_version": VERSION,
        "argos_version": "1.5",
        "from_code": "uk",
        "from_name": "Ukrainian",
        "to_code": "en",
        "to_name": "English",
        "type": "translate",
        "target_prefix": "",
        "l10n": {
            "demonstration": True,
            "words": "words.txt",
            "patterns": "patterns.txt",
            "characters": characters_of(sources),
            "max_digits": MAX_DIGITS,
            "max_words": usual_length(sources),
            "tags": MOST_TAGS,
            "beam_size": BEAM_SIZE,
            "least_confidence": LEAST_CONFIDENCE,
            "compute_type": COMPUTE_TYPE,
        },
    }
    if not limited:
        del metadata["l10n"]
    shutil.rmtree(target / "model", ignore_errors=True)
    target.mkdir(parents=True, exist_ok=True)
    shutil.copytree(built / "model", target / "model")
    shutil.copy(built / "sentencepiece.model", target)
    text = json.dumps(metadata, ensure_ascii=False, indent=2)
    (target / "metadata.json").write_text(text + "\n", encoding="utf-8")
    if limited:
        (target / "words.txt").write_text("\n".join(words()) + "\n", encoding="utf-8")
        (target / "patterns.txt").write_text("\n".join(listing()) + "\n", encoding="utf-8")
