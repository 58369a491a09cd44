"""What the peers make of tagged sentences, with the same package."""

import html
import json
import re
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import peers
from benchmarks.markup_score import TAG, Gold, Result
from benchmarks.processes import WORKERS, Worker, environment


def results(
    gold: Sequence[Gold], packages: Path, package: Path, folder: Path
) -> Iterator[tuple[str, list[Result]]]:
    """What the peers that are here make of the same sentences with the same package."""
    if peers.ready():
        yield "Argos Translate, translate_tags", _translate_tags(gold, packages, folder)
    from tests.libretranslate_server import LibreTranslateServer, installed

    if installed():
        with LibreTranslateServer((package,)) as server:
            yield "LibreTranslate, format=html", _html(gold, server.url)


def _translate_tags(gold: Sequence[Gold], packages: Path, folder: Path) -> list[Result]:
    home = folder / "argos"
    homes = {f"XDG_{kind}_HOME": str(home) for kind in ("DATA", "CONFIG", "CACHE")}
    variables = environment(PYTHONPATH="", ARGOS_PACKAGES_DIR=str(packages), **homes)
    script = WORKERS / "argos_tags.py"
    with Worker([peers.PYTHON, script], log=folder / "log", variables=variables) as worker:
        answer = worker.ask(
            "run", trees=[_tree(each.source) for each in gold], source="uk", target="en"
        )
    trees = answer["trees"]
    assert isinstance(trees, list)
    return [Result(_flat(tree, each)) for tree, each in zip(trees, gold, strict=True)]


def _tree(text: str) -> list[object]:
    """Write a tagged text as nested lists."""
    stack: list[list[object]] = [[]]
    done = 0
    for match in TAG.finditer(text):
        if match.start() > done:
            stack[-1].append(text[done : match.start()])
        done = match.end()
        if match["close"]:
            stack.pop()
            continue
        children: list[object] = []
        stack[-1].append({"name": match["name"], "children": children})
        if not match["empty"]:
            stack.append(children)
    if done < len(text):
        stack[-1].append(text[done:])
    return stack[0]


def _flat(nodes: Sequence[object], gold: Gold) -> str:
    """Write nested lists as a tagged text."""
    pieces = []
    for node in nodes:
        if isinstance(node, str):
            pieces.append(node)
            continue
        assert isinstance(node, dict)
        name = node["name"]
        inner = _flat(node["children"], gold)
        pieces.append(f"<{name}/>" if name in gold.empties else f"<{name}>{inner}</{name}>")
    return "".join(pieces)


def _html(gold: Sequence[Gold], url: str) -> list[Result]:
    """Ask a server, with `<span id="a1">` for a pair and `<img id="fn2">` for an empty tag."""
    texts = [
        TAG.sub(
            lambda match: (
                "</span>"
                if match["close"]
                else f'<{"img" if match["empty"] else "span"} id="{match["name"]}">'
            ),
            each.source,
        )
        for each in gold
    ]
    found: list[Result] = []
    for start in range(0, len(texts), 50):
        part = texts[start : start + 50]
        body = json.dumps({"q": part, "source": "uk", "target": "en", "format": "html"})
        request = urllib.request.Request(
            f"{url}/translate", body.encode(), {"Content-Type": "application/json"}
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=600) as answer:
            found += [Result(_unhtml(each)) for each in json.load(answer)["translatedText"]]
    return found


def _unhtml(text: str) -> str:
    """Write the elements of an answer as tags again."""
    names: list[str] = []

    def tag(match: re.Match[str]) -> str:
        if match["close"]:
            return f"</{names.pop()}>" if names else ""
        if match["element"] == "img":
            return f"<{match['id']}/>"
        names.append(match["id"])
        return f"<{match['id']}>"

    pattern = r'<(?P<close>/?)(?P<element>span|img)(?:\s+id="(?P<id>[^"]*)")?\s*/?>'
    return html.unescape(re.sub(pattern, tag, text))
