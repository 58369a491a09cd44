"""Where the code raises errors, with which code and message, and what docs/errors.md says."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from l10n import errors

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "l10n"
PAGE = ROOT / "docs" / "errors.md"
CODE = re.compile(r"[A-Z]+-[0-9]{3}")
_ROW = re.compile(r"\| `L10N-([A-Z]+-[0-9]{3})` \| ([0-9]) \| (.+?) \| (.+?) \|")

KINDS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.L10nError)
}


@dataclass(frozen=True)
class Site:
    """A place in the code that makes an error."""

    place: str
    """File and line."""
    code: str
    """Empty where it has none."""
    message: str
    """The English template; empty where the message is not written at this place."""
    exit_code: int | None
    """None where the place does not tell."""


@dataclass(frozen=True)
class Row:
    """A line of the page."""

    exit_code: int
    message: str
    remedy: str


def rows() -> dict[str, Row]:
    """The lines of the page, by code."""
    found = _ROW.findall(PAGE.read_text("utf-8"))
    assert len({code for code, *_rest in found}) == len(found), "a code is listed twice"
    return {code: Row(int(exit_code), says, helps) for code, exit_code, says, helps in found}


@cache
def package_sites() -> tuple[Site, ...]:
    """Every place of the package that makes an error."""
    files = sorted(PACKAGE.rglob("*.py"))
    # Walked once: each walk of a whole package takes seconds.
    trees = {path: Walked(ast.parse(path.read_text("utf-8"))) for path in files}
    kinds = dict(KINDS_EXIT)
    for tree in trees.values():
        kinds = _subclasses(tree, kinds) | kinds
    # A class may have what makes its errors from one of another module.
    makers: dict[str, int | None] = {}
    for tree in trees.values():
        makers |= _makers(tree, kinds)
    found: list[Site] = []
    for path, tree in trees.items():
        if path != PACKAGE / "errors.py":
            place = path.relative_to(ROOT).as_posix()
            found += sites(tree, place, kinds, inherited=makers)
    return tuple(found)


class Walked:
    """The nodes of one module, as `ast.walk` gives them."""

    def __init__(self, tree: ast.AST) -> None:
        self.nodes = tuple(
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        )


KINDS_EXIT: dict[str, int] = {name: kind.exit_code for name, kind in KINDS.items()}


def sites(
    tree: Walked,
    place: str,
    kinds: dict[str, int] = KINDS_EXIT,
    *,
    inherited: Mapping[str, int | None] = MappingProxyType({}),
) -> Iterator[Site]:
    """The places in one module that make an error, by its class or by a function named `error`."""
    makers = {**dict.fromkeys(inherited), **_makers(tree, kinds)}
    for node in tree.nodes:
        if not isinstance(node, ast.Call):
            continue
        name = _name(node.func)
        given = {each.arg: each.value for each in node.keywords}
        code = given.get("code")
        if name not in kinds and not (name in makers and CODE.fullmatch(_text(code) or "")):
            continue
        if _name(code) == "code":
            # The code that a function is called with, or that of another error, is handed on.
            continue
        exit_code = kinds.get(name, makers.get(name))
        yield Site(f"{place}:{node.lineno}", _text(code) or "", _template(node.args), exit_code)


def _makers(tree: Walked, kinds: dict[str, int]) -> dict[str, int | None]:
    """What a module calls to make errors besides their classes, with the exit code."""
    found: dict[str, int | None] = {"error": None}
    for node in tree.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            every = [*node.args.args, *node.args.kwonlyargs]
            if any(each.arg == "code" for each in every) and node.name != "__init__":
                found[node.name] = kinds.get(_name(node.returns))
    return found


def _subclasses(tree: Walked, kinds: dict[str, int]) -> dict[str, int]:
    return {
        node.name: _own_exit_code(node) or kinds[_name(base)]
        for node in tree.nodes
        if isinstance(node, ast.ClassDef)
        for base in node.bases
        if _name(base) in kinds
    }


def _own_exit_code(node: ast.ClassDef) -> int | None:
    for each in node.body:
        if isinstance(each, ast.Assign) and _name(each.targets[0]) == "exit_code":
            value = each.value
            return value.value if isinstance(value, ast.Constant) else None
    return None


def _name(node: ast.AST | None) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _text(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _template(arguments: Sequence[ast.expr]) -> str:
    """The first marked text: that is the message, and what follows is the remedy."""
    for argument in arguments:
        for node in ast.walk(argument):
            if isinstance(node, ast.Call) and _name(node.func) in ("_", "ngettext") and node.args:
                return _text(node.args[0]) or ""
    return ""
