"""What a database keeps of a row after it is gone: earlier versions of ballot boxes, and of tally sheets whose marks
were erased, wiped as far as one can."""

from django.db import connection

from stars.models import BallotBox, TallySheet

SHEETS = ", ".join(f'"{model._meta.db_table}"' for model in (TallySheet, TallySheet.history.model))
SWEEP = {
    # The first rewrites the table into a new file: earlier versions of each box go with the old one. The tables of
    # sheets grow with the years, so their earlier versions are only taken off their pages.
    "postgresql": (f'VACUUM FULL "{BallotBox._meta.db_table}"', f"VACUUM {SHEETS}"),
    # Deleted content is overwritten at once (secure_delete); this empties the log that still holds earlier pages.
    "sqlite": ("PRAGMA wal_checkpoint(TRUNCATE)",),
}


def wipe() -> None:
    """Outside any transaction; takes milliseconds, for the table of boxes holds those of running votes only."""
    with connection.cursor() as cursor:
        for statement in SWEEP[connection.vendor]:
            cursor.execute(statement)
