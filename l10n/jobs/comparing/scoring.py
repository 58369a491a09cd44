"""BLEU as sacrebleu counts it (Post, 2018), where that package is installed."""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from l10n.dataclass import dataclass
from l10n.language.inflection import language_of

_TOKENIZERS = {"zh": "zh", "ja": "char", "ko": "char", "th": "char", "lo": "char", "my": "char"}
"""How texts are cut into words where blanks do not part them; `13a` for all other languages."""


@dataclass(frozen=True, slots=True)
class Bleu:
    """A score of a whole set of texts."""

    score: float
    """0 to 100."""
    signature: str
    """How it was counted, as sacrebleu names it."""


def installed() -> bool:
    """True if sacrebleu is there."""
    return find_spec("sacrebleu") is not None


def bleu(pairs: Sequence[tuple[str, str]], locale: str) -> Bleu | None:
    """The score of outputs against their references; None without any, and without sacrebleu."""
    if not pairs or not installed():
        return None
    tokenizer = _TOKENIZERS.get(language_of(locale), "13a")
    metric = import_module("sacrebleu.metrics").BLEU(tokenize=tokenizer)
    outputs, references = zip(*pairs, strict=True)
    score = metric.corpus_score(list(outputs), [list(references)])
    return Bleu(float(score.score), str(metric.get_signature()))
