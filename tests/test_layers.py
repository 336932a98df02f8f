"""Imports point down only: portal → evidence → stars → stars.rules; inside an app leaves ← models ← … ← views."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STOREYS = ("stars.rules", "stars", "evidence", "portal")
RANKS = ("models", "queries", "services", "forms", "views")
FILES = sorted(
    path
    for app in ("stars", "evidence", "portal")
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
)


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return names | {
        node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level
    }


def storey(module: str) -> int | None:
    for number, name in enumerate(STOREYS):
        if module == name or module.startswith(f"{name}."):
            return number
    return None


def rank(module: str) -> int | None:
    parts = module.split(".")
    return RANKS.index(parts[1]) if len(parts) > 1 and parts[1] in RANKS else None


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_point_down(path):
    own = storey(module_of(path))

    upward = {name for name in imported(path) if (storey(name) or 0) > own}

    assert upward == set()


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_inside_an_app_follow_the_order(path):
    module = module_of(path)
    app, own = module.split(".")[0], rank(module)

    upward = {
        name
        for name in imported(path)
        if own is not None and name.split(".")[0] == app and (rank(name) or 0) > own
    }

    assert upward == set()


def test_rules_are_pure():
    names = {name for path in (ROOT / "stars" / "rules").rglob("*.py") for name in imported(path)}

    assert {
        name for name in names if name.split(".")[0] in ("django", "wagtail", "datetime", "time")
    } == set()


def test_migrations_depend_downwards():
    for path in [*ROOT.glob("*/migrations/0*.py"), *ROOT.glob("*/*/migrations/0*.py")]:
        app = path.parent.parent.relative_to(ROOT).parts[0]
        text = path.read_text(encoding="utf-8")
        above = STOREYS[STOREYS.index(app) + 1 :]
        assert not any(f'("{name}", "' in text.replace("'", '"') for name in above), path
