"""What a database keeps of a row after it is gone: earlier versions of the ballot boxes, wiped as far as one can."""

from django.db import connection

from stars.models import BallotBox

SWEEP = {
    # Rewrites the table into a new file: earlier versions of each box go with the old one.
    "postgresql": f'VACUUM FULL "{BallotBox._meta.db_table}"',
    # Deleted content is overwritten at once (secure_delete); this empties the log that still holds earlier pages.
    "sqlite": "PRAGMA wal_checkpoint(TRUNCATE)",
}


def wipe() -> None:
    """Outside any transaction; takes milliseconds, for the table holds the boxes of running votes only."""
    with connection.cursor() as cursor:
        cursor.execute(SWEEP[connection.vendor])
