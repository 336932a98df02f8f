"""No record joins a slip, a ballot, a voter or a time: the attacks of somebody who has the whole database.

Forty people vote one after another, each differently, and the attacker knows in which order. A vote kept as most
programs would keep it, a row a slip and a row a ballot, shows that the attacks work.
"""

import itertools
import json
import logging
import random

import pytest
from django.apps import apps
from django.db import connection, transaction

from stars.codes import code_digest
from stars.models import Ballot, BallotBox
from stars.services.closing import close_vote
from stars.services.voting import cast_ballot
from stars.services.wiping import wipe
from tests.join_attacks import ballot, better_than_chance, footprint, orders, same_transaction, traces
from tests.meetings_making import entries_in, make_open, make_slips
from tests.rating_making import make_rating, make_rating_world

VOTERS = 40
SLIPS = VOTERS + 8  # some stay unused, as they do
pytestmark = [pytest.mark.db_variant, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world():
    return make_rating_world()


@pytest.fixture
def meeting(world):
    """An open vote on three households: 216 different ballots are possible."""
    round = make_rating(world, state="assessing", household=9)
    return make_open(world, round, mode="slips", present=SLIPS, due=SLIPS)


def different_ballots(meeting) -> list[dict[int, str]]:
    options = [option.key for option in meeting.round.version.book.categories["household"].ballot]
    entries = [entry.pk for entry in entries_in(meeting)]
    every = [dict(zip(entries, marks, strict=True)) for marks in itertools.product(options, repeat=3)]
    return random.Random(2026).sample(every, VOTERS)


def cast_all(world, meeting) -> list[tuple[str, tuple]]:
    """Everybody votes; what the attacker knows: digest and ballot of each, in the order of voting."""
    codes = make_slips(world, meeting, SLIPS)[:VOTERS]
    known = []
    for code, marks in zip(codes, different_ballots(meeting), strict=True):
        cast_ballot(code=code, marks=marks)
        known.append((code_digest(code), ballot(marks)))
    return known


def naive_vote() -> list[tuple[str, tuple]]:
    """The control: a slip is a row that is marked, a ballot a row that is added, in one transaction."""
    known = [(code_digest(str(n)), ballot({n: "l5"})) for n in range(VOTERS)]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE naive_slip (digest varchar(64) PRIMARY KEY, used integer)")
        cursor.execute("CREATE TABLE naive_ballot (marks text)")
        for digest, _marks in sorted(known):
            cursor.execute("INSERT INTO naive_slip VALUES (%s, 0)", [digest])
        for digest, marks in known:
            with transaction.atomic():
                cursor.execute("UPDATE naive_slip SET used = 1 WHERE digest = %s", [digest])
                cursor.execute("INSERT INTO naive_ballot VALUES (%s)", [json.dumps(dict(marks))])
    return known


@pytest.fixture
def naive(db):
    yield naive_vote()
    with connection.cursor() as cursor:
        for table in ("naive_slip", "naive_ballot"):
            cursor.execute(f"DROP TABLE {table}")


def told_by(found: dict[str, list], truth: list) -> set[str]:
    """The orders that tell more than chance would."""
    return {name for name, order in found.items() if better_than_chance(order, truth)}


def test_naive_vote_is_joined_by_order_and_by_transaction(naive):
    truth = [marks for _digest, marks in naive]

    told = told_by(orders("naive_ballot"), truth)

    assert told >= ({"ctid", "xmin::text::bigint"} if connection.vendor == "postgresql" else {"rowid"})
    if connection.vendor == "postgresql":
        assert same_transaction("naive_slip", "naive_ballot") == naive


def test_ballots_in_the_box_follow_neither_voters_nor_slips(world, meeting):
    known = cast_all(world, meeting)
    box = BallotBox.objects.get()
    lying = [ballot(marks) for marks in box.ballots]

    by_voting = [marks for _digest, marks in known]
    by_slip = [marks for _digest, marks in sorted(known)]

    assert box.used == sorted(digest for digest, _marks in known)
    assert told_by({"box": lying}, by_voting) == told_by({"box": lying}, by_slip) == set()


def test_box_is_one_row_of_one_transaction(world, meeting):
    cast_all(world, meeting)

    assert BallotBox.objects.count() == 1
    assert not Ballot.objects.exists()


def test_ballots_kept_at_closing_follow_neither_voters_nor_slips(world, meeting):
    known = cast_all(world, meeting)
    close_vote(actor=world.clerk, meeting_id=meeting.pk, present=VOTERS)

    found = orders("stars_ballot")

    assert len(found) >= 4
    assert told_by(found, [marks for _digest, marks in known]) == set()
    assert told_by(found, [marks for _digest, marks in sorted(known)]) == set()


def test_ballots_kept_at_closing_were_written_by_one_transaction(world, meeting):
    cast_all(world, meeting)
    close_vote(actor=world.clerk, meeting_id=meeting.pk, present=VOTERS)

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT xmin::text), count(*) FROM stars_ballot")
            assert cursor.fetchone() == (1, VOTERS)
    assert Ballot.objects.count() == VOTERS


def test_casting_leaves_nothing_but_the_box(world, meeting):
    """No event, no history, no session, no job, hence no time: nothing else in the whole database is touched."""
    codes = make_slips(world, meeting, 2)
    before = footprint()

    for code, marks in zip(codes, different_ballots(meeting), strict=False):
        cast_ballot(code=code, marks=marks)

    assert traces(before, footprint()) == {"stars_ballotbox": 1}


def test_closing_writes_no_row_a_voter_but_the_ballots(world, meeting):
    before = footprint()
    cast_all(world, meeting)

    close_vote(actor=world.clerk, meeting_id=meeting.pk, present=VOTERS)

    many = {table: rows for table, rows in traces(before, footprint()).items() if rows > 9}
    assert many == {"stars_ballot": VOTERS}


def test_footprint_sees_what_a_careless_step_leaves(world, meeting):
    before = footprint()

    meeting.title = "改了"
    meeting.save()

    assert traces(before, footprint()) == {"stars_meeting": 1, "stars_historicalmeeting": 1}


def test_neither_box_nor_ballot_has_a_time_or_a_history():
    for model in (BallotBox, Ballot):
        assert {field.name for field in model._meta.get_fields()} <= {
            "id",
            "meeting",
            "marks",
            "unused",
            "used",
            "ballots",
        }
    names = {model.__name__ for model in apps.get_models()}
    assert names & {"HistoricalBallot", "HistoricalBallotBox"} == set()


def test_slips_are_gone_from_the_database_after_the_end(world, meeting):
    known = cast_all(world, meeting)
    close_vote(actor=world.clerk, meeting_id=meeting.pk, present=VOTERS)

    everything = "".join(row for rows in footprint().values() for row in rows)

    assert [digest for digest, _marks in known if digest in everything] == []


def test_logs_that_are_kept_hold_no_line_of_a_vote(world, meeting, client, caplog):
    code = make_slips(world, meeting, 1)[0]
    marks = {f"m-{entry.pk}": "l5" for entry in entries_in(meeting)}

    client.get("/vote/")
    for step in ("", "review", "cast", "cast"):
        client.post("/vote/", {"code": code, "step": step} | marks)
    client.post("/vote/", {"code": "no such code", "step": "cast"})

    assert len(BallotBox.objects.get().ballots) == 1
    assert caplog.records == []
    client.get("/no-such-page/")
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def bytes_kept() -> bytes:
    """The files of an SQLite database: the table itself and the log before it."""
    name = str(connection.settings_dict["NAME"])
    return b"".join(open(name + part, "rb").read() for part in ("", "-wal"))


def box_size() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_total_relation_size('stars_ballotbox') - pg_indexes_size('stars_ballotbox')"
        )
        return cursor.fetchone()[0]


def test_wiping_takes_earlier_versions_of_the_box_from_the_files(world, meeting):
    known = cast_all(world, meeting)
    digests = [digest.encode() for digest, _marks in known]
    if connection.vendor == "sqlite":
        assert any(digest in bytes_kept() for digest in digests)
    full = 0 if connection.vendor == "sqlite" else box_size()
    close_vote(actor=world.clerk, meeting_id=meeting.pk, present=VOTERS)

    wipe()

    if connection.vendor == "sqlite":
        assert not any(digest in bytes_kept() for digest in digests)
    else:
        assert box_size() < full / 10


@pytest.mark.parametrize("turn", ["forward", "backward", "by one"])
def test_statistic_sees_an_order(turn):
    truth = list(range(VOTERS))
    found = {"forward": truth, "backward": truth[::-1], "by one": truth[1:] + truth[:1]}[turn]

    assert better_than_chance(found, truth)


def test_statistic_is_silent_on_random_orders():
    chance = random.Random(7)
    truth = list(range(VOTERS))

    assert not any(better_than_chance(chance.sample(truth, VOTERS), truth) for _ in range(2000))
