"""What a target or a file's name holds is text: no structure, no markup, no script, no path."""

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from l10n.desk.desk import Wanted
from l10n.jobs.publish import ReleaseOptions, Result, release
from l10n.jobs.sync import sync
from tests.hostile import (
    ARTICLES,
    HARMLESS,
    NOW,
    Skeleton,
    Tags,
    body,
    fill,
    folded,
    instead,
    markdown_skeleton,
    newsroom,
    publisher,
    synced_desk,
    tree_skeleton,
)

STARTS = (
    *("# x", "###### x", "#", "- x", "+ x", "* x"),
    *("-", "+", "> x", ">", "1. x", "1991. x", "7) x"),
    *("===", "---", "--- x", "- - -", "***", "___"),
    *("+++", "...", "```", "```sh", "~~~ x", "    x"),
    *("| a | b |", "--- | ---", ":-:", "|", "[foo]: /x", "[foo]: <x> 'y'", "[^1]: x", "[ ] x"),
    *("\tx", "<!-- x", "<div>", "<?php x", "<!DOCTYPE x>", "<![CDATA[x]]>", "</p>", "<script>"),
    *("%TAG x", "? x", ": x", "!!python/object/apply:os.system [x]", "&a x", "*a", "@x", "`x"),
    *("Author: x", "Автор:", "Дата: x", "Date:", "title: x", "{a: b}", "[a, b]", "key = 'x'"),
)
MARKUP = (
    *(
        "*x*",
        "**x**",
        "_x_",
        "__x__",
        "~~x~~",
        "~x~",
        "`x`",
        "``",
        "a*b*c",
        "***",
        "a_b_c",
        "*",
        "_",
    ),
    *("[x](y)", "[x](javascript:alert(1))", "[x][y]", "[x]", "[скорочення]", "[x][]", "![x](y)"),
    *("![x][скорочення]", "[^1]", "[^x]", "](x)", "](", "]", "[", "x](/evil", "[x](<y>)", "!"),
    *(
        "<https://e.example>",
        "<a@b.example>",
        "https://e.example/x",
        "www.e.example",
        "a@b.example",
    ),
    *("<b>x</b>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href=x>y</a>"),
    *("<script>alert(1)</script>", "</script><script>alert(1)</script>", "<style>*{}</style>"),
    *("</title><script>alert(1)</script>", "</textarea>", "</body></html>", "</td></tr>", "</ul>"),
    *("<iframe src=//e.example>", "<base href=//e.example>", "<meta http-equiv=refresh>"),
    *("<form action=//e.example>", "<input>", "<!--", "-->", "<!-->", "--!>", "<![CDATA[", "]]>"),
    *("<", ">", "a<b", "a < b > c", "<<x>>", "<x", "<x y='", '<x y="', "</", "<a1>", "</a1>"),
    *("<em1>x</em1>", "<a9>x</a9>", "<br1/>", "<omit/>x", "<!x>", "<?x?>", "<plaintext>", "<xmp>"),
    *(
        "&lt;script&gt;",
        "&#60;b&#62;",
        "&#x3c;b>",
        "&amp;",
        "&amp;lt;",
        "&copy",
        "&copy;",
        "&",
        "&#",
    ),
    *(
        "&nbsp;",
        "&#0;",
        "&#xD800;",
        "&ampx",
        "&lt",
        "x & y",
        "AT&T",
        "&notit;",
        "&Tab;",
        "&NewLine;",
    ),
)
QUOTES = (
    *('"', "'", "''", '""', '"x" y', "' onerror='x", '" onerror="x', '"><script>', "'><script>"),
    *(
        '\\"',
        "\\'",
        "\\",
        "\\\\",
        "x\\",
        "\\n",
        "\\u0041",
        "\\x41",
        "`",
        "´",
        "«»",
        "“x”",
        "(",
        ")",
    ),
    *("x)", '") [a](b', "') [a](b", "x' # y", 'x" # y', "x # y", "x: y", "x:", "- x: y", "x #"),
    *(
        "'''",
        '"""',
        '""" x',
        "''' x",
        "x, y",
        "x] , [y",
        "x}",
        "{x",
        "a=b",
        "= x",
        "x = 'y'",
        "${x}",
    ),
)
WORDS = (
    *("yes", "no", "null", "~", "true", "12", "0x1F", "1e3", "1.5", "2024-01-01", "12:30", ".inf"),
    *(
        "{{ x }}",
        "{% x %}",
        "{x}",
        "{0}",
        "%s",
        "%(x)s",
        "$x$",
        "{#id}",
        "{.class}",
        "^x^",
        "==x==",
    ),
    *(
        "../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "C:\\x",
        "data:text/html,x",
        "; rm -rf",
    ),
    *(
        "$(id)",
        "`id`",
        "|| id",
        "x\u00a0y",
        "\u00a0x",
        "x\u2028y",
        "\u2028x",
        "x\u2029y",
        "x\u0085y",
    ),
    *(
        "\u200bx",
        "\u202ex",
        "\u2066x",
        "x\u200fy",
        "\ufeffx",
        "x\ufeff",
        "e\u0301",
        "\u0301x",
        "👩‍👩‍👧",
    ),
    *("🎉", "עברית", "مرحبا بكم", "漢字かな", "x" * 3000, "x " * 500, "a\tb", "a  b", "a    b"),
)
LINES = (
    *(
        "x\ny",
        "x\n\ny",
        "x\r\n\r\ny",
        "x\n# y",
        "x\n- y",
        "x\n---",
        "x\n===",
        "x\n> y",
        "x\n```\ny",
    ),
    *("x\n\n<script>y</script>", "x\n[foo]: y"),
    *("x\n\n[foo]: /y", "x  \ny", "x\\\ny", "\nx", "x\n"),
    *("x\n---\ny: z\n---\n", "x\ny: z", "x\n+++\n", "x\n| a |\n|---|", "x\n    y", "x\n1. y"),
)
UNWRITABLE = (
    *("x\x00y", "x\x01y", "x\x07", "\x1b[31mx", "x\x7fy"),
    *("x\x9by", "x\ufffey", "\x0bx", "x\x0cy"),
)
HOSTILE = tuple(dict.fromkeys((*STARTS, *MARKUP, *QUOTES, *WORDS, *LINES)))


@dataclass(frozen=True)
class Pages:
    """What was published of each target, and of a harmless one, by the suffix of the article."""

    harmless: dict[str, str]
    versions: dict[str, list[tuple[str, str]]]


REFUSED = frozenset(("<omit/>x", "\u202ex", "\u2066x"))
"""What stands for a sentence left out is no text; a direction left open turns what follows it."""


@pytest.fixture(scope="module", params=["steps", "commands"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Every hostile target in every place, by steps; every eighth through files and commands."""
    root = tmp_path_factory.mktemp("hostile") / "newsroom"
    return by_steps(root) if request.param == "steps" else by_commands(root)


def by_steps(root: Path) -> Pages:
    desk = synced_desk(root)
    harmless: dict[str, str] = {}
    versions: dict[str, list[tuple[str, str]]] = {}
    for suffix in ARTICLES:
        published = publisher(desk, suffix)
        harmless[suffix] = published(HARMLESS) or ""
        texts = {target: published(target) for target in HOSTILE}
        assert {target for target, text in texts.items() if text is None} == REFUSED
        versions[suffix] = [(target, text) for target, text in texts.items() if text is not None]
    return Pages(harmless, versions)


def by_commands(root: Path) -> Pages:
    numbers = sorted({*range(0, len(HOSTILE), 8), *map(HOSTILE.index, REFUSED)})
    places = {f"{suffix}/harmless.{suffix}": text for suffix, text in ARTICLES.items()}
    for number in numbers:
        for suffix, text in ARTICLES.items():
            places[f"{suffix}/{number:03}.{suffix}"] = text
    desk = newsroom(root, places)
    synced = sync(desk, Wanted(), now=NOW)
    assert synced.errors == ()
    assert len(synced.synced) == len(places)
    for name in places:
        found = re.search(r"/(\d+)", name)
        fill(desk, name, instead(HOSTILE[int(found[1])] if found else HARMLESS))
    report = release(desk, Wanted(), ReleaseOptions(NOW))
    assert report.errors == ()
    refused = [each for each in report.releases if each.result is not Result.PUBLISHED]
    assert {HOSTILE[int(each.article.split("/")[1][:3])] for each in refused} == REFUSED
    for each in refused:
        assert all(blocker.reason.text() for blocker in each.blockers)

    def page(suffix: str, name: str) -> Path:
        return desk.workspace.published_path("en", f"{suffix}/{name}.{suffix}")

    return Pages(
        {suffix: page(suffix, "harmless").read_text("utf-8") for suffix in ARTICLES},
        {
            suffix: [
                (HOSTILE[number], page(suffix, f"{number:03}").read_bytes().decode())
                for number in numbers
                if page(suffix, f"{number:03}").exists()
            ]
            for suffix in ARTICLES
        },
    )


def test_there_are_two_hundred_targets() -> None:
    assert len(HOSTILE) >= 200


def test_markdown_pages_hold_only_the_article_s_elements(pages: Pages) -> None:
    want = markdown_skeleton(pages.harmless["md"])
    assert any("https://example.org/" in str(item) for item in want)
    for target, text in pages.versions["md"]:
        found = markdown_skeleton(text)
        # A line that a translator typed stays a line where the article's block has lines.
        typed = "\n" in target or "\r" in target
        assert unbroken(found) == unbroken(want) if typed else found == want, target


def unbroken(skeleton: Skeleton) -> Skeleton:
    """A skeleton without the breaks of lines."""
    return [item for item in skeleton if not (isinstance(item, tuple) and item[0] == "hardbreak")]


def test_html_pages_hold_only_the_article_s_elements(pages: Pages) -> None:
    page = pages.harmless["html"]
    want, loosely = tree_skeleton(page), Tags(page).found
    for target, text in pages.versions["html"]:
        assert tree_skeleton(text) == want, target
        # U+0085 has no reference in HTML: browsers take &#133; for an ellipsis.
        assert "\x85" in target or Tags(text).found == loosely, target


def test_front_matter_holds_the_same_fields_and_the_text_itself(pages: Pages) -> None:
    for suffix, load in (("md", yaml.safe_load), ("toml.md", tomllib.loads)):
        keys = list(load(pages.harmless[suffix].split("\n" + pages.harmless[suffix][:3])[0][4:]))
        for target, text in pages.versions[suffix]:
            matter = load(text[4 : len(text) - len(body(text)) - 4])
            assert list(matter) == keys, target
            for key in ("title", "description"):
                assert folded(matter[key]) == folded(target), (key, target)
            if suffix == "md":
                assert [folded(tag) for tag in matter["tags"]] == [folded(target)] * 2


def test_plain_text_keeps_its_paragraphs(pages: Pages) -> None:
    want = pages.harmless["txt"]
    for target, text in pages.versions["txt"]:
        assert text.count("\n") == want.count("\n"), target
        assert len(re.split(r"\n\s*\n", text)) == len(re.split(r"\n\s*\n", want)), target


def test_what_cannot_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    articles = {f"{number}.md": "Слово." for number in range(len(UNWRITABLE))}
    desk = newsroom(tmp_path / "newsroom", articles)
    sync(desk, Wanted(), now=NOW)
    for name, target in zip(articles, UNWRITABLE, strict=True):
        path = desk.workspace.catalog_path("en", name)
        path.write_bytes(
            path.read_bytes()
            .replace(b'msgstr ""\n', b"", 1)
            .replace(b'msgstr ""\n', f'msgstr "{target}"\n'.encode())
        )
    report = release(desk, Wanted(), ReleaseOptions(NOW))
    assert [r for r in report.releases if r.result is Result.PUBLISHED] == []
    assert len(report.errors) + len(report.releases) == len(articles)
    lines = [str(error) for error in report.errors]
    lines += [blocker.reason.text() for each in report.releases for blocker in each.blockers]
    assert len(lines) == len(articles)
    assert all(line and "\n" not in line for line in lines)


NAMES = (
    *("a b.md", " lead.md", "trail .md", "it's.md", '"quoted".md', "50%.md", "%2e%2e%2fx.md"),
    *("#1.md", "a#b?c.md", "x..md", "a...md", "-rf.md", "--help.md", "~.md", "$(touch x).md"),
    *("`id`.md", "*.md", "[a].md", "a;b.md", "a|b.md", "a&b.md", "<script>.md", "{0}.md", "{x}.md"),
    *("C:.md", "CON.md", "a:b.md", "дуже довга назва.md", "😀.md", "и\u0306од.md", "שלום.md"),
    *("\u202egnp.md", "a\u2028b.md", "\ufeffa.md", "a\u00a0b.md", "x.po.md", "x.v1.md", "x.md.md"),
    *("x.versions.jsonl.md", "x.drafts.jsonl.md", "папка/в папці/#%.md", "-/--/x.md", " /x.md"),
    *("UPPER.MD", "я" * 98 + ".md", "a.html", "50%.txt", "\u202elmth.html"),
)
BAD_NAMES = ("a\nb.md", "a\tb.md", "a\x1bb.md", "a\\b.md", "я" * 110 + ".md")


def everything(root: Path) -> dict[str, bytes]:
    return {
        os.fsencode(path.relative_to(root)).decode("utf-8", "backslashreplace"): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    neighbour = tmp_path / "neighbour"
    neighbour.mkdir()
    (neighbour / "x.md").write_text("чуже")
    link = "Дивіться [сюди](a%20b.md), [туди](../../../x.md) і ![сюди](i%23.png)."
    desk = newsroom(tmp_path / "newsroom", dict.fromkeys((*NAMES, *BAD_NAMES), link))
    root = desk.workspace.root
    (root / "articles" / os.fsdecode(b"\xff.md")).write_text(link)
    (root / "articles" / "out.md").symlink_to(neighbour / "x.md")
    before, around = everything(root / "articles"), everything(neighbour)

    synced = sync(desk, Wanted(), now=NOW)
    assert {each.article for each in synced.synced} == set(NAMES)
    for name in NAMES:
        fill(desk, name, instead(HARMLESS))
    report = release(desk, Wanted(), ReleaseOptions(NOW))

    assert {each.article for each in report.releases} == set(NAMES)
    assert {each.result for each in report.releases} == {Result.PUBLISHED}
    for errors in (synced.errors, report.errors):
        assert len(errors) == len(BAD_NAMES) + 2
        assert all("\n" not in str(error) for error in errors)
    assert everything(root / "articles") == before
    assert everything(neighbour) == around
    assert sorted(path.name for path in tmp_path.iterdir()) == ["neighbour", "newsroom"]
    made = set(everything(root)) - {f"articles/{name}" for name in before}
    allowed = {f"published/en/{n}" for n in NAMES}
    allowed |= {f"versions/en/{n}.versions.jsonl" for n in NAMES}
    texts = {f"versions/en/{n}.texts/" for n in NAMES}
    allowed |= {f"catalogs/en/{n}.po" for n in NAMES}
    own = (".l10n/", *texts)
    rest = {name for name in made - allowed if not name.startswith(own)}
    assert rest == {"workflows/news.toml", "glossary.csv", ".gitignore", ".gitattributes"}
    assert allowed <= made
