"""Real CTranslate2 models as each family of published ones lays them out, small enough for a test.

They copy token by token (`tests.tiny_argos`). A token of a language before a text is shown as a
letter of its own, so that a result tells which one the model was given, and where.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.tiny_argos import LATIN, TABLE, UKRAINIAN, model, pieces_of, sentencepiece_model

SPECIAL = ["<unk>", "<s>", "</s>"]
CYRILLIC = [*UKRAINIAN, *UKRAINIAN.upper()]
ROMAN = [*LATIN, *LATIN.upper()]
SHOWN = {
    **{">>ukr<<": "U", ">>bel<<": "B", "<2uk>": "U", "<2en>": "E", "<2zh>": "Z"},
    "ukr_Cyrl": "U",
}
"""What a model of these tests writes where it is given such a token."""


Maker = Callable[[Path], Path]
"""Writes a model below a folder; its own is returned."""


def description(name: str, preset: str, *more: str) -> str:
    return "\n".join([f'name = "{name}"', f'preset = "{preset}"', *more]) + "\n"


def _write(folder: Path, files: Mapping[str, bytes], said: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "l10n-model.toml").write_text(said, "utf-8")
    return folder


def opus_mt(parent: Path, tokens: Sequence[str] = (), *more: str, adds_end: bool = False) -> Path:
    """As Transformers' Marian models are converted: one vocabulary, an end mark to be given."""
    source, target = sentencepiece_model(letters=CYRILLIC), sentencepiece_model(letters=ROMAN)
    shared = list(dict.fromkeys([*SPECIAL, *pieces_of(source), *pieces_of(target), *tokens]))
    folder = parent / "opus-mt-tiny"
    model(folder, shared, {**TABLE, **SHOWN}, adds_end=adds_end)
    said = description("opus-mt-tiny", "opus-mt", *(more or ('pairs = ["uk>en"]',)))
    return _write(folder, {"source.spm": source, "target.spm": target}, said)


def quickmt(parent: Path, *more: str) -> Path:
    """As quickmt's are: a vocabulary for each side, an end mark to be given."""
    source, target = sentencepiece_model(letters=CYRILLIC), sentencepiece_model(letters=ROMAN)
    folder = parent / "quickmt-uk-en"
    model(folder, pieces_of(source), TABLE, targets=pieces_of(target), adds_end=False)
    said = description("quickmt-uk-en", "quickmt", 'pairs = ["uk>en"]', *more)
    return _write(folder, {"src.spm.model": source, "tgt.spm.model": target}, said)


def nllb(parent: Path, *more: str) -> Path:
    """As NLLB-200's are: languages are tokens before the source and before the target."""
    both = sentencepiece_model()
    codes = ["ukr_Cyrl", "eng_Latn", "zho_Hant", "zho_Hans"]
    folder = parent / "nllb-tiny"
    model(folder, [*pieces_of(both), *codes], {**TABLE, **SHOWN}, adds_end=False)
    said = description("nllb-tiny", "nllb", 'licence = "CC-BY-NC-4.0"', *more)
    return _write(folder, {"sentencepiece.bpe.model": both}, said)


def madlad(parent: Path, *more: str) -> Path:
    """As MADLAD-400's are: the target's language is a piece before the source."""
    both = sentencepiece_model(["<2uk>", "<2en>", "<2zh>"])
    folder = parent / "madlad-tiny"
    model(folder, pieces_of(both), {**TABLE, **SHOWN}, adds_end=False)
    return _write(folder, {"spiece.model": both}, description("madlad-tiny", "madlad", *more))
