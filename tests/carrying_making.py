"""Votes on the tie of make_tied_dashui and corrections of its results, made as the product makes them."""

from stars.models import RatingRun
from stars.services.objections import Change, uphold_objection
from stars.services.postings import take_posting_down
from stars.services.ties import decide_tie
from tests.panel_making import make_vote
from tests.posting_making import object_to, post_results, taken
from tests.rating_making import entries_of


def vote(world, round, chosen: int, **more) -> RatingRun:
    place = {"round_id": round.pk, "category": "cadre", "level": 5}
    told = {"actor": world.secretary, "vote": make_vote([entries_of(round, "cadre")[chosen]])}
    return decide_tie(**place, **told | more)


def correct(world, round, changes: dict[int, int]) -> list[str]:
    """Posted, objected to, upheld, and taken down again; the receipts."""
    posting, receipts = post_results(world, round), []
    for place, level in changes.items():
        objection = taken(world, object_to(posting, entries_of(round, "cadre")[place].pk))
        given = {"actor": world.secretary, "objection_id": objection.pk, "answer": "已核实。"}
        uphold_objection(**given, change=Change(level, "核实后更正。"))
        receipts.append(objection.receipt)
    take_posting_down(actor=world.secretary, posting_id=posting.pk, reason="计分有误。")
    return receipts


def lift_past_the_vote(world, round) -> list[str]:
    """The winner goes down, somebody else takes his place at five; then the vote is held anew for the other."""
    return correct(world, round, {1: 2, 3: 5})
