"""What the code says to a person goes through gettext, in one piece."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from l10n import errors
from l10n.messages import message as spoken
from tests.messages import (
    L10N,
    PACKAGES,
    ROOT,
    fields,
)

MODULES = sorted(path for package in PACKAGES for path in package.folder.rglob("*.py"))

MARKS = {"_": 1, "N_": 1, "ngettext": 2}
ERRORS = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.L10nError)
}
SPEAKERS = ERRORS | {"echo", "secho", "warn", "fail", "progress", "BadParameter", "write_text"}
SPOKEN = {"help", "short_help", "epilog", "remedy", "metavar"}
SILENT = {"code", "path", "param_hint", "unit"}
"""Arguments that hold paths and names."""
CODE = re.compile(
    r"(?:articles|catalogs|published)/|\.po\b|\bl10n: |pip install '[^']*'"  # places and commands
)


@dataclass(frozen=True)
class Fault:
    """A text in the sources that no translator can reach."""

    line: int
    text: str


def called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def unmarked(node: ast.AST) -> Iterator[Fault]:
    """Find literal words outside gettext in what is said to a person."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and any(c.isalpha() for c in CODE.sub("", node.value)):
            yield Fault(node.lineno, node.value)
    elif isinstance(node, ast.Call):
        if called(node) == "format" and isinstance(node.func, ast.Attribute):
            yield from unmarked(node.func.value)
    elif isinstance(node, ast.IfExp):
        yield from unmarked(node.body)
        yield from unmarked(node.orelse)
    elif isinstance(node, ast.JoinedStr | ast.BinOp | ast.BoolOp):
        for part in ast.iter_child_nodes(node):
            yield from unmarked(part)
    elif isinstance(node, ast.FormattedValue):
        yield from unmarked(node.value)


def faults(nodes: Iterable[ast.AST]) -> list[Fault]:
    """Find what no translator can reach in a module."""
    found: list[Fault] = []
    for node in nodes:
        name = called(node)
        if isinstance(node, ast.JoinedStr):
            inside = [each for each in ast.walk(node) if called(each) in MARKS]
            found += [Fault(node.lineno, ast.unparse(each)) for each in inside]
        if not isinstance(node, ast.Call):
            continue
        if name in MARKS:
            for each in node.args[: MARKS[name]]:
                literal = isinstance(each, ast.Constant) and isinstance(each.value, str)
                looked_up = isinstance(each, ast.Name | ast.Subscript) and name == "_"
                if not literal and not looked_up:
                    found.append(Fault(each.lineno, ast.unparse(each)))
        if name == "message":
            if node.args and isinstance(node.args[0], ast.Constant | ast.JoinedStr):
                found.append(Fault(node.lineno, ast.unparse(node.args[0])))
            for keyword in node.keywords:
                frozen = [
                    each for each in ast.walk(keyword.value) if called(each) in ("_", "ngettext")
                ]
                found += [Fault(node.lineno, ast.unparse(each)) for each in frozen]
        if name in SPEAKERS:
            said = [*node.args, *(k.value for k in node.keywords if k.arg not in SILENT)]
        else:
            said = [k.value for k in node.keywords if k.arg in SPOKEN]
        for each in said:
            found += unmarked(each)
    return found


@dataclass(frozen=True)
class Seen:
    """What stands in the sources of all packages."""

    faults: tuple[tuple[str, Fault], ...]
    marked: frozenset[str]
    """Texts that are handed to gettext."""


@cache
def seen() -> Seen:
    """Each module is taken to pieces once: that takes longest."""
    unreached: list[tuple[str, Fault]] = []
    marked: set[str] = set()
    for path in MODULES:
        nodes = [*ast.walk(ast.parse(path.read_text("utf-8")))]
        if path != L10N.folder / "messages.py":
            unreached += [(str(path.relative_to(ROOT)), fault) for fault in faults(nodes)]
        for node in nodes:
            name = called(node)
            if name in MARKS and isinstance(node, ast.Call):
                for each in node.args[: MARKS[name]]:
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        marked.add(each.value)
    return Seen(tuple(unreached), frozenset(marked))


def test_what_is_said_to_a_person_goes_through_gettext() -> None:
    assert seen().faults == ()


@pytest.mark.parametrize(
    "bad",
    [
        '_(f"no {name}")',
        '_("no " + name)',
        '_("no {}".format(name))',
        '_("a" "b" if x else "c")',
        'ngettext("one", f"{n}", n)',
        'N_("a %s" % b)',
        "f'{_(\"a doubtful draft\")}'",
        'click.echo("done")',
        'click.echo(f"{n} done")',
        'click.echo("done: {n}".format(n=n))',
        'click.echo(_("done") + " at last")',
        'raise CatalogError(_("no"), remedy="run l10n sync")',
        'raise UsageError("no")',
        'click.option("--x", help="a thing")',
        'click.option("--x", help=None or "a thing")',
        'warn(_("a") if x else "b")',
        'message("no")',
        'message(N_("no: {why}"), why=_("so"))',
    ],
)
def test_what_a_translator_cannot_reach_is_seen(bad: str) -> None:
    assert faults(ast.walk(ast.parse(bad))) != []


@pytest.mark.parametrize(
    "good",
    [
        'click.echo(_("done: {n}").format(n=name("x")))',
        'click.echo(f"{a} → {b}: {c}")',
        'click.echo(f"articles/{name}:{line}: {text}")',
        'raise CatalogError(_("no"), path="x.po", remedy=_("run"))',
        'message(N_("no: {why}"), why=reason)',
        "_(TOLD[kind])",
    ],
)
def test_what_a_translator_can_reach_passes(good: str) -> None:
    assert faults(ast.walk(ast.parse(good))) == []


def test_every_marked_message_is_extracted() -> None:
    ours = [
        each for package in PACKAGES for each in package.sources().values() if not each.of_click
    ]
    extracted = {each.singular for each in ours} | {each.plural for each in ours if each.plural}
    assert sorted(seen().marked - extracted) == []


def test_every_message_can_be_put_into_ukrainian_words() -> None:
    for each in (each for package in PACKAGES for each in package.sources().values()):
        if not each.of_click and each.plural is None:
            values = dict.fromkeys(fields(each.singular), "x")
            text = spoken(each.singular, **values).text("uk")
            assert not re.search(r"\{[a-z]+\}", text), text


TOOLS = re.compile(r"\b(?:l10n|git|mv|cp|rm|mkdir|chmod|iconv|sed) [a-z-][^.;—`]*\{")
QUOTED = re.compile(r"[\"'](?:l10n|git|mv|cp|rm|mkdir|chmod|iconv|sed)\b")
"""What stands in a module with a text that begins with a tool."""


def test_no_message_puts_a_name_into_a_command_itself() -> None:
    for template in (each for package in PACKAGES for each in package.sources()):
        assert not TOOLS.search(template.replace("git repository {folder}", "")), template


def test_no_command_is_put_together_from_names() -> None:
    for path in sorted(L10N.folder.rglob("*.py")):
        text = path.read_text("utf-8")
        if path.name == "shell.py" or not QUOTED.search(text):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.JoinedStr):
                assert not TOOLS.match(ast.unparse(node)[2:]), f"{path}: {ast.unparse(node)}"
