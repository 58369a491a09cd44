"""What a published page says of itself, as strangers read it: extruct, PyYAML, Chromium."""

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from l10n.language.labels import MACHINE
from tests.conftest import WORKFLOW, Newsroom
from tests.generators.installed import BIN, program, run
from tests.generators.test_report_page import FLAGS

pytestmark = pytest.mark.generator

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
SETTINGS = """
[metadata]
translator = "Бюро «Слово» </script>"
html_dates = ["time"]
html_bylines = ["[rel=author]"]
html_sections = [".rubric"]

[metadata.section_names]
"Політика" = {en = "Politics"}
"""
PAGE = """\
<!doctype html>
<html lang="uk"><head><meta charset="utf-8"><title>Рада ухвалила бюджет</title>
<script type="application/ld+json">
{
  "@context": "https://schema.org",
  "@graph": [
    {"@type": "WebSite", "@id": "https://news.example/#site", "name": "Новини"},
    {
      "@type": "NewsArticle",
      "@id": "https://news.example/uk/budget",
      "headline": "Рада ухвалила бюджет <\\/script>",
      "articleSection": "Політика",
      "datePublished": "2026-11-27T10:00:00+02:00",
      "author": {"@type": "Person", "name": "Олена Згурська"}
    }
  ]
}
</script></head>
<body><article><p class="rubric">Політика</p><h1>Рада ухвалила бюджет</h1>
<p>Пише <a href="/o" rel="author">Олена Згурська</a>,
<time datetime="2026-11-27">27 листопада 2026</time></p></article></body></html>
"""
MARKDOWN = (
    f"---\ntitle: 'Рада: так'\ndate: 2026-11-27\n---\n\nТекст.\n\n{PAGE[PAGE.index('<script') :]}"
)
EXTRACT = """
import json, sys
from extruct import extract
syntaxes = ["json-ld", "rdfa", "opengraph"]
print(json.dumps(extract(sys.stdin.read(), base_url="https://news.example/en/budget",
                         syntaxes=syntaxes)))
"""


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.workflow(WORKFLOW + SETTINGS)
    newsroom.article("budget.html", PAGE)
    newsroom.article("budget.md", MARKDOWN)
    newsroom.l10n("sync")
    assert newsroom.l10n("publish").code == 0
    return newsroom


def extracted(page: str, folder: Path) -> Any:
    program("extruct")
    return json.loads(run([BIN / "python", "-c", EXTRACT], folder, text=page))


@pytest.mark.parametrize("name", ["budget.html", "budget.md"])
def test_extruct_reads_what_a_page_says_of_itself(desk: Newsroom, name: str) -> None:
    text = desk.published(name).read_text()
    found = extracted(text, desk.root)
    (data,) = found["json-ld"]
    site, article = data["@graph"]
    assert "inLanguage" not in site
    assert article["inLanguage"] == "en"
    assert article["articleSection"] == "Politics"
    assert article["author"]["name"] == "Olena Zghurska"
    assert article["datePublished"] == "2026-11-27T10:00:00+02:00"
    assert [each["name"] for each in article["translator"]] == [
        "pseudo",
        "Бюро «Слово» </script>",
    ]
    assert article["translationOfWork"] == {
        "@type": "NewsArticle",
        "url": "https://news.example/uk/budget",
        "inLanguage": "uk",
    }
    assert article["digitalSourceType"] == IPTC + "trainedAlgorithmicMedia"
    if name.endswith(".html"):
        (rdfa,) = (each for each in found["rdfa"] if "en/budget" in each["@id"])
        (said,) = rdfa["http://schema.org/digitalSourceType"]
        assert said["@value"] == article["digitalSourceType"]


def test_pyyaml_reads_what_an_article_says_of_itself(desk: Newsroom) -> None:
    text = desk.published("budget.md").read_text()
    head = yaml.safe_load(text.split("---\n")[1])
    assert head["l10n_state"] == "machine"
    assert head["l10n_label"] == MACHINE["en"]
    assert str(head["date"]) == "2026-11-27"


def test_a_browser_shows_the_page_in_the_readers_language(desk: Newsroom) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    page = desk.published("budget.html")
    profile = f"--user-data-dir={desk.root / 'profile'}"
    shown = run([chromium, *FLAGS, profile, "--dump-dom", page.as_uri()], desk.root)
    assert shown.count("<script") == 1
    seen = unescape(re.sub(r"(?s)<script.*?</script>|<[^>]+>", " ", shown.partition("<body")[2]))
    for words in (MACHINE["en"], "Politics", "Olena Zghurska", "November 27, 2026"):
        assert words in " ".join(seen.split())
