"""A real Marian model, as OPUS-MT publishes one, small enough for a test: weights by their names.

It copies as the model of `tests.tiny_argos` does: its weights are taken from there, so that a
conversion is right only if each of them arrives where it belongs.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from tests.tiny_argos import POSITIONS, TABLE, pieces_of, plain_norm, sentencepiece_model
from tests.tiny_ct2 import CYRILLIC, ROMAN, SHOWN

WEIGHTS = "opus.spm32k-spm32k.transformer-align.model1.npz.best-perplexity.npz"
VOCABULARY = "opus.spm32k-spm32k.vocab.yml"
CONFIG = {
    "type": "transformer",
    "enc-depth": 1,
    "dec-depth": 1,
    "transformer-heads": 1,
    "transformer-decoder-autoreg": "self-attention",
    "transformer-ffn-activation": "relu",
    "transformer-guided-alignment-layer": "last",
    "transformer-no-projection": False,
    "transformer-postprocess": "da",
    "transformer-postprocess-emb": "d",
    "transformer-postprocess-top": "n",
    "transformer-preprocess": "n",
}
HIDDEN = 4


def _yaml(values: Mapping[str, object]) -> str:
    def shown(value: object) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        return f'"{value}"' if isinstance(value, str) else str(value)

    return "".join(f"{key}: {shown(value)}\n" for key, value in values.items())


def weights(pieces: list[str], table: Mapping[str, str]) -> dict[str, np.ndarray]:
    """All parameters under Marian's names; its matrices are transposed to those of CTranslate2."""
    tokens = len(pieces)
    size = tokens + POSITIONS + tokens % 2
    index = {piece: number for number, piece in enumerate(pieces)}
    zero = np.zeros((size, size), np.float32)
    place, token = zero.copy(), zero.copy()
    np.fill_diagonal(place[tokens:, tokens:], 100)
    np.fill_diagonal(token[:tokens, :tokens], 1)
    output = np.zeros((size, tokens), np.float32)
    for piece, number in index.items():
        output[number, index.get(table.get(piece, piece), number)] = 1
    found = {
        "Wemb": np.eye(tokens, size, dtype=np.float32) / np.sqrt(size),
        "Wpos": np.eye(POSITIONS, size, k=tokens, dtype=np.float32),
        "decoder_ff_logit_out_W": output,
        "decoder_ff_logit_out_b": np.zeros((1, tokens), np.float32),
    }

    def linear(name: str, suffix: str, matrix: np.ndarray) -> None:
        found[f"{name}_W{suffix}"] = matrix.astype(np.float32)
        found[f"{name}_b{suffix}"] = np.zeros((1, matrix.shape[1]), np.float32)

    def norm(name: str) -> None:
        scale, shift = plain_norm(size, 2)
        found[f"{name}_ln_scale_pre"], found[f"{name}_ln_bias_pre"] = scale[None], shift[None]

    for side in ("encoder", "decoder"):
        layer = f"{side}_l1"
        for suffix in "qkvo":
            linear(f"{layer}_self", suffix, zero)
        norm(f"{layer}_self_Wo")
        linear(f"{layer}_ffn", "1", np.zeros((size, HIDDEN)))
        linear(f"{layer}_ffn", "2", np.zeros((HIDDEN, size)))
        norm(f"{layer}_ffn_ffn")
        scale, shift = plain_norm(size, 2)
        found[f"{side}_top_ln_scale"], found[f"{side}_top_ln_bias"] = scale[None], shift[None]
    for suffix, matrix in (("q", place), ("k", place), ("v", token), ("o", token * 10)):
        linear("decoder_l1_context", suffix, matrix)
    norm("decoder_l1_context_Wo")
    return found


def opus_archive(folder: Path, tokens: tuple[str, ...] = (), **config: object) -> Path:
    """Write what OPUS-MT's ZIP file of a model holds; returns the folder."""
    folder.mkdir(parents=True)
    source, target = sentencepiece_model(letters=CYRILLIC), sentencepiece_model(letters=ROMAN)
    # Marian has no begin mark: a decoder starts from nothing.
    both = [*pieces_of(source), *pieces_of(target)]
    pieces = list(dict.fromkeys(["</s>", "<unk>", *both, *tokens]))
    settings = _yaml({**CONFIG, **config}).encode() + b"\0"
    np.savez(
        folder / WEIGHTS,
        **{"special:model.yml": np.frombuffer(settings, np.int8)},
        **weights(pieces, {**TABLE, **SHOWN}),
    )
    lines = (f'"{_escaped(piece)}": {number}\n' for number, piece in enumerate(pieces))
    (folder / VOCABULARY).write_text("".join(lines), "utf-8")
    (folder / "source.spm").write_bytes(source)
    (folder / "target.spm").write_bytes(target)
    (folder / "LICENSE").write_text("CC-BY-4.0\n")
    (folder / "decoder.yml").write_text(
        f"relative-paths: true\nmodels:\n  - {WEIGHTS}\nvocabs:\n"
        f"  - {VOCABULARY}\n  - {VOCABULARY}\nbeam-size: 3\nnormalize: 0.6\nword-penalty: 0\n"
    )
    return folder


def _escaped(piece: str) -> str:
    return piece.replace("\\", "\\\\").replace('"', '\\"')
