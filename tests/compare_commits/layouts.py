"""Articles made of plain lines: the same lines always become the same Markdown, HTML or text.

The forms go by the number of the article and of the line, so that every kind of front matter,
newline, block and inline markup comes about in a corpus that has none of them.
"""

import html
import json
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

BOM = "\ufeff"

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&!])")
_START = re.compile(r"\A(?:([-+=])|(\d+)([.)]))")


def markdown(lines: Sequence[str], number: int) -> str:
    """Make a Markdown article with front matter; its first line is its headline."""
    parts = [_matter(lines, number), f"# {_escaped(lines[0])}"]
    parts += [_paragraph(line, index) for index, line in enumerate(lines[1:], number)]
    return "\n\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    return _START.sub(r"\\\1" if text[:1] in "-+=" else r"\2\\\3", _MARKUP.sub(r"\\\1", text))


def _matter(lines: Sequence[str], number: int) -> str:
    title, about = lines[0], lines[-1]
    quoted = [json.dumps(text, ensure_ascii=False) for text in (title, about)]
    single = ["'" + text.replace("'", "''") + "'" for text in (title, about)]
    folded = about.replace(" ", "\n  ", 3)
    yaml = "---\n{}\nauthor: Ада Ткач\ndate: 2026-03-14\ntags: [one, two]\n---"
    toml = "+++\n{}\ndate = 2026-03-14\n+++"
    return (
        yaml.format(f"title: {quoted[0]}\ndescription: {quoted[1]}"),
        yaml.format(f"title: {single[0]}\ndescription: {single[1]} # why it is news"),
        yaml.format(f"title: {title}\ndescription: {about}"),
        yaml.format(f"title: |\n  {title}\ndescription: >-\n  {folded}"),
        yaml.format(f"title: {quoted[0]}\nseo:\n  description: |+\n    {about}\n"),
        toml.format(f"title = {quoted[0]}\ndescription = {quoted[1]}"),
        toml.format(f"title = '''{title}'''\ndescription = \"\"\"\n{about}\"\"\""),
        toml.format(f"title = {quoted[0]}\n[seo]\ndescription = {quoted[1]}"),
        "<!-- no front matter -->",
    )[number % 9]


def _paragraph(line: str, number: int) -> str:
    words = [_escaped(word) for word in line.split(" ")]
    middle = len(words) // 2
    if len(words) > 4:
        words[2] = _inline(words[2], number)
        words[middle] = (words[middle] + "  ") if number % 11 == 0 else words[middle]
    text = " ".join(words)
    if len(words) > 6 and number % 4 == 0:
        text = text.replace(" ", "\n", 5).replace("\n", " ", 4)
    kind = number % 13
    if kind == 4:
        return f"| {words[0]} | стан |\n| --- | ---: |\n| {' '.join(words[1:])} | {number} |"
    if kind == 6:
        return f"![{line[:40].replace(']', '')}](img/{number}.svg 'Фото {number}')"
    if kind == 10:
        return f"{text}[^{number}]\n\n[^{number}]: {words[0]} уточнює редакція."
    before = {1: "> ", 3: "- ", 5: "## ", 7: "1. ", 9: "> - ", 12: "- [ ] "}.get(kind, "")
    return before + text.replace("\n", "\n" + " " * len(before) if before else "\n")


def _inline(word: str, number: int) -> str:
    return (
        word,
        f"*{word}*",
        f"[{word}](https://n.example/{number})",
        f"**{word}**",
        word,
        f"***{word}***",
        f"[**{word}**](https://n.example/{number} 'так')",
        f"`code-{number}` {word}",
        f"~~{word}~~",
        f'<span class="n">{word}</span>',
        f"{word}<br>{word}",
    )[number % 11]


def page(lines: Sequence[str], number: int) -> str:
    """Make an HTML document with a head, pictures, lists and tables."""
    shown = [html.escape(line, quote=False) for line in lines]
    title, about = (html.escape(line) for line in (lines[0], lines[-1]))
    parts = [f"<h1>{shown[0]}</h1>"]
    parts += [_element(line, index) for index, line in enumerate(shown[1:], number)]
    body = "\n  ".join(parts)
    ukrainian = re.search("[а-яіїєґ]", lines[0], re.IGNORECASE)
    language = ("uk" if number % 2 else "uk-UA") if ukrainian else "en"
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
  <meta charset="utf-8">
  <title>{shown[0]}</title>
  <meta name="description" content="{about}">
  <meta property="og:title" content='{title}'>
  <meta property="og:locale" content="{"uk_UA" if ukrainian else "en_US"}">
  <link rel="alternate" hreflang="{language}" href="https://n.example/{number}">
  <style>p {{ margin: 0 }}</style>
</head>
<body>
<!-- {number} -->
<article>
  {body}
</article>
<script>let words = "<p>не текст</p>";</script>
</body>
</html>
"""


def _element(line: str, number: int) -> str:
    words = line.split(" ")
    if len(words) > 4:
        words[2] = _inline_tag(words[2], number)
    text = " ".join(words)
    if number % 4 == 0:
        text = text.replace(" ", "\n    ", 3)
    return (
        f"<p>{text}</p>",
        f"<blockquote><p>{text}</p></blockquote>",
        f"<p>{text}",
        f"<ul><li>{text}<li><em>{words[0]}</em></ul>",
        f"<h2>{text}</h2>",
        f"<div>{text}<p>{words[0]}</p></div>",
        f"<table><tr><th>{words[0]}<td>{text}</table>",
        f"<figure><img src=img/{number}.svg alt='{html.escape(line[:30])}'>"
        f"<figcaption>{text}</figcaption></figure>",
        f"<p>{text}<br>\n{words[0]}</p>",
        f"<dl><dt>{words[0]}</dt><dd>{text}</dd></dl>",
        f'<p translate="no">{text}</p>',
        f"<p>{text}</p><pre>{words[0]}\n</pre>",
    )[number % 12]


def _inline_tag(word: str, number: int) -> str:
    return (
        word,
        f"<em>{word}</em>",
        f'<a href="https://n.example/{number}" title="{html.escape(word)}">{word}</a>',
        f"<strong><em>{word}</em></strong>",
        f"<code>c{number}</code>&nbsp;{word}",
        f'<span translate="no">{word}</span>',
        f"{word}&mdash;<img src=i.svg alt=''>",
    )[number % 7]


def plain(lines: Sequence[str], number: int) -> str:
    """Make a plain text: with a head as wires have it, in long or in wrapped lines."""
    head = f"Новини\n\n{lines[0]}\n\nАвтор:\nАда Ткач\nДата:\n14 березня 2026 року"
    parts = [head if number % 2 else lines[0]]
    for index, line in enumerate(lines[1:], number):
        bullet = {5: "- ", 8: "* "}.get(index % 10, "")
        parts.append(bullet + (line.replace(" ", "\n", 9) if number % 4 == 3 else line))
    return "\n\n".join(parts) + "\n"


Writer = Callable[[Sequence[str], int], str]
WRITERS: Mapping[str, Writer] = MappingProxyType({"md": markdown, "html": page, "txt": plain})
"""How lines become an article, by the suffix of its name; the number is the article's own."""


def variant(text: str, number: int) -> bytes:
    """Encode an article; some with CRLF or CR, some with a byte-order mark."""
    newline = {3: "\r\n", 5: "\r", 8: "\r\n"}.get(number % 9, "\n")
    mark = BOM if number % 7 == 6 else ""
    return (mark + text.replace("\n", newline)).encode()


def by_turns(documents: Mapping[str, Sequence[str]], turn: int) -> dict[str, bytes]:
    """Lay out the documents by the names of their articles, each in the next format.

    With turns 0, 1 and 2, every document has been laid out in every format.
    """
    found: dict[str, bytes] = {}
    for number, (name, lines) in enumerate(documents.items(), turn):
        suffix = list(WRITERS)[number % len(WRITERS)]
        found[f"{name}.{suffix}"] = variant(WRITERS[suffix](lines, number // 3), number // 3)
    return found
