"""An objection comes in: by the form, by phone or on paper. Each gets a receipt number and a code to follow it."""

import datetime
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from stars.access import can_run_rating
from stars.actions import Action
from stars.arrival_errors import ManyAtOnce
from stars.assessing import AssessmentState
from stars.codes import ALPHABET, CHARACTERS, bare_code, code_digest, new_code
from stars.models import Objection, Posting
from stars.notices import rows_in
from stars.posting_days import working_days_after
from stars.posting_errors import (
    DayOutside,
    NotInForce,
    NotInPosting,
    ObjectionTooShort,
    PostingOver,
)
from stars.queries.holidays import holiday_marks
from stars.queries.unposted import unposted_entries
from stars.services.assessments import lock_assessment
from stars.services.fitting import fitting
from stars.services.postings import lock_posting
from stars.services.recording import record
from stars.services.requiring import require
from stars.tracking import save_tracked

ANSWER_WITHIN = 5  # working days
TEXT_MIN, TEXT_MAX, NAME_MAX, CONTACT_MAX = 10, 4000, 60, 100
# Forms a minute to one posting. A flood only slows: nothing is refused for longer than the minute, and whoever had the
# form open for a minute, which a machine seldom has, finds places of his own. Neither device nor address is asked for.
AT_ONCE, WITH_PATIENCE = 20, 40
MINUTE = datetime.timedelta(minutes=1)
STANDING = {
    Posting.Kind.RESULTS: AssessmentState.POSTED,
    Posting.Kind.TARGETS: AssessmentState.PREPARING,
}


@dataclass(frozen=True)
class Receipt:
    """What the objector takes home; the code is shown once and kept as a digest only."""

    objection: Objection
    code: str


@dataclass(frozen=True)
class Said:
    """What was said. `entry_id`: the line it is about, None for the posting as a whole; `code`: one that the form
    carried, so that pressing its button twice is one objection."""

    text: str
    entry_id: int | None = None
    name: str = ""
    contact: str = ""
    code: str = ""


@transaction.atomic
def receive_objection(*, posting_id: int, said: Said, patient: bool = False) -> Receipt:
    """By the public form, while the posting runs. Nothing of who sent it is kept but what he chose to write.

    `patient`: the form was open for a minute before it was sent; it counts for one objection only.
    """
    posting = lock_posting(posting_id)
    today = timezone.localdate()
    if not posting.runs_on(today):
        raise PostingOver(posting)
    before = sent_with(posting, said.code)
    if not is_again(before, said) and is_crowded(posting, patient=patient and before is None):
        raise ManyAtOnce
    return take_in(posting, said, Objection.Channel.FORM, today, actor=None)


def is_crowded(posting: Posting, *, patient: bool) -> bool:
    """Call with the posting locked."""
    arrived = Objection.history.filter(posting=posting.pk, history_type="+", channel=Objection.Channel.FORM)
    last_minute = arrived.filter(history_date__gt=timezone.now() - MINUTE).count()
    return last_minute >= (WITH_PATIENCE if patient else AT_ONCE)


@transaction.atomic
def enter_objection(
    *, actor, posting_id: int, channel: str, received_on: datetime.date, said: Said
) -> Receipt:
    """A call or a paper that reached the village while the posting ran; noted later only until the results go on."""
    found = Posting.objects.exclude(kind=Posting.Kind.STARS).get(pk=posting_id)
    assessment = lock_assessment(found.round_id)
    require(can_run_rating(actor, assessment.village))
    posting = lock_posting(posting_id)
    if assessment.state != STANDING[posting.kind]:
        raise NotInForce
    return note(posting, said, channel, received_on, actor=actor)


def note(posting: Posting, said: Said, channel: str, received_on: datetime.date, *, actor) -> Receipt:
    """Call with the posting locked, and what it stands for."""
    if posting.taken_down_on is not None:
        raise PostingOver(posting)
    if received_on > posting.ends_on:
        raise PostingOver(posting)
    if not posting.starts_on <= received_on <= timezone.localdate():
        raise DayOutside
    return take_in(posting, said, channel, received_on, actor=actor)


def take_in(posting: Posting, said: Said, channel: str, day: datetime.date, *, actor) -> Receipt:
    text = usable_text(posting, said, inside=actor is not None)
    code = said.code if is_code(said.code) else new_code()
    before = sent_with(posting, code)
    if is_again(before, said):
        return Receipt(before, code)
    if before is not None:
        code = new_code()
    objection = Objection(
        posting=posting,
        entry_id=said.entry_id,
        receipt=new_receipt(day),
        code_digest=code_digest(code),
        channel=channel,
        entered_by=actor,
        text=text,
        name=fitting(said.name, NAME_MAX),
        contact=fitting(said.contact, CONTACT_MAX),
        received_on=day,
        due_on=working_days_after(day, ANSWER_WITHIN, holiday_marks()),
    )
    save_tracked(objection, actor=actor, reason=Action.OBJECTION_RECEIVED)
    log(Action.OBJECTION_RECEIVED, objection, actor=actor, channel=channel)
    return Receipt(objection, code)


def sent_with(posting: Posting, code: str) -> Objection | None:
    return posting.objections.filter(code_digest=code_digest(code)).first() if is_code(code) else None


def is_again(before: Objection | None, said: Said) -> bool:
    """The button was pressed twice."""
    text = fitting(said.text, TEXT_MAX)
    return before is not None and (before.text, before.entry_id) == (text, said.entry_id)


def usable_text(posting: Posting, said: Said, *, inside: bool) -> str:
    """Long enough to be looked into, short enough to be kept whole, and about a line that is posted. `inside`: a call
    or a paper, which may also be about somebody who is rated and has no star."""
    text = fitting(said.text, TEXT_MAX)
    if len("".join(text.split())) < TEXT_MIN:
        raise ObjectionTooShort
    about = {None} | {row["entry"] for row in rows_in(posting.content)}
    if said.entry_id not in about and not (inside and is_unposted(posting, said.entry_id)):
        raise NotInPosting
    return text


def is_unposted(posting: Posting, entry_id: int | None) -> bool:
    return any(entry.pk == entry_id for entry in unposted_entries(posting))


def is_code(code: str) -> bool:
    bare = bare_code(code)
    return len(bare) == CHARACTERS and set(bare) <= set(ALPHABET)


def new_receipt(day: datetime.date) -> str:
    """20261124-7KQM2: the day, and letters that tell nothing of how many there are."""
    while True:
        receipt = f"{day:%Y%m%d}-{''.join(secrets.choice(ALPHABET) for _ in range(5))}"
        if not Objection.objects.filter(receipt=receipt).exists():
            return receipt


def log(action: Action, objection: Objection, *, actor, **data) -> None:
    """The receipt number and no word of what was said, by whom, or about which level."""
    posting = objection.posting
    about = {"organisation": posting.organisation, "round": posting.round}
    entry = objection.entry or posting.entry
    record(action, actor=actor, **about, entry=entry, target=objection.receipt, **data)
