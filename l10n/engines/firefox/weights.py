"""A model in Marian's binary format: whether its parts have the sizes that they must have.

The library that runs it (`fxtranslate`) takes sizes on trust: what is missing ends in a panic in
the middle of a text, and what is too small may be read past its end by its kernels. So all of it
is looked at before.

    head    version 1, number of items: 8 bytes each; for each item the bytes of its name, its
            type, the dimensions of its shape, the bytes of its data
    names, shapes, a gap with its length before it, data

As in Marian's `common/binary.cpp`; all numbers little-endian.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from io import BufferedReader
from math import prod
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.errors import ModelError
from l10n.messages import _
from l10n.regex import regex
from l10n.store.regular import reading

CONFIG = "special:model.yml"
_FLOAT, _INT8 = 0x404, 0x4101
_MOST_ITEMS = 10_000
_MOST_BYTES = 10_000
"""Of a name; of a shape, in dimensions."""
_MAX_CONFIG = 1_000_000
_MOST_LAYERS = 64
_SETTING = regex(r"^[ \t]*+([a-z-]++)[ \t]*+:[ \t]*+([0-9]{1,9})[ \t\0]*+$", re.MULTILINE)
_OPTIONAL = ("_ln_bias", "_logit_out_b")
_LARGEST = 1 << 16
"""Of a dimension, but for a vocabulary's."""


@dataclass(frozen=True, slots=True)
class Item:
    """One tensor of a file."""

    kind: int
    shape: tuple[int, ...]
    size: int
    """Bytes of its data."""
    offset: int

    @property
    def elements(self) -> int:
        """The product of its dimensions."""
        return prod(self.shape)


def check_weights(path: Path, pieces: tuple[int, int]) -> None:
    """Raise ModelError for a model that is not one of Firefox Translations, whole and sound.

    `pieces` are the sizes of its vocabularies, source and target.
    """
    try:
        with reading(path) as file:
            items = _items(file)
            said = _config(file, items.get(CONFIG))
    except (OSError, ValueError, struct.error) as error:
        why = getattr(error, "strerror", None) or _("it is cut off, or of another format")
        raise unusable(path, why) from error
    for wrong in _faults(items, said, pieces):
        raise unusable(path, wrong)


def unusable(path: Path, why: str) -> ModelError:
    """The error of a file that is no part of such a model."""
    return ModelError(
        _("this is no model of Firefox that can be used: {why}").format(why=why),
        code="FX-001",
        path=path,
        remedy=_("get the model again"),
    )


def _items(file: BufferedReader) -> dict[str, Item]:
    """The items of a file by name; raises ValueError or struct.error for another format."""
    whole = file.seek(0, 2)
    file.seek(0)

    def numbers(form: str) -> tuple[int, ...]:
        form = f"<{form}"
        return struct.unpack(form, file.read(struct.calcsize(form)))

    version, count = numbers("QQ")
    if version != 1 or count > _MOST_ITEMS:
        raise ValueError
    heads = [numbers("QQQQ") for _item in range(count)]
    if any(name > _MOST_BYTES or dimensions > 8 for name, _kind, dimensions, _size in heads):
        raise ValueError
    names = [file.read(head[0]).split(b"\0")[0].decode() for head in heads]
    shapes = [numbers(f"{head[2]}i") for head in heads]
    (gap,) = numbers("Q")
    offset = file.tell() + gap
    if offset + sum(head[3] for head in heads) > whole or len(set(names)) < count:
        raise ValueError
    found: dict[str, Item] = {}
    for name, shape, (_length, kind, _dimensions, size) in zip(names, shapes, heads, strict=True):
        found[name] = Item(kind, shape, size, offset)
        offset += size
    return found


def _config(file: BufferedReader, item: Item | None) -> Mapping[str, int]:
    """The whole numbers of the settings that are part of a model, as the library reads them."""
    if item is None or item.size > _MAX_CONFIG:
        raise ValueError
    file.seek(item.offset)
    text = file.read(item.size).decode("utf-8", "replace")
    found: dict[str, int] = {}
    for match in _SETTING.finditer(text):
        found.setdefault(match[1], int(match[2]))
    return found


def _faults(
    items: Mapping[str, Item], said: Mapping[str, int], pieces: tuple[int, int]
) -> Iterator[str]:
    """What is wrong with a model, the first first."""
    shared = "Wemb" in items
    source, target = ("Wemb",) * 2 if shared else ("encoder_Wemb", "decoder_Wemb")
    for name, count in ((source, pieces[0]), (target, pieces[1])):
        item = items.get(name)
        if item is None or len(item.shape) != 2 or min(item.shape) < 1:
            yield _("it has no {name}").format(name=name)
            return
        if item.shape[0] < count:
            yield _("it knows {there} pieces, and its vocabulary has {count}").format(
                there=item.shape[0], count=count
            )
    size = items[target].shape[1]
    heads, encoder = said.get("transformer-heads", 0), said.get("enc-depth", 0)
    decoder, inner = said.get("dec-depth", 0), said.get("transformer-dim-ffn", 0)
    if said.get("dim-emb") != size or not heads or size % heads:
        yield _("its sizes do not agree with its settings")
        return
    if not (0 < encoder <= _MOST_LAYERS and 0 < decoder <= _MOST_LAYERS and 0 < inner < _LARGEST):
        yield _("its sizes do not agree with its settings")
        return
    wanted = dict(_shapes((encoder, decoder), size, inner))
    wanted["decoder_ff_logit_out_b"] = (items[target].shape[0],)
    if items[target].kind == _INT8:
        wanted["none_QuantMultA" if shared else "decoder_Wemb_QuantMultA"] = (1,)
    for name, shape in wanted.items():
        item = items.get(name)
        alpha = items.get(f"{name}_QuantMultA")
        if item is None and name.endswith(_OPTIONAL):
            continue
        if item is None or (len(shape) == 2 and item.kind == _INT8 and alpha is None):
            yield _("it has no {name}").format(name=name)
        elif (item.shape if len(shape) == 2 else (item.elements,)) != shape:
            yield _("the size of {name} is wrong").format(name=name)
    for name, item in items.items():
        least = 4 * item.elements if item.kind == _FLOAT else item.elements
        least += 4 if item.kind == _INT8 else 0
        if min(item.shape, default=1) < 1 or (name != CONFIG and item.size < least):
            yield _("the size of {name} is wrong").format(name=name)


def _shapes(depth: tuple[int, int], size: int, inner: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The matrices (two dimensions) and vectors (one) that an encoder and a decoder have."""
    square, vector = (size, size), (size,)
    for side, layers in zip(("encoder", "decoder"), depth, strict=True):
        for number in range(1, layers + 1):
            layer = f"{side}_l{number}"
            looks = f"{layer}_{'self' if side == 'encoder' else 'context'}"
            for letter in "qkvo":
                yield f"{looks}_W{letter}", square
                yield f"{looks}_b{letter}", vector
            yield f"{looks}_Wo_ln_scale", vector
            yield f"{looks}_Wo_ln_bias", vector
            if side == "decoder":
                yield f"{layer}_rnn_W", square
                yield f"{layer}_rnn_Wf", square
                yield f"{layer}_rnn_bf", vector
                yield f"{layer}_rnn_ffn_ln_scale", vector
                yield f"{layer}_rnn_ffn_ln_bias", vector
            yield f"{layer}_ffn_W1", (size, inner)
            yield f"{layer}_ffn_b1", (inner,)
            yield f"{layer}_ffn_W2", (inner, size)
            yield f"{layer}_ffn_b2", vector
            yield f"{layer}_ffn_ffn_ln_scale", vector
            yield f"{layer}_ffn_ffn_ln_bias", vector
