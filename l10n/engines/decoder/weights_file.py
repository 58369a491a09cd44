"""Whether the weights of a CTranslate2 model are what their own lists of sizes say.

CTranslate2 takes those sizes on trust: where a file was cut, damaged, or made to do harm, it reads
past the end of its memory, and takes the whole process along.
"""

import struct
from io import BufferedReader
from math import prod
from pathlib import Path

from l10n.messages import _
from l10n.store.regular import reading

_VERSION = 6
"""The format since CTranslate2 3.0 (`ModelSpec._serialize`); older ones are left to it."""
_ITEM_SIZES = (4, 1, 2, 4, 2, 2)
"""Bytes of an element by the number of its type: float32, int8, int16, int32, float16, bfloat16."""
_MOST_HEADS = 256
_WHOLE = {1: "b", 2: "h", 3: "i"}
_MOST = 100_000
"""Variables; a model of 48 layers has three thousand."""


def check_weights_file(path: Path) -> None:
    """Raise ValueError with the reason for a file that is not whole and sound; OSError."""
    with reading(path) as file:
        try:
            shapes, scalars = _variables(file)
        except (struct.error, UnicodeDecodeError) as error:
            raise ValueError(_("it is cut off, or of another format")) from error
    for name, shape in shapes.items():
        _check_linear(name, shape, shapes)
    for name in shapes:
        _check_scalar(name, shapes, scalars)


def _variables(file: BufferedReader) -> tuple[dict[str, tuple[int, ...]], dict[str, int]]:
    """The shapes of all variables, and the whole numbers, by name; none for an older format."""
    size = file.seek(0, 2)
    file.seek(0)

    def number(form: str) -> int:
        found: int = struct.unpack(f"<{form}", file.read(struct.calcsize(form)))[0]
        return found

    def text() -> str:
        length = number("H")
        data = file.read(length)
        if len(data) < length:
            raise struct.error
        return data.removesuffix(b"\0").decode()

    if number("I") != _VERSION:
        return {}, {}
    text()
    number("I")
    count = number("I")
    if count > _MOST:
        raise ValueError(_("it is cut off, or of another format"))
    found: dict[str, tuple[int, ...]] = {}
    scalars: dict[str, int] = {}
    for _variable in range(count):
        name = text()
        shape = tuple(number("I") for _dimension in range(number("B")))
        kind, length = number("B"), number("I")
        at = file.tell() + length
        if kind >= len(_ITEM_SIZES) or prod(shape) * _ITEM_SIZES[kind] != length or at > size:
            raise ValueError(_("the size of {name} is wrong").format(name=name))
        found[name] = shape
        if not shape and kind in _WHOLE:
            scalars[name] = number(_WHOLE[kind])
        file.seek(at)
    for _alias in range(number("I")):
        alias, name = text(), text()
        if name not in found:
            raise ValueError(_("it has no {name}").format(name=name))
        found[alias] = found[name]
    return found, scalars


def _check_linear(name: str, shape: tuple[int, ...], shapes: dict[str, tuple[int, ...]]) -> None:
    """Raise ValueError where what belongs to a matrix or to a norm has another length than it."""
    scope, _slash, part = name.rpartition("/")
    if part == "weight" and len(shape) == 2:
        for beside in ("bias", "weight_scale"):
            other = shapes.get(f"{scope}/{beside}", ())
            # A scale may be one for all rows.
            if len(other) == 1 and other[0] not in (shape[0], *((1,) if beside != "bias" else ())):
                raise ValueError(_("the size of {name} is wrong").format(name=f"{scope}/{beside}"))
        wanted = _inside(scope, shapes)
        if wanted is not None and shape[1] != wanted:
            raise ValueError(_("the size of {name} is wrong").format(name=name))
    elif part == "beta" and shapes.get(f"{scope}/gamma", shape) != shape:
        raise ValueError(_("the size of {name} is wrong").format(name=name))


def _check_scalar(name: str, shapes: dict[str, tuple[int, ...]], scalars: dict[str, int]) -> None:
    """Raise ValueError for a layer or a head that there is not."""
    side, _slash, part = name.partition("/")
    if part not in ("alignment_layer", "alignment_heads", "num_heads"):
        return
    value = scalars.get(name)
    heads = scalars.get(f"{side}/num_heads", _MOST_HEADS)
    layers = sum(each.endswith("ffn/linear_0/weight") for each in shapes if each.startswith(side))
    if part == "alignment_layer":
        allowed = range(-layers, layers) if layers else range(value or 0, (value or 0) + 1)
    else:
        # None are all of them.
        allowed = range(part == "num_heads", heads + 1)
    if heads > _MOST_HEADS or value not in allowed:
        raise ValueError(_("its value of {name} is none").format(name=name))


def _inside(scope: str, shapes: dict[str, tuple[int, ...]]) -> int | None:
    """The columns that a matrix must have: the rows of what comes before; None if that is open."""
    side, _slash, rest = scope.partition("/")
    if f"{side}/project_in/weight" in shapes or f"{side}/embeddings_1/weight" in shapes:
        return None
    first = shapes.get(f"{side}/embeddings_0/weight") or shapes.get(f"{side}/embeddings/weight")
    if first is None:
        return None
    if rest == "projection" or rest.endswith(("self_attention/linear_0", "ffn/linear_0")):
        return first[-1]
    if rest.endswith("ffn/linear_1"):
        return shapes.get(f"{scope.removesuffix('1')}0/weight", (None,))[0]
    if side == "decoder" and rest.endswith("/attention/linear_0"):
        return first[-1]
    if side == "decoder" and rest.endswith("/attention/linear_1"):
        memory = shapes.get("encoder/embeddings_0/weight")
        return None if memory is None else memory[-1]
    return None
