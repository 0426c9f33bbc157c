"""What the guards look at: the source files, their trees, the URL names."""

import ast
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("portal", "standards", "programmes", "committees", "experts")
#: Machinery of others hung into our addresses; it guards itself (the admin asks for an administrator).
FOREIGN = ("admin",)


@lru_cache
def tracked() -> tuple[Path, ...]:
    """Files of the repository, those not yet added included, as they stand."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return tuple(path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file())


def python_files(*, tests: bool = False) -> list[Path]:
    """Our Python files without migrations."""
    rooms = ROOMS + (("tests", "bench") if tests else ())
    return [
        path
        for path in tracked()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in rooms and "migrations" not in path.parts
    ]


@lru_cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring and decorators."""
    doc = 0
    if ast.get_docstring(node, clean=False) is not None:
        doc = (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
    return (node.end_lineno or node.lineno) - node.lineno + 1 - doc


def is_view(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A view takes a request first."""
    return bool(node.args.args) and node.args.args[0].arg == "request"


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def addresses() -> list[tuple[str, str, object]]:
    """Every address of the site: (name with namespace, route, view)."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: list, namespace: str, route: str) -> Iterator[tuple[str, str, object]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(piece for piece in (namespace, pattern.namespace or "") if piece)
            if (pattern.namespace or "") not in FOREIGN:
                yield from _walk(pattern.url_patterns, inner, route + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            name = ":".join(piece for piece in (namespace, pattern.name or "") if piece)
            yield name, route + str(pattern.pattern), pattern.callback
