"""The life of a round of the five roles around its flow: opened, begun, archived."""

from django.db import IntegrityError, transaction

from stars.access import can_open_rating
from stars.actions import Action
from stars.assessing import ASSESSMENT_MOVES, AssessmentState
from stars.models import Assessment, Exclusion, Organisation, PersonalSlip, Round, RulebookVersion
from stars.moves import move
from stars.preparing_errors import (
    BeginDoubtful,
    HalfNeeded,
    NoEntries,
    NotUsable,
    RoundHeldAlready,
    TitleMissing,
    TitleTaken,
    WeightsNotStated,
    WrongYear,
)
from stars.queries.beginning import Doubts, doubts_of
from stars.queries.exclusions import objection_waits
from stars.queries.opening import rates_half_years, rating_versions, weights_stated
from stars.services.assessments import lock_assessment, require_state
from stars.services.fitting import fitting
from stars.services.recording import record
from stars.services.requiring import require
from stars.slip_errors import NotRatedObjects
from stars.tracking import save_tracked

TITLE_MAX, REASON_MAX = 100, 1000


def open_rating(
    *, actor, village: Organisation, version_id: int, title: str, year: int, half: int | None = None
) -> Round:
    """A round by every table of the book; one a year, or one a half-year, for each village and rulebook."""
    require(can_open_rating(actor, village))
    version = _usable(village, version_id)
    told = _named(version, title, year, half)
    try:
        with transaction.atomic():
            Organisation.objects.select_for_update().get(
                pk=village.pk
            )  # two at once wait for each other here
            _require_first(village, version, told["year"], told["half"])
            made = save_tracked(
                Round(organiser=village, version=version, opened_by=actor, **told), actor=actor
            )
            begun = Assessment(round=made, village=village, township=village.parent)
            save_tracked(begun, actor=actor, reason=Action.ROUND_OPENED)
            record(Action.ROUND_OPENED, actor=actor, organisation=village, round=made, target=made.title)
    except IntegrityError as error:
        raise TitleTaken from error
    return made


def _usable(village: Organisation, version_id: int) -> RulebookVersion:
    version = next((one for one in rating_versions(village) if one.pk == version_id), None)
    if version is None:
        raise NotUsable
    if not weights_stated(version.book):
        raise WeightsNotStated
    return version


def _named(version: RulebookVersion, title: str, year: int, half: int | None) -> dict:
    title = fitting(title, TITLE_MAX)
    if not title:
        raise TitleMissing
    if not 2000 <= year <= 2100:
        raise WrongYear
    if not rates_half_years(version.book):
        return {"title": title, "year": year, "half": None}
    if half not in (1, 2):
        raise HalfNeeded
    return {"title": title, "year": year, "half": half}


def _require_first(village: Organisation, version: RulebookVersion, year: int, half: int | None) -> None:
    same = Round.objects.filter(
        organiser=village, version__rulebook=version.rulebook_id, year=year, half=half
    )
    found = same.filter(category="").first()
    if found:
        raise RoundHeldAlready(found.title)


@transaction.atomic
def begin_assessment(*, actor, round_id: int, reason: str = "") -> Assessment:
    """From here on subjects, targets and applications stay as they are. What the book wants first and is not done
    is overridden only with a reason, which the event keeps."""
    assessment = lock_assessment(round_id)
    require(can_open_rating(actor, assessment.village))
    require_state(assessment, AssessmentState.PREPARING)
    reason = fitting(reason, REASON_MAX)
    doubts = doubts_of(assessment.round)
    if not doubts.entries:
        raise NoEntries
    if doubts.needs_reason and not reason:
        raise BeginDoubtful
    move(assessment, ASSESSMENT_MOVES, "begin", actor=actor, reason=reason)
    place = {"organisation": assessment.village, "round": assessment.round}
    record(Action.ASSESSMENT_BEGUN, actor=actor, **place, reason=reason, **_counted(doubts))
    return assessment


def _counted(doubts: Doubts) -> dict[str, int]:
    """How many, never who."""
    return {
        "entries": doubts.entries,
        "undecided": len(doubts.undecided),
        "not_applied": len(doubts.not_applied),
    }


@transaction.atomic
def archive_round(*, actor, round_id: int) -> Assessment:
    """Nothing is done with the round any more. What was kept for its course alone is erased: decisions not to rate
    somebody, personal slips, lists that were read."""
    assessment = lock_assessment(round_id)
    require(can_open_rating(actor, assessment.village))
    if objection_waits(assessment.round):
        raise NotRatedObjects
    move(assessment, ASSESSMENT_MOVES, "archive", actor=actor)
    Exclusion.objects.filter(entry__round=round_id).delete()
    PersonalSlip.objects.filter(entry__round=round_id).delete()
    assessment.round.imports.all().delete()
    record(Action.ROUND_ARCHIVED, actor=actor, organisation=assessment.village, round=assessment.round)
    return assessment
