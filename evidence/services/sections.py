"""What the village writes into one star: text, self-checks, figures; and who is to do it."""

from django.db import transaction
from django.utils import timezone

from evidence.access import can_assign, can_edit_section
from evidence.errors import AnswerMissing, EditedMeanwhile, FigureNotNumber, LabelMissing, TextTooLong
from evidence.models import Figure, Section
from evidence.models.dossiers import FIGURES_MAX, NARRATIVE_MAX
from evidence.services.fitting import fitting
from evidence.services.locking import lock_dossier, lock_section, require, require_open
from evidence.states import SECTION_MOVES, SectionState
from evidence.text.figures import FigureValue, parse_figure
from evidence.text.lengths import changed_lengths
from stars.actions import Action
from stars.errors import BadInput
from stars.models import Post, SelfCheck, User
from stars.moves import move
from stars.services.recording import record
from stars.tracking import delete_tracked, save_tracked

NOTE_MAX, LABEL_MAX, UNIT_MAX, SOURCE_MAX = 300, 60, 20, 100


def touch(section: Section, *, actor) -> None:
    """The first work on a star starts it."""
    if section.state == SectionState.NOT_STARTED:
        move(section, SECTION_MOVES, "start", actor=actor)


def log(action: Action, section: Section, *, actor, **data) -> None:
    record(
        action,
        actor=actor,
        organisation=section.dossier.village,
        entry=section.dossier.entry,
        dimension=section.dimension,
        **data,
    )


@transaction.atomic
def save_narrative(*, actor, section_id: int, text: str, text_revision: int) -> Section:
    """Save the text that was begun on revision `text_revision`; a newer one raises EditedMeanwhile."""
    section = lock_section(section_id)
    require(can_edit_section(actor, section))
    text = text.replace("\r\n", "\n").strip()
    if len(text) > NARRATIVE_MAX:
        raise TextTooLong
    if text == section.narrative:
        return section
    if section.text_revision != text_revision:
        raise EditedMeanwhile(section, text)
    require_open(section)
    added, removed = changed_lengths(section.narrative, text)
    write_narrative(section, text, actor=actor)
    log(Action.NARRATIVE_SAVED, section, actor=actor, characters=len(text), added=added, removed=removed)
    return section


def write_narrative(section: Section, text: str, *, actor) -> None:
    """Write into a locked section; the caller checked who and when, and logs."""
    touch(section, actor=actor)
    section.narrative = text
    section.text_revision += 1
    section.text_saved_at = timezone.now()
    save_tracked(section, actor=actor, reason=Action.NARRATIVE_SAVED)


@transaction.atomic
def save_self_checks(*, actor, section_id: int, answers: dict[str, tuple[str, str]]) -> None:
    """`answers`: item key → (answer, note). Unknown items or answers are refused whole."""
    section = lock_section(section_id)
    require(can_edit_section(actor, section))
    require_open(section)
    table = section.dossier.entry.round.table
    known = {item.key for item in table.dimension(section.dimension).items}
    if any(not answer for answer, _note in answers.values()):
        raise AnswerMissing
    if set(answers) - known or {answer for answer, _note in answers.values()} - set(SelfCheck.Answer.values):
        raise BadInput
    answers = {item: (answer, fitting(note, NOTE_MAX)) for item, (answer, note) in answers.items()}
    rows = {row.item: row for row in section.dossier.entry.self_checks.filter(item__in=answers)}
    changed = [item for item, (answer, note) in answers.items() if _differs(rows.get(item), answer, note)]
    for item in changed:
        row = rows.get(item) or SelfCheck(entry=section.dossier.entry, item=item)
        row.answer, row.note = answers[item]
        save_tracked(row, actor=actor, reason=Action.SELF_CHECK_SAVED)
    if changed:
        touch(section, actor=actor)
        log(Action.SELF_CHECK_SAVED, section, actor=actor, items=changed)


def _differs(row: SelfCheck | None, answer: str, note: str) -> bool:
    return row is None or (row.answer, row.note) != (answer, note)


@transaction.atomic
def save_figure(
    *,
    actor,
    section_id: int,
    figure_id: int | None,
    key: str,
    label: str,
    value: str,
    unit: str,
    as_of,
    source,
) -> Figure:
    """Add a figure or change one of this section."""
    section = lock_section(section_id)
    require(can_edit_section(actor, section))
    require_open(section)
    if figure_id is None and section.figures.count() >= FIGURES_MAX:
        raise BadInput
    figure = section.figures.get(pk=figure_id) if figure_id else Figure(section=section)
    old = {"old": figure.amount, "old_label": figure.label} if figure_id else {}
    figure.key, figure.as_of, figure.source = key, as_of, fitting(source, SOURCE_MAX)
    figure.label, figure.unit = fitting(label, LABEL_MAX), fitting(unit, UNIT_MAX)
    write_figure(section, figure, value, actor=actor)
    log(Action.FIGURE_SAVED, section, actor=actor, target=figure.label, new=figure.amount, **old)
    return figure


def figure_value(value: str) -> FigureValue:
    try:
        return parse_figure(value)
    except ValueError as error:
        raise FigureNotNumber(str(error)) from error


def write_figure(section: Section, figure: Figure, value: str, *, actor) -> None:
    """Parse the value and write into a locked section; the caller checked who and when, and logs."""
    if not figure.label:
        raise LabelMissing
    parsed = figure_value(value)
    figure.value, figure.number = parsed.text, parsed.number
    touch(section, actor=actor)
    save_tracked(figure, actor=actor, reason=Action.FIGURE_SAVED)


@transaction.atomic
def remove_figure(*, actor, figure_id: int) -> None:
    figure = Figure.objects.get(pk=figure_id)
    section = lock_section(figure.section_id)
    require(can_edit_section(actor, section))
    require_open(section)
    about = {"figure": figure.pk, "old": figure.amount}
    log(Action.FIGURE_REMOVED, section, actor=actor, target=figure.label, **about)
    delete_tracked(figure, actor=actor, reason=Action.FIGURE_REMOVED)


@transaction.atomic
def assign_section(*, actor, section_id: int, user_ids: list[int]) -> Section:
    """The secretary names the committee members who may edit this star."""
    section = Section.objects.get(pk=section_id)
    section.dossier = lock_dossier(section.dossier_id)
    require(can_assign(actor, section.dossier))
    village = section.dossier.village
    members = User.objects.filter(
        pk__in=user_ids, memberships__in=village.memberships.in_force().filter(post=Post.MEMBER)
    ).distinct()
    if members.count() != len(set(user_ids)):
        raise BadInput
    section.assigned_to.set(members)
    log(Action.SECTION_ASSIGNED, section, actor=actor, people=[str(person) for person in members])
    return section
