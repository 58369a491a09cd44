"""The page of a report in headless Chromium: at phone and desktop width, by day and by night."""

import json
import re
import shutil
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest

from l10n.cli.reports import rendered
from l10n.reports.report import Amount, Level, Moment, Report, Row
from tests.generators.installed import run
from tests.test_reports import finding

pytestmark = pytest.mark.generator

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
MEASURE = """
const frame = document.getElementById("report");
frame.onload = () => {
  const page = frame.contentDocument, root = page.documentElement, seen = frame.contentWindow;
  const style = (element) => seen.getComputedStyle(element);
  const boxes = [...page.querySelectorAll("h1, h2, p, blockquote, summary, svg")];
  const shown = boxes.filter((box) => box.getClientRects().length);
  document.getElementById("found").textContent = JSON.stringify({
    width: root.clientWidth,
    needed: root.scrollWidth,
    beyond: shown.filter((box) => box.getBoundingClientRect().right > root.clientWidth + 1).length,
    paper: style(page.body).backgroundColor,
    ink: style(page.body).color,
    marked: [...page.querySelectorAll("mark")].map((mark) => mark.textContent),
    lines: page.querySelectorAll("polyline").length,
    rows: page.querySelectorAll("tbody tr").length,
    opened: page.querySelectorAll("details[open]").length,
  });
};
"""


def report() -> Report:
    rows = tuple(
        Row(
            f"politics/2026-11-{day:02}-дуже-довга-назва-статті-про-бюджет.md",
            locale,
            f"catalogs/{locale}/a.po",
            translated=Amount(day, day * 9),
            needed=Amount(20, 180),
            covered=Amount(day, day * 9),
            errors=day % 2,
        )
        for day in range(1, 9)
        for locale in ("en", "de", "pl")
    )
    trend = tuple(
        Moment(f"2026-{month:02}-01", locale, empty=20 - month, draft=0, translated=month)
        for month in range(1, 12)
        for locale in ("en", "de", "pl")
    )
    long = "Слово " * 60 + "https://example.org/" + "дуже-довга-адреса" * 20
    findings = (finding(), finding("look", level=Level.WARNING, source=long, family="names"))
    return Report("Coverage", rows, findings, trend=trend, version="0.1.0", day="2026-11-27")


def looked_at(folder: Path, width: int, *, dark: bool) -> Any:
    """What a browser makes of the page, in a frame of a width."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    page = escape(rendered(report(), "html"))
    text = (
        f'<!doctype html><meta charset="utf-8"><pre id="found"></pre><iframe id="report" '
        f'style="width:{width}px;height:900px;border:0" srcdoc="{page}"></iframe>'
        f"<script>{MEASURE}</script>"
    )
    path = folder / "frame.html"
    path.write_text(text, "utf-8")
    night = ["--blink-settings=preferredColorScheme=0"] if dark else []
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [chromium, *FLAGS, *night, profile, "--virtual-time-budget=5000", "--dump-dom"]
    found = re.search(r'<pre id="found">(.*?)</pre>', run([*command, path.as_uri()], folder))
    assert found is not None
    return json.loads(unescape(found[1]))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_and_can_be_read(tmp_path: Path, width: int, dark: bool) -> None:
    seen = looked_at(tmp_path, width, dark=dark)
    assert 0 <= width - seen["width"] <= 20, "a bar to scroll with, and no more"
    assert seen["needed"] <= seen["width"], "the page is wider than the screen"
    assert seen["beyond"] == 0
    assert seen["marked"][:2] == ["2019", "2091"]
    assert seen["lines"] == 3
    assert seen["rows"] == 3 + 8
    assert seen["opened"] == 1, "the family with an error is open"
    paper, ink = (brightness(seen[name]) for name in ("paper", "ink"))
    assert abs(paper - ink) > 150
    assert (paper < ink) is dark


def brightness(color: str) -> float:
    """Of `rgb(22, 24, 28)`, from 0 to 255."""
    return sum(map(int, re.findall(r"\d+", color)[:3])) / 3
