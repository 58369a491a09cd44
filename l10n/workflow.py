"""Workflows: the policy of a desk, from `workflows/<name>.toml`."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, cast

from l10n.errors import L10nError, WorkflowError
from l10n.locales import known
from l10n.messages import DIRECTORY, _
from l10n.toml_lines import Keys, dotted, key_lines, written

Split = Literal["sentences", "blocks"]
Require = Literal["translated", "draft"]
Fallback = Literal["refuse", "source"]
Value = str | int | float | bool | tuple[str, ...]

FIELDS = ("title", "description")
"""The front-matter fields that are translated unless a workflow says otherwise."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of one engine: `[engine.argos] threads = 4`."""

    engine: str
    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class Publish:
    """What it takes to publish a version."""

    require: Require = "translated"
    """What an entry must be: finished by a person, or at least a machine draft."""
    fallback: Fallback = "refuse"
    """Where an entry is not: no version at all, or the source text in its place, with a label."""
    labels: tuple[tuple[str, str], ...] = ()
    """The desk's own wording of the label, by locale."""

    def label_for(self, locale: str) -> str | None:
        """Give the desk's own label for a locale, or for its language; None where it has none."""
        labels = dict(self.labels)
        return labels.get(locale) or labels.get(re.split("[-_]", locale)[0])


@dataclass(frozen=True, slots=True)
class Workflow:
    """How the articles of one desk are translated and published."""

    name: str
    """The file's name without its suffix."""
    source: str
    """The locale of articles that do not declare their own."""
    targets: tuple[str, ...]
    articles: tuple[str, ...]
    """Patterns of names under `articles/`; `matches` says how they are read."""
    split: Split = "sentences"
    fields: tuple[str, ...] = FIELDS
    engines: tuple[str, ...] = ()
    """Names of engines, the first to be asked first."""
    notes: str = "en"
    """The language of the tool's notes to translators."""
    publish: Publish = Publish()
    engine_settings: tuple[Setting, ...] = ()
    path: Path = field(default=Path(), compare=False, repr=False)

    def settings(self, engine: str) -> Mapping[str, Value]:
        """Give the settings of one engine."""
        return MappingProxyType(
            {each.key: each.value for each in self.engine_settings if each.engine == engine}
        )


def load_workflow(path: Path, text: str) -> Workflow:
    """Read a workflow; raises WorkflowError for the first mistake, with line, key and remedy."""
    text = text.removeprefix("\ufeff")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise _broken(path, text, str(reason)) from None
    except RecursionError:
        raise WorkflowError(_("brackets are nested too deeply"), path=path) from None
    return _Reader(path, text).workflow(data)


def unknown_engine(workflow: Workflow, text: str, name: str, known: Sequence[str]) -> WorkflowError:
    """Say that a workflow, read from this text, lists an engine that is not installed."""
    near = _near(name, known)
    shown = _listed(known, quote=True)
    return _Reader(workflow.path, text.removeprefix("\ufeff")).wrong(
        ("engines", workflow.engines.index(name)), name, f"{shown}; {near}" if near else shown
    )


def matches(workflow: Workflow, article: str) -> bool:
    """Say whether a workflow claims an article, given by its name under `articles/`.

    `*` and `?` stand for anything and for one character within a part between slashes, `[ab]` for
    one of several; `**` as a whole part stands for any number of folders, at the end of a pattern
    for all that is below. Upper and lower case differ; composed and decomposed letters do not.
    """
    parts = tuple(_nfc(article).split("/"))
    return any(_fits(parts, tuple(_nfc(each).split("/"))) for each in workflow.articles)


@cache
def _fits(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    # `reached` holds the numbers of parts that the pattern so far can have used up.
    reached = {0}
    for index, piece in enumerate(pattern):
        if piece == "**":
            least = min(reached) + (index == len(pattern) - 1)
            reached = set(range(least, len(parts) + 1))
        else:
            reached = {n + 1 for n in reached if n < len(parts) and fnmatchcase(parts[n], piece)}
        if not reached:
            return False
    return len(parts) in reached


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_TOP = (
    "source", "targets", "articles", "split", "fields", "engines", "notes", "publish", "engine"
)  # fmt: skip
_PUBLISH = ("require", "fallback", "label")
_CHOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "argos": {
        "device": ("cpu", "cuda", "auto"),
        "compute_type": (
            "default",
            "auto",
            "int8",
            "int8_float32",
            "int8_float16",
            "int8_bfloat16",
            "int16",
            "float16",
            "bfloat16",
            "float32",
        ),
    },
    "pseudo": {},
}
"""Settings of the built-in engines that take one of a few words."""
_RANGES: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "argos": {"threads": (0, 1024), "beam_size": (0, 32), "max_batch_tokens": (32, 65536)},
    "pseudo": {},
}
"""Settings of the built-in engines that take a whole number; least and greatest."""


class _Reader:
    """Turns the values of one file into a Workflow, and says where each mistake stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text

    def error(self, keys: Keys, message: str, remedy: str) -> WorkflowError:
        lines = key_lines(self.text)
        # What is missing, or stands in an inline table, is shown where its table is.
        line = next((lines[keys[:n]] for n in range(len(keys), 0, -1) if keys[:n] in lines), None)
        return WorkflowError(message, path=self.path, line=line, remedy=remedy)

    def workflow(self, data: Mapping[str, Any]) -> Workflow:
        self.known(data, (), _TOP)
        publish = self.table(data, (), "publish")
        self.known(publish, ("publish",), _PUBLISH)
        engines = self.strings(data, "engines", ())
        source = self.locale(("source",), self.required(data, "source"))
        targets = self.targets(data)
        if targets == (source,):
            raise self.error(
                ("targets", 0),
                _("the only target, {locale}, is the language of the articles").format(
                    locale=source
                ),
                _("write the language to translate into"),
            )
        return Workflow(
            name=self.path.stem,
            source=source,
            targets=targets,
            articles=self.patterns(data),
            split=cast(Split, self.choice(data, ("split",), ("sentences", "blocks"))),
            fields=self.strings(data, "fields", FIELDS),
            engines=engines,
            notes=self.notes(data),
            publish=Publish(
                cast(
                    Require, self.choice(publish, ("publish", "require"), ("translated", "draft"))
                ),
                cast(Fallback, self.choice(publish, ("publish", "fallback"), ("refuse", "source"))),
                self.labels(publish, targets),
            ),
            engine_settings=self.settings(data, engines),
            path=self.path,
        )

    def known(self, table: Mapping[str, Any], keys: Keys, allowed: Sequence[str]) -> None:
        for key in table:
            if key not in allowed:
                raise self.error(
                    (*keys, key),
                    _("there is no key “{key}”").format(key=dotted((*keys, key))),
                    _near(key, allowed) or _("known are: {names}").format(names=_listed(allowed)),
                )

    def required(self, data: Mapping[str, Any], key: str) -> Any:
        if key not in data:
            examples = {"source": 'source = "uk"', "targets": 'targets = ["en"]'}
            raise WorkflowError(
                _("the key “{key}” is missing").format(key=key),
                path=self.path,
                remedy=_("write, for example: {example}").format(
                    example=examples.get(key, 'articles = ["news/**"]')
                ),
            )
        return data[key]

    def wrong(self, keys: Keys, value: Any, allowed: str) -> WorkflowError:
        return self.error(
            keys,
            _("{key} = {value} is not allowed").format(key=dotted(keys), value=written(value)),
            _("allowed: {allowed}").format(allowed=allowed),
        )

    def table(self, data: Mapping[str, Any], keys: Keys, key: str) -> Mapping[str, Any]:
        value = data.get(key, {})
        if not isinstance(value, dict):
            path = (*keys, key)
            raise self.wrong(path, value, _("a table: [{name}]").format(name=dotted(path)))
        return value

    def choice(self, table: Mapping[str, Any], keys: Keys, allowed: Sequence[str]) -> str:
        """Take one of a few words; the first is the default."""
        value = table.get(str(keys[-1]), allowed[0])
        if not isinstance(value, str) or value not in allowed:
            near = _near(value, allowed) if isinstance(value, str) else ""
            shown = _listed(allowed, quote=True)
            raise self.wrong(keys, value, f"{shown}; {near}" if near else shown)
        return value

    def strings(
        self, table: Mapping[str, Any], key: str, default: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Take a list of distinct words."""
        value = table.get(key, default)
        if not isinstance(value, list | tuple):
            raise self.wrong((key,), value, _('a list of texts: ["…", "…"]'))
        for index, each in enumerate(value):
            if not isinstance(each, str) or not each.strip():
                raise self.wrong((key, index), each, _("a text in quotes, not empty"))
            if each in value[:index]:
                raise self.error(
                    (key, index),
                    _("{value} stands twice in {key}").format(value=written(each), key=key),
                    _("delete one of the two"),
                )
        return tuple(value)

    def locale(self, keys: Keys, value: Any) -> str:
        if not isinstance(value, str):
            raise self.wrong(keys, value, _('a locale tag in quotes, such as "uk" or "pt-BR"'))
        try:
            return known(value)
        except L10nError as reason:
            raise self.error(
                keys,
                _("{key} = {value} is not allowed: {reason}").format(
                    key=dotted(keys), value=written(value), reason=reason.message
                ),
                reason.remedy or _('write a locale tag, such as "uk" or "pt-BR"'),
            ) from None

    def targets(self, data: Mapping[str, Any]) -> tuple[str, ...]:
        self.required(data, "targets")
        tags: list[str] = []
        for index, each in enumerate(self.strings(data, "targets", ())):
            tag = self.locale(("targets", index), each)
            if tag in tags:
                raise self.error(
                    ("targets", index),
                    _("{value} stands twice in {key}").format(value=written(each), key="targets"),
                    _("delete one of the two"),
                )
            tags.append(tag)
        if not tags:
            raise self.wrong(("targets",), [], _('at least one locale tag: ["en"]'))
        return tuple(tags)

    def patterns(self, data: Mapping[str, Any]) -> tuple[str, ...]:
        self.required(data, "articles")
        patterns = self.strings(data, "articles", ())
        if not patterns:
            raise self.wrong(("articles",), [], _('at least one pattern: ["news/**"]'))
        for index, pattern in enumerate(patterns):
            fault = _fault(pattern)
            if fault:
                raise self.wrong(("articles", index), pattern, fault)
        return patterns

    def notes(self, data: Mapping[str, Any]) -> str:
        spoken = {"en"}
        if DIRECTORY.is_dir():
            spoken |= {each.parent.name for each in DIRECTORY.glob("*/LC_MESSAGES")}
        return self.choice(data, ("notes",), ("en", *sorted(spoken - {"en"})))

    def labels(
        self, publish: Mapping[str, Any], targets: Sequence[str]
    ) -> tuple[tuple[str, str], ...]:
        keys: Keys = ("publish", "label")
        labels: list[tuple[str, str]] = []
        for tag, text in self.table(publish, ("publish",), "label").items():
            locale = self.locale((*keys, tag), tag)
            if not isinstance(text, str) or not text.strip() or "\n" in text:
                raise self.wrong((*keys, tag), text, _("one line of text in quotes"))
            if locale not in {*targets, *(each.split("-")[0] for each in targets)}:
                raise self.error(
                    (*keys, tag),
                    _("there is a label for {locale}, which is no target").format(locale=locale),
                    _near(locale, targets)
                    or _("known are: {names}").format(names=_listed(targets)),
                )
            labels.append((locale, text))
        return tuple(labels)

    def settings(self, data: Mapping[str, Any], engines: Sequence[str]) -> tuple[Setting, ...]:
        found: list[Setting] = []
        tables = self.table(data, (), "engine")
        for engine in tables:
            keys: Keys = ("engine", engine)
            if engine not in engines:
                raise self.error(
                    keys,
                    _("[engine.{name}] is for an engine that `engines` does not list").format(
                        name=engine
                    ),
                    _near(engine, engines) or _("add it to `engines`, or delete the table"),
                )
            for key, value in self.table(tables, ("engine",), engine).items():
                found.append(Setting(engine, key, self.value(engine, key, value)))
        return tuple(found)

    def value(self, engine: str, key: str, value: Any) -> Value:
        keys: Keys = ("engine", engine, key)
        if engine in _CHOICES:
            choices, ranges = _CHOICES[engine], _RANGES[engine]
            self.known({key: value}, keys[:2], (*choices, *ranges))
            if key in choices:
                return self.choice({key: value}, keys, choices[key])
            low, high = ranges[key]
            if type(value) is not int or not low <= value <= high:
                allowed = _("a whole number from {low} to {high}").format(low=low, high=high)
                raise self.wrong(keys, value, allowed)
            return value
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        if not isinstance(value, str | int | float | bool):
            raise self.wrong(keys, value, _("a text, a number, true, false, or a list of texts"))
        return value


def _fault(pattern: str) -> str:
    """Say how a pattern has to be written; empty where it is well written."""
    parts = pattern.split("/")
    if "\\" in pattern:
        return _("slashes (/) between folders, no backslashes")
    if pattern.startswith("/") or parts[0] == "articles":
        return _("a pattern below articles/, without that folder: “news/**”")
    if any(part in ("", ".", "..") for part in parts):
        return _("names between single slashes, without “.” and “..”")
    if any("**" in part and part != "**" for part in parts):
        return _("“**” alone between slashes: “news/**/*.md”")
    return ""


def _broken(path: Path, text: str, reason: str) -> WorkflowError:
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ", "||||||| ")):
            return WorkflowError(
                _("a merge conflict was left in the file"),
                path=path,
                line=number,
                remedy=_("keep one of the two sides, and delete the marker lines"),
            )
    match = re.search(r"\(at line (\d+), column \d+\)$", reason)
    return WorkflowError(
        _("this is not TOML: {reason}").format(reason=re.sub(r" \(at [^()]*\)$", "", reason)),
        path=path,
        line=int(match[1]) if match else len(text.rstrip().split("\n")),
        remedy=_("texts stand in quotes, lists in square brackets"),
    )


def _near(word: str, words: Sequence[str]) -> str:
    near = get_close_matches(word, words, 1)
    return _("did you mean “{name}”?").format(name=near[0]) if near else ""


def _listed(names: Sequence[str], *, quote: bool = False) -> str:
    return ", ".join(f'"{name}"' if quote else name for name in names)
