"""A real model of Firefox Translations, small enough for a test: it copies letter by letter.

Its weights are made by hand and written as Marian's `intgemm8` with alphas, as the published
`model.*.intgemm.alphas.bin` are. Firefox's decoder has no positions of its own beside the sines
that are added to every token, and one matrix for tokens that come in and go out, so

- tokens are one-hot in dimensions in which the sines hardly move,
- the decoder finds the place of the source by the fast sines alone,
- what the one looks like in the other alphabet is in the values of its attention.
"""

import struct
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np

from tests.tiny_argos import TABLE, pieces_of, sentencepiece_model

SIZE = 512
HALF = SIZE // 2
FAST = 40
"""Sines of each half that tell places apart."""
SLOW = 140
"""From here on in each half a token may stand."""
HIDDEN = 16
CONFIG = f"""\
dec-depth: 1
dim-emb: {SIZE}
enc-depth: 1
transformer-dim-ffn: {HIDDEN}
transformer-heads: 1
type: transformer
"""
FLOAT, INT8 = 0x404, 0x4101
Item = tuple[str, int, tuple[int, ...], bytes]


def _float(name: str, values: np.ndarray) -> Item:
    return name, FLOAT, values.shape, values.astype("<f4").tobytes()


def _int8(name: str, matrix: np.ndarray, *, transposed: bool = True) -> Item:
    """A quantized matrix, which Marian stores transposed, its multiplier behind it."""
    most = float(np.abs(matrix).max()) or 1.0
    multiplier = 127 / most
    rounded = np.clip(np.rint(matrix * multiplier), -127, 127).astype(np.int8)
    data = (rounded.T if transposed else rounded).tobytes(order="C")
    return name, INT8, matrix.shape, data + struct.pack("<f", multiplier)


def weights(pieces: list[str], table: Mapping[str, str]) -> list[Item]:
    """All parameters, each under Marian's name."""
    tokens = len(pieces)
    index = {piece: number for number, piece in enumerate(pieces)}
    slots = [half + c for c in range(SLOW, HALF) for half in (0, HALF)]
    assert tokens <= len(slots)
    embedding = np.zeros((tokens, SIZE))
    embedding[np.arange(tokens), slots[:tokens]] = 1
    # All of a token and its sines together is about nothing, which no normalization shifts.
    between = [half + c for c in range(FAST, SLOW) for half in (0, HALF)]
    embedding[:, between] = -(np.sqrt(SIZE) + 0.9 * HALF) / np.sqrt(SIZE) / len(between)
    fast = np.zeros((SIZE, SIZE))
    for c in range(FAST):
        fast[c, c] = fast[HALF + c, HALF + c] = 8
    value, out = np.zeros((SIZE, SIZE)), np.zeros((SIZE, SIZE))
    for number, piece in enumerate(pieces):
        other = index.get(table.get(piece, piece), number)
        value[slots[number], slots[other]] = 1
        out[slots[other], slots[other]] = 10
    found: list[Item] = [("special:model.yml", 0x101, (len(CONFIG) + 1,), CONFIG.encode() + b"\0")]

    def affine(name: str, matrix: np.ndarray, bias: str = "", most: float = 30.0) -> None:
        found.append(_int8(name, matrix))
        found.append(_float(f"{name}_QuantMultA", np.array([[127 / most]])))
        if bias:
            found.append(_float(bias, np.zeros((1, matrix.shape[1]))))

    def norm(name: str) -> None:
        found.append(_float(f"{name}_ln_scale", np.ones((1, SIZE))))
        found.append(_float(f"{name}_ln_bias", np.zeros((1, SIZE))))

    def attention(name: str, q: np.ndarray, k: np.ndarray, v: np.ndarray, o: np.ndarray) -> None:
        for letter, matrix in zip("qkvo", (q, k, v, o), strict=True):
            affine(f"{name}_W{letter}", matrix, f"{name}_b{letter}")
        norm(f"{name}_Wo")

    def feed(name: str) -> None:
        affine(f"{name}_W1", np.zeros((SIZE, HIDDEN)), f"{name}_b1")
        affine(f"{name}_W2", np.zeros((HIDDEN, SIZE)), f"{name}_b2")
        norm(f"{name}_ffn")

    zero = np.zeros((SIZE, SIZE))
    found.append(_int8("Wemb", embedding, transposed=False))
    found.append(_float("none_QuantMultA", np.array([[127 / 30]])))
    found.append(_float("decoder_ff_logit_out_b", np.zeros((1, tokens))))
    attention("encoder_l1_self", zero, zero, zero, zero)
    feed("encoder_l1_ffn")
    affine("decoder_l1_rnn_W", zero)
    affine("decoder_l1_rnn_Wf", zero, "decoder_l1_rnn_bf")
    norm("decoder_l1_rnn_ffn")
    attention("decoder_l1_context", fast, fast, value, out)
    feed("decoder_l1_ffn")
    return found


def binary(items: list[Item]) -> bytes:
    """Marian's binary format: heads, names, shapes, a gap, data."""
    head = struct.pack("<QQ", 1, len(items))
    names = shapes = b""
    for name, kind, shape, data in items:
        raw = name.encode() + b"\0"
        head += struct.pack("<QQQQ", len(raw), kind, len(shape), len(data))
        names += raw
        shapes += struct.pack(f"<{len(shape)}i", *shape)
    before = len(head) + len(names) + len(shapes) + 8
    gap = -before % 256
    data = b"".join(data for *_rest, data in items)
    return head + names + shapes + struct.pack("<Q", gap) + bytes(gap) + data


def firefox(
    folder: Path, pair: str = "uken", table: Mapping[str, str] = MappingProxyType(TABLE)
) -> Path:
    """Write a model as Firefox publishes it: weights and one vocabulary for both languages."""
    folder.mkdir(parents=True)
    proto = sentencepiece_model()
    pieces = pieces_of(proto)
    pieces += [f"<unused{number}>" for number in range(-len(pieces) % 8)]
    model = binary(weights(pieces, table))
    (folder / f"model.{pair}.intgemm.alphas.bin").write_bytes(model)
    (folder / f"vocab.{pair}.spm").write_bytes(proto)
    return folder
