"""Reading `workflows/<name>.toml`: each mistake with its line, its key and what is allowed."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from l10n.errors import L10nError, WorkflowError
from l10n.language.locales import direction, known, pair
from l10n.lines import is_plain_line
from l10n.messages import DIRECTORY, _
from l10n.model.conditions import CONDITIONS, Conditions
from l10n.model.conventions import DIALECTS, Conventions
from l10n.model.engine_settings import NOT_ITS_OWN, Value
from l10n.model.workflow import FIELDS, Fallback, Publish, Require, Setting, Split, Workflow
from l10n.toml import Keys, NumberError, dotted, key_lines, line_of, load, written


def load_workflow(path: Path, text: str) -> Workflow:
    """Read a workflow; raises WorkflowError for the first mistake, with line, key and remedy."""
    text = text.removeprefix("\ufeff")
    if len(text) > _LONGEST:
        raise WorkflowError(
            _("the file is larger than {size} KiB").format(size=_LONGEST // 2**10),
            code="WF-020",
            path=path,
            remedy=_("no workflow is as long; look whether it is one"),
        )
    try:
        data = load(text)
    except tomllib.TOMLDecodeError as reason:
        raise _broken(path, text, str(reason)) from None
    except NumberError as reason:
        raise WorkflowError(
            _("a number is too long"),
            code="WF-019",
            path=path,
            line=reason.line,
            remedy=_("write a shorter one; no setting needs so many digits"),
        ) from None
    except RecursionError:
        raise WorkflowError(
            _("keys or brackets are nested too deeply"), code="WF-001", path=path
        ) from None
    return _Reader(path, text).workflow(data)


_LONGEST = 2**18
"""Characters of a workflow."""
_TOP = (
    "source", "targets", "articles", "split", "fields", "dialect", "shortcodes", "engines", "notes",
    "publish", "engine",
)  # fmt: skip
_PUBLISH = ("require", "fallback", "label")


class _Reader:
    """Turns the values of one file into a Workflow, and says where each mistake stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = key_lines(text)

    def error(self, keys: Keys, message: str, remedy: str, *, code: str) -> WorkflowError:
        line = line_of(self.lines, keys)
        return WorkflowError(message, code=code, path=self.path, line=line, remedy=remedy)

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
                code="WF-002",
            )
        return Workflow(
            name=self.path.stem,
            source=source,
            targets=targets,
            articles=self.patterns(data),
            split=cast(Split, self.choice(data, ("split",), ("sentences", "blocks"))),
            fields=self.strings(data, "fields", FIELDS),
            conventions=self.conventions(data),
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
            plugins=self.plugins(data),
            conditions=self.conditions(data),
            path=self.path,
            lines=self.lines,
        )

    def known(self, table: Mapping[str, Any], keys: Keys, allowed: Sequence[str]) -> None:
        for key in table:
            if key not in allowed:
                raise self.error(
                    (*keys, key),
                    _("there is no key “{key}”").format(key=dotted((*keys, key))),
                    _near(key, allowed) or _("known are: {names}").format(names=_listed(allowed)),
                    code="WF-003",
                )

    def required(self, data: Mapping[str, Any], key: str) -> Any:
        if key not in data:
            examples = {"source": 'source = "uk"', "targets": 'targets = ["en"]'}
            raise WorkflowError(
                _("the key “{key}” is missing").format(key=key),
                code="WF-004",
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
            code="WF-005",
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
        self, table: Mapping[str, Any], key: str, default: tuple[str, ...], under: Keys = ()
    ) -> tuple[str, ...]:
        """Take a list of distinct words; `under` leads to the table."""
        value = table.get(key, default)
        keys = (*under, key)
        if not isinstance(value, list | tuple):
            raise self.wrong(keys, value, _('a list of texts: ["…", "…"]'))
        seen: set[str] = set()
        for index, each in enumerate(value):
            if not isinstance(each, str) or not each.strip():
                raise self.wrong((*keys, index), each, _("a text in quotes, not empty"))
            if each in seen:
                raise self.error(
                    (*keys, index),
                    _("{value} stands twice in {key}").format(
                        value=written(each), key=dotted(keys)
                    ),
                    _("delete one of the two"),
                    code="WF-006",
                )
            seen.add(each)
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
                code="WF-007",
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
                    code="WF-006",
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

    def conventions(self, data: Mapping[str, Any]) -> Conventions:
        """Take how the articles are written."""
        dialect = self.choice(data, ("dialect",), DIALECTS) if "dialect" in data else ""
        shortcodes = self.table(data, (), "shortcodes")
        return Conventions(
            dialect,
            tuple(
                (name, self.strings(shortcodes, name, (), ("shortcodes",))) for name in shortcodes
            ),
        )

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
            backward = direction(locale) == "rtl"
            if not isinstance(text, str) or not is_plain_line(text, rtl=backward):
                allowed = _("one line of text in quotes, in which each character is seen")
                raise self.wrong((*keys, tag), text, allowed)
            if locale not in {*targets, *(each.split("-")[0] for each in targets)}:
                raise self.error(
                    (*keys, tag),
                    _("there is a label for {locale}, which is no target").format(locale=locale),
                    _near(locale, targets)
                    or _("known are: {names}").format(names=_listed(targets)),
                    code="WF-008",
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
                    code="WF-009",
                )
            table = self.table(tables, ("engine",), engine)
            plugin = self.plugin(table, engine)
            for key, value in table.items():
                if key not in NOT_ITS_OWN:
                    found.append(Setting(engine, key, self.value((*keys, key), plugin, value)))
        return tuple(found)

    def plugins(self, data: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        tables = self.table(data, (), "engine")
        return tuple(
            (engine, self.plugin(table, engine))
            for engine, table in tables.items()
            if "use" in table
        )

    def plugin(self, table: Mapping[str, Any], engine: str) -> str:
        value = table.get("use", engine)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(("engine", engine, "use"), value, _("the name of an engine in quotes"))
        return value

    def value(self, keys: Keys, plugin: str, value: Any) -> Value:
        """Take a setting whatever its engine allows, which only the engine knows."""
        if _SECRET.search(str(keys[-1])):
            raise self.error(
                keys,
                _("{key}: a workflow is no place for a key").format(key=dotted(keys)),
                _("set {variable}, or write it to the file of keys (docs/engines.md)").format(
                    variable=variable(plugin)
                ),
                code="WF-010",
            )
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        if not isinstance(value, str | int | float | bool):
            raise self.wrong(keys, value, _("a text, a number, true, false, or a list of texts"))
        return value

    def conditions(self, data: Mapping[str, Any]) -> tuple[tuple[str, Conditions], ...]:
        found: list[tuple[str, Conditions]] = []
        tables = self.table(data, (), "engine")
        for engine in tables:
            when = self.table(self.table(tables, ("engine",), engine), ("engine", engine), "when")
            if not when:
                continue
            keys: Keys = ("engine", engine, "when")
            self.known(when, keys, CONDITIONS)
            lengths = {
                key: self.count(when, (*keys, key))
                for key in ("min_characters", "max_characters", "max_tags")
            }
            least, most = lengths["min_characters"] or 0, lengths["max_characters"]
            if most is not None and most < least:
                raise self.error(
                    (*keys, "max_characters"),
                    _("max_characters is less than min_characters"),
                    _("max_characters must be at least {least}").format(least=least),
                    code="WF-011",
                )
            pairs = self.pairs(when, (*keys, "pairs"))
            found.append((engine, Conditions(pairs, least, most, lengths["max_tags"])))
        return tuple(found)

    def count(self, table: Mapping[str, Any], keys: Keys) -> int | None:
        value = table.get(str(keys[-1]))
        if value is not None and (type(value) is not int or value < 0):
            raise self.wrong(keys, value, _("a whole number, 0 or more"))
        return value

    def pairs(self, table: Mapping[str, Any], keys: Keys) -> tuple[tuple[str, str], ...]:
        value = table.get("pairs", [])
        if not isinstance(value, list) or ("pairs" in table and not value):
            raise self.wrong(keys, value, _('a list of pairs: ["uk>en"]'))
        found = []
        for index, each in enumerate(value):
            try:
                found.append(pair(each) if isinstance(each, str) else pair(""))
            except L10nError as reason:
                raise self.error(
                    (*keys, index),
                    _("{key} = {value} is not allowed: {reason}").format(
                        key=dotted((*keys, index)), value=written(each), reason=reason.message
                    ),
                    reason.remedy or _('write a pair such as "uk>en"'),
                    code="WF-007",
                ) from None
        return tuple(found)


_SECRET = re.compile(r"(?:^|[_-])(?:api)?(?:key|token|secret|passw(?:or)?d|credentials?)$", re.I)


def variable(plugin: str) -> str:
    """The environment variable that holds an engine's key: `L10N_OPENAI_KEY`."""
    return f"L10N_{re.sub('[^A-Z0-9]', '_', plugin.upper())}_KEY"


_PATTERN = 1_000


def _fault(pattern: str) -> str:
    """How a pattern has to be written; empty where it is well written."""
    parts = pattern.split("/")
    if len(pattern) > _PATTERN:
        return _("at most {limit} characters").format(limit=_PATTERN)
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
                code="WF-012",
                path=path,
                line=number,
                remedy=_("keep one of the two sides, and delete the marker lines"),
            )
    match = re.search(r"\(at line (\d+), column \d+\)$", reason)
    return WorkflowError(
        _("this is not TOML: {reason}").format(reason=re.sub(r" \(at [^()]*\)$", "", reason)),
        code="WF-013",
        path=path,
        line=int(match[1]) if match else len(text.rstrip().split("\n")),
        remedy=_("write texts in quotes, lists in square brackets"),
    )


_SHORT = 100
"""Characters of a word that may have been meant for another."""


def _near(word: str, words: Sequence[str]) -> str:
    near = get_close_matches(word, words, 1) if len(word) <= _SHORT else []
    return _("did you mean “{name}”?").format(name=near[0]) if near else ""


def _listed(names: Sequence[str], *, quote: bool = False) -> str:
    return ", ".join(f'"{name}"' if quote else name for name in names)
