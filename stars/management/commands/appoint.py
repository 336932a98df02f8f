"""`manage.py appoint LOGIN POST CODE [--name NAME]`: give a post, making the account if a name is given."""

import datetime
import getpass
import os

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from stars.errors import Refusal
from stars.models import Organisation, Post, User
from stars.services.people import appoint, create_account_with_post


class Command(BaseCommand):
    help = "Give a person a post. With --name a new account is made; its password is asked for, or read from \
ACCOUNT_PASSWORD."

    def add_arguments(self, parser):
        parser.add_argument("login")
        parser.add_argument("post", choices=Post.values)
        parser.add_argument("code", help="division code of the organisation, 12 digits")
        parser.add_argument("--name")
        parser.add_argument(
            "--first-day", type=datetime.date.fromisoformat, help="YYYY-MM-DD; today if left out"
        )
        parser.add_argument(
            "--last-day", type=datetime.date.fromisoformat, help="YYYY-MM-DD; open if left out"
        )

    def handle(self, *, login, post, code, name, first_day, last_day, **options):
        organisation = Organisation.objects.filter(code=code, valid_to=None).first()
        if organisation is None:
            raise CommandError(f"No organisation has the code {code}.")
        held = {"organisation": organisation, "post": post, "valid_from": first_day, "valid_to": last_day}
        try:
            user = self.new_account(login, name, held) if name else self.known_account(login, held)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Refusal as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{user} now holds {post} at {organisation}.")

    def new_account(self, login, name, held) -> User:
        password = os.environ.get("ACCOUNT_PASSWORD") or getpass.getpass("Password: ")
        return create_account_with_post(username=login, name=name, password=password, **held)

    def known_account(self, login, held) -> User:
        user = User.objects.filter(username=login).first()
        if user is None:
            raise CommandError(f"There is no account {login}. Give --name to make it.")
        appoint(user=user, **held)
        return user
