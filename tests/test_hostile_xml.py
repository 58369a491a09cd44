"""Files from strangers that are XML are read or refused in a line, with bounded memory."""

import io
import tracemalloc
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n.errors import L10nError
from l10n.exchange.tbx.reading import of_file as tbx
from l10n.exchange.tmx.reading import of_file as tmx
from tests.fuzzing.laws import check_error
from tests.growth import in_proportion
from tests.hostile_xml import READ, READERS, REFUSED, Stream

MEMORY = 80 * 2**20
"""Bytes that no reader may take beyond the file itself, whatever the file."""
SLOW = ("a million attributes",)
"""Shapes that take long to make."""


def peak(work: Callable[[], object]) -> int:
    """The most bytes that were taken at once."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("shape", REFUSED)
def test_a_hostile_file_is_refused_in_a_line(name: str, shape: str) -> None:
    reader = READERS[name]
    if shape in SLOW and name != "tmx":
        return
    with pytest.raises(L10nError) as caught:
        reader.read(io.BytesIO(REFUSED[shape](reader)))
    check_error(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("shape", READ)
def test_a_strange_file_is_read_to_its_end(name: str, shape: str) -> None:
    reader = READERS[name]
    try:
        reader.read(io.BytesIO(READ[shape](reader)))
    except L10nError as error:
        check_error(error)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", ["tmx", "tbx"])
@pytest.mark.parametrize("block", ["x" * 999, "<!-- -->", "<x/>", "&lt;", "<![CDATA[x]]>", "<x>"])
def test_gigabytes_of_one_thing_are_refused_early(name: str, block: str) -> None:
    reader = READERS[name]
    start = reader.before.format("").encode()
    stream = Stream(start, block.encode() * 500, 2**33)
    read = {"tmx": lambda: list(tmx(stream, Path("a")).units())}  # type: ignore[arg-type]
    read["tbx"] = lambda: list(tbx(stream, Path("a")).terms())  # type: ignore[arg-type]
    if block == "<!-- -->":
        stream.size = 2**21

    def work() -> None:
        with pytest.raises(L10nError):
            read[name]()

    assert peak(work) < MEMORY
    assert stream.given < 2**26


def test_memory_does_not_grow_with_the_units_of_a_file() -> None:
    reader = READERS["tmx"]
    start, unit = reader.before.format("").split("<tu ", 1)
    whole = f"<tu {unit}x{reader.after}".removesuffix("</body></tmx>").encode()

    def read(size: int) -> int:
        stream = Stream(start.encode(), whole * 99, size)
        return peak(lambda: read_all(stream))

    def read_all(stream: Stream) -> None:
        units = tmx(stream, Path("a")).units()  # type: ignore[arg-type]
        with pytest.raises(L10nError, match="cut off"):
            deque(units, maxlen=0)

    assert read(2**18) < 1.2 * read(2**16)


GROWING = {
    "comments": lambda n: "<!---->" * (n // 7),
    "entities": lambda n: "&lt;" * (n // 4),
    "sections": lambda n: "<![CDATA[x]]>" * (n // 13),
    "codes": lambda n: '<ph id="1" x="1">&lt;b&gt;</ph>' * (n // 30),
    "codes that open": lambda n: '<bpt i="1" x="1">&lt;b&gt;</bpt>' * (n // 30),
    "names that are skipped": lambda n: "".join(f"&lt;x{k}&gt;" for k in range(n // 12)) + "<ph/>",
    "tags as text": lambda n: "&lt;a0&gt;" * (n // 9),
}


@pytest.mark.growth
@pytest.mark.campaign
@pytest.mark.parametrize("name", ["tmx", "tbx"])
@pytest.mark.parametrize("shape", GROWING)
def test_the_cost_of_a_text_grows_with_its_length(name: str, shape: str) -> None:
    reader = READERS[name]
    assert in_proportion(
        lambda size: reader.read(io.BytesIO(reader.file(GROWING[shape](size)))), 80_000
    )
