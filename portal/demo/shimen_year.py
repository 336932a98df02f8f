"""柳湾村: the whole year before this one by the rulebook shimen, to levels in force, cards and benefits."""

import datetime

from django.utils import timezone

from portal.demo.clock import on_day
from portal.demo.crews import Crew, begin_round, declare_promotions, take_list
from portal.demo.flow import accept, apply_and_begin, approve_and_post, assess, file, post
from portal.demo.names import households, people, services
from stars.models import BenefitCard, Posting, Round, RulebookVersion, User
from stars.services.benefits import record_benefit
from stars.services.cards import issue_cards
from stars.services.subjects import add_own_organisation

LEVELS = {
    "committee": (5,),
    "cadre": (5, 4, 4, 3),
    "member": (5, 4, 4, 4, 3),
    "household": (5, 4, 4, 3, 3, 4, 2, 3, 4, 3),
    "service": (4, 3, 4),
}
WISHED = LEVELS | {"household": (5, 5, 4, 4, 3, 4, 3, 3, 4, 4)}
BENEFITS = (("reserve", 21, "云溪镇党建办"), ("technical_help", 23, "云溪镇农技站"))
SETTLED_AFTER = datetime.timedelta(days=25)  # into a year, so that nothing below lies in the future


def last_year(crew: Crew, version: RulebookVersion, reviewer: User, approver: User) -> Round:
    after = (timezone.localdate() - SETTLED_AFTER).year
    before = after - 1
    with on_day(datetime.date(before, 1, 12)):
        round = begin_round(crew, version, f"{before} 年度“五带头”星级评定", before)
        _take_lists(crew, round)
        declare_promotions(crew, round, WISHED)
    with on_day(datetime.date(before, 1, 20)):
        approve_and_post(crew, round)
    with on_day(datetime.date(before, 12, 4)):
        apply_and_begin(crew, round)
    with on_day(datetime.date(before, 12, 12)):
        assess(crew, round, LEVELS)
        post(crew, round, Posting.Kind.RESULTS)
    with on_day(datetime.date(after, 1, 14)):
        accept(file(crew, round), reviewer, approver)
    with on_day(datetime.date(after, 1, 19)):
        cards = issue_cards(actor=crew.clerk, round_id=round.pk)
    for (benefit, day, giver), card in zip(BENEFITS, cards, strict=False):
        with on_day(datetime.date(after, 1, day)):
            _give(crew, card, benefit, giver)
    return round


def _take_lists(crew: Crew, round: Round) -> None:
    add_own_organisation(actor=crew.clerk, round_id=round.pk, category="committee")
    take_list(crew, round, "cadre", people(0, len(LEVELS["cadre"])))
    take_list(crew, round, "member", people(10, len(LEVELS["member"])))
    take_list(crew, round, "household", households(20, len(LEVELS["household"])))
    take_list(crew, round, "service", services(crew.village.name[:2], len(LEVELS["service"])))


def _give(crew: Crew, card: BenefitCard, benefit: str, giver: str) -> None:
    told = {"given_on": timezone.localdate(), "given_by": giver}
    record_benefit(actor=crew.clerk, card_id=card.pk, benefit=benefit, **told)
