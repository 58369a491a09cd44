import xml.etree.ElementTree as ET
from itertools import pairwise

from benchmarks.growth_plot import plot

SVG = "{http://www.w3.org/2000/svg}"
MEASURED = {
    "l10n & more": {1: 0.5, 10: 0.6, 100: 2.0, 1_000: 15.0},
    "a peer": {1: 0.2, 10: 0.4, 100: 2.1},
}


def texts(picture: ET.Element) -> list[str]:
    return [each.text or "" for each in picture.iter(f"{SVG}text")]


def test_the_plot_of_growth_names_each_tool_and_power_of_ten() -> None:
    picture = ET.fromstring(plot("Seconds", MEASURED))
    assert {
        "Seconds",
        *MEASURED,
        "1",
        "10",
        "100",
        "1,000",
        "0.1 s",
        "1 s",
        "10 s",
        "100 s",
    } <= set(texts(picture))


def test_a_line_ends_where_nothing_more_was_measured() -> None:
    lines = ET.fromstring(plot("Seconds", MEASURED)).findall(f"{SVG}polyline")
    counts = [len(line.get("points", "").split()) for line in lines]
    assert counts == [4, 3]


def test_the_picture_has_room_for_the_longest_name() -> None:
    name = "l10n, whole blocks, all processors"
    picture = ET.fromstring(plot("Seconds", {name: {1: 1.0, 10: 2.0}}))
    width = float(picture.get("viewBox", "").split()[2])
    (place,) = (each for each in picture.iter(f"{SVG}text") if each.text == name)
    # Of a font of 13 pixels a letter takes some 6.6.
    assert float(place.get("x", "")) + 6.6 * len(name) <= width


def test_names_at_the_ends_of_lines_do_not_cover_one_another() -> None:
    same = {f"tool {number}": {1: 1.0, 10: 2.0} for number in range(5)}
    picture = ET.fromstring(plot("Seconds", same))
    places = sorted(
        float(each.get("y", "")) for each in picture.iter(f"{SVG}text") if (each.text or "") in same
    )
    assert all(below - above >= 15 for above, below in pairwise(places))
