"""A package of the size that the public ones have, with weights drawn at random.

How fast a model decodes depends on its size and on the lengths of its texts, not on what it has
learned. So that the lengths are real, the end mark is the one thing that this model translates
rightly: its last attention finds the source's place of the same number by the position encodings,
which the random weights leave alone, and what it writes is as long as its source, in pieces.
"""

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctranslate2.specs import TransformerSpec

LAYERS = 6
WIDTH = 512
HEADS = 8
INNER = 2048
VOCABULARY = 32_000
POSITIONS = 1024
_PLACE = WIDTH // HEADS
"""Dimensions 0 to 63 hold the position; one head of the last attention reads them."""
_END = _PLACE
"""The dimension that tells the end mark."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a model is; by default as OpenNMT's base Transformer, which Argos trains."""

    layers: int = LAYERS
    inner: int = INNER
    vocabulary: int = VOCABULARY


PUBLIC = Size()


def write_package(folder: Path, texts: Iterable[str], size: Size = PUBLIC) -> None:
    """Write an Argos package uk → en, its vocabulary learned from texts and filled up."""
    folder.mkdir(parents=True)
    pieces = _vocabulary(folder / "sentencepiece.model", texts, size.vocabulary)
    spec = _drawn(size, pieces)
    spec.config.add_source_eos = True
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    (folder / "model").mkdir()
    spec.save(str(folder / "model"))
    metadata = {"from_code": "uk", "to_code": "en", "package_version": "1.0", "from_name": "uk"}
    metadata |= {"to_name": "en", "type": "translate", "target_prefix": ""}
    (folder / "metadata.json").write_text(json.dumps(metadata), "utf-8")


def _drawn(size: Size, pieces: Sequence[str]) -> "TransformerSpec":
    """Draw the weights, and put the way of the end mark into them."""
    import numpy as np
    from ctranslate2.specs import TransformerSpec

    rng = np.random.default_rng(0)

    def drawn(*shape: int, scale: float = 0.05) -> np.ndarray:
        return rng.normal(0, scale, shape).astype(np.float32)

    def linear(part: object, rows: int, columns: int, *, ends: bool = False) -> np.ndarray:
        weight = drawn(rows, columns)
        if ends:
            weight[: _END + 1] = 0
        part.weight, part.bias = weight, np.zeros(rows, np.float32)
        return weight

    def norm(part: object) -> None:
        part.gamma, part.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def attention(part: object, *, crossed: bool = False) -> None:
        norm(part.layer_norm)
        shapes = (WIDTH, 2 * WIDTH) if crossed else (3 * WIDTH,)
        for place, rows in enumerate(shapes):
            linear(part.linear[place], rows, WIDTH)
        linear(part.linear[-1], WIDTH, WIDTH, ends=True)

    spec = TransformerSpec.from_config(size.layers, HEADS)
    angles = np.arange(POSITIONS)[:, None] / 1.15 ** np.arange(_PLACE // 2)[None, :]
    places = np.zeros((POSITIONS, WIDTH), np.float32)
    places[:, :_PLACE] = np.concatenate([np.sin(angles), np.cos(angles)], 1)
    words = drawn(len(pieces), WIDTH, scale=0.3)
    words[:, : _END + 1] = 0
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = False
        side.position_encodings.encodings = places
        norm(side.layer_norm)
        for layer in side.layer:
            attention(layer.self_attention)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, size.inner, WIDTH)
            linear(layer.ffn.linear_1, WIDTH, size.inner, ends=True)
            if side is spec.decoder:
                attention(layer.attention, crossed=True)
    given = words.copy()
    given[pieces.index("</s>"), _END] = 6
    spec.encoder.embeddings[0].weight = given
    spec.decoder.embeddings.weight = words
    last = spec.decoder.layer[-1].attention
    query, key_value, out = (part.weight for part in last.linear)
    query[:_PLACE] = np.eye(_PLACE, WIDTH) * 30
    key_value[:_PLACE] = np.eye(_PLACE, WIDTH) * 30
    key_value[WIDTH] = np.eye(1, WIDTH, _END)
    out[_END] = np.eye(1, WIDTH)[0] * 20
    projection = linear(spec.decoder.projection, len(pieces), WIDTH)
    projection[pieces.index("</s>")] = np.eye(1, WIDTH, _END) * 40
    spec.decoder.projection.bias[pieces.index("</s>")] = -10
    return spec


def _vocabulary(path: Path, texts: Iterable[str], size: int) -> list[str]:
    import sentencepiece

    stream = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=stream,
        vocab_size=min(size, 8000),
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
        num_threads=2,
    )
    path.write_bytes(stream.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=stream.getvalue())
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    return pieces + [f"▁{number}" for number in range(size - len(pieces))]
