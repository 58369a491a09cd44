"""Reading `workflows/<name>.toml`: each mistake with its line, its key and what is allowed."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from l10n.errors import WorkflowError
from l10n.messages import _, every_language
from l10n.model.workflow import FIELDS, Split, Workflow
from l10n.store.workflow_checks import CheckKeys
from l10n.store.workflow_conventions import ConventionKeys
from l10n.store.workflow_engines import EngineTables
from l10n.store.workflow_gates import GateTables, pattern_fault
from l10n.store.workflow_memory import MemoryKeys
from l10n.store.workflow_paths import PathKeys
from l10n.store.workflow_publish import PublishKeys
from l10n.store.workflow_site import SiteKeys
from l10n.toml import NumberError, load, written


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
    "source", "targets", "articles", "split", "fields", "dialect", "shortcodes", "taxonomies",
    "foreign", "metadata", "engines", "notes", "publish", "engine", "checks", "style", "gate",
    "paths", "site", "memory", "domains",
)  # fmt: skip


class _Reader(
    EngineTables, ConventionKeys, CheckKeys, GateTables, MemoryKeys, PathKeys, SiteKeys, PublishKeys
):
    """Turns the values of one file into a Workflow, and says where each mistake stands."""

    def workflow(self, data: Mapping[str, Any]) -> Workflow:
        self.known(data, (), _TOP)
        engines = self.strings(data, "engines", ())
        source = self.locale(("source",), self.required(data, "source"))
        targets = self.targets(data)
        fields = self.strings(data, "fields", FIELDS)
        if targets == (source,):
            raise self.error(
                ("targets", 0),
                _("the only target, {locale}, is the language of the articles").format(
                    locale=source
                ),
                _("write the language to translate into"),
                code="WF-002",
            )
        paths = self.paths(data, source, targets)
        return Workflow(
            name=self.path.stem,
            source=source,
            targets=targets,
            articles=self.patterns(data),
            paths=paths,
            site=self.site(data, paths, targets),
            split=cast(Split, self.choice(data, ("split",), ("sentences", "blocks"))),
            fields=fields,
            conventions=self.conventions(data, targets, fields),
            engines=engines,
            domains=self.domains(data),
            notes=self.notes(data),
            publish=self.publish(data, targets),
            engine_settings=self.settings(data, engines),
            plugins=self.plugins(data),
            conditions=self.conditions(data),
            checks=self.checks(data),
            styles=self.styles(data, targets),
            gates=self.gates(data, targets),
            memory=self.memory(data),
            path=self.path,
            lines=self.lines,
        )

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
            fault = pattern_fault(pattern)
            if fault:
                raise self.wrong(("articles", index), pattern, fault)
        return patterns

    def notes(self, data: Mapping[str, Any]) -> str:
        return self.choice(data, ("notes",), every_language())


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
