"""What came by the public form and waits: for whoever answers several at once."""

from dataclasses import dataclass

from stars.access import can_open_rating, can_review, can_sign
from stars.assessing import UNDECIDED_OBJECTIONS
from stars.models import Objection, Posting
from stars.queries.handling import Handler
from stars.queries.objections import labels_of, line_of

FEWEST_CHARACTERS = 4  # different ones; 哈哈哈哈哈哈哈哈哈哈 has one


@dataclass(frozen=True)
class Arrival:
    """`same_as`: receipt of an earlier one with the same words about the same line; `hollow`: it has no words."""

    objection: Objection
    line: str
    same_as: str
    hollow: bool

    @property
    def suggested(self) -> bool:
        return bool(self.same_as) or self.hollow


def can_dismiss_together(user, posting: Posting) -> bool:
    village = posting.organisation
    if posting.kind == Posting.Kind.STARS:
        return can_review(user, village) or can_sign(user, village)
    return can_open_rating(user, village) or can_review(user, village)


def arrivals(posting: Posting, handler: Handler) -> list[Arrival]:
    """Those that he may answer, in the order in which they came. One query."""
    labels, first, found = labels_of(posting), {}, []
    rows = posting.objections.select_related("entry__subject", "handler").order_by("pk")
    for one in rows:
        one.posting = posting
        said = (one.entry_id, bare(one.text))
        same_as = first.setdefault(said, one.receipt)
        if waits_for(handler, one):
            again = same_as if same_as != one.receipt else ""
            found.append(Arrival(one, line_of(one, labels), again, len(set(said[1])) < FEWEST_CHARACTERS))
    return found


def waits_for(handler: Handler, objection: Objection) -> bool:
    undecided = objection.state in UNDECIDED_OBJECTIONS and objection.handler_id in (None, handler.user_id)
    return undecided and objection.channel == Objection.Channel.FORM and handler.may(objection)


def bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())
