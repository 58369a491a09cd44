"""YAML front matter: where its strings stand, and how another is written in their place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from l10n.dataclass import dataclass
from l10n.formats.frontmatter.field import (
    UNPRINTABLE,
    Field,
    MatterError,
    Unlocated,
    double_quoted,
    folded,
    joined_path,
)
from l10n.formats.frontmatter.simple_yaml import simple_fields
from l10n.formats.frontmatter.site import YamlSite, YamlStyle
from l10n.messages import N_, message
from l10n.model.article import Span
from l10n.regex import regex

if TYPE_CHECKING:
    import yaml

_PROPERTIES = regex(r"(?:[&!]\S*\s+)+")
_HEADER = regex(r"[|>][0-9+-]*[ \t]*(?:#[^\r\n]*)?(?=[\r\n\x85\u2028\u2029]|\Z)")
_LINE = regex(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|\Z)")
_STRING = "tag:yaml.org,2002:str"
_UNSAFE_START = frozenset("-?:,[]{}#&*!|>'\"%@`=<~. \t")
_OPENING = regex(r"[|>][^\r\n]*[\r\n]\s*")
_UNSAFE_INSIDE = regex(r":(?=\s|\Z)|\s#|" + UNPRINTABLE.pattern)
_UNSAFE_IN_FLOW = regex(r"[,?:\[\]{}]")
"""PyYAML in Python ends a plain scalar at a question mark too, older readers at any colon."""
_NUMBER = regex(r"[+.]?[0-9](?:[0-9_.,:eExXoOTtZz+ -]*|[!-~]*)")
"""What some reader may take for a number, a date or a time; any word of ASCII with a digit first,
since Go reads `0XAB` and Ruby `1,5`."""
_WORDS = frozenset(
    (
        *("null", "true", "false", "yes", "no", "on", "off", "y", "n"),
        *("nan", "inf", "+inf", "+nan", "infinity", "+infinity"),
    )
)
_NO_STRINGS = frozenset(("null", "true", "false", "yes", "no", "on", "off"))
"""Words that PyYAML takes for something else, whatever it takes of what begins with no letter."""
_DEPTH = 200
MOST = 10_000
"""Names, values and other parts of a front matter that is read at most."""


@dataclass(slots=True)
class _Level:
    """A mapping or list that is open."""

    mapping: bool
    path: str
    flow: bool
    key: str | None = None


@cache
def _loader() -> Any:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _resolver() -> Any:
    import yaml

    return yaml.resolver.Resolver()


@lru_cache(maxsize=2)
def fields(content: str, first: int = 0) -> tuple[Field | Unlocated, ...]:
    """Find all strings with their places; raises MatterError where the YAML cannot be read.

    Aliases, and strings with a tag of their own, are left out. `first` is where the content stands.
    An article is asked for its fields again when it is published: those of the last are kept.
    """
    if _depth(content) > _DEPTH:
        raise MatterError(message(N_("the front matter is nested too deeply; it was left out")))
    simple = simple_fields(content, is_text, first)
    if simple is not None:
        return simple
    return tuple([item.moved(first) for item in parsed_fields(content)])


def parsed_fields(content: str) -> tuple[Field | Unlocated, ...]:
    """The same by the parser, whatever the content; raises MatterError likewise."""
    # Hardly a front matter needs it, and importing takes its time.
    import yaml

    try:
        events = list(islice(yaml.parse(content, Loader=_loader()), MOST + 1))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise MatterError(_reason(error), mark.index if mark else None) from None
    except yaml.YAMLError:
        reason = N_("the front matter holds a character that YAML does not allow; it was left out")
        raise MatterError(message(reason)) from None
    if len(events) > MOST:
        text = N_("the front matter has more than {most} names and values; it was left out")
        raise MatterError(message(text, most=f"{MOST:,}"))
    if sum(isinstance(event, yaml.DocumentStartEvent) for event in events) > 1:
        raise MatterError(message(N_("the front matter holds two YAML documents; it was left out")))
    root = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
    if root is not None and not isinstance(root, yaml.MappingStartEvent):
        reason = N_("the front matter is no list of names and values; it was left out")
        raise MatterError(message(reason))
    return tuple(_walk(content, events))


def _depth(content: str) -> int:
    """The greatest depth that brackets could reach: libyaml is quadratic in it."""
    if content.count("[") + content.count("{") <= _DEPTH:
        return 0
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", content):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _reason(error: "yaml.MarkedYAMLError") -> Any:
    if error.problem and "mapping values are not allowed" in error.problem:
        return message(
            N_("a front matter value that holds a colon has to stand in quotes; it was left out")
        )
    return message(
        N_("the front matter is not valid YAML ({problem}); it was left out"),
        problem=error.problem or error.context or "?",
    )


def _walk(content: str, events: list[Any]) -> Iterator[Field | Unlocated]:
    import yaml

    levels: list[_Level] = []
    for event in events:
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            levels.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        top = levels[-1] if levels else None
        is_key = top is not None and top.mapping and top.key is None
        path = _path(top)
        if top and top.mapping:
            top.key = (
                (event.value if isinstance(event, yaml.ScalarEvent) else "") if is_key else None
            )
        if isinstance(event, yaml.CollectionStartEvent):
            flow = bool(event.flow_style) or bool(top and top.flow)
            mapping = isinstance(event, yaml.MappingStartEvent)
            levels.append(_Level(mapping, "?" if is_key else path, flow))
        elif isinstance(event, yaml.ScalarEvent) and not is_key and path:
            for item in _scalar(content, event, path, bool(top and top.flow)):
                if isinstance(item, Field) and top is not None and not top.mapping:
                    yield replace(item, listed=True)
                else:
                    yield item


def _path(top: _Level | None) -> str:
    if top is None:
        return ""
    if not top.mapping:
        return top.path
    return joined_path(top.path, top.key)


def _scalar(content: str, event: Any, path: str, flow: bool) -> Iterator[Field | Unlocated]:
    if event.tag not in (None, _STRING, "!"):
        return
    start, end = event.start_mark.index, event.end_mark.index
    if event.anchor is not None or event.tag is not None:
        properties = _PROPERTIES.match(content, start, end)
        start = properties.end() if properties else start
    style = event.style or ""
    token = content[start:end]
    if style in ("|", ">"):
        yield from _lines(content, Span(start, end), path, event.value, fold=style == ">")
        return
    if not style and not (event.tag or is_text(event.value)):
        return
    text = folded(event.value)
    if style:
        sound = len(token) > 1 and token[0] == style == token[-1]
        site = YamlSite(YamlStyle(style))
    else:
        # One character before the token belongs to the piece: it is then not verbatim, and no
        # sentence of it is ever written without the quotes that the whole may need.
        sound = folded(token) == text and start > 0
        start -= 1
        site = YamlSite(YamlStyle.FLOW if flow else YamlStyle.PLAIN)
    place = Span(start, end)
    yield Field(path, place, text, site) if sound else Unlocated(path, place, text)


@lru_cache(256)
def is_text(value: str) -> bool:
    """True if a plain scalar is a string; `no` as a language is meant as one.

    The last answers are kept: the articles of a site have authors and languages in common.
    """
    if value[:1].isalpha() and value.lower() not in _NO_STRINGS:
        return True
    import yaml

    tag: object = _resolver().resolve(yaml.ScalarNode, value, (True, False))
    return tag == _STRING or value == "no"


def _lines(
    content: str, place: Span, path: str, value: str, *, fold: bool
) -> Iterator[Field | Unlocated]:
    """The paragraphs of a folded scalar, or the lines of a literal one."""
    end = place.end
    header = _HEADER.match(content, place.start, end)
    if header is None:
        yield Unlocated(path, place, folded(value))
        return
    spans: list[Span] = []
    indent = -1
    joined = False
    position = header.end()
    while position < end:
        line = _LINE.match(content, position, end)
        if line is None or line.end() == position:
            break
        bare = line[0].strip(" \t\r\n\x85\u2028\u2029")
        first = position + len(line[0]) - len(line[0].lstrip(" \t"))
        if not bare:
            joined = False
        else:
            if indent < 0:
                indent = first - position
            last = first + len(bare)
            deeper = first - position > indent
            if fold and joined and not deeper:
                spans[-1] = Span(spans[-1].start, last)
            else:
                spans.append(Span(first, last))
            joined = not deeper
        position = line.end()
    texts = [folded(content[span.start : span.end]) for span in spans]
    if " ".join(texts).split() != value.split():
        yield Unlocated(path, place, folded(value))
        return
    if len(spans) == 1:
        whole = Span(place.start, spans[0].end)
        yield Field(path, whole, texts[0], YamlSite(YamlStyle.BLOCK))
        return
    for span, text in zip(spans, texts, strict=True):
        yield Field(path, span, text, YamlSite(YamlStyle.LINE))


def write(text: str, site: YamlSite, raw: str, *, strict: bool) -> str:
    """Write a string where `raw` stood, in its own style where that can say it."""
    style = site.style
    if style is YamlStyle.LINE:
        return UNPRINTABLE.sub("\ufffd", text)
    if style is YamlStyle.BLOCK:
        opening = _OPENING.match(raw)
        if strict or opening is None or UNPRINTABLE.search(text) or text != text.strip():
            return double_quoted(text, strict=strict)
        return opening[0] + text
    if style in (YamlStyle.PLAIN, YamlStyle.FLOW):
        before = raw[:1]
        if not strict and _plain_is_safe(text, style is YamlStyle.FLOW):
            return before + text
        return before + double_quoted(text, strict=strict)
    if style is YamlStyle.SINGLE and not strict and not UNPRINTABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return double_quoted(text, strict=strict)


def write_list(texts: Sequence[str], site: YamlSite, raw: str) -> str | None:
    """Write a list where `raw`, one string, stood; None where that is no value of its own."""
    if site.style in (YamlStyle.LINE, YamlStyle.BLOCK):
        return None
    before = raw[:1] if site.style in (YamlStyle.PLAIN, YamlStyle.FLOW) else ""
    return f"{before}[{', '.join(double_quoted(text, strict=False) for text in texts)}]"


def _plain_is_safe(text: str, flow: bool) -> bool:
    """True if a text may stand without quotes: a string to YAML 1.1 and 1.2 alike."""
    return not (
        not text
        or text[0] in _UNSAFE_START
        or text != text.strip()
        or _UNSAFE_INSIDE.search(text)
        or (flow and _UNSAFE_IN_FLOW.search(text))
        or text.lower() in _WORDS
        or _NUMBER.fullmatch(text)
        or not is_text(text)
    )
