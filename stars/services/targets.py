"""Targets: declared with a self-check, entered by the clerk or by a slip, and decided on where the book says so."""

from collections.abc import Mapping

from django.db import transaction

from stars.access import can_run_rating
from stars.actions import Action
from stars.assessing import TARGET_MOVES, TargetState
from stars.errors import Stale
from stars.models import Assessment, Entry, SelfCheck, Target
from stars.moves import move
from stars.preparing_errors import (
    KindNotInBook,
    NoTargets,
    NothingToKeep,
    TargetApproved,
    TargetNotAbove,
    TargetNotKept,
    UnknownItem,
    WrongTargetLevel,
)
from stars.queries.self_checks import check_lines
from stars.rules.book import Category
from stars.services.assessments import lock_assessment
from stars.services.entries import require_preparing
from stars.services.recording import record
from stars.services.requiring import require
from stars.services.subject_checks import harmless, plain
from stars.tracking import save_tracked

NOTE_MAX, CHECK_NOTE_MAX = 1000, 300
Checks = Mapping[str, tuple[str, str]]


@transaction.atomic
def declare_target(
    *,
    actor,
    round_id: int,
    entry_id: int,
    kind: str,
    level: int,
    note: str = "",
    version: int | None = None,
    checks: Checks | None = None,
) -> Target:
    """Enter or change the target of one entry, and its self-check (item → (answer, note)).

    `version`: of the target that was seen, None if there was none: another one is Stale.
    """
    assessment = lock_assessment(round_id)
    require(can_run_rating(actor, assessment.village))
    entry = lock_entry(assessment, entry_id)
    found = getattr(entry, "declared", None)
    if (found.version if found else None) != version:
        raise Stale
    told = {"kind": kind, "level": level, "note": note}
    return write_target(assessment, entry, actor=actor, checks=checks or {}, **told)


def lock_entry(assessment: Assessment, entry_id: int) -> Entry:
    """Of a round that has not begun, with subject and target; the assessment is locked, so its entries are."""
    require_preparing(assessment)
    entry = assessment.round.entries.select_related("subject", "declared").get(pk=entry_id)
    entry.round = assessment.round
    return entry


def write_target(
    assessment: Assessment, entry: Entry, *, actor, kind: str, level: int, note: str, checks: Checks
) -> Target:
    """The rules of the book, then the rows and the event. `actor` is None for a person with a slip."""
    table = entry.table
    require_fitting(table, entry, kind, level)
    note = harmless(note, NOTE_MAX)
    target = getattr(entry, "declared", None) or Target(entry=entry)
    if target.state == TargetState.APPROVED:
        raise TargetApproved
    write_checks(entry, table, checks, actor=actor)
    if target.pk:
        move(target, TARGET_MOVES, "declare_again", actor=actor)
    target.kind, target.level, target.note, target.declared_by = kind, level, note, actor
    target.decided_by, target.decision_note = None, ""
    save_tracked(target, actor=actor, reason=Action.TARGET_DECLARED)
    place = {"organisation": assessment.village, "round": assessment.round, "entry": entry}
    record(Action.TARGET_DECLARED, actor=actor, **place)
    return target


def require_fitting(table: Category, entry: Entry, kind: str, level: int) -> None:
    """Promote goes above the level before, keep holds it; where none is known every level may be set out for."""
    if table.target is None:
        raise NoTargets
    if kind not in table.target.kinds:
        raise KindNotInBook
    if not 1 <= level <= 5:
        raise WrongTargetLevel
    before = entry.previous_level
    if before is None:
        return
    if kind == Target.Kind.PROMOTE and level <= before:
        raise TargetNotAbove(before)
    if kind == Target.Kind.KEEP and before == 0:
        raise NothingToKeep
    if kind == Target.Kind.KEEP and level != before:
        raise TargetNotKept(before)


def write_checks(entry: Entry, table: Category, checks: Checks, *, actor) -> None:
    lines = {line.key: line for line in check_lines(table, entry)} if checks else {}
    for key, (answer, note) in checks.items():
        line = lines.get(key)
        if line is None or answer not in dict(line.answers):
            raise UnknownItem
        row = line.row or SelfCheck(entry=entry, item=key)
        note = plain(note, CHECK_NOTE_MAX)
        if row.pk is None or (row.answer, row.note) != (answer, note):
            row.answer, row.note = answer, note
            save_tracked(row, actor=actor, reason=Action.TARGET_DECLARED)
