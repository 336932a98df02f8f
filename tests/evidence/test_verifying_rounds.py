"""`manage.py verify` reads results, postings and filings of all rounds, and names what was changed beside Django."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stars.models import Filing, Posting, RatingRun, RulebookVersion, SignOff
from tests.filing_making import make_in_force, make_run, tamper
from tests.making import make_proposed
from tests.posting_making import make_posting_days, post_stars
from tests.rating_making import make_rating_world

pytestmark = pytest.mark.db_variant


@pytest.fixture
def round(db):
    return make_in_force(make_rating_world(), household=3, cadre=2)


def run(*arguments) -> tuple[int, list[str]]:
    out = StringIO()
    try:
        call_command("verify", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def set_text(row, column: str, old: str, new: str) -> None:
    """By SQL: the stored text of one column with something in it changed."""
    table = type(row)._meta.db_table
    change = f"REPLACE(CAST({column} AS TEXT), %s, %s)"
    change = (
        f"CAST({change} AS JSONB)" if connection.vendor == "postgresql" and column == "content" else change
    )
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {change} WHERE id = %s", [old, new, row.pk])  # noqa: S608
        assert cursor.rowcount == 1


def test_untouched_round_ends_well(round):
    assert run() == (0, ["0 dossiers, 2 runs of results, 1 postings, 1 filings checked, 0 problems"])


@pytest.mark.parametrize(
    ("model", "column", "old", "new", "named"),
    [
        (RatingRun, "content", '"92"', '"97"', "runs {village} 结果的计算与其摘要值不符。 (cadre 1)"),
        (Posting, "content", "results", "resultz", "postings {village} 公示与其摘要值不符。 (results 1)"),
        (Filing, "content", "87.00", "97.00", "filings {village} 备案内容与摘要值不一致。 (1: 1)"),
        (SignOff, "seal", "", "", "filings {village} 签发记录与所报、所审的内容不一致。 (1: {digest})"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_row_changed_by_sql_is_named(round, model, column, old, new, named):
    row = model.objects.first()
    old, new = (old, new) if old else (row.seal, "0" * 64)
    set_text(row, column, old, new)

    code, lines = run()

    named = named.format(village=round.organiser.code, digest=round.filings.get().digest)
    assert code == 1
    assert f"round {round.pk} {named}" in lines
    assert lines[-1].endswith(f"1 filings checked, {len(lines) - 1} problems")


def test_run_that_no_filing_names_is_read_too(round):
    make_run(round, "household")
    tamper(RatingRun, digest="0" * 64)

    told = json.loads("\n".join(run("--json")[1]))

    assert [row["what"] for row in told["problems"] if row["kind"] == "runs"] == [
        "cadre 1",
        "household 1",
        "household 2",
    ]
    assert (told["checked"], told["runs"], told["postings"], told["filings"]) == (0, 3, 1, 1)


def test_posting_changed_with_its_digest_is_found_by_the_log(round):
    tamper(Posting, digest="0" * 64)

    assert {"posting", "log"} <= {
        row["code"]
        for row in json.loads("\n".join(run("--json")[1]))["problems"]
        if row["kind"] == "postings"
    }


def test_rulebook_that_can_no_longer_be_read_stops_nothing(round):
    tamper(RulebookVersion, source="x")

    code, lines = run()

    assert code == 1
    assert lines[-1].startswith("0 dossiers, 2 runs of results, 1 postings, 1 filings checked")


def test_posting_of_a_dossier_belongs_to_its_check(world, dossier):
    make_posting_days(dossier)
    make_proposed(world, dossier)
    post_stars(world, dossier)
    assert run("--dossier", str(dossier.pk))[0] == 0
    tamper(Posting, content={"kind": "stars"})

    told = json.loads("\n".join(run("--dossier", str(dossier.pk), "--json")[1]))

    assert [row["code"] for row in told["problems"]] == ["posting"]


def test_each_run_more_costs_one_query_more(round):
    with CaptureQueriesContext(connection) as few:
        run()
    for _ in range(3):
        make_run(round, "cadre")
    with CaptureQueriesContext(connection) as many:
        run()

    assert len(many) - len(few) == 3
