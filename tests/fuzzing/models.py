"""Models of others: what is said of them, and the files from which that is checked."""

import contextlib
import struct

from l10n.engines.ctranslate2.conversion import read_decoder
from l10n.engines.ctranslate2.description import FILE
from l10n.engines.ctranslate2.packages import read_package
from l10n.engines.decoder.weights_file import check_weights_file
from l10n.engines.firefox.weights import check_weights
from tests.fuzzing.files import placed
from tests.fuzzing.laws import Target

DESCRIPTION = b"""name = "opus-mt-en-zle"
preset = "nllb"
pairs = ["uk>en", "*>be"]
version = "1"
[languages]
uk = "ukr_Cyrl"
en = "eng_Latn"
be = "bel_Cyrl"
[files]
source = "a.spm"
target = "b.spm"
[tokens]
before_source = ["{source}"]
[decoding]
beam_size = 3
length_penalty = 0.5
compute_type = "int8"
[limits]
demonstration = true
words = "words.txt"
[sha256]
"a.spm" = "0000000000000000000000000000000000000000000000000000000000000000"
"""
CONFIG = b'{"add_source_bos": false, "add_source_eos": true, "eos_token": "</s>"}'
VOCABULARY = b'["<unk>", "<s>", "</s>", "ukr_Cyrl", "eng_Latn", ">>ukr<<", "<2uk>"]'
DECODER = b"relative-paths: true\nmodels:\n  - a.npz\nvocabs: [b.yml, b.yml]\nbeam-size: 6\n"


def described(data: bytes) -> None:
    """A description, a configuration and a vocabulary, parted by NUL: a model, or an error."""
    said, config, vocabulary, *_rest = *data.split(b"\0"), b"", b""
    path = placed(f"model/{FILE}", said).parent
    placed("model/config.json", config or CONFIG)
    placed("model/shared_vocabulary.json", vocabulary or VOCABULARY)
    for name in ("model.bin", "a.spm", "b.spm", "words.txt"):
        placed(f"model/{name}", b"x")
    model = read_package(path)
    assert model.label.isprintable()
    assert all(each.is_relative_to(path) for each in (model.folder, *model.pieces))
    for pair in list(model.pairs())[:3]:
        model.model(pair, "ctranslate2")
    model.fingerprint()


def marian(data: bytes) -> None:
    """All that `decoder.yml` names lies beside it."""
    path = placed("marian/decoder.yml", data).parent
    for name in ("a.npz", "b.yml"):
        placed(f"marian/{name}", b"x")
    found = read_decoder(path)
    assert {each.parent for each in (found.weights, *found.vocabularies)} == {path}


def weights(data: bytes) -> None:
    """Weights of CTranslate2 that fit one another, or a reason why not."""
    with contextlib.suppress(ValueError):
        check_weights_file(placed("model.bin", data))


def firefox(data: bytes) -> None:
    """Weights that fit one another, or an error."""
    check_weights(placed("firefox/model.uken.bin", data), (10, 10))


def good_weights() -> bytes:
    """The least model that Firefox's may be: one layer of two dimensions, all of it zero."""
    square, vector = (2, 2), (1, 2)
    shapes = {"Wemb": (10, 2), "none_QuantMultA": (1, 1)}
    for layer, looks in (("encoder_l1", "self"), ("decoder_l1", "context")):
        for letter in "qkvo":
            shapes[f"{layer}_{looks}_W{letter}"] = square
            shapes[f"{layer}_{looks}_b{letter}"] = vector
        shapes[f"{layer}_{looks}_Wo_ln_scale"] = shapes[f"{layer}_ffn_ffn_ln_scale"] = vector
        shapes[f"{layer}_ffn_W1"] = shapes[f"{layer}_ffn_W2"] = square
        shapes[f"{layer}_ffn_b1"] = shapes[f"{layer}_ffn_b2"] = vector
    shapes |= {"decoder_l1_rnn_W": square, "decoder_l1_rnn_Wf": square}
    shapes |= {"decoder_l1_rnn_bf": vector, "decoder_l1_rnn_ffn_ln_scale": vector}
    said = b"dim-emb: 2\ntransformer-heads: 1\nenc-depth: 1\ndec-depth: 1\ntransformer-dim-ffn: 2\n"
    items = [("special:model.yml", 0x101, (len(said),), said)]
    items += [
        (name, 0x404, shape, bytes(4 * shape[0] * shape[1])) for name, shape in shapes.items()
    ]
    head = struct.pack("<QQ", 1, len(items))
    for name, kind, shape, data in items:
        head += struct.pack("<QQQQ", len(name), kind, len(shape), len(data))
    names = "".join(name for name, *_rest in items).encode()
    sizes = b"".join(struct.pack(f"<{len(shape)}i", *shape) for _n, _k, shape, _d in items)
    return head + names + sizes + bytes(8) + b"".join(data for *_rest, data in items)


def good_variables() -> bytes:
    """A file of CTranslate2's with one matrix, its bias, and where it is found again."""
    data = struct.pack("<I", 6) + struct.pack("<H", 2) + b"T\0" + struct.pack("<II", 1, 3)
    for name, shape, kind, length in (
        ("decoder/num_heads", (), 2, 2),
        ("decoder/ffn/linear_0/weight", (2, 2), 0, 16),
        ("decoder/ffn/linear_0/bias", (2,), 4, 4),
    ):
        data += struct.pack("<H", len(name) + 1) + name.encode() + b"\0"
        data += struct.pack(f"<B{len(shape)}I", len(shape), *shape)
        data += struct.pack("<BI", kind, length) + b"\1" + bytes(length - 1)
    alias = struct.pack("<H", 2) + b"a\0" + struct.pack("<H", 18) + b"decoder/num_heads\0"
    return data + struct.pack("<I", 1) + alias


TARGETS = (
    Target(
        "model-description",
        described,
        (DESCRIPTION, DESCRIPTION + b"\0" + CONFIG, b"\0".join((DESCRIPTION, CONFIG, VOCABULARY))),
    ),
    Target("marian-decoder", marian, (DECODER,)),
    Target("model-weights", weights, (good_variables(),)),
    Target("firefox-weights", firefox, (good_weights(),)),
)
