"""Writing a plan: new subjects, changed ones, and their entries, in a handful of statements."""

from stars.actions import Action
from stars.bulk import bulk_change_tracked, bulk_create_tracked
from stars.models import Assessment, Entry, Subject
from stars.queries.import_plan import FIELDS, Plan
from stars.queries.import_rows import CHANGED, NEW, Planned
from stars.services.entries import make_entries
from stars.subject_kinds import kind_of

REASON = Action.SUBJECTS_IMPORTED


def write_plan(plan: Plan, assessment: Assessment, category: str, *, actor) -> None:
    """Inside the transaction of take_import(), which has asked everything."""
    _make_new(plan.of(NEW), assessment, category, actor=actor)
    changed = plan.of(CHANGED)
    _change(changed, actor=actor)
    entering = [row for row in plan.rows if row.enters]
    levels = {row.subject.pk: row.values["level"] for row in entering if row.values.get("level") is not None}
    make_entries(assessment, [row.subject for row in entering], actor=actor, levels=levels)
    _change_entries([row for row in changed if not row.enters], assessment, actor=actor)


def _make_new(rows: list[Planned], assessment: Assessment, category: str, *, actor) -> None:
    made = [
        Subject(
            owner=assessment.village,
            category=category,
            kind=kind_of(category),
            name=row.name,
            group=row.values["group"],
            number=row.values.get("number", ""),
            alias=row.alias,
            lifetime=bool(row.values.get("lifetime")),
        )
        for row in rows
    ]
    for row, subject in zip(rows, bulk_create_tracked(made, actor=actor, reason=REASON), strict=True):
        row.subject = subject


def _change(rows: list[Planned], *, actor) -> None:
    wanted = [row for row in rows if row.changes.keys() & set(FIELDS)]
    for row in wanted:
        for name in row.changes.keys() & set(FIELDS):
            setattr(row.subject, name, row.changes[name][1])
    bulk_change_tracked([row.subject for row in wanted], FIELDS, actor=actor, reason=REASON)


def _change_entries(rows: list[Planned], assessment: Assessment, *, actor) -> None:
    """The round's entries follow: level before, and five stars for life."""
    wanted = {row.subject.pk: row.changes for row in rows if row.changes.keys() & {"level", "lifetime"}}
    entries = list(Entry.objects.filter(round=assessment.round, subject__in=wanted))
    for entry in entries:
        changes = wanted[entry.subject_id]
        entry.previous_level = changes.get("level", (None, entry.previous_level))[1]
        entry.lifetime = changes.get("lifetime", (None, entry.lifetime))[1]
    bulk_change_tracked(entries, ("previous_level", "lifetime"), actor=actor, reason=REASON)
