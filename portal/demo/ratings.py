"""Rounds of the five roles, one by each rulebook in another phase, and one that has only begun."""

import datetime

from django.utils import timezone

from portal.demo.books import take_over_books
from portal.demo.clock import on_day
from portal.demo.crews import Crew
from portal.demo.daan_halves import half_before, this_half
from portal.demo.dashui_posted import posted, preparing
from portal.demo.shimen_year import last_year
from stars.models import Organisation, User

BOOKS_TAKEN_OVER = datetime.timedelta(days=780)  # before the first round by them; posts are older


def make_ratings(people: dict[str, User]) -> None:
    administrator, township = people["guanli2"], Organisation.objects.get(code="990101101000")
    with on_day(timezone.localdate() - BOOKS_TAKEN_OVER):
        books = take_over_books(administrator, township)
    deciding = (people["shenhe"], people["shending"])
    last_year(Crew.of("990101101201"), books["shimen"], *deciding)
    half_before(Crew.of("990101101202"), books["daan"], *deciding)
    this_half(Crew.of("990101101202"), books["daan"])
    posted(Crew.of("990101101203"), books["dashui"])
    preparing(Crew.of("990101101204"), books["dashui"])
