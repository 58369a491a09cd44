"""What families of published models have in common: their files, and the tokens around a text."""

from collections.abc import Mapping
from types import MappingProxyType

from l10n.dataclass import dataclass

SOURCE = "{source}"
"""In a token: the model's code of the source language."""
TARGET = "{target}"
END = "</s>"
SPACE = "▁"
"""What SentencePiece begins a text with, so that `▁ <2uk>` is how it cuts `<2uk> text`."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens that a model wants around the pieces of a text, `{source}` and `{target}` open."""

    before_source: tuple[str, ...] = ()
    after_source: tuple[str, ...] = (END,)
    """The end mark is added once: not where the model's `config.json` has `add_source_eos`."""
    before_target: tuple[str, ...] = ()
    """What every translation begins with; it is no part of the text."""

    def filled(self, source: str, target: str) -> "Tokens":
        """The tokens for a pair of the model's codes of languages."""

        def written(tokens: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(token.replace(SOURCE, source).replace(TARGET, target) for token in tokens)

        return Tokens(
            written(self.before_source), written(self.after_source), written(self.before_target)
        )

    @property
    def name_languages(self) -> bool:
        """True if one of them names a language."""
        every = (*self.before_source, *self.after_source, *self.before_target)
        return any(SOURCE in token or TARGET in token for token in every)


@dataclass(frozen=True, slots=True)
class Preset:
    """What a description need not say of a model of some family."""

    source: tuple[str, ...]
    """Names of the SentencePiece model of the source; the first that is there."""
    target: tuple[str, ...]
    tokens: Tokens = Tokens()
    language: str = ""
    """A pattern of the tokens of languages in a vocabulary, the code as its group; empty for none.

    Where a vocabulary has no such token, the model is for one language and wants none."""
    every_pair: bool = False
    """True if a model translates between any two of its languages."""
    beam_size: int = 4
    length_penalty: float = 1.0
    """CTranslate2 divides the score of a text by its length to the power of this."""


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "opus-mt": Preset(
            source=("source.spm",),
            target=("target.spm",),
            tokens=Tokens(before_source=(f">>{TARGET}<<",)),
            language=r">>([a-z]{2,3}(?:_[A-Za-z]{2,4})?)<<",
            beam_size=6,
        ),
        "quickmt": Preset(
            source=("src.spm.model", "joint.spm.model"),
            target=("tgt.spm.model", "joint.spm.model"),
            beam_size=5,
        ),
        "nllb": Preset(
            source=("sentencepiece.bpe.model", "flores200_sacrebleu_tokenizer_spm.model"),
            target=("sentencepiece.bpe.model", "flores200_sacrebleu_tokenizer_spm.model"),
            tokens=Tokens(before_source=(SOURCE,), before_target=(TARGET,)),
            language=r"([a-z]{3}_[A-Z][a-z]{3})",
            every_pair=True,
        ),
        "madlad": Preset(
            source=("spiece.model", "sentencepiece.model"),
            target=("spiece.model", "sentencepiece.model"),
            tokens=Tokens(before_source=(SPACE, f"<2{TARGET}>")),
            language=r"<2([a-z]{2,3}(?:_[A-Z][a-z]{3})?)>",
            every_pair=True,
        ),
        "plain": Preset(
            source=("source.spm", "sentencepiece.model"),
            target=("target.spm", "sentencepiece.model"),
            tokens=Tokens(after_source=()),
        ),
    }
)
"""By name: those of OPUS-MT (Marian), of quickmt (Eole), NLLB-200, MADLAD-400 (T5), and any other,
of which its `config.json` says what CTranslate2 is to add.

Names of files and tokens are those of the published models: Transformers' `MarianTokenizer`,
`NllbTokenizer` and `T5Tokenizer`, and quickmt's own `Translator`.
"""
