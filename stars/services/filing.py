"""The village reports its results to the township."""

from django.db import transaction

from stars.access import can_open_rating
from stars.actions import Action
from stars.assessing import ASSESSMENT_MOVES, WITH_TOWNSHIP
from stars.errors import Stale
from stars.filed import filing_digest, read_mark
from stars.filing_errors import FiledAlready, FilingHindered
from stars.models import Assessment, Filing
from stars.moves import move
from stars.queries.filings import filings_of, hindrances, report
from stars.services.assessments import lock_assessment
from stars.services.fitting import fitting
from stars.services.recording import record
from stars.services.requiring import require

NOTE_MAX = 2000


@transaction.atomic
def file_round(*, actor, round_id: int, read: str, note: str = "") -> Filing:
    """Freeze the results as they stand and hand them in. `read`: the mark of what the secretary was shown."""
    assessment = lock_assessment(round_id)
    require(can_open_rating(actor, assessment.village))
    earlier = list(filings_of(assessment.round)[:1])
    if assessment.state in WITH_TOWNSHIP:
        raise FiledAlready(earlier[0])
    move(assessment, ASSESSMENT_MOVES, "file", actor=actor)
    number = earlier[0].number + 1 if earlier else 1
    content = report(assessment, number, fitting(note, NOTE_MAX))
    if hindered := hindrances(assessment.round, content):
        raise FilingHindered(hindered)
    if read_mark(content) != read:
        raise Stale
    return _write(assessment, content, actor=actor)


def _write(assessment: Assessment, content: dict, *, actor) -> Filing:
    about = {"round": assessment.round, "number": content["number"], "note": content["note"]}
    filing = Filing.objects.create(**about, content=content, digest=filing_digest(content), filed_by=actor)
    told = {"number": filing.number, "digest": filing.digest}
    village = assessment.village
    record(Action.FILED, actor=actor, organisation=village, round=assessment.round, **told)
    return filing
