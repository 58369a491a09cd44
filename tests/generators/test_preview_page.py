"""A preview in headless Chromium: at three widths, by day and by night, and held to axe-core."""

import json
import re
import shutil
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest

from l10n.model.article import Span
from l10n.model.markup import Tagged
from l10n.model.severity import Severity
from l10n.preview.page import page
from l10n.preview.sheet import Remark, Row, Sheet, Side, Stage, Unit
from tests.generators.installed import npm, run
from tests.generators.test_report_page import FLAGS, brightness

pytestmark = pytest.mark.generator

LOOK = """
const frame = document.getElementById("page");
const told = (found) => {
  document.getElementById("found").textContent = JSON.stringify(found);
};
frame.onload = async () => {
  const seen = frame.contentWindow, page = frame.contentDocument, root = page.documentElement;
  const color = (element, name) => seen.getComputedStyle(element)[name];
  const units = [...page.querySelectorAll(".unit")];
  const all = (name) =>
    [...page.querySelectorAll(name)].filter((each) => each.getClientRects().length);
  const shown = () => all(".card");
  const press = (code, key) =>
    page.dispatchEvent(new seen.KeyboardEvent("keydown", { code, key, bubbles: true }));
  const rows = () => all(".block");
  const axe = [];
  const look = async (name) => {
    const result = await seen.axe.run(page, { resultTypes: ["violations", "incomplete"] });
    axe.push(...result.violations.map((each) => name + ": " + each.id + " " + each.nodes[0].html));
    return result.passes.length;
  };
  const passes = await look("as it opens");
  const closed = shown().length;
  units[1].focus();
  const card = shown()[0];
  const box = card.getBoundingClientRect();
  await look("with a card");
  const first = shown().length;
  press("Escape", "Escape");
  const hidden = shown().length;
  press("KeyJ", "о");
  const next = units.indexOf(page.activeElement);
  page.getElementById("show-empty").click();
  const filtered = rows().length;
  await look("filtered");
  page.getElementById("show-all").click();
  const signs = units.map((unit) => {
    const words = unit.querySelector(".words");
    return color(words, "textDecorationLine") + color(words, "textDecorationStyle") +
      color(words, "borderTopStyle") + color(words, "textDecorationThickness");
  });
  told({
    axe, passes, closed, first, hidden, next, filtered, signs,
    inside: box.left >= 0 && box.right <= root.clientWidth + 1,
    width: root.clientWidth,
    needed: root.scrollWidth,
    rows: rows().length,
    columns: color(page.querySelector(".block"), "gridTemplateColumns").split(" ").length,
    paper: color(page.body, "backgroundColor"),
    ink: color(page.body, "color"),
    cells: [...page.querySelectorAll(".block .cell")].map((cell) => color(cell, "direction")),
  });
};
"""


def sheet() -> Sheet:
    """A sheet with every state, every severity, long words, tags and a right-to-left side."""
    long = "Дуже довге речення про бюджет міста та його сусідів " * 6
    remark = Remark(Severity.ERROR, "“2019” is not in the target", "numbers", (Span(0, 4),))
    hint = Remark(Severity.HINT, "a longer text", "length", target=(Span(0, 3),))
    text = Tagged(
        f"{long}<b1>жирне</b1> і <a2>посилання</a2><x3/>",
        frozenset({"b1", "a2"}),
        frozenset({"x3"}),
    )
    units = [
        Unit(
            source=text,
            target="كلمة " * 30 + "<b1>جديدة</b1> <a2>رابط</a2><x3/>",
            stage=stage,
            line=number,
            remarks=(remark, hint) if number % 2 else (),
            notes=(
                "a2: https://example.org/" + "дуже-довга-адреса" * 10,
                "Draft: argos, uk_ar 1.9",
            ),
            comments=("чи так?",),
            previous="Старе речення.",
            tags={"a2": "https://example.org/", "x3": "{{< figure >}}"},
        )
        for number, stage in enumerate(Stage, 1)
    ]
    units[0] = Unit(text, "", Stage.EMPTY, 1)
    rows = (
        Row("title", "title", (Unit(Tagged("Заголовок"), "عنوان", Stage.APPROVED, 1),)),
        *(Row("paragraph", "paragraph", (each,)) for each in units),
        Row("paragraph", "paragraph", tuple(units[1:])),
    )
    return Sheet(
        article="politics/2026-11-дуже-довга-назва-статті-про-бюджет-міста.md",
        language="en",
        source=Side("uk", "Ukrainian", "ltr"),
        target=Side("ar", "Arabic", "rtl"),
        rows=rows,
        facts=("Cannot be published: 3 entries stand in the way.",),
        problems=("line 4: a link leads to nothing",),
        version="1.0",
        made="2026-11-27 10:00 UTC",
    )


def looked_at(folder: Path, width: int, *, dark: bool) -> Any:
    """What a browser makes of the page, in a frame of a width."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    # The page's own policy lets no other script in, not even axe.
    open_page = re.sub(r"<meta http-equiv=[^>]+>", "", page(sheet()))
    axe = (npm("axe-core") / "axe.min.js").read_text("utf-8")
    inner = escape(open_page.replace("</head>", f"<script>{axe}</script></head>"))
    path = folder / "frame.html"
    path.write_text(
        f'<!doctype html><meta charset="utf-8"><pre id="found"></pre><iframe id="page" '
        f'style="width:{width}px;height:900px;border:0" srcdoc="{inner}"></iframe>'
        f"<script>{LOOK}</script>",
        "utf-8",
    )
    night = ["--blink-settings=preferredColorScheme=0"] if dark else []
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [chromium, *FLAGS, *night, profile, "--virtual-time-budget=30000", "--dump-dom"]
    found = re.search(r'<pre id="found">(.*?)</pre>', run([*command, path.as_uri()], folder))
    assert found is not None
    return json.loads(unescape(found[1]))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_a_preview_is_read_by_everyone(tmp_path: Path, width: int, dark: bool) -> None:
    seen = looked_at(tmp_path, width, dark=dark)
    assert seen["axe"] == []
    assert seen["passes"] > 10, "axe did its work"
    assert seen["needed"] <= seen["width"], "the page is wider than the screen"
    assert seen["columns"] == (1 if width < 700 else 2)
    assert seen["closed"] == 0
    assert seen["first"] == 1
    assert seen["inside"]
    assert seen["hidden"] == 0, "Escape hides what is told"
    assert seen["next"] == 2, "j goes on, under a Ukrainian keyboard too"
    assert seen["filtered"] == 1
    assert seen["rows"] == 9
    assert len(set(seen["signs"][1:8])) == 7, "each state is marked by more than a colour"
    assert seen["cells"][:2] == ["ltr", "rtl"]
    paper, ink = (brightness(seen[name]) for name in ("paper", "ink"))
    assert abs(paper - ink) > 150
    assert (paper < ink) is dark
