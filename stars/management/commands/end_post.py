"""`manage.py end_post LOGIN POST CODE [--last-day YYYY-MM-DD]`: a hand-over begins with the end of a post."""

import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from stars.errors import Refusal
from stars.models import Membership, Post
from stars.services.people import end_post


class Command(BaseCommand):
    help = "End a post. Its holder keeps it up to and including the last day (yesterday if left out)."

    def add_arguments(self, parser):
        parser.add_argument("login")
        parser.add_argument("post", choices=Post.values)
        parser.add_argument("code", help="division code of the organisation, 12 digits")
        parser.add_argument("--last-day", type=datetime.date.fromisoformat)

    def handle(self, *, login, post, code, last_day, **options):
        held = Membership.objects.filter(user__username=login, post=post, organisation__code=code)
        row = held.order_by("-valid_from").first()
        if row is None:
            raise CommandError(f"{login} does not hold {post} at {code}.")
        last_day = last_day or timezone.localdate() - datetime.timedelta(days=1)
        try:
            end_post(membership_id=row.pk, last_day=last_day)
        except Refusal as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{row.user} holds {post} at {row.organisation} until {last_day}.")
