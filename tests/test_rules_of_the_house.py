"""Habits that a reader relies on: small modules and functions, one way to write, nothing kept that must not be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axes.models import AccessFailureLog, AccessLog
from django.apps import apps
from django.conf import settings
from django.test import Client

from tests.making import PASSWORD, make_proposed
from tests.test_layers import FILES, ROOT, module_of

MODULE_LINES, FUNCTION_LINES = 200, 25
# What is needed to explain a longer one; none is.
LONG_MODULES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
# Bulk writes pass the history of simple-history by: module -> why it may.
BULK = {
    "stars.moves": "the guarded update of a state, which writes its history row itself",
    "stars.bulk": "lists of thousands of rows, each of which gets its history row in the same transaction",
}
BULK_VERBS = frozenset({"update", "bulk_create", "bulk_update", "abulk_create", "abulk_update", "aupdate"})
# design.md, section 8: none of these is ever a field, list, filter or tag.
FORBIDDEN = re.compile(
    r"relig|belief|faith|ethni|nationalit|petition|crim|convict|offen[cs]e|detain|family_plan|birth_control"
    r"|health|disease|illness|disab|diagnos|movement|whereabouts|trajector|latitude|longitude|gps|location"
    r"|reliab|loyal|informant|informer|suspect|watch|id_number|id_card|identity|passport|bank|home_address"
    r"|ip_address|user_agent|device|school|ranking|league|score_rank|points_wall|check_in|login_count|online"
)
# Fields of packages that we install and do not fill with the people of a dossier.
FOREIGN_APPS = frozenset({"axes", "auth", "contenttypes", "sessions", "taggit", "django_tasks_database"})
# Where a package's model has such fields all the same: field -> why it may.
FOREIGN_FIELDS = {
    "axes.AccessAttempt.ip_address": "failures count by name and address; the row goes 15 minutes after the last one",
    "axes.AccessAttempt.user_agent": "the package groups failures by it; gone with the row",
    "axes.AccessLog.ip_address": "never filled: AXES_DISABLE_ACCESS_LOG",
    "axes.AccessLog.user_agent": "never filled: AXES_DISABLE_ACCESS_LOG",
    "axes.AccessFailureLog.ip_address": "never filled: AXES_ENABLE_ACCESS_FAILURE_LOG is off",
    "axes.AccessFailureLog.user_agent": "never filled: AXES_ENABLE_ACCESS_FAILURE_LOG is off",
}
OWN_APPS = ("stars", "evidence", "portal", "pages")


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_module_and_its_functions_are_small(path):
    module = module_of(path)
    long = {
        f"{module}.{node.name}": lines
        for node in functions(parsed(path))
        if (lines := node.end_lineno - node.lineno + 1) > FUNCTION_LINES
    }
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines < MODULE_LINES or module in LONG_MODULES
    assert set(long) - set(LONG_FUNCTIONS) == set(), long


def bulk_calls(path: Path) -> list[int]:
    """Lines that call update() or bulk_…() on something that was got from a manager or queryset."""
    calls = (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call))
    named = [node for node in calls if isinstance(node.func, ast.Attribute) and node.func.attr in BULK_VERBS]
    # dict.update({...}), set.update(...) and hash.update(...) take a positional argument, a queryset never does.
    return [node.lineno for node in named if node.func.attr != "update" or not node.args]


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_no_write_passes_the_history_by(path):
    assert bulk_calls(path) == [] or module_of(path) in BULK


def test_bulk_writes_are_seen_by_the_rule(tmp_path):
    code = "digest.update(b'x')\nrows.filter(pk=1).update(state='x')\nRow.objects.bulk_create(rows)\n"
    (tmp_path / "code.py").write_text(code)

    assert bulk_calls(tmp_path / "code.py") == [2, 3]


def opens_transaction(node: ast.FunctionDef) -> bool:
    decorated = any("atomic" in ast.unparse(one) for one in node.decorator_list)
    within = (item for step in ast.walk(node) if isinstance(step, ast.With) for item in step.items)
    return decorated or any("atomic" in ast.unparse(item.context_expr) for item in within)


SERVICES = [path for path in FILES if "services" in path.parts and path.name != "__init__.py"]


@pytest.mark.parametrize("path", SERVICES, ids=module_of)
def test_step_takes_keywords_only(path):
    """Whatever opens a transaction of its own is a step that screens and commands call."""
    public = (node for node in parsed(path).body if isinstance(node, ast.FunctionDef) and node.name[0] != "_")
    wrong = [
        node.name
        for node in public
        if opens_transaction(node) and (node.args.args or node.args.posonlyargs or node.args.vararg)
    ]

    assert wrong == []


@pytest.mark.parametrize("path", SERVICES, ids=module_of)
def test_step_knows_no_request(path):
    names = {argument.arg for node in functions(parsed(path)) for argument in node.args.args}
    names |= {argument.arg for node in functions(parsed(path)) for argument in node.args.kwonlyargs}

    assert "request" not in names


def test_models_hold_nothing_that_must_not_be_kept():
    """Those of packages too: what they keep unasked is kept all the same."""
    models = apps.get_models(include_auto_created=True)
    names = {f"{model._meta.label}.{field.name}" for model in models for field in model._meta.get_fields()}

    assert len(names) > 300
    assert {name for name in names if FORBIDDEN.search(name.rsplit(".")[-1].lower())} == set(FOREIGN_FIELDS)


def test_signing_in_and_out_keeps_no_row_of_it(client, world):
    client.post("/accounts/sign-in/", {"username": "clerk", "password": PASSWORD})
    client.post("/accounts/sign-out/")

    assert client.session.get("_auth_user_id") is None
    assert (AccessLog.objects.count(), AccessFailureLog.objects.count()) == (0, 0)


def test_every_installed_model_is_ours_or_was_looked_at():
    labels = {model._meta.app_label for model in apps.get_models()}

    assert {name for name in labels if not name.startswith("wagtail")} == FOREIGN_APPS | set(OWN_APPS) - {
        "portal"
    }


def test_originals_lie_outside_what_is_served():
    private, public = settings.PRIVATE_MEDIA.resolve(), settings.PUBLIC_MEDIA.resolve()

    assert not private.is_relative_to(public)
    assert not public.is_relative_to(private)
    assert not private.is_relative_to(Path(settings.STATIC_ROOT).resolve())


@pytest.mark.parametrize(
    "address",
    [
        "/media/private/{path}",
        "/media/public/../private/{path}",
        "/media/public/%2e%2e/private/{path}",
        "/media/public/pictures/../../private/{path}",
        "/media/{path}",
        "/{path}",
        "/static/../media/private/{path}",
        "/static/%2e%2e/media/private/{path}",
    ],
)
def test_originals_have_no_address(db, address):
    file = settings.PRIVATE_MEDIA / "originals" / "ab" / "photo.jpg"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"secret bytes")

    answer = Client().get(address.format(path="originals/ab/photo.jpg"))

    assert answer.status_code == 404
    assert b"secret bytes" not in answer.getvalue()


def test_nothing_of_a_proposal_is_public_before_it_is_signed(world, dossier):
    make_proposed(world, dossier)
    pages = [f"/villages/{world.village.code}/", f"/townships/{world.township.code}/", "/villages/"]

    texts = [Client().get(page).content.decode() for page in pages]

    assert [text for text in texts if "修了三条巷道" in text] == []


OWN_PACKAGES = [name for name in settings.INSTALLED_APPS if name.split(".")[0] in OWN_APPS]


@pytest.mark.parametrize("folder", [*(name.replace(".", "/") for name in OWN_PACKAGES), "media", "."])
def test_package_tells_what_it_is_for(folder):
    lines = (ROOT / folder / "README.md").read_text(encoding="utf-8").splitlines()

    assert 3 <= len([line for line in lines if line]) <= 60


def test_modules_say_what_they_are_for():
    told = [path for path in FILES if path.name != "apps.py" and path.read_text(encoding="utf-8").strip()]

    assert [module_of(path) for path in told if not ast.get_docstring(parsed(path))] == []
