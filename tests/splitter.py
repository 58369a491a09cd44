"""A sentence splitter as LibreTranslate's minisbd reads it: rules, written down as an ONNX graph.

The published splitters are trained, and come from the network. This one ends a sentence where a
mark, a space and a capital, quote or digit follow one another. ONNX is protocol buffers, and these
few messages are quicker written by hand than through a package.
"""

import json
import struct
from collections.abc import Sequence

_INT64, _FLOAT, _BOOL = 7, 1, 9
_OTHER, _SPACE, _MARK, _START = 1, 4, 5, 6
"""Numbers of kinds of characters; minisbd itself has 0 for padding, 1 for what is unknown."""
_SENTENCE = 2
"""What minisbd calls the end of a sentence; 0 is no end."""
_CAPITALS = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯABCDEFGHIJKLMNOPQRSTUVWXYZ"


def splitter() -> bytes:
    """Write the model."""
    units = {" ": _SPACE}
    units |= dict.fromkeys(".!?…", _MARK)
    units |= dict.fromkeys(_CAPITALS + '«“"0123456789—', _START)
    units |= {"<PAD>": 0, "<UNK>": _OTHER}
    graph = b"".join(
        (
            *_nodes(),
            _text(2, "splitter"),
            *_constants(),
            _message(11, _tensor_type("units", _INT64, ("batch", "length"))),
            _message(11, _tensor_type("features", _FLOAT, ("batch", "length", "width"))),
            _message(12, _tensor_type("ends", _FLOAT, ("batch", "length", 3))),
        )
    )
    about = {
        "lang_code": "uk",
        "config": json.dumps({"feat_funcs": ["space_before"]}),
        "vocab": json.dumps({"_unit2id": units, "_id2unit": []}),
    }
    return b"".join(
        (
            _number(1, 8),
            _text(2, "l10n tests"),
            _message(7, graph),
            _message(8, _number(2, 17)),
            *(_message(14, _text(1, key) + _text(2, value)) for key, value in about.items()),
        )
    )


def _nodes() -> list[bytes]:
    """Look at each character and the two after it."""
    return [
        _node("Pad", ("units", "two_more"), "long"),
        _node("Slice", ("long", "one", "minus_one", "one"), "next"),
        _node("Slice", ("long", "two", "no_end", "one"), "after"),
        _node("Equal", ("units", "mark"), "is_mark"),
        _node("Equal", ("next", "space"), "is_space"),
        _node("Equal", ("after", "start"), "is_start"),
        _node("And", ("is_mark", "is_space"), "mark_and_space"),
        _node("And", ("mark_and_space", "is_start"), "is_end"),
        _node("Where", ("is_end", "sentence", "none"), "kind"),
        _node("OneHot", ("kind", "kinds", "off_on"), "ends"),
    ]


def _constants() -> list[bytes]:
    vectors = {
        "two_more": [0, 0, 0, 2],
        "one": [1],
        "two": [2],
        "minus_one": [-1],
        "no_end": [2**31],
    }
    scalars = {"mark": _MARK, "space": _SPACE, "start": _START, "none": 0, "kinds": 3}
    scalars["sentence"] = _SENTENCE
    return [
        *(_message(5, _tensor(name, _INT64, "q", value)) for name, value in vectors.items()),
        *(
            _message(5, _tensor(name, _INT64, "q", [value], scalar=True))
            for name, value in scalars.items()
        ),
        _message(5, _tensor("off_on", _FLOAT, "f", [0, 1])),
    ]


def _node(operator: str, inputs: Sequence[str], output: str) -> bytes:
    names = [*(_text(1, name) for name in inputs), _text(2, output)]
    return _message(1, b"".join(names) + _text(4, operator))


def _tensor(
    name: str, kind: int, form: str, values: Sequence[float], *, scalar: bool = False
) -> bytes:
    shape = b"" if scalar else _number(1, len(values))
    data = struct.pack(f"<{len(values)}{form}", *values)
    return shape + _number(2, kind) + _text(8, name) + _message(9, data)


def _tensor_type(name: str, kind: int, shape: Sequence[str | int]) -> bytes:
    sizes = b"".join(
        _message(1, _number(1, size) if isinstance(size, int) else _text(2, size)) for size in shape
    )
    return _text(1, name) + _message(2, _message(1, _number(1, kind) + _message(2, sizes)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, value: str) -> bytes:
    return _message(field, value.encode())


def _message(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(found) + bytes([value])
