"""A real Argos package small enough to build in a test: it copies token by token.

The Transformer has hand-made weights. Token and position are one-hot, so that layer normalization
is a constant that its own scale and shift undo; the cross-attention looks at the same position of
the source; the output projection is a permutation of the vocabulary. So the model "translates"
each character by a table, and ends where the source ends.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import ctranslate2
import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec

POSITIONS = 256
UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
LATIN = "abvhgdeöžzyiïjklmnoprstufxcčšŝ'ûâ"
SHARED = " .,!?:;-–—«»()0123456789\"'’_"
TAGS = [form.format(number) for number in (1, 2, 3) for form in ("<{}>", "</{}>", "<{}/>")]
TABLE = {
    **dict(zip(UKRAINIAN, LATIN, strict=True)),
    **dict(zip(UKRAINIAN.upper(), LATIN.upper(), strict=True)),
}


def sentencepiece_model(
    tags: Sequence[str] = (), letters: Iterable[str] = (*TABLE, *TABLE.values())
) -> bytes:
    """Train a character vocabulary, with some tags as pieces; a few lines suffice."""
    letters = dict.fromkeys([*letters, *SHARED.replace(" ", "")])
    stream = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["".join(letters)] * 3),
        model_writer=stream,
        model_type="char",
        vocab_size=len(letters) + 4 + len(tags),
        character_coverage=1.0,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        user_defined_symbols=list(tags),
        minloglevel=2,
    )
    return stream.getvalue()


def pieces_of(proto: bytes) -> list[str]:
    """All pieces of a SentencePiece model, in their order."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=proto)
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def _linear(spec: object, weight: np.ndarray) -> None:
    spec.weight = weight.astype(np.float32)  # type: ignore[attr-defined]
    spec.bias = np.zeros(weight.shape[0], np.float32)  # type: ignore[attr-defined]


def plain_norm(size: int, ones: int) -> tuple[np.ndarray, np.ndarray]:
    """Scale and shift that undo the normalization of a vector with so many ones and zeros else."""
    mean = ones / size
    deviation = np.sqrt(mean - mean**2 + 1e-5)
    return np.full(size, deviation, np.float32), np.full(size, mean, np.float32)


def _plain_norm(spec: object, size: int, ones: int) -> None:
    spec.gamma, spec.beta = plain_norm(size, ones)  # type: ignore[attr-defined]


def model(
    folder: Path,
    pieces: list[str],
    table: Mapping[str, str],
    *,
    targets: list[str] | None = None,
    adds_end: bool = True,
) -> None:
    """Write a CTranslate2 model that maps each piece by a table, or to itself.

    `targets` is the vocabulary of the target, where it is another.
    """
    others = pieces if targets is None else targets
    tokens = max(len(pieces), len(others))
    size = tokens + POSITIONS
    index = {piece: number for number, piece in enumerate(others)}
    spec = TransformerSpec.from_config(1, 1)
    positions = np.eye(POSITIONS, size, k=tokens, dtype=np.float32)
    zero = np.zeros((size, size), np.float32)
    place, token = zero.copy(), zero.copy()
    np.fill_diagonal(place[tokens:, tokens:], 100)
    np.fill_diagonal(token[:tokens, :tokens], 1)
    spec.encoder.embeddings[0].weight = np.eye(len(pieces), size, dtype=np.float32)
    spec.decoder.embeddings.weight = np.eye(len(others), size, dtype=np.float32)
    for part in (spec.encoder, spec.decoder):
        part.scale_embeddings = False
        part.position_encodings.encodings = positions
        layer = part.layer[0]
        _plain_norm(part.layer_norm, size, 2)
        _plain_norm(layer.self_attention.layer_norm, size, 2)
        _linear(layer.self_attention.linear[0], np.concatenate([zero] * 3))
        _linear(layer.self_attention.linear[1], zero)
        _plain_norm(layer.ffn.layer_norm, size, 2)
        _linear(layer.ffn.linear_0, np.zeros((4, size), np.float32))
        _linear(layer.ffn.linear_1, np.zeros((size, 4), np.float32))
    cross = spec.decoder.layer[0].attention
    _plain_norm(cross.layer_norm, size, 2)
    _linear(cross.linear[0], place)
    _linear(cross.linear[1], np.concatenate([place, token]))
    _linear(cross.linear[2], token * 10)
    output = np.zeros((len(others), size), np.float32)
    for number, piece in enumerate(pieces):
        output[index.get(table.get(piece, piece), index.get(piece, 0)), number] = 1
    _linear(spec.decoder.projection, output)
    spec.config.add_source_eos = adds_end
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(others)
    spec.validate()
    spec.optimize(quantization="float32")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def package(
    parent: Path,
    pair: tuple[str, str] = ("uk", "en"),
    *,
    metadata: Mapping[str, object] = MappingProxyType({}),
    words: str = "",
    table: Mapping[str, str] = TABLE,
) -> Path:
    """Build a package folder as Argos lays it out; returns its path.

    `metadata` replaces or adds to what its file says; with limits (`l10n`), `words` is its list.
    """
    version, limits = str(metadata.get("package_version", "1.9")), metadata.get("l10n")
    name = f"translate-{pair[0]}_{pair[1]}-{version.replace('.', '_')}"
    folder = parent / name
    folder.mkdir(parents=True)
    carries = isinstance(limits, Mapping) and bool(limits.get("tags"))
    proto = sentencepiece_model(TAGS if carries else ())
    (folder / "sentencepiece.model").write_bytes(proto)
    model(folder / "model", pieces_of(proto), table)
    written = {
        "package_version": version,
        "argos_version": "1.9.0",
        "from_code": pair[0],
        "from_name": pair[0],
        "to_code": pair[1],
        "to_name": pair[1],
        **metadata,
    }
    if limits is not None:
        (folder / "words.txt").write_text(words, "utf-8")
    (folder / "metadata.json").write_text(json.dumps(written), "utf-8")
    return folder


def archive(folder: Path, target: Path) -> Path:
    """Zip a package folder as an `.argosmodel` file."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as stream:
        for path in sorted(folder.rglob("*")):
            stream.write(path, path.relative_to(folder.parent).as_posix())
    return target


__all__ = ["TABLE", "archive", "ctranslate2", "package"]
