"""Weights that CTranslate2 would read past their end are refused before it sees them."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("ctranslate2", reason="the extra ctranslate2 is not installed")

from l10n.engines.argos.packages import BUNDLED
from l10n.engines.decoder.weights_file import check_weights_file
from tests import tiny_ct2
from tests.ct2.desk import refused

Change = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return (tiny_ct2.quickmt(tmp_path_factory.mktemp("ct2")) / "model.bin").read_bytes()


def after(name: str, skip: int, value: bytes) -> Change:
    """Other bytes some way behind the name of a variable: rank, dimensions, type, length, data."""

    def changed(data: bytes) -> bytes:
        at = data.index(name.encode() + b"\0") + len(name) + 1 + skip
        return data[:at] + value + data[at + len(value) :]

    return changed


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda data: b"", "cut off"),
        (lambda data: data[:20], "cut off"),
        (lambda data: data[:5000], "size of"),
        (lambda data: data[:-3], "cut off"),
        (lambda data: data[:26] + struct.pack("<I", 2**31) + data[30:], "cut off"),
        (after("decoder/embeddings/weight", 1, b"\7\0\0\0"), "decoder/embeddings/weight"),
        (after("decoder/embeddings/weight", 9, b"\x09"), "decoder/embeddings/weight"),
        (after("decoder/alignment_layer", 6, struct.pack("<h", 9)), "decoder/alignment_layer"),
        (after("decoder/alignment_layer", 1, b"\x04"), "decoder/alignment_layer"),
        (after("decoder/num_heads", 6, struct.pack("<h", -1)), "decoder/"),
    ],
)
def test_weights_that_do_not_fit_are_refused(
    change: Change, part: str, whole: bytes, tmp_path: Path
) -> None:
    folder = tiny_ct2.quickmt(tmp_path)
    (folder / "model.bin").write_bytes(change(whole))
    error = refused(tmp_path)
    assert error.code == "L10N-MOD-024"
    assert part in error.message


def test_a_matrix_of_other_columns_is_refused(whole: bytes, tmp_path: Path) -> None:
    name = b"decoder/layer_0/ffn/linear_0/weight\0"
    at = whole.index(name) + len(name) + 1
    rows, columns = struct.unpack("<II", whole[at : at + 8])
    (tmp_path / "model.bin").write_bytes(
        whole[:at] + struct.pack("<II", rows * 2, columns // 2) + whole[at + 8 :]
    )
    with pytest.raises(ValueError, match="layer_0/ffn/linear_0"):
        check_weights_file(tmp_path / "model.bin")


def test_good_weights_are_taken(whole: bytes, tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(whole)
    check_weights_file(tmp_path / "model.bin")
    check_weights_file(BUNDLED / "translate-uk_en-demo" / "model" / "model.bin")
    (tmp_path / "model.bin").write_bytes(struct.pack("<I", 5) + b"left to CTranslate2")
    check_weights_file(tmp_path / "model.bin")
