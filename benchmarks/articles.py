"""The articles to measure on: real news with markup put in, the same ones in every run."""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parent.parent
NEWS = ROOT.parent / "shared" / "data" / "ntrex"

_WORD = re.compile(r"\b[а-щьюяєіїґ]{4,}\b")
_MARKUP = re.compile(r"\[\^\w+\]:?|!?\[|\]\([^)]*\)|^[>#|\-\d.\s]+|[*|]+|<[^>]*>", re.MULTILINE)
_MATTER = re.compile(r"\A(---|\+\+\+)\n.*?^\1\n", re.DOTALL | re.MULTILINE)
_END = re.compile(r"(?<=[.!?…])\s+(?=[«А-ЯЄІЇҐ])")


@cache
def documents() -> tuple[tuple[str, ...], ...]:
    """The sentences of real news, article by article; else those of the sample articles."""
    if NEWS.is_dir():
        lines = (NEWS / "news.uk.txt").read_text("utf-8").splitlines()
        names = (NEWS / "document-ids.tsv").read_text("utf-8").splitlines()
        numbered = groupby(range(len(lines)), key=lambda index: names[index])
        return tuple(tuple(lines[index].strip() for index in group) for _name, group in numbered)
    return tuple(_sample(path) for path in sorted((ROOT / "articles").rglob("*.md")))


def origin() -> str:
    """Say where the sentences are from."""
    if NEWS.is_dir():
        return "real news (NTREX-128) with markup put in"
    return "the repository's own articles with varied words (`../shared/data/ntrex` is not there)"


def markdown_articles(count: int) -> dict[str, str]:
    """Make so many Markdown articles, by file name, from all the news there is.

    Long articles are cut until there are enough. Where there is too little text, it is repeated
    with other words.
    """
    pieces = [list(document) for document in documents()]
    rng = random.Random(count)
    while len(pieces) < count:
        longest = max(pieces, key=len)
        if len(longest) < 8:
            pieces += [[varied(rng, line) for line in piece] for piece in pieces[:count]]
            continue
        half = len(longest) // 2
        pieces.append(longest[half:])
        del longest[half:]
    return {f"news-{number:05}.md": marked(lines) for number, lines in enumerate(pieces[:count])}


def short_articles(count: int) -> Iterator[tuple[str, str]]:
    """Make so many Markdown articles of 3 to 13 segments, each with its name, in some folders.

    No two have the same text: words are exchanged for others.
    """
    sentences = [line for document in documents() for line in document]
    for number in range(count):
        rng = random.Random(number)
        body = rng.sample(sentences, min(rng.randint(4, 11), len(sentences)))
        lines = [f"{number}. {varied(rng, body[0])}", *(varied(rng, line) for line in body[1:])]
        yield f"desk-{number % 20:02}/{number:05}.md", "".join(_short(rng, lines))


def varied(rng: random.Random, sentence: str) -> str:
    """Exchange two words of a sentence for words of others."""
    found = list(_WORD.finditer(sentence))
    for match in sorted(rng.sample(found, min(2, len(found))), key=lambda m: -m.start()):
        sentence = sentence[: match.start()] + rng.choice(_words()) + sentence[match.end() :]
    return sentence


def marked(lines: Sequence[str]) -> str:
    """Make a Markdown article of some sentences: the first is its headline."""
    rng = random.Random(lines[0])
    headline, *rest = lines
    description = rest[0] if rest else headline
    parts = [
        f'---\ntitle: "{_quoted(headline)}"\ndescription: "{_quoted(description)}"\n'
        f"author: Desk\ndate: 2026-03-14\nlang: uk\n---\n",
        f"# {headline}\n",
    ]
    while rest:
        size = rng.choice((1, 2, 2, 3))
        taken, rest = rest[:size], rest[size:]
        form = rng.random()
        if form < 0.12 and len(taken) > 1:
            parts.append("".join(f"- {_inline(rng, line)}\n" for line in taken))
        elif form < 0.18:
            parts.append(f"## {taken[0]}\n")
            rest = [*taken[1:], *rest]
        elif form < 0.26:
            parts.append("> " + " ".join(taken) + "\n")
        else:
            parts.append(" ".join(_inline(rng, line) for line in taken) + "\n")
    return "\n".join(parts)


def _short(rng: random.Random, lines: Sequence[str]) -> Iterator[str]:
    yield f"# {lines[0]}\n"
    rest = list(lines[1:])
    while rest:
        size = rng.choice((1, 2, 3))
        yield "\n" + " ".join(_inline(rng, line) for line in rest[:size]) + "\n"
        rest = rest[size:]


def _inline(rng: random.Random, line: str) -> str:
    """Put a link, or emphasis of some kind, on a word or two of a third of the sentences."""
    found = list(_WORD.finditer(line))
    if not found or rng.random() > 0.35 or set("*_[]<`") & set(line):
        return line
    match = rng.choice(found)
    word = match.group()
    address = f"https://example.org/news/{rng.randrange(10_000)}"
    put = rng.choice((f"[{word}]({address})", f"**{word}**", f"*{word}*"))
    return line[: match.start()] + put + line[match.end() :]


def _quoted(text: str) -> str:
    return text.replace("\\", "").replace('"', "”")


@cache
def _words() -> tuple[str, ...]:
    every = (word for document in documents() for line in document for word in _WORD.findall(line))
    return tuple(dict.fromkeys(every))


def _sample(path: Path) -> tuple[str, ...]:
    body = _MATTER.sub("", path.read_text("utf-8"))
    return tuple(_sentences(_MARKUP.sub(" ", body).split("\n\n")))


def _sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        for sentence in _END.split(" ".join(paragraph.split())):
            if len(sentence) > 20:
                yield sentence
