"""Filing, cards, benefits."""

from django.utils import timezone

from stars.models import Assessment, Round
from stars.services import accepting, benefits, cards, filing
from tests.access_rating.rows import RUNNERS, SECRETARY, VILLAGE, AddressRow, StepRow, the_round
from tests.filing_making import accept, file, make_results_posting, make_run, mark_of, tamper
from tests.making import PASSWORD
from tests.rating_making import entries_of, make_version

REVIEWER, APPROVER = frozenset({"reviewer"}), frozenset({"approver"})
TOWNSHIP = REVIEWER | APPROVER
READERS = TOWNSHIP | {"auditor"}
DESKS = READERS | {"far_reviewer", "far_approver", "far_auditor"}
REASON = {"reason": "请再核实。"}


def posted(place) -> None:
    """The place's round by shimen, where everybody may have five stars; posted for its whole time."""
    tamper(Round, version=make_version(place.world, "shimen"))
    tamper(Assessment, state="posted")
    place.round.refresh_from_db()
    for category in ("cadre", "household"):
        make_run(place.round, category, {entry.pk: "97" for entry in entries_of(place.round, category)})
    make_results_posting(place.round)


def filed(place) -> None:
    posted(place)
    place.filing = file(place.world, place.round)


def checked(place) -> None:
    filed(place)
    place.filing = accepting.check_filing(actor=place.world.reviewer, filing_id=place.filing.pk)


def in_force(place) -> None:
    checked(place)
    accept(place.world, place.filing)


def with_card(place) -> None:
    in_force(place)
    place.card, *_others = cards.issue_cards(actor=place.world.clerk, round_id=place.round.pk)


def with_grant(place) -> None:
    with_card(place)
    place.grant = benefits.record_benefit(actor=place.world.clerk, **the_benefit(place))


def the_filing(place) -> dict:
    return {"filing_id": place.filing.pk}


def the_card(place) -> dict:
    return {"card_id": place.card.pk}


def the_grant(place) -> dict:
    return {"grant_id": place.grant.pk}


def the_benefit(place) -> dict:
    told = {"benefit": "technical_help", "given_on": timezone.localdate(), "given_by": "农技站"}
    return the_card(place) | told


def the_reading(place) -> dict:
    return the_round(place) | {"read": mark_of(place.round)}


def the_signature(place) -> dict:
    return {"digest": place.filing.digest, "password": PASSWORD}


ADDRESSES: dict[str, AddressRow] = {
    "filing": AddressRow(VILLAGE, SECRETARY, data=lambda p: {"read": mark_of(p.round)}, prepare=posted),
    "levels": AddressRow(VILLAGE, prepare=in_force),
    # Who does not run the round is led to the levels.
    "cards": AddressRow(VILLAGE, RUNNERS, data=lambda p: {"all": "1"}, prepare=in_force),
    "cards_print": AddressRow(RUNNERS, prepare=with_card),
    "card": AddressRow(RUNNERS, keys=the_card, prepare=with_card),
    "card_withdraw": AddressRow(None, RUNNERS, keys=the_card, data=lambda p: REASON, prepare=with_card),
    "card_reissue": AddressRow(None, RUNNERS, keys=the_card, data=lambda p: REASON, prepare=with_card),
    "benefits": AddressRow(RUNNERS, RUNNERS, data=lambda p: {"number": p.card.number}, prepare=with_card),
    "benefit_new": AddressRow(RUNNERS, RUNNERS, keys=the_card, data=the_benefit, prepare=with_card),
    "benefit_strike": AddressRow(RUNNERS, RUNNERS, keys=the_grant, data=lambda p: REASON, prepare=with_grant),
    "benefits_export": AddressRow(RUNNERS, prepare=with_grant),
    "filings": AddressRow(DESKS, prepare=filed),
    "desk_filing": AddressRow(READERS, keys=the_filing, prepare=filed),
    "filing_check": AddressRow(None, REVIEWER, keys=the_filing, prepare=filed),
    "filing_return": AddressRow(None, REVIEWER, keys=the_filing, data=lambda p: REASON, prepare=filed),
    "filing_sign": AddressRow(APPROVER, APPROVER, keys=the_filing, data=the_signature, prepare=checked),
}
PUBLIC: set[str] = {"card_public"}
STEPS: dict[str, StepRow] = {
    "file_round": StepRow(filing.file_round, SECRETARY, the_reading, posted),
    "check_filing": StepRow(accepting.check_filing, REVIEWER, the_filing, filed),
    "return_filing": StepRow(accepting.return_filing, REVIEWER, lambda p: the_filing(p) | REASON, filed),
    "return_filing of a checked one": StepRow(
        accepting.return_filing, APPROVER, lambda p: the_filing(p) | REASON, checked
    ),
    "accept_filing": StepRow(
        accepting.accept_filing, APPROVER, lambda p: the_filing(p) | the_signature(p), checked
    ),
    "issue_cards": StepRow(cards.issue_cards, RUNNERS, the_round, in_force),
    "withdraw_card": StepRow(cards.withdraw_card, RUNNERS, lambda p: the_card(p) | REASON, with_card),
    "reissue_card": StepRow(cards.reissue_card, RUNNERS, lambda p: the_card(p) | REASON, with_card),
    "record_benefit": StepRow(benefits.record_benefit, RUNNERS, the_benefit, with_card),
    "strike_benefit": StepRow(benefits.strike_benefit, RUNNERS, lambda p: the_grant(p) | REASON, with_grant),
}
