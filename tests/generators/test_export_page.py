"""The page that stands alone, in headless Chromium: it shows its pictures and asks nobody."""

import shutil
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.conftest import WORKFLOW, Newsroom
from tests.generators.installed import run
from tests.generators.test_report_page import FLAGS

pytestmark = pytest.mark.generator

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" /></svg>'
BODY = """\
<h1>Міст</h1><p>Відкрили.</p><img id="own" src="p.svg" alt="">
<img src="{url}/a.png" alt=""><img srcset="{url}/b.png 1x" src="{url}/c.png" alt="">
<script src="{url}/d.js"></script><script>fetch("{url}/e"); document.title = "run"</script>
<link rel="stylesheet" href="{url}/f.css">
<style>@import "{url}/g.css"; p {{ background: url({url}/h.png) }}</style>
<iframe src="{url}/i.html"></iframe><video src="{url}/j.mp4" poster="{url}/k.png" autoplay></video>
<object data="{url}/l.svg"></object><embed src="{url}/m.svg">
<audio src="{url}/n.mp3" autoplay></audio><input type="image" src="{url}/o.png">
<svg><image href="{url}/p.svg" /><use href="{url}/q.svg#a" /></svg>
<body background="{url}/r.png"><table background="{url}/s.png"><tr><td>1</td></tr></table>
<a href="{url}/t" ping="{url}/u">x</a><form action="{url}/v"><button>x</button></form>
"""
HEAD = """\
<meta http-equiv="refresh" content="0; url={url}/w"><link rel="icon" href="{url}/x.ico">
<link rel="preload" as="image" href="{url}/y.png"><link rel="manifest" href="{url}/z.json">
"""


class _Listener(HTTPServer):
    """Notes what is asked of it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Note the path."""
        assert isinstance(self.server, _Listener)
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_a_page_that_stands_alone_asks_nobody(
    newsroom: Newsroom, tmp_path: Path, suffix: str
) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    listener = _Listener()
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{listener.server_port}"
    try:
        newsroom.workflow(WORKFLOW + 'also = ["html"]\n')
        body, head = BODY.format(url=url), HEAD.format(url=url)
        whole = f'<!doctype html><html lang="uk"><head>{head}</head><body>{body}</body></html>\n'
        newsroom.article(f"a.{suffix}", whole if suffix == "html" else f"Міст.\n\n{head}{body}")
        (newsroom.root / "articles/p.svg").write_bytes(PICTURE)
        newsroom.l10n("sync")
        newsroom.l10n("publish")
        page = newsroom.root / f"exports/en/a.{suffix}.html"
        options = (f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=4000")
        made = run([chromium, *FLAGS, *options, "--dump-dom", page.as_uri()], tmp_path)
    finally:
        listener.shutdown()
        listener.server_close()
    assert listener.asked == []
    assert 'id="own" src="data:image/svg+xml;base64,' in made
    assert "<title>run</title>" not in made
