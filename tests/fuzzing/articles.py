"""Articles of every format, front matter as others read it, and what is found in a text."""

import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import yaml

from l10n import plugins
from l10n.engines import Draft, Request
from l10n.engines.accept import accept
from l10n.errors import ArticleError, L10nError
from l10n.formats.frontmatter import matter
from l10n.language import locales
from l10n.language.names import names_in
from l10n.language.sentences import sentences
from l10n.lines import one_line
from l10n.model.article import Article
from l10n.model.markup import Tagged
from l10n.model.segment import Segment
from l10n.model.source_words import words
from l10n.steps.extract import extract
from l10n.steps.publish import ChosenTargets, Edition, publish
from l10n.store.document import Document
from l10n.store.workspace import fault_of_name
from l10n.tags.place import place
from tests.fuzzing import seeds
from tests.fuzzing.laws import Target

FIELDS = ("title", "description", "tags")
_BESIDE = b"\0"
"""Parts a file from a text that goes with it: a target, or a draft."""
_DEFAULT = "- [x](y): *z* <b> & \"q\" 'q' # {a} | 1991. ---"
_PAIR = ("uk", "en")


def article(suffix: str, data: bytes) -> None:
    """Take an article apart, put it together as it was, and with a target in every place."""
    source, _nul, target = data.partition(_BESIDE)
    text = Document(Path(f"a{suffix}"), source).text()
    taken = _taken(suffix, text)
    segments = extract(taken, "sentences").segments
    for each in segments:
        assert each.text, "an empty segment"
        assert "\n" not in each.text, "a segment of two lines"
    assert _published(taken, segments, [each.text for each in segments]) == text
    words_of_it = one_line(target.decode("utf-8", "replace")) or _DEFAULT
    _published(taken, segments, [words_of_it] * len(segments))


def _taken(suffix: str, text: str) -> Article:
    format = plugins.format_for(f"a{suffix}")
    assert format is not None
    parsed = format.parse(text, FIELDS)
    locale = "uk"
    if parsed.locale:
        try:
            locale = locales.normal(parsed.locale)
        except L10nError as error:
            raise ArticleError(error.message, code="ART-002") from None
    return Article(f"a{suffix}", locale, format=format.name, source=text, parsed=parsed)


def _published(taken: Article, segments: tuple[Segment, ...], targets: list[str]) -> str:
    format = plugins.format_for(taken.name)
    assert format is not None
    choice = ChosenTargets(
        tuple(enumerate(targets)), blockers=(), empty=0, draft=0, translated=len(segments)
    )
    edition = Edition(taken.locale, FIELDS)
    return publish(taken, format, segments, choice, edition).text


def front_matter(kind: str, data: bytes) -> None:
    """What is written into front matter reads the same to the readers of its format."""
    content, _nul, target = data.partition(_BESIDE)
    fence = "---" if kind == "yaml" else "+++"
    text = Document(Path("a.md"), content).text().removeprefix("\ufeff")
    text = f"{fence}\n{text}\n{fence}\n\nx\n"
    found = matter.find(text)
    if found is None or found.kind != kind:
        return
    taken = _taken(".md", text)
    segments = extract(taken, "blocks").segments
    words_of_it = one_line(target.decode("utf-8", "replace")) or "Why?"
    made = _published(taken, segments, [words_of_it] * len(segments))
    if kind == "yaml" and "&" in text and "*" in text:
        # What an alias repeats is translated with what it repeats.
        return
    before, after = matter.find(text), matter.find(made)
    assert before is not None
    assert after is not None
    for read in YAML_READERS if kind == "yaml" else (tomllib.loads,):
        try:
            old = read(before.content.of(text))
        except (ValueError, yaml.YAMLError, RecursionError, TypeError, AttributeError):
            continue
        assert _shape(read(after.content.of(made))) == _shape(old)


def _c_yaml(text: str) -> object:
    return yaml.load(text, Loader=yaml.CSafeLoader)


YAML_READERS: tuple[Callable[[str], object], ...] = (
    yaml.safe_load,
    *((_c_yaml,) if hasattr(yaml, "CSafeLoader") else ()),
)
"""PyYAML in Python and in C, which differ in what they take."""


def _shape(value: object, name: str = "", depth: int = 30) -> object:
    """A value of front matter without the words of the fields that are translated."""
    if depth == 0:
        return "…"
    if isinstance(value, dict):
        return [(key, _shape(each, str(key), depth - 1)) for key, each in value.items()]
    if isinstance(value, list):
        return [_shape(each, name, depth - 1) for each in value]
    return str if isinstance(value, str) and name in FIELDS else repr(value)


def sentence(data: bytes) -> None:
    """A text in sentences is the text; words, names and a locale are found in any text."""
    text = data.decode("utf-8", "surrogatepass") if _is_utf8(data) else data.decode("latin-1")
    for locale in _PAIR:
        assert "".join(sentences(text, locale)) == text
    words(text)
    names_in(text)
    fault_of_name(text)


def locale(data: bytes) -> None:
    """A locale tag or a pair of any writing is put into its normal form, or refused."""
    text = data.decode("utf-8", "replace")
    if ">" in text:
        locales.pair(text)
        return
    tag = locales.normal(text)
    assert locales.normal(tag) == tag
    locales.plural_forms(tag)
    locales.direction(tag)
    locales.language_name(tag, "uk")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except ValueError:
        return False
    return True


def draft(data: bytes) -> None:
    """Whatever an engine makes of a text, it is taken or refused, and its tags find a place."""
    source, _nul, target = data.decode("utf-8", "replace").partition("\0")
    tagged = Tagged(source, frozenset(("b1", "a2")), frozenset(("br3",)))
    accept(Request(tagged), Draft(target, "m"), _PAIR)
    place(tagged, target)


def _with_targets(found: tuple[bytes, ...]) -> Iterator[bytes]:
    yield from found
    yield from (each + _BESIDE + "# Чому? <b>".encode() for each in found[::3])


def _article(suffix: str) -> Callable[[bytes], None]:
    return partial(article, suffix)


def _contents(fence: str) -> Iterator[bytes]:
    """The front matter of the repository's articles, and constructs that are none of theirs."""
    pages = (*seeds.own("articles/**/*.md"), *seeds.own("tests/samples/*.md"))
    for page in pages:
        text = page.decode()
        if text.startswith(fence):
            yield text[len(fence) + 1 :].split(f"\n{fence}\n", 1)[0].encode()


YAML = (
    "title: Рада\ndescription: >-\n  Слово\n  друге\ntags: [чому, 'що', \"як\"]\n".encode(),
    b"title: &a x\ndescription: *a\ntags:\n- a # b\n- |\n  c\n",
    b"{title: a, tags: [b, c], 1: 2}\n",
)
TOML = (
    b"title = \"a\"\ndescription = '''b'''\ntags = ['c', \"\"\"d\"\"\"]\n",
    b'a.b."c".title = "x"\n[d]\ntitle = "y"\n[[e]]\ndate = 2026-01-01\nf = {title = "z"}\n',
)
PAGE = b'<!doctype html><html lang="uk"><p title="x">a <b>c</b><br>&amp;<img alt=y></p>'
MARKUP = b"---\ntitle: a\n---\n\n# b\n\n- [c](d)\n> e *f*\n\n| g |\n|---|\n| h |\n"
LINES = "Новини\n\nЗаголовок\n\nАвтор:\nІмʼя\nДата:\n\nПерший абзац.\n".encode()
DRAFT = "<b1>Рада</b1> <a2>ухвалила</a2> 1 000 грн.<br3/>\0<b1>Council</b1> adopted 1000".encode()

TARGETS = (
    Target(
        "markdown",
        _article(".md"),
        tuple(
            _with_targets(
                (
                    MARKUP,
                    *seeds.own("tests/samples/*.md"),
                    *seeds.own("articles/**/*.md")[:3],
                    *seeds.commonmark(),
                )
            )
        ),
    ),
    Target(
        "html",
        _article(".html"),
        tuple(
            _with_targets(
                (PAGE, *seeds.own("tests/samples/*.html"), *seeds.own("articles/**/*.html"))
            )
        ),
    ),
    Target(
        "text",
        _article(".txt"),
        tuple(_with_targets((LINES, *seeds.own("articles/**/*.txt"), *seeds.scraped()))),
    ),
    Target(
        "front-matter-yaml",
        partial(front_matter, "yaml"),
        tuple(_with_targets((*YAML, *_contents("---")))),
    ),
    Target(
        "front-matter-toml",
        partial(front_matter, "toml"),
        tuple(_with_targets((*TOML, *_contents("+++")))),
    ),
    Target("sentences", sentence, ("А. Б. Коваль прийшов. Так!".encode(), *seeds.sentences())),
    Target("locales", locale, (b"en-GB", b"zh_Hant_TW", b"uk>en", b"sr@latin", b"de-DE-1996")),
    Target("drafts-of-engines", draft, (DRAFT, "10 °C \0 10 °C".encode())),
)
