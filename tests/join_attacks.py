"""Attacks that try to join voters, slips and ballots from what lies in a database.

The attacker has the whole database and knows who voted when, or holds the slips. Each attack puts the ballots, or
pairs of slip and ballot, into an order; `better_than_chance` says whether that order tells anything.
"""

import json
from collections.abc import Sequence
from math import sqrt

from django.db import connection

# Of a random order of 40, more than 11 in their true place come about once in a billion times, a rank correlation
# of that size less than once in a million.
MOST_HITS, LARGEST_Z = 11, 5.0


def better_than_chance(found: Sequence, truth: Sequence) -> bool:
    """Whether `found`, an order of the same distinct things as `truth`, follows it or its reverse."""
    places = {thing: place for place, thing in enumerate(truth)}
    ranks = [places[thing] for thing in found]
    size = len(ranks)
    assert sorted(ranks) == list(range(size)), "the attack lost some of the ballots"
    forward = sum(rank == place for place, rank in enumerate(ranks))
    backward = sum(rank == size - 1 - place for place, rank in enumerate(ranks))
    spread = sum((rank - place) ** 2 for place, rank in enumerate(ranks))
    correlation = 1 - 6 * spread / (size * (size**2 - 1))
    return max(forward, backward) > MOST_HITS or abs(correlation) * sqrt(size - 1) > LARGEST_Z


def ballot(marks: dict) -> tuple:
    """Something to compare by: the same marks, whatever their keys' type."""
    return tuple(sorted((str(entry), option) for entry, option in marks.items()))


def hidden_keys() -> list[str]:
    """What a database knows of a row without a column for it."""
    if connection.vendor == "postgresql":
        return ["ctid", "xmin::text::bigint", "cmin::text::bigint"]
    return ["rowid"]


def columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [one.name for one in connection.introspection.get_table_description(cursor, table)]


def orders(table: str, column: str = "marks") -> dict[str, list[tuple]]:
    """The ballots of a table in the order of every column, of every hidden key, and as they come."""
    found = {}
    keys = [f'"{name}"' for name in columns(table) if name != column] + hidden_keys()
    with connection.cursor() as cursor:
        for key in [*keys, ""]:
            cursor.execute(f'SELECT "{column}" FROM "{table}" {f"ORDER BY {key}" if key else ""}')  # noqa: S608  own names
            found[key or "as it lies"] = [ballot(json.loads(row[0])) for row in cursor.fetchall()]
    return found


def same_transaction(slips: str, ballots: str) -> list[tuple[str, tuple]]:
    """Slip and ballot that one transaction wrote (PostgreSQL keeps its number with each row)."""
    with connection.cursor() as cursor:
        joined = f'"{slips}" s JOIN "{ballots}" b ON s.xmin = b.xmin'
        cursor.execute(f"SELECT s.digest, b.marks FROM {joined} ORDER BY b.ctid")  # noqa: S608  own names
        return [(digest, ballot(json.loads(marks))) for digest, marks in cursor.fetchall()]


def footprint() -> dict[str, set[str]]:
    """Every row of every table as text: whatever a step left behind is the difference of two."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  own names
            rows[table] = {repr(row) for row in cursor.fetchall()}
    return rows


def traces(before: dict[str, set[str]], after: dict[str, set[str]]) -> dict[str, int]:
    """Table → rows that are new or changed."""
    fresh = {table: len(rows - before.get(table, set())) for table, rows in after.items()}
    gone = {table: len(rows - after.get(table, set())) for table, rows in before.items()}
    return {table: fresh[table] for table in fresh if fresh[table] or gone.get(table)}
