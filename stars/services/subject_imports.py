"""Lists of subjects: read and kept, doubtful rows answered, then taken over as a whole or not at all."""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from stars.actions import Action
from stars.lists.reading import read_list
from stars.models import Assessment, Subject, SubjectImport
from stars.queries.import_plan import Plan, plan_import
from stars.queries.import_rows import ASK, CHANGED, NEW, OTHER
from stars.services.entries import require_preparing
from stars.services.import_writing import write_plan
from stars.services.recording import record
from stars.services.subject_checks import LIMITS, plain
from stars.services.subjects import lock_list, require_category
from stars.subject_columns import columns_for
from stars.subject_errors import (
    ImportChanged,
    ImportEmpty,
    ImportTaken,
    ImportUnanswered,
    ListRefused,
    OwnOrganisationOnly,
)
from stars.subject_kinds import kind_of
from stars.subject_problems import problems_of

FILE_NAME_MAX = 200


@transaction.atomic
def keep_import(
    *, actor, round_id: int, category: str, name: str, cells: Sequence[Sequence[str]]
) -> SubjectImport:
    """Read the cells of a file and keep what was read, for a preview; nothing of it is in use yet. ListRefused has
    everything that is wrong with it."""
    assessment = lock_list(round_id, actor)
    table = require_category(assessment, category)
    require_preparing(assessment)
    if kind_of(category) == Subject.Kind.ORGANISATION:
        raise OwnOrganisationOnly
    read = read_list(cells, columns_for(table))
    problems = problems_of(read, assessment.round.version.book, table)
    if problems:
        raise ListRefused(problems)
    rows = [{"number": row.number, "values": dict(row.values)} for row in read.rows]
    told = {"round": assessment.round, "category": category, "name": name[-FILE_NAME_MAX:]}
    return SubjectImport.objects.create(**told, rows=rows, read_by=actor)


def lock_import(import_id: int, actor) -> tuple[Assessment, SubjectImport]:
    """Its round first, then the list itself; one that was taken over is refused."""
    round_id = SubjectImport.objects.values_list("round_id", flat=True).get(pk=import_id)
    assessment = lock_list(round_id, actor)
    read = SubjectImport.objects.select_for_update().get(pk=import_id)
    if read.taken_at:
        raise ImportTaken
    require_preparing(assessment)
    read.round = assessment.round
    return assessment, read


@transaction.atomic
def answer_import(*, actor, import_id: int, answers: Mapping[int, Mapping[str, str]]) -> Plan:
    """`answers`: row → {"who": a candidate or "other", "word": what tells him apart}. All that fit are kept, even if
    others are refused; the plan says which rows still wait."""
    _assessment, read = lock_import(import_id, actor)
    for number, said in answers.items():
        word = plain(said.get("word", ""), LIMITS["alias"]) if said.get("who") == OTHER else ""
        read.answers[str(number)] = {"who": said.get("who", ""), "word": word}
    read.save()
    return plan_import(read)


@transaction.atomic
def answer_all_same(*, actor, import_id: int) -> int:
    """Every row that still waits and can mean only one who is on the village's list means him."""
    _assessment, read = lock_import(import_id, actor)
    found = 0
    for row in plan_import(read).of(ASK):
        if len(row.candidates) == 1 and not row.candidates[0][0].startswith("row-"):
            read.answers[str(row.number)] = {"who": row.candidates[0][0], "word": ""}
            found += 1
    read.save()
    return found


@transaction.atomic
def take_import(*, actor, import_id: int, mark: str) -> Plan:
    """All of it or nothing. `mark`: of the plan that was shown; the village's list may have changed since."""
    assessment, read = lock_import(import_id, actor)
    plan = plan_import(read)
    if plan.counts[ASK]:
        raise ImportUnanswered
    if plan.mark != mark:
        raise ImportChanged
    if not plan.does_something:
        raise ImportEmpty
    try:
        with transaction.atomic():
            write_plan(plan, assessment, read.category, actor=actor)
    except IntegrityError as error:
        raise ImportChanged from error
    read.taken_at = timezone.now()
    read.save()
    place = {"organisation": assessment.village, "round": assessment.round}
    counted = {"rows": len(plan.rows), "new": plan.counts[NEW], "changed": plan.counts[CHANGED]}
    record(Action.SUBJECTS_IMPORTED, actor=actor, **place, category=read.category, **counted)
    return plan


@transaction.atomic
def drop_import(*, actor, import_id: int) -> None:
    """A list that is not wanted after all; nothing of it was in use."""
    _assessment, read = lock_import(import_id, actor)
    read.delete()
